"""What leaders read of events: day, time in London, place and link; and what is left of one that is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from bot.wording import Wording
from bot.workdays import spoken
from knowledge.calendar.events import ahead, ends, is_over, starts, tells_ahead
from knowledge.finding.recommend import Recommendation
from knowledge.model import Entry, Knowledge, Resource

WEBINAR = "webinar"  # what is held on the web is online
MOST_IN_AN_ANSWER = 3


class EventWords:
    """Puts events into the words of one snapshot of the knowledge."""

    def __init__(self, say: Wording) -> None:
        self._say = say

    def when(self, event: Resource) -> str:
        """`Thursday 3 December 2026, 10am to 11.30am`."""
        start, end = starts(event), ends(event)
        day = dated(start.date())
        if end and end.date() != start.date():
            return self._say("event_days", first=_day_and_time(start), last=_day_and_time(end))
        if end:
            return self._say("event_from_to", day=day, first=clock(start.time()), last=clock(end.time()))
        return _day_and_time(start)

    def place(self, event: Resource) -> str:
        """Where it is held, as far as that is said."""
        return event.venue or (self._say("event_online") if event.format == WEBINAR else "")

    def line(self, event: Resource) -> str:
        """When and where, on a line."""
        return ", ".join(filter(None, [self.when(event), self.place(event)]))

    def item(self, event: Resource, calendar: str) -> str:
        """The same as it stands in a list of what is ahead, or of the last one."""
        return f"{self.line(event)}\n{self.gone(event)}" if calendar == "last" else self.line(event)

    def gone(self, event: Resource) -> str:
        """That it is over, and what there may be of it."""
        return self._say("event_over" if event.url else "event_over_no_link")

    def opening(self, recommendation: Recommendation) -> str:
        """The sentence that opens a list of events: what of the wishes it meets."""
        facets, dropped = recommendation.facets, recommendation.dropped
        if facets.calendar == "last":
            return self._say("events_last")
        if dropped:
            return self._say("events_none_in" if "days" in dropped else "events_none_fit", days=facets.days)
        return self._say("events_in", days=facets.days) if facets.days else self._say("events_ahead")

    def answer(self, events: Sequence[Resource]) -> str:
        """What is ahead, as an answer."""
        lines = [f"- {event.title}: {self.line(event)}" for event in events[:MOST_IN_AN_ANSWER]]
        return "\n".join([self._say("events_ahead"), *lines])


def dated(day: date) -> str:
    """A day with its year: Thursday 3 December 2026."""
    return f"{spoken(day)} {day.year}"


def clock(at: time) -> str:
    """A time as the NHS writes it: 10am, 2.30pm, midday."""
    if (at.hour, at.minute) in ((0, 0), (12, 0)):
        return "midday" if at.hour else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"


def _day_and_time(moment: datetime) -> str:
    """Without a time where it is midnight: then only the day was told."""
    return dated(moment.date()) if moment.time() == time() else f"{dated(moment.date())}, {clock(moment.time())}"


def as_of(knowledge: Knowledge, now: datetime | None) -> Knowledge:
    """The knowledge as it answers at a moment: where events are ahead, the answer that says so names them.

    Of an event that is over the summary begins with that.
    """
    if now is None or not any(resource.starts for resource in knowledge.resources):
        return knowledge
    words, events = EventWords(Wording(knowledge.wording)), ahead(knowledge, now)
    ids = tuple(event.id for event in events[:MOST_IN_AN_ANSWER])

    def told(entry: Entry) -> Entry:
        return replace(entry, answer=words.answer(events), resources=ids, ask="") if tells_ahead(entry) else entry

    def shown(resource: Resource) -> Resource:
        if not is_over(resource, now):
            return resource
        return replace(resource, summary="\n\n".join(filter(None, [words.gone(resource), resource.summary])))

    return replace(
        knowledge,
        entries=tuple(map(told, knowledge.entries)) if events else knowledge.entries,
        resources=tuple(map(shown, knowledge.resources)),
    )
