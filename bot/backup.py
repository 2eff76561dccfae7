"""Copies of the database: made while it is used, and put back in its place."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.erasures import Erasure, noted
from bot.store import Store, StoreError

ASIDE = timedelta(days=30)  # how long what was put aside is kept
ASIDE_NAME = re.compile(r"\.before-(\d{8}-\d{6})")


def backup(database: Path, file: Path) -> None:
    """Copy a database that may be in use; raises `StoreError`."""
    if not database.exists():
        raise StoreError(f"There is no database {database} yet; it is made by `race-equality serve`.")
    if file.exists():
        raise StoreError(f"{file} exists and was left as it is; choose another name.")
    part = file.with_name(f"{file.name}.part")
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source:
            with closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            _check(part)
        part.rename(file)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{database} could not be copied to {file}: {_why(error)}.") from error


def restore(file: Path, database: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the database, which is kept beside it for a while; where that is.

    What was erased since the copy was made is erased in it too. Raises `StoreError`.
    """
    if not file.is_file():
        raise StoreError(f"There is no file {file}.")
    part = database.with_name(f"{database.name}.part")
    try:
        _check(file)
        database.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(file.read_bytes())
        _erase_again(part, database, now)
        aside = _aside(database, now)
        part.rename(database)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{file} could not be restored, and nothing was changed: {_why(error)}.") from error
    return aside


def forget_asides(database: Path, before: datetime) -> None:
    """Delete what was put aside before then, with its log."""
    for file in database.parent.glob(f"{database.stem}.before-*"):
        found = ASIDE_NAME.search(file.name)
        with suppress(OSError, ValueError):
            if found and datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC) < before:
                file.unlink(missing_ok=True)


def _erase_again(part: Path, database: Path, now: datetime) -> None:
    from bot.privacy import erase_again  # noqa: PLC0415 - the other commands start faster without it

    erased = sorted({*noted(database), *_erased_in(database)}, key=lambda one: one.at)
    store = Store.open(part)
    store.path = None  # what is noted stands beside the database already
    try:
        store.alone(lambda one: erase_again(one, erased, now))
    finally:
        store.close()


def _erased_in(database: Path) -> list[Erasure]:
    """What the present database knows of, as far as it can be read."""
    if not database.exists():
        return []
    sql = "SELECT last, reference, state FROM enquiry WHERE state IN ('withdrawn', 'forgotten')"
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as present:
            return [Erasure(datetime.fromisoformat(at), reference, how) for at, reference, how in present.execute(sql)]
    except sqlite3.Error:
        return []  # it is damaged, which is why another is put in its place


def _aside(database: Path, now: datetime) -> Path | None:
    """Take the present database and its log out of the way, in one piece as far as it can be read."""
    if not database.exists():
        return None
    aside = database.with_name(f"{database.stem}.before-{now:%Y%m%d-%H%M%S}{database.suffix}")
    try:
        with closing(sqlite3.connect(database, timeout=1)) as present:
            present.execute("PRAGMA journal_mode=DELETE").fetchall()  # refused while another connection is open
    except sqlite3.OperationalError as error:
        raise StoreError(f"The database {database} is in use; stop `race-equality serve` first.") from error
    except sqlite3.DatabaseError:
        pass  # it is damaged, which is why another is put in its place
    if aside.exists():
        raise StoreError(f"{aside} exists and was left as it is; move it and try again.")
    for suffix in ("-wal", "-shm"):
        log = database.with_name(database.name + suffix)
        if log.exists():
            log.rename(aside.with_name(aside.name + suffix))
    database.rename(aside)
    return aside


def _check(file: Path) -> None:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        ours = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'inbox'").fetchone()[0]
    if not sound or not ours:
        raise sqlite3.DatabaseError("it is no sound copy of the assistant's database")


def _why(error: OSError | sqlite3.Error) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
