"""What a team might otherwise pick, each used as its documentation shows and none tuned beyond that.

A library that is not installed leaves its systems out; `make bench` installs them all (the extra `bench`).
"""

from __future__ import annotations

import importlib.util
import logging
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.datasets import Labelled
from benchmarks.systems import Answer, System
from bot.encoder.encoder import SHIPPED
from bot.encoder.sentence_model import SentenceModel

AMONG = 3
Scorer = Callable[..., float]


def ranked(scores: Sequence[float], intents: Sequence[str]) -> Answer:
    """The intents of the phrasings with the highest scores."""
    best: dict[str, float] = {}
    for place in np.argsort(-np.asarray(scores), kind="stable").tolist():
        best.setdefault(intents[place], float(scores[place]))
        if len(best) == AMONG:
            break
    return Answer(list(best), next(iter(best.values())))


class Ratio:
    """rapidfuzz's `process.extractOne` with one of its ratios."""

    def __init__(self, scorer: Scorer) -> None:
        self.name = f"rapidfuzz {scorer.__name__}"
        self._scorer = scorer

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Keep them in lower case, without punctuation."""
        self._texts = [utils.default_process(text) for text, _ in phrasings]
        self._intents = [intent for _, intent in phrasings]

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """The most similar phrasing; ties go to the first."""
        return [self._answer(utils.default_process(question)) for question in questions]

    def _answer(self, question: str) -> Answer:
        found = process.extract(question, self._texts, scorer=self._scorer, limit=4 * AMONG)
        intents = list(dict.fromkeys(self._intents[place] for _, _, place in found))[:AMONG]
        return Answer(intents, found[0][1])


class FullText:
    """SQLite's full-text search, FTS5, over runs of three letters, of which any may be missing; ranked by its BM25."""

    name = "SQLite FTS5 trigram"

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Make a table in memory."""
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE phrasing USING fts5(text, intent UNINDEXED, tokenize='trigram')")
        self._database.executemany("INSERT INTO phrasing VALUES (?, ?)", phrasings)

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """The rows with the best rank."""
        return [self._answer(question) for question in questions]

    def _answer(self, question: str) -> Answer:
        text = " ".join(re.findall(r"\w+", question.lower()))
        runs = dict.fromkeys(text[start : start + 3] for start in range(len(text) - 2))
        wanted = " OR ".join(f'"{run}"' for run in runs)
        select = "SELECT intent, -rank FROM phrasing WHERE phrasing MATCH ? ORDER BY rank LIMIT ?"
        found = self._database.execute(select, (wanted, 4 * AMONG)).fetchall() if wanted else []
        intents = list(dict.fromkeys(intent for intent, _ in found))[:AMONG]
        return Answer(intents, found[0][1] if found else 0.0)


class WordsWeighted:
    """BM25 over words (bm25s)."""

    name = "BM25 (bm25s)"

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Index them."""
        import bm25s  # noqa: PLC0415 - optional

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells of every step
        self._bm25s: Any = bm25s
        self._index = bm25s.BM25()
        self._index.index(self._tokens([text for text, _ in phrasings]), show_progress=False)
        self._intents = [intent for _, intent in phrasings]

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """The phrasings with the highest scores."""
        return [self._answer(tokens) for tokens in self._tokens(questions)]

    def _answer(self, tokens: Sequence[str]) -> Answer:
        return ranked(self._index.get_scores(list(tokens)), self._intents) if tokens else Answer([], 0.0)

    def _tokens(self, texts: Sequence[str]) -> list[list[str]]:
        found: list[list[str]] = self._bm25s.tokenize(
            list(texts), stopwords=None, return_ids=False, show_progress=False
        )
        return found


class Classifier:
    """TF-IDF over words, pairs of words and letters within words, and a logistic regression (scikit-learn)."""

    name = "TF-IDF + logistic regression"

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Fit both."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - optional
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
        from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415

        rows = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        )
        self._model: Any = make_pipeline(rows, LogisticRegression(C=20, max_iter=300))
        self._model.fit([text for text, _ in phrasings], [intent for _, intent in phrasings])

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """The intents with the highest probabilities."""
        intents = self._model.classes_.tolist()
        return [ranked(chances, intents) for chances in self._model.predict_proba(list(questions))]


class Nearest:
    """The phrasing with the nearest vector."""

    name = "MiniLM, nearest phrasing"

    def __init__(self, embed: SentenceModel) -> None:
        self._embed = embed

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Keep their vectors."""
        self._vectors = self._embed([text for text, _ in phrasings])
        self._intents = [intent for _, intent in phrasings]

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """By cosine."""
        return [ranked(alike, self._intents) for alike in self._embed(questions) @ self._vectors.T]


class Fitted:
    """A logistic regression over the vectors."""

    name = "MiniLM + logistic regression"

    def __init__(self, embed: SentenceModel) -> None:
        self._embed = embed

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Fit it."""
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - optional

        self._model: Any = LogisticRegression(C=20, max_iter=300)
        self._model.fit(self._embed([text for text, _ in phrasings]), [intent for _, intent in phrasings])

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """The intents with the highest probabilities."""
        intents = self._model.classes_.tolist()
        return [ranked(chances, intents) for chances in self._model.predict_proba(self._embed(questions))]


def peers() -> Iterable[System]:
    """All that can be run here; the others are named."""
    yield Ratio(fuzz.WRatio)
    yield Ratio(fuzz.token_set_ratio)
    yield FullText()
    embed = SentenceModel(SHIPPED)
    yield Nearest(embed)
    optional: tuple[tuple[str, Callable[[], System]], ...] = (
        ("bm25s", WordsWeighted),
        ("sklearn", Classifier),
        ("sklearn", partial(Fitted, embed)),
    )
    for library, system in optional:
        if importlib.util.find_spec(library):
            yield system()
        else:
            logging.getLogger(__name__).warning("%s is not installed: it is left out", library)
