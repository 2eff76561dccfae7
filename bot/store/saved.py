"""Reading lists, as ids and nothing more; and what numbers stand for in the list that a chat was shown last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from bot.store.records import ReadingList, StandingNumbers
from bot.store.rows import Rows


class SavedRows(Rows):
    """Reading lists, one a leader."""

    def of_leader(self, leader: int) -> ReadingList | None:
        """What a leader has saved; None where that is nothing."""
        return next(iter(self._values(ReadingList, "saved", "leader = ?", [leader])), None)

    def save(self, leader: int, resources: Sequence[str], day: date) -> None:
        """Replace what a leader has saved, and note the day. A new list gets a reference that is never given again."""
        self._db.execute(
            "INSERT INTO saved VALUES (?, lower(hex(randomblob(8))), ?, ?) "
            "ON CONFLICT DO UPDATE SET resources = excluded.resources, used = excluded.used",
            (leader, json.dumps(resources), day.isoformat()),
        )

    def delete(self, leader: int) -> None:
        """Delete a leader's list."""
        self._db.table("saved").delete_where("leader = ?", [leader])

    def delete_by_reference(self, reference: str) -> None:
        """Delete the list of that reference, if it is there."""
        self._db.table("saved").delete_where("reference = ?", [reference])

    def forget_before(self, day: date) -> None:
        """Delete lists that were last used before that day."""
        self._db.table("saved").delete_where("used < ?", [day.isoformat()])


class NumberRows(Rows):
    """What numbers stand for, one row a chat; chats and ids are sealed."""

    def of(self, whom: str, since: datetime) -> StandingNumbers | None:
        """What a chat's numbers stand for; None where nothing was kept since then."""
        found = self._values(StandingNumbers, "numbers", "whom = ? AND at > ?", [whom, since.isoformat()])
        return next(iter(found), None)

    def keep(self, whom: str, stand_for: Sequence[str], after: int, at: datetime) -> None:
        """Replace what a chat's numbers stand for."""
        self._db.execute(
            "INSERT OR REPLACE INTO numbers VALUES (?, ?, ?, ?)", (whom, json.dumps(stand_for), after, at.isoformat())
        )

    def delete(self, whom: str) -> None:
        """A chat's numbers stand for nothing."""
        self._db.table("numbers").delete_where("whom = ?", [whom])

    def forget_before(self, at: datetime) -> None:
        """Delete what was kept before that time."""
        self._db.table("numbers").delete_where("at <= ?", [at.isoformat()])
