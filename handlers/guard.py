"""Who may use a command or a button, and where: asked before anything else is done."""

from __future__ import annotations

from enum import Enum, auto

from telegram import Chat, ChatMember, Update, User
from telegram.error import TelegramError

from bot.enquiries.team import staff_chat
from bot.markup import without_links
from bot.naming import shown
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
            return REFUSED.get(await membership(update, services))
        case Guard.ADMINS if not is_administrator(update, services):
            return "admins_only"
        case Guard.ADMINS | Guard.PRIVATE:
            return None if chat and chat.type == Chat.PRIVATE else "go_private"
    return None


def is_administrator(update: Update, services: Services) -> bool:
    """Somebody of BOT_ADMINS by name: neither a channel nor the anonymous administrator of a group."""
    message, person = update.message or update.edited_message, update.effective_user
    return bool(person and person.id in services.policy.admins and not (message and message.sender_chat))


def called(person: User | None) -> str:
    """What somebody is called in a sentence that may hold links: nothing in a name becomes one."""
    return without_links(shown(person.full_name)) if person else ""


async def is_staff_chat(services: Services, chat: int) -> bool:
    """Is this the chat of the team?"""
    return chat == await services.keep(lambda store: staff_chat(store, services.policy.channels.staff))


class Membership(Enum):
    """Whether somebody is in the chat they write in, as far as Telegram says so."""

    INSIDE = auto()
    OUTSIDE = auto()
    UNSURE = auto()


REFUSED = {Membership.OUTSIDE: "staff_members_only", Membership.UNSURE: "staff_unsure"}


async def membership(update: Update, services: Services) -> Membership:
    """Of the sender in the chat: in a public one anybody can press and comment, and as a channel of theirs.

    Telegram is asked every few seconds, and who it does not answer for is not let in.
    """
    chat, person, message = update.effective_chat, update.effective_user, update.message or update.edited_message
    if chat is None or person is None:
        return Membership.OUTSIDE
    if message and message.sender_chat:  # an anonymous administrator of it
        return Membership.INSIDE if message.sender_chat.id == chat.id else Membership.OUTSIDE
    inside = services.chats.is_member(chat.id, person.id)
    if inside is None:
        try:
            inside = is_inside(await chat.get_member(person.id))
        except TelegramError:
            return Membership.UNSURE
        services.chats.remember_member(chat.id, person.id, inside=inside)
    return Membership.INSIDE if inside else Membership.OUTSIDE


def is_inside(member: ChatMember) -> bool:
    """Is somebody with this standing in the chat?"""
    return member.status not in (ChatMember.LEFT, ChatMember.BANNED) and bool(getattr(member, "is_member", True))


async def comes_or_goes(update: Update, context: Context) -> None:
    """Telegram tells who comes and goes where the bot is an administrator."""
    if change := update.chat_member:
        member = change.new_chat_member
        context.services.chats.remember_member(change.chat.id, member.user.id, inside=is_inside(member))
