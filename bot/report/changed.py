"""What changed since last month, in words: nothing of it tells more than the figures of the report do already.

Questions are compared by the rows that the report shows, so a small number stays hidden in its row. The share answered
is compared only where no part of it is small, and only as larger or smaller: of words nothing can be subtracted. A
difference counts from two standard errors on, as chance alone brings smaller ones (Poisson; two proportions).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from bot.report.figures import WEEK, Fact, Row, spoken
from bot.report.small_numbers import LEAST
from bot.store.counts import Count
from bot.workdays import MONTHS, local_day

MONTH = 4  # weeks
CHANCE = 2.0  # standard errors
NOT_KNOWN = "not known yet"


@dataclass(frozen=True, slots=True)
class Worked:
    """When the knowledge was changed, and when administrators confirmed an answer."""

    changes: Sequence[datetime] = ()
    confirmations: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from the Monday `first` to before the Monday `end`, and the questions in them as shown."""

    first: date
    end: date
    count: int

    @property
    def weeks(self) -> int:
        """How many weeks they are."""
        return (self.end - self.first) // WEEK


def last_months(rows: Sequence[Row]) -> tuple[Month, Month] | None:
    """The last month and the one before it, each as long as the rows in it make it.

    The last row reaches into the week that is not over, so it counts in neither.
    """
    told = [(date.fromisoformat(row.key), row.count) for row in rows if row.count is not None]
    shown = [Month(first, after, count) for (first, count), (after, _) in pairwise(told)]
    months: list[Month] = []
    for span in reversed(shown):
        if months and months[-1].weeks < MONTH:
            months[-1] = Month(span.first, months[-1].end, months[-1].count + span.count)
        elif len(months) < 2:
            months.append(span)
    return (months[0], months[1]) if len(months) == 2 and months[1].weeks >= MONTH else None


def busier(now: Month, before: Month) -> str:
    """More questions a week, fewer, or as many, as far as chance lets one say."""
    error = (now.count / now.weeks**2 + before.count / before.weeks**2) ** 0.5
    return _words((now.count / now.weeks - before.count / before.weeks), error, "more", "fewer", "about as many")


def better(now: tuple[int, int], before: tuple[int, int]) -> str:
    """Whether the share of those answered among all is larger: of each month how many were, and were not."""
    if min(*now, *before) < LEAST:
        return NOT_KNOWN
    shares = [answered / (answered + others) for answered, others in (now, before)]
    whole = (now[0] + before[0]) / sum((*now, *before))
    error = (whole * (1 - whole) * (1 / sum(now) + 1 / sum(before))) ** 0.5
    return _words(shares[0] - shares[1], error, "a larger share", "a smaller share", "about the same share")


def _words(difference: float, error: float, more: str, less: str, same: str) -> str:
    return same if abs(difference) <= CHANCE * error else more if difference > 0 else less


def changed(
    rows: Sequence[Row], counts: Sequence[Count], unanswered: Sequence[str], worked: Worked, now: datetime
) -> tuple[Fact, ...]:
    """The facts of it; `rows` are the questions by week.

    `unanswered` are wordings that the report shows by name and that somebody has asked in that time.
    """
    months = last_months(rows)
    asked, share = NOT_KNOWN, NOT_KNOWN
    about = f"Questions a week; it takes twice {MONTH} weeks to compare."
    if months:
        latest, before = months
        about = f"Questions a week from {_day(latest.first)} on, beside those from {_day(before.first)} on."
        asked, share = busier(latest, before), better(_answered(counts, latest), _answered(counts, before))
    since = now - MONTH * WEEK
    work = [sum(moment >= since for moment in moments) for moments in (worked.changes, worked.confirmations)]
    return (
        Fact("asked_since", "Questions", asked, about),
        Fact("answered_since", "Answered at once", share, "Of the same weeks; said only where no number is small."),
        Fact(
            "unanswered_since", "Asked again without an answer", "; ".join(unanswered) or "none that is named below",
            f"Since {_day(local_day(since))}, of those that are asked most.",
        ),
        Fact(
            "worked_since", "Work on the knowledge", f"{_times(work[0])}, {spoken(work[1])} confirmed",
            f"Since {_day(local_day(since))}: how often it was changed, and how many answers were confirmed.",
        ),
    )  # fmt: skip


def _answered(counts: Iterable[Count], span: Month) -> tuple[int, int]:
    of_span = [one for one in counts if one.kind == "question" and span.first <= one.week < span.end]
    answered = sum(one.count for one in of_span if one.key == "answer")
    return answered, sum(one.count for one in of_span) - answered


def _times(count: int) -> str:
    return "changed once" if count == 1 else f"changed {count:,} times" if count else "not changed"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
