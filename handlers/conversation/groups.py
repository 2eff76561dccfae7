"""The assistant comes into a group, which gets one introduction, or a person lets it in again."""

from __future__ import annotations

from telegram import Chat, ChatMember, ChatMemberUpdated, Update

from handlers.context import Context
from handlers.enquiries import sent
from handlers.wire.delivery import Target

AWAY = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def added(update: Update, context: Context) -> None:
    """Introduce itself when it comes into a group, and offer what was missed to who blocks it no more."""
    change = update.my_chat_member
    if change is not None and change.chat.type == Chat.PRIVATE and has_come_back(change):
        await sent.returned(update, context)
    if change is not None and has_come(change):
        words = context.services.say("group_hello", name=context.bot.username)
        await context.services.delivery.say(Target(change.chat.id, group=True), words)


def has_come(change: ChatMemberUpdated) -> bool:
    """Was the bot away from the group and is there now?"""
    return change.chat.type in (Chat.GROUP, Chat.SUPERGROUP) and has_come_back(change)


def has_come_back(change: ChatMemberUpdated) -> bool:
    """Was the bot away, or blocked, and is no more?"""
    return change.old_chat_member.status in AWAY and change.new_chat_member.status not in AWAY
