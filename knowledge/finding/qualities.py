"""What a resource is, facet by facet, and whether something refused is among it.

Of the trust it is about what its field `trust` states; where that says nothing, what the names in it say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.finding.facets import KINDS, Unwanted
from knowledge.model import Resource
from knowledge.trust import REGIONS, SECTORS, Trust

SMALL, LARGE = 5_000, 10_000  # staff: fewer than the first, more than the second
# What people type, by id.
SECTOR_NAMES: Mapping[str, tuple[str, ...]] = {
    "ambulance": ("ambulance trust", "ambulance service", "ambulance"),
    "mental-health": ("mental health trust", "mental health provider", "mental health service", "mental health one"),
    "community": ("community trust", "community health trust", "community provider", "community health provider"),
    "hospital": ("hospital trust", "acute trust", "acute provider", "acute", "hospital"),
}
REGION_NAMES: Mapping[str, tuple[str, ...]] = {
    "north-east-and-yorkshire": ("north east and yorkshire", "north east", "yorkshire"),
    "north-west": ("north west", "northwest", "greater manchester"),
    "midlands": ("midland", "west midland", "east midland"),
    "east-of-england": ("east of england",),
    "london": ("london", "north west london", "south east london", "south west london", "north east london"),
    "south-east": ("south east", "southeast"),
    "south-west": ("south west", "southwest"),
}
SIZE_NAMES: Mapping[str, tuple[str, ...]] = {
    "small": ("small trust", "smaller trust", "small organisation", "smaller organisation"),
    "large": ("large trust", "larger trust", "big trust", "bigger trust", "large organisation"),
}


@dataclass(frozen=True, slots=True)
class TrustTraits:
    """Ids of what is stated, empty where nothing is; `staff` is a number of people."""

    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    staff: int | None = None

    @property
    def sizes(self) -> tuple[str, ...]:
        """Small or large, where the number of staff is stated and is one of them."""
        if self.staff is None:
            return ()
        return ("small",) if self.staff < SMALL else ("large",) if self.staff > LARGE else ()


def traits(resource: Resource) -> TrustTraits:
    """What is known of the trust or trusts a resource is about."""
    trust = resource.trust or Trust()
    names = f"{trust.name} {resource.title} {resource.publisher}"
    return TrustTraits(
        (trust.sector,) if trust.sector else _named(SECTORS, names),
        (trust.region,) if trust.region else _named(REGIONS, names),
        trust.staff,
    )


def _named(patterns: Mapping[str, str], names: str) -> tuple[str, ...]:
    return tuple(id_ for id_, pattern in patterns.items() if re.search(rf"\b(?:{pattern})\b", names, re.IGNORECASE))


def values(resource: Resource, facet: str) -> tuple[str, ...]:
    """What a resource has of a facet: its format under `formats`, who speaks or publishes under `people`."""
    match facet:
        case "formats":
            return (resource.format,)
        case "publishers":
            return (resource.publisher,)
        case "people":
            return (*resource.people, resource.publisher)
        case "sectors" | "regions" | "sizes":
            stated: tuple[str, ...] = getattr(traits(resource), facet)
            return stated
        case _:
            own: tuple[str, ...] = getattr(resource, facet)
            return own


def is_refused(resource: Resource, refused: Unwanted) -> bool:
    """Is a resource refused by its title, its year or one of its qualities?"""
    if not refused:
        return False
    if resource.id in refused.ids or (resource.year is not None and resource.year in refused.years):
        return True
    kinds = (kind for kind in KINDS if getattr(refused, kind))
    return any(set(values(resource, kind)) & set(getattr(refused, kind)) for kind in kinds)
