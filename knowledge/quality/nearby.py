"""What a change of the knowledge does to wordings near it: each asked as if nobody had written it, before and after.

As in `held_out`, a third of the wordings is left out, a head is fitted on the rest, and those left out are asked; but
only among the entries that are nearest to what is new, which takes a moment, and only wordings that are there before
and after, so that both answer the same questions. What is new is never left out: what it does to others is asked.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Knowledge
from knowledge.quality.held_out import FOLDS, right_columns
from knowledge.ranking import softmax
from knowledge.ranking.index import SOME, Index
from knowledge.ranking.softmax import Floats

NEIGHBOURS = 8  # entries, for each that is new or asked for otherwise
MOST_ENTRIES = 45  # beyond so many a fit takes seconds, and `check` is the place to ask

Wording = tuple[str, str]  # the id that it asks for, and its text


@dataclass(frozen=True, slots=True)
class Shift:
    """A wording of `id`, and which id it found and finds, where nobody had written it down."""

    id: str
    text: str
    before: str
    after: str
    was_right: bool
    is_right: bool


def shifts(before: tuple[Knowledge, Index], after: tuple[Knowledge, Index]) -> tuple[Shift, ...]:
    """All wordings near what is new or gone, before and after; none where that is nothing, or too much."""
    old, new = (set(_wordings(index)) for _, index in (before, after))
    touched = {id_ for id_, _ in old ^ new}
    near = touched | _nearest(after[1], new - old) | _nearest(before[1], old - new)
    if not touched or len(near) > MOST_ENTRIES:
        return ()
    both = {wording for wording in old & new if wording[0] in near}
    was, is_ = (_asked(*side, near, both) for side in (before, after))
    return tuple(Shift(*wording, was[wording][0], is_[wording][0], was[wording][1], is_[wording][1]) for wording in was)


def _wordings(index: Index) -> Iterator[Wording]:
    return ((example.id, example.question.text) for example in index.examples)


def _nearest(index: Index, wordings: AbstractSet[Wording]) -> set[str]:
    """The entries with the wordings that are most like these."""
    own = np.array([wording in wordings for wording in _wordings(index)])
    if not own.any() or len({id_ for id_, _ in wordings}) > MOST_ENTRIES:
        return set()
    matrix, theirs = index.fitted.matrix, index.fitted.matrix[own].astype(np.float32).T
    alike = np.concatenate([matrix[at : at + SOME].astype(np.float32) @ theirs for at in range(0, len(matrix), SOME)])
    near: set[str] = set()
    for id_ in {id_ for id_, _ in wordings}:
        mine = np.array([example.id == id_ for example in index.examples])
        most = alike[:, mine[own]].max(axis=1)
        best = {index.ids[number]: float(most[index.of_class == number].max()) for number in range(len(index.ids))}
        near |= set(sorted(best, key=lambda other: -best[other])[: NEIGHBOURS + 1])
    return near


def _asked(
    knowledge: Knowledge, index: Index, near: AbstractSet[str], both: AbstractSet[Wording]
) -> Mapping[Wording, tuple[str, bool]]:
    """What each wording finds among the entries near the change, and whether that is right."""
    ids = [id_ for id_ in index.ids if id_ in near]
    column = {id_: number for number, id_ in enumerate(ids)}
    picked = np.flatnonzero([example.id in near for example in index.examples])
    examples = [index.examples[at] for at in picked.tolist()]
    rows = index.fitted.matrix[picked].astype(np.float32)
    classes = np.array([column[example.id] for example in examples])
    weights = np.array([example.weight for example in examples], np.float32)
    asked = weights == 1
    asked &= np.array([(example.id, example.question.text) in both for example in examples])
    fold = np.array([zlib.crc32(example.question.text.encode()) % FOLDS for example in examples])
    scores = np.zeros((len(rows), len(ids)), np.float32)
    for number in range(FOLDS):
        held = asked & (fold == number)
        scores[held] = _fitted(rows[~held], classes[~held], weights[~held], len(ids)).log_odds(rows[held])
    right = right_columns(knowledge, column)
    best = scores.argmax(axis=1)

    def heard(at: int) -> tuple[str, bool]:
        return ids[best[at]], best[at] in right[examples[at].id]

    return {(examples[at].id, examples[at].question.text): heard(at) for at in np.flatnonzero(asked).tolist()}


def _fitted(rows: Floats, classes: NDArray[np.int64], weights: Floats, number: int) -> softmax.Head:
    return softmax.fit(rows, classes, number, weights)
