"""Working days in England, by the clock of London: Monday to Friday without the bank holidays.

Days are counted as the Freedom of Information Act 2000 counts them (section 10): the day on which something arrives is
day nought. Bank holidays are those of the library `holidays`, so one proclaimed later arrives with its next release.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from knowledge.calendar.events import LONDON, ONE_DAY

SATURDAY = 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

SPAN = r"\s*(?:to|until|till|[-–])\s*"
DAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"
MONTHS_SAID = "|".join(month[:3] for month in MONTHS)
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?"
DAYS_SAID, TIMES_SAID = (re.compile(rf"\b{one}{SPAN}{one}\b", re.IGNORECASE) for one in (DAY, CLOCK))


@dataclass(frozen=True, slots=True)
class Hours:
    """When the team works: on these days of the week, Monday is 0, between two times in London."""

    days: tuple[int, ...]
    opens: time
    closes: time


OFFICE_HOURS = Hours((0, 1, 2, 3, 4), time(9), time(17))


def hours_in(text: str) -> Hours | None:
    """The hours in words such as `Monday to Friday, 9am to 5pm`; None where they are not to be read."""
    clock = TIMES_SAID.search(text)
    if clock is None:
        return None
    opens, closes = (_time(*clock.groups()[side : side + 3]) for side in (0, 3))
    if opens and closes and closes <= opens and not clock[6]:  # 9 to 5
        closes = _time(clock[4], clock[5], "pm")
    if opens is None or closes is None or closes <= opens:
        return None
    days = DAYS_SAID.search(text)
    first, last = (_number(WEEKDAYS, day) for day in days.groups()) if days else (0, SATURDAY - 1)
    return Hours(tuple((first + more) % 7 for more in range((last - first) % 7 + 1)), opens, closes)


def working_time(since: datetime, until: datetime, hours: Hours) -> timedelta:
    """How much of the time between two moments lies in the team's hours; bank holidays are none."""
    worked, day = timedelta(), local_day(since)
    while day <= local_day(until):
        if day.weekday() in hours.days and day not in bank_holidays(day.year):
            opens, closes = (datetime.combine(day, at, LONDON) for at in (hours.opens, hours.closes))
            worked += max(timedelta(), min(closes, until) - max(opens, since))
        day += ONE_DAY
    return worked


def local_day(moment: datetime) -> date:
    """The day it is in London at a moment; raises ValueError where the moment has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(LONDON).date()


def is_working_day(day: date) -> bool:
    """Is it neither a Saturday, a Sunday nor a bank holiday in England?"""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, substitute days included."""
    import holidays  # noqa: PLC0415 - an answer needs days in words, and comes faster without it

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def due_day(start: datetime, days: int) -> date:
    """The last day of a promise made at `start` for within `days` working days, at least one; it is a working day."""
    if days < 1:
        raise ValueError("a promise takes at least one working day")
    day = local_day(start)
    for _ in range(days):
        day = _next_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start` up to `end`, that day included; 0 where `end` is not later."""
    return sum(is_working_day(start + ONE_DAY * number) for number in range(1, (end - start).days + 1))


def spoken(day: date) -> str:
    """A day as one says it, in every locale: Thursday 3 December."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def dated(day: date) -> str:
    """A day with its year: 3 December 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def at_the_clock(moment: datetime) -> str:
    """`23 November 2026 at 14:05`, in London."""
    return f"{spoken(local_day(moment))} at {moment.astimezone(LONDON):%H:%M}"


def _next_working_day(day: date) -> date:
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def day_in(text: str, today: date) -> date | None:
    """The day after today that words name: `tomorrow`, `Friday`, `3 December` or `2026-12-03`; None where none is."""
    if text.strip().lower() == "tomorrow":
        return today + ONE_DAY
    if iso := re.search(r"\b\d{4}-\d{2}-\d{2}\b", text):
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(iso[0])
            return day if day > today else None
        return None
    coming = (today + ONE_DAY * more for more in range(1, 367))
    if dated := re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTHS_SAID})[a-z]*", text, re.IGNORECASE):
        month = _number(MONTHS, dated[2]) + 1
        return next((day for day in coming if (day.day, day.month) == (int(dated[1]), month)), None)
    if named := re.search(rf"\b{DAY}\b", text, re.IGNORECASE):
        return next(day for day in coming if day.weekday() == _number(WEEKDAYS, named[1]))
    return None


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour) % 12 + 12 * (half.lower() == "pm") if half else int(hour)
    return time(number, int(minute or 0)) if number < 24 and int(minute or 0) < 60 else None


def _number(names: tuple[str, ...], begins: str) -> int:
    return next(number for number, name in enumerate(names) if name.lower().startswith(begins.lower()))
