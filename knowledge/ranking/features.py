"""One row of numbers for a phrasing or a question: its words, its letters and its meaning.

[hashed words and pairs, 1,024 | hashed runs of 2 to 5 letters, 256 | twice the centred sentence vector], so
that the dot product of two rows is the sum of three likenesses. Hashing with signs is Weinberger et al. 2009.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from knowledge.ranking.softmax import Floats
from knowledge.text.vocabulary import Lexicon

WORD_SLOTS = 1024
LETTER_SLOTS = 256
MEANING_WEIGHT = 2.0
PAIR_WEIGHT = 0.5
RUNS = (2, 3, 4, 5)


@lru_cache(maxsize=200_000)
def slot(term: str, slots: int) -> tuple[int, float]:
    """The place of a term among `slots`, and its sign."""
    number = zlib.crc32(term.encode())
    return number % slots, 1.0 if number >> 31 else -1.0


def pairs(stems: Sequence[str]) -> list[str]:
    """Each stem joined to the one after it."""
    return [f"{one}_{two}" for one, two in pairwise(stems)]


def word_weights(stems: Sequence[str], tags: Iterable[str], vocabulary: Lexicon) -> tuple[dict[str, float], float]:
    """The weight of each term, and the squared weight of words that found no twin."""
    weights: dict[str, float] = {}
    lost = 0.0
    for term in dict.fromkeys([*stems, *tags]):
        if term in vocabulary:
            weights[term] = max(weights.get(term, 0.0), vocabulary.rarity[term])
        elif twins := vocabulary.twins(term):
            for twin, alike in twins:
                weights[twin] = max(weights.get(twin, 0.0), alike * vocabulary.rarity[twin])
        else:
            lost += vocabulary.rarest**2
    for pair in dict.fromkeys(pairs(stems)):
        if pair in vocabulary:
            weights[pair] = PAIR_WEIGHT * vocabulary.rarity[pair]
    return weights, lost


def word_row(weights: Mapping[str, float], lost: float) -> Floats:
    """The hashed words of length 1, shorter by what was not understood."""
    row = np.zeros(WORD_SLOTS, np.float32)
    for term, weight in weights.items():
        location, sign = slot(term, WORD_SLOTS)
        row[location] += sign * weight
    return row / np.float32((float(row @ row) + lost) ** 0.5 or 1.0)


@lru_cache(maxsize=8_192)
def _letters(word: str) -> Floats:
    """The hashed runs of letters of one word, of length 1."""
    framed = f"<{word}>"
    row = np.zeros(LETTER_SLOTS, np.float32)
    for n in RUNS:
        for i in range(len(framed) - n + 1):
            location, sign = slot(framed[i : i + n], LETTER_SLOTS)
            row[location] += sign
    return row / np.float32(float(row @ row) ** 0.5 or 1.0)


def letter_row(tokens: Iterable[str], rarity: Mapping[str, float], rarest: float) -> Floats:
    """The hashed runs of letters within words, of length 1; rare words count more."""
    row = np.zeros(LETTER_SLOTS, np.float32)
    for token in tokens:
        row += np.float32(rarity.get(token, rarest)) * _letters(token)
    return row / np.float32(float(row @ row) ** 0.5 or 1.0)


def joined(word_part: Floats, letter_part: Floats, meaning: Floats) -> Floats:
    """The features of words, of letters and of meaning, as one row."""
    return np.concatenate([word_part, letter_part, np.float32(MEANING_WEIGHT) * meaning])


def most_alike(dimensions: int) -> float:
    """The dot product of a row with itself."""
    return 2 + (MEANING_WEIGHT**2 if dimensions else 0)
