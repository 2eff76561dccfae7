"""`race-equality backup` and `restore`: copy the database while it is used, and put a copy in its place."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import app
from bot import backup as copying


def backup_arguments(parser: ArgumentParser) -> None:
    """Where the copy goes, and how long copies are kept there."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file, or a folder in which it gets a name")
    parser.add_argument("--days", type=int, metavar="N", help="delete copies in the folder that are older")


def backup(given: Namespace) -> int:
    """Copy the database while it is used; where a folder is named, under the moment's name, and delete old copies."""
    target: Path = given.file
    if given.days is not None and (given.days < 1 or not target.is_dir()):
        given.refuse("--days takes a whole number of at least 1, and a folder that is there")
    now = datetime.now(UTC)
    file = target / copying.name_of(now) if target.is_dir() else target

    def copy(database: Path) -> None:
        copying.backup(database, file, now)
        if given.days is not None:
            copying.forget_copies(target, now - timedelta(days=given.days))

    return app.with_database(copy, f"The copy is in {file}.")


def restore_arguments(parser: ArgumentParser) -> None:
    """The copy that takes the place of the database."""
    app.takes_file(parser)


def restore(given: Namespace) -> int:
    """Put a copy in the database's place."""
    done = f"{given.file} is in place, without what was erased since. What was there is kept beside it for 30 days."
    return app.with_database(lambda database: copying.restore(given.file, database, datetime.now(UTC)), done)
