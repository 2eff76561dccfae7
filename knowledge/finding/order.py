"""The one order of resources: what fits the need and the reader first, then what can be opened, is recent and known.

First come those made for the role alone, then those that fit well; of those that fit alike, what can be opened stands
before what cannot. Among these a weighted sum decides. Then pages are mixed, so that no publisher, document or format
fills one where others fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from knowledge.finding.facets import Facets, Reader
from knowledge.finding.qualities import values
from knowledge.model import Entry, Knowledge, Resource
from knowledge.ranking.index import Ranking
from knowledge.recall import once_a_snapshot

TOPIC, MOST_TOPICS = 0.35, 2
CENTRAL, TITLED = 0.2, 0.15
ROLE, ROLE_ALONE = 0.4, 0.2  # it is for whom it should be for, and for nobody else
BESIDE_WORDS = 0.35  # what its standing counts beside words of its own
LINKED, DATED, OWN = 0.25, 0.1, 0.03
KNOWN, WELL_KNOWN, BEST_KNOWN = 0.03, 0.15, 0.35  # how often answers name it: with words of its own, without, a pillar
NAMED = 0.7  # what an answer names is likely as the answer is, nearly
MOST_LIKELY = 100  # what comes after them has next to no chance
LATER = 0.3  # … and less the later it names it
WELL = 0.7  # what has at least this share of the best's need fits well; `python -m benchmarks.needs` sweeps it
OF_A_TRUST = ("sector", "region", "size")
YEARS = 8  # until a date says as little as none
NAMED_BY = ("pillars", "audiences", "topics")  # wishes by which entries are chosen, whose resources then count
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
    wanted = Facets(topics=facets.topics, audiences=facets.audiences, pillars=facets.pillars)
    wished, settled = _of_wishes(knowledge, wanted, has_words=bool(facets.rest))
    if reader := replace(facets.reader, role="") if facets.audiences else facets.reader:
        share = BESIDE_WORDS if facets.rest else 1.0
        settled = {one.id: settled[one.id] + share * of_reader(one, reader) for one in knowledge.resources}
    need = {id_: share + likely.get(id_, 0.0) for id_, share in wished.items()}
    whole = {id_: share + likely.get(id_, 0.0) for id_, share in settled.items()}
    return Scores(likely, need, settled, whole)


@once_a_snapshot
def _of_wishes(knowledge: Knowledge, wanted: Facets, *, has_words: bool) -> tuple[Mapping[str, float], ...]:
    """How much each resource is about what is `wanted`, and all that is settled whoever asks; by id."""
    named = _named(knowledge, wanted)
    known = KNOWN if has_words else BEST_KNOWN if wanted.pillars else WELL_KNOWN
    share = BESIDE_WORDS if has_words else 1.0
    known /= max(named.values(), default=0) or 1
    newest = max((resource.year or 0 for resource in knowledge.resources), default=0)
    wished = {one.id: _topical(one, wanted) + _role(one, wanted.audiences) for one in knowledge.resources}
    settled = {
        one.id: wished[one.id] + share * _standing(one, newest) + known * named[one.id] for one in knowledge.resources
    }
    return wished, settled


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
    """How much it is about the topics: most about what its own list of topics, or its title, has first."""
    shared = [topic for topic in facets.topics if topic in resource.topics][:MOST_TOPICS]
    central = max((1 / (1 + resource.topics.index(topic)) for topic in shared), default=0.0)
    title = resource.title.lower()
    titled = any(topic.replace("-", " ") in title for topic in shared)
    return TOPIC * len(shared) + CENTRAL * central + TITLED * titled


def _role(resource: Resource, roles: Iterable[str]) -> float:
    if not set(roles) & set(resource.audiences):
        return 0.0
    return ROLE + ROLE_ALONE / len(resource.audiences)


def of_reader(resource: Resource, reader: Reader) -> float:
    """How much it is for who asks; each trait of their trust that it is about counts as their role does."""
    said = [name for name in OF_A_TRUST if getattr(reader, name)]
    alike = sum(getattr(reader, name) in values(resource, f"{name}s") for name in said)
    return _role(resource, [reader.role]) + ROLE * alike


def _standing(resource: Resource, newest: int) -> float:
    recent = max(0.0, 1 - (newest - resource.year) / YEARS) if resource.year else 0.0
    own = resource.publisher.startswith("NHS Providers")
    return LINKED * bool(resource.url) + DATED * recent + OWN * own


def _named(knowledge: Knowledge, facets: Facets) -> Counter[str]:
    """How many answers name a resource or one of its chapters, among those on what is wished for."""
    part_of = _parts(knowledge.resources)
    wished = [(kind, {*wishes}) for kind in NAMED_BY if (wishes := getattr(facets, kind))]
    about = [entry for entry in knowledge.entries if _is_on(entry, wished)] or knowledge.entries
    named: Counter[str] = Counter()
    for entry in about:
        named.update({*entry.resources, *(part_of[id_] for id_ in entry.resources if id_ in part_of)})
    return named


def _is_on(entry: Entry, wished: Iterable[tuple[str, set[str]]]) -> bool:
    return not any(wishes.isdisjoint(getattr(entry, kind)) for kind, wishes in wished)


def _parts(resources: Sequence[Resource]) -> dict[str, str]:
    """The ids of chapters with the id of what they are chapters of."""
    whole = {(one.title, one.format, one.publisher): one.id for one in resources}
    keys = ((one, (document(one), one.format, one.publisher)) for one in resources)
    return {one.id: whole[key] for one, key in keys if key in whole and whole[key] != one.id}


def document(resource: Resource) -> str:
    """The title of what a resource is or is a chapter of."""
    return resource.title.partition(": ")[0]


def best_first(
    resources: Sequence[Resource], facets: Facets, scored: Scores, by: Mapping[str, float]
) -> list[Resource]:
    """By how well they fit (`Grades`), then what can be opened, then `by`."""
    most = max((scored.need[resource.id] for resource in resources), default=0.0)
    grade = Grades(facets, most)
    return sorted(resources, key=lambda one: (-grade(one, scored.need[one.id]), not one.url, -by[one.id], one.id))


class Grades:
    """How well resources fit some wishes. Call it with one and its need; `most` is the highest need of all."""

    def __init__(self, facets: Facets, most: float) -> None:
        self._topics, self._audiences = {*facets.topics}, {*facets.audiences}
        self._reader = facets.reader.beside(facets)
        self._well = WELL * most if facets.topics or facets.rest else -inf

    def __call__(self, resource: Resource, need: float) -> int:
        """From 0 to 4: is it on a wished topic, is its need near the most, is it theirs alone, own to who asks?"""
        about, well = not self._topics.isdisjoint(resource.topics), need >= self._well
        alone = (about or well) and bool(resource.audiences) and self._audiences.issuperset(resource.audiences)
        return about + well + alone + (bool(self._reader) and _is_own(resource, self._reader))


def _is_own(resource: Resource, reader: Reader) -> bool:
    """Is it for the role of who asks alone, or about a trust like theirs?"""
    return resource.audiences == (reader.role,) or of_reader(resource, replace(reader, role="")) > 0


def by_date(resources: Sequence[Resource], *, oldest: bool) -> list[Resource]:
    """Newest or oldest first, and what has no date last; of one date in the order given."""
    dated = [resource for resource in resources if resource.date or resource.starts]
    ordered = sorted(dated, key=lambda resource: resource.date or resource.starts or "", reverse=not oldest)
    return [*ordered, *(resource for resource in resources if resource not in dated)]


def mixed(resources: Sequence[Resource], page: int) -> list[Resource]:
    """In the order given, but on each page at most three of a publisher and two formats at least, where others fit."""
    left, pages = list(resources), []
    places = {resource.id: at for at, resource in enumerate(resources)}
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
        pages += sorted(chosen, key=lambda resource: places[resource.id])
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
