"""The same list another way: what is short of it, newest first, in other formats, for one role or for nobody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from knowledge.finding.facets import ALL_BOARD, Facets, Reader, Unwanted
from knowledge.finding.order import of_reader
from knowledge.finding.recommend import Recommendation, fits, is_short
from knowledge.model import Knowledge

Way = Literal["shorter", "newer", "formats", "role", "reader"]
WAYS: tuple[Way, ...] = ("shorter", "newer", "formats", "role", "reader")
FEWEST = 2  # resources; a list of one has no other way


def ways(knowledge: Knowledge, recommendation: Recommendation) -> tuple[Way, ...]:
    """The ways that would make another list of it; events stand in the order of their days."""
    if recommendation.facets.calendar:
        return ()
    return tuple(_ways(knowledge, recommendation)) if len(recommendation.resources) >= FEWEST else ()


def _ways(knowledge: Knowledge, recommendation: Recommendation) -> Iterator[Way]:
    resources, facets = recommendation.resources, recommendation.facets
    if not facets.short and 0 < sum(map(is_short, resources)) < len(resources):
        yield "shorter"
    if not facets.newest and len({resource.year for resource in resources if resource.year}) > 1:
        yield "newer"
    others = in_way(recommendation, "formats")
    if any(fits(resource, others) and resource.format not in others.refused.formats for resource in resources) or (
        facets.formats and any(fits(one, others) and one not in resources for one in knowledge.resources)
    ):
        yield "formats"
    if counts_reader(recommendation):
        yield "reader"
    elif not facets.audiences and any(ALL_BOARD not in resource.audiences for resource in resources):
        yield "role"


def counts_reader(recommendation: Recommendation) -> bool:
    """Is the list for who asks: does it begin with what is theirs, or does all that is shown first fit their role?"""
    reader = recommendation.facets.reader
    own = Facets(audiences=(reader.role,))
    fit = bool(reader.role) and all(fits(resource, own) for resource in recommendation.page(0))
    return fit or any(of_reader(resource, reader) for resource in recommendation.resources)


def in_way(recommendation: Recommendation, way: Way, role: str = "") -> Facets:
    """The wishes of the list in that way; `role` is an audience for "role", and for "reader", or none for nobody's."""
    facets = recommendation.facets
    match way:
        case "shorter":
            return replace(facets, short=True)
        case "newer":
            return replace(facets, newest=True, oldest=False)
        case "formats":
            seen = facets.formats or _commonest(recommendation)
            return replace(facets, formats=(), refused=facets.refused.joined(Unwanted(formats=seen)))
        case "role":
            return replace(facets, audiences=(role,), reader=replace(facets.reader, role=role))
        case "reader":
            wished = tuple(one for one in facets.audiences if one != facets.reader.role)
            return replace(facets, audiences=(role,) if role else wished, reader=Reader(role))


def _commonest(recommendation: Recommendation) -> tuple[str, ...]:
    formats = Counter(resource.format for resource in recommendation.page(0))
    return (formats.most_common(1)[0][0],) if formats else ()
