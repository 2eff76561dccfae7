"""`race-equality init`: the knowledge in the package becomes a folder of one's own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot import app
from bot.library.folder import copy, shipped
from bot.machine.folders import NAME


def arguments(parser: ArgumentParser) -> None:
    """The folder that the knowledge is copied to."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")


def run(given: Namespace) -> int:
    """Copy the knowledge in the package to a folder of one's own."""
    folder: Path = given.folder
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return app.wrong(f"{folder} is not an empty folder; choose one that is empty or new.")
        copy(shipped(), folder)
    except OSError as error:
        return app.wrong(f"{folder} cannot be written ({error.strerror}); choose another folder.")
    print(f"The knowledge is in {folder}. Edit its files, then run: {NAME} check --knowledge {folder}")
    return app.DONE
