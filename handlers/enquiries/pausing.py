"""Care before content: a disclosure in the midst of an enquiry waits until its writer says whether the team gets it."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot.conversation.memory import Who
from bot.enquiries.draft import Part, Paused
from bot.enquiries.drafting import Drafts
from handlers.context import Context
from handlers.present import also_typed, present
from handlers.wire.buttons import Button
from handlers.wire.delivery import Target
from handlers.wire.speaker import here


async def pauses(
    update: Update, context: Context, part: Part, enquiry: str | None = None, *, edit: bool = False
) -> bool:
    """Care before content: a disclosure gets the support reply, and is not kept unless the leader wants to go on.

    `enquiry` is the reference of the one that it was to be added to.
    """
    services = context.services
    if not part.words:
        return False
    heard = await services.thinking(services.snapshot().understanding.discloses, part.words)
    if heard is None:
        return False
    _, target, who = here(update)
    await present(context, target, who, services.conversations.support(who, replace(heard, asks=True)))
    await wait(update, context, part, Paused(part, enquiry, edit))
    return True


async def wait(update: Update, context: Context, part: Part, new: Paused | None = None) -> None:
    """Ask whether what waits goes to the team; what one message says anew takes the place of what it said."""
    _, target, who = here(update)
    context.services.chats.pause(target.chat, part, new)
    await ask_whether(context, target, who)


async def ask_whether(context: Context, target: Target, who: Who) -> None:
    """Ask the writer whether what waits goes to the team, with a button for each answer."""
    say = context.services.say
    rows = [[Button(say("go_on_button"), "goon:"), Button(say("cancel_button"), "goon:no")]]
    also_typed(context.services, who, rows)
    await context.services.delivery.say(target, say("go_on"), rows)


def let_in(at: Drafts, waiting: Paused, name: str) -> None:
    """Into the enquiry or the draft that it was written for; where neither is there any more, into a new one."""
    part, enquiry = waiting.part, at.own(waiting.enquiry) if waiting.enquiry else None
    if waiting.edits and at.rewrite(part):
        return
    if enquiry:
        at.follow_up(enquiry, part)
    elif at.draft():
        at.write(part)
    else:
        at.begin_with(name, part)
