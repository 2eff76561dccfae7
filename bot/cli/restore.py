"""`race-equality restore`: put a copy in the place of the database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from bot import app
from bot.backup import restore


def arguments(parser: ArgumentParser) -> None:
    """The copy that takes the place of the database."""
    app.takes_file(parser)


def run(given: Namespace) -> int:
    """Put a copy in the database's place."""
    done = f"{given.file} is in place, without what was erased since. What was there is kept beside it for 30 days."
    return app.with_database(lambda database: restore(given.file, database, datetime.now(UTC)), done)
