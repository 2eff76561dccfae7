"""Working days in England, by the clock of London: Monday to Friday without the bank holidays.

Days are counted as the Freedom of Information Act 2000 counts them (section 10): the day on which something arrives is
day nought. Bank holidays are those of the library `holidays`, so one proclaimed later arrives with its next release.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
SATURDAY = 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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


def at_the_clock(moment: datetime) -> str:
    """`23 November 2026 at 14:05`, in London."""
    return f"{spoken(local_day(moment))} at {moment.astimezone(LONDON):%H:%M}"


def _next_working_day(day: date) -> date:
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day
