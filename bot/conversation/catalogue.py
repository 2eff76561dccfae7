"""The resources by pillar, role, topic and format, for whoever would rather look than ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.markup import link
from knowledge.deciding.outcome import Listed
from knowledge.finding.facets import Facets
from knowledge.finding.finding import Match
from knowledge.finding.recommend import recommend
from knowledge.model import Knowledge, Resource

FIRST_RESOURCES = 1  # of each pillar, so that all of them fit a telephone
MOST_IN_A_GROUP = 24  # names: three pages of buttons
MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Shelf:
    """One way to sort the resources; `menu` is the key of its name in wording.yaml."""

    menu: str
    wishes: Callable[[str], Facets]
    holds: Callable[[Resource], tuple[str, ...]]
    names: Callable[[Knowledge], dict[str, str]]


SHELVES = {
    "pillars": Shelf(
        "by_pillar",
        lambda id_: Facets(pillars=(id_,)),
        lambda one: one.pillars,
        lambda known: {pillar.id: pillar.name for pillar in known.pillars},
    ),
    "audiences": Shelf(
        "by_role",
        lambda id_: Facets(audiences=(id_,)),
        lambda one: one.audiences,
        lambda known: {id_: named.name for id_, named in known.vocabulary.audiences.items()},
    ),
    "topics": Shelf(
        "by_topic",
        lambda id_: Facets(topics=(id_,)),
        lambda one: one.topics,
        lambda known: {id_: named.name for id_, named in known.vocabulary.topics.items()},
    ),
    "formats": Shelf(
        "by_format",
        lambda id_: Facets(formats=(id_,)),
        lambda one: (one.format,),
        lambda known: {id_: named.name for id_, named in known.vocabulary.formats.items()},
    ),
}


def shelf_names(knowledge: Knowledge, shelf: str) -> dict[str, str]:
    """The names on a shelf by id, those that hold something, in the order of the knowledge; many of them by name."""
    names = SHELVES[shelf].names(knowledge)
    used = {id_ for one in knowledge.resources for id_ in SHELVES[shelf].holds(one)}
    unnamed = {id_: id_.replace("-", " ").capitalize() for id_ in sorted(used - set(names))}
    held = [(id_, name) for id_, name in {**names, **unnamed}.items() if id_ in used]
    return dict(sorted(held, key=_by_name) if len(held) > MOST_IN_A_GROUP else held)


def _by_name(named: tuple[str, str]) -> str:
    return named[1].casefold().removeprefix("the ")


def initial(name: str) -> str:
    """The letter under which a name stands."""
    return _by_name(("", name))[:1]


def letters(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """First and last letters of groups of sorted names, none of more names than `MOST_IN_A_GROUP` where it can be."""
    groups: list[tuple[str, str, int]] = []
    for letter, held in Counter(map(initial, names)).items():
        first, _, before = groups[-1] if groups else ("", "", MOST_IN_A_GROUP)
        if before + held > MOST_IN_A_GROUP:
            groups.append((letter, letter, held))
        else:
            groups[-1] = (first, letter, before + held)
    return tuple((first, last) for first, last, _ in groups)


def within_letters(names: Mapping[str, str], first: str, last: str) -> dict[str, str]:
    """Those of the names on a shelf that stand under these letters."""
    return {id_: name for id_, name in names.items() if first <= initial(name) <= last}


def listed(knowledge: Knowledge, shelf: str, id_: str, first: int) -> Listed | None:
    """The resources under a name of a shelf from place `first` on, as a message gets them, or None."""
    if not any(id_ in SHELVES[shelf].holds(resource) for resource in knowledge.resources):
        return None
    recommendation = recommend(knowledge, SHELVES[shelf].wishes(id_), None)
    if not 0 <= first < len(recommendation.resources):
        return None
    return Listed(Match(recommendation.resources[first].id, 1.0), recommendation, first)


def first_resources(knowledge: Knowledge, pillar: str) -> str:
    """A bullet for each of the resources to start with, in the light markup."""
    resources = recommend(knowledge, Facets(pillars=(pillar,)), None).resources[:FIRST_RESOURCES]
    return "\n".join(
        f"- {link(resource.title, resource.url) if resource.url else resource.title}" for resource in resources
    )


def examples(knowledge: Knowledge) -> tuple[str, ...]:
    """Ids of three questions worth asking first: those that wording.yaml names, filled up with the first there are."""
    asked = {entry.question: entry.id for entry in knowledge.entries if not entry.is_term}
    named = [asked[question] for question in knowledge.wording["example_questions"].splitlines() if question in asked]
    return tuple(dict.fromkeys([*named, *asked.values()]))[:MOST_EXAMPLES]
