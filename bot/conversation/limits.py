"""How much one person may ask for: a bucket of tokens each, so that nobody can flood the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.machine.recent import Recent

BURST = 40
PER_SECOND = 1.0  # what Telegram itself advises for messages to one chat
REST = 30  # tokens until whoever was refused is served again: half a minute, as `too_fast` tells them
LONG = 1000  # characters; a message counts once, and once more for each so many
MOST_PEOPLE = 20_000


class Verdict(Enum):
    """Serve a message, refuse it and what follows for a while and say so, or refuse it in silence for that was said."""

    SERVE = auto()
    TELL = auto()
    DROP = auto()


@dataclass(frozen=True, slots=True)
class _Bucket:
    tokens: float
    at: float
    needed: float = 1.0  # until the next is served


class Limits:
    """The token bucket of Turner (1986): `burst` at once, `per_second` in the long run. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float], burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._clock = clock
        self._burst = burst
        self._per_second = per_second
        self._buckets: Recent[int, _Bucket] = Recent(MOST_PEOPLE, burst / per_second, clock)

    def __call__(self, person: int) -> Verdict:
        """What to do with one more message of a person."""
        now = self._clock()
        bucket = self._buckets.get(person) or _Bucket(self._burst, now)
        tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._per_second)
        if tokens >= bucket.needed:
            self._buckets.put(person, _Bucket(tokens - 1, now))
            return Verdict.SERVE
        if bucket.needed > 1:
            return Verdict.DROP
        self._buckets.put(person, _Bucket(tokens, now, needed=min(REST, self._burst)))
        return Verdict.TELL
