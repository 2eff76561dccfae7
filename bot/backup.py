"""Copies of the database: made while it is used, and put back in its place."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.machine.erasures import Erasure, noted
from bot.machine.lock import alone, in_use
from bot.machine.private import FOR_OWNER, NotWrittenError, give, logs_of, shut, unfinished, why, written
from bot.store.store import BUSY_SECONDS, Store, StoreError, must_exist, refuse_unusable, trouble

ASIDE = timedelta(days=30)  # how long what was put aside is kept
ASIDE_NAME = re.compile(r"\.before-(\d{8}-\d{6})")
COPY = "race-equality-"
COPY_NAME = re.compile(rf"^{COPY}(\d{{4}}-\d\d-\d\d-\d{{6}})\.db$")


def backup(database: Path, file: Path, now: datetime) -> None:
    """Copy a database that may be in use; raises `StoreError` or `NotWrittenError`."""
    must_exist(database)
    try:
        with written(file) as part:
            _copy(database, part)
            _check(part)
    except sqlite3.Error as error:
        raise StoreError(f"{database} could not be copied to {file}: {error}.") from error
    with suppress(OSError):  # the copy is there, which is what counts
        _made(database).touch(FOR_OWNER)
        _made(database).write_text(now.isoformat(), "utf-8")
        give(_made(database), database)


def name_of(now: datetime) -> str:
    """What a copy of this moment is called in a folder of copies."""
    return f"{COPY}{now:%Y-%m-%d-%H%M%S}.db"


def forget_copies(folder: Path, before: datetime) -> int:
    """Delete the copies in a folder that were made before then, by their names; how many. Raises `NotWrittenError`."""
    old = [file for file in folder.glob(f"{COPY}*.db") if (at := _read(COPY_NAME, file.name)) and at < before]
    try:
        for file in old:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise NotWrittenError(f"Old copies in {folder} cannot be deleted ({why(error)}); check its rights.") from error
    return len(old)


def last_backup(database: Path) -> datetime | None:
    """When the last copy was made; None where there was none, or nobody knows."""
    try:
        return datetime.fromisoformat(_made(database).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def examine(database: Path) -> None:
    """Can a database be read and written, and is it sound? Changes nothing; raises `StoreError`."""
    must_exist(database)
    try:
        _check(database)
        with closing(sqlite3.connect(database, timeout=BUSY_SECONDS)) as opened:
            opened.execute("BEGIN IMMEDIATE")
            opened.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise trouble(error, str(database)) from error


def restore(file: Path, database: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the database, which is kept beside it for a while; where that is.

    What was erased since the copy was made is erased in it too. Raises `StoreError` or `LockedError`.
    """
    if not file.is_file():
        raise StoreError(f"There is no file {file}.")
    with alone(database):
        try:
            _check(file)
            aside = _room_aside(database, now)
            with unfinished(database) as part:
                _copy(file, part)
                _erase_again(part, database, now)
                give(part, database if aside else database.parent)
                if aside:
                    _move(database, aside)
                part.rename(database)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{file} could not be restored, and nothing was changed: {_why(error)}.") from error
    return aside


def forget_asides(database: Path, before: datetime) -> None:
    """Delete what was put aside before then, with its log."""
    for file in database.parent.glob(f"{database.stem}.before-*"):
        with suppress(OSError):
            if (at := _read(ASIDE_NAME, file.name)) and at < before:
                file.unlink(missing_ok=True)


def _read(pattern: re.Pattern[str], name: str) -> datetime | None:
    """The moment in a file's name."""
    digits = "".join(re.findall(r"\d", named[1])) if (named := pattern.search(name)) else ""
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:  # it is another file
        return None


def _made(database: Path) -> Path:
    """Where it stands when a copy was made last: no row, because a copy is made without writing to the database."""
    return database.with_name(f"{database.name}.copied")


def _erase_again(part: Path, database: Path, now: datetime) -> None:
    from bot.privacy import erase_again  # noqa: PLC0415 - the other commands start faster without it

    erased = sorted({*noted(database), *_erased_in(database)}, key=lambda one: one.at)
    store = Store.open(part, notes=False)  # what is noted stands beside the database already
    try:
        store.alone(lambda opened: erase_again(opened, erased, now))
    finally:
        store.close()


def _erased_in(database: Path) -> list[Erasure]:
    """What the present database knows of, as far as it can be read."""
    if not database.exists():
        return []
    sql = "SELECT last, reference, state FROM enquiry WHERE state IN ('withdrawn', 'forgotten')"
    try:
        with closing(_opened(database)) as present:
            return [Erasure(datetime.fromisoformat(at), reference, how) for at, reference, how in present.execute(sql)]
    except sqlite3.Error:
        return []  # it is damaged, which is why another is put in its place


def _room_aside(database: Path, now: datetime) -> Path | None:
    """Where the present database goes, if there is one; raises `StoreError` where something is there."""
    if not database.exists():
        return None
    aside = database.with_name(f"{database.stem}.before-{now:%Y%m%d-%H%M%S}{database.suffix}")
    if aside.exists():
        raise StoreError(f"{aside} exists and was left as it is; move it and try again.")
    return aside


def _move(database: Path, aside: Path) -> None:
    """Take the present database out of the way, in one piece as far as it can be read, for its owner alone."""
    try:
        with closing(sqlite3.connect(database, timeout=1)) as present:
            present.execute("PRAGMA journal_mode=DELETE").fetchall()  # refused while another connection is open
    except sqlite3.OperationalError as error:
        raise in_use(database) from error
    except sqlite3.DatabaseError:
        pass  # it is damaged, which is why another is put in its place
    shut(database)
    for log, log_aside in zip(logs_of(database), logs_of(aside), strict=True):
        if log.exists():
            log.rename(log_aside)
    database.rename(aside)


def _check(file: Path) -> None:
    """Before anything is written: is it a copy that can be used? Raises `sqlite3.Error` or `StoreError`."""
    with closing(Database(_opened(file))) as copy:
        if not copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'inbox'").fetchone()[0]:
            raise sqlite3.DatabaseError("it is no copy of the assistant's database")
        refuse_unusable(copy, str(file))


def _copy(database: Path, part: Path) -> None:
    """With what is still in its log, into one file."""
    with closing(_opened(database)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _opened(file: Path) -> sqlite3.Connection:
    """To look only; with the right to write, because a database with a log cannot be read, or tidied up, without."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _why(error: OSError | sqlite3.Error) -> str:
    return why(error) if isinstance(error, OSError) else str(error)
