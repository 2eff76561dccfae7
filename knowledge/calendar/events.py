"""Which events of the catalogue are ahead and which are over, by their `starts` and `ends`.

Without `ends` an event is over when its day in London is: nobody knows how long it takes.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.model import Entry, Knowledge, Resource

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
EVENT = r"(?:events?|webinars?|seminars?|sessions?|workshops?|conferences?|masterclass(?:es)?|round ?tables?|dates?)"
BEFORE = r"(?:next|upcoming|future|forthcoming|coming|planned|new)"
TELLS_AHEAD = re.compile(
    rf"\b{BEFORE} (?:\w+ ){{0,3}}?{EVENT}\b|\b{EVENT} (?:\w+ ){{0,3}}?(?:coming up|ahead|planned|upcoming|to come)\b"
    r"|\bwhat(?:'?s| is) (?:coming up|on next)\b",
    re.IGNORECASE,
)


def starts(event: Resource) -> datetime:
    """When it starts, by the clock of London."""
    return datetime.fromisoformat(event.starts or "").astimezone(LONDON)


def ends(event: Resource) -> datetime | None:
    """When it ends, by the clock of London, where that is known and not before it starts."""
    end = datetime.fromisoformat(event.ends).astimezone(LONDON) if event.ends else None
    return end if end and end > starts(event) else None


def over_at(event: Resource) -> datetime:
    """The moment from which on it is over."""
    tomorrow = starts(event).date() + ONE_DAY
    return ends(event) or datetime.combine(tomorrow, time(), LONDON)


def is_over(event: Resource, now: datetime) -> bool:
    """Is an event that has a start over?"""
    return bool(event.starts) and over_at(event) <= now


def ahead(knowledge: Knowledge, now: datetime) -> tuple[Resource, ...]:
    """The events that are not over, the soonest first."""
    return tuple(event for event in _dated(knowledge) if not is_over(event, now))


def over(knowledge: Knowledge, now: datetime) -> tuple[Resource, ...]:
    """The events that are over, the latest first."""
    return tuple(event for event in reversed(_dated(knowledge)) if is_over(event, now))


def _dated(knowledge: Knowledge) -> list[Resource]:
    return sorted((one for one in knowledge.resources if one.starts), key=lambda event: (starts(event), event.id))


def entry_ahead(knowledge: Knowledge) -> Entry | None:
    """The entry that says in its own words what is ahead, for when nothing in the catalogue is."""
    return next((entry for entry in knowledge.entries if tells_ahead(entry)), None)


def tells_ahead(entry: Entry) -> bool:
    """Does an entry answer which events are ahead?"""
    return not entry.is_term and entry.pack is None and bool(TELLS_AHEAD.search(entry.question))


def on_days(event: Resource, first: date, last: date) -> bool:
    """Is any of it on these days, both included?"""
    end = ends(event) or starts(event)
    return starts(event).date() <= last and first <= end.date()
