"""What a message asks of the calendar: what is ahead or what was last, and in which days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from knowledge.calendar.events import BEFORE, EVENT, LONDON, ONE_DAY

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the month that each begins with
SHORT = {month[:3]: number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
NAMES = {**{month: number for number, month in enumerate(MONTHS, 1)}, **SHORT}
IN = r"(?:in|during|for|this|next|by|of|early|late|mid)"
A_MONTH = "|".join(name for name in NAMES if name not in ("may", "mar", "march"))
MONTH = re.compile(rf"\b(?:({A_MONTH})|{IN} (may|mar|march))\b(?: (20\d\d))?")
SEASON = re.compile(rf"\b{IN} (?:the )?({'|'.join(SEASONS)})\b")
TIMES = re.compile(r"\b(?:today|tomorrow|(?:this|next) (?:week|month|year))\b")
YEAR = re.compile(r"\bin (20\d\d)\b")
WEEK = timedelta(days=7)

WHEN = (
    r"(?:coming up|upcoming|forthcoming|planned|scheduled|lined up|soon|ahead|in the (?:diary|calendar|pipeline)"
    r"|on the horizon|to come|later this year|next (?:week|month|year)|this (?:week|month|year)|today|tomorrow)"
)
FUTURE = re.compile(
    rf"\b{BEFORE} (?:\w+ ){{0,3}}?{EVENT}\b"
    rf"|\b{EVENT}\b[^.?!]{{0,60}}?\b(?:{WHEN}|next)\b|\b{WHEN}[^.?!]{{0,30}}?\b{EVENT}\b"
    rf"|\b(?:any|which|what|when|(?:is|are) there|have you)\b[^.?!]{{0,40}}\b{EVENT}\b[^.?!]{{0,30}}?\bin\b"
)
# Without a word for an event: what else could be coming up here?
BARE = re.compile(
    r"^(?:(?:so|hi|hello|ok|and|please|hey|um|er) )*(?:"
    r"what(?: is| else is| have you got)? (?:coming up|happening next|next in the diary)"
    r"|(?:(?:is|are) there )?(?:anything|something|any) (?:coming up|planned|happening|in the diary)"
    r"|(?:when|what) is the next (?:one|date)|next (?:one|date)"
    r")\b"
)
ON = re.compile(  # and these only with days behind them, or with nothing
    r"^(?:(?:so|hi|hello|ok|and|please|hey|um|er) )*(?:what is on|(?:(?:is|are) there )?(?:anything|something) on)"
    r"(?: (?:next|now|soon))?(?P<rest>\b.*)"
)
IN_DAYS = re.compile(r"^(?:and )?(?:(?:is|are) there )?(?:anything|something|what is) (?:in|during|for|next|this) ")
LAST = re.compile(
    rf"\b(?:last|latest|previous|most recent) (?:\w+ ){{0,2}}?{EVENT}\b"
    rf"|\b(?:have|did) (?:i|we) miss(?:ed)? (?:the (?:last|latest|previous) one|anything|one|any|(?:an?|the) {EVENT})\b"
)
GONE = re.compile(
    r"\b(?:was|were|did|happened|held|last|past|previous|missed|miss|recordings?|slides|recorded|so far|already|archive"
    r"|watch|playback|catch up|complain|complaint)\b"
)
OWN = re.compile(rf"\b(?:our|my|the board'?s?|board|trusts?|staff) (?:\w+ ){{0,3}}?{EVENT}\b")


@dataclass(frozen=True, slots=True)
class Days:
    """All days from the first to the last; `named` as somebody would say it."""

    first: date
    last: date
    named: str


@dataclass(frozen=True, slots=True)
class AskedOfCalendar:
    """`what` is wished for, and in which days, where the message says."""

    what: Literal["ahead", "last"]
    days: Days | None = None


def asked(text: str, now: datetime) -> AskedOfCalendar | None:
    """What a message (in lower case, without punctuation but the ends of sentences) asks of the calendar."""
    days = next(days_in(text, now.astimezone(LONDON).date()), None)
    if LAST.search(text):
        return AskedOfCalendar("last")
    if GONE.search(text) or OWN.search(text):
        return None
    if days and days.last < now.astimezone(LONDON).date():
        return None
    on, future = ON.search(text), FUTURE.search(text)
    bare = BARE.search(text) or (on and (days or not on["rest"].strip())) or (days and IN_DAYS.search(text))
    return AskedOfCalendar("ahead", days) if bare or (future and (days or not future[0].endswith(" in"))) else None


def days_in(text: str, today: date) -> Iterator[Days]:
    """The days that a message names, as they lie ahead from today."""
    for named in TIMES.finditer(text):
        yield _named(named[0], today)
    for month in MONTH.finditer(text):
        yield _month(NAMES[month[1] or month[2]], month[3], today)
    for season in SEASON.finditer(text):
        yield _season(season[1], today)
    for year in YEAR.finditer(text):
        yield Days(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31), f"in {year[1]}")


def _named(name: str, today: date) -> Days:
    """Days that are named by where they lie from today."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    after, year = _month_after(first), today.year
    spans = {
        "today": (today, today),
        "tomorrow": (today + ONE_DAY, today + ONE_DAY),
        "this week": (today, monday + WEEK - ONE_DAY),
        "next week": (monday + WEEK, monday + 2 * WEEK - ONE_DAY),
        "this month": (today, after - ONE_DAY),
        "next month": (after, _month_after(after) - ONE_DAY),
        "this year": (today, date(year, 12, 31)),
        "next year": (date(year + 1, 1, 1), date(year + 1, 12, 31)),
    }
    return Days(*spans[name], name)


def _month(number: int, year: str | None, today: date) -> Days:
    """That month of the year named, else the one that is not over."""
    of = int(year) if year else today.year + (number < today.month)
    name = f"in {MONTHS[number - 1].capitalize()}" + (f" {of}" if year or of != today.year else "")
    return Days(date(of, number, 1), date(of, number, monthrange(of, number)[1]), name)


def _season(name: str, today: date) -> Days:
    """Three months, of which the last is not over."""
    begins = date(today.year - 1, SEASONS[name], 1)
    while (end := _month_after(_month_after(_month_after(begins)))) <= today:
        begins = begins.replace(year=begins.year + 1)
    return Days(begins, end - ONE_DAY, f"in {name}")


def _month_after(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
