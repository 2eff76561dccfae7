"""Vectors of the knowledge's sentences are kept: an edit encodes what is new, and a question leaves nothing behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.encoder.vectors import MANY, SHARED, Vectors, hashed, read, save
from bot.machine.recent import HOUR
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.softmax import Floats

SENTENCES = [f"sentence {number}" for number in range(MANY)]


class Counting(Embedding):
    """An encoder that remembers what it was asked; the direction of a sentence's vector is its length."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, sentences: Sequence[str]) -> Floats:
        self.asked += sentences
        return np.array([towards(len(sentence)) for sentence in sentences], np.float32)


def towards(length: float) -> list[float]:
    return [length / 100, 1]


def lengths(rows: Floats) -> list[int]:
    """What the directions of rows stand for."""
    return [round(float(100 * x / y)) for x, y in rows]


def test_an_edit_encodes_only_what_it_brings(tmp_path: Path) -> None:
    embed = Counting()
    vectors = Vectors(embed, tmp_path / "cache" / "kept")
    vectors(SENTENCES)
    assert lengths(vectors([*SENTENCES, "one more"])[-1:]) == [8]
    assert embed.asked == [*SENTENCES, "one more"]


def test_a_restart_encodes_nothing(tmp_path: Path) -> None:
    before = Vectors(Counting(), tmp_path / "kept")(SENTENCES)
    embed = Counting()
    after = Vectors(embed, tmp_path / "kept")([*reversed(SENTENCES)])
    assert (after[::-1].tolist(), embed.asked) == (before.tolist(), [])


def test_a_vector_is_the_same_whether_it_was_kept_or_made_just_now(tmp_path: Path) -> None:
    vectors = Vectors(Counting(), tmp_path / "kept")
    made, kept = vectors(SENTENCES), Vectors(Counting(), tmp_path / "kept")(SENTENCES)
    alone = np.vstack([vectors([sentence]) for sentence in SENTENCES])
    assert made.tolist() == kept.tolist() == alone.tolist()
    vectors.hear(SENTENCES)
    assert vectors(SENTENCES[:3]).tolist() == made[:3].tolist()


def test_what_ships_is_neither_encoded_nor_kept_a_second_time(tmp_path: Path) -> None:
    shipped = Vectors(Counting())
    save(tmp_path / "ships", {hashed(one): row for one, row in zip(SENTENCES, shipped.kept(SENTENCES), strict=True)})
    embed = Counting()
    vectors = Vectors(embed, tmp_path / "kept", ships=tmp_path / "ships")
    assert vectors(SENTENCES).tolist() == shipped(SENTENCES).tolist()
    assert (embed.asked, (tmp_path / "kept").exists()) == ([], False)
    vectors([*SENTENCES, "one more"])
    assert (embed.asked, list(read(tmp_path / "kept"))) == (["one more"], [hashed("one more")])


def test_a_sentence_that_is_asked_for_twice_at_once_is_encoded_once() -> None:
    embed = Counting()
    assert lengths(Vectors(embed).hear(["one", "three", "one"])[0]) == [3, 5, 3]
    assert embed.asked == ["one", "three"]


def test_what_people_asked_lately_is_not_encoded_again_whether_it_was_heard_or_only_read() -> None:
    embed = Counting()
    vectors = Vectors(embed)
    vectors.hear(["one", "three"])
    assert lengths(vectors(["three", "seven"])) == [5, 5]
    assert lengths(vectors.hear(["one"])[0]) == [3]
    assert embed.asked == ["one", "three", "seven"]


def test_what_people_asked_is_remembered_for_an_hour_under_a_hash_that_nobody_else_can_make() -> None:
    embed, now = Counting(), [0.0]
    vectors = Vectors(embed, clock=lambda: now[0])
    vectors(["a question"])
    assert "a question" not in repr(vars(vectors._recent))
    assert hashed("a question") not in vectors._recent._entries
    now[0] = HOUR + 1
    vectors.forget_old()
    assert len(vectors._recent) == 0
    vectors(["a question"])
    assert embed.asked == ["a question"] * 2


def test_a_question_is_not_kept_on_the_disk(tmp_path: Path) -> None:
    vectors = Vectors(Counting(), tmp_path / "kept")
    vectors(["a question"])
    vectors.hear(["a question"])
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_it_remembers_as_long_as_it_lives() -> None:
    embed = Counting()
    vectors = Vectors(embed)
    vectors(SENTENCES)
    vectors(SENTENCES)
    assert embed.asked == SENTENCES


@pytest.mark.parametrize("damaged", [b"", b"PK\x03\x04 not really", b"anything"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "kept").write_bytes(damaged)
    embed = Counting()
    Vectors(embed, tmp_path / "kept")(SENTENCES)
    assert embed.asked == SENTENCES
    Vectors(embed, tmp_path / "kept")(SENTENCES)
    assert embed.asked == SENTENCES


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert Vectors(Counting(), tmp_path / "file" / "kept")(SENTENCES).shape == (MANY, 2)
    assert "cannot be kept" in caplog.text


def test_what_is_shared_among_threads_comes_back_in_order() -> None:
    many = [f"{'x' * (number % 50)} {number}" for number in range(3 * SHARED + 1)]
    embed = Counting()
    assert lengths(Vectors(embed)(many)) == [len(sentence) for sentence in many]
    assert sorted(embed.asked) == sorted(many)


class Hearing(Counting):
    """An encoder that hears the length of a sentence as well."""

    def hear(self, sentences: Sequence[str]) -> tuple[Floats, Floats]:
        tones = np.array([[len(sentence) / 100, 0, 1 - len(sentence) / 100] for sentence in sentences], np.float32)
        return self(sentences), tones


def test_tones_come_with_the_same_vectors_and_are_remembered_where_vectors_are() -> None:
    embed = Hearing()
    vectors = Vectors(embed)
    rows, tones = vectors.hear(["one", "three"])
    assert rows.tolist() == vectors(["one", "three"]).tolist()
    assert [round(100 * float(harm)) for harm, _, _ in tones] == [3, 5]
    embed.asked.clear()
    again, heard = vectors.hear(["three", "one"])
    assert (again[::-1].tolist(), heard[::-1].tolist(), embed.asked) == (rows.tolist(), tones.tolist(), [])


def test_an_encoder_that_hears_nothing_says_so() -> None:
    rows, tones = Vectors(Counting()).hear(["one"])
    assert (rows.shape, tones.shape) == ((1, 2), (1, 0))
