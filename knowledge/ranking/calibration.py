"""What a score is worth in this knowledge: questions about what it lacks say where an answer may begin.

Each of some entries is left out in turn and its phrasings are asked: all that they find is wrong, though the subject is
near. In a folder of eight entries they score low, and so do good questions; from where few of them come, an answer is
as safe as it is from 0.7 on in the knowledge that the weights of `confidence` were fitted on. A folder that is fuller
than that one is judged by the same measure as it, never more severely than leaders' questions showed.

An entry is left out of the fitted softmax without fitting it anew: at its optimum the weights are a sum over examples,
so the part of the entry's own is taken off (Jaakkola and Haussler 1999, for one example).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from knowledge.ranking.confidence import Evidence, odds, score
from knowledge.ranking.index import Index
from knowledge.ranking.softmax import STRENGTH, Floats, softmax
from knowledge.text.question import Question

ANSWER, SUGGEST = odds(0.7), odds(0.25)  # an answer and a question back, where the weights were fitted
FEW, SOME = 1.64, 0.2  # standard deviations above the mean: 5 and 42 % of a normal distribution lie beyond
ENTRIES = 40  # as many are left out
FEWEST = 3  # of so few entries nothing can be left out
ALONE = -3.5  # how a question that nothing answers scores in the smallest folders
SPREAD = 1.7
IMAGINED = 8  # such scores stand beside those seen, so that two phrasings alone prove little
LEAST_APART = 1.0  # of the scores of an answer and a suggestion

Covered = Callable[[Question, str], float]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt's two numbers: a score is multiplied by `slope`, then `level` is added."""

    slope: float = 1.0
    level: float = 0.0

    def __call__(self, evidence: Evidence) -> float:
        """The probability, 0 to 1, that the best entry is right."""
        return 1 / (1 + math.exp(-(self.slope * score(evidence) + self.level)))


def calibrate(index: Index, covered: Covered) -> Calibration:
    """The calibration under which few questions about what is left out are answered, and some are asked back."""
    if len(index.ids) < FEWEST:
        return Calibration()
    scores = list(_left_out(index, covered))
    count = IMAGINED + len(scores)
    mean = (IMAGINED * ALONE + sum(scores)) / count
    spread = math.sqrt((IMAGINED * (SPREAD**2 + (ALONE - mean) ** 2) + sum((s - mean) ** 2 for s in scores)) / count)
    answer = min(ANSWER, mean + FEW * spread)
    suggest = min(SUGGEST, mean + SOME * spread, answer - LEAST_APART)
    slope = (ANSWER - SUGGEST) / (answer - suggest)
    return Calibration(slope, ANSWER - slope * answer)


def _left_out(index: Index, covered: Covered) -> Iterator[float]:
    """The score of each phrasing of some entries, asked where its entry is left out."""
    for number in range(0, len(index.ids), -(-len(index.ids) // ENTRIES)):
        own = np.flatnonzero(index.of_class == number)
        for row, chances in zip(own.tolist(), _without(index, number, own), strict=True):
            example = index.examples[row]
            if example.weight == 1:
                best = index.ids[int(chances[:-1].argmax())]
                alike, _ = index.nearest(best, index.fitted.matrix[row].astype(np.float32))
                known = covered(example.question, best)
                yield score(Evidence(float(chances[:-1].max()), float(chances[-1]), alike, known))


def _without(index: Index, number: int, own: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
    """The probabilities, shape (own, classes), of a class's examples where that class was never learned."""
    rows = index.fitted.matrix[own].astype(np.float32)
    scores = index.head.log_odds(rows)
    pull = -softmax(scores.copy())
    pull[:, number] += 1
    weights = np.array([index.examples[row].weight for row in own.tolist()], np.float32)
    scores -= (rows @ rows.T) @ (STRENGTH * weights[:, None] * pull)
    scores[:, number] = -np.inf
    return softmax(scores)
