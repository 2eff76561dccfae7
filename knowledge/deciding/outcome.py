"""What became of a message: one value of these, and what was said, for the next message to refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from knowledge.finding.facets import Facets, Unwanted
from knowledge.finding.finding import Match
from knowledge.finding.recommend import Recommendation
from knowledge.model import SupportCase

Detail = Literal["people", "date", "minutes", "url", "publisher", "source"]


@dataclass(frozen=True, slots=True)
class Answered:
    """Confident. `ids` are what is answered, `missed` the parts of the message that nothing answers.

    No resource that is refused (`without`) is named beside the answer.
    """

    match: Match
    ids: tuple[str, ...]
    missed: tuple[str, ...] = ()
    without: Unwanted = field(default_factory=Unwanted)


@dataclass(frozen=True, slots=True)
class Listed:
    """Fitting resources, best first; `first` is the place of the first one to show."""

    match: Match
    recommendation: Recommendation
    first: int = 0


@dataclass(frozen=True, slots=True)
class Detailed:
    """One fact about a resource that was just shown."""

    match: Match
    resource: str
    detail: Detail


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two or three that it may be; none of them names a resource that is refused (`without`).

    `missing` was asked for and does not exist here.
    """

    match: Match
    ids: tuple[str, ...]
    without: Unwanted = field(default_factory=Unwanted)
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that is known answers the message."""

    match: Match


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody is being harmed or is in distress; `case` is what the routes must fit.

    `beside` is what becomes of an ordinary question in the same message. `asks`: whether it goes on is asked next.
    """

    match: Match
    case: SupportCase = "harm"
    beside: Answered | Listed | Unsure | None = None
    asks: bool = False

    @property
    def urgent(self) -> bool:
        """May a life be at risk?"""
        return self.case == "life"


@dataclass(frozen=True, slots=True)
class WantsPerson:
    """The writer wants to reach a person."""

    match: Match


@dataclass(frozen=True, slots=True)
class Declined:
    """The writer wants nobody to reach them, or nothing to be passed on."""

    match: Match


@dataclass(frozen=True, slots=True)
class Social:
    """The message is small talk; `smalltalk` is its id."""

    match: Match
    smalltalk: str


Outcome = Answered | Listed | Detailed | Unsure | Unknown | Support | WantsPerson | Declined | Social


@dataclass(frozen=True, slots=True)
class Memory:
    """What the last reply was about: what "it", "more" and "the other one" refer to."""

    question: str = ""
    ids: tuple[str, ...] = ()  # answered, or the resources shown
    offered: tuple[str, ...] = ()  # suggestions that can be chosen by their number
    facets: Facets = field(default_factory=Facets)
    recommendation: Recommendation | None = None
    first: int = 0
    earlier: tuple[str, ...] = ()  # what was shown before that, the last first
