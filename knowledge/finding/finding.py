"""What the stages found out about a message, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from knowledge.finding.facets import Facets
from knowledge.finding.harm import Sentence
from knowledge.finding.kinds import Kind
from knowledge.ranking.confidence import Evidence
from knowledge.ranking.index import Ranking
from knowledge.ranking.softmax import Floats
from knowledge.text.question import Question
from knowledge.text.sentences import stands_alone

CLEAR = 0.85  # how sure one must be of a sentence by itself


@dataclass(frozen=True, slots=True)
class Match:
    """The best-matching id, whatever the outcome, and the probability from 0 to 1 that it is right."""

    id: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A message, or a part of it, with its ranking and the `row` of its features (features,).

    `sure` is the probability that the reply to the best is right.
    """

    question: Question
    ranking: Ranking
    match: Match
    sure: float
    evidence: Evidence
    row: Floats = field(compare=False, repr=False)
    own_words: bool = False  # is it a stored phrasing, word for word, or does it hold a whole title?
    work: tuple[
        str, ...
    ] = ()  # the ids of the first resources by the person whom it asks about, and about nothing else

    @property
    def ids(self) -> tuple[str, ...]:
        """What its reply shows."""
        return self.work or ((self.match.id,) if self.match.id else ())


@dataclass(frozen=True, slots=True)
class Tone:
    """How probable it is that a message tells of harm, and that it wishes for a person."""

    harm: float
    wish: float


@dataclass(frozen=True)
class Finding:
    """All that was found about one message; `parts` are its questions and `statements` its other sentences.

    A message of one sentence has neither.
    """

    whole: Scored
    parts: tuple[Scored, ...]
    statements: tuple[Scored, ...]
    kind: Kind
    facets: Facets
    known_words: float
    slur: bool = False
    rest_known: bool = True  # does the best have any of the words that no wish explains?
    sentences: tuple[Sentence, ...] = ()  # where there are several
    pieces: tuple[Sentence, ...] = ()  # the same, or the parts of one that joins something to a question
    tone: Tone | None = None  # of the whole; None where the encoder hears none
    follows: bool = False  # was it ranked by what a conversation is about?
    beyond: str | None = None  # what it names with a number that nothing has
    courtesy: str | None = None  # the id of the small talk that it is, word for word
    small: bool = False  # is the folder so small that its own questions say best how sure one may be?
    disclosure: bool = False  # is it, word for word, a disclosure of the language or of support.yaml?
    corrected: tuple[str, ...] = ()  # all words of the message; `whole` lacks those that it refuses

    @property
    def harm(self) -> float:
        """The most that one of several sentences or a part of one tells of harm."""
        return max((one.harm for one in (*self.sentences, *self.pieces)), default=0.0)

    @cached_property
    def best(self) -> Scored:
        """The whole, or the part that stands alone and is understood clearly better.

        Another sentence counts where it finds what the whole finds, and no longer has the rest of it in its way.
        """
        alone = [part for part in self.parts if stands_alone(part.question)]
        others = (*self.parts, *self.statements)
        same = [other for other in others if other.match.id == self.whole.match.id and other.sure >= CLEAR]
        return max((self.whole, *alone, *same), key=lambda one: one.sure + 0.05 * (one is self.whole))
