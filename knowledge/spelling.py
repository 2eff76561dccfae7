"""Typing mistakes put right before meaning is looked for.

A word that neither the knowledge nor common English has becomes the nearest word of the knowledge (one edit, two
from seven letters), else the commonest English word one edit away. Distances are optimal string alignment, so a
swapped pair of letters is one edit (rapidfuzz). Method: the measurements in docs/decisions/0004-matching.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3
LONG = 7  # from so many letters two edits may be a typing mistake


class Spelling:
    """Corrects words against the knowledge's own vocabulary and a ranked list of common English words."""

    def __init__(self, common: Sequence[str], own: Iterable[str] = (), rank: Mapping[str, int] | None = None) -> None:
        """`common`: English words, the most frequent first. `own`: the words of the knowledge."""
        self.rank = rank if rank is not None else {word: place for place, word in enumerate(common)}
        self.own = frozenset(own)
        self._own_by_length = _by_length(self.own)
        self._common_by_start = _by_start(common)
        self._correct = lru_cache(maxsize=20_000)(self._look_up)

    def knows(self, word: str) -> bool:
        """Is it a word of the knowledge or of common English, or a number?"""
        return word in self.own or word in self.rank or not word.isalpha()

    def correct(self, word: str) -> str:
        """The word, or what it was meant to be."""
        if len(word) < SHORTEST or len(word) > 30 or self.knows(word) or not word.isascii():
            return word
        return self._correct(word)

    def _look_up(self, word: str) -> str:
        return self._nearest_own(word) or self._nearest_common(word) or word

    def _nearest_own(self, word: str) -> str | None:
        most = 2 if len(word) >= LONG else 1
        choices = [own for n in range(len(word) - most, len(word) + most + 1) for own in self._own_by_length.get(n, ())]
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=5)
        if not found:
            return None
        return min(found, key=lambda one: (one[1], one[0][0] != word[0], self.rank.get(one[0], 10**6), one[0]))[0]

    def _nearest_common(self, word: str) -> str | None:
        starts = {word[0], word[1]} if len(word) > 1 else {word[0]}
        choices = [
            common
            for start in starts
            for n in range(len(word) - 1, len(word) + 2)
            for common in self._common_by_start.get((start, n), ())
        ]
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=1, limit=None)
        if not found:
            return None
        return min((one[0] for one in found), key=lambda near: (near[0] != word[0], self.rank[near]))


def _by_length(own: Iterable[str]) -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = {}
    for word in sorted(own):
        if word.isalpha() and len(word) >= SHORTEST:
            lengths.setdefault(len(word), []).append(word)
    return lengths


def _by_start(common: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    starts: dict[tuple[str, int], list[str]] = {}
    for word in common:
        if len(word) >= SHORTEST:
            starts.setdefault((word[0], len(word)), []).append(word)
    return starts
