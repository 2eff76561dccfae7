"""Long polling that does not end: python-telegram-bot's own stops for good at one 401 or 404, a proxy's included."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.store.store import StoreError
from handlers.wire.delivery import seconds
from handlers.wire.reading import AS_IT_CAME

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member")

POLL_SECONDS, PATIENCE = 10, 5.0  # a request that hangs keeps everybody waiting, for as long as both together
PAUSES = (0.2, 0.5, 1, 2, 5, 10, 30)  # after the first, second, … failure in a row
LAST_WORD_SECONDS = 2.0
STORE_SECONDS = 5.0  # before what could not be kept is asked for again
REMIND_AFTER = 10  # failures in a row of the same kind
CALM = 600.0  # seconds: two that poll meet several times in it
TELL_AGAIN = 3600.0  # seconds after which administrators hear of another program again


async def nobody(_: str) -> None:
    """Tell nobody that another program uses the token."""


class Polling:
    """Asks for updates and hands the JSON of each to `accept`; what was accepted is confirmed by the next request."""

    def __init__(
        self,
        bot: Bot,
        accept: Callable[[str], Awaitable[None]],
        clock: Callable[[], float],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
        tell: Callable[[str], Awaitable[object]] = nobody,
    ) -> None:
        """`clock` counts seconds; `tell` is called with the key of a sentence.

        So it is when another program turns out to use the token, once an hour, and when none does any more. One
        conflict is nobody's trouble: the program that was stopped last, or the doctor. And so it is, once an hour, when
        somebody has set a webhook, to which Telegram posts what people write: it is taken off.
        """
        self._bot = bot
        self._accept = accept
        self._clock = clock
        self._pause = pause
        self._tell = tell
        self._told_at: float | None = None
        self._conflict_at: float | None = None
        self._webhook_told_at: float | None = None
        self._next: int | None = None
        self._failures = 0
        self._told = ""
        self.last_success = clock()

    async def run(self) -> None:
        """Ask Telegram for updates until this is cancelled."""
        while True:
            try:
                await self._poll()
            except TelegramError as error:
                await self._failed(error)
            except StoreError as error:
                log.error("%s", error)  # noqa: TRY400 - the sentence says it all
                await self._pause(STORE_SECONDS)

    async def confirm(self) -> None:
        """Tell Telegram what was accepted last, without taking more."""
        if self._next is None:
            return
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(LAST_WORD_SECONDS):
                await self._bot.get_updates(self._next, limit=1, timeout=0, allowed_updates=ALLOWED_UPDATES)

    async def _poll(self) -> None:
        updates = await self._bot.get_updates(
            self._next, timeout=POLL_SECONDS, read_timeout=PATIENCE, allowed_updates=ALLOWED_UPDATES
        )
        self.last_success = self._clock()
        if self._failures:
            log.info("polling goes on")
        self._failures, self._told = 0, ""
        await self._is_calm()
        await asyncio.gather(*(self._accept(update.api_kwargs[AS_IT_CAME]) for update in updates))
        if updates:
            self._next = updates[-1].update_id + 1

    async def _failed(self, error: TelegramError) -> None:
        wait = PAUSES[min(self._failures, len(PAUSES) - 1)]
        if isinstance(error, RetryAfter):
            wait = seconds(error)
        what = _sentence(error)
        if what != self._told or self._failures % REMIND_AFTER == 0:
            log.warning(what)
        self._told = what
        self._failures += 1
        if _of_a_webhook(error):
            await self._take_off_webhook()
        elif isinstance(error, Conflict):
            await self._met_another()
        await self._pause(wait)

    async def _take_off_webhook(self) -> None:
        with contextlib.suppress(TelegramError):
            await self._bot.delete_webhook()
        now = self._clock()
        if self._webhook_told_at is None or now - self._webhook_told_at > TELL_AGAIN:
            self._webhook_told_at = now
            await self._tell("foreign_webhook")

    async def _met_another(self) -> None:
        now, before = self._clock(), self._conflict_at
        self._conflict_at = now
        again = before is not None and now - before < CALM
        if again and (self._told_at is None or now - self._told_at > TELL_AGAIN):
            self._told_at = now
            await self._tell("second_program")

    async def _is_calm(self) -> None:
        """Tell when the other has been silent for long enough."""
        if self._told_at is not None and self._conflict_at is not None and self._clock() - self._conflict_at > CALM:
            self._told_at = self._conflict_at = None
            await self._tell("second_program_over")


def _of_a_webhook(error: TelegramError) -> bool:
    return isinstance(error, Conflict) and "webhook" in error.message.lower()


def _sentence(error: TelegramError) -> str:
    if _of_a_webhook(error):
        return "somebody has set a webhook on this token, to which Telegram posts what people write; it is taken off"
    if isinstance(error, Conflict):
        return "another program uses this token, and each gets a part of the messages: stop one"
    if isinstance(error, InvalidToken):
        return "Telegram, or a proxy before it, says that it does not know this bot; trying again"
    return "Telegram cannot be reached; trying again"
