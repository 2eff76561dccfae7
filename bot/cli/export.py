"""`race-equality export`: the record of enquiries, without their words, as a table for a spreadsheet."""

from __future__ import annotations

import contextlib
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from bot import app
from bot.enquiries.export import as_csv
from bot.enquiries.record import table
from bot.machine.private import written
from bot.person.person import note
from bot.store.store import Store


def arguments(parser: ArgumentParser) -> None:
    """The file that the table goes to."""
    app.takes_file(parser)


def run(given: Namespace) -> int:
    """Write the record of enquiries as a table."""

    def write(database: Path) -> None:
        with contextlib.closing(Store.open_made(database)) as store, written(given.file) as part:
            columns, rows = table(store)
            part.write_bytes(b"".join(as_csv(columns, rows)))
            now = datetime.now(UTC)
            store.alone(lambda store: note(store, now, app.account(), "listed", "all enquiries, without their words"))

    return app.with_database(write, f"The enquiries are in {given.file}.")
