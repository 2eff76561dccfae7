"""How well the knowledge is found: each phrasing asked as if nobody had written it.

K-fold cross-validation (Stone 1974) of the head: a third of every entry's phrasings is left out, the head is fitted on
the rest, and the phrasings left out are asked. An answer that names the right resource is right. What people ask is
easier than this, because phrasings are written to differ from each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.model import Knowledge, Location
from knowledge.problem import Problem, quoted
from knowledge.quality.shown import phrasings
from knowledge.ranking import softmax
from knowledge.ranking.index import Index
from knowledge.ranking.softmax import Floats
from knowledge.text.normalise import clean

FOLDS = 3
AMONG = 3  # as many as "did you mean" offers
LOUD = 0.5  # the chance at which another entry would be taken for the right one
FAINT = 0.25  # at most so much of that chance is the right entry's own
CLASHES = 3  # so many phrasings mixed up are no accident
ENOUGH = 3  # phrasings of which at least one should be found

EachFold = Callable[[Callable[[int], Floats], Iterable[int]], Iterable[Floats]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrasing of `id` and what it finds: rank 0 is a right answer; `own` and `best` are the chances of both."""

    id: str
    text: str
    best_id: str
    rank: int
    own: float
    best: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Every phrasing as it is heard."""

    heard: tuple[Heard, ...]

    @property
    def first(self) -> float:
        """The share that find their entry before all others."""
        return self._share(1)

    @property
    def among(self) -> float:
        """The share that find it among the first three."""
        return self._share(AMONG)

    def _share(self, ranks: int) -> float:
        return sum(one.rank < ranks for one in self.heard) / max(1, len(self.heard))


def left_out(knowledge: Knowledge, index: Index, each: EachFold = map) -> Quality:
    """Each phrasing asked of a head that has not seen it; `each` may run the folds side by side."""
    rows = index.fitted.matrix.astype(np.float32)
    weights = np.array([example.weight for example in index.examples], np.float32)
    asked = weights == 1
    fold = np.array(list(_numbered(index))) % FOLDS

    def heard(number: int) -> Floats:
        held = asked & (fold == number)
        fitted = softmax.fit(rows[~held], index.of_class[~held], len(index.ids), weights[~held])
        chances = np.zeros((len(rows), len(index.ids)), np.float32)
        chances[held] = fitted.probabilities(rows[held])
        return chances

    return _quality(knowledge, index, np.flatnonzero(asked), np.sum(list(each(heard, range(FOLDS))), axis=0))


def as_written(knowledge: Knowledge, index: Index) -> Quality:
    """Each phrasing asked of the head that has learned it."""
    asked = np.flatnonzero([example.weight == 1 for example in index.examples])
    scores = index.head.log_odds(index.fitted.matrix.astype(np.float32))[:, : len(index.ids)]
    return _quality(knowledge, index, asked, scores)


def _numbered(index: Index) -> Iterator[int]:
    """The number of each example among those of its entry."""
    seen: dict[str, int] = defaultdict(int)
    for example in index.examples:
        yield seen[example.id]
        seen[example.id] += 1


def _quality(knowledge: Knowledge, index: Index, asked: NDArray[np.int64], scores: Floats) -> Quality:
    column = {id_: number for number, id_ in enumerate(index.ids)}
    right = right_columns(knowledge, column)
    best = scores.argmax(axis=1)

    def heard(i: int) -> Heard:
        id_ = index.examples[i].id
        own = float(scores[i, right[id_]].max())
        rank = int((scores[i] > own).sum())
        return Heard(id_, index.examples[i].question.text, index.ids[best[i]], rank, own, float(scores[i, best[i]]))

    return Quality(tuple(map(heard, asked.tolist())))


def right_columns(knowledge: Knowledge, column: Mapping[str, int]) -> Mapping[str, list[int]]:
    """The columns of what answers each id: its own, and of a resource those of the answers that name it."""
    naming = _named_by(knowledge)
    return {id_: [column[one] for one in (id_, *naming.get(id_, ())) if one in column] for id_ in column}


def _named_by(knowledge: Knowledge) -> Mapping[str, list[str]]:
    """For each resource, the entries whose answers name it."""
    naming: dict[str, list[str]] = defaultdict(list)
    for entry in knowledge.entries:
        for resource in entry.resources:
            naming[resource].append(entry.id)
    return {id_: naming[id_] for id_ in naming if id_ in knowledge.by_id}


def warnings(knowledge: Knowledge, quality: Quality, mistaken: Iterable[Heard]) -> tuple[Problem, ...]:
    """Entries that clash, entries that nothing leads to, and phrasings that are `mistaken` even as written."""
    places = {(one.id, clean(one.text)): one.location for one in reversed(tuple(phrasings(knowledge)))}
    found = [*_clashes(knowledge, quality, places), *_unheard(knowledge, quality), *_elsewhere(mistaken, places)]
    return tuple(sorted(set(found)))


def _clashes(knowledge: Knowledge, quality: Quality, places: Mapping[tuple[str, str], Location]) -> Iterator[Problem]:
    naming = _named_by(knowledge)
    mixed: dict[tuple[str, ...], list[Heard]] = defaultdict(list)
    for heard in quality.heard:
        if heard.rank and heard.best >= LOUD and heard.own <= FAINT * heard.best:
            mixed[tuple(sorted((heard.id, heard.best_id)))].append(heard)
    for (first, second), mistaken in mixed.items():
        related = first in naming.get(second, ()) or second in naming.get(first, ())
        if len(mistaken) >= CLASHES and not related:
            worst = max(mistaken, key=lambda heard: (heard.best - heard.own, heard.text))
            what = f"'{first}' and '{second}' clash: {len(mistaken)} phrasings of one sound like the other"
            location = places.get((worst.id, worst.text))
            if location:
                yield Problem(location.file, location.line, f"{what}, such as {quoted(worst.text)} of '{worst.id}'")


def _unheard(knowledge: Knowledge, quality: Quality) -> Iterator[Problem]:
    ranks: dict[str, list[int]] = defaultdict(list)
    for one in quality.heard:
        ranks[one.id].append(one.rank)
    for id_, all_ in ranks.items():
        if len(all_) >= ENOUGH and min(all_) >= AMONG:
            location = knowledge.by_id[id_].location
            yield Problem(
                location.file, location.line, f"nothing but its very words leads to '{id_}'; add what people say"
            )


def _elsewhere(mistaken: Iterable[Heard], places: Mapping[tuple[str, str], Location]) -> Iterator[Problem]:
    for heard in mistaken:
        if location := places.get((heard.id, heard.text)):
            yield Problem(
                location.file, location.line, f"{quoted(heard.text)} finds '{heard.best_id}' rather than '{heard.id}'"
            )
