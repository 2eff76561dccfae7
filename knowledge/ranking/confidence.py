"""How sure one may be that the best entry is the right one: a probability, from evidence.

A logistic regression (Platt 1999) on what the ranking shows. Its weights were fitted on leaders' questions held out
from the knowledge, and a little on questions of public sets, where the softmax alone says more;
docs/decisions/0004-matching.md says how well the probability holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """All from 0 to 1. `chance`: the head's probability of what the reply shows. `elsewhere`: of none of the entries.

    `alike`: likeness to the nearest phrasing. `covered`: share of the question's words, by rarity, that the entry
    itself uses.
    """

    chance: float
    elsewhere: float
    alike: float
    covered: float


WEIGHTS = Evidence(chance=0.68, elsewhere=-0.15, alike=3.9, covered=1.28)
CONSTANT = -1.6


def score(evidence: Evidence) -> float:
    """The logarithm of the odds that the answer is right, in the knowledge that the weights were fitted on."""
    found = CONSTANT + WEIGHTS.chance * odds(evidence.chance) + WEIGHTS.elsewhere * odds(evidence.elsewhere)
    return found + WEIGHTS.alike * evidence.alike + WEIGHTS.covered * evidence.covered


def odds(chance: float) -> float:
    """The logarithm of the odds, kept finite."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))
