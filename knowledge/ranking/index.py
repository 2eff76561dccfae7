"""One ranked index over everything answerable.

A phrasing is a row (`features`), an entry is a class, and a softmax (`softmax`) learns which rows are
which entry. Everyday sentences are one more class, so that what belongs to no entry has somewhere to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.ranking import softmax
from knowledge.ranking.embedding import Embedding, centred
from knowledge.ranking.features import (
    LETTER_SLOTS,
    WORD_SLOTS,
    joined,
    letter_row,
    most_alike,
    pairs,
    word_row,
    word_weights,
)
from knowledge.ranking.softmax import Floats, Head
from knowledge.text.question import Question
from knowledge.text.vocabulary import Lexicon

ELSEWHERE_WEIGHT = 0.1  # of what belongs to no entry
SOME = 200  # rows compared with all at once
TOO_ALIKE = 0.7  # a sentence so like a phrasing does not belong elsewhere


@dataclass(frozen=True, slots=True)
class Example:
    """A phrasing and the id of what it asks for."""

    id: str
    question: Question
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fitting costs time for, as plain arrays that can be kept.

    `matrix` (examples, features) half precision, `weights` (features, classes), `centre` (dimensions,).
    """

    matrix: NDArray[np.float16]
    weights: Floats
    centre: Floats


class Featuriser:
    """Questions to rows of features, with the vocabulary of some examples and the centre of their meaning."""

    def __init__(self, examples: Sequence[Example], centre: Floats, earlier: Featuriser | None = None) -> None:
        before = earlier.vocabulary if earlier else None
        self.vocabulary: Lexicon = Lexicon([_terms(example.question) for example in examples], before)
        self.tokens = Lexicon([example.question.tokens for example in examples])
        self.centre = centre

    def __call__(self, question: Question, vector: Floats) -> Floats:
        """The row of a question and its sentence vector."""
        weights, lost = word_weights(question.stems, question.tags, self.vocabulary)
        letters = letter_row(question.tokens, self.tokens.rarity, self.tokens.rarest)
        return joined(word_row(weights, lost), letters, centred(vector, self.centre))

    def all(self, questions: Sequence[Question], vectors: Floats) -> Floats:
        """The features of questions, as rows of shape (questions, features)."""
        rows = np.empty((len(questions), WORD_SLOTS + LETTER_SLOTS + vectors.shape[1]), np.float32)
        for location, (question, vector) in enumerate(zip(questions, vectors, strict=True)):
            rows[location] = self(question, vector)
        return rows


def _nearest(rows: Floats, others: Floats) -> Floats:
    """How alike each row is to the nearest of the others, some rows at a time: all at once would fill the memory."""
    parts = [rows[start : start + SOME] for start in range(0, len(rows), SOME)]
    return np.concatenate([(part @ others.T).max(axis=1) for part in parts])


def _terms(question: Question) -> list[str]:
    return [*question.stems, *question.tags, *pairs(question.stems)]


@dataclass(frozen=True)
class Ranking:
    """Ids with their probabilities, best first; `elsewhere` is the probability of none of them."""

    ids: tuple[str, ...]
    chances: Floats
    elsewhere: float

    @cached_property
    def _by_id(self) -> dict[str, float]:
        return dict(zip(self.ids, self.chances.tolist(), strict=True))

    def chance(self, id_: str) -> float:
        """The probability of one id."""
        return self._by_id.get(id_, 0.0)


class Index:
    """Fitted once per snapshot; asked with a question and its vector."""

    def __init__(
        self,
        examples: Sequence[Example],
        elsewhere: Sequence[Question],
        embed: Embedding,
        fitted: Fitted | None = None,
        earlier: Index | None = None,
    ) -> None:
        """`elsewhere`: everyday sentences that belong to no entry. `fitted`: kept from an equal index.

        `earlier`: an index of nearly the same knowledge, from whose weights the fit may start.
        """
        self.examples = tuple(examples)
        self.ids = tuple(dict.fromkeys(example.id for example in examples))
        location = {id_: number for number, id_ in enumerate(self.ids)}
        self.of_class = np.array([location[example.id] for example in examples])
        if fitted is None:
            self.rows, self.fitted = self._fit(elsewhere, embed, earlier)
        else:
            self.rows, self.fitted = Featuriser(self.examples, fitted.centre), fitted
        self._of_id = {id_: np.flatnonzero(self.of_class == number) for number, id_ in enumerate(self.ids)}
        self.head = Head(self.fitted.weights)

    def _fit(self, elsewhere: Sequence[Question], embed: Embedding, earlier: Index | None) -> tuple[Featuriser, Fitted]:
        questions = [example.question for example in self.examples]
        vectors = embed([question.sentence for question in questions])
        rows = Featuriser(self.examples, vectors.mean(axis=0), earlier.rows if earlier else None)
        matrix = rows.all(questions, vectors)
        weights = np.array([example.weight for example in self.examples], np.float32)
        every, classes = matrix, self.of_class
        if elsewhere:
            others = rows.all(elsewhere, embed([question.sentence for question in elsewhere]))
            others = others[_nearest(others, matrix) < TOO_ALIKE * most_alike(len(rows.centre))]
            every = np.vstack([matrix, others])
            matrix = every[: len(matrix)]
            classes = np.concatenate([classes, np.full(len(others), len(self.ids))])
            weights = np.concatenate([weights, np.full(len(others), ELSEWHERE_WEIGHT, np.float32)])
        start = self._start(earlier, every.shape[1])
        found = softmax.fit(every, classes, len(self.ids) + 1, weights, start)
        return rows, Fitted(matrix.astype(np.float16), found.weights, rows.centre)

    def _start(self, earlier: Index | None, features: int) -> Floats | None:
        if earlier is None or earlier.fitted.weights.shape[0] != features:
            return None
        start = np.zeros((features, len(self.ids) + 1), np.float32)
        start[:, -1] = earlier.fitted.weights[:, -1]
        known = {id_: number for number, id_ in enumerate(earlier.ids)}
        for number, id_ in enumerate(self.ids):
            if id_ in known:
                start[:, number] = earlier.fitted.weights[:, known[id_]]
        return start

    def rank(self, question: Question, vector: Floats) -> tuple[Ranking, Floats]:
        """All ids, best first, and the question's row."""
        row = self.rows(question, vector)
        chances = self.head.probabilities(row[None])[0]
        order = np.argsort(-chances[:-1], kind="stable")
        ranking = Ranking(tuple([self.ids[i] for i in order.tolist()]), chances[order], float(chances[-1]))
        return ranking, row

    def nearest(self, id_: str, row: Floats) -> tuple[float, Example]:
        """How alike (at most 1) the question is to the nearest phrasing of an id, and that phrasing."""
        of_id = self._of_id[id_]
        alike = self.fitted.matrix[of_id].astype(np.float32) @ row
        best = int(alike.argmax())
        return float(alike[best]) / most_alike(len(self.fitted.centre)), self.examples[of_id[best]]
