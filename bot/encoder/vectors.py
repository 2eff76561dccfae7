"""Vectors of sentences, kept: those of the knowledge that ships come with it, and what an edit brings is encoded once.

A vector is rounded to eight bits wherever it comes from, so an answer does not depend on what was kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from bot.encoder.eight_bits import Whole, directions, in_eight_bits
from bot.machine.private import make_folder, unfinished
from bot.machine.recent import HOUR, Recent
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.softmax import Floats

log = logging.getLogger(__name__)

MANY = 32  # a batch so large is the knowledge being fitted; a question is never kept on the disk
MOST_RECENT = 2_000  # sentences that people wrote in the last hour; 4 MB
MOST_KEPT = 50_000  # 25 MB
HASH_BYTES = 16
SHARED = 500  # sentences that are worth a thread of their own
MOST_THREADS = 4

Kept = dict[bytes, Whole]  # rows by the hash of their sentence
Heard = tuple[Floats, Floats | None]  # a vector and the tones of one sentence, where these were asked for


class Vectors(Embedding):
    """An encoder with a memory, kept in the first of `files` and read from all; without one while the process lives."""

    def __init__(
        self, embed: Embedding, *files: Path, ships: Path | None = None, clock: Callable[[], float] = float
    ) -> None:
        """`ships`: a file of vectors that came with the program; they are not kept a second time.

        `clock` counts seconds (by itself it stands still); for an hour it is remembered what people's sentences mean,
        under hashes whose key nobody has outside.
        """
        self._embed = embed
        self._files = files
        self._ships = ships
        self._shipped: Kept = {}
        self._kept: Kept | None = None
        self._recent: Recent[bytes, Heard] = Recent(MOST_RECENT, HOUR, clock)
        self._key = os.urandom(HASH_BYTES)

    def __call__(self, sentences: Sequence[str]) -> Floats:
        """Rows of length 1, shape (sentences, dimensions)."""
        return self._few(sentences) if len(sentences) < MANY else directions(self.kept(sentences))

    def hear(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        """Rows and tones of a few sentences."""
        heard = [self._heard(sentence) for sentence in sentences]
        return np.stack([vector for vector, _ in heard]), np.stack([tones for _, tones in heard])

    def forget_old(self) -> None:
        """Forget what was written longer than an hour ago, also where nobody writes any more."""
        self._recent.forget_old()

    def kept(self, sentences: Sequence[str]) -> Whole:
        """Rows in eight bits, shape (sentences, dimensions); those that are new are encoded and kept."""
        if self._kept is None:
            self._shipped = read(self._ships) if self._ships else {}  # before what tells another thread that both are
            self._kept = {name: row for file in reversed(self._files) for name, row in read(file).items()}
        named = {sentence: hashed(sentence) for sentence in sentences}
        new = [sentence for sentence, name in named.items() if name not in self._shipped and name not in self._kept]
        if new:
            self._add(new, named)
        own, shipped = self._kept, self._shipped
        return np.stack([shipped[name] if (name := named[one]) in shipped else own[name] for one in sentences])

    def _add(self, new: Sequence[str], named: Mapping[str, bytes]) -> None:
        rows = in_eight_bits(self._side_by_side(new))
        kept = {**(self._kept or {}), **{named[one]: row for one, row in zip(new, rows, strict=True)}}
        self._kept = dict(list(kept.items())[-MOST_KEPT:]) if len(named) < MOST_KEPT else kept
        if self._files:
            _write(self._files[0], self._kept)

    def _side_by_side(self, sentences: Sequence[str]) -> Floats:
        """As many threads as there are cores take turns; nearly all of the work is numpy's, which lets others work."""
        if len(sentences) < SHARED:
            return self._embed(sentences)
        parts = [sentences[start : start + SHARED] for start in range(0, len(sentences), SHARED)]
        with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as threads:
            return np.vstack([*threads.map(self._embed, parts)])

    def _few(self, sentences: Sequence[str]) -> Floats:
        return np.stack([self._read(sentence) for sentence in sentences]) if sentences else self._embed(sentences)

    def _read(self, sentence: str) -> Floats:
        name = hashed(sentence, self._key)
        if (known := self._recent.get(name)) is not None:
            return known[0]
        vector = np.asarray(self._rounded(self._embed([sentence]))[0])
        self._recent.put(name, (vector, None))
        return vector

    def _heard(self, sentence: str) -> tuple[Floats, Floats]:
        name = hashed(sentence, self._key)
        if (known := self._recent.get(name)) is not None and known[1] is not None:
            return known[0], known[1]
        vectors, tones = self._embed.hear([sentence])
        heard = np.asarray(self._rounded(vectors)[0]), np.asarray(tones[0])
        self._recent.put(name, heard)
        return heard

    def _rounded(self, vectors: Floats) -> Floats:
        return directions(in_eight_bits(vectors))


def hashed(sentence: str, key: bytes = b"") -> bytes:
    """What a sentence's vector is kept under."""
    return hashlib.blake2b(sentence.encode(), digest_size=HASH_BYTES, key=key).digest()


def read(file: Path) -> Kept:
    """The vectors of a file; none where it is missing or cannot be believed."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            names, rows = arrays["names"], arrays["vectors"]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        log.warning("the kept vectors cannot be read and are made anew")
        return {}
    sound = names.dtype == np.uint8 and names.ndim == 2 and names.shape[1] == HASH_BYTES
    if not (sound and rows.dtype == np.int8 and rows.ndim == 2 and len(names) == len(rows)):
        return {}
    return {name.tobytes(): row for name, row in zip(names, rows, strict=True)}


def save(file: Path, kept: Kept) -> None:
    """Write vectors as plain arrays; the same vectors in the same order make the same bytes. Raises OSError."""
    names = np.frombuffer(b"".join(kept), np.uint8).reshape(-1, HASH_BYTES)
    with file.open("wb") as opened:
        np.savez(opened, allow_pickle=False, names=names, vectors=np.stack(list(kept.values())))


def _write(file: Path, kept: Kept) -> None:
    try:
        make_folder(file.parent)
        with unfinished(file) as part:
            save(part, kept)
            part.replace(file)
    except OSError:
        log.warning("vectors cannot be kept in the cache folder; the next edit is slower")
