"""In groups: who is spoken to, what belongs in the private chat, and one introduction."""

from __future__ import annotations

from telegram import Bot, Chat, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update
from telegram.ext.filters import MessageFilter

from handlers.context import Context
from handlers.delivery import Place

AWAY = frozenset({ChatMember.LEFT, ChatMember.BANNED})


class Addressed(MessageFilter):
    """A message in a private chat, one that mentions the bot, or a reply to one of the bot's."""

    def filter(self, message: Message) -> bool:
        """Is the bot spoken to?"""
        bot = message.get_bot()
        if message.chat.type == Chat.PRIVATE or _replies_to(bot, message):
            return True
        return any(True for _ in _mentions(bot, message))


def said_to(bot: Bot, message: Message) -> str:
    """The words of a message without the bot's own name."""
    text = message.text or message.caption or ""
    encoded = text.encode("utf-16-le")  # entities are counted in UTF-16 units
    for entity in sorted(_mentions(bot, message), key=lambda one: -one.offset):
        encoded = encoded[: entity.offset * 2] + encoded[(entity.offset + entity.length) * 2 :]
    return encoded.decode("utf-16-le", "replace").strip(" ,:\n")


def _mentions(bot: Bot, message: Message) -> list[MessageEntity]:
    entities = {**message.parse_entities(), **message.parse_caption_entities()}
    return [entity for entity, text in entities.items() if _is_name(bot, entity, text)]


def _is_name(bot: Bot, entity: MessageEntity, text: str) -> bool:
    if entity.type == MessageEntity.MENTION:
        return text.casefold() == f"@{bot.username}".casefold()
    return entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == bot.id


def _replies_to(bot: Bot, message: Message) -> bool:
    """In a forum everything "replies" to the service message that opened the topic, which does not count."""
    earlier = message.reply_to_message
    if earlier is None or earlier.from_user is None or earlier.forum_topic_created is not None:
        return False
    return earlier.from_user.id == bot.id


async def added(update: Update, context: Context) -> None:
    """Introduce itself when it comes into a group, and at no other change of its membership."""
    change = update.my_chat_member
    if change is not None and has_come(change):
        words = context.services.say("group_hello", name=context.bot.username)
        await context.services.delivery.say(Place(change.chat.id, group=True), words)


def has_come(change: ChatMemberUpdated) -> bool:
    """Was the bot away from the group and is there now?"""
    in_group = change.chat.type in (Chat.GROUP, Chat.SUPERGROUP)
    return in_group and change.old_chat_member.status in AWAY and change.new_chat_member.status not in AWAY
