"""What is counted, so that the programme sees what is asked for: weeks, kinds and keys, never people or words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from bot.store.rows import Rows
from bot.workdays import local_day, working_days_between

Kind = Literal[
    "question", "entry", "resource", "chosen", "pillar", "format", "helped", "not_helped", "enquiry", "replied",
    "promise", "closed",
]  # fmt: skip
NO_REASON = "none"


class Tally(NamedTuple):
    """One more of a kind: `key` is an outcome, an id of the knowledge, or a number of working days."""

    kind: Kind
    key: str


def week_of(moment: datetime) -> date:
    """The Monday of the week it is in London; raises ValueError where the moment has no time zone."""
    day = local_day(moment)
    return day - timedelta(days=day.weekday())


def of_first_reply(opened: datetime, due: date | None, now: datetime) -> list[Tally]:
    """Working days until the first reply, and whether that was in time where a time was promised."""
    day = local_day(now)
    kept = [Tally("promise", "kept" if day <= due else "broken")] if due else []
    return [Tally("replied", str(working_days_between(local_day(opened), day))), *kept]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind and key there were in the week that began on this Monday."""

    week: date
    kind: str
    key: str
    count: int


class CountRows(Rows):
    """Rows of what was counted, by week."""

    def add(self, week: date, tallies: Iterable[tuple[str, str]]) -> None:
        """Count one more of each kind and key in a week."""
        self._db.conn.executemany(
            "INSERT INTO tally VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
            [(week.isoformat(), *one) for one in tallies],
        )

    def since(self, first: date) -> list[Count]:
        """All numbers from that week on, by week, kind and key."""
        return self._values(Count, "tally", "week >= ?", [first.isoformat()], order_by="week, kind, key")

    def forget_before(self, week: date) -> None:
        """Delete the numbers of earlier weeks."""
        self._db.execute("DELETE FROM tally WHERE week < ?", (week.isoformat(),))
