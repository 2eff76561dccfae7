"""`race-equality export`: the record of enquiries, without their words, as a table for a spreadsheet."""

from __future__ import annotations

import contextlib
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot import app
from bot.enquiries.export import as_csv
from bot.enquiries.record import table
from bot.machine.private import written
from bot.store.store import Store


def arguments(parser: ArgumentParser) -> None:
    """The file that the table goes to."""
    app.takes_file(parser)


def run(given: Namespace) -> int:
    """Write the record of enquiries as a table."""

    def write(database: Path) -> None:
        with contextlib.closing(Store.open_made(database)) as store, written(given.file) as part:
            part.write_bytes(b"".join(as_csv(*table(store))))

    return app.with_database(write, f"The enquiries are in {given.file}.")
