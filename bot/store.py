"""Everything that is remembered: rows in, values out. The one place that knows SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from bot.migrations import migrations
from bot.records import Enquiry, Message, Post, Queued, Role

T = TypeVar("T")
Row = dict[str, Any]

BUSY_SECONDS = 5
TABLES = ("inbox", "seen", "outbox", "fact", "enquiry", "message", "post", "draft")
READ: Mapping[str, Callable[[Any], object]] = {
    **dict.fromkeys(("opened", "last", "at", "claimed_at"), datetime.fromisoformat),
    "due": date.fromisoformat,
    "body": json.loads,
    **dict.fromkeys(("awaiting", "first", "edited"), bool),
}


class StoreError(Exception):
    """What is wrong with the database, as a sentence to whoever runs the assistant."""


class Store:
    """Open it with `Store.open`; `announce` is called with the lanes of the outbox that a commit has filled."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        """`name` is how messages call the database."""
        self.name = name
        self._db = Database(connection)
        self._filled: set[int] = set()
        self._untidy = False
        self.announce: Callable[[set[int]], None] = lambda _lanes: None

    @classmethod
    def open(cls, path: Path | None) -> Store:
        """The database at a path, made where there is none; without a path one in memory. Raises `StoreError`."""
        name = str(path or ":memory:")
        try:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(name, timeout=BUSY_SECONDS, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"The database {name} cannot be opened or made; check the folder and its rights.") from error
        store = cls(connection, name)
        try:
            store._set_up()
        except (sqlite3.Error, StoreError) as error:
            connection.close()
            raise error if isinstance(error, StoreError) else _told(error, name) from error
        return store

    def _set_up(self) -> None:
        if self._db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("malformed")
        known = {one.name for one in migrations.pending(Database(memory=True))}
        if newer := sorted({one.name for one in migrations.applied(self._db)} - known):
            raise StoreError(f"The database {self.name} was made by a later version ({newer[0]}); install that version.")
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            self._db.execute(f"PRAGMA {pragma}").fetchall()
        migrations.apply(self._db)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def together(self, works: Sequence[Callable[[Store], T]]) -> list[T | Exception]:
        """Run works in one transaction, each undone alone where it fails; raises `StoreError` where none is kept."""
        try:
            with self._db.atomic():
                results = [self._one(work) for work in works]
        except sqlite3.Error as error:
            self._filled.clear()
            raise _told(error, self.name) from error
        if self._untidy:
            self._untidy = False
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if self._filled:
            filled, self._filled = self._filled, set()
            self.announce(filled)
        return results

    def _one(self, work: Callable[[Store], T]) -> T | Exception:
        self._db.execute("SAVEPOINT work")
        try:
            result = work(self)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001 - it is raised where the result is awaited
            self._db.execute("ROLLBACK TO work")
            return error
        finally:
            if self._db.conn.in_transaction:
                self._db.execute("RELEASE work")
        return result

    # The inbox.

    def take(self, update: int, body: str, at: datetime) -> bool:
        """Keep an update until it is handled; False where it was here before."""
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (update, at.isoformat()))
        if not self._db.execute("SELECT changes()").fetchone()[0]:
            return False
        self._db.execute("INSERT INTO inbox VALUES (?, ?, ?)", (update, body, at.isoformat()))
        return True

    def done(self, update: int) -> bool:
        """An update is handled and deleted; False where it was already."""
        return bool(self._db.execute("DELETE FROM inbox WHERE id = ?", (update,)).rowcount)

    def left(self) -> list[tuple[int, str]]:
        """Updates that were taken and not handled, in order."""
        return [(row["id"], row["body"]) for row in self._db.query("SELECT id, body FROM inbox ORDER BY id")]

    # The outbox.

    def queue(self, chat: int, kind: str, at: datetime, *, enquiry: int | None = None, message: int | None = None,
              body: Mapping[str, object] | None = None) -> None:  # fmt: skip
        """Put something at the end of a lane."""
        row = {"chat": chat, "kind": kind, "enquiry": enquiry, "message": message, "part": 0, "tried": 0}
        self._db.table("outbox").insert({**row, "body": json.dumps(body or {}), "at": at.isoformat()})
        self._filled.add(chat)

    def waiting(self, chat: int, kind: str, enquiry: int | None = None, message: int | None = None) -> bool:
        """Does the like of it wait in a lane, untried?"""
        where = "chat = ? AND kind = ? AND enquiry IS ? AND message IS ? AND tried = 0 AND part = 0"
        return bool(self._db.table("outbox").count_where(where, [chat, kind, enquiry, message]))

    def begin(self, chat: int, now: datetime) -> Queued | None:
        """The next of a lane, as it was; from now on its fate is unknown until it is moved on or dropped."""
        order = {"order_by": "id", "limit": 1}
        found = self._values(Queued, "outbox", "chat = ? AND at <= ?", [chat, now.isoformat()], **order)
        if found:
            self._db.execute("UPDATE outbox SET tried = tried + 1 WHERE id = ?", (found[0].id,))
        return found[0] if found else None

    def requeue(self, row: Queued, *, part: int | None = None, tried: int = 0, at: datetime | None = None) -> None:
        """Change a row that stays: the part that comes next, that nothing is in doubt, or a later time."""
        self._db.execute(
            "UPDATE outbox SET part = ?, tried = ?, at = ? WHERE id = ?",
            (row.part if part is None else part, tried, (at or row.at).isoformat(), row.id),
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

    # Enquiries, their messages and posts.

    def add_enquiry(self, **row: object) -> int:
        """Its id."""
        return self._add("enquiry", row)

    def enquiry(self, id_: int) -> Enquiry | None:
        """By id."""
        return next(iter(self._values(Enquiry, "enquiry", "id = ?", [id_])), None)

    def enquiries(self) -> list[Enquiry]:
        """All, oldest first."""
        return self._values(Enquiry, "enquiry", "1", order_by="opened, id")

    def referred(self, reference: str) -> Enquiry | None:
        """By reference, with or without `#`, in any case."""
        return next(iter(self._values(Enquiry, "enquiry", "reference = ?", [reference.lstrip("#").upper()])), None)

    def open_enquiries(self) -> list[Enquiry]:
        """Oldest first."""
        return self._values(Enquiry, "enquiry", "state = 'open'", order_by="opened, id")

    def of_leader(self, leader: int) -> list[Enquiry]:
        """All that a leader has here, oldest first."""
        return self._values(Enquiry, "enquiry", "leader = ?", [leader], order_by="opened, id")

    def change_enquiry(self, id_: int, **changes: object) -> None:
        """Write other values into its row."""
        self._db.table("enquiry").update(id_, _written(changes))

    def add_message(self, **row: object) -> int:
        """Its id."""
        return self._add("message", row)

    def message(self, id_: int) -> Message | None:
        """By id."""
        return next(iter(self._values(Message, "message", "id = ?", [id_])), None)

    def messages(self, enquiry: int) -> list[Message]:
        """All of an enquiry, in the order they were written."""
        return self._values(Message, "message", "enquiry = ?", [enquiry], order_by="id")

    def written(self, chat: int, post: int) -> Message | None:
        """The message that somebody wrote as this post of theirs."""
        return next(iter(self._values(Message, "message", "chat = ? AND post = ?", [chat, post])), None)

    def change_message(self, id_: int, **changes: object) -> None:
        """Write other values into its row."""
        self._db.table("message").update(id_, _written(changes))

    def add_post(self, chat: int, post: int, enquiry: int, message: int | None, part: int, role: Role) -> None:
        """Remember where something was posted."""
        row = {"chat": chat, "post": post, "enquiry": enquiry, "message": message, "part": part, "role": role}
        self._db.table("post").insert(row, replace=True)

    def post(self, chat: int, post: int) -> Post | None:
        """What one of the bot's messages belongs to."""
        return next(iter(self._values(Post, "post", "chat = ? AND post = ?", [chat, post])), None)

    def posts(self, enquiry: int, *roles: Role) -> list[Post]:
        """Where an enquiry was posted, in the order of parts."""
        marks = ", ".join("?" * len(roles))
        return self._values(Post, "post", f"enquiry = ? AND role IN ({marks})", [enquiry, *roles], order_by="part, post")

    def drop_posts(self, enquiry: int, *roles: Role) -> None:
        """Forget where it was posted."""
        marks = ", ".join("?" * len(roles))
        self._db.table("post").delete_where(f"enquiry = ? AND role IN ({marks})", [enquiry, *roles])

    def drop_post(self, chat: int, post: int) -> None:
        """Forget one post."""
        self._db.table("post").delete_where("chat = ? AND post = ?", [chat, post])

    def erase(self, enquiry: int, *, whole: bool = False) -> None:
        """Delete the words of an enquiry and what waits to go out; `whole` leaves no trace of it."""
        self._db.table("outbox").delete_where("enquiry = ?", [enquiry])
        self._db.table("message").delete_where("enquiry = ?", [enquiry])
        if whole:
            self._db.table("post").delete_where("enquiry = ?", [enquiry])
            self._db.table("enquiry").delete_where("id = ?", [enquiry])

    # Drafts and facts.

    def draft(self, leader: int, since: datetime) -> Row | None:
        """What a leader is writing, if it was touched since then."""
        found = self._db.query("SELECT body FROM draft WHERE leader = ? AND at >= ?", [leader, since.isoformat()])
        return next((json.loads(row["body"]) for row in found), None)

    def keep_draft(self, leader: int, body: Mapping[str, object], at: datetime) -> None:
        """Replace what a leader is writing."""
        self._db.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (leader, json.dumps(body), at.isoformat()))

    def drop_draft(self, leader: int) -> bool:
        """Was there one?"""
        return bool(self._db.execute("DELETE FROM draft WHERE leader = ?", (leader,)).rowcount)

    def fact(self, name: str) -> str | None:
        """A single value that must survive a restart."""
        return next((row["value"] for row in self._db.query("SELECT value FROM fact WHERE name = ?", [name])), None)

    def set_fact(self, name: str, value: str | None) -> None:
        """Keep it, or with None forget it."""
        self._db.execute("DELETE FROM fact WHERE name = ?", (name,))
        if value is not None:
            self._db.execute("INSERT INTO fact VALUES (?, ?)", (name, value))

    def forget_before(self, *, seen: datetime, drafts: datetime) -> None:
        """Delete numbers of updates and drafts that are older."""
        self._db.execute("DELETE FROM seen WHERE at < ?", (seen.isoformat(),))
        self._db.execute("DELETE FROM draft WHERE at < ?", (drafts.isoformat(),))

    def tidy_later(self) -> None:
        """After this transaction, let what was deleted be gone from the database's own log too."""
        self._untidy = True

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table as they are."""
        return self._db.table(table).rows

    def columns(self) -> dict[str, list[str]]:
        """The names of tables and their fields."""
        return {name: list(self._db.table(name).columns_dict) for name in TABLES}

    def _add(self, table: str, row: Mapping[str, object]) -> int:
        return int(self._db.table(table).insert(_written(row)).last_pk)

    def _values(self, make: Callable[..., T], table: str, where: str, given: Sequence[object] = (), **more: Any) -> list[T]:
        names = [one.name for one in fields(make)]  # type: ignore[arg-type]
        found = self._db.table(table).rows_where(where, list(given), **more)
        return [make(**{name: _read(name, row[name]) for name in names}) for row in found]


def _read(name: str, value: Any) -> object:  # noqa: ANN401 - a field of a row
    return READ[name](value) if value is not None and name in READ else value


def _written(row: Mapping[str, object]) -> Row:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _told(error: sqlite3.Error, name: str) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary == sqlite3.SQLITE_FULL:
        return StoreError(f"The disk with the database {name} is full, and nothing was written. Free some space.")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(f"Another program holds the database {name} locked. Stop it; it is tried again.")
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError(f"The database {name} cannot be written. Check the rights of the file and its folder.")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "malformed" in str(error):
        return StoreError(
            f"The database {name} is damaged and was left as it is. Put a backup in its place: race-equality restore FILE"
        )
    return StoreError(f"The database {name} cannot be used ({type(error).__name__}); nothing was written.")
