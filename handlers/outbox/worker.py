"""Everything that must arrive: rows are sent in order, marked, and sent again; one task a lane, so that none waits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.store.keeper import Keeper
from bot.store.records import BOARD, MAIL, STAFF, Queued
from bot.store.store import Store, StoreError
from handlers.outbox.sending import LostRights
from handlers.outbox.steps import Gone, Moved, Step, steps
from handlers.wire.delivery import seconds
from handlers.wire.request import UnreachedError, refuses

log = logging.getLogger(__name__)

PAUSES = (0.3, 1, 2, 5, 10, 30, 60)  # seconds after the first, second, … failure in a row
REFUSED_AGAIN = timedelta(hours=1)
ORDER_SECONDS = 3.0  # longer than a send takes when all is well
LOOK_SECONDS = 20.0  # how often rows that wait for their time are looked for

Send = Callable[[Queued, bool], Awaitable[Step]]


class OutboxWorker:
    """`send(row, in_doubt)` carries out a row and returns what to record; `refused` is told what will never arrive.

    `moved` records that a chat has another number now; does that lead elsewhere?
    """

    def __init__(
        self,
        keep: Keeper,
        send: Send,
        refused: Callable[[Store, Queued, TelegramError], None],
        moved: Callable[[Store, Moved], bool],
        now: Callable[[], datetime],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._keep, self._send, self._refused, self._moved, self._now = keep, send, refused, moved, now
        self.pause = pause
        self._loop = asyncio.get_running_loop()
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Send what is there, and from now on what comes."""
        self._keep.listen(self.filled)
        await self._look()
        self._looking = asyncio.create_task(self._look_again())

    def filled(self, lanes: set[int]) -> None:
        """Something was put into lanes; called from the store's thread."""
        self._loop.call_soon_threadsafe(self._wake, lanes)

    async def finish(self, patience: float) -> None:
        """Wait at most so many seconds until all lanes are empty; what is left is sent at the next start."""
        if self._looking:
            self._looking.cancel()
        await asyncio.sleep(0)
        end = self._loop.time() + patience
        while self._lanes and self._loop.time() < end:
            await asyncio.wait(self._lanes.values(), timeout=max(0.0, end - self._loop.time()))
        for task in (left := list(self._lanes.values())):
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._keep.stop_listening(self.filled)

    async def idle(self) -> None:
        """Wait until nothing is being sent."""
        await asyncio.sleep(0)
        while self._lanes:
            await asyncio.wait(list(self._lanes.values()))

    async def emptied(self, lane: int, patience: float = ORDER_SECONDS) -> None:
        """Wait at most so many seconds until nothing is being sent there: what is said next stands below it."""
        if serving := self._lanes.get(lane):
            await asyncio.wait({serving}, timeout=patience)

    async def _look(self) -> None:
        try:
            self._wake(await self._keep(lambda store: store.outbox.lanes(self._now())))
        except StoreError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all

    async def _look_again(self) -> None:
        while True:
            await self.pause(LOOK_SECONDS)
            await self._look()

    def _wake(self, lanes: set[int]) -> None:
        for lane in lanes:
            if lane in self._lanes:
                self._again.add(lane)
            else:
                self._lanes[lane] = asyncio.create_task(self._serve(lane))

    async def _serve(self, lane: int) -> None:
        failures = 0
        try:
            while True:
                self._again.discard(lane)
                try:
                    row = await self._keep(lambda store: store.outbox.next(lane, self._now()))
                    if row is None and lane not in self._again:
                        return
                    wait = await self._try(row, failures) if row else None
                except StoreError as error:
                    log.error("%s", error)  # noqa: TRY400
                    wait = _pause(failures)
                failures = 0 if wait is None else failures + 1
                if wait is not None:
                    await self.pause(wait)
        finally:
            del self._lanes[lane]

    async def _try(self, row: Queued, failures: int) -> float | None:
        """Try it once; how many seconds to wait where it is still to be done. Each try is begun in the store anew."""
        try:
            record = await self._send(row, row.tried > 0)
        except RetryAfter as error:
            await self._not_carried_out(row)
            return seconds(error) + 0.1
        except (LostRights, InvalidToken) as error:
            await self._not_carried_out(row)
            return _pause(failures + (4 if isinstance(error, LostRights) else 0))
        except (Forbidden, BadRequest) as error:
            if isinstance(error, Forbidden) and not refuses(error):
                await self._not_carried_out(row)
                return _pause(failures)
            await self._end(row, error)
        except (Gone, Moved) as over:
            await self._over(row, over)
        except (TelegramError, OSError) as error:
            if isinstance(error, UnreachedError):
                await self._not_carried_out(row)
            log.info("something could not be sent; trying again", extra={"kind": row.kind, "tries": failures + 1})
            return _pause(failures)
        except Exception:
            log.exception("something could not be sent, and is tried again in an hour", extra={"kind": row.kind})
            await self._later(row, tried=row.tried + 1)
        else:
            await self._keep(record)
        return None

    async def _not_carried_out(self, row: Queued) -> None:
        """A try that surely was not; whether an earlier one was is as it stood before."""
        await self._keep(lambda store: store.outbox.change(row, tried=row.tried))

    async def _over(self, row: Queued, over: Gone | Moved) -> None:
        """There is nothing to do, or it is tried where the chat is now.

        Where that leads nowhere else it is tried later, lest it be tried without end.
        """

        def record(store: Store) -> None:
            if isinstance(over, Gone):
                store.outbox.delete(row.id)
                return
            store.outbox.change(row)
            if not self._moved(store, over):
                store.outbox.change(row, at=self._now() + REFUSED_AGAIN)

        await self._keep(record)

    async def _end(self, row: Queued, error: TelegramError) -> None:
        if row.chat in (STAFF, MAIL, BOARD):
            log.error(
                "Telegram refused something for staff, and it is tried again in an hour", extra={"kind": row.kind}
            )
            await self._later(row, tried=row.tried)
        else:
            await self._keep(
                steps(lambda store: store.outbox.delete(row.id), lambda store: self._refused(store, row, error))
            )

    async def _later(self, row: Queued, tried: int) -> None:
        at = self._now() + REFUSED_AGAIN
        await self._keep(lambda store: store.outbox.change(row, tried=tried, at=at))


def _pause(failures: int) -> float:
    return PAUSES[min(failures, len(PAUSES) - 1)]
