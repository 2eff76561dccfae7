"""The words of the knowledge, how rare they are, and which of them an unknown word may stand for.

Rarity is the smoothed inverse document frequency of Robertson and Sparck Jones, over phrasings. An unknown word is
mapped with rapidfuzz to up to three words that look alike (optimal string alignment and Jaro-Winkler), each with its
likeness squared as weight; a word without such a twin stays in the length of the question, which is what keeps
"who won the race" away from "race equality".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from knowledge.recall import Recall
from knowledge.text.normalise import WORD, stem, words

TWINS = 3
LEAST_ALIKE = 0.72
SHORTEST = 3
JOIN = " "
AFTER_ARTICLE = re.compile(r"\b(?:an?|the|our|my|your|any|each|every|another|new|other|as)[ -]$", re.IGNORECASE)
AFTER_LOWER_CASE = re.compile(r"\b[a-z']+,? $")
OF_PEOPLE = re.compile(r"\b(?:who(?:'?s| is| was)|hi|hello|hey|dear|thanks|thank you|cheers|ask|tell) $", re.IGNORECASE)
NEAR = 40  # characters before a name that are looked at; what the patterns say is shorter
PEOPLE_DO = re.compile(
    r" (?:says?|said|asks|asked|tells|told|wants|wanted|thinks|thought|sent|mentioned|from)\b", re.IGNORECASE
)


class Synonyms:
    """Replaces acronyms and other names by one name, so that both sides of a comparison say the same."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        """`groups`: names that mean the same; the longest spelled-out one stands for all in a sentence."""
        self._spelled: dict[tuple[str, ...], str] = {}
        self._canonical: dict[tuple[str, ...], str] = {}
        for group in groups:
            self._add(group)
        self._longest: dict[str, int] = {}
        for key in self._canonical:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def _add(self, group: Sequence[str]) -> None:
        spelled = max(group, key=lambda name: (len(words(name)), not name.isupper()))
        tag = "=" + JOIN.join(words(spelled))
        for name in group:
            key = tuple(words(name))
            if not key:
                continue
            self._canonical.setdefault(key, tag)
            if _is_acronym(name):
                self._spelled.setdefault(key, spelled)

    @property
    def acronyms(self) -> frozenset[str]:
        """Those that are one word, in lower case."""
        return frozenset(key[0] for key in self._spelled if len(key) == 1)

    def tags(self, tokens: Sequence[str]) -> list[str]:
        """The common names of what `tokens` mention, the longest mention first at each word."""
        return [tag for _, _, tag in self._found(tokens, self._canonical)]

    def spell_out(self, tokens: Sequence[str]) -> str:
        """The sentence with its acronyms in full."""
        out, at = [], 0
        for start, end, full in self._found(tokens, self._spelled):
            out += [*tokens[at:start], full.lower()]
            at = end
        return JOIN.join([*out, *tokens[at:]])

    def _found(self, tokens: Sequence[str], table: Mapping[tuple[str, ...], str]) -> list[tuple[int, int, str]]:
        names, at = [], 0
        while at < len(tokens):
            for length in range(min(self._longest.get(tokens[at], 0), len(tokens) - at), 0, -1):
                name = table.get(tuple(tokens[at : at + length]))
                if name is not None:
                    names.append((at, at + length, name))
                    at += length - 1
                    break
            at += 1
        return names


def people(text: str, names: Container[str]) -> frozenset[str]:
    """Those of `names`, which are acronyms as well, that a cleaned text writes as people's: "who is Ned"."""
    shouted = text.isupper()
    typed = [word for word in WORD.finditer(text) if word[0].lower() in names]
    return frozenset(word[0].lower() for word in typed if _is_person(text, word, shouted=shouted))


def _is_person(text: str, word: re.Match[str], *, shouted: bool) -> bool:
    before = text[max(0, word.start() - NEAR) : word.start()]
    if AFTER_ARTICLE.search(before) or (word[0].isupper() and not shouted):
        return False
    capital = word[0].istitle() and AFTER_LOWER_CASE.search(before)
    return bool(capital or OF_PEOPLE.search(before) or PEOPLE_DO.match(text, word.end()))


def _is_acronym(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return " " not in name and len(letters) > 1 and sum(letter.isupper() for letter in letters) > len(letters) / 2


Alike = tuple[tuple[str, float], ...]  # known words, with how alike each is


class Twins:
    """Call it with a word for the known words that are alike to it."""

    def __init__(self, known: Sequence[str]) -> None:
        """`known`: in order, each once."""
        self.known = known
        self._found = Recall[str, Alike]()

    def __call__(self, term: str) -> Alike:
        """Up to three known stems that an unknown one may stand for, with weights from 0 to 1."""
        return self._found(term, self._look_up)

    def _look_up(self, term: str) -> Alike:
        if len(term) < SHORTEST or not term.isalpha() or not self.known:
            return ()
        alike = np.maximum(
            process.cdist([term], self.known, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE)[0],
            0.95 * process.cdist([term], self.known, scorer=JaroWinkler.similarity, score_cutoff=0.88)[0],
        )
        best = np.argsort(-alike, kind="stable")[:TWINS]
        return tuple((self.known[i], float(alike[i]) ** 2) for i in best if alike[i] >= LEAST_ALIKE)


class Lexicon:
    """Stems of all phrasings with their rarity; unknown stems find their twins among them."""

    def __init__(self, phrasings: Iterable[Iterable[str]], earlier: Lexicon | None = None) -> None:
        """`phrasings`: the terms (stems, other marks) of each. `earlier`: what it found holds for equal words."""
        documents = [set(terms) for terms in phrasings]
        counts = Counter(chain.from_iterable(documents))
        total = len(documents)
        self.rarity = {term: math.log((total + 1) / (count + 0.5)) + 0.3 for term, count in counts.items()}
        self.rarest = math.log((total + 1) / 1.5) + 0.3
        known = sorted(term for term in counts if term.isalpha() and len(term) >= SHORTEST)
        same = earlier is not None and earlier.twins.known == known
        self.twins: Twins = earlier.twins if earlier and same else Twins(known)

    def __contains__(self, term: object) -> bool:
        return term in self.rarity


def stems(tokens: Iterable[str]) -> list[str]:
    """The stem of each word."""
    return [stem(token) for token in tokens]
