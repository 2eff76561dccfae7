"""How good answers with a confidence are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
BINS = 10


def auroc(inside: Floats, outside: Floats) -> float:
    """How often something in scope is surer than something out of scope; a tie counts half (Mann and Whitney 1947)."""
    _, place, count = np.unique(np.concatenate([inside, outside]), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    above = ranks[: len(inside)].sum() - len(inside) * (len(inside) + 1) / 2
    return float(above / (len(inside) * len(outside)))


def answered(right: Bools, inside: Floats, outside: Floats, share: float = 0.05) -> tuple[float, float]:
    """Shares of what is in scope answered rightly and wrongly, where at most `share` of the rest gets an answer."""
    limit = np.quantile(outside, 1 - share, method="higher")
    return float((right & (inside > limit)).mean()), float((~right & (inside > limit)).mean())


@dataclass(frozen=True, slots=True)
class Bin:
    """`number` answers of like confidence: how sure they were on average, and the share that is right."""

    number: int
    sure: float
    right: float


def reliability(right: Bools, confidence: Floats, bins: int = BINS) -> Iterator[Bin]:
    """A bin for each tenth of confidence in which there are answers."""
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    for place in range(bins):
        of_bin = places == place
        if of_bin.any():
            yield Bin(int(of_bin.sum()), float(confidence[of_bin].mean()), float(right[of_bin].mean()))


def calibration_error(right: Bools, confidence: Floats) -> float:
    """Expected calibration error: how far sure and right are apart, on average (Naeini et al. 2015)."""
    return sum(one.number * abs(one.sure - one.right) for one in reliability(right, confidence)) / len(right)


def percentile(sorted_values: list[float], share: float) -> float:
    """The value that `share` of sorted values do not exceed."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


@dataclass(frozen=True, slots=True)
class Share:
    """Right so many times of so many."""

    hits: int
    of: int

    @classmethod
    def counted(cls, hits: Iterable[bool]) -> Share:
        """Of some cases."""
        each = list(hits)
        return cls(sum(each), len(each))

    def __str__(self) -> str:
        if not self.of:
            return "–"
        share = self.hits / self.of
        return f"{100 * share:.1f} ({100 * math.sqrt(share * (1 - share) / self.of):.1f})"
