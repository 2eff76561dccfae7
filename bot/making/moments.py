"""Days and times as people type them, by the clock of London."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, date, datetime, time

from bot.workdays import MONTHS, MONTHS_SAID, day_in, local_day, spoken
from knowledge.calendar.events import LONDON

MONTH = rf"(?P<month>{MONTHS_SAID})[a-z]*\.?"
DAYS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})\b",
        r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>\d{4})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+{MONTH},?(?:\s+(?P<year>\d{{4}}))?\b",
        rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}})\b)?",
    )
)
ISO_TIME = re.compile(r"(?<=\d)T(?=\d)")
HALF_ONCE = re.compile(  # "10 to 11am" is in the morning both times
    r"(?<![\d:.])(\d{1,2}(?:[:.]\d{2})?)(\s*(?:-|–|to|until)\s*\d{1,2}(?:[:.]\d{2})?\s*([ap])\.?m\b)", re.IGNORECASE
)
MONTH_ALONE = re.compile(rf"{MONTH}\s+(?P<year>\d{{4}})", re.IGNORECASE)
TIME = re.compile(
    r"(?:^|(?<=[\s,–-]))(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hours>\d{1,2})[:.](?P<minutes>\d{2})|(?P<noon>noon|midday))",
    re.IGNORECASE,
)


def moments(typed: str, today: date, day: date | None = None) -> tuple[datetime, ...]:
    """The times that words name on a day, the start and perhaps the end; none where they cannot be read.

    A time alone is on `day`; a day without its year is the next one of that date.
    """
    typed = ISO_TIME.sub(" ", typed)
    named = _day(typed, today)
    rest = typed if named is None else typed[: named[1].start()] + " " + typed[named[1].end() :]
    on = named[0] if named else day_in(typed, today) or day
    times = [_time(match) for match in TIME.finditer(HALF_ONCE.sub(r"\1\3m\2", rest))]
    if on is None or not times or None in times:
        return ()
    found = tuple(datetime.combine(on, at, LONDON) for at in times if at)
    return found if all(_exists(moment) for moment in found) else ()


def iso_day(typed: str) -> str | None:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD, from words with their year; None where they cannot be read."""
    words = " ".join(typed.split())
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", words):
        return words
    if month := MONTH_ALONE.fullmatch(words):
        return f"{month['year']}-{_month(month['month']):02}"
    named = _day(words, date.min)
    return named[0].isoformat() if named and named[1]["year"] else None


def in_full(moment: datetime) -> str:
    """`Thursday 3 December 2026 at 10:00`, in London."""
    day = local_day(moment)
    return f"{spoken(day)} {day.year} at {moment.astimezone(LONDON):%H:%M}"


def _day(typed: str, today: date) -> tuple[date, re.Match[str]] | None:
    for form in DAYS:
        if match := form.search(typed):
            parts = match.groupdict()
            month = int(parts["number"]) if parts.get("number") else _month(parts["month"] or "")
            with contextlib.suppress(ValueError):
                return _dated(parts["year"], month, int(parts["day"]), today), match
            return None
    return None


def _dated(year: str | None, month: int, day: int, today: date) -> date:
    """The day of that date; without a year the next one. Raises ValueError."""
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _month(begins: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(begins.lower()[:3]))


def _time(match: re.Match[str]) -> time | None:
    if match["noon"]:
        return time(12)
    hour, minute = int(match["hour"] or match["hours"]), int(match["minute"] or match["minutes"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (match["half"].lower() == "p")
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _exists(moment: datetime) -> bool:
    """Is there such a time? The clocks leave an hour out in spring."""
    return moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) == moment.replace(tzinfo=None)
