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
    """The column of a term among `slots`, and its sign."""
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


def word_rows(weighed: Sequence[tuple[Mapping[str, float], float]]) -> Floats:
    """The hashed words of some questions, each row of length 1, shorter by what was not understood."""
    rows = np.zeros((len(weighed), WORD_SLOTS), np.float32)
    placed = [
        (row, weight, slot(term, WORD_SLOTS))
        for row, (weights, _) in enumerate(weighed)
        for term, weight in weights.items()
    ]
    places = np.array([row * WORD_SLOTS + column for row, _, (column, _) in placed], np.int64)
    np.add.at(rows.reshape(-1), places, np.array([sign * weight for _, weight, (_, sign) in placed], np.float32))
    return _shortened(rows, np.array([lost for _, lost in weighed], np.float32))


@lru_cache(maxsize=8_192)
def _letters(word: str) -> Floats:
    """The hashed runs of letters of one word, of length 1."""
    framed = f"<{word}>"
    row = np.zeros(LETTER_SLOTS, np.float32)
    for n in RUNS:
        for i in range(len(framed) - n + 1):
            column, sign = slot(framed[i : i + n], LETTER_SLOTS)
            row[column] += sign
    return row / np.float32(float(row @ row) ** 0.5 or 1.0)


def letter_rows(asked: Sequence[Sequence[str]], rarity: Mapping[str, float], rarest: float) -> Floats:
    """The hashed runs of letters within the words of some questions, each row of length 1; rare words count more."""
    rows = np.zeros((len(asked), LETTER_SLOTS), np.float32)
    counts = np.array([len(tokens) for tokens in asked], np.int64)
    if not counts.sum():
        return rows
    of_words = np.stack([_letters(token) for tokens in asked for token in tokens])
    of_words *= np.array([rarity.get(token, rarest) for tokens in asked for token in tokens], np.float32)[:, None]
    some = counts > 0
    rows[some] = np.add.reduceat(of_words, (np.cumsum(counts) - counts)[some])
    return _shortened(rows)


def _shortened(rows: Floats, lost: Floats | float = 0.0) -> Floats:
    """Rows of length 1, less where `lost` was left out of their squared lengths; an empty row stays empty."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows) + lost)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1)[:, None], np.float32)


def joined(word_part: Floats, letter_part: Floats, meaning: Floats) -> Floats:
    """The three parts as rows."""
    return np.hstack([word_part, letter_part, np.float32(MEANING_WEIGHT) * meaning])


def most_alike(dimensions: int) -> float:
    """The dot product of a row with itself."""
    return 2 + (MEANING_WEIGHT**2 if dimensions else 0)
