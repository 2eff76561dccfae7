"""Vectors of sentences, kept in the user's cache folder: an edit encodes only what it brings, also after a restart."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.machine.private import make_folder, unfinished
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.softmax import Floats

log = logging.getLogger(__name__)

MANY = 32  # a batch so large is the knowledge being fitted; a question is never kept
MOST_KEPT = 50_000  # 50 MB
HASH_BYTES = 16
SHARED = 500  # sentences that are worth a thread of their own
MOST_THREADS = 4

Vector = NDArray[np.float16]


class Vectors:
    """An encoder with a memory, kept in the first of `files` and read from all; without one while the process lives."""

    def __init__(self, embed: Embedding, *files: Path) -> None:
        self._embed = embed
        self._files = files
        self._kept: dict[bytes, Vector] | None = None
        self._ahead: Mapping[str, Floats] = {}

    @contextlib.contextmanager
    def ahead(self, sentences: Sequence[str]) -> Iterator[None]:
        """Encode together what is asked for one by one inside, which is quicker; at the end it is forgotten."""
        self._ahead = dict(zip(sentences, self._embed(sentences), strict=True))
        try:
            yield
        finally:
            self._ahead = {}

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """Rows of length 1, shape (sentences, dimensions)."""
        if len(sentences) < MANY:
            return self._few(sentences)
        if self._kept is None:
            self._kept = {name: vector for file in reversed(self._files) for name, vector in _read(file).items()}
        named = {sentence: _hash(sentence) for sentence in sentences}
        new = [sentence for sentence, name in named.items() if name not in self._kept]
        if new:
            vectors = self._side_by_side(new).astype(np.float16)
            kept = {**self._kept, **{named[one]: vector for one, vector in zip(new, vectors, strict=True)}}
            self._kept = dict(list(kept.items())[-MOST_KEPT:]) if len(named) < MOST_KEPT else kept
            if self._files:
                _write(self._files[0], self._kept)
        return np.stack([self._kept[named[sentence]] for sentence in sentences]).astype(np.float32)

    def _side_by_side(self, sentences: Sequence[str]) -> Floats:
        """As many threads as there are cores take turns; nearly all of the work is numpy's, which lets others work."""
        if len(sentences) < SHARED:
            return self._embed(sentences)
        parts = [sentences[start : start + SHARED] for start in range(0, len(sentences), SHARED)]
        with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as threads:
            return np.vstack([*threads.map(self._embed, parts)])

    def _few(self, sentences: Sequence[str]) -> Floats:
        ahead = self._ahead
        new = [sentence for sentence in sentences if sentence not in ahead]
        if len(new) == len(sentences):
            return self._embed(sentences)
        known = {**ahead, **dict(zip(new, self._embed(new), strict=True))} if new else ahead
        return np.stack([known[sentence] for sentence in sentences])


def _hash(sentence: str) -> bytes:
    return hashlib.blake2b(sentence.encode(), digest_size=HASH_BYTES).digest()


def _read(file: Path) -> dict[bytes, Vector]:
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            names, vectors = arrays["names"], arrays["vectors"]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        log.warning("the kept vectors cannot be read and are made anew")
        return {}
    sound = names.dtype == np.uint8 and names.ndim == 2 and names.shape[1] == HASH_BYTES
    if not (sound and vectors.dtype == np.float16 and vectors.ndim == 2 and len(names) == len(vectors)):
        return {}
    return {name.tobytes(): vector for name, vector in zip(names, vectors, strict=True)}


def _write(file: Path, kept: dict[bytes, Vector]) -> None:
    names = np.frombuffer(b"".join(kept), np.uint8).reshape(-1, HASH_BYTES)
    try:
        make_folder(file.parent)
        with unfinished(file) as part:
            with part.open("wb") as opened:
                np.savez(opened, allow_pickle=False, names=names, vectors=np.stack(list(kept.values())))
            part.replace(file)
    except OSError:
        log.warning("vectors cannot be kept in the cache folder; the next edit is slower")
