"""What a resource is, facet by facet, and whether something refused is among it.

Of the trust it is about only what its own title, publisher or summary states. A name that stands in the title counts
before the summary, which may compare with other places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.finding.facets import KINDS, Unwanted
from knowledge.model import Resource

SMALL, LARGE = 5_000, 10_000  # staff: fewer than the first, more than the second
SECTORS = {
    "ambulance": "ambulance",
    "mental-health": "mental health",
    "community": r"community (?:health|healthcare|trusts?|services?)",
    "hospital": "hospitals?",
}
REGIONS = {
    "north-east-and-yorkshire": "north east(?! london)|yorkshire|leeds|airedale",
    "north-west": "north west(?! london)|manchester|pennine|liverpool|lancashire|cheshire",
    "midlands": "midlands|birmingham|leicestershire|derbyshire|nottinghamshire|staffordshire",
    "east-of-england": "east of england|essex|norfolk|suffolk|cambridgeshire|hertfordshire",
    "london": "london|barking, havering and redbridge",
    "south-east": "south east(?! london)|berkshire|kent|surrey|hampshire",
    "south-west": "south west(?! london)|cornwall|dorset|devon|somerset|bristol|bnssg|gloucestershire",
}
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
STAFF = re.compile(r"\b(\d{1,3}(?:,\d{3})+) staff\b")


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
    """What a resource states of the trust or trusts it is about."""
    named, summary = f"{resource.title} {resource.publisher}", resource.summary
    example = resource.format == "case-study"  # elsewhere a number of staff counts those who were asked
    staff = STAFF.search(summary) if example else None
    return TrustTraits(
        _stated(SECTORS, named) or _stated(SECTORS, summary),
        _stated(REGIONS, named) or _stated(REGIONS, summary),
        int(staff[1].replace(",", "")) if staff else None,
    )


def _stated(patterns: Mapping[str, str], text: str) -> tuple[str, ...]:
    return tuple(id_ for id_, pattern in patterns.items() if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE))


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
