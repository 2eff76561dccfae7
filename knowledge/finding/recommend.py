"""Which resources fit some wishes, best first, and which wish had to be dropped.

The one engine of every list, wherever it comes from: a message, a pillar, a shelf of the catalogue, a button.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from knowledge.finding.facets import ALL_BOARD, CASE_STUDY, SORTING, Facets
from knowledge.finding.gazetteer import EVERYWHERE
from knowledge.finding.order import Scores, best_first, by_date, mixed, scores
from knowledge.finding.qualities import is_refused, values
from knowledge.model import Knowledge, Resource
from knowledge.ranking.index import Ranking
from knowledge.recall import once_a_snapshot

SHORT_FORMATS = frozenset({"blog", "article", "question-set", "statement", "podcast", "tool"})
LISTENED = 30  # minutes that what one hears takes, where nobody has said how long
SHORT_MINUTES = 15
PAGE = 5  # resources shown at a time
DROP_ORDER = (
    "short", "sizes", "regions", "sectors", "years", "publishers", "audiences", "pillars", "formats", "people",
)  # fmt: skip
ON_SUBJECT = 0.3  # the best of those that fit scores at least so much where one is about the subject
NEAR_BEST = 0.3  # where a subject is named, what scores less than this share of the best is left out


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Resources, best first, all that fit; `dropped` are the wishes that none of them could meet.

    `facets` are the wishes that they meet, `asked` all that there were.
    """

    resources: tuple[Resource, ...]
    facets: Facets
    dropped: tuple[str, ...] = ()
    asked: Facets = field(default_factory=Facets)

    def page(self, first: int) -> tuple[Resource, ...]:
        """What is shown from place `first` on: as many as were asked for, and no more than a page."""
        most = self.facets.most if first == 0 and self.facets.most else PAGE
        return self.resources[first : first + most]


def recommend(knowledge: Knowledge, facets: Facets, ranking: Ranking | None) -> Recommendation:
    """The resources that fit, without what is refused; as few wishes as must be are dropped while nothing does.

    `ranking` is how likely a question finds each. Where its wishes say all that there is in it, it changes no order,
    so that the same wishes have the same list wherever they come from.
    """
    asked = facets
    met, dropped, fitting = _fitting(knowledge, facets.but_words)
    rest = tuple(stem for stem in facets.rest if stem not in EVERYWHERE)
    facets = replace(met, rest=rest, unclear_refusal=facets.unclear_refusal, days=facets.days, reader=facets.reader)
    says_all = not facets.rest and bool(facets.wishes or facets.topics)
    scored = scores(knowledge, facets, None if says_all and not facets.topics else ranking)
    ordered = _about_it(fitting, facets, scored, says_all=says_all)
    if ordered and facets.topics and facets.wishes and scored.need[ordered[0].id] < ON_SUBJECT:
        dropped = (*dropped, "topics")
    arranged = by_date(ordered, oldest=facets.oldest) if facets.ordered else mixed(ordered, PAGE)
    return Recommendation(tuple(arranged), facets, dropped, asked)


@once_a_snapshot
def _fitting(knowledge: Knowledge, wishes: Facets) -> tuple[Facets, tuple[str, ...], tuple[Resource, ...]]:
    """The wishes that can be met, those that are dropped, and what fits."""
    allowed = [resource for resource in knowledge.resources if not is_refused(resource, wishes.refused)]
    dropped = _unmet(allowed, wishes)
    met = replace(_but(wishes, dropped), topics=wishes.subjects)
    return met, dropped, tuple(resource for resource in allowed if fits(resource, met))


def _about_it(fitting: Sequence[Resource], facets: Facets, scored: Scores, *, says_all: bool) -> list[Resource]:
    """Those about the subject, best first; of topics and nothing else first those that have them, in their own order.

    Where dates decide the order, only those that have them.
    """
    if not facets.topics and not facets.rest:
        return best_first(fitting, facets, scored, scored.whole)
    few = len(fitting) <= PAGE and facets.wishes and not facets.topics
    least = 0.0 if few else NEAR_BEST * max((scored.need[resource.id] for resource in fitting), default=0.0)
    near = best_first([one for one in fitting if scored.need[one.id] >= least], facets, scored, scored.whole)
    tagged = [resource for resource in fitting if set(facets.topics) & set(resource.topics)]
    if not tagged or not (says_all or facets.ordered):
        return near
    others = [resource for resource in near if resource not in tagged and resource.id in scored.likely]
    return [*best_first(tagged, facets, scored, scored.settled), *([] if facets.ordered else others)]


def _unmet(allowed: Sequence[Resource], facets: Facets) -> tuple[str, ...]:
    """The wishes to drop: first what nothing meets by itself, then one after the other, and no more than must be.

    Who wants a case study from a trust of a kind would rather have something else from such a trust than from others.
    """
    first = ("formats",) if facets.of_trusts and facets.formats == (CASE_STUDY,) else ()
    order = tuple(dict.fromkeys((*first, *DROP_ORDER)))
    alone = [wish for wish in order if wish in facets.wishes and not _met(allowed, _only(facets, wish))]
    dropped = list(alone)
    while not _met(allowed, _but(facets, dropped)):
        left = [wish for wish in order if wish in facets.wishes and wish not in dropped]
        if not left:
            break
        dropped.append(left[0])
    for wish in tuple(dropped):
        others = [other for other in dropped if other != wish]
        dropped = others if _met(allowed, _but(facets, others)) else dropped
    return tuple(wish for wish in DROP_ORDER if wish in dropped)


def _met(allowed: Sequence[Resource], facets: Facets) -> bool:
    return any(fits(resource, facets) for resource in allowed)


def _but(facets: Facets, wishes: Iterable[str]) -> Facets:
    for wish in wishes:
        facets = facets.without(wish)
    return facets


def _only(facets: Facets, wish: str) -> Facets:
    return _but(facets, (other for other in facets.wishes if other != wish))


def fits(resource: Resource, facets: Facets) -> bool:
    """Does it meet every wish that sorts in or out?"""
    year = resource.year
    return (
        all(_meets(resource, kind, wanted) for kind in SORTING if (wanted := getattr(facets, kind)))
        and (not facets.since or (year is not None and year >= facets.since))
        and (not facets.until or (year is not None and year <= facets.until))
        and (not facets.short or is_short(resource, facets.minutes))
    )


def _meets(resource: Resource, kind: str, wanted: tuple[str, ...]) -> bool:
    has = values(resource, kind)
    return not {*wanted}.isdisjoint(has) or (kind == "audiences" and ALL_BOARD in has)


def is_short(resource: Resource, minutes: int | None = None) -> bool:
    """So many minutes at most, else a quarter of an hour; by its format where nobody has said how long it takes."""
    if resource.minutes:
        return resource.minutes <= (minutes or SHORT_MINUTES)
    heard = resource.format == "podcast"
    return resource.format in SHORT_FORMATS and not (heard and minutes and minutes < LISTENED)


def named_in(knowledge: Knowledge, ids: Iterable[str]) -> tuple[Resource, ...]:
    """The resources of those ids, in order."""
    return tuple(found for id_ in ids if (found := knowledge.resource(id_)))
