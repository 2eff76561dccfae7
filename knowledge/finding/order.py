"""The one order of resources: what fits the need and the reader first, then what can be opened, is recent and known.

A weighted sum over each resource; then pages are mixed, so that no publisher, document or format fills one where
others fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.finding.facets import Facets
from knowledge.model import Entry, Knowledge, Resource
from knowledge.ranking.index import Ranking

TOPIC, MOST_TOPICS = 0.35, 2
ROLE, ROLE_ALONE = 0.4, 0.2  # it is for whom it should be for, and for nobody else
LINKED, DATED, OWN = 0.15, 0.1, 0.03
KNOWN, BEST_KNOWN = 0.06, 0.35  # how often answers name it; where nothing else is asked, that comes first
NAMED = 0.7  # what an answer names is likely as the answer is, nearly
MOST_LIKELY = 100  # what comes after them has next to no chance
LATER = 0.3  # … and less the later it names it
YEARS = 8  # until a date says as little as none
OF_A_PUBLISHER, OF_A_DOCUMENT = 3, 2  # at most on a page, where others fit


@dataclass(frozen=True, slots=True)
class Scores:
    """For each resource id: how `likely` a question finds it, where it does; how much it fits what is asked (`need`).

    `settled` is what speaks for it whatever the words of the question, and `whole` is all together.
    """

    likely: Mapping[str, float]
    need: Mapping[str, float]
    settled: Mapping[str, float]
    whole: Mapping[str, float]


def scores(knowledge: Knowledge, facets: Facets, ranking: Ranking | None) -> Scores:
    """The scores of all resources; only their order and their shares mean something."""
    likely = _likely(knowledge, ranking)
    named = _named(knowledge, facets.pillars)
    known = BEST_KNOWN if ranking is None and not facets.topics and not facets.audiences else KNOWN
    known /= max(named.values(), default=0) or 1
    newest = max((resource.year or 0 for resource in knowledge.resources), default=0)
    need: dict[str, float] = {}
    settled: dict[str, float] = {}
    for resource in knowledge.resources:
        wished = _topical(resource, facets) + _role(resource, facets)
        need[resource.id] = wished + likely.get(resource.id, 0.0)
        settled[resource.id] = wished + _standing(resource, newest) + known * named[resource.id]
    whole = {id_: settled[id_] + likely.get(id_, 0.0) for id_ in settled}
    return Scores(likely, need, settled, whole)


def _likely(knowledge: Knowledge, ranking: Ranking | None) -> Mapping[str, float]:
    """How likely the question finds a resource, or an answer that names it."""
    likely: dict[str, float] = {}
    pairs = zip(ranking.ids[:MOST_LIKELY], ranking.chances[:MOST_LIKELY], strict=True) if ranking else ()
    for id_, chance in pairs:
        share = float(chance) ** 0.5
        likely[id_] = likely.get(id_, 0.0) + share
        entry = knowledge.by_id[id_]
        for position, resource in enumerate(entry.resources if isinstance(entry, Entry) else ()):
            likely[resource] = likely.get(resource, 0.0) + NAMED * share / (1 + LATER * position)
    return likely


def _topical(resource: Resource, facets: Facets) -> float:
    return TOPIC * min(sum(topic in resource.topics for topic in facets.subjects), MOST_TOPICS)


def _role(resource: Resource, facets: Facets) -> float:
    if not set(facets.audiences) & set(resource.audiences):
        return 0.0
    return ROLE + ROLE_ALONE / len(resource.audiences)


def _standing(resource: Resource, newest: int) -> float:
    recent = max(0.0, 1 - (newest - resource.year) / YEARS) if resource.year else 0.0
    own = resource.publisher.startswith("NHS Providers")
    return LINKED * bool(resource.url) + DATED * recent + OWN * own


def _named(knowledge: Knowledge, pillars: Sequence[str]) -> Counter[str]:
    """How many answers name a document or one of its chapters, among those on the pillars where there are any."""
    whole = {resource.title: resource.id for resource in knowledge.resources}
    part_of = {one.id: whole.get(document(one)) for one in knowledge.resources}
    named: Counter[str] = Counter()
    for entry in knowledge.entries:
        if pillars and not set(pillars) & set(entry.pillars):
            continue
        named.update({*entry.resources, *(of for id_ in entry.resources if (of := part_of.get(id_)))})
    return named


def document(resource: Resource) -> str:
    """The title of what a resource is or is a chapter of."""
    return resource.title.partition(": ")[0]


def by_date(resources: Sequence[Resource], *, oldest: bool) -> list[Resource]:
    """Newest or oldest first, and what has no date last; of one date in the order given."""
    dated = [resource for resource in resources if resource.date or resource.starts]
    ordered = sorted(dated, key=lambda resource: resource.date or resource.starts or "", reverse=not oldest)
    return [*ordered, *(resource for resource in resources if resource not in dated)]


def mixed(resources: Sequence[Resource], page: int) -> list[Resource]:
    """In the order given, but on each page at most three of a publisher and two formats at least, where others fit."""
    left, pages = list(resources), []
    publishers = _publishers(resources)
    while left:
        chosen: list[Resource] = []
        while left and len(chosen) < page:
            chosen.append(left.pop(_next(left, chosen, publishers)))
        others = [resource for resource in left if resource.format != chosen[0].format]
        if len(chosen) == page and others and len({resource.format for resource in chosen}) == 1:
            left.remove(others[0])
            left.insert(0, chosen.pop())
            chosen.append(others[0])
        pages += chosen
    return pages


def _next(left: Sequence[Resource], chosen: Sequence[Resource], publishers: Mapping[str, str]) -> int:
    """The place of the first that does not fill the page with its like; the first of all where none does."""
    by = Counter(publishers[resource.publisher] for resource in chosen)
    of = Counter(map(document, chosen))
    places = (
        at
        for at, resource in enumerate(left)
        if by[publishers[resource.publisher]] < OF_A_PUBLISHER and of[document(resource)] < OF_A_DOCUMENT
    )
    return next(places, 0)


def _publishers(resources: Iterable[Resource]) -> dict[str, str]:
    """Each publisher by the shortest name that it begins with: what two publish together counts for the first."""
    names = sorted({resource.publisher for resource in resources}, key=len)
    return {name: next(first for first in names if name.startswith(first)) for name in names}
