"""A folder of knowledge watched: what somebody saves there answers a moment later, and what is broken never does."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from watchfiles import Change, awatch

from bot.library.in_force import Current, Save
from bot.library.writing import UNFINISHED
from knowledge.problem import Problem

log = logging.getLogger(__name__)

NOT_READ = (UNFINISHED, ".json", "~", ".swp")
STEP, QUIET = 50, 400  # milliseconds: between looks, and the longest that several saves count as one
AT_LEAST = 10_000  # milliseconds until the next look, for folders on networks, which tell of no change
MOST_PLACES = 5  # in the log, and no words: a file may quote what leaders asked
BROKEN = "the knowledge is broken; the last sound version goes on"


class Listener(Protocol):
    """Who is told of what is saved in the folder."""

    async def broken(self, problems: tuple[Problem, ...]) -> None:
        """The folder broke in a new way; all its problems."""
        ...

    async def saved(self, save: Save) -> None:
        """What was saved answers now."""
        ...


@contextlib.asynccontextmanager
async def watching(in_force: Current, listener: Listener) -> AsyncIterator[None]:
    """Watch inside the block, and tell of each save once."""
    if not isinstance(in_force.folder, Path):
        yield
        return
    task = asyncio.create_task(_Watch(in_force, in_force.folder, listener).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class _Watch:
    def __init__(self, in_force: Current, folder: Path, listener: Listener) -> None:
        self._in_force = in_force
        self._folder = folder
        self._listener = listener
        self._told: tuple[Problem, ...] = ()

    async def run(self) -> None:
        while True:
            await self._try()
            with contextlib.suppress(OSError):  # the folder is away, and `_look` has said so
                async for _ in awatch(
                    self._folder,
                    watch_filter=_is_read,
                    step=STEP,
                    debounce=QUIET,
                    rust_timeout=AT_LEAST,
                    yield_on_timeout=True,
                ):
                    await self._try()
                    if not self._folder.is_dir():
                        break
            await asyncio.sleep(AT_LEAST / 1000)

    async def _try(self) -> None:
        try:
            await self._look()
        except Exception:
            log.exception("the folder of knowledge could not be dealt with; the next look tries again")

    async def _look(self) -> None:
        problems = await asyncio.to_thread(self._in_force.reload)
        saves = await asyncio.to_thread(self._in_force.saves)
        for save in saves:
            log.info("the knowledge is in force", extra={"version": save.after.knowledge.version})
        if problems and problems != self._told:
            places = ", ".join(f"{one.file}:{one.line}" for one in problems[:MOST_PLACES])
            log.warning(BROKEN, extra={"problems": len(problems), "places": places})
            await self._listener.broken(problems)
        elif self._told and not problems:
            log.info("the knowledge is sound again")
        self._told = problems
        for save in saves:
            await self._listener.saved(save)


def _is_read(_: Change, path: str) -> bool:
    return not path.endswith(NOT_READ)
