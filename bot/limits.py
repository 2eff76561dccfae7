"""How much one person may ask for: a bucket of tokens each, so that nobody can flood the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.recent import Recent

BURST = 40
PER_SECOND = 1.0  # what Telegram itself advises for messages to one chat
MOST_PEOPLE = 20_000


class Verdict(Enum):
    """Serve a message, refuse it and say so, or refuse it in silence because that was said."""

    SERVE = auto()
    TELL = auto()
    DROP = auto()


@dataclass(frozen=True, slots=True)
class _Bucket:
    tokens: float
    at: float
    told: bool = False


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
        if tokens >= 1:
            self._buckets.put(person, _Bucket(tokens - 1, now, told=bucket.told and tokens < self._burst / 2))
            return Verdict.SERVE
        self._buckets.put(person, _Bucket(tokens, now, told=True))
        return Verdict.DROP if bucket.told else Verdict.TELL
