"""`race-equality gaps`: the questions without an answer, and how to settle them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from bot import app
from bot.library.folder import is_shipped
from bot.library.in_force import Current
from bot.library.stored_versions import StoredVersions
from bot.library.versions import Remembered
from bot.store.store import Store, StoreError
from bot.terminal.gap_list import GapList, SettleError, asked_for
from bot.workdays import local_day


def arguments(parser: ArgumentParser) -> None:
    """How to list them, or how to settle one."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--json", action="store_true", help="list them as JSON")
    what.add_argument("--same-as", nargs=2, metavar=("NUMBER", "ID"), help="it is another way to ask for an entry")
    what.add_argument("--answer", nargs=2, metavar=("NUMBER", "TEXT"), help="it becomes a question with this answer")
    what.add_argument("--not-ours", metavar="NUMBER", help="it is not for this assistant")
    parser.add_argument("--insist", action="store_true", help="learn it although it breaks checks, which is recorded")
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """List the questions without an answer, or settle one."""
    folder, now = app.folder(given), datetime.now(UTC)
    try:
        store = Store.open_made(app.database())
        learns = bool(given.same_as or given.answer) and not is_shipped(folder)
        versions = StoredVersions(store) if learns else Remembered()  # to look is no version that an undo brings back
        gaps = GapList(store, Current(app.library(), folder, versions, lambda: now), local_day(now))
        print(asked_for(gaps, given))
        store.close()
    except (StoreError, SettleError) as error:
        return app.wrong(error)
    return app.DONE
