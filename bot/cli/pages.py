"""`race-equality report` and `page`: what was asked for in the last year, and the whole knowledge, as a page each."""

from __future__ import annotations

import contextlib
import re
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from bot import app
from bot.machine.private import NotWrittenError, written
from bot.page.whole import whole_page
from bot.report.open_data import write_database
from bot.report.page import page as page_of_report
from bot.report.report import Counted, counted, examined_report
from bot.store.store import Store, StoreError, must_exist
from handlers.wire.buttons import opens

USERNAME = re.compile(r"(?:https?://)?(?:t\.me/)?@?([A-Za-z]\w{3,31})/?", re.ASCII)


def report_arguments(parser: ArgumentParser) -> None:
    """The files that the report is written to."""
    _takes_output(parser)
    parser.add_argument("--data", type=Path, metavar="FILE.db", help="the same numbers as a database, for Datasette")


def report(given: Namespace) -> int:
    """Write what was asked for in the last year as a page, and as a database where that is wanted."""
    database, now = app.database(), datetime.now(UTC)
    try:
        must_exist(database)
        snapshot = app.library().open(app.folder(given))
        counts = _counted(database, now)
        with contextlib.ExitStack() as files:  # what cannot be written is said at once rather than after a minute
            named = [file for file in (given.output, given.data) if file]
            output, *data = [files.enter_context(written(file, over=True, but=database)) for file in named]
            made = examined_report(counts, snapshot, now)
            output.write_text(page_of_report(made), "utf-8", newline="\n")
            for file in data:
                write_database(made, file)
    except (StoreError, NotWrittenError) as error:
        return app.wrong(error)
    print(f"The report is in {given.output}.")
    return app.DONE


def page_arguments(parser: ArgumentParser) -> None:
    """The file that the page is written to, and the bot that its links open."""
    _takes_output(parser)
    parser.add_argument("--bot", metavar="NAME", help="the bot's username, so that Edit opens Telegram at each text")


def page(given: Namespace) -> int:
    """Write the whole knowledge as a page."""
    database, now = app.database(), datetime.now(UTC)
    named = USERNAME.fullmatch(given.bot or "")
    if given.bot is not None and named is None:
        return app.wrong(f"“{given.bot}” is no username of a bot; @BotFather tells it, for example @race_equality_bot.")
    snapshot = app.library().open(app.folder(given))
    try:
        counts = _counted(database, now).counts
        with written(given.output, over=True, but=database) as output:
            made = whole_page(snapshot, counts, now, opens(named[1]) if named else None)
            output.write_text(made, "utf-8", newline="\n")
    except (StoreError, NotWrittenError) as error:
        return app.wrong(error)
    print(f"The page is in {given.output}.")
    return app.DONE


def _takes_output(parser: ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.html", required=True, help="the page")
    app.takes_knowledge(parser)


def _counted(database: Path, now: datetime) -> Counted:
    with contextlib.closing(Store.open(database if database.exists() else None)) as store:
        return counted(store, now)
