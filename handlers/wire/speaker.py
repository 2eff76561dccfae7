"""Who speaks, and where: what every handler asks of an update first."""

from __future__ import annotations

from telegram import Message, Update

from bot.conversation.memory import Who
from handlers.wire.delivery import Target


def who(update: Update) -> Who:
    """The chat and the person that an update comes from."""
    chat, person = update.effective_chat, update.effective_user
    person_id = person.id if person else 0
    return (chat.id if chat else person_id, person_id)


def here(update: Update) -> tuple[Message, Target, Who]:
    """The message that is to be answered, where, and whose."""
    message = update.effective_message
    assert message is not None  # noqa: S101 - only messages are routed here
    return message, Target.of(message), who(update)
