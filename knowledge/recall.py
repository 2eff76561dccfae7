"""What was looked up is remembered, without an end to how long and with one to how much.

Unlike `functools.lru_cache` on a method it keeps nobody alive: an object whose own cache points back at it is never
freed by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")
MOST = 20_000


class Recall(Generic[V]):
    """Values by word; of more than `most` those go that came first. Threads may share it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: dict[str, V] = {}

    def __len__(self) -> int:
        return len(self._known)

    def __call__(self, word: str, find: Callable[[str], V]) -> V:
        """The value of a word, found now where it is not known."""
        try:
            return self._known[word]
        except KeyError:
            value = find(word)
        if len(self._known) >= self._most:
            for first in list(self._known)[: len(self._known) + 1 - self._most]:
                self._known.pop(first, None)
        self._known[word] = value
        return value
