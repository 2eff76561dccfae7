"""Reading lists: which resources a leader has saved, as ids and nothing more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from bot.store.records import ReadingList
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
