"""`race-equality backup`: copy the database, also while the assistant serves."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import app
from bot.backup import backup, forget_copies, name_of


def arguments(parser: ArgumentParser) -> None:
    """Where the copy goes, and how long copies are kept there."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file, or a folder in which it gets a name")
    parser.add_argument("--days", type=int, metavar="N", help="delete copies in the folder that are older")


def run(given: Namespace) -> int:
    """Copy the database while it is used; where a folder is named, under the moment's name, and delete old copies."""
    target: Path = given.file
    if given.days is not None and (given.days < 1 or not target.is_dir()):
        given.refuse("--days takes a whole number of at least 1, and a folder that is there")
    now = datetime.now(UTC)
    file = target / name_of(now) if target.is_dir() else target

    def copy(database: Path) -> None:
        backup(database, file, now)
        if given.days is not None:
            forget_copies(target, now - timedelta(days=given.days))

    return app.with_database(copy, f"The copy is in {file}.")
