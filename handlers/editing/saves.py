"""What is saved in the folder itself is told to administrators: what changed, what broke, and how to bring it back."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.editing.fields import in_a_line
from bot.editing.lost import broken_by
from bot.editing.proposal import Broken
from bot.editing.saves import examined, standing
from bot.editing.telling import Notice, broken, listed
from bot.library.folder import parse_texts
from bot.library.in_force import Save
from handlers.context import Services
from handlers.editing.proposals import say_told
from handlers.present import also_typed
from handlers.wire.buttons import Button, Rows
from handlers.wire.delivery import Target
from knowledge.problem import Problem


@dataclass(frozen=True, slots=True)
class SavesTold:
    """Tells every administrator in private; one who never wrote to the bot cannot be told."""

    services: Services

    async def broken(self, problems: tuple[Problem, ...]) -> None:
        """The folder is broken; what answers is the last sound version, which can be brought back."""
        services = self.services
        wrong = await asyncio.to_thread(self._wrong, problems)
        notice = broken(wrong.problems, services.say, "knowledge_broken", wrong.lost)
        await self._tell(notice, await self._back(services.snapshot().knowledge.version))

    async def saved(self, save: Save) -> None:
        """It answers already; where it breaks a check, what was there before can be brought back."""
        say = self.services.say
        news = await asyncio.to_thread(examined, save)
        what = in_a_line(news.titles, say)
        if news.broken:
            opening = say("save_breaks", count=len(news.broken), what=what, changes=news.changes)
            notice = listed(opening, (one.what for one in news.broken), say)
            await self._tell(notice, await self._back(save.before.knowledge.version))
        elif news.changes:
            await self._tell(Notice(say("save_told", what=what, changes=news.changes)))

    def _wrong(self, problems: tuple[Problem, ...]) -> Broken:
        """The problems, those of what was taken away told as such."""
        proposals = self.services.proposals
        read = broken_by(parse_texts(proposals.files()), self.services.snapshot().knowledge)
        repeated = {place for lost in read.lost for place in lost.places}
        rest = (one for one in problems if one in read.problems or f"{one.file}:{one.line}" not in repeated)
        return Broken(tuple(rest), read.lost)

    async def _back(self, version: str) -> Rows:
        """The button that brings a version back, where the folder may be written and it is kept."""
        services = self.services
        history = await asyncio.to_thread(services.proposals.history)
        kept = standing(history, version) if services.editing.folder else None
        return [[Button(services.say("restore_button"), f"restore:{kept.number}")]] if kept else []

    async def _tell(self, notice: Notice, rows: Rows = ()) -> None:
        services = self.services
        for admin in services.policy.admins:
            with contextlib.suppress(TelegramError):
                also_typed(services, (admin, admin), rows)
                await say_told(services, Target(admin), notice, "problems.txt", rows)
