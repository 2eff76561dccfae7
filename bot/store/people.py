"""What is kept by person: reading lists, what numbers stand for, all rows of one, and who looked at them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from bot.store.records import Access, ReadingList, StandingNumbers
from bot.store.rows import Row, Rows

WHOSE = frozenset({"leader", "chat", "person"})  # fields that hold the number of a private chat
ANYWHERE = (("inbox", "body"), ("outbox", "body"), ("fact", "value"), ("version", "who"))  # texts that may name it
UNREADABLE = frozenset({"texts", "files", "base"})  # hashes, and files of the knowledge


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


class PersonRows(Rows):
    """Everything that the database holds of one person, whatever table it is in."""

    def of(self, number: int, tables: Mapping[str, Sequence[str]]) -> dict[str, list[Row]]:
        """By table the rows that belong to the private chat of that number, to its enquiries, or name it."""
        enquiries = [row["id"] for row in self._db.query("SELECT id FROM enquiry WHERE leader = ?", [number])]
        rows = {table: list(self._rows(table, fields, number, enquiries)) for table, fields in tables.items()}
        return {table: kept for table, kept in rows.items() if kept}

    def _rows(self, table: str, fields: Sequence[str], number: int, enquiries: Sequence[int]) -> Iterator[Row]:
        named = re.compile(rf"(?<!\d){number}(?!\d)")
        texts = [field for of_table, field in ANYWHERE if of_table == table]
        if not (texts or {*WHOSE, "enquiry"} & {*fields}):
            return
        for row in self._db.table(table).rows:
            own = any(row[field] == number for field in WHOSE & {*fields}) or row.get("enquiry") in enquiries
            if own or any(named.search(str(row[field])) for field in texts):
                yield {name: value for name, value in row.items() if name not in UNREADABLE}

    def naming(self, words: str) -> list[tuple[str, int | None, tuple[str, ...]]]:
        """Enquiries that hold the words: the reference, whose it is, and the fields in which they stand."""
        sought, holding = words.casefold(), dict[int, dict[str, None]]()
        for row in self._db.query("SELECT id, name, trust, email, question, reference FROM enquiry"):
            fields = [name for name, value in row.items() if name != "id" and sought in str(value or "").casefold()]
            holding.setdefault(row["id"], {}).update(dict.fromkeys(fields))
        for row in self._db.query("SELECT enquiry, words, file_name, whose FROM message"):
            if any(sought in str(row[name] or "").casefold() for name in ("words", "file_name", "whose")):
                holding.setdefault(row["enquiry"], {})["words"] = None
        return [
            (row["reference"], row["leader"], tuple(holding[row["id"]]))
            for row in self._db.query("SELECT id, reference, leader FROM enquiry ORDER BY opened, id")
            if holding.get(row["id"])
        ]


class AccessRows(Rows):
    """Who looked at what is kept of somebody, or erased it; without words."""

    def add(self, access: Access) -> None:
        """Note that somebody did something."""
        self._add("access", {"at": access.at, "who": access.who, "did": access.did, "what": access.what})

    def all(self) -> list[Access]:
        """All that is noted, oldest first."""
        return self._values(Access, "access", "1", order_by="at, id")

    def forget_before(self, at: datetime) -> None:
        """Delete what was noted before that time."""
        self._db.table("access").delete_where("at < ?", [at.isoformat()])
