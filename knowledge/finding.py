"""What the stages found out about a message, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.confidence import Evidence
from knowledge.facets import Facets
from knowledge.index import Ranking
from knowledge.kind import Kind
from knowledge.outcome import Match
from knowledge.parts import stands_alone
from knowledge.question import Question


@dataclass(frozen=True, slots=True)
class Scored:
    """A message, or a part of it, with its ranking. `sure` is the probability that the reply to the best is right."""

    question: Question
    ranking: Ranking
    match: Match
    sure: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """All that was found about one message; `parts` are its questions where it has several sentences."""

    whole: Scored
    parts: tuple[Scored, ...]
    kind: Kind
    facets: Facets
    known_words: float
    slur: bool = False

    @property
    def best(self) -> Scored:
        """The whole, or the part that stands alone and is understood clearly better."""
        alone = [part for part in self.parts if stands_alone(part.question)]
        return max((self.whole, *alone), key=lambda one: one.sure + 0.05 * (one is self.whole))
