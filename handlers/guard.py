"""Who may use a command or a button, and where: asked before anything else is done."""

from __future__ import annotations

from enum import Enum, auto

from telegram import Chat, Update

from bot.staff import staff_chat
from handlers.context import Context, Services


class Guard(Enum):
    """Anybody anywhere; anybody in private; staff in their chat; those of BOT_ADMINS in private."""

    ANYWHERE = auto()
    PRIVATE = auto()
    STAFF = auto()
    ADMINS = auto()


async def refusal(guard: Guard, update: Update, context: Context) -> str | None:
    """The key of the sentence that refuses, or None where nothing does."""
    chat, services = update.effective_chat, context.services
    match guard:
        case Guard.STAFF:
            return None if chat and await is_staff_chat(services, chat.id) else "staff_only"
        case Guard.ADMINS if not is_administrator(update, services):
            return "admins_only"
        case Guard.ADMINS | Guard.PRIVATE:
            return None if chat and chat.type == Chat.PRIVATE else "go_private"
    return None


def is_administrator(update: Update, services: Services) -> bool:
    """Somebody of BOT_ADMINS by name: neither a channel nor the anonymous administrator of a group."""
    message, person = update.message or update.edited_message, update.effective_user
    return bool(person and person.id in services.records.admins and not (message and message.sender_chat))


async def is_staff_chat(services: Services, chat: int) -> bool:
    """Is this the chat of the team?"""
    return chat == await services.keep(lambda store: staff_chat(store, services.records.channels.staff))
