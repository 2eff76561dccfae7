"""What a sentence means, as a vector: the port that an encoder fits into, and the one that knows nothing.

What ships is all-MiniLM-L6-v2 (Wang et al. 2020, Reimers and Gurevych 2019), opened by `bot.encoder.encoder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from knowledge.ranking.softmax import Floats

HARM, WISH, NEITHER = range(3)  # columns of the tones


class Embedding(Protocol):
    """Sentences to rows of length 1, shape (sentences, dimensions)."""

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """A vector for each sentence, as rows."""
        ...

    def hear(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """The vectors, and how probable it is that each sentence tells of harm, wishes for a person, or does neither.

        Shape (sentences, 3); (sentences, 0) from an encoder that hears no tones.
        """
        return self(sentences), np.zeros((len(sentences), 0), np.float32)


class NoMeaning(Embedding):
    """Where no encoder could be opened: no dimensions, so words and letters decide alone."""

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """A row without columns for each sentence."""
        return np.zeros((len(sentences), 0), np.float32)


def centred(vectors: Floats, centre: Floats) -> Floats:
    """Vectors seen from the middle of the knowledge, of length 1: what they share with all others tells nothing."""
    moved = vectors - centre
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    return np.asarray(moved / np.where(lengths > 0, lengths, 1), dtype=np.float32)
