"""A softmax over rows of features: which class a message belongs to, and how probable.

Minimises 1/2 |W|^2 + strength * sum(weight * cross entropy) with L-BFGS (Nocedal and Wright, Numerical
Optimization, algorithm 7.4 and 7.5). Primal, so the cost grows with phrasings times features, not with phrasings
squared. The optimum is unique, so a start from earlier weights only saves time. Where there is very much to fit, a few
rounds of Adam (Kingma and Ba 2015) over small groups of rows come as near to it as is useful, in a tenth of the time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
STRENGTH = 15.0
STEPS = 80
MEMORY = 8
SUFFICIENT = 1e-4  # Armijo's condition
HALF_WAY = 0.5  # to zero, if the loss went on falling as it begins to
FIRST_STEP, SMALL_STEP = 1.0, 0.02  # the longest first step from nothing, and from where the end is near
ENOUGH = 5e-4  # a step that gains less than this share of the loss is small; two in a row are the end, one from near it
MANY = 4_000_000  # rows times classes; 40 steps would take ten seconds and more
GROUP = 512  # rows
VERY_MANY = 4 * MANY
ROUNDS, RATE = 4, 0.07  # from nothing; right in .932 of questions held out from 20,000, where all steps reach .935
LEAST_STEPS = 96  # of a group each; few rows need more rounds to come so far
FEWER_ROUNDS = 2  # for very many, of which each round takes seconds
LAST_ROUND, SMALL_RATE = 1, 0.02  # from where the end is near
FIRST_MOMENT, SECOND_MOMENT = 0.9, 0.99


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of shape (features, classes)."""

    weights: Floats

    def log_odds(self, rows: Floats) -> Floats:
        """Scores of shape (rows, classes), before they are made probabilities."""
        return np.asarray(rows @ self.weights, dtype=np.float32)

    def probabilities(self, rows: Floats) -> Floats:
        """Probabilities of shape (rows, classes); each row adds up to 1."""
        return softmax(self.log_odds(rows))

    def of_one(self, row: Floats, sparse: int) -> Floats:
        """Probabilities (classes,) of one row (features,), of which the first `sparse` are mostly zero.

        `einsum` copies no weights and asks no other thread for help: waiting for one takes longer than the sum.
        """
        used = np.flatnonzero(row[:sparse])
        scores = np.einsum("i,ij->j", row[used], self.weights[used])
        return softmax(scores + np.einsum("i,ij->j", row[sparse:], self.weights[sparse:]))


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    scores = scores - scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def fit(
    rows: Floats,
    classes: NDArray[np.int64],
    number: int,
    weights: Floats | None = None,
    start: Floats | None = None,
    strength: float = STRENGTH,
    steps: int = STEPS,
) -> Head:
    """Fit on rows of shape (n, features) with class indices (n,) below `number`; `weights` (n,) default to 1."""
    each = np.ones(len(rows), np.float32) if weights is None else weights.astype(np.float32)
    each = each * np.float32(strength)
    shape = (rows.shape[1], number)
    index = np.arange(len(rows))

    def loss(flat: Floats) -> tuple[float, Floats]:
        matrix = flat.reshape(shape)
        chances = softmax(rows @ matrix)
        cost = -float(each @ np.log(chances[index, classes] + 1e-12)) + 0.5 * float(flat @ flat)
        chances[index, classes] -= 1
        chances *= each[:, None]
        gradient = rows.T @ chances
        gradient += matrix
        return cost, gradient.ravel()

    begin = np.zeros(shape, np.float32) if start is None else start
    if (size := len(rows) * number) > MANY:
        most = ROUNDS if size <= VERY_MANY else FEWER_ROUNDS
        rounds = LAST_ROUND if start is not None else max(most, LEAST_STEPS * GROUP // len(rows))
        return Head(descend(rows, classes, each, begin.copy(), rounds, RATE if start is None else SMALL_RATE))
    first, patience = (FIRST_STEP, 2) if start is None else (SMALL_STEP, 1)
    return Head(minimise(loss, begin.ravel().copy(), steps, first, patience).reshape(shape))


def descend(rows: Floats, classes: NDArray[np.int64], each: Floats, matrix: Floats, rounds: int, rate: float) -> Floats:
    """`matrix` (features, classes), changed towards the lowest point; `each` is the weight of a row."""
    chance = np.random.default_rng(0)  # every fit goes through the rows in the same order
    moment, square = np.zeros_like(matrix), np.zeros_like(matrix)
    orders = [chance.permutation(len(rows)) for _ in range(rounds)]
    groups = [order[at : at + GROUP] for order in orders for at in range(0, len(rows), GROUP)]
    for step, group in enumerate(groups):
        some = rows[group]
        chances = softmax(some @ matrix)
        chances[np.arange(len(group)), classes[group]] -= 1
        chances *= (each[group] * np.float32(len(rows) / len(group)))[:, None]
        gradient = some.T @ chances
        gradient += matrix
        moment += np.float32(1 - FIRST_MOMENT) * (gradient - moment)
        np.square(gradient, out=gradient)
        square += np.float32(1 - SECOND_MOMENT) * (gradient - square)
        length = rate * (1 - step / len(groups)) / (1 - FIRST_MOMENT ** (step + 1))
        widths = np.sqrt(square / np.float32(1 - SECOND_MOMENT ** (step + 1)))
        matrix -= np.float32(length) * moment / (widths + np.float32(1e-8))
    return matrix


def minimise(
    loss: Callable[[Floats], tuple[float, Floats]], x: Floats, steps: int, first: float = FIRST_STEP, patience: int = 2
) -> Floats:
    """The lowest point found of a smooth convex function, which returns (value, gradient); `first`: the first step.

    `patience`: so many small steps in a row are the end.
    """
    value, gradient = loss(x)
    pairs: deque[tuple[Floats, Floats, float]] = deque(maxlen=MEMORY)
    small = 0
    for _ in range(steps):
        direction = -_inverse_hessian_times(gradient, pairs)
        slope = float(direction @ gradient)
        if slope >= -1e-9:
            break
        length = 1.0 if pairs else min(first, HALF_WAY * value / -slope)
        for _ in range(20):
            candidate = x + np.float32(length) * direction
            new_value, new_gradient = loss(candidate)
            if new_value <= value + SUFFICIENT * length * slope:
                break
            length *= 0.5
        else:
            break
        change, turn = candidate - x, new_gradient - gradient
        if (curve := float(change @ turn)) > 1e-10:
            pairs.append((change, turn, 1.0 / curve))
        small = small + 1 if value - new_value < ENOUGH * abs(value) else 0
        x, value, gradient = candidate, new_value, new_gradient
        if small == patience:
            break
    return x


def _inverse_hessian_times(gradient: Floats, pairs: deque[tuple[Floats, Floats, float]]) -> Floats:
    """The inverse Hessian times a gradient, by the two-loop recursion of L-BFGS."""
    q = gradient.copy()
    scales = []
    for change, turn, rho in reversed(pairs):
        scale = rho * float(change @ q)
        q -= np.float32(scale) * turn
        scales.append(scale)
    if pairs:
        change, turn, rho = pairs[-1]
        q *= np.float32(1.0 / (rho * float(turn @ turn)))
    for (change, turn, rho), scale in zip(pairs, reversed(scales), strict=True):
        q += np.float32(scale - rho * float(turn @ q)) * change
    return q
