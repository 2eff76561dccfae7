"""The topics of a forum, one an enquiry: made, closed with it and opened again, and taken away when its words go."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken

log = logging.getLogger(__name__)

CLOSED = ("topic_closed",)
NO_FORUM = ("not a forum",)
REFUSALS = (BadRequest, Forbidden, InvalidToken)  # the last is what a server says that does not know the method


@dataclass(frozen=True, slots=True)
class Topics:
    """Whether a topic is open is a sign for people, so that nothing waits where Telegram refuses it."""

    bot: Bot

    async def create(self, chat: int, name: str) -> int:
        """A topic of that name; its number. Raises what Telegram answers."""
        return (await self.bot.create_forum_topic(chat, name)).message_thread_id

    async def set_open(self, chat: int, topic: int, *, is_open: bool) -> None:
        """Open a topic or close it; done already or refused is no failure."""
        change = self.bot.reopen_forum_topic if is_open else self.bot.close_forum_topic
        await self._try(change(chat, topic))

    async def put_away(self, chat: int, topic: int, name: str) -> None:
        """Call a topic something else and close it, as far as Telegram lets it."""
        await self._try(self.bot.edit_forum_topic(chat, topic, name))
        await self._try(self.bot.close_forum_topic(chat, topic))

    async def delete(self, chat: int, topic: int) -> None:
        """Delete a topic with all that stands in it. Raises what Telegram answers."""
        try:
            await self.bot.delete_forum_topic(chat, topic)
        except InvalidToken as error:
            raise BadRequest("the server deletes no topics") from error

    async def _try(self, change: Awaitable[bool]) -> None:
        try:
            await change
        except REFUSALS:
            log.info("Telegram did not change a topic")
