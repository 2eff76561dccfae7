"""The fit finds the one optimum, wherever it starts."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.ranking import softmax as head
from knowledge.ranking.softmax import Floats, Head, fit, minimise, softmax

STRENGTH = 15.0
CLASSES = 4


@pytest.fixture(scope="module")
def rows() -> Floats:
    return np.random.default_rng(20).normal(size=(60, 8)).astype(np.float32)


@pytest.fixture(scope="module")
def classes(rows: Floats) -> NDArray[np.int64]:
    return np.asarray(rows[:, :CLASSES].argmax(axis=1))


def gradient(rows: Floats, classes: NDArray[np.int64], each: Floats, weights: Floats) -> Floats:
    """Of 1/2 |W|^2 + strength * sum(weight * cross entropy), written out once more."""
    wrong = Head(weights).probabilities(rows)
    wrong[np.arange(len(rows)), classes] -= 1
    return np.asarray(weights + STRENGTH * rows.T @ (wrong * each[:, None]))


def test_at_the_optimum_the_gradient_is_nearly_zero(rows: Floats, classes: NDArray[np.int64]) -> None:
    each = np.linspace(0.1, 1, len(rows), dtype=np.float32)
    found = fit(rows, classes, CLASSES, each, strength=STRENGTH, steps=200)
    begun = gradient(rows, classes, each, np.zeros((8, CLASSES), np.float32))
    left = gradient(rows, classes, each, found.weights)
    assert np.linalg.norm(left) < 0.01 * np.linalg.norm(begun)


def test_a_start_from_other_weights_ends_at_the_same_optimum(rows: Floats, classes: NDArray[np.int64]) -> None:
    start = np.random.default_rng(1).normal(size=(8, CLASSES)).astype(np.float32)
    one = fit(rows, classes, CLASSES, steps=200).probabilities(rows)
    other = fit(rows, classes, CLASSES, start=start, steps=200).probabilities(rows)
    assert np.abs(one - other).max() < 0.02


def test_a_start_from_the_optimum_stays_there(rows: Floats, classes: NDArray[np.int64]) -> None:
    found = fit(rows, classes, CLASSES, steps=200)
    again = fit(rows, classes, CLASSES, start=found.weights, steps=200)
    assert np.abs(found.weights - again.weights).max() < 0.05


def test_the_start_is_not_written_to(rows: Floats, classes: NDArray[np.int64]) -> None:
    start = np.ones((8, CLASSES), np.float32)
    fit(rows, classes, CLASSES, start=start)
    assert (start == 1).all()


def test_what_was_learned_is_told_apart(rows: Floats, classes: NDArray[np.int64]) -> None:
    assert (fit(rows, classes, CLASSES).probabilities(rows).argmax(axis=1) == classes).mean() > 0.95


def test_what_weighs_nothing_teaches_nothing(rows: Floats, classes: NDArray[np.int64]) -> None:
    half = np.repeat(np.array([1, 0], np.float32), 30)
    with_nothing = fit(rows, classes, CLASSES, half, steps=200)
    without = fit(rows[:30], classes[:30], CLASSES, steps=200)
    assert np.abs(with_nothing.probabilities(rows) - without.probabilities(rows)).max() < 0.02


def test_probabilities_add_up_to_one(rows: Floats, classes: NDArray[np.int64]) -> None:
    chances = fit(rows, classes, CLASSES).probabilities(rows)
    assert chances.shape == (60, CLASSES)
    assert chances.sum(axis=1) == pytest.approx(np.ones(60), abs=1e-5)
    assert (chances >= 0).all()


def test_very_large_scores_stay_finite() -> None:
    assert softmax(np.array([[1e4, -1e4, 1e4]], np.float32)).tolist() == [[0.5, 0.0, 0.5]]


def test_the_lowest_point_of_a_bowl_is_found() -> None:
    def bowl(x: Floats) -> tuple[float, Floats]:
        away = x - np.array([3, -2], np.float32)
        steep = np.array([1, 50], np.float32)
        return float(away @ (steep * away)), np.asarray(2 * steep * away)

    assert minimise(bowl, np.zeros(2, np.float32), 100) == pytest.approx([3, -2], abs=0.01)


def test_where_there_is_very_much_to_fit_a_few_rounds_find_nearly_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(3)
    centres = chance.normal(size=(20, 40))
    classes = chance.integers(20, size=12_000)
    rows = centres[classes] + 1.5 * chance.normal(size=(12_000, 40))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    known, asked = slice(0, 10_000), slice(10_000, None)
    right = []
    for most in (head.MANY, 0):
        monkeypatch.setattr(head, "MANY", most)
        found = fit(rows[known], classes[known], 20)
        right.append((found.probabilities(rows[asked]).argmax(axis=1) == classes[asked]).mean())
    whole, quick = right
    assert whole > 0.9 and quick > whole - 0.01


@pytest.mark.parametrize("seed", [15, 21, 42, 50])
def test_one_small_step_is_not_the_end(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = (chance.normal(size=(300, 60)) * chance.exponential(1, size=60)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    scores = rows @ chance.normal(size=(60, CLASSES + 2)) + 0.5 * chance.normal(size=(300, CLASSES + 2))
    classes, each = np.asarray(scores.argmax(axis=1)), chance.choice([0.1, 1.0], 300).astype(np.float32)
    found = fit(rows, classes, CLASSES + 2, each).probabilities(rows)
    monkeypatch.setattr(head, "ENOUGH", 1e-7)
    exact = fit(rows, classes, CLASSES + 2, each, steps=500).probabilities(rows)
    assert np.abs(found - exact).max() < 0.05
