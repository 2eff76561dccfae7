"""Who may use a command or a button, and where: asked before anything else is done."""

from __future__ import annotations

from enum import Enum, auto

from telegram import Chat, ChatMember, Update
from telegram.error import TelegramError

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
            if chat is None or not await is_staff_chat(services, chat.id):
                return "staff_only"
            return None if await is_member(update, services) else "staff_members_only"
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


async def is_member(update: Update, services: Services) -> bool:
    """Is the sender a member of the chat? In a public one anybody can press and comment, and as a channel of theirs.

    Where Telegram does not say, Telegram itself has let them in. It is asked once a minute.
    """
    chat, person, message = update.effective_chat, update.effective_user, update.message or update.edited_message
    if chat is None or person is None:
        return False
    if message and message.sender_chat:
        return message.sender_chat.id == chat.id  # an anonymous administrator of it
    key = (chat.id, person.id)
    if (known := services.members.get(key)) is not None:
        return known
    try:
        found = await chat.get_member(person.id)
    except TelegramError:
        return True
    inside = found.status not in (ChatMember.LEFT, ChatMember.BANNED) and getattr(found, "is_member", True)
    services.members.put(key, value=inside)
    return inside
