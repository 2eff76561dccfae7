"""What turns sentences into vectors: the sentence model that ships with the assistant, and one of one's own beside it.

The model is all-MiniLM-L6-v2 (bot/encoder/model). Where its libraries do not run, the assistant works less well.
"""

from __future__ import annotations

import importlib.resources
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.encoder.model_folder import ModelError
from bot.encoder.sentence_model import SentenceModel
from bot.encoder.vectors import MANY
from bot.hashing import key
from knowledge.ranking.embedding import Embedding, NoMeaning
from knowledge.ranking.softmax import Floats

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent / "model"
NONE = "none"  # the name of no model
CODE = ("eight_bits.py", "encoder.py", "model_folder.py", "sentence_model.py")


class Beside(Embedding):
    """Two encoders as one: a third of how alike two sentences are comes from the weaker."""

    def __init__(self, weaker: Embedding, stronger: Embedding) -> None:
        self._both = ((1 / 3) ** 0.5, weaker), ((2 / 3) ** 0.5, stronger)

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """Rows of length 1, as long as those of both together."""
        return self._joined([embed(sentences) for _, embed in self._both])

    def hear(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """The same rows, and the tones that the weaker hears: it is the one that ships."""
        (_, weaker), (_, stronger) = self._both
        vectors, tones = weaker.hear(sentences)
        return self._joined([vectors, stronger(sentences)]), tones

    def _joined(self, vectors: Sequence[Floats]) -> Floats:
        return np.hstack([np.float32(weight) * rows for (weight, _), rows in zip(self._both, vectors, strict=True)])


def find_encoder(model: Path | None = None) -> tuple[Embedding, str]:
    """What turns sentences into vectors, and its name, which tells apart what was fitted with it.

    `model`: the folder of a sentence model to set beside the one that ships; raises `ModelError` where it cannot be
    used.
    """
    own = SentenceModel(model) if model else None
    try:
        shipped = SentenceModel(SHIPPED, probes=())  # tests have tried it; here it only shows that it runs
    except ModelError as error:
        log.warning("questions are matched by words and letters alone: %s", error.reason)
        return (own, _name(own)) if own else (NoMeaning(), NONE)
    return (Beside(shipped, own), _name(shipped, own)) if own else (shipped, _name(shipped))


def _name(*models: SentenceModel) -> str:
    """Of the models, and of the code that makes vectors with them."""
    folder = importlib.resources.files("bot") / "encoder"
    code = key((folder / name).read_bytes() for name in CODE)[:8]
    return "-".join(["model", *(one.fingerprint for one in models), code])


class Announced(Embedding):
    """An encoder that says so before it begins on the many sentences of a folder that is new to it."""

    def __init__(self, embed: Embedding, announce: Callable[[], None]) -> None:
        self._embed = embed
        self._announce: Callable[[], None] | None = announce

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """A row of numbers for each sentence."""
        if self._announce and len(sentences) >= MANY:
            self._announce()
            self._announce = None
        return self._embed(sentences)

    def hear(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """Of a message, which is never many."""
        return self._embed.hear(sentences)
