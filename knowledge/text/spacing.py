"""Spaces put where the knowledge has them: "pod cast" is one word of it, and "casestudies" are two.

Two words become one where the knowledge writes them so and hardly anybody parts them, or where one of them is no word.
A word that nobody knows becomes those that the knowledge has beside each other, and so do two with the space in a wrong
place ("payg ap"). This is word segmentation by the counts of pairs (Norvig 2009), of which only the knowledge's count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from rapidfuzz.distance import OSA

from knowledge.text.function_words import FILLER
from knowledge.text.normalise import WORD, stem
from knowledge.text.spelling import Spelling

SPACES = frozenset(" -")
SHORTEST_PART = 2
SHORTEST, LONGEST = 6, 30  # letters of words run together
OFTEN = 2  # so many ways to ask have two words beside each other, or it is by chance
HARDLY = 4  # a word is parted by hardly anybody, where so many write it as one for each who does not

Texts = Sequence[Sequence[str]]


class Spacing:
    """Call it with a cleaned text for the same with its spaces put right."""

    def __init__(self, spelling: Spelling, asked: Texts, everyday: Texts) -> None:
        """`asked`: the words of each way to ask. `everyday`: those of other sentences, which part words as they do."""
        self._spelling = spelling
        pairs, others = (Counter(chain.from_iterable(map(pairwise, texts))) for texts in (asked, everyday))
        whole = Counter(chain(*asked, *everyday))
        self._beside = {pair: times for pair, times in pairs.items() if times >= OFTEN}
        parted = Counter({pair: times for pair, times in (pairs + others).items() if "".join(pair) in spelling.own})
        self._parted = frozenset(pair for pair, times in parted.items() if times * HARDLY > whole["".join(pair)])

    def __call__(self, text: str) -> str:
        """`text`, spaced as its words are meant."""
        typed = [word for word in WORD.finditer(text) if word[0].isalpha()]
        spaced, at, number = [], 0, 0
        while number < len(typed):
            word, after = typed[number], typed[min(number + 1, len(typed) - 1)]
            beside = text[word.end() : after.start()] in SPACES
            put = self._two(word[0], after[0]) if beside else None
            end, number = (after.end(), number + 2) if put else (word.end(), number + 1)
            put = put or self._one(word[0])
            if put:
                spaced += [text[at : word.start()], put]
                at = end
        return "".join([*spaced, text[at:]])

    def _two(self, first: str, second: str) -> str | None:
        """Two words as one, or with the space elsewhere; None where they are right as they are."""
        pair = (first.lower(), second.lower())
        joined = first + second
        if min(map(len, pair)) < SHORTEST_PART or len(joined) < SHORTEST:
            return None
        strange = [word for word in pair if not self._spelling.common(word)]
        if joined.lower() in self._spelling.own and (strange or (pair not in self._parted and _tell(pair))):
            return joined
        moved = self._one(joined) if strange else None
        return moved if moved and (len(strange) == len(pair) or _tell(moved.lower().split())) else None

    def _one(self, word: str) -> str | None:
        """A word that nobody knows as the words that are run together in it; None where there are none."""
        lower = word.lower()
        known = any(map(self._spelling.knows, (lower, stem(lower))))
        parts = () if known or not SHORTEST <= len(word) <= LONGEST else self._parts(lower)
        if not parts or self._is_mistyped(lower):
            return None
        ends = [0, *accumulate(map(len, parts))]
        return " ".join(word[begin:end] for begin, end in pairwise(ends))

    def _is_mistyped(self, word: str) -> bool:
        """Is it a word of the knowledge but for one letter?"""
        meant = self._spelling.correct(word)
        return meant in self._spelling.own and OSA.distance(word, meant) == 1

    def _parts(self, letters: str) -> tuple[str, ...]:
        """The words of which the letters are made, each beside the next in the knowledge; none where it has no such."""
        cuts = range(SHORTEST_PART, len(letters) - SHORTEST_PART + 1)
        two = ((letters[:cut], letters[cut:]) for cut in cuts)
        if known := [pair for pair in two if pair in self._beside]:
            return max(known, key=lambda pair: self._beside[pair])
        for cut in cuts:
            rest = self._parts(letters[cut:]) if letters[:cut] in self._spelling.own else ()
            if rest and (letters[:cut], rest[0]) in self._beside:
                return letters[:cut], *rest
        return ()


def _tell(words: Sequence[str]) -> bool:
    """Does each say something? Small words stand beside any other."""
    return FILLER.isdisjoint(map(stem, words))
