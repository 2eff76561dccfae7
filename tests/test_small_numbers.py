"""A number below five is not shown, and whoever knows all that is shown, and how it is made, cannot work it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.report.small_numbers import Run, in_runs, is_small, largest

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=12)


def two_largest(counts: Sequence[int]) -> Hashable:
    return largest({f"entry-{place}": count for place, count in enumerate(counts)}, most=2)


def exposed(show: Callable[[Sequence[int]], Hashable], all_counts: Iterable[Sequence[int]]) -> list[Sequence[int]]:
    """Counts of which a small one can be only what it is, given what is shown."""
    could_be: dict[Hashable, list[Sequence[int]]] = defaultdict(list)
    for counts in all_counts:
        could_be[show(counts)].append(counts)
    return [
        counts
        for same in could_be.values()
        for counts in same
        if any(is_small(one) and len({other[place] for other in same}) == 1 for place, one in enumerate(counts))
    ]


@pytest.mark.parametrize(("size", "most"), [(1, 40), (2, 40), (3, 24), (4, 12)])
@pytest.mark.parametrize("show", [in_runs, two_largest])
def test_no_small_number_can_be_worked_out(show: Callable[[Sequence[int]], Hashable], size: int, most: int) -> None:
    """All tables of so many numbers are tried: for each small one, another table shows the very same."""
    found = exposed(show, product(range(most), repeat=size))
    assert [counts for counts in found if sum(counts) < most] == []  # the twin of a larger one may be out of range


@given(COUNTS)
def test_nothing_that_is_shown_is_small(counts: list[int]) -> None:
    named, rest = largest({str(place): count for place, count in enumerate(counts)}, most=5)
    shown = [*(count for _, count in named), rest, *(run.count for run in in_runs(counts))]
    assert not any(is_small(count) for count in shown if count is not None)


@given(COUNTS)
def test_runs_are_whole_and_in_order_and_have_the_sum_of_all(counts: list[int]) -> None:
    runs = in_runs(counts)
    covered = [place for run in runs for place in range(run.first, run.last + 1)]
    assert covered == list(range(len(counts)))
    assert sum(run.count or 0 for run in runs) == (0 if is_small(sum(counts)) else sum(counts))


def test_what_is_small_joins_its_neighbours() -> None:
    assert in_runs([7, 2, 0, 4, 9, 0, 0]) == (Run(0, 0, 7), Run(1, 3, 6), Run(4, 4, 9), Run(5, 5, 0), Run(6, 6, 0))
    assert in_runs([7, 2, 0, 4, 9, 0, 1]) == (Run(0, 0, 7), Run(1, 3, 6), Run(4, 6, 10))


def test_nothing_is_told_of_few() -> None:
    assert in_runs([2, 0, 1]) == (Run(0, 2, None),)
    assert largest({"a": 2, "b": 1}, 10) == ((), None)
    assert largest({"a": 20, "b": 4, "c": 4}, 10) == ((("a", 20),), None)
    assert largest({"a": 20, "b": 4, "c": 3}, 10) == ((("a", 20),), 7)
    assert largest({"a": 20, "b": 6, "c": 5}, 2) == ((("a", 20), ("b", 6)), 5)
    assert largest({}, 10) == ((), 0)
