"""Numbers by week, kind and key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.rows import Rows


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind and key there were in the week that began on this Monday."""

    week: date
    kind: str
    key: str
    count: int


class Tallies(Rows):
    """Rows of numbers."""

    def count(self, week: date, tallies: Iterable[tuple[str, str]]) -> None:
        """One more of each kind and key."""
        self._db.conn.executemany(
            "INSERT INTO tally VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
            [(week.isoformat(), *one) for one in tallies],
        )

    def counts(self, since: date) -> list[Count]:
        """All numbers of the weeks since then, by week, kind and key."""
        return self._values(Count, "tally", "week >= ?", [since.isoformat()], order_by="week, kind, key")

    def forget_counts(self, before: date) -> None:
        """Delete those of earlier weeks."""
        self._db.execute("DELETE FROM tally WHERE week < ?", (before.isoformat(),))
