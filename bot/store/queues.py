"""What came in and is not handled, and what is to go out and has not arrived."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from bot.store.records import Queued, Waits
from bot.store.rows import Rows


class Queues(Rows):
    """The inbox and the outbox; `filled` are the lanes that the present transaction has filled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.filled: set[int] = set()

    def take(self, update: int, body: str, at: datetime) -> bool:
        """Keep an update until it is handled; False where it was here before."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (update, at.isoformat()))
        if not self._db.execute("SELECT changes()").fetchone()[0]:
            return False
        self._db.execute("INSERT INTO inbox VALUES (?, ?, ?)", (update, body, at.isoformat()))
        return True

    def taken(self, update: int) -> datetime | None:
        """Since when an update is kept that is not handled yet."""
        found = self._db.query("SELECT at FROM inbox WHERE id = ?", [update])
        return next((datetime.fromisoformat(row["at"]) for row in found), None)

    def done(self, update: int) -> bool:
        """An update is handled and deleted; False where it was already."""
        return bool(self._db.execute("DELETE FROM inbox WHERE id = ?", (update,)).rowcount)

    def left(self) -> list[tuple[int, str]]:
        """Updates that were taken and not handled, in order."""
        return [(row["id"], row["body"]) for row in self._db.query("SELECT id, body FROM inbox ORDER BY id")]

    def queue(self, chat: int, kind: str, at: datetime, *, enquiry: int | None = None, message: int | None = None,
              body: Mapping[str, object] | None = None) -> None:  # fmt: skip
        """Put something at the end of a lane."""
        row = {"chat": chat, "kind": kind, "enquiry": enquiry, "message": message, "part": 0, "tried": 0}
        self._db.table("outbox").insert({**row, "body": json.dumps(body or {}), "at": at.isoformat()})
        self.filled.add(chat)

    def waiting(self, chat: int, kind: str, enquiry: int | None = None, message: int | None = None) -> bool:
        """Does the like of it wait in a lane, untried?"""
        where = "chat = ? AND kind = ? AND enquiry IS ? AND message IS ? AND tried = 0 AND part = 0"
        return bool(self._db.table("outbox").count_where(where, [chat, kind, enquiry, message]))

    def begin(self, chat: int, now: datetime) -> Queued | None:
        """The next of a lane, as it was; from now on its fate is unknown until it is moved on or dropped.

        What is to be erased waits for nothing else.
        """
        order = {"order_by": "kind != 'erase', id", "limit": 1}
        found = self._values(Queued, "outbox", "chat = ? AND at <= ?", [chat, now.isoformat()], **order)
        if found:
            self._db.execute("UPDATE outbox SET tried = tried + 1 WHERE id = ?", (found[0].id,))
        return found[0] if found else None

    def requeue(
        self, row: Queued, *, part: int | None = None, tried: int = 0, at: datetime | None = None,
        body: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Change a row that stays: the part that comes next, what it holds, that nothing is in doubt, a later time."""
        self._db.execute(
            "UPDATE outbox SET part = ?, tried = ?, at = ?, body = ? WHERE id = ?",
            (
                row.part if part is None else part,
                tried,
                (at or row.at).isoformat(),
                json.dumps(dict(row.body) if body is None else body),
                row.id,
            ),
        )

    def drop(self, row: int) -> None:
        """It arrived, or never will."""
        self._db.execute("DELETE FROM outbox WHERE id = ?", (row,))

    def drop_queued(self, enquiry: int, *kinds: str) -> None:
        """What of an enquiry waits to go out, of these kinds, does not go out."""
        marks = ", ".join("?" * len(kinds))
        self._db.table("outbox").delete_where(f"enquiry = ? AND kind IN ({marks})", [enquiry, *kinds])

    def queued(self, enquiry: int, *kinds: str) -> list[Queued]:
        """What of an enquiry waits to go out, of these kinds."""
        marks = ", ".join("?" * len(kinds))
        return self._values(Queued, "outbox", f"enquiry = ? AND kind IN ({marks})", [enquiry, *kinds])

    def empty(self, chat: int) -> None:
        """Nothing more goes to a chat."""
        self._db.table("outbox").delete_where("chat = ?", [chat])

    def lanes(self, now: datetime) -> set[int]:
        """Lanes with something that can go."""
        found = self._db.query("SELECT DISTINCT chat FROM outbox WHERE at <= ?", [now.isoformat()])
        return {row["chat"] for row in found}

    def waits_longest(self) -> Waits | None:
        """What came in or is to go out, and is not done."""
        found = self._db.query(
            "SELECT 'update' AS what, id AS number, at AS since FROM inbox "
            "UNION ALL SELECT outbox.kind, outbox.id, COALESCE(message.at, outbox.at) "
            "FROM outbox LEFT JOIN message ON message.id = outbox.message ORDER BY since LIMIT 1"
        )
        first = next(iter(found), None)
        return Waits(first["what"], first["number"], datetime.fromisoformat(first["since"])) if first else None
