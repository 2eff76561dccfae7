"""How much each sentence of a message tells of harm: a disclosure beside an ordinary question is a disclosure.

The whole of a message is mostly its question, so a sentence is read by itself: as the kinds have it, and drawn towards
the sentences that are nearest in meaning. On sentences held out, the neighbours tell nine of ten disclosures from all
but a fiftieth of ordinary sentences, where the kinds alone tell eight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.finding.kinds import SUPPORT, Kinds
from knowledge.ranking.confidence import odds
from knowledge.ranking.features import LETTER_SLOTS, WORD_SLOTS
from knowledge.ranking.index import Index
from knowledge.ranking.softmax import Floats
from knowledge.text.normalise import sentences
from knowledge.text.question import Question

MOST_SENTENCES = 40
NEAREST = 3  # sentences of either side whose likeness is averaged
PULL = (
    2.5  # on the log-odds; likeness of meaning counts `MEANING_WEIGHT` squared in a row, ten times what a cosine does
)
WORTH_A_LOOK = 0.05  # what the kinds take for less stays what it is: its neighbours could not change what is done


@dataclass(frozen=True, slots=True)
class Sentence:
    """One of several in a message, with the probabilities that it tells of harm and that it wishes for a person."""

    text: str
    harm: float
    wish: float = 0.0


def several(text: str) -> tuple[str, ...]:
    """The sentences of a cleaned message that has more than one: the first and the last of very many."""
    candidates = sentences(text)
    if len(candidates) > MOST_SENTENCES:
        candidates = candidates[: MOST_SENTENCES // 2] + candidates[-MOST_SENTENCES // 2 :]
    return tuple(candidates) if len(candidates) > 1 else ()


def ordinary(read: Sequence[Sentence], needed: float) -> list[str]:
    """The sentences that tell of less harm than `needed`; where all do, all but the one that tells most."""
    most = max((one.harm for one in read), default=0.0)
    return [one.text for one in read if one.harm < min(needed, most)]


class Hearing:
    """Reads single sentences with the kinds and their examples. Call it with sentences and their vectors."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds

    def __call__(self, asked: Sequence[Question], vectors: Floats) -> list[float]:
        """The probability of each that it tells of harm."""
        index = self._kinds.index
        if SUPPORT not in index.ids or not asked:
            return [0.0] * len(asked)
        rows = index.rows.all(asked, vectors)
        harm = index.head.probabilities(rows)[:, index.ids.index(SUPPORT)].astype(np.float64)
        doubtful = np.flatnonzero(harm >= WORTH_A_LOOK)
        if len(doubtful) and vectors.shape[1]:
            alone = np.array([odds(chance) for chance in harm[doubtful].tolist()])
            harm[doubtful] = 1 / (1 + np.exp(-alone - PULL * _nearer(index, rows[doubtful])))
        return list(map(float, harm))


def _nearer(index: Index, rows: Floats) -> Floats:
    """How much more alike in meaning the nearest disclosures are to each row than the nearest of all else."""
    harmful = index.of_class == index.ids.index(SUPPORT)
    meaning = slice(WORD_SLOTS + LETTER_SLOTS, None)
    alike = rows[:, meaning] @ index.fitted.matrix[:, meaning].astype(np.float32).T
    return _mean_of_nearest(alike[:, harmful]) - _mean_of_nearest(alike[:, ~harmful])


def _mean_of_nearest(alike: Floats) -> Floats:
    return np.asarray(np.partition(alike, -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1), dtype=np.float32)
