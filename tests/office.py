"""A leader and a member of staff with their telephones, at one desk with a moving clock."""

from __future__ import annotations

import functools
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram.ext import ExtBot

from bot.library.folder import Library, Snapshot, shipped
from bot.library.in_force import Current
from bot.library.stored_versions import StoredVersions
from bot.library.versions import Remembered
from bot.settings import Settings
from bot.store.store import Store
from handlers.serving.desk import Assistant, assemble
from knowledge.ranking.embedding import NoMeaning
from tests.phone import Phone, Seen, Wire
from tests.telegram_server import BOT, Json, TelegramServer

GROUP, FORUM = -100, -200
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REFERENCE = re.compile(r"#([2-9B-DF-HJ-NP-TV-XZ]{5})")


@dataclass
class Clock:
    """Stands still until it is moved."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class Office:
    """`leader` writes in private, `staff` in the staff chat."""

    assistant: Assistant
    server: TelegramServer
    clock: Clock
    leader: Phone
    staff: Phone
    store: Store

    async def send(self, words: str) -> str:
        """The leader sends an enquiry; its reference."""
        await self.leader.write(f"/contact {words}")
        *_, receipt = await self.leader.press("Send")
        return reference(receipt)

    def cards(self, about: str = "") -> list[Seen]:
        """The cards in the staff chat that hold these words."""
        return [one for one in self.staff.history() if one.text.startswith("#") and about in one.text]

    async def answer(self, words: str, card: Seen, **more: Any) -> list[Seen]:  # noqa: ANN401
        """Staff reply to a card; what comes back into the staff chat."""
        return await self.staff.reply(words, card.message, **more)


def own_office(
    library: Library,
    folder: Path,
    *,
    store: Store | None = None,
    clock: Clock | None = None,
    **more: Any,  # noqa: ANN401
) -> AbstractAsyncContextManager[Office]:
    """An office whose knowledge is in a folder of its own, so that administrators can change it."""
    store, clock = store or Store.open(None), clock or Clock()
    in_force = Current(library, folder, StoredVersions(store), clock)
    return office(in_force, store=store, clock=clock, **more)


def reference(seen: Seen) -> str:
    found = REFERENCE.search(seen.text)
    assert found, seen.text
    return found[1]


def heard(phone: Phone) -> list[str]:
    return [one.text for one in phone.history()]


def chat_of(id_: int) -> Json:
    return {"id": id_, "type": "supergroup", "title": "Staff", "is_forum": id_ == FORUM}


@functools.cache
def no_library() -> Library:
    """It has no encoder and keeps nothing; made once, because it reads its everyday English."""
    return Library(NoMeaning(), "none")


class Standing(Current):
    """Knowledge that was fitted already, in a folder that nobody may write."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._given = snapshot
        super().__init__(no_library(), shipped(), Remembered(), lambda: MONDAY)

    def _first(self) -> Snapshot:
        return self._given


@asynccontextmanager
async def office(
    knowledge: Snapshot | Current,
    *,
    chat: int = GROUP,
    server: TelegramServer | None = None,
    store: Store | None = None,
    clock: Clock | None = None,
    **settings: Any,  # noqa: ANN401
) -> AsyncIterator[Office]:
    """An office that is open inside."""
    server, clock, store = server or TelegramServer(), clock or Clock(), store or Store.open(None)
    bot = ExtBot("42:T", request=Wire(server), get_updates_request=Wire(server))
    server.chats[chat] = chat_of(chat)
    settings = {"staff_chat": chat, "admins": frozenset({1}), **settings}
    in_force = Standing(knowledge) if isinstance(knowledge, Snapshot) else knowledge
    async with assemble(bot, in_force, store, Settings(**settings), clock, grace=0.2) as at:
        leader, staff = Phone(at, server), Phone(at, server, person=8, chat=chat_of(chat))
        yield Office(at, server, clock, leader, staff, store)


__all__ = ["BOT", "FORUM", "GROUP", "Clock", "Office", "heard", "office", "own_office", "reference"]
