"""`race-equality check`: is a folder of knowledge fit to serve?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from bot import app
from bot.checking.examination import examine
from bot.checking.findings import FORMATS
from bot.checking.going_live import going_live
from bot.checking.links import examine_links, read_good
from bot.library.folder import parse_folder, read_folder
from bot.machine.folders import cache_folders
from knowledge.model import Knowledge


def arguments(parser: ArgumentParser) -> None:
    """What to look at, and how it is told."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--links", action="store_true", help="open every link, one at a time of each site")
    what.add_argument("--live", action="store_true", help="list what a person must settle before going live")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are written; text if not said")
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Show every problem and warning of a folder, which checks fail, and how well its phrasings are found."""
    folder = app.folder(given)
    parsed = parse_folder(folder)
    good = next((cache / "links.json" for cache in cache_folders()), None)
    today = datetime.now(UTC).date()
    if parsed.knowledge is not None and given.live:
        print(going_live(parsed.knowledge, read_folder(folder)[0], read_good(good)), end="")
        return _insists(parsed.knowledge)
    if parsed.knowledge is not None and given.links:
        examined = examine_links(parsed.knowledge, good, today, bar=sys.stderr.isatty())
    else:
        examined = examine(parsed, app.library().fit, today, folder)
    print(FORMATS[given.format](examined, str(folder)))
    return app.PROBLEMS if examined.problems else app.DONE


def _insists(knowledge: Knowledge) -> int:
    """What the law asks for must be there; all else on the list is for a person to judge."""
    if unset := list(knowledge.contact.notice.unset()):
        print(f"contact.yaml lacks parts of the privacy notice: {', '.join(unset)}.", file=sys.stderr)
        return app.PROBLEMS
    return app.DONE
