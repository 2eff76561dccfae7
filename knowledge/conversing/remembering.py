"""What is remembered of a reply, for a short message to refer to."""

from __future__ import annotations

from dataclasses import replace

from knowledge.deciding.outcome import (
    PERSON,
    Answered,
    Brief,
    Declined,
    Listed,
    Memory,
    Outcome,
    Social,
    Unknown,
    Unsure,
    WantsPerson,
    Welcomed,
)
from knowledge.finding.facets import Facets

EARLIER = 6  # ids that were shown before the last reply


def remembered(text: str, outcome: Outcome, facets: Facets, memory: Memory) -> Memory:
    """What the next message may refer to, after that outcome; `facets` are the wishes, `memory` what was before."""
    shown = memory.ids or (memory.offered if memory.question else ())  # a welcome shows nothing
    earlier = (*shown, *memory.earlier)[:EARLIER]
    match outcome:
        case Answered():
            return Memory(text, outcome.ids, (), facets, earlier=earlier)
        case Listed():
            recommendation, first = outcome.recommendation, outcome.first
            ids = tuple(one.id for one in recommendation.page(first))
            return Memory(text, ids, ids, facets, recommendation, first, earlier)
        case Unsure():
            offer = outcome.ids[0] if len(outcome.ids) == 1 else ""
            return Memory(text, (), outcome.ids, facets, earlier=earlier, offer=offer)
        case Welcomed():
            return Memory("", (), outcome.ids, earlier=earlier, offer=outcome.ids[0] if outcome.ids else "")
        case Unknown():
            return Memory(text, (), outcome.ids, facets, earlier=earlier, offer=PERSON)
        case Social():
            return memory
        case Brief() | Declined():
            return replace(memory, offer="")
    return Memory(offer=PERSON if isinstance(outcome, WantsPerson) else "")
