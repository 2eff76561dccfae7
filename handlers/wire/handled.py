"""What an update counts is noted while it is handled and written in the transaction that deletes it: once, or never."""

from __future__ import annotations

from collections.abc import Callable

from bot.store.store import Store

Count = Callable[[Store], object]


class Counting:
    """Notes what updates count until they are handled: numbers for the report, and questions without an answer."""

    def __init__(self) -> None:
        self._noted: dict[int, list[Count]] = {}

    def note(self, update: int, count: Count) -> None:
        """Keep what an update counts until the update is handled."""
        self._noted.setdefault(update, []).append(count)

    def done(self, store: Store, update: int) -> bool:
        """An update is handled: it is deleted, and what it counts is written; False where that was done before."""
        noted = self._noted.pop(update, ())
        if not store.inbox.handled(update):
            return False
        for count in noted:
            count(store)
        return True
