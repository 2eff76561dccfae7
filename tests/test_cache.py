"""What fitting computed is kept as plain arrays, believed only when whole, and never needed."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.hashing import key
from bot.library import cache
from bot.library.folder import code_hash
from knowledge.finding.finder import FittedAll
from knowledge.ranking.calibration import Calibration
from knowledge.ranking.index import Fitted
from knowledge.text.question import Question


def fitted(features: int = 3, classes: int = 2) -> FittedAll:
    one = Fitted(
        np.arange(4 * features, dtype=np.float16).reshape(4, features),
        np.ones((features, classes), np.float32),
        np.zeros(5, np.float32),
    )
    question = Question("Café?", ("café",), ("café",), ("cafe",), ("=coffee",), "a café")
    return FittedAll(one, one, {"<b>Café?": question}, frozenset({"cafe"}), Calibration(1.5, -0.25))


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    cache.save(tmp_path / "new" / "folder", "name", fitted())
    found = cache.load(tmp_path / "new" / "folder", "name")
    assert found is not None
    assert found.confidence == Calibration(1.5, -0.25)
    assert (found.phrasings, found.own_stems) == (fitted().phrasings, fitted().own_stems)
    for was, now in ((fitted().answers, found.answers), (fitted().kinds, found.kinds)):
        for part in cache.PARTS:
            np.testing.assert_array_equal(getattr(now, part), getattr(was, part))


def test_what_is_not_there_is_made_anew(tmp_path: Path) -> None:
    assert cache.load(tmp_path / "nowhere", "name") is None


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"not a file of arrays"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "name.npz").write_bytes(damage)
    assert cache.load(tmp_path, "name") is None
    assert "made anew" in caplog.text


def test_a_file_that_ends_early_is_made_anew(tmp_path: Path) -> None:
    cache.save(tmp_path, "name", fitted())
    file = tmp_path / "name.npz"
    for length in range(0, file.stat().st_size - 1, 97):
        file.write_bytes(file.read_bytes()[:length])
        assert cache.load(tmp_path, "name") is None
        cache.save(tmp_path, "name", fitted())


def test_nothing_is_ever_unpickled(tmp_path: Path) -> None:
    arrays = {f"{which}-{part}": np.array([{"an": "object"}]) for which in ("answers", "kinds") for part in cache.PARTS}
    np.savez(tmp_path / "name.npz", allow_pickle=True, **arrays)
    assert cache.load(tmp_path, "name") is None


def test_arrays_that_do_not_fit_together_are_not_believed(tmp_path: Path) -> None:
    good = fitted().answers
    not_numbers = Fitted(good.matrix, np.full_like(good.weights, np.nan), good.centre)
    wrong_shape = Fitted(good.matrix, good.weights[:-1], good.centre)
    wrong_type = Fitted(good.matrix.astype(np.float32), good.weights, good.centre)
    for wrong in (not_numbers, wrong_shape, wrong_type):
        cache.save(tmp_path, "name", replace(fitted(), kinds=wrong))
        assert cache.load(tmp_path, "name") is None


def test_a_file_made_for_something_else_is_not_believed(tmp_path: Path) -> None:
    cache.save(tmp_path, "other", fitted())
    (tmp_path / "other.npz").rename(tmp_path / "name.npz")
    assert cache.load(tmp_path, "name") is None


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"[]",
        b"{}",
        b'{"name": "name", "phrasings": {"a": 1}, "own_stems": []}',
        b'{"name": "name", "phrasings": {}, "own_stems": []}',
    ],
)
def test_words_that_are_not_those_of_phrasings_are_not_believed(tmp_path: Path, words: bytes) -> None:
    cache.save(tmp_path, "name", fitted())
    with np.load(tmp_path / "name.npz") as arrays:
        kept = {**arrays, "words": np.frombuffer(words, np.uint8)}
    np.savez(tmp_path / "name.npz", **kept)
    assert cache.load(tmp_path, "name") is None


def test_a_key_tells_every_part_from_every_other() -> None:
    keys = [key(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], [])]
    assert len(set(keys)) == len(keys)
    assert key(["é"]) == key(["é".encode()])


def test_only_the_newest_files_stay(tmp_path: Path) -> None:
    for number in range(cache.KEPT + 2):
        cache.save(tmp_path, f"name{number}", fitted())
        os.utime(tmp_path / f"name{number}.npz", (number, number))
    cache.save(tmp_path, "newest", fitted())
    kept = {"newest", *(f"name{number}" for number in range(3, cache.KEPT + 2))}
    assert {file.stem for file in tmp_path.iterdir()} == kept


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with caplog.at_level(logging.WARNING):
        cache.save(tmp_path / "file", "name", fitted())
    assert "the next start is slower" in caplog.text


def test_a_module_in_a_room_changes_the_hash_of_the_code(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "top.py").write_text("")
    hashes = {code_hash(tmp_path)}
    for path, text in (("room/inside.py", "a = 1"), ("room/inside.py", "a = 2"), ("inside.py", "a = 2")):
        (tmp_path / path).write_text(text)
        hashes.add(code_hash(tmp_path))
    (tmp_path / "room" / "notes.txt").write_text("of no account")
    assert len(hashes | {code_hash(tmp_path)}) == 4
