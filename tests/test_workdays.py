"""A reply is promised in working days: weekends and bank holidays of England, by the clock of London."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workdays import due_day, is_working_day, local_day, spoken, working_days_between

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "day",
    [
        "2026-12-25",  # Christmas Day
        "2026-12-28",  # a Monday, for Boxing Day on a Saturday
        "2027-01-01",
        "2027-12-27",  # for Christmas Day on a Saturday
        "2027-12-28",  # for Boxing Day on a Sunday
        "2028-01-03",  # for New Year's Day on a Saturday
        "2026-04-03",  # Good Friday
        "2026-04-06",  # Easter Monday
        "2027-03-26",
        "2027-03-29",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
        "2022-09-19",  # the funeral of the Queen, proclaimed for one year only
        "2026-11-28",  # a Saturday
        "2026-11-29",  # a Sunday
    ],
)
def test_nobody_works_on(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day",
    [
        "2026-12-24",
        "2026-12-29",
        "2026-04-02",  # Maundy Thursday
        "2027-01-04",
        "2026-03-17",  # a holiday in Northern Ireland
        "2026-08-03",  # a holiday in Scotland
        "2026-11-30",  # Saint Andrew, in Scotland
    ],
)
def test_people_in_england_work_on(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("sent", "days", "due"),
    [
        ("2026-11-23T09:00", 1, "2026-11-24"),  # Monday
        ("2026-11-23T09:00", 3, "2026-11-26"),
        ("2026-11-26T09:00", 3, "2026-12-01"),  # over a weekend
        ("2026-11-27T23:30", 1, "2026-11-30"),  # late on Friday
        ("2026-11-28T00:10", 1, "2026-11-30"),  # in the night to Saturday
        ("2026-11-29T12:00", 1, "2026-11-30"),  # on Sunday
        ("2026-12-23T16:00", 3, "2026-12-30"),  # over Christmas: 24, 29, 30
        ("2026-12-25T10:00", 1, "2026-12-29"),  # on Christmas Day
        ("2026-12-30T12:00", 3, "2027-01-05"),  # over the new year: 31, 4, 5
        ("2026-04-02T12:00", 1, "2026-04-07"),  # over Easter
        ("2026-07-10T22:59", 1, "2026-07-13"),  # 23:59 on Friday in London
        ("2026-07-13T22:59", 1, "2026-07-14"),  # 23:59 on Monday in London
        ("2026-07-13T23:01", 1, "2026-07-15"),  # 00:01 on Tuesday in London
    ],
)
def test_a_promise_ends_on(sent: str, days: int, due: str) -> None:
    assert due_day(at(sent), days) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-10-24T23:30", "2026-10-25"),  # still summer time: half past midnight
        ("2026-10-25T23:30", "2026-10-25"),  # the clocks went back at 01:00
        ("2026-03-28T23:30", "2026-03-28"),
        ("2026-03-29T23:30", "2026-03-30"),  # the clocks went forward at 01:00
    ],
)
def test_the_day_is_that_of_london_on_both_sides_of_a_clock_change(moment: str, day: str) -> None:
    assert local_day(at(moment)) == date.fromisoformat(day)


def test_the_sender_s_own_time_zone_does_not_matter() -> None:
    in_karachi = datetime(2026, 11, 28, 2, 0, tzinfo=timezone(timedelta(hours=5)))  # 21:00 on Friday in London
    assert due_day(in_karachi, 1) == date(2026, 11, 30)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its time zone"):
        due_day(datetime(2026, 11, 23, 9, 0), 1)  # noqa: DTZ001 - this is the mistake


@pytest.mark.parametrize("days", [0, -3])
def test_a_promise_of_no_days_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="at least one working day"):
        due_day(at("2026-11-23T09:00"), days)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-24", 1),
        ("2026-11-27", "2026-11-29", 0),
        ("2026-11-27", "2026-11-30", 1),
        ("2026-12-24", "2027-01-04", 4),
        ("2026-11-24", "2026-11-23", 0),
    ],
)
def test_working_days_between(start: str, end: str, days: int) -> None:
    assert working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == days


@given(DAYS, st.integers(0, 23), st.integers(1, 30))
def test_a_promise_and_the_count_of_days_agree(day: date, hour: int, days: int) -> None:
    sent = datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
    due = due_day(sent, days)
    assert is_working_day(due)
    assert working_days_between(local_day(sent), due) == days


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-12-03", "Thursday 3 December"), ("2027-02-01", "Monday 1 February"), ("2026-05-31", "Sunday 31 May")],
)
def test_a_day_is_spoken_as_people_say_it(day: str, words: str) -> None:
    assert spoken(date.fromisoformat(day)) == words
