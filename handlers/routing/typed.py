"""A typed label or number does what its button does, "save 2" is for the reading list; other words are a question."""

from __future__ import annotations

from telegram import Update

from bot.conversation.saved_wish import saved_wish
from handlers.context import Context
from handlers.conversation import questions, saved
from handlers.routing.presses import act
from handlers.wire.addressed import said_to
from handlers.wire.buttons import typed_twin
from handlers.wire.speaker import here


async def ask(update: Update, context: Context) -> None:
    """Act as the button that was shown last would, or ask."""
    message, target, who = here(update)
    words = said_to(context.bot, message)
    data = typed_twin(words, context.services.chats.typable(who))
    wish = saved_wish(words) if data is None else None
    if data is None and wish is None:
        await questions.ask(update, context)
        return
    context.spoken.add("album")
    if data is not None:
        await act(update, context, target, data)
    elif wish is not None:
        await saved.obey(update, context, wish)
