"""A typed label or number does what its button does, "save 2" is for the reading list; other words are a question."""

from __future__ import annotations

from telegram import Update

from bot.conversation.saved_wish import saved_wish
from bot.enquiries.wishes import MOST_WORDS, Wish, wish_of
from handlers.context import Context
from handlers.conversation import questions, saved
from handlers.enquiries import sent
from handlers.routing.presses import act
from handlers.wire.addressed import said_to
from handlers.wire.buttons import Button, twins, typed_twin
from handlers.wire.delivery import Target
from handlers.wire.speaker import here


async def ask(update: Update, context: Context) -> None:
    """Act as the button that was shown last would, or ask."""
    message, target, who = here(update)
    words = said_to(context.bot, message)
    data = typed_twin(words, {**_of_the_team(context), **context.services.chats.typable(who)})
    wish = saved_wish(words) if data is None else None
    about = await _about_enquiry(context, target, words) if data is None and wish is None else None
    if data is None and wish is None and about is None:
        await questions.ask(update, context)
        return
    context.spoken.add("album")
    if about is not None:
        await (sent.status if about == "status" else sent.withdraw)(update, context)
    if data is not None:
        await act(update, context, target, data)
    elif wish is not None:
        await saved.obey(update, context, wish)


def _of_the_team(context: Context) -> dict[str, str]:
    """The button under what the team wrote not long ago, which no reply of the assistant's has taken away."""
    reference = context.look.replied
    return twins([Button(context.services.say("reply_button"), f"reply:{reference}")]) if reference else {}


async def _about_enquiry(context: Context, target: Target, words: str) -> Wish | None:
    """What is asked about an enquiry that the leader has sent, in words and not by a command."""
    services = context.services
    if target.group or not services.policy.channels or len(words.split()) > MOST_WORDS:
        return None
    prepare = services.snapshot().understanding.find.prepare
    return await services.thinking(lambda: wish_of(prepare(words).corrected, sent=context.look.open is not None))
