"""In groups: one introduction."""

from __future__ import annotations

from telegram import Chat, ChatMember, ChatMemberUpdated, Update

from handlers.context import Context
from handlers.wire.delivery import Target

AWAY = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def added(update: Update, context: Context) -> None:
    """Introduce itself when it comes into a group, and at no other change of its membership."""
    change = update.my_chat_member
    if change is not None and has_come(change):
        words = context.services.say("group_hello", name=context.bot.username)
        await context.services.delivery.say(Target(change.chat.id, group=True), words)


def has_come(change: ChatMemberUpdated) -> bool:
    """Was the bot away from the group and is there now?"""
    in_group = change.chat.type in (Chat.GROUP, Chat.SUPERGROUP)
    return in_group and change.old_chat_member.status in AWAY and change.new_chat_member.status not in AWAY
