"""What came in and is not handled, and what is to go out and has not arrived."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.store.outgoing import NAMES, Erase, Outgoing, about, kind_of, read, stored
from bot.store.records import Queued
from bot.store.rows import Rows


class InboxRows(Rows):
    """Updates that came in and are not handled, and the numbers of all that came."""

    def accept(self, update: int, body: str, at: datetime) -> bool:
        """Keep an update until it is handled; False where it was here before."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (update, at.isoformat()))
        if not self._db.execute("SELECT changes()").fetchone()[0]:
            return False
        self._db.execute("INSERT INTO inbox VALUES (?, ?, ?)", (update, body, at.isoformat()))
        return True

    def accepted_at(self, update: int) -> datetime | None:
        """Since when an update is kept that is not handled yet."""
        found = self._db.query("SELECT at FROM inbox WHERE id = ?", [update])
        return next((datetime.fromisoformat(row["at"]) for row in found), None)

    def handled(self, update: int) -> bool:
        """Delete an update that is handled; False where it was already."""
        return bool(self._db.execute("DELETE FROM inbox WHERE id = ?", (update,)).rowcount)

    def pending(self) -> list[tuple[int, str]]:
        """Updates that were accepted and not handled, in order."""
        return [(row["id"], row["body"]) for row in self._db.query("SELECT id, body FROM inbox ORDER BY id")]

    def forget_of(self, person: int) -> None:
        """Delete what came from a person, or names them, and is not handled."""
        named = re.compile(rf"(?<!\d){person}(?!\d)")
        for number in [number for number, body in self.pending() if named.search(body)]:
            self.handled(number)

    def forget_before(self, at: datetime) -> None:
        """Delete the numbers of updates that came before then."""
        self._db.execute("DELETE FROM seen WHERE at < ?", (at.isoformat(),))


class OutboxRows(Rows):
    """What is to go out; `filled` are the chats that the present transaction has put something in for."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self.filled: set[int] = set()

    def add(self, chat: int, what: Outgoing, at: datetime) -> None:
        """Put something at the end of a chat's lane, to go out from that time on."""
        enquiry, message = about(what)
        row = {"chat": chat, "kind": kind_of(what), "enquiry": enquiry, "message": message, "part": 0, "tried": 0}
        self._add("outbox", {**row, "body": stored(what), "at": at})
        self.filled.add(chat)

    def waits(self, chat: int, kind: type[Outgoing], enquiry: int | None = None, message: int | None = None) -> bool:
        """Does something of that kind wait in a chat's lane, untried?"""
        where = "chat = ? AND kind = ? AND enquiry IS ? AND message IS ? AND tried = 0 AND part = 0"
        return bool(self._db.table("outbox").count_where(where, [chat, NAMES[kind], enquiry, message]))

    def next(self, chat: int, now: datetime) -> Queued | None:
        """The next due row of a chat, as it was. Counts the attempt, so that a crash while sending can be seen.

        What is to be erased waits for nothing else.
        """
        order = f"kind != '{NAMES[Erase]}', id"
        row = next(iter(self._queued("chat = ? AND at <= ?", [chat, now.isoformat()], order_by=order, limit=1)), None)
        if row:
            self._db.execute("UPDATE outbox SET tried = tried + 1 WHERE id = ?", (row.id,))
        return row

    def change(
        self, row: Queued, *, part: int | None = None, tried: int = 0, at: datetime | None = None,
        what: Outgoing | None = None,
    ) -> None:  # fmt: skip
        """Change a row that stays: the part that comes next, what it holds, that nothing is in doubt, a later time."""
        body = stored(what) if what else None
        self._db.execute(
            "UPDATE outbox SET part = ?, tried = ?, at = ?, body = COALESCE(?, body) WHERE id = ?",
            (row.part if part is None else part, tried, (at or row.at).isoformat(), body, row.id),
        )

    def delete(self, row: int) -> None:
        """Delete a row: it was delivered, or cannot be."""
        self._db.execute("DELETE FROM outbox WHERE id = ?", (row,))

    def delete_of(self, enquiry: int, *kinds: type[Outgoing]) -> None:
        """Delete what of an enquiry waits to go out, of these kinds."""
        marks = ", ".join("?" * len(kinds))
        self._db.table("outbox").delete_where(
            f"enquiry = ? AND kind IN ({marks})", [enquiry, *(NAMES[one] for one in kinds)]
        )

    def of_enquiry(self, enquiry: int, *kinds: type[Outgoing]) -> list[Queued]:
        """What of an enquiry waits to go out, of these kinds."""
        marks = ", ".join("?" * len(kinds))
        return self._queued(f"enquiry = ? AND kind IN ({marks})", [enquiry, *(NAMES[one] for one in kinds)])

    def clear(self, chat: int) -> None:
        """Delete all that waits to go to a chat."""
        self._db.table("outbox").delete_where("chat = ?", [chat])

    def lanes(self, now: datetime) -> set[int]:
        """Lanes with something that can go."""
        found = self._db.query("SELECT DISTINCT chat FROM outbox WHERE at <= ?", [now.isoformat()])
        return {row["chat"] for row in found}

    def _queued(self, where: str, given: Sequence[object], **more: Any) -> list[Queued]:  # noqa: ANN401
        return [
            Queued(
                row["id"], row["chat"], read(row["kind"], row["enquiry"], row["message"], row["body"]),
                row["part"], row["tried"], datetime.fromisoformat(row["at"]),
            )
            for row in self._db.table("outbox").rows_where(where, list(given), **more)
        ]  # fmt: skip
