"""Which resources fit some wishes, best first, and which wish had to be dropped.

The order is a weighted sum: how probable the question finds the resource, and answers that name it, then whom it is
for, whether it is the programme's own, and its age.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.finding.facets import ALL_BOARD, SHORT_FORMATS, SHORT_MINUTES, Facets
from knowledge.model import Entry, Knowledge, Resource
from knowledge.ranking.index import Ranking

DROP_ORDER = ("short", "years", "publishers", "audiences", "pillars", "formats", "people")
ON_SUBJECT = 0.4  # the best of those that fit scores at least so much where one is about the subject
NEAR_BEST = 0.4  # where a subject is named, what scores less than this share of the best is left out


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Resources, best first, all that fit; `dropped` are the wishes that none of them could meet."""

    resources: tuple[Resource, ...]
    facets: Facets
    dropped: tuple[str, ...] = ()


def recommend(knowledge: Knowledge, facets: Facets, ranking: Ranking | None) -> Recommendation:
    """The resources that fit, dropping one wish after the other while nothing does."""
    dropped: list[str] = []
    while True:
        resources = [resource for resource in knowledge.resources if fits(resource, facets)]
        if resources or not facets.wishes:
            break
        wish = next(name for name in DROP_ORDER if name in facets.wishes)
        dropped.append(wish)
        facets = facets.without(wish)
    scores = relevance(knowledge, facets, ranking)
    ordered = sorted(resources, key=lambda resource: (-scores[resource.id], resource.id))
    if ordered and facets.topics and facets.wishes and scores[ordered[0].id] < ON_SUBJECT:
        dropped.append("topics")
    if facets.topics or facets.rest:
        least = NEAR_BEST * scores[ordered[0].id] if ordered else 0.0
        ordered = [resource for resource in ordered if scores[resource.id] >= least]
    return Recommendation(tuple(ordered), facets, tuple(dropped))


def fits(resource: Resource, facets: Facets) -> bool:
    """Does it meet every wish that sorts in or out?"""
    year = resource.year
    return (
        (not facets.formats or resource.format in facets.formats)
        and (not facets.people or any(person in (*resource.people, resource.publisher) for person in facets.people))
        and (not facets.publishers or resource.publisher in facets.publishers)
        and (not facets.pillars or any(pillar in resource.pillars for pillar in facets.pillars))
        and (not facets.audiences or any(a in (*resource.audiences,) for a in (*facets.audiences, ALL_BOARD)))
        and (not facets.since or (year is not None and year >= facets.since))
        and (not facets.until or (year is not None and year <= facets.until))
        and (not facets.short or is_short(resource))
    )


def is_short(resource: Resource) -> bool:
    """A quarter of an hour at most; by its format where nobody has said how long it takes."""
    return resource.minutes <= SHORT_MINUTES if resource.minutes else resource.format in SHORT_FORMATS


def relevance(knowledge: Knowledge, facets: Facets, ranking: Ranking | None) -> dict[str, float]:
    """A score for each resource id; only the order means something."""
    scores = {one.id: _standing(one, facets) for one in knowledge.resources}
    if ranking is None:
        return scores
    for id_, chance in zip(ranking.ids, ranking.chances, strict=True):
        likely = float(chance) ** 0.5
        if id_ in scores:
            scores[id_] += likely
        elif isinstance(entry := knowledge.by_id[id_], Entry):
            for position, resource in enumerate(entry.resources):
                if resource in scores:
                    scores[resource] += 0.7 * likely / (1 + 0.3 * position)
    return scores


def _standing(resource: Resource, facets: Facets) -> float:
    """What speaks for a resource whatever the words: at most about 0.5."""
    topics = sum(topic in resource.topics for topic in facets.subjects)
    score = 0.35 * min(topics, 2)
    score += 0.4 * any(audience in resource.audiences for audience in facets.audiences)
    score += 0.05 * bool(resource.url)
    score += 0.04 * (resource.publisher.startswith("NHS Providers"))
    newest = 0.05 if facets.newest else 0.005
    return score + newest * max(0, (resource.year or 2015) - 2015)


def named_in(knowledge: Knowledge, ids: Iterable[str]) -> tuple[Resource, ...]:
    """The resources of those ids, in order."""
    return tuple(found for id_ in ids if (found := knowledge.resource(id_)))
