"""What became of a message: one value of these, and what was said, for the next message to refer to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from knowledge.finding.facets import Facets, Reader, Unwanted
from knowledge.finding.finding import Match
from knowledge.finding.recommend import Recommendation
from knowledge.model import SupportCase

PERSON = "person"
EARLIER = 6  # ids that were shown before the last reply
Already = Literal["shown_in_part", "newest_already", "oldest_already"]
Detail = Literal["people", "date", "minutes", "url", "publisher", "source", "place"]

# What may be wished of a reply that was just given: what its words mean, its heart, an example, something to forward,
# the first to take of several, why it is so, what to do about it.
Aspect = Literal["meaning", "gist", "example", "forward", "best", "reason", "step", "checked"]


@dataclass(frozen=True, slots=True)
class Detailed:
    """One fact about a resource that was just shown."""

    match: Match
    resource: str
    detail: Detail


@dataclass(frozen=True, slots=True)
class Answered:
    """Confident. `ids` are what is answered, `missed` the parts of the message that nothing answers.

    `others` are what it may have meant instead, where a conversation only goes on; `facts` were asked for beside.

    No resource that is refused (`without`) is named beside the answer.
    """

    match: Match
    ids: tuple[str, ...]
    missed: tuple[str, ...] = ()
    without: Unwanted = field(default_factory=Unwanted)
    others: tuple[str, ...] = ()
    facts: tuple[Detailed, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """Fitting resources, best first; `first` is the place of the first one to show."""

    match: Match
    recommendation: Recommendation
    first: int = 0


@dataclass(frozen=True, slots=True)
class Retold:
    """What was just shown, told another way; `ids` are what is told of it.

    Without an id in its match nothing was shown that the message could be about. `meanings` are words that stand in
    what was shown, each with what it means; `wished` is what a list was to meet.
    """

    match: Match
    aspect: Aspect
    ids: tuple[str, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()
    wished: Facets = field(default_factory=Facets)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two or three that it may be; none of them names a resource that is refused (`without`).

    `missing` was asked for and does not exist here; `unclear` was refused, and nobody can tell what it is. `amiss`: the
    last reply was not what was meant.
    """

    match: Match
    ids: tuple[str, ...]
    without: Unwanted = field(default_factory=Unwanted)
    missing: str | None = None
    unclear: str | None = None
    amiss: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that is known answers the message; `ids` are what is nearest, where a look may be worth it."""

    match: Match
    ids: tuple[str, ...] = ()


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
class ToldHowToReach:
    """The writer asks for what contact.yaml says: `facts` are names such as `email` and `hours`."""

    match: Match
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """The writer wants nobody to reach them, or nothing to be passed on."""

    match: Match


@dataclass(frozen=True, slots=True)
class Social:
    """The message is small talk; `smalltalk` is its id."""

    match: Match
    smalltalk: str


@dataclass(frozen=True, slots=True)
class Welcomed:
    """The message only says who its writer is; `ids` are offered to them, the first before the others."""

    match: Match
    reader: Reader
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """There is one sentence to say: an offer or a role is taken back, a number stands for nothing, it was just said.

    `about` is the id of what it names, where it names something, `lines` are of that; `ids` may be worth asking next.
    """

    match: Match
    what: Literal["offer_declined", "unwelcomed", "no_such_number", "no_list", "amiss_person", Already]
    about: str = ""
    lines: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


Outcome = (
    Answered | Listed | Detailed | Retold | Unsure | Unknown | Support
    | WantsPerson | ToldHowToReach | Declined | Social | Welcomed | Brief
)  # fmt: skip


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
    reader: Reader = field(default_factory=Reader)  # who is talking, as they said themselves
    offer: str = ""  # what "yes please" takes: an id, or `PERSON`; of a list it takes more

    @property
    def begun(self) -> bool:
        """Is there something that a short message can refer to?"""
        return bool(self.question or self.ids or self.offered)


def remembered(text: str, outcome: Outcome, facets: Facets, memory: Memory) -> Memory:
    """What the next message may refer to, after that outcome; `facets` are the wishes, `memory` what was before."""
    shown = memory.ids or (memory.offered if memory.question else ())  # a welcome shows nothing
    earlier = (*shown, *memory.earlier)[:EARLIER]
    match outcome:
        case Answered():
            return Memory(text, outcome.ids, (), facets, earlier=earlier)
        case Listed():
            recommendation, first = outcome.recommendation, outcome.first
            ids = tuple(one.id for one in recommendation.page(first))
            return Memory(text, ids, ids, facets, recommendation, first, earlier)
        case Unsure():
            offer = outcome.ids[0] if len(outcome.ids) == 1 else ""
            return Memory(text, (), outcome.ids, facets, earlier=earlier, offer=offer)
        case Welcomed():
            return Memory("", (), outcome.ids, earlier=earlier, offer=outcome.ids[0] if outcome.ids else "")
        case Unknown():
            return Memory(text, (), outcome.ids, facets, earlier=earlier, offer=PERSON)
        case Social():
            return memory
        case Brief() | Declined():
            return replace(memory, offer="")
    return Memory(offer=PERSON if isinstance(outcome, WantsPerson) else "")
