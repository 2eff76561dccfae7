"""A message and its outcome, and what the calendar has for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.library.folder import Snapshot
from knowledge.calendar.scheduled import Calendar
from knowledge.deciding.outcome import Memory, Outcome, remembered

Now = Callable[[], datetime | None]


def understood(snapshot: Snapshot, text: str, memory: Memory, now: datetime | None) -> tuple[Outcome, Memory]:
    """What becomes of a message at a moment, and what to remember for the next; without one events are as any other."""
    outcome, after = snapshot.understanding(text, memory)
    if now is None or not any(resource.starts for resource in snapshot.knowledge.resources):
        return outcome, after
    question = snapshot.understanding.find.prepare(text)
    facets = snapshot.understanding.find.facets(question)
    listed = Calendar(snapshot.knowledge, now)(question.text, facets, outcome)
    if listed is None:
        return outcome, after
    kept = remembered(question.text, listed, listed.recommendation.facets, memory)
    return listed, replace(kept, reader=after.reader)
