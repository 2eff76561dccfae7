"""The one door: every update, polled or posted, is accepted here before Telegram is told that it was received."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.recent import Recent
from handlers.lanes import Lanes

MOST_REMEMBERED = 10_000
HOUR = 3600.0


class Inbox:
    """Puts each update into its lane once; Telegram posts one again when an answer to it was lost."""

    def __init__(self, lanes: Lanes) -> None:
        clock = asyncio.get_running_loop().time
        self._lanes = lanes
        self._seen: Recent[int, bool] = Recent(MOST_REMEMBERED, HOUR, clock)

    async def accept(self, update: Update) -> None:
        """Take responsibility for an update."""
        if self._seen.get(update.update_id):
            return
        self._seen.put(update.update_id, value=True)
        self._lanes.put(update)
