"""A typed label or number does what its button does; any other words are a question."""

from __future__ import annotations

from telegram import Update

from handlers.context import Context
from handlers.conversation import questions
from handlers.routing.presses import act
from handlers.wire.addressed import said_to
from handlers.wire.buttons import typed_twin
from handlers.wire.speaker import here


async def ask(update: Update, context: Context) -> None:
    """Act as the button that was shown last would, or ask."""
    message, target, who = here(update)
    data = typed_twin(said_to(context.bot, message), context.services.chats.typable(who))
    if data is None:
        await questions.ask(update, context)
    else:
        context.spoken.add("album")
        await act(update, context, target, data)
