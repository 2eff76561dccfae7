"""What formats, people, publishers and the rest are called, as words: a gazetteer of one snapshot of the knowledge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from knowledge.finding.facets import singular
from knowledge.finding.qualities import REGION_NAMES, SECTOR_NAMES, SIZE_NAMES, values
from knowledge.model import Knowledge, Named, Resource
from knowledge.text.function_words import FILLER, MATERIAL
from knowledge.text.normalise import clean, words
from knowledge.text.vocabulary import stems

RARE = 12_000  # a name of this rank or rarer is not taken for an everyday word
SHORTEST_PART = 3  # letters of a part of a publisher's name
LONG_NAME = 3  # words; a shorter other name of a publisher may be something else
SHORTEST_TITLE = 2  # words
TRUST_SUFFIX = re.compile(r" (?:University Hospitals?|Hospital|Service|Healthcare|NHS)\b")  # "Barts Health NHS Trust"
MOST_OF_A_TITLE = 8  # resources; a name of more of them is none
EVERYWHERE = frozenset(stems("race racial equality ethnic nhs trust board minority programme ones".split()))

Name = tuple[str, ...]
Meaning = tuple[str, str]  # (facet, id)
Allows = Callable[[int, int, Meaning], bool]  # from the start and the end of a name


class Gazetteer:
    """Looks up what words mean, the longest name first."""

    def __init__(self, knowledge: Knowledge, common: Mapping[str, int]) -> None:
        """`common`: everyday words by rank; a surname that is one of them needs a first name or "by"."""
        self._meanings: dict[Name, list[Meaning]] = {}
        self._risky: set[tuple[Name, Meaning]] = set()
        self._titles: dict[Name, list[str]] = {}
        self._resources = knowledge.resources
        vocabulary = knowledge.vocabulary
        used = {resource.format for resource in knowledge.resources}
        self._add_named("formats", (named for named in vocabulary.formats.values() if named.id in used))
        self._add_named("audiences", vocabulary.audiences.values())
        self._add_named("topics", vocabulary.topics.values())
        for format_ in sorted(used - set(vocabulary.formats)):
            self._add("formats", format_, [format_.replace("-", " ")])
        for pillar in knowledge.pillars:
            self._add("pillars", pillar.id, [pillar.name, pillar.name.removesuffix(" change")])
        self._add_publishers(knowledge)
        for person in sorted({person for resource in knowledge.resources for person in resource.people}):
            self._add_person(person, common)
        for facet, names in (("sectors", SECTOR_NAMES), ("regions", REGION_NAMES), ("sizes", SIZE_NAMES)):
            for id_, typed in names.items():
                self._add(facet, id_, typed, risky=True)
        self._add_titles(knowledge)
        self._own = {resource.id: _own_stems(resource) for resource in knowledge.resources}
        self._longest = _longest(self._meanings)
        self._longest_title = _longest(self._titles)

    def _add_named(self, facet: str, names: Iterable[Named]) -> None:
        for named in names:
            self._add(facet, named.id, [named.id.replace("-", " "), named.name, *named.also_asked])

    def _add(self, facet: str, id_: str, names: Iterable[str], *, risky: bool = False) -> None:
        for name in names:
            key = tuple(map(singular, words(clean(name))))
            meanings = self._meanings.setdefault(key, []) if key else []
            if key and (facet, id_) not in meanings:
                meanings.append((facet, id_))
                self._risky |= {(key, (facet, id_))} if risky else set()

    def _add_publishers(self, knowledge: Knowledge) -> None:
        groups = [{tuple(words(name)): name for name in group} for group in knowledge.vocabulary.synonyms]
        for publisher in dict.fromkeys(resource.publisher for resource in knowledge.resources if resource.publisher):
            first, _, partner = publisher.partition(" (")
            own = tuple(words(first))
            others = [name for group in groups if own in group for key, name in group.items() if key != own]
            parts = [first] if others else re.split(r" and | / | for |, ", first)
            names = [publisher, *parts, partner.rstrip(")").rpartition(" from ")[2]]
            full = [name.strip() for name in (*names, *others) if len(name) > SHORTEST_PART]
            long = [name for name in full if name not in others or len(words(name)) >= LONG_NAME]
            short = [name.removeprefix("the ") for name in others if name not in long]
            self._add("publishers", publisher, [*long, *(name.removeprefix("The ") for name in long)])
            self._add("publishers", publisher, [*short, *others], risky=True)

    def _add_person(self, person: str, common: Mapping[str, int]) -> None:
        first, last = person.split(maxsplit=1)[0], person.rsplit(maxsplit=1)[-1]
        self._add("people", person, [person])
        self._add("people", person, [name for name in (first, last) if common.get(name.lower(), RARE) >= RARE])
        if common.get(last.lower(), RARE) < RARE:
            self._add("people", person, [last], risky=True)

    def _add_titles(self, knowledge: Knowledge) -> None:
        for resource in knowledge.resources:
            parts = resource.title.split(": ")
            trusts = (TRUST_SUFFIX.split(part)[0] for part in parts)
            for part in {resource.title, *parts, *trusts}:
                key = tuple(words(clean(part)))
                named = tuple(map(singular, key)) in self._meanings or set(stems(key)) <= EVERYWHERE
                if len(key) >= SHORTEST_TITLE and not named:
                    self._titles.setdefault(key, [])
        whole = {resource.id: f" {' '.join(words(clean(resource.title)))} " for resource in knowledge.resources}
        for key, ids in self._titles.items():
            ids += [id_ for id_, title in whole.items() if f" {' '.join(key)} " in title]

    def at(self, names: Sequence[str], at: int, *, risky: bool | Allows) -> tuple[int, list[Meaning]]:
        """The end of the longest name that begins at a word, and what it means.

        `names` are the words in the singular; `risky` says of the span of a name that may mean something else as well
        whether it counts.
        """
        allows = risky if callable(risky) else lambda *_: bool(risky)
        for length in range(min(self._longest.get(names[at], 0), len(names) - at), 0, -1):
            key, end = tuple(names[at : at + length]), at + length
            known = self._meanings.get(key, ())
            if meanings := [one for one in known if (key, one) not in self._risky or allows(at, end, one)]:
                return end, meanings
        return at, []

    def title(self, typed: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The end of the longest title that begins at a word, and the ids of the resources it belongs to."""
        for length in range(min(self._longest_title.get(typed[at], 0), len(typed) - at), SHORTEST_TITLE - 1, -1):
            if ids := self._titles.get(tuple(typed[at : at + length])):
                return at + length, tuple(ids)
        return at, ()

    def called(self, typed: Iterable[str], meant: Iterable[Sequence[Meaning]] = ()) -> tuple[str, ...]:
        """The ids of resources that have all these stems in their names, and of each of `meant` one meaning."""
        content = set(typed) - FILLER - MATERIAL
        if content <= EVERYWHERE and not meant:
            return ()
        ids = tuple(
            resource.id
            for resource in self._resources
            if content <= self._own[resource.id]
            and all(any(id_ in values(resource, facet) for facet, id_ in each) for each in meant)
        )
        return ids if len(ids) <= MOST_OF_A_TITLE or not content else ()


def _longest(names: Iterable[Name]) -> dict[str, int]:
    """How many words the longest name has that begins with a word."""
    longest: dict[str, int] = {}
    for name in names:
        longest[name[0]] = max(len(name), longest.get(name[0], 0))
    return longest


def _own_stems(resource: Resource) -> frozenset[str]:
    own = f"{resource.title} {resource.publisher} {' '.join(resource.people)} {resource.format.replace('-', ' ')}"
    return frozenset(stems(words(clean(own))))
