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
from bot.store.counts import CountRows
from bot.store.edits import AwaitingRows, BegunRows, ProposalRows, ReviewRows, VersionRows
from bot.store.enquiries import DraftRows, EnquiryRows, MessageRows, PostRows
from bot.store.gaps import GapRows, LessonRows
from bot.store.migrations import migrations
from bot.store.people import AccessRows, NumberRows, PersonRows, SavedRows
from bot.store.queues import InboxRows, OutboxRows
from bot.store.records import Waiting, Waits
from bot.store.rows import FactRows, Row

T = TypeVar("T")

BUSY_SECONDS = 5
TABLES = (
    "inbox", "seen", "outbox", "fact", "enquiry", "message", "post", "draft", "version", "file_text", "proposal",
    "handed", "begun", "gap", "lesson", "tally", "saved",
    "numbers", "review", "access",
)  # fmt: skip


class StoreError(Exception):
    """What is wrong with the database, as a sentence to whoever runs the assistant."""


class Store:
    """The database in its parts, one for each kind of thing that is remembered. Open it with `Store.open`."""

    def __init__(self, connection: sqlite3.Connection, name: str, path: Path | None) -> None:
        """`name` is how messages call the database; beside `path`, where there is one, stands what was erased."""
        self.name, self.path = name, path
        self._db = db = Database(connection)
        self.inbox, self.outbox, self.facts = InboxRows(db), OutboxRows(db), FactRows(db)
        self.enquiries, self.drafts, self.saved = EnquiryRows(db), DraftRows(db), SavedRows(db)
        self.messages, self.posts = MessageRows(db), PostRows(db)
        self.versions, self.proposals, self.awaiting = VersionRows(db), ProposalRows(db), AwaitingRows(db)
        self.begun = BegunRows(db)
        self.gaps, self.lessons, self.counts = GapRows(db), LessonRows(db), CountRows(db)
        self.numbers, self.reviews = NumberRows(db), ReviewRows(db)
        self.accesses, self.people = AccessRows(db), PersonRows(db)
        self.erased = Erased(path)
        self._untidy = False
        self._turn = Lock()
        self._listeners: set[Callable[[set[int]], None]] = set()

    def listen(self, listener: Callable[[set[int]], None]) -> None:
        """Call it after each commit that put something into the outbox, with the chats that this goes to."""
        self._listeners.add(listener)

    def stop_listening(self, listener: Callable[[set[int]], None]) -> None:
        """Call a listener no more."""
        self._listeners.discard(listener)

    @classmethod
    def open(cls, path: Path | None, *, notes: bool = True) -> Store:
        """The database at a path, made where there is none; without a path one in memory. Raises `StoreError`.

        What is erased in it is noted beside it, unless without `notes`.
        """
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
            raise trouble(error, name) from error
        store = cls(connection, name, path if notes else None)
        try:
            store._set_up()
        except (sqlite3.Error, StoreError) as error:
            connection.close()
            raise error if isinstance(error, StoreError) else trouble(error, name) from error
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
                self.erased.write()
        except sqlite3.Error as error:
            self.outbox.filled.clear()
            raise trouble(error, self.name) from error
        if self._untidy:
            self._tidy()
        if filled := set(self.outbox.filled):
            self.outbox.filled.clear()
            for listener in tuple(self._listeners):  # others come and go on another thread
                listener(filled)
        return results

    def _tidy(self) -> None:
        """What was committed stays so where a full disk refuses this; it is tried again after the next commit."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._untidy = False

    def _one(self, work: Callable[[Store], T]) -> T | Exception:
        self._db.execute("SAVEPOINT work")
        erased = self.erased.count
        try:
            result = work(self)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001 - it is raised where the result is awaited
            self._db.execute("ROLLBACK TO work")
            self.erased.keep(erased)
            return error
        finally:
            if self._db.conn.in_transaction:
                self._db.execute("RELEASE work")
        return result

    @property
    def changes(self) -> int:
        """How many rows were written so far; it grows with each."""
        return self._db.conn.total_changes

    def waits_longest(self) -> Waits | None:
        """What came in or is to go out, and is not done."""
        waiting = self._db.query(
            "SELECT 'update' AS what, id AS number, at AS since FROM inbox "
            "UNION ALL SELECT outbox.kind, outbox.id, COALESCE(message.at, outbox.at) "
            "FROM outbox LEFT JOIN message ON message.id = outbox.message ORDER BY since LIMIT 1"
        )
        first = next(iter(waiting), None)
        return Waits(first["what"], first["number"], datetime.fromisoformat(first["since"])) if first else None

    def waiting(self) -> Waiting:
        """How much came in or is to go out, and is not done; since when what goes out waits."""
        (row,) = self._db.query(
            "SELECT (SELECT count(*) FROM inbox) AS incoming, count(*) AS outgoing, "
            "min(COALESCE(message.at, outbox.at)) AS since "
            "FROM outbox LEFT JOIN message ON message.id = outbox.message"
        )
        since = datetime.fromisoformat(row["since"]) if row["since"] else None
        return Waiting(row["incoming"], row["outgoing"], since)

    def tidy_later(self) -> None:
        """After this transaction, let what was deleted be gone from the database's own log too."""
        self._untidy = True

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table as they are."""
        return self._db.table(table).rows

    def columns(self) -> dict[str, list[str]]:
        """The names of tables and their fields."""
        return {name: list(self._db.table(name).columns_dict) for name in TABLES}


class Erased:
    """Notes of erased enquiries and reading lists, beside the database: no backup of before is put back with them."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._noted: list[erasures.Erasure] = []

    @property
    def count(self) -> int:
        """How many notes the present transaction has."""
        return len(self._noted)

    def note(self, reference: str, how: str, at: datetime) -> None:
        """Note an enquiry or a reading list that is erased; written before the commit."""
        self._noted.append(erasures.Erasure(at, reference, how))

    def keep(self, count: int) -> None:
        """Take back what was noted after so many notes."""
        del self._noted[count:]

    def write(self) -> None:
        """Before the commit: what is noted and not erased is what its writer wanted to go. Raises `StoreError`."""
        noted, self._noted = self._noted, []
        if noted and self._path:
            try:
                erasures.note(self._path, noted)
            except OSError as error:
                raise StoreError(
                    f"{erasures.beside(self._path)} cannot be written; check the folder's rights."
                ) from error

    def forget_before(self, at: datetime) -> None:
        """Delete notes of what was erased so long ago that it has ended in every backup by now."""
        with contextlib.suppress(OSError):  # the next day tries again
            if self._path:
                erasures.forget(self._path, at)


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


def trouble(error: sqlite3.Error, name: str) -> StoreError:
    """What an error of the database called `name` means."""
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
