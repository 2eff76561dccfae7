"""`race-equality backup`: copy the database, also while the assistant serves."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot import app
from bot.backup import backup


def arguments(parser: ArgumentParser) -> None:
    """The file that the copy goes to."""
    app.takes_file(parser)


def run(given: Namespace) -> int:
    """Copy the database while it is used."""
    return app.with_database(lambda database: backup(database, given.file), f"The copy is in {given.file}.")
