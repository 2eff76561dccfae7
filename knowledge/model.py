"""The nouns of the knowledge: frozen values, read from YAML by `knowledge.loading.parse`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from knowledge.notice import PrivacyNotice
from knowledge.pack import Pack
from knowledge.recall import Recalling
from knowledge.trust import Trust


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands in the files, for messages to administrators. Lines count from 1.

    `parts` has, for each of its fields, the field's own place followed by those of the items of its list.
    """

    file: str
    line: int
    parts: Mapping[str, tuple[Location, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def at(self, key: str, item: int | None = None) -> Location:
        """The place of a field, or of an item of its list counted from 0; its own where that is not known."""
        places = self.parts.get(key, ())
        index = 0 if item is None else item + 1
        return places[index] if index < len(places) else self


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and its answer: an FAQ entry, or a glossary term (`is_term`) whose question is the term.

    With a `pack` these are its name and why it is the reader's. `ask`: what to ask at the next board meeting.
    """

    id: str
    question: str
    answer: str
    location: Location
    also_asked: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ask: str = ""
    owner: str | None = None
    reviewed: str | None = None
    is_term: bool = False
    pack: Pack | None = None

    @property
    def label(self) -> str:
        """The entry as a button names it: its question."""
        return self.question

    @property
    def phrasings(self) -> tuple[str, ...]:
        """All the ways to ask for it, its own question first."""
        return (self.question, *self.also_asked)


@dataclass(frozen=True, slots=True)
class Resource:
    """One item of the catalogue. `date`, `starts` and `ends` are ISO 8601 as written; `minutes` to read or hear.

    `venue` is the place where an event is held.
    """

    id: str
    title: str
    format: str
    location: Location
    publisher: str = ""
    url: str | None = None
    date: str | None = None
    starts: str | None = None
    ends: str | None = None
    venue: str = ""
    pillars: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    also_asked: tuple[str, ...] = ()
    summary: str = ""
    minutes: int | None = None
    trust: Trust | None = None
    sources: tuple[str, ...] = ()
    owner: str | None = None
    reviewed: str | None = None

    @property
    def label(self) -> str:
        """The resource as a button names it: its title."""
        return self.title

    @property
    def phrasings(self) -> tuple[str, ...]:
        """All the ways to ask for it, its title first."""
        return (self.title, *self.also_asked)

    @property
    def year(self) -> int | None:
        """The year of its date, or of its start."""
        dated = self.date or self.starts
        return int(dated[:4]) if dated else None


@dataclass(frozen=True, slots=True)
class Pillar:
    """One of the requirements for change that the catalogue is sorted by."""

    id: str
    name: str
    location: Location
    summary: str = ""
    also_asked: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The pillar as a button names it: its name."""
        return self.name

    @property
    def phrasings(self) -> tuple[str, ...]:
        """All the ways to ask for it, its name first."""
        return (self.name, *self.also_asked)


Answerable = Entry | Resource | Pillar


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a format, audience or topic, and what people call it."""

    id: str
    name: str
    also_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that mean the same here, and the names of formats, audiences and topics by id."""

    synonyms: tuple[tuple[str, ...], ...] = ()
    formats: Mapping[str, Named] = field(default_factory=lambda: MappingProxyType({}))
    audiences: Mapping[str, Named] = field(default_factory=lambda: MappingProxyType({}))
    topics: Mapping[str, Named] = field(default_factory=lambda: MappingProxyType({}))
    location: Location = Location("vocabulary.yaml", 1)


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A courtesy and its reply."""

    id: str
    also_asked: tuple[str, ...]
    reply: str
    location: Location

    @property
    def phrasings(self) -> tuple[str, ...]:
        """All the ways to say it."""
        return self.also_asked


# What a message of harm is about: the writer's own, a hate crime, a life at risk, what they were told of, or did.
SupportCase = Literal["harm", "hate-crime", "life", "told", "did"]


@dataclass(frozen=True, slots=True)
class Route:
    """Where somebody in need can turn. Without `contact` and `url` it is shown by its name alone.

    It fits the `cases` that it names, and without any all of them.
    """

    id: str
    name: str
    location: Location
    when: str = ""
    contact: str = ""
    url: str | None = None
    cases: tuple[str, ...] = ()
    verified: str | None = None


@dataclass(frozen=True, slots=True)
class SupportRoutes:
    """Who can help, most urgent first, and wordings that disclose harm.

    `guidance` is the FAQ entry for a leader who was told of harm, or did it.
    """

    routes: tuple[Route, ...] = ()
    disclosures: tuple[str, ...] = ()
    guidance: Mapping[SupportCase, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a leader writes to the team."""

    id: str
    label: str
    location: Location
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who runs the programme and how they are reached; what is unset is None."""

    organisation: str | None = None
    email: str | None = None
    page: str | None = None
    promised_reply_days: int | None = None
    hours: str | None = None
    signature: str | None = None
    notice: PrivacyNotice = field(default_factory=PrivacyNotice)
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedReply:
    """A reply that staff send often."""

    id: str
    title: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Check:
    """A question and what must become of it: an id, `nothing`, `support` or `contact`."""

    ask: str
    expect: str
    location: Location


@dataclass(frozen=True)
class Knowledge(Recalling):
    """A snapshot of everything the assistant knows.

    `wording_location` has a part for each sentence of the files; `version` is their hash; `confirmed`, days by id. All
    texts are as people read them; `written` has by id those that stand otherwise in their files, with placeholders.
    """

    entries: tuple[Entry, ...]
    resources: tuple[Resource, ...]
    pillars: tuple[Pillar, ...]
    vocabulary: Vocabulary
    smalltalk: tuple[SmallTalk, ...]
    support: SupportRoutes | None
    contact: Contact
    replies: tuple[SavedReply, ...]
    checks: tuple[Check, ...]
    wording: Mapping[str, str]
    wording_location: Location
    version: str
    confirmed: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def answerable(self) -> tuple[Answerable, ...]:
        """Everything a question can find."""
        return (*self.entries, *self.resources, *self.pillars)

    @cached_property
    def by_id(self) -> Mapping[str, Answerable]:
        """Everything a question can find, by id."""
        return MappingProxyType({one.id: one for one in self.answerable})

    def leads_to_a_person(self, entry: Entry) -> bool:
        """Does an answer tell how to reach a person: does it name the command for that, as the wording has it?"""
        return (command := self.wording.get("contact_command", "")) != "" and command in entry.answer

    def entry(self, id_: str) -> Entry | None:
        """The FAQ entry or glossary term of that id."""
        return found if isinstance(found := self.by_id.get(id_), Entry) else None

    def resource(self, id_: str) -> Resource | None:
        """The resource of that id."""
        return found if isinstance(found := self.by_id.get(id_), Resource) else None
