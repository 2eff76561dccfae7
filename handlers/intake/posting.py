"""A webhook that does not move: whoever has the token can set another address, and then nobody here hears anything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot
from telegram.error import TelegramError

from bot.store.store import StoreError
from handlers.intake.polling import ALLOWED_UPDATES, TELL_AGAIN, nobody

log = logging.getLogger(__name__)

LOOK_SECONDS = 120.0  # between two looks; for so long may people go unheard
MOST_CONNECTIONS = 100


class Posting:
    """Has Telegram post updates to an address, and looks from time to time whether it still does."""

    def __init__(
        self,
        bot: Bot,
        url: str,
        secret: str,
        clock: Callable[[], float],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
        tell: Callable[[str], Awaitable[object]] = nobody,
    ) -> None:
        """`clock` counts seconds; `tell` is called with the key of a sentence, once an hour, when the address moved."""
        self._bot = bot
        self._url, self._secret = url, secret
        self._clock = clock
        self._pause = pause
        self._tell = tell
        self._told_at: float | None = None

    async def begin(self) -> None:
        """Tell Telegram where to post, and with which secret."""
        await self._bot.set_webhook(
            self._url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES, max_connections=MOST_CONNECTIONS
        )

    async def run(self) -> None:
        """Look until this is cancelled; what Telegram does not answer is looked at the next time."""
        while True:
            await self._pause(LOOK_SECONDS)
            try:
                await self._look()
            except TelegramError:
                continue
            except StoreError as error:
                log.error("%s", error)  # noqa: TRY400 - the sentence says it all

    async def _look(self) -> None:
        if (await self._bot.get_webhook_info()).url == self._url:
            return
        log.warning("the webhook of this token was moved or taken off, so that nothing came here; it is set again")
        await self.begin()
        now = self._clock()
        if self._told_at is None or now - self._told_at > TELL_AGAIN:
            self._told_at = now
            await self._tell("webhook_moved")
