"""How long an edit of the shipped knowledge takes to be in force while questions are asked, and how long they wait.

python -m benchmarks.reload
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot.app import library
from bot.conversation.reply import Replies
from bot.library.folder import shipped
from bot.library.in_force import Current, freeze_garbage
from bot.library.versions import Remembered
from bot.library.watching import watching
from bot.library.writing import write_all
from handlers.wire.thinking import Thinking
from knowledge.editing.edit import with_phrasing

EDITS = 5
FILE, ENTRY = "faq/programme.yaml", "what-is-the-programme"


class Waits:
    """How long each question waits, one after the other, and how long the loop is held up; in milliseconds."""

    def __init__(self, in_force: Current) -> None:
        self._in_force = in_force
        self._thinking = Thinking()
        self.answers: list[float] = []
        self.loop: list[float] = []

    async def ask(self) -> None:
        """Ask the checks, again and again."""
        asks = [check.ask for check in self._in_force().knowledge.checks]
        for number in range(1_000_000):
            begun = time.perf_counter()
            await self._thinking(self._answer, asks[number % len(asks)])
            self.answers.append(1000 * (time.perf_counter() - begun))
            await asyncio.sleep(0.01)

    def _answer(self, question: str) -> None:
        snapshot = self._in_force()
        Replies(snapshot.knowledge)(snapshot.understanding(question)[0])

    async def tick(self) -> None:
        """Sleep a millisecond, again and again."""
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.001)
            self.loop.append(1000 * (time.perf_counter() - begun))


class Silent:
    """Nobody is to be told of a sound save."""

    async def broken(self, problems: object) -> None:
        """The folder must not break."""
        raise AssertionError(problems)

    async def saved(self, save: object) -> None:
        """It is measured by who asks."""


async def measure(folder: Path) -> None:
    """Print a line for each edit."""
    in_force = Current(library(), folder, Remembered(), lambda: datetime.now(UTC))
    in_force().understanding("ready")
    freeze_garbage()

    waits = Waits(in_force)
    async with watching(in_force, Silent()):
        working = [asyncio.create_task(waits.ask()), asyncio.create_task(waits.tick())]
        await asyncio.sleep(2)
        print(f"quiet: median {statistics.median(waits.answers):.1f} ms, longest {max(waits.answers):.0f} ms")
        for number in range(EDITS):
            waits.answers.clear()
            waits.loop.clear()
            text = (folder / FILE).read_text("utf-8")
            write_all(folder, {FILE: with_phrasing(FILE, text, ENTRY, f"tell me number {number} in other words")})
            before, begun = in_force(), time.perf_counter()
            while in_force() is before:  # noqa: ASYNC110 - it is from outside that the time is taken
                await asyncio.sleep(0.01)
            took = time.perf_counter() - begun
            print(
                f"edit {number + 1}: in force after {took:.2f} s; {len(waits.answers)} answers meanwhile, "
                f"median {statistics.median(waits.answers):.1f} ms, longest {max(waits.answers):.0f} ms; "
                f"the loop was held up {max(waits.loop):.0f} ms at most"
            )
        for task in working:
            task.cancel()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        own = Path(made) / "knowledge"
        shutil.copytree(str(shipped()), own)
        asyncio.run(measure(own))
