"""How much each sentence of a message tells of harm: a disclosure beside an ordinary question is a disclosure.

The whole of a message is mostly its question, so a sentence is read by itself too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.finding.kinds import SUPPORT, Kinds
from knowledge.ranking.softmax import Floats
from knowledge.text.normalise import sentences
from knowledge.text.question import Question

MOST_SENTENCES = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One of several in a message, with the probabilities that it tells of harm and that it wishes for a person."""

    text: str
    harm: float
    wish: float = 0.0


def several(text: str) -> tuple[str, ...]:
    """The sentences of a cleaned message that has more than one: the first and the last of very many."""
    candidates = sentences(text)
    if len(candidates) > MOST_SENTENCES:
        candidates = candidates[: MOST_SENTENCES // 2] + candidates[-MOST_SENTENCES // 2 :]
    return tuple(candidates) if len(candidates) > 1 else ()


def ordinary(read: Sequence[Sentence], needed: float) -> list[str]:
    """The sentences that tell of less harm than `needed`; where all do, all but the one that tells most."""
    most = max((one.harm for one in read), default=0.0)
    return [one.text for one in read if one.harm < min(needed, most)]


class Hearing:
    """Reads single sentences with the kinds, where the encoder hears no tones. Call it with sentences and vectors."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds

    def __call__(self, asked: Sequence[Question], vectors: Floats) -> list[float]:
        """The probability of each that it tells of harm."""
        index = self._kinds.index
        if SUPPORT not in index.ids or not asked:
            return [0.0] * len(asked)
        chances = index.head.probabilities(index.rows.all(asked, vectors))
        return [float(chance) for chance in chances[:, index.ids.index(SUPPORT)]]
