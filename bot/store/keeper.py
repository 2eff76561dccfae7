"""The store on a thread of its own: the loop never waits for the disk; what comes meanwhile is committed together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from bot.store.store import Store, StoreError

log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[Store], Any]
MOST_TOGETHER = 200


class Keeper:
    """Await it with a function of the store; each is a transaction, kept on disk before its result is returned."""

    def __init__(self, store: Store) -> None:
        """Begins in the running loop; `close` ends it.

        `refuses` is true from a refusal to the next row written; `trouble` is why it refused last.
        """
        self._store = store
        self.refuses = False
        self.trouble: StoreError | None = None
        self._loop = asyncio.get_running_loop()
        self._works: SimpleQueue[tuple[Work, asyncio.Future[Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    async def __call__(self, work: Callable[[Store], T]) -> T:
        """What the function returns; raises what it raises, and `StoreError` where the database fails."""
        future: asyncio.Future[T] = self._loop.create_future()
        self._works.put((work, future))
        return await future

    def listen(self, listener: Callable[[set[int]], None]) -> None:
        """As `Store.listen`; it is called on the store's thread."""
        self._store.listen(listener)

    def stop_listening(self, listener: Callable[[set[int]], None]) -> None:
        """Call a listener no more, as `Store.stop_listening` does."""
        self._store.stop_listening(listener)

    def close(self) -> None:
        """End when all that was asked for is done."""
        self._works.put(None)
        self._thread.join()

    def _run(self) -> None:
        ended = False
        while not ended:
            batch = []
            awaited = self._works.get()
            while awaited is not None:
                batch.append(awaited)
                if self._works.empty() or len(batch) == MOST_TOGETHER:
                    break
                awaited = self._works.get()
            ended = awaited is None
            if batch:
                results = self._results([work for work, _ in batch])
                self._loop.call_soon_threadsafe(resolve, [future for _, future in batch], results)

    def _results(self, works: list[Work]) -> list[Any]:
        """Whatever happens the thread goes on: everybody waits for it."""
        before = self._store.changes
        try:
            results = self._store.together(works)
        except StoreError as error:
            self.refuses, self.trouble = True, error
            return [error] * len(works)
        except Exception as error:
            log.exception("the store met something unexpected")
            return [error] * len(works)
        if self._store.changes != before:  # to read is possible on a full disk
            self.refuses = False
        return results


def resolve(futures: Iterable[asyncio.Future[T]], results: Iterable[T | Exception]) -> None:
    """Give everybody who waits a result, or the exception in its place."""
    for future, result in zip(futures, results, strict=True):
        if future.done():  # whoever asked was cancelled
            continue
        if isinstance(result, Exception):
            future.set_exception(result)
        else:
            future.set_result(result)
