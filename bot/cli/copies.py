"""`race-equality backup` and `restore`: copy the database while it is used, and put a copy in its place."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from bot import app
from bot import backup as copying


def backup_arguments(parser: ArgumentParser) -> None:
    """The file that the copy goes to."""
    app.takes_file(parser)


def backup(given: Namespace) -> int:
    """Copy the database while it is used."""
    return app.with_database(lambda database: copying.backup(database, given.file), f"The copy is in {given.file}.")


def restore_arguments(parser: ArgumentParser) -> None:
    """The copy that takes the place of the database."""
    app.takes_file(parser)


def restore(given: Namespace) -> int:
    """Put a copy in the database's place."""
    done = f"{given.file} is in place, without what was erased since. What was there is kept beside it for 30 days."
    return app.with_database(lambda database: copying.restore(given.file, database, datetime.now(UTC)), done)
