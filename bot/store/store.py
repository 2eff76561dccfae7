"""Everything that is remembered: rows in, values out. Opened here, with its transactions and its troubles."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlite_utils import Database

from bot.machine import erasures
from bot.machine.private import make_folder, shut, why
from bot.store.counts import Tallies
from bot.store.edits import Archive
from bot.store.enquiries import Ledger
from bot.store.gaps import GapRows
from bot.store.migrations import migrations
from bot.store.rows import Row

T = TypeVar("T")

BUSY_SECONDS = 5
TABLES = (
    "inbox", "seen", "outbox", "fact", "enquiry", "message", "post", "draft", "version", "file_text", "proposal",
    "handed", "gap", "lesson", "tally",
)  # fmt: skip


class StoreError(Exception):
    """What is wrong with the database, as a sentence to whoever runs the assistant."""


class Store(Archive, GapRows, Ledger, Tallies):
    """Open it with `Store.open`; `announce` is called with the lanes of the outbox that a commit has filled."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        """`name` is how messages call the database."""
        self.name = name
        super().__init__(connection)
        self.path: Path | None = None
        self._untidy = False
        self._erased: list[erasures.Erasure] = []
        self._turn = Lock()
        self.announce: Callable[[set[int]], None] = lambda _lanes: None

    @classmethod
    def open(cls, path: Path | None) -> Store:
        """The database at a path, made where there is none; without a path one in memory. Raises `StoreError`."""
        name = str(path or ":memory:")
        try:
            if path:
                make_folder(path.parent)
                shut(path)
            connection = sqlite3.connect(name, timeout=BUSY_SECONDS, check_same_thread=False)
        except OSError as error:
            raise StoreError(
                f"The database {name} cannot be opened or made ({why(error)}); check the folder and its rights."
            ) from error
        except sqlite3.Error as error:
            raise _told(error, name) from error
        store = cls(connection, name)
        try:
            store._set_up()
        except (sqlite3.Error, StoreError) as error:
            connection.close()
            raise error if isinstance(error, StoreError) else _told(error, name) from error
        store.path = path
        return store

    @classmethod
    def open_made(cls, path: Path) -> Store:
        """The database at a path where there is one already; raises `StoreError`."""
        must_exist(path)
        return cls.open(path)

    def _set_up(self) -> None:
        refuse_unusable(self._db, self.name)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            self._db.execute(f"PRAGMA {pragma}").fetchall()
        migrations.apply(self._db)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def together(self, works: Sequence[Callable[[Store], T]]) -> list[T | Exception]:
        """Run works in one transaction, each undone alone where it fails; raises `StoreError` where none is kept.

        Threads take turns.
        """
        with self._turn:
            return self._together(works)

    def alone(self, work: Callable[[Store], T]) -> T:
        """Run one work in a transaction of its own; raises what it raises, or `StoreError`."""
        (result,) = self.together([work])
        if isinstance(result, Exception):
            raise result
        return result

    def _together(self, works: Sequence[Callable[[Store], T]]) -> list[T | Exception]:
        try:
            with self._db.atomic():
                results = [self._one(work) for work in works]
                self._note_erasures()
        except sqlite3.Error as error:
            self.filled.clear()
            raise _told(error, self.name) from error
        if self._untidy:
            self._tidy()
        if self.filled:
            filled, self.filled = self.filled, set()
            self.announce(filled)
        return results

    def _tidy(self) -> None:
        """What was committed stays so where a full disk refuses this; it is tried again after the next commit."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._untidy = False

    def _one(self, work: Callable[[Store], T]) -> T | Exception:
        self._db.execute("SAVEPOINT work")
        erased = len(self._erased)
        try:
            result = work(self)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001 - it is raised where the result is awaited
            self._db.execute("ROLLBACK TO work")
            del self._erased[erased:]
            return error
        finally:
            if self._db.conn.in_transaction:
                self._db.execute("RELEASE work")
        return result

    def note_erased(self, reference: str, how: str, at: datetime) -> None:
        """A backup of before is never put back with that enquiry in it."""
        self._erased.append(erasures.Erasure(at, reference, how))

    def forget_erased(self, before: datetime) -> None:
        """What was erased so long ago has ended in every backup by now."""
        with contextlib.suppress(OSError):  # the next day tries again
            if self.path:
                erasures.forget(self.path, before)

    def _note_erasures(self) -> None:
        """Before the commit: what is noted and not erased is what its writer wanted to go."""
        noted, self._erased = self._erased, []
        if noted and self.path:
            try:
                erasures.note(self.path, noted)
            except OSError as error:
                raise StoreError(
                    f"{erasures.beside(self.path)} cannot be written; check the folder's rights."
                ) from error

    @property
    def changes(self) -> int:
        """How many rows were written so far; it grows with each."""
        return self._db.conn.total_changes

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


def must_exist(path: Path) -> None:
    """Raises `StoreError` where no database has been made yet."""
    if not path.exists():
        raise StoreError(f"There is no database {path} yet; it is made by `race-equality serve`.")


def refuse_unusable(database: Database, name: str) -> None:
    """Raises `StoreError` or `sqlite3.Error` where a database is damaged, or what a later version has made."""
    if database.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("malformed")
    known = {one.name for one in migrations.pending(Database(memory=True))}
    if newer := sorted({one.name for one in migrations.applied(database)} - known):
        raise StoreError(f"The database {name} was made by a later version ({newer[0]}); install that version.")


def _told(error: sqlite3.Error, name: str) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    if primary == sqlite3.SQLITE_FULL:
        return StoreError(f"The disk with the database {name} is full, and nothing was written. Free some space.")
    if primary == sqlite3.SQLITE_IOERR:
        return StoreError(f"The disk with the database {name} gives an error; it may be full, and nothing was written.")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(f"Another program holds the database {name} locked. Stop it; it is tried again.")
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError(f"The database {name} cannot be written. Check the rights of the file and its folder.")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "malformed" in str(error):
        return StoreError(
            f"The database {name} is damaged and was left as it is. "
            "Put a backup in its place: race-equality restore FILE"
        )
    return StoreError(f"The database {name} cannot be used ({type(error).__name__}); nothing was written.")
