"""What the benchmarks count with is right: figures worked out by hand, mistakes as they are described."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.distance import OSA

from benchmarks import quality
from benchmarks.datasets import banking, clinc, held_out, sample, spread
from benchmarks.metrics import answered, auroc, calibration_error, percentile, reliability
from benchmarks.picture import Point, described, draw
from benchmarks.systems import Assistant
from benchmarks.trials import score, trials
from benchmarks.typos import mistyped
from bot.library.folder import Library

INTENTS = {
    "hours": ["when do you open", "what are your opening hours", "are you open on sunday", "when do you close"],
    "refund": ["i want my money back", "how do i get a refund", "refund my order please", "can you refund me"],
    "parking": ["where can i park", "is there a car park", "do you have parking spaces", "how much is parking"],
}
OUTSIDE = ["who won the cup final", "tell me a joke about penguins"]


@pytest.fixture
def datasets(tmp_path: Path) -> Path:
    """Both sets, small."""
    questions = [[text, intent] for intent, texts in INTENTS.items() for text in texts]
    splits = {
        "train": questions,
        "val": questions[:2],
        "test": questions,
        "oos_val": [],
        "oos_test": [[OUTSIDE[0], "oos"]],
    }
    (tmp_path / "clinc150").mkdir()
    (tmp_path / "clinc150" / "data_full.json").write_text(json.dumps(splits), "utf-8")
    (tmp_path / "banking77").mkdir()
    for name in ("train", "test"):
        with (tmp_path / "banking77" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["text", "category"], *questions])
    return tmp_path


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [([0.9, 0.8], [0.1, 0.2], 1.0), ([0.1], [0.9], 0.0), ([0.5, 0.9], [0.5, 0.7], 0.625), ([0.3], [0.3, 0.3], 0.5)],
)
def test_auroc_is_the_share_of_pairs_in_order_and_half_of_the_ties(
    inside: list[float], outside: list[float], expected: float
) -> None:
    assert auroc(np.array(inside), np.array(outside)) == pytest.approx(expected)


def test_at_5_percent_no_more_of_what_is_out_of_scope_is_answered() -> None:
    outside = np.arange(100) / 100  # the limit is .95: .96 to .99 are above it
    inside, right = np.array([0.97, 0.96, 0.95, 0.2]), np.array([True, False, True, True])
    assert answered(right, inside, outside) == (0.25, 0.25)


def test_where_all_of_it_is_equally_sure_nothing_is_answered() -> None:
    assert answered(np.array([True]), np.array([0.5]), np.array([0.5, 0.5])) == (0.0, 0.0)


def test_calibration_error_is_how_far_sure_and_right_are_apart() -> None:
    right, sure = np.array([True, False, True, True]), np.array([0.55, 0.55, 1.0, 0.95])
    bins = list(reliability(right, sure))
    assert [one.number for one in bins] == [2, 2]
    assert calibration_error(right, sure) == pytest.approx(0.5 * 0.05 + 0.5 * 0.025)


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([1.0, 2.0, 3.0, 4.0], share) for share in (0, 0.5, 0.99)] == [1.0, 3.0, 4.0]


def test_a_mistake_is_one_edit_of_a_word_of_three_letters_or_more() -> None:
    chance = random.Random(7)  # noqa: S311 - a draw that can be repeated
    words = mistaken = 0
    for _ in range(300):
        text = "where can i find it on a very long list of opening hours in my town"
        typed = mistyped(text, chance)
        pairs = list(zip(text.split(), typed.split(), strict=True))
        edits = [OSA.distance(one, other) for one, other in pairs]
        assert max(edits) <= 1
        assert all(edit == 0 for edit, (one, _) in zip(edits, pairs, strict=True) if len(one) < 3)
        words += sum(len(one) >= 3 for one, _ in pairs)
        mistaken += sum(edits)
    assert 0.2 < mistaken / words < 0.3


def test_every_question_gets_a_mistake_where_it_has_a_word_for_it() -> None:
    chance = random.Random(1)  # noqa: S311 - a draw that can be repeated
    assert sum(mistyped("help me", chance) != "help me" for _ in range(100)) == 100
    assert mistyped("a 12 ?", chance) == "a 12 ?"


def test_a_draw_is_the_same_for_the_same_seed_and_takes_as_many_of_each_intent(datasets: Path) -> None:
    found = clinc(datasets, "test")
    assert found
    drawn = sample(found.train, 2, 5)
    assert drawn == sample(found.train, 2, 5) != sample(found.train, 2, 6)
    assert [intent for _, intent in drawn] == ["hours", "hours", "parking", "parking", "refund", "refund"]
    assert [intent for _, intent in spread(found.train, 4)] == ["hours", "parking", "refund", "hours"]
    assert len(held_out(found.intents, 0)) == 1


def test_the_assistant_is_asked_as_leaders_ask_it(datasets: Path, few_words: Library) -> None:
    found = banking(datasets, "test")
    assert found
    asked: list[int] = []
    clean, typo, near = trials(Assistant("assistant", few_words), found, 3, 0, ("clean", "typo", "near"), asked.append)
    assert (len(clean.right), len(typo.right), len(near.inside), len(near.outside)) == (12, 12, 8, 4)
    assert sum(asked) == 36
    assert score([clean]).top1 > 0.7 and score([clean]).hit3 == 1
    assert score([near]).auroc is not None and score([clean]).auroc is None


def test_sets_that_are_not_there_are_skipped_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.main(["--datasets", str(tmp_path), "--output", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    assert "CLINC150 is skipped" in told and "BANKING77 is skipped" in told
    assert not (tmp_path / "out").exists()


def test_the_picture_is_told_in_words_too(tmp_path: Path) -> None:
    points = [Point("one & only", 1.5, 0.8, 0.7), Point("assistant", 2, 0.9, 0.85)]
    words = described(points)
    assert words.index("assistant: 90.0 %, mistyped 85.0 %, 2.00 ms") < words.index("one & only: 80.0 %")
    if draw(points, tmp_path / "picture.svg"):
        svg = (tmp_path / "picture.svg").read_text("utf-8")
        assert 'role="img"' in svg and "one &amp; only: 80.0 %" in svg
