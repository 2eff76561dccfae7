"""Numbers about few people are not shown, and cannot be worked out from those that are.

Where a sum is known, what is small is put together with its neighbours, so that nothing is left to subtract; where none
is, it is left out (aggregation and suppression, as in the Government Statistical Service's guidance on tables).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 5  # the smallest number that is shown, beside none at all


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours from `first` to `last`, both included, and their sum, or None where it is small: that is all."""

    first: int
    last: int
    count: int | None


def is_small(count: int) -> bool:
    """Is this count so small that showing it might tell of one person?"""
    return 0 < count < LEAST


def in_runs(counts: Sequence[int]) -> tuple[Run, ...]:
    """Numbers in their order, their sum being known; a small one is put together with the next, or those before."""
    runs: list[Run] = []
    first = 0
    for index in range(len(counts)):
        count = sum(counts[first : index + 1])
        if not is_small(count):
            runs.append(Run(first, index, count))
            first = index + 1
    left = sum(counts[first:])
    while runs and is_small(left):
        before = runs.pop()
        first, left = before.first, left + (before.count or 0)
    return (*runs, Run(first, len(counts) - 1, None if is_small(left) else left)) if left else tuple(runs)


def largest(counts: Mapping[str, int], most: int) -> tuple[tuple[tuple[str, int], ...], int | None]:
    """The largest, at most so many, and the sum of the others; no sum of all may be shown anywhere.

    The sum of the others is None where it would tell of a small one.
    """
    order = sorted((one for one in counts.items() if one[1]), key=lambda one: (-one[1], one[0]))
    named = tuple(one for one in order[:most] if one[1] >= LEAST)
    others = [count for _, count in order[len(named) :]]
    tells = is_small(sum(others)) or (others and set(others) == {LEAST - 1})
    return named, None if tells else sum(others)
