"""What administrators are told of without asking: once when trouble begins, and once when it is over."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from telegram.error import TelegramError

from bot.editing.preview import Editing
from bot.library.folder import Snapshot
from bot.library.in_force import Current
from bot.machine.space import in_mib, space
from bot.store.keeper import Keeper
from bot.store.records import Waits
from bot.store.store import StoreError
from bot.wording import Wording
from handlers.serving.health import store_health
from handlers.wire.delivery import Delivery, Target

log = logging.getLogger(__name__)

FACT = "alerts"
MOST_CHECKS = 5  # that are named

Values = Mapping[str, object]


@dataclass
class Alerts:
    """Looks once a minute. What was told is kept as far as the database keeps anything, so that no start repeats it."""

    delivery: Delivery
    keep: Keeper
    in_force: Current
    editing: Editing
    admins: frozenset[int]
    refused: Callable[[], Waits | None]
    database: Path | None
    now: Callable[[], datetime]
    _standing: set[str] | None = field(default=None, init=False)
    _kept: str = field(default="", init=False)
    _checked: Snapshot | None = field(default=None, init=False)

    async def look(self) -> None:
        """Tell what has begun or is over since the last look."""
        standing = self._standing if self._standing is not None else await self._before()
        self._standing = standing
        async for name, trouble in self._seen():
            if trouble is not None and name not in standing:
                if await self._tell(f"alert_{name}", trouble):
                    standing.add(name)
            elif trouble is None and name in standing and await self._tell(f"alert_{name}_over", {}):
                standing.discard(name)
        await self._remember(",".join(sorted(standing)))

    async def _seen(self) -> AsyncIterator[tuple[str, Values | None]]:
        """Each kind of trouble with what to say of it, or None where all is well; none where nobody knows."""
        state = await store_health(self.keep, self.refused(), self.now())
        yield "store", None if state["ok"] else {"why": self.keep.trouble or ""}
        if self.database:
            with contextlib.suppress(OSError):
                room = await asyncio.to_thread(space, self.database)
                if room.is_scarce:
                    yield "disk", {"free": in_mib(room.free), "wanted": in_mib(room.wanted)}
                elif room.is_ample:
                    yield "disk", None
        snapshot, stands = self.in_force(), "checks" in (self._standing or ())
        looks = self._checked is None or (
            stands and snapshot is not self._checked
        )  # a later save is told where it is made
        if self.editing.folder is not None and looks:  # nobody can mend what ships
            failing = await asyncio.to_thread(self.editing.failing)
            self._checked = snapshot
            lines = [f"- {one}" for one in failing[:MOST_CHECKS]]
            yield "checks", {"count": len(failing), "checks": "\n".join(lines)} if failing else None

    async def _tell(self, key: str, values: Values) -> bool:
        """Was anybody told? Else the next look tries again."""
        say, reached = Wording(self.in_force().knowledge.wording), False
        log.warning("administrators are told of trouble, or of its end", extra={"key": key})
        for admin in self.admins:
            with contextlib.suppress(TelegramError):
                await self.delivery.once(Target(admin), say(key, **values))
                reached = True
        return reached

    async def _before(self) -> set[str]:
        try:
            self._kept = await self.keep(lambda store: store.facts.get(FACT) or "")
        except StoreError:
            self._kept = ""
        return {name for name in self._kept.split(",") if name}

    async def _remember(self, standing: str) -> None:
        if standing != self._kept:
            with contextlib.suppress(StoreError):  # the next look tries again
                await self.keep(lambda store: store.facts.set(FACT, standing or None))
                self._kept = standing
