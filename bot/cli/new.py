"""`race-equality new`: an entry to fill in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot import app
from bot.library.folder import parse_folder
from bot.machine.folders import NAME
from bot.machine.private import FOR_READERS, NotWrittenError, written
from knowledge.loading.template import TEMPLATES, template


def arguments(parser: ArgumentParser) -> None:
    """What kind of entry, and where to."""
    parser.add_argument("what", choices=TEMPLATES)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to a new file")
    app.takes_knowledge(parser)


def run(given: Namespace) -> int:
    """Show an entry to fill in, or write it to a new file."""
    text = template(given.what, parse_folder(app.folder(given)).knowledge)
    if given.output is None:
        print(text, end="")
        return app.DONE
    try:
        with written(given.output, rights=FOR_READERS) as part:
            part.write_text(text, "utf-8", newline="\n")
    except NotWrittenError as error:
        return app.wrong(error)
    print(f"{given.output} is there. Fill it in, then run: {NAME} check")
    return app.DONE
