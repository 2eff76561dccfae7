"""`race-equality report`: what was asked for in the last year, as a page and as a database."""

from __future__ import annotations

import contextlib
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from bot import app
from bot.machine.private import NotWrittenError, written
from bot.report.open_data import write_database
from bot.report.page import page
from bot.report.report import counted, examined_report
from bot.store.store import Store, StoreError, must_exist


def arguments(parser: ArgumentParser) -> None:
    """The files that the report is written to."""
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.html", required=True, help="the page")
    parser.add_argument("--data", type=Path, metavar="FILE.db", help="the same numbers as a database, for Datasette")
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Write what was asked for in the last year as a page, and as a database where that is wanted."""
    database, now = app.database(), datetime.now(UTC)
    try:
        must_exist(database)
        snapshot = app.library().open(app.folder(given))
        with contextlib.closing(Store.open_made(database)) as store:
            counts = counted(store, now)
        with contextlib.ExitStack() as files:  # what cannot be written is said at once rather than after a minute
            named = [file for file in (given.output, given.data) if file]
            output, *data = [files.enter_context(written(file, over=True, but=database)) for file in named]
            made = examined_report(counts, snapshot, now)
            output.write_text(page(made), "utf-8", newline="\n")
            for file in data:
                write_database(made, file)
    except (StoreError, NotWrittenError) as error:
        return app.wrong(error)
    print(f"The report is in {given.output}.")
    return app.DONE
