"""What was computed beforehand is of the knowledge that ships, is believed only where it fits, and saves the work."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.encoder.eight_bits import directions, in_eight_bits
from bot.encoder.encoder import find_encoder
from bot.encoder.vectors import hashed, read
from bot.library import shipping
from bot.library.folder import Library, Snapshot, copy, shipped
from knowledge.ranking import softmax
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.softmax import Floats

ENCODER, NAME = find_encoder()
SAMPLE = 20
SAME = 0.999  # the cosine of vectors that machines of different kinds make of one sentence
STALE = "run: make generated"


class Counting(Embedding):
    """The encoder; it remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, sentences: Sequence[str]) -> Floats:
        self.asked += sentences
        return ENCODER(sentences)


@pytest.fixture
def _nothing_is_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    def fit(*_: object, **__: object) -> None:
        raise AssertionError("it was fitted")

    monkeypatch.setattr(softmax, "fit", fit)


def test_it_is_what_would_be_made_of_the_knowledge_that_ships(snapshot: Snapshot) -> None:
    about = json.loads((shipping.MADE / shipping.ABOUT).read_text("utf-8"))
    find = snapshot.understanding.find
    learned = find.head_starts
    now = {
        which: {"taught": one.taught, "ids": [*one.ids]} for which in shipping.WHICH if (one := getattr(learned, which))
    }
    assert about == {"encoder": NAME, "code": shipping.code(), **now}, STALE
    sentences = find.index.sentences | find.kinds.index.sentences
    assert read(shipping.MADE / shipping.VECTORS).keys() == set(map(hashed, sentences)), STALE


def test_its_vectors_are_those_of_the_encoder(snapshot: Snapshot) -> None:
    """A machine of another kind may round one number in a hundred otherwise."""
    sentences = sorted(snapshot.understanding.find.index.sentences)
    some = sentences[:: len(sentences) // SAMPLE]
    kept = read(shipping.MADE / shipping.VECTORS)
    now, before = directions(in_eight_bits(ENCODER(some))), directions(np.stack([kept[hashed(one)] for one in some]))
    assert (now * before).sum(axis=1).min() > SAME, STALE


@pytest.mark.usefixtures("_nothing_is_fitted")
def test_the_first_start_neither_encodes_nor_fits() -> None:
    embed = Counting()
    first = Library(embed, NAME).open(shipped())
    assert embed.asked == []
    learned = shipping.head_starts(NAME)
    assert learned
    weights = first.understanding.find.fitted.answers.weights
    np.testing.assert_array_equal(weights, learned.answers.weights.astype(np.float32))


def test_a_folder_of_ones_own_encodes_only_what_differs(tmp_path: Path) -> None:
    own = tmp_path / "own"
    copy(shipped(), own)
    (own / "learned.yaml").write_text("phrasings: [{entry: what-is-the-wres, ask: whatever may that wres thing be}]\n")
    embed = Counting()
    snapshot = Library(embed, NAME).open(own)
    assert embed.asked[:1] == ["whatever may that workforce race equality standard thing be"]
    assert len(embed.asked) == 1
    assert snapshot.understanding("whatever may that wres thing be")


def test_a_folder_of_other_things_is_fitted_from_nothing(snapshot: Snapshot) -> None:
    learned = shipping.head_starts(NAME)
    ids = snapshot.understanding.find.index.ids
    assert learned
    assert learned.near([*ids, "one-more"])
    assert not learned.near(["opening-hours", "join", *ids[:5]])
    assert not learned.near([f"{id_}-of-mine" for id_ in ids])


def test_what_another_encoder_made_is_of_no_use(tmp_path: Path) -> None:
    assert shipping.vectors_file("another") is None
    assert shipping.head_starts("another") is None
    assert shipping.head_starts(NAME, tmp_path) is None


@pytest.mark.parametrize("name", [shipping.WEIGHTS, shipping.ABOUT])
def test_a_damaged_file_costs_time_and_nothing_else(tmp_path: Path, name: str) -> None:
    shutil.copytree(shipping.MADE, tmp_path / "made")
    (tmp_path / "made" / name).write_bytes(b"PK\x03\x04 not really")
    assert shipping.head_starts(NAME, tmp_path / "made") is None


def test_where_the_code_that_learns_is_another_weights_are_only_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipping, "code", lambda: "another")
    learned = shipping.head_starts(NAME)
    assert learned
    assert {learned.answers.taught, learned.kinds.taught} == {shipping.STALE}
