"""A mapping that keeps the most recent entries for a while, so that memory has an end.

The loop and the thread that thinks share what people were told, so nothing is looked up while another changes it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar

HOUR = 3600.0  # seconds for which what passes in a conversation is remembered

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """At most `most` entries, none older than `seconds` by `clock`, which counts seconds and never goes back."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._alone = RLock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> V | None:
        """The value, or None where it is unknown or too old."""
        with self._alone:
            self.forget_old()
            found = self._entries.get(key)
        return found[1] if found else None

    def put(self, key: K, value: V) -> None:
        """Keep a value from now on."""
        with self._alone:
            self._entries[key] = (self._clock(), value)
            self._entries.move_to_end(key)
            self.forget_old()

    def drop(self, key: K) -> None:
        """Forget a key, known or not."""
        with self._alone:
            self._entries.pop(key, None)

    def drop_where(self, fits: Callable[[K], bool]) -> None:
        """Forget the keys that fit."""
        with self._alone:
            for key in [key for key in self._entries if fits(key)]:
                del self._entries[key]

    def forget_old(self) -> None:
        """Forget what is too old or too much; it happens by itself only when something is looked up or kept."""
        oldest = self._clock() - self._seconds
        with self._alone:
            while self._entries:
                key, (kept_at, _) = next(iter(self._entries.items()))
                if kept_at > oldest and len(self._entries) <= self._most:
                    return
                del self._entries[key]
