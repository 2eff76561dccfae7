"""The outbox: what may have arrived is known to be in doubt, whatever happened before and wherever it was cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError

from bot.store.keeper import Keeper
from bot.store.outgoing import ReplyText
from bot.store.records import Queued
from bot.store.store import Store
from handlers.outbox.steps import Step
from handlers.outbox.worker import OutboxWorker
from handlers.wire.request import UnreachedError
from tests.office import Clock

LEADER = 7


class Line:
    """Telegram as the outbox sees it: `fates` are what become of the next tries; `doubts` what each was told."""

    def __init__(self, *fates: Exception | None) -> None:
        self.fates = list(fates)
        self.doubts: list[bool] = []
        self.refused: list[int] = []
        self.cut = asyncio.Event()

    async def __call__(self, row: Queued, doubt: bool) -> Step:
        self.doubts.append(doubt)
        if not self.fates:  # it was carried out, and then the plug is pulled
            self.cut.set()
            await asyncio.Event().wait()
        if fate := self.fates.pop(0):
            raise fate
        return lambda store: store.outbox.delete(row.id)

    def refuse(self, _: Store, row: Queued, __: TelegramError) -> None:
        self.refused.append(row.id)


@pytest.fixture
async def keep() -> AsyncIterator[Keeper]:
    store = Store.open(None)
    keep = Keeper(store)
    await keep(lambda store: store.outbox.add(LEADER, ReplyText(1, 1), Clock()()))
    yield keep
    keep.close()
    store.close()


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def sending(
    keep: Keeper, line: Line, clock: Clock, pause: Callable[[float], Awaitable[object]] = at_once
) -> AsyncIterator[OutboxWorker]:
    """A process that serves the outbox inside, and ends without recording what it is at."""
    outbox = OutboxWorker(keep, line, line.refuse, lambda _store, _moved: False, clock, pause)
    outbox.filled({LEADER})
    await asyncio.sleep(0)
    yield outbox
    await outbox.finish(0)


@pytest.mark.parametrize(
    "first", [RetryAfter(timedelta(seconds=1)), UnreachedError("no connection")], ids=["429", "no connection"]
)
async def test_a_try_that_was_cut_is_in_doubt_though_an_earlier_one_surely_failed(
    keep: Keeper, first: Exception
) -> None:
    before, after = Line(first), Line(None)
    async with sending(keep, before, Clock()):
        await before.cut.wait()
    async with sending(keep, after, Clock()) as outbox:
        await outbox.idle()
    assert (before.doubts, after.doubts) == ([False, False], [True])


async def test_what_surely_failed_is_not_in_doubt_after_a_restart(keep: Keeper) -> None:
    before, after = Line(UnreachedError("no connection"), UnreachedError("no connection")), Line(None)
    tired = asyncio.Event()

    async def pause(_: float) -> None:
        if not before.fates:
            tired.set()
            await asyncio.Event().wait()

    async with sending(keep, before, Clock(), pause):
        await tired.wait()
    async with sending(keep, after, Clock()) as outbox:
        await outbox.idle()
    assert (before.doubts, after.doubts) == ([False, False], [False])


async def test_a_lost_answer_leaves_its_doubt_through_every_later_failure(keep: Keeper) -> None:
    lost, clock = NetworkError("no answer"), Clock()
    line = Line(
        lost,
        RetryAfter(timedelta(seconds=1)),
        UnreachedError("no connection"),
        ValueError("a fault of the program"),
        None,
    )
    async with sending(keep, line, clock) as outbox:
        await outbox.idle()
        clock.pass_(hours=2)
        outbox.filled({LEADER})
        await asyncio.sleep(0)
        await outbox.idle()
    assert line.doubts == [False, True, True, True, True]


async def test_what_telegram_refuses_ends_and_is_told(keep: Keeper) -> None:
    line = Line(Forbidden("bot was blocked by the user"))
    async with sending(keep, line, Clock()) as outbox:
        await outbox.idle()
    assert line.refused == [1]
    assert await keep(lambda store: store.outbox.lanes(Clock()())) == set()
