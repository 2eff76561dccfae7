"""What an update counts is noted while it is handled and written in the transaction that deletes it: once, or never."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.counts import Tally, week_of
from bot.store import Store


class Counting:
    """Notes what updates count until they are handled."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._noted: dict[int, list[Tally]] = {}

    def note(self, update: int, tallies: Iterable[Tally]) -> None:
        """An update counts this."""
        self._noted.setdefault(update, []).extend(tallies)

    def done(self, store: Store, update: int) -> bool:
        """An update is handled: it is deleted, and what it counts is written; False where that was done before."""
        noted = self._noted.pop(update, ())
        if not store.done(update):
            return False
        if noted:
            store.count(week_of(self._now()), noted)
        return True
