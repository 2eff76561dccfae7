"""How many files does a question pass through, how many an enquiry and its reply, how many an edit?

Counts the modules of which a function is entered, in the tests' office, from the update to the last message out.
`python -m benchmarks.walks` prints the counts, `--files` the files too.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from bot.library.folder import Library
from knowledge.ranking.embedding import NoMeaning
from tests.conftest import ROOT, SMALL, knowing_little_english
from tests.office import Office, own_office
from tests.phone import Phone

PACKAGES = ("knowledge", "bot", "handlers")
QUESTION, ENTRY = "What is the WRES?", "what-is-the-wres"
ADMINISTRATOR = 1

Walk = Callable[[Office], Awaitable[None]]


async def question(at: Office) -> None:
    """A leader asks, and is answered."""
    await at.leader.write(QUESTION)


async def enquiry(at: Office) -> None:
    """A leader writes to the team, and the team replies."""
    await at.send("May governors join the webinars?")
    await at.answer("They may.", at.cards()[0])


async def edit(at: Office) -> None:
    """An administrator changes an answer."""
    ada = Phone(at.assistant, at.server, ADMINISTRATOR)
    *_, shown = await ada.write(f"/edit {ENTRY}")
    await ada.reply("It has nine indicators, and each trust publishes them.", shown.message)
    await ada.press("Apply")


@contextmanager
def entered() -> Iterator[set[str]]:
    """The files of ours of which a function is entered inside, in any thread."""
    files: set[str] = set()
    ours = tuple(f"{ROOT / package}/" for package in PACKAGES)

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>" and frame.f_code.co_filename.startswith(ours):
            files.add(str(Path(frame.f_code.co_filename).relative_to(ROOT)))

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield files
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def walked(walk: Walk) -> set[str]:
    """The files that a walk passes through, in an office of its own; what opens the office is not counted."""
    with tempfile.TemporaryDirectory() as home, knowing_little_english():
        folder = Path(home) / "knowledge"
        shutil.copytree(SMALL, folder)
        with entered() as files:  # before the office opens, for its threads are watched from their beginning only
            async with own_office(Library(NoMeaning(), "none"), folder) as at:
                await at.leader.write("/whoami")  # until then what opening begins is done
                files.clear()
                await walk(at)
                return set(files)


async def main() -> None:
    """Print a line for each walk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="name the files")
    named = parser.parse_args().files
    for walk in (question, enquiry, edit):
        files = await walked(walk)
        rooms = {Path(file).parent for file in files} - set(map(Path, PACKAGES))
        print(f"{walk.__name__}: {len(files)} files in {len(rooms)} rooms")
        if named:
            print("".join(f"  {file}\n" for file in sorted(files)), end="")


if __name__ == "__main__":
    asyncio.run(main())
