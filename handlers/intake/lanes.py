"""Order and concurrency: one lane a chat, in which updates wait their turn; different chats are served at once."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Update

log = logging.getLogger(__name__)

MOST_AT_ONCE = 200  # chats in work; one that waits for Telegram costs a task and a connection

Lane = tuple[str, int]


class Lanes:
    """Hands updates to `handle`, those of one chat in the order in which they were put."""

    def __init__(self, handle: Callable[[Update], Awaitable[None]], most_at_once: int = MOST_AT_ONCE) -> None:
        self._handle = handle
        self._room = asyncio.Semaphore(most_at_once)
        self._waiting: dict[Lane, deque[Update]] = {}
        self._at_work: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many updates wait or are in work."""
        return sum(map(len, self._waiting.values()))

    def put(self, update: Update) -> None:
        """Let an update take its turn in the lane of its chat."""
        lane = lane_of(update)
        if lane in self._waiting:
            self._waiting[lane].append(update)
            return
        self._waiting[lane] = deque([update])
        task = asyncio.create_task(self._serve(lane))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)

    async def finish(self, seconds: float) -> int:
        """Wait for what is in hand, at most so long; how many updates were left undone."""
        if self._at_work:
            _, late = await asyncio.wait(self._at_work, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        return len(self)

    async def _serve(self, lane: Lane) -> None:
        updates = self._waiting[lane]
        while updates:
            async with self._room:
                try:
                    await self._handle(updates[0])
                except Exception:
                    log.exception("an update was given up", extra={"update": updates[0].update_id})
            updates.popleft()
        del self._waiting[lane]


def lane_of(update: Update) -> Lane:
    """The chat of an update, or the person where it belongs to no chat."""
    if update.effective_chat:
        return ("chat", update.effective_chat.id)
    return ("person", update.effective_user.id if update.effective_user else 0)
