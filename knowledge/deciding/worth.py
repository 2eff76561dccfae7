"""What each reply is worth: how probable it is that it would be right, and what is at stake.

A logistic regression for each action says how probable its reply is to be right, from what `signs` sees; the numbers
are in `knowledge.deciding.weights`, which `python -m benchmarks.decision` fits and sweeps. What is at stake is the
table below, which is for people to argue with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import mul

from knowledge.deciding.candidates import ACTIONS, Action


@dataclass(frozen=True, slots=True)
class Stake:
    """What a reply gains where it is right, and costs where it is wrong; a right answer gains 1."""

    gain: float
    cost: float


STAKES: Mapping[Action, Stake] = {
    "answer": Stake(1.0, 1.0),  # confidently wrong
    "list": Stake(1.0, 1.0),
    "suggest": Stake(0.65, 0.3),  # a choice takes one more tap; a needless one is forgiven
    "unknown": Stake(1.0, 0.5),  # a shrug at what is known
    "support": Stake(1.0, 1.2),  # crisis lines for somebody who asked about figures
    "contact": Stake(1.15, 0.85),
    "social": Stake(1.0, 1.5),  # cheerful words to somebody who needs something
}
GOING_ON: Mapping[Action, Stake] = {
    **STAKES,
    "suggest": Stake(0.5, 0.3),  # in a conversation a choice interrupts, and a wrong answer is soon put right
}


@dataclass(frozen=True)
class Regressions:
    """A logistic regression for each of `ACTIONS`, over the same signs.

    `constants`: one an action. `signs`: for each sign what is taken off it, what it is divided by, then a weight for
    each action, in their order.
    """

    constants: tuple[float, ...]
    signs: Mapping[str, tuple[float, ...]]

    @cached_property
    def _weights(self) -> list[tuple[float, ...]]:
        """Those of each action, in the order of the signs."""
        return list(zip(*(weights for _, _, *weights in self.signs.values()), strict=True))

    def __call__(self, seen: Mapping[str, float]) -> Mapping[Action, float]:
        """How probable it is that the reply of each action would be right, from 0 to 1."""
        values = [(seen[name] - centre) / scale for name, (centre, scale, *_) in self.signs.items()]
        of_actions = zip(self.constants, self._weights, strict=True)
        totals = [sum(map(mul, weights, values), start=constant) for constant, weights in of_actions]
        return {action: 1 / (1 + math.exp(-total)) for action, total in zip(ACTIONS, totals, strict=True)}


def worth(action: Action, chance: float, stakes: Mapping[Action, Stake] = STAKES) -> float:
    """What a reply is expected to gain, where `chance` is its probability of being right."""
    stake = stakes[action]
    return stake.gain * chance - stake.cost * (1 - chance)
