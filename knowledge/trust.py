"""The trust that a resource is about: what is stated of it, and what kinds and regions there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# By id, what stands in the names of trusts of the kind, and of trusts and bodies of the region.
SECTORS: Mapping[str, str] = {
    "ambulance": "ambulance",
    "mental-health": "mental health",
    "community": r"community (?:health|healthcare|trusts?|services?)",
    "hospital": "hospitals?",
}
REGIONS: Mapping[str, str] = {
    "north-east-and-yorkshire": "north east(?! london)|yorkshire|leeds|airedale",
    "north-west": "north west(?! london)|manchester|pennine|liverpool|lancashire|cheshire",
    "midlands": "midlands|birmingham|leicestershire|derbyshire|nottinghamshire|staffordshire",
    "east-of-england": "east of england|essex|norfolk|suffolk|cambridgeshire|hertfordshire",
    "london": "london|barking, havering and redbridge",
    "south-east": "south east(?! london)|berkshire|kent|surrey|hampshire",
    "south-west": "south west(?! london)|cornwall|dorset|devon|somerset|bristol|bnssg|gloucestershire",
}


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust as a resource describes it; without a `name` a kind of trusts. What is not stated is empty or None.

    `sector` and `region` are ids of the above, `staff` is a number of people, `ethnic_minority_share` is in per cent.
    """

    name: str = ""
    sector: str = ""
    region: str = ""
    staff: int | None = None
    ethnic_minority_share: float | None = None
