"""What came from somebody of whom Telegram does not say whether they may: it stays in the inbox and is tried again."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from telegram import Update

PAUSES = (1, 2, 5, 10, 30, 60)  # seconds after the first, second, … try of an update


class Postponed:
    """`again` hands an update over anew; those of one chat keep their order."""

    def __init__(self) -> None:
        self.again: Callable[[Update], None] = lambda _update: None
        self._waiting: dict[int, Update] = {}
        self._tries: Counter[int] = Counter()
        self._task: asyncio.Task[None] | None = None

    def __contains__(self, update: object) -> bool:
        """Does this update wait to be tried again?"""
        return isinstance(update, Update) and update.update_id in self._waiting

    def before(self, update: Update) -> bool:
        """Does something earlier of the same chat wait, which it must not overtake?"""
        chat = update.effective_chat
        return any(one.effective_chat == chat and id_ < update.update_id for id_, one in self._waiting.items())

    def put(self, update: Update) -> bool:
        """Try it again after a while; is it the first time?"""
        self._waiting[update.update_id] = update
        self._tries[update.update_id] += 1
        if self._task is None or self._task.done():
            tries = max(self._tries[id_] for id_ in self._waiting)
            self._task = asyncio.create_task(self._later(PAUSES[min(tries, len(PAUSES)) - 1]))
        return self._tries[update.update_id] == 1

    def handled(self, update: Update) -> None:
        """Nothing more is to be known of it."""
        self._tries.pop(update.update_id, None)

    def stop(self) -> None:
        """What waits is in the inbox, and is tried at the next start."""
        if self._task:
            self._task.cancel()

    async def _later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        waiting, self._waiting = self._waiting, {}
        self._task = None
        for _, update in sorted(waiting.items()):
            self.again(update)
