"""How fast this machine is at the moment, so that a test of speed fails for the code and for no busy machine."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

WORD = re.compile(r"[a-z]+")
PATIENCE = 3  # how often a piece of work may be begun anew, since a machine may grow busy in the midst of one


def paces(work: Callable[[], object]) -> float:
    """How much processor time a piece of work takes, in steps: the least of three times.

    Processor time is not the wall's, and still it grows on a shared machine, by half and more; a step grows with it.
    """
    return min(_seconds(work) / step() for _ in range(PATIENCE))


def step() -> float:
    """What a fixed sum takes at this minute, in seconds of processor time: 0.004 where the bounds were chosen."""
    return min(_seconds(_sum) for _ in range(PATIENCE))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _sum() -> list[tuple[int, str]]:
    text = "the board asks what it can do about race and who else has done it " * 100
    counts: dict[str, int] = {}
    for _ in range(8):
        for word in WORD.findall(text):
            counts[word] = counts.get(word, 0) + len(word.casefold().strip())
    return sorted((count, word) for word, count in counts.items())
