"""Typing mistakes put right before meaning is looked for.

A word that neither the knowledge nor common English has becomes the nearest word of the knowledge (one edit, two from
seven letters), else the commonest English word one edit away; the same letters in another order count as near, and what
sounds the same goes before what does not. Where nothing is near, it is the word that sounds the same ("becos").
Distances are optimal string alignment, so a swapped pair of letters is one edit (rapidfuzz); sounds are those of
Metaphone (Philips 1990; jellyfish).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jellyfish import metaphone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.recall import Recall
from knowledge.text.normalise import stem

SHORTEST = 3
LONGEST = 30
LONG = 7  # from so many letters two edits may be a typing mistake
SURE_LENGTH = 5  # from so many letters one edit is no other word by chance
VERY_COMMON, COMMON = 400, 8_000  # ranks
CORRECTED_TO = 30_000  # rarer words are known, but nobody's typing mistake is taken for them
UNRANKED = 1_000_000
HEARD_FROM, MOST_UNLIKE = 4, 3  # letters of a word that is spelt by ear, and edits that it may then be away
PREFIXES = frozenset({"pre", "post", "non", "anti", "mid", "ex"})


class Spelling:
    """Corrects words against the knowledge's own vocabulary and a ranked list of common English words."""

    def __init__(
        self,
        common: Sequence[str],
        own: Iterable[str] = (),
        own_stems: Iterable[str] | None = None,
        informal: Iterable[str] = (),
    ) -> None:
        """`common`: English words, the most frequent first. `own`: the words of the knowledge, and their stems.

        `informal`: what people type, a space, and what it stands for.
        """
        self.rank = {word: number for number, word in enumerate(common)}
        self.own = frozenset(own)
        self.own_stems = frozenset(map(stem, self.own) if own_stems is None else own_stems)
        self._informal = dict(line.split() for line in informal)
        self._own_by_length = _by_length(self.own)
        self._common_by_start = _by_start(common[:CORRECTED_TO])
        self._by_sound = _by_sound([*sorted(self.own), *common[:COMMON]])
        self._corrected = Recall[str, str]()

    def knows(self, word: str) -> bool:
        """Is it a word of the knowledge or of common English, one of their other forms, or a number?"""
        return word in self.rank or word in PREFIXES or stem(word) in self.own_stems or not word.isalpha()

    def common(self, word: str) -> bool:
        """Is it a word of the knowledge or one that most people use, or a number?"""
        rank = self.rank.get(word, UNRANKED)
        return rank < CORRECTED_TO or stem(word) in self.own_stems or not word.isalpha()

    def correct(self, word: str) -> str:
        """The word, or what it was meant to be."""
        if word in self._informal and word not in self.own:
            return self._informal[word]
        if len(word) < SHORTEST or len(word) > LONGEST or self.knows(word) or not word.isascii():
            return word
        return self._corrected(word, self._look_up)

    def _look_up(self, word: str) -> str:
        own = [known for length in _lengths(word, 2) for known in self._own_by_length.get(length, ())]
        common = [
            known
            for start in {word[0], word[1]}
            for length in _lengths(word, 1)
            for known in self._common_by_start.get((start, length), ())
        ]
        return self._nearest(word, own) or self._nearest(word, common) or self._heard(word) or word

    def _heard(self, word: str) -> str | None:
        """The word that is spelt by ear: the commonest of those that sound the same, begin so and look alike."""
        if len(word) < HEARD_FROM:
            return None
        alike = [known for known in self._by_sound.get(metaphone(word), ()) if known[0] == word[0]]
        near = [known for known in alike if OSA.distance(word, known, score_cutoff=MOST_UNLIKE) <= MOST_UNLIKE]
        return min(near, key=lambda known: (self.rank.get(known, UNRANKED), known), default=None)

    def _nearest(self, word: str, choices: Sequence[str]) -> str | None:
        """The likeliest of the nearest: swapped letters before changed ones, same first letter, most frequent."""
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=2, limit=None)
        plausible = [(known, edits) for known, edits, _ in found if self._plausible(word, known, edits)]
        if not plausible:
            return None
        return min(plausible, key=lambda one: (one[1], *self._unlikely(word, one[0])))[0]

    def _unlikely(self, word: str, known: str) -> tuple[bool, bool, bool, int, str]:
        sounds_other = metaphone(word) != metaphone(known)
        reordered = sorted(word) == sorted(known)
        return not reordered, sounds_other, word[0] != known[0], self.rank.get(known, UNRANKED), known

    def _plausible(self, word: str, known: str, edits: int) -> bool:
        """A short word has many neighbours: only its own letters in another order, or a very common word, are meant."""
        if sorted(word) == sorted(known):
            return True
        if edits > 1:
            return len(word) >= LONG and known in self.own
        if len(word) >= SURE_LENGTH:
            return True
        return self.rank.get(known, UNRANKED) < (VERY_COMMON if len(word) == SHORTEST else COMMON)


def _lengths(word: str, most: int) -> range:
    return range(len(word) - most, len(word) + most + 1)


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


def _by_sound(known: Iterable[str]) -> dict[str, list[str]]:
    sounds: dict[str, list[str]] = {}
    for word in dict.fromkeys(known):
        if word.isalpha() and word.isascii() and len(word) >= SHORTEST:
            sounds.setdefault(metaphone(word), []).append(word)
    return sounds
