"""Logistic regressions for the decision: fitted by Newton's method, chosen by folds of senders.

The ridge and the weight of public utterances were chosen on folds (docs/benchmarks/decision.md).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import Judged
from knowledge.deciding.candidates import ACTIONS, Action
from knowledge.deciding.worth import Regressions

Doubles = NDArray[np.float64]

RIDGE = 5.0
ROUNDS, ENOUGH = 40, 1e-8
FOLDS = 8
DIGITS = 4


def fitted(rows: Sequence[Judged], weights: Sequence[float], ridge: float = RIDGE) -> Regressions:
    """A regression for each action, over the messages of which is known whether its reply is right."""
    names = tuple(rows[0].signs)
    seen = np.array([[row.signs[name] for name in names] for row in rows])
    centres, scales = seen.mean(axis=0), seen.std(axis=0)
    scales[scales == 0] = 1
    standard = (seen - centres) / scales
    counted = np.array(weights)
    learned = [
        newton(standard[known], truth[known], counted[known], ridge)
        for known, truth in (_truth(rows, action) for action in ACTIONS)
    ]
    columns = zip(centres, scales, *np.array(learned).T[1:].T, strict=True)
    signs = {name: rounded(column) for name, column in zip(names, columns, strict=True)}
    return Regressions(rounded(weights[0] for weights in learned), signs)


def _truth(rows: Sequence[Judged], action: Action) -> tuple[NDArray[np.bool_], Doubles]:
    """Of which messages it is known whether the reply of an action is right, and whether it is."""
    known = np.array([action in row.right for row in rows])
    return known, np.array([float(row.right.get(action, False)) for row in rows])


def newton(seen: Doubles, right: Doubles, counted: Doubles, ridge: float) -> Doubles:
    """The constant and the weights of least loss; the constant is not drawn to zero."""
    rows = np.hstack([np.ones((len(seen), 1)), seen])
    pull = np.diag([0.0, *[ridge] * seen.shape[1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counted * (chances - right)) + pull @ weights
        bend = (rows.T * (counted * chances * (1 - chances))) @ rows + pull
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), slope)
        weights -= step
        if np.abs(step).max() < ENOUGH:
            break
    return weights


def held_out(
    rows: Sequence[Judged], weights: Mapping[str, float], ridge: float = RIDGE, seed: int = 0
) -> list[Mapping[Action, float]]:
    """The chances of each message's replies, from regressions that saw none of its block. `weights`: of a kind."""
    blocks = sorted({row.message.block for row in rows})
    random.Random(seed).shuffle(blocks)  # noqa: S311 - a draw that can be repeated
    fold = {block: number % FOLDS for number, block in enumerate(blocks)}
    chances: list[Mapping[Action, float]] = [{}] * len(rows)
    for number in range(FOLDS):
        learn = [row for row in rows if fold[row.message.block] != number]
        regressions = fitted(learn, [weights.get(row.message.kind, 1.0) for row in learn], ridge)
        for place, row in enumerate(rows):
            if fold[row.message.block] == number:
                chances[place] = regressions(row.signs)
    return chances


def rounded(numbers: Iterable[float]) -> tuple[float, ...]:
    """As they are written down."""
    return tuple(round(float(number), DIGITS) for number in numbers)
