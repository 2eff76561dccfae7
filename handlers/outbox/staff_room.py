"""Whether the staff chat is one in which enquiries may be posted: a group that only its members read and write in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import Bot, Chat, ChatFullInfo

LOOK_EVERY = timedelta(seconds=30)


class UnfitError(Exception):
    """Enquiries must not be posted there; `why` is the key of the sentence that says so."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def unfit(chat: ChatFullInfo) -> str | None:
    """Why enquiries must not be posted in a chat, as the key of a sentence; None where they may."""
    if chat.type not in (Chat.GROUP, Chat.SUPERGROUP):
        return "staff_chat_no_group"
    if chat.username or chat.active_usernames or chat.location:
        return "staff_chat_public"
    return "staff_chat_linked" if chat.linked_chat_id else None


@dataclass
class StaffRoom:
    """What Telegram says of the staff chat, asked anew every half a minute in which it is needed."""

    bot: Bot
    now: Callable[[], datetime]
    _seen: dict[int, tuple[datetime, str | None, bool]] = field(default_factory=dict)
    _no_forum: set[int] = field(default_factory=set)

    async def examine(self, chat: int) -> None:
        """Raises `UnfitError`, or what Telegram answers."""
        if why := (await self._look(chat))[1]:
            raise UnfitError(why)

    async def is_forum(self, chat: int) -> bool:
        """Has the staff chat topics?"""
        return chat not in self._no_forum and (await self._look(chat))[2]

    def no_forum(self, chat: int) -> None:
        """Telegram has refused to make a topic there."""
        self._no_forum.add(chat)

    async def _look(self, chat: int) -> tuple[datetime, str | None, bool]:
        seen = self._seen.get(chat)
        if seen is None or not timedelta() <= self.now() - seen[0] < LOOK_EVERY:
            found = await self.bot.get_chat(chat)
            seen = self._seen[chat] = (self.now(), unfit(found), bool(found.is_forum))
        return seen
