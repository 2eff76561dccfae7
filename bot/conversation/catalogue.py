"""The resources by pillar, role, topic and format, for whoever would rather look than ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.markup import link
from knowledge.deciding.outcome import Listed
from knowledge.finding.facets import Facets
from knowledge.finding.finding import Match
from knowledge.finding.recommend import recommend
from knowledge.model import Knowledge, Resource

FIRST_RESOURCES = 3
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
    """The names on a shelf by id, those that hold something, in the order of the knowledge."""
    names = SHELVES[shelf].names(knowledge)
    used = {id_ for one in knowledge.resources for id_ in SHELVES[shelf].holds(one)}
    unnamed = {id_: id_.replace("-", " ").capitalize() for id_ in sorted(used - set(names))}
    return {id_: name for id_, name in {**names, **unnamed}.items() if id_ in used}


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
