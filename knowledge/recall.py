"""What was looked up is remembered, without an end to how long and with one to how much.

Unlike `functools.lru_cache` on a method it keeps nobody alive: an object whose own cache points back at it is never
freed by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar, cast

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
P = ParamSpec("P")
MOST = 20_000
MOST_WORKED_OUT = 500  # the scores of wishes, each of which takes 14 kB, and smaller things


class Recall(Generic[K, V]):
    """Values by key; of more than `most` those go that came first. Threads may share it."""

    def __init__(self, most: int | None = None) -> None:
        self._most = MOST if most is None else most
        self._known: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._known)

    def __call__(self, key: K, find: Callable[[K], V]) -> V:
        """The value of a key, found now where it is not known."""
        try:
            return self._known[key]
        except KeyError:
            value = find(key)
        if len(self._known) >= self._most:
            for first in list(self._known)[: len(self._known) + 1 - self._most]:
                self._known.pop(first, None)
        self._known[key] = value
        return value


class Recalling:
    """Something unchanging that remembers what was worked out of it; all of that goes with it."""

    @cached_property
    def worked_out(self) -> Recall[Hashable, object]:
        """By what works it out, and of what else."""
        return Recall(MOST_WORKED_OUT)


R = TypeVar("R", bound=Recalling)


def once_a_snapshot(work_out: Callable[Concatenate[R, P], V]) -> Callable[Concatenate[R, P], V]:
    """A function of a snapshot and of what can be hashed that does its work once; what it found goes with that."""

    @wraps(work_out)
    def recalled(snapshot: R, /, *args: P.args, **kwargs: P.kwargs) -> V:
        key = (work_out, args, *kwargs.items())
        return cast("V", snapshot.worked_out(key, lambda _: work_out(snapshot, *args, **kwargs)))

    return recalled
