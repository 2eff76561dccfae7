"""What kind of resource a question asks for: format, audience, pillar, topic, person, publisher, dates, length.

A facet is a name (or what people call it, from vocabulary.yaml) found word by word in the question's stems, the
longest name first. This is the facet parsing of faceted search (Hearst 2006) with a gazetteer; no statistics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.model import Knowledge, Named
from knowledge.text.function_words import FILLER, MATERIAL, NEWEST, SHORT
from knowledge.text.normalise import clean, words
from knowledge.text.question import Question

ALL_BOARD = "all-board"
SHORT_FORMATS = frozenset({"blog", "article", "question-set", "statement", "podcast", "tool"})
SHORT_MINUTES = 15
BY = frozenset({"by", "from", "with", "featur", "interview"})
SINCE = frozenset({"sinc", "after", "post"})
UNTIL = frozenset({"befor", "until", "till", "pre"})
RARE = 12_000  # a name of this rank or rarer is not taken for an everyday word
ONWARDS = frozenset({"on", "onward"})
YEAR = re.compile(r"(?:19|20)\d\d")


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
    newest: bool = False
    material: bool = False  # says "resources", "anything on", "something to read"
    plural: bool = False  # says "podcasts", not "the podcast"
    rest: tuple[str, ...] = ()

    @property
    def wishes(self) -> tuple[str, ...]:
        """The names of the wishes that sort resources in or out."""
        named = ("formats", "audiences", "pillars", "people", "publishers")
        found = [name for name in named if getattr(self, name)]
        return (*found, *(["years"] if self.since or self.until else []), *(["short"] if self.short else []))

    @property
    def subjects(self) -> tuple[str, ...]:
        """The topics; where there are several, not one that only names again whom it is for ("for a governor")."""
        others = tuple(topic for topic in self.topics if singular(topic) not in self.audiences)
        return others or self.topics

    def without(self, wish: str) -> Facets:
        """These facets without one of the wishes."""
        nothing: dict[str, Any] = {"years": {"since": None, "until": None}, "short": {"short": False}}
        return replace(self, **nothing.get(wish, {wish: ()}))

    def joined(self, earlier: Facets) -> Facets:
        """These wishes, and those of an earlier message where this one says nothing."""
        kept = ("formats", "audiences", "pillars", "topics", "people", "publishers")
        both: dict[str, Any] = {name: getattr(self, name) or getattr(earlier, name) for name in kept}
        if not self.since and not self.until:
            both |= {"since": earlier.since, "until": earlier.until}
        return replace(self, **both)


def singular(word: str) -> str:
    """`podcasts` is `podcast` and `studies` is `study`; no other endings, so that `recorded` is not `recording`."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


Name = tuple[str, ...]
Meaning = tuple[str, str]  # (facet, id)


class FacetParser:
    """Finds facets with the names of one snapshot of the knowledge."""

    def __init__(self, knowledge: Knowledge, common: Mapping[str, int]) -> None:
        """`common`: everyday words by rank; a surname that is one of them needs a first name or "by"."""
        self._names: dict[Name, list[Meaning]] = {}
        self._risky: set[Name] = set()
        vocabulary = knowledge.vocabulary
        used = {resource.format for resource in knowledge.resources}
        for named in vocabulary.formats.values():
            if named.id in used:
                self._add_named("formats", named)
        for named in vocabulary.audiences.values():
            self._add_named("audiences", named)
        for named in vocabulary.topics.values():
            self._add_named("topics", named)
        for format_ in used - set(vocabulary.formats):
            self._add("formats", format_, [format_.replace("-", " ")])
        for pillar in knowledge.pillars:
            self._add("pillars", pillar.id, [pillar.name, pillar.name.removesuffix(" change")])
        self._add_publishers(
            dict.fromkeys(resource.publisher for resource in knowledge.resources if resource.publisher)
        )
        for person in sorted({person for resource in knowledge.resources for person in resource.people}):
            self._add_person(person, common)
        self._longest = max(map(len, self._names), default=0)

    def _add_named(self, facet: str, named: Named) -> None:
        self._add(facet, named.id, [named.id.replace("-", " "), named.name, *named.also_asked])

    def _add(self, facet: str, id_: str, names: Iterable[str]) -> None:
        for name in names:
            key = tuple(map(singular, words(clean(name))))
            meanings = self._names.setdefault(key, []) if key else []
            if (facet, id_) not in meanings:
                meanings.append((facet, id_))

    def _add_publishers(self, publishers: Iterable[str]) -> None:
        for publisher in publishers:
            names = re.split(r" and | / | for |, |\(", publisher)
            self._add("publishers", publisher, [publisher, *(part.strip(" )") for part in names if len(part) > 3)])

    def _add_person(self, person: str, common: Mapping[str, int]) -> None:
        self._add("people", person, [person])
        for name in (person.split(maxsplit=1)[0], person.rsplit(maxsplit=1)[-1]):
            if common.get(name.lower(), RARE) >= RARE:
                self._add("people", person, [name])
            elif name == person.rsplit(maxsplit=1)[-1]:
                self._add("people", person, [name])
                self._risky.add(tuple(map(singular, words(name))))

    def __call__(self, question: Question) -> Facets:
        """The wishes in a question."""
        wishes: dict[str, Any] = {}
        rest: list[str] = []
        plural = False
        for start, end, meanings in self._found([singular(word) for word in question.corrected], question.stems):
            if not meanings:
                rest += question.stems[start:end]
                continue
            for facet, id_ in meanings:
                wishes.setdefault(facet, []).append(id_)
            plural |= any(facet == "formats" for facet, _ in meanings) and question.corrected[end - 1].endswith("s")
        if "people" in wishes:
            wishes.pop("publishers", None)
        since, until = _years(question.stems)
        seen = set(question.stems)
        return Facets(
            **{facet: tuple(dict.fromkeys(ids)) for facet, ids in wishes.items()},
            since=since,
            until=until,
            short=bool(seen & SHORT),
            newest=bool(seen & NEWEST),
            material=bool(seen & MATERIAL),
            plural=plural,
            rest=tuple(stem for stem in rest if self._counts(stem)),
        )

    def _counts(self, stem: str) -> bool:
        return stem not in FILLER | MATERIAL | SHORT | NEWEST and not YEAR.fullmatch(stem) and stem not in SINCE | UNTIL

    def _found(self, names: Sequence[str], stems_: Sequence[str]) -> Iterator[tuple[int, int, list[Meaning]]]:
        """Spans of the question with what they mean; a span without meaning is one word."""
        at = 0
        while at < len(names):
            for length in range(min(self._longest, len(names) - at), 0, -1):
                key = tuple(names[at : at + length])
                meanings = self._names.get(key)
                if meanings and (key not in self._risky or (at and stems_[at - 1] in BY)):
                    yield at, at + length, meanings
                    at += length
                    break
            else:
                yield at, at + 1, []
                at += 1


def _years(stems_: Sequence[str]) -> tuple[int | None, int | None]:
    """First and last year asked for, both included."""
    since: int | None = None
    until: int | None = None
    for at, word in enumerate(stems_):
        if not YEAR.fullmatch(word):
            continue
        year, before, after = int(word), set(stems_[max(0, at - 4) : at]), stems_[at + 1 : at + 2]
        if before & SINCE or (after and after[0] in ONWARDS):
            since = year
        elif before & UNTIL:
            until = year - bool(before & {"befor", "pre"})
        elif since and since <= year and before & {"and", "to"}:
            until = year
        else:
            since, until = since or year, year
    return since, until
