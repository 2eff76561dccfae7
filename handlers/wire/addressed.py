"""To whom a message is addressed: the bot, another, or nobody; and whether it is a command of this bot."""

from __future__ import annotations

import re

from telegram import Bot, Chat, Message, MessageEntity
from telegram.ext.filters import MessageFilter

from bot.enquiries.draft import ALPHABET, REFERENCE_LENGTH
from bot.store.records import Enquiry
from bot.store.store import Store
from bot.teamwork.notes import enquiry_behind

REFERENCE = re.compile(rf"#[{ALPHABET}]{{{REFERENCE_LENGTH}}}\b")


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


def is_about_enquiry(message: Message) -> bool:
    """Is it the bot's own, and does it begin with the reference of an enquiry, as cards and what follows them do?

    For messages of which the store knows nothing (any more): a card that arrived as the process died.
    """
    own = message.from_user is not None and message.from_user.id == message.get_bot().id
    return own and REFERENCE.match(message.text or "") is not None


def answers_card(message: Message, store: Store) -> bool:
    """Does it answer the card of an enquiry, or a leader's message?"""
    answered = message.reply_to_message
    post = store.posts.at(message.chat_id, answered.message_id) if answered else None
    return post is not None and post.role in ("card", "relay", "file")


def note_about(message: Message, store: Store) -> Enquiry | None:
    """The enquiry that a message in the staff chat is a note about; None for what is no note, or about none."""
    answered = message.reply_to_message
    if answered and answered.forum_topic_created:
        answered = None
    if is_command(message) or answers_card(message, store) or (answered is None and Addressed().filter(message)):
        return None
    topic = message.message_thread_id if message.is_topic_message else None
    return enquiry_behind(store, message.chat_id, topic, answered.message_id if answered else None)


def is_command(message: Message) -> bool:
    """Is it a command, and not another bot's?"""
    for entity, text in message.parse_entities([MessageEntity.BOT_COMMAND]).items():
        _, at, name = text.partition("@")
        return entity.offset == 0 and (not at or name.casefold() == message.get_bot().username.casefold())
    return False
