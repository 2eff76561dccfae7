"""What a leader does about enquiries that were sent: how they stand, take one back, add to one."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Update

from bot.enquiries.drafting import Drafts
from bot.markup import without_links
from bot.store.store import Store
from bot.teamwork.aftercare import ask_for_reply, judge, offer_missed, reopen, send_missed, standing
from bot.workdays import local_day
from handlers.context import Context
from handlers.enquiries.leader import reception, step
from handlers.enquiries.offers import asked_behind
from handlers.wire.buttons import Button, twins
from handlers.wire.delivery import Target
from handlers.wire.speaker import here


async def status(update: Update, context: Context) -> None:
    """The leader's enquiries and how they stand."""
    _, target, _ = here(update)
    policy, say = context.services.policy, context.services.say

    def lines(store: Store) -> list[str]:
        mine, today = store.enquiries.of_leader(target.chat), local_day(policy.now())
        return [standing(store, one, policy.channels, say, today) for one in mine]

    stand = await context.services.keep(lines)
    words = "\n\n".join([say("status_opening"), *stand, say("status_how")]) if stand else say("status_none")
    await context.services.delivery.say(target, without_links(words))


async def withdraw(update: Update, context: Context) -> None:
    """Which enquiry is to be taken back?"""
    _, target, who = here(update)
    say = context.services.say
    if context.args:
        await press(update, context, target, f"withdraw:{context.args[0].lstrip('#').upper()}")
        return
    mine = await context.services.keep(lambda store: store.enquiries.of_leader(target.chat))
    rows = [
        [Button(say("withdraw_button", reference=enquiry.reference), f"withdraw:{enquiry.reference}")]
        for enquiry in mine if enquiry.state in ("open", "closed")
    ]  # fmt: skip
    key = "withdraw_which" if rows else "status_none"
    if draft := await context.services.keep(lambda store: reception(context, target.chat, store).draft()):
        rows, key = [*rows, [Button(say("cancel_button"), f"drop:{draft.reference}")]], f"{key}_draft"
    context.services.chats.may_type(who, twins(button for row in rows for button in row))
    await context.services.delivery.say(target, say(key), rows)


async def press(update: Update, context: Context, target: Target, data: str) -> None:
    """A button about an enquiry that was sent."""
    verb, _, about = data.partition(":")
    pressed = update.callback_query.message if update.callback_query else None
    under = pressed.message_id if pressed else None
    steps: dict[str, Callable[[Drafts], bool]] = {
        "withdraw": lambda at: at.withdraw(about),
        "reply": lambda at: ask_for_reply(at, about),
        "helped": lambda at: judge(at, about, under),
        "again": lambda at: reopen(at, about),
        "missed": send_missed,
    }
    if verb == "add":
        done: bool | None = await _add(update, context, target, about)
    else:
        done = await step(context, update, target.chat, steps[verb])
    if done is False:
        await context.services.delivery.say(target, context.services.say("draft_gone"))


async def returned(update: Update, context: Context) -> None:
    """Who had blocked the assistant is back."""
    if update.effective_chat and context.services.policy.channels:
        await step(context, update, update.effective_chat.id, offer_missed)


async def _add(update: Update, context: Context, target: Target, about: str) -> bool:
    """A question that was answered goes to an open enquiry."""
    asked = asked_behind(update, context, target)
    if asked is None:
        return False

    def work(at: Drafts) -> bool:
        enquiry = at.going_on(about)
        if enquiry is None:
            return False
        at.follow_up(enquiry, asked.sent)
        return True

    return await step(context, update, target.chat, work) is not False
