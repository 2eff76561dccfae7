"""One ranked index over everything answerable.

A phrasing is a row (`features`), an entry is a class, and a softmax (`softmax`) learns which rows are
which entry. Everyday sentences are one more class, so that what belongs to no entry has somewhere to go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.ranking import softmax
from knowledge.ranking.embedding import Embedding, centred
from knowledge.ranking.features import (
    LETTER_SLOTS,
    WORD_SLOTS,
    joined,
    letter_rows,
    most_alike,
    pairs,
    word_rows,
    word_weights,
)
from knowledge.ranking.softmax import Floats, Head
from knowledge.text.question import Question
from knowledge.text.vocabulary import Lexicon

UNSURE = 0.04  # … of being right; `python -m benchmarks.added`
ELSEWHERE_WEIGHT = 0.1  # of what belongs to no entry
SOME = 200  # rows made, or compared with all, at once
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


@dataclass(frozen=True, slots=True)
class HeadStart:
    """Weights that were fitted before, for a fit to start from, or to take as they are where it would learn the same.

    `weights` (features, ids and none of them) half precision. `taught`: the hash of what they were learned from.
    """

    ids: tuple[str, ...]
    weights: NDArray[np.float16]
    taught: str


class Featuriser:
    """Questions to rows of features, with the vocabulary of some examples and the centre of their meaning."""

    def __init__(self, examples: Sequence[Example], centre: Floats, earlier: Featuriser | None = None) -> None:
        before = earlier.vocabulary if earlier else None
        self.vocabulary: Lexicon = Lexicon([_terms(example.question) for example in examples], before)
        self.tokens = Lexicon([example.question.tokens for example in examples])
        self.centre = centre

    def __call__(self, question: Question, vector: Floats) -> Floats:
        """The row of a question and its sentence vector."""
        return np.asarray(self.all([question], vector[None])[0])

    def all(self, questions: Sequence[Question], vectors: Floats) -> Floats:
        """The features of questions, as rows of shape (questions, features)."""
        rows = np.empty((len(questions), WORD_SLOTS + LETTER_SLOTS + vectors.shape[1]), np.float32)
        for start in range(0, len(questions), SOME):
            some = slice(start, start + SOME)
            rows[some] = self._some(questions[some], vectors[some])
        return rows

    def _some(self, questions: Sequence[Question], vectors: Floats) -> Floats:
        words = word_rows([word_weights(question.stems, question.tags, self.vocabulary) for question in questions])
        letters = letter_rows([question.tokens for question in questions], self.tokens.rarity, self.tokens.rarest)
        return joined(words, letters, centred(vectors, self.centre))


def _nearest(rows: Floats, others: Floats) -> Floats:
    """How alike each row is to the nearest of the others, some rows at a time: all at once would fill the memory."""
    parts = [rows[start : start + SOME] for start in range(0, len(rows), SOME)]
    return np.concatenate([(part @ others.T).max(axis=1) for part in parts])


def _hash_of(examples: Iterable[Example], elsewhere: Iterable[Question]) -> str:
    """All that a fit learns from, but for the vectors of the sentences."""
    digest = hashlib.blake2b(digest_size=16)
    for example in (*examples, *(Example("", question, ELSEWHERE_WEIGHT) for question in elsewhere)):
        one = example.question
        parts = (example.id, repr(example.weight), one.sentence, *one.tokens, "", *one.stems, "", *one.tags)
        digest.update("\t".join(parts).encode() + b"\n")
    return digest.hexdigest()


def _terms(question: Question) -> list[str]:
    return [*question.stems, *question.tags, *pairs(question.stems)]


@dataclass(frozen=True)
class Ranking:
    """Ids with their probabilities, best first; `elsewhere` is the probability of none of them."""

    ids: tuple[str, ...]
    chances: Floats = field(compare=False)  # arrays cannot be told equal with one word
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
        start: HeadStart | None = None,
    ) -> None:
        """`elsewhere`: everyday sentences that belong to no entry. `fitted`: kept from an equal index.

        `earlier`: an index of nearly the same knowledge, from whose weights the fit may start; without one, `start`.
        """
        self.examples = tuple(examples)
        self.ids = tuple(dict.fromkeys(example.id for example in examples))
        self._names = np.array(self.ids, object)  # to be put in order at once
        column = {id_: number for number, id_ in enumerate(self.ids)}
        self.of_class = np.array([column[example.id] for example in examples])
        self._elsewhere = tuple(elsewhere)
        if fitted is None:
            self.rows, self.fitted = self._fit(embed, earlier, earlier.head_start if earlier else start)
        else:
            self.rows, self.fitted = Featuriser(self.examples, fitted.centre), fitted
        self._of_id = {id_: np.flatnonzero(self.of_class == number) for number, id_ in enumerate(self.ids)}
        self.head = Head(self.fitted.weights)

    @property
    def head_start(self) -> HeadStart:
        """What was learned, for an index of nearly the same."""
        return HeadStart(self.ids, self.fitted.weights.astype(np.float16), self._taught)

    @property
    def sentences(self) -> set[str]:
        """All whose vectors a fit needs."""
        return {question.sentence for question in (*(one.question for one in self.examples), *self._elsewhere)}

    @cached_property
    def _taught(self) -> str:
        return _hash_of(self.examples, self._elsewhere)

    def _fit(self, embed: Embedding, earlier: Index | None, start: HeadStart | None) -> tuple[Featuriser, Fitted]:
        questions = [example.question for example in self.examples]
        vectors = embed([question.sentence for question in questions])
        rows = Featuriser(self.examples, vectors.mean(axis=0), earlier.rows if earlier else None)
        every = rows.all(questions, vectors)
        if start is not None and start.taught == self._taught and len(start.weights) == every.shape[1]:
            return rows, Fitted(every.astype(np.float16), start.weights.astype(np.float32), rows.centre)
        if self._elsewhere:
            others = rows.all(self._elsewhere, embed([question.sentence for question in self._elsewhere]))
            every = np.vstack([every, others[_nearest(others, every) < TOO_ALIKE * most_alike(len(rows.centre))]])
            del others  # what is fitted is there once
        weights = self._learned(every, self._begin(start, every))
        return rows, Fitted(every[: len(questions)].astype(np.float16), weights.astype(np.float32), rows.centre)

    def _learned(self, every: Floats, begin: Floats | None) -> NDArray[np.float16]:
        """In half precision, as weights are kept: what was kept and what is fitted now are the same."""
        others = len(every) - len(self.examples)
        classes = np.concatenate([self.of_class, np.full(others, len(self.ids))])
        own = np.array([example.weight for example in self.examples], np.float32)
        weights = np.concatenate([own, np.full(others, ELSEWHERE_WEIGHT, np.float32)])
        return softmax.fit(every, classes, len(self.ids) + 1, weights, begin).weights.astype(np.float16)

    def _begin(self, start: HeadStart | None, every: Floats) -> Floats | None:
        """Weights to start from; those of an id that is new are the sum of its rows, which they are at the optimum too.

        There each row counts by how far it is from certain (the gradient is zero), here all by the same `UNSURE`.
        """
        if start is None or len(start.weights) != every.shape[1]:
            return None
        begin = np.zeros((every.shape[1], len(self.ids) + 1), np.float32)
        begin[:, -1] = start.weights[:, -1]
        known = {id_: number for number, id_ in enumerate(start.ids)}
        for number, id_ in enumerate(self.ids):
            if id_ in known:
                begin[:, number] = start.weights[:, known[id_]]
            else:
                begin[:, number] = (
                    softmax.STRENGTH * UNSURE * every[: len(self.examples)][self.of_class == number].sum(0)
                )
        return begin

    def rank(self, question: Question, vector: Floats) -> tuple[Ranking, Floats]:
        """All ids, best first, and the question's row."""
        row = self.rows(question, vector)
        chances = self.head.of_one(row, WORD_SLOTS)
        order = np.argsort(-chances[:-1], kind="stable")
        return Ranking(tuple(self._names[order]), chances[order], float(chances[-1])), row

    def nearest(self, id_: str, row: Floats) -> tuple[float, Example]:
        """How alike (at most 1) the question is to the nearest phrasing of an id, and that phrasing."""
        of_id, used = self._of_id[id_], np.flatnonzero(row)  # nearly all words are missing in a row
        alike = self.fitted.matrix.take(of_id, 0).take(used, 1).astype(np.float32) @ row[used]
        best = int(alike.argmax())
        return float(alike[best]) / most_alike(len(self.fitted.centre)), self.examples[of_id[best]]
