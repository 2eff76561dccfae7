"""Warnings about events: what is over, and answers that say something else than the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from knowledge.calendar.asked import MONTHS
from knowledge.calendar.events import LONDON, ahead, starts, tells_ahead
from knowledge.model import Entry, Knowledge, Location
from knowledge.problem import Problem

SAYS_NONE = re.compile(
    r"\b(?:no|not any|isn'?t any|none|nothing)\b[^.?!]{0,40}"
    r"\b(?:events?|webinars?|sessions?|dates?|planned|coming up)\b"
    r"|\b(?:events?|webinars?|sessions?|dates?)\b[^.?!]{0,30}\b(?:not known|unknown|not planned|to be confirmed)\b"
    r"|\bthere (?:is|are) none\b",
    re.IGNORECASE,
)
A_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})(?: (20\d\d))?\b", re.IGNORECASE)
NAMES_NEXT = re.compile(r"\b(?:next|upcoming|coming|join|book|will be|takes place|is on|are on)\b", re.IGNORECASE)


def events_over(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """An event that is over is told as past; its page may by now have a recording."""
    for event in knowledge.resources:
        last = event.ends or event.starts
        if last and datetime.fromisoformat(last).astimezone(LONDON).date() < today:
            what = f"'{event.id}' is over ({last}); say so in its summary or take it out"
            yield _warning(event.location.at("ends" if event.ends else "starts"), what)
        if event.starts and event.ends and datetime.fromisoformat(event.ends) < datetime.fromisoformat(event.starts):
            yield _warning(event.location.at("ends"), f"'{event.id}' ends before it starts")


def offsets_of_the_other_season(knowledge: Knowledge) -> Iterator[Problem]:
    """An event in summer with winter's offset is told to leaders an hour late."""
    for event in knowledge.resources:
        for key, typed in (("starts", event.starts), ("ends", event.ends)):
            if typed is None:
                continue
            typed_as = datetime.fromisoformat(typed)
            there = typed_as.astimezone(LONDON)
            if typed_as.utcoffset() != there.utcoffset():
                meant = typed_as.replace(tzinfo=LONDON).isoformat(timespec="minutes")
                what = f"'{event.id}' {key} at {there:%H:%M} in London; if {typed_as:%H:%M} is meant, write {meant}"
                yield _warning(event.location.at(key), what)


def answers_against_the_calendar(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """What an answer says of coming events, where the catalogue says something else."""
    events = ahead(knowledge, _midnight(today))
    days = {starts(event).date() for event in events}
    dated = any(resource.starts for resource in knowledge.resources)
    for entry in knowledge.entries:
        if not dated or not tells_ahead(entry):
            continue
        here = entry.location.at("answer")
        if events and SAYS_NONE.search(entry.answer):
            what = f"'{entry.id}' says that there is none, but '{events[0].id}' is ahead ({events[0].starts})"
            yield _warning(here, f"{what}; leaders are told of that, so let the answer stand for when there is none")
        for day, named in _days_ahead(entry, today):
            if day < today:
                yield _warning(here, f"'{entry.id}' tells of {named} as if it were ahead, and it is over")
            elif day not in days:
                yield _warning(here, f"'{entry.id}' tells of {named}, but no event of resources.yaml starts then")


def _days_ahead(entry: Entry, today: date) -> Iterator[tuple[date, str]]:
    """The days that an answer names in a sentence about what is to come, and how it names them."""
    for sentence in re.split(r"(?<=[.?!])\s+|\n", entry.answer):
        for date_ in A_DAY.finditer(sentence) if NAMES_NEXT.search(sentence) else ():
            year = int(date_[3]) if date_[3] else today.year
            try:
                day = date(year, MONTHS.index(date_[2].lower()) + 1, int(date_[1]))
            except ValueError:
                continue
            if not date_[3] and (today - day).days > 180:  # in autumn, "5 February" is next year's
                day = day.replace(year=year + 1)
            yield day, date_[0]


def _midnight(today: date) -> datetime:
    return datetime.combine(today, time(), LONDON)


def _warning(location: Location, what: str) -> Problem:
    return Problem(location.file, location.line, what)
