"""What kind of resource a message wishes for, and what it refuses: values only, read by `facet_parser`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from knowledge.text.vocabulary import stems

ALL_BOARD = "all-board"
CASE_STUDY = "case-study"
EXAMPLES = frozenset(stems(["example", "instance"]))  # of trusts of a kind: case studies by another name
KINDS = ("formats", "audiences", "pillars", "topics", "people", "publishers", "sectors", "regions", "sizes")
OF_A_READER = ("audiences", "sectors", "regions", "sizes")
SORTING = ("formats", "audiences", "pillars", "people", "publishers", "sectors", "regions", "sizes")


def singular(word: str) -> str:
    """`podcasts` is `podcast` and `studies` is `study`; no other endings, so that `recorded` is not `recording`."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What must not be shown. `ids` are resources that were named by their titles, or by two traits at once."""

    formats: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Unwanted()

    @property
    def resources(self) -> bool:
        """Is it something that only resources have, so that the message can only be about resources?"""
        return bool(self.formats or self.people or self.publishers or self.years or self.ids)

    def joined(self, earlier: Unwanted) -> Unwanted:
        """Both: what was refused stays refused."""
        names = (*KINDS, "years", "ids")
        both = {name: tuple(dict.fromkeys((*getattr(earlier, name), *getattr(self, name)))) for name in names}
        return Unwanted(**both)

    def but_for(self, wanted: Facets) -> Unwanted:
        """Without what a later message asks for after all."""
        kept: dict[str, Any] = {name: _less(getattr(self, name), getattr(wanted, name)) for name in KINDS}
        return replace(self, **kept)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, as they said themselves: ids of their role and of what their trust is; empty where they did not say."""

    role: str = ""
    sector: str = ""
    region: str = ""
    size: str = ""

    def __bool__(self) -> bool:
        return self != Reader()

    def joined(self, earlier: Reader) -> Reader:
        """What is said here, and what was said earlier of all else."""
        return Reader(
            self.role or earlier.role,
            self.sector or earlier.sector,
            self.region or earlier.region,
            self.size or earlier.size,
        )

    def beside(self, wished: Facets) -> Reader:
        """What there is of the reader beside wishes: whoever asks for another role's does not ask for their own."""
        return Reader(
            self.role if not wished.audiences or self.role in wished.audiences else "",
            self.sector if not wished.sectors or self.sector in wished.sectors else "",
            self.region if not wished.regions or self.region in wished.regions else "",
            self.size if not wished.sizes or self.size in wished.sizes else "",
        )


@dataclass(frozen=True, slots=True)
class Facets:
    """The wishes found. `since` and `until` are years, both included. `rest` are stems that no wish explains."""

    formats: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    short: bool = False
    newest: bool = False  # newest first
    material: bool = False  # says "resources", "anything on", "something to read"
    plural: bool = False  # says "podcasts", not "the podcast"
    any_of_a_kind: bool = False  # says "any podcast", "a webinar"
    rest: tuple[str, ...] = ()
    oldest: bool = False  # oldest first
    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    most: int | None = None  # "one short thing", "two blogs"
    refused: Unwanted = Unwanted()
    minutes: int | None = None  # how long it may take, where a short wish says so
    unclear_refusal: str | None = None  # what follows a refusing word, where nobody can tell what it is
    calendar: Literal["", "ahead", "last"] = ""  # events by their time, not by what is in a message
    days: str = ""  # … in these days: "in January"
    reader: Reader = Reader()  # no wish: what fits who asks comes first, and nothing is left out for it

    @property
    def wishes(self) -> tuple[str, ...]:
        """The names of the wishes that sort resources in or out, or in another order."""
        named = [name for name in SORTING if getattr(self, name)]
        years = ["years"] if self.since or self.until else []
        short, order = (["short"] if self.short else []), (["order"] if self.ordered else [])
        return (*named, *years, *short, *order, *(["refused"] if self.refused else []))

    @property
    def but_words(self) -> Facets:
        """These wishes alone: nothing in them is as somebody wrote it, nor says who asks."""
        return replace(self, rest=(), unclear_refusal=None, days="", reader=Reader())

    @property
    def only_wishes(self) -> bool:
        """Does it say how a resource should be, and not what about?"""
        rest = set(self.rest) - (EXAMPLES if self.of_trusts else set())
        return bool(self.wishes) and not rest and not self.topics

    @property
    def bare(self) -> bool:
        """Does it say only whom, where or when, which an answer may tell of as well as a resource?"""
        told = {"audiences", "years", "regions", "sectors", "sizes", "publishers"}
        return self.only_wishes and not self.material and told.issuperset(self.wishes)

    @property
    def particular(self) -> bool:
        """Does it wish for what only resources have, and say so of several or of any?"""
        return self.asks_for_some and (self.ordered or self.short or bool(self.of_trusts))

    @property
    def ordered(self) -> bool:
        """Is there an order in which the dates decide?"""
        return self.newest or self.oldest

    @property
    def of_trusts(self) -> tuple[str, ...]:
        """What the trust should be that a resource is about."""
        return (*self.sectors, *self.regions, *self.sizes)

    @property
    def asks_for_some(self) -> bool:
        """Does it say of resources how they should be, rather than name one?"""
        one_of_many = self.ordered and len(self.rest) <= 1 and bool(self.formats or self.publishers or self.people)
        return self.plural or self.material or self.short or one_of_many or self.refused.resources

    @property
    def subjects(self) -> tuple[str, ...]:
        """The topics, without one that only names again whom it is for ("for a governor")."""
        return tuple(topic for topic in self.topics if singular(topic) not in self.audiences)

    @property
    def named_once(self) -> Facets:
        """These facets with whom it is for as a role alone, and not as a topic besides."""
        return replace(self, topics=self.subjects)

    def but_of(self, reader: Reader) -> Facets:
        """These facets without what only says who asks, where something else is wished for."""
        own = {reader.role, reader.sector, reader.region, reader.size} - {""}
        kept: dict[str, Any] = {
            name: tuple(id_ for id_ in getattr(self, name) if id_ not in own) for name in OF_A_READER
        }
        topics = tuple(topic for topic in self.topics if topic not in own and singular(topic) not in own)
        others = replace(self, topics=topics, **kept)
        return others if others.wishes or others.material else self

    def without(self, wish: str) -> Facets:
        """These facets without one of the wishes."""
        nothing: dict[str, Any] = {
            "years": {"since": None, "until": None},
            "short": {"short": False, "minutes": None},
            "order": {"newest": False, "oldest": False},
            "refused": {"refused": Unwanted()},
        }
        return replace(self, **nothing.get(wish, {wish: ()}))

    def joined(self, earlier: Facets) -> Facets:
        """These wishes, and those of an earlier message where this one says nothing; refusals are kept together."""
        refused = self.refused.joined(earlier.refused.but_for(self))
        both: dict[str, Any] = {"refused": refused}
        for name in KINDS:
            kept = _less(getattr(earlier, name), getattr(self.refused, name))
            both[name] = getattr(self, name) or kept
        if not self.since and not self.until:
            since, until = None if self.oldest else earlier.since, None if self.newest else earlier.until
            both |= {"since": since, "until": until}  # "newer" goes beyond the years of before
        if not self.ordered:
            both |= {"newest": earlier.newest, "oldest": earlier.oldest}
        both["minutes"] = self.minutes or (None if self.short else earlier.minutes)
        both |= {} if self.calendar else {"calendar": earlier.calendar, "days": earlier.days}
        return replace(self, short=self.short or earlier.short, **both)


def _less(values: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in values if value not in others)
