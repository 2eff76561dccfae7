"""The connections to Telegram: a few at a time, because the pool of httpx slows down with every request that waits in it."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram.request import HTTPXRequest

AT_ONCE = 32  # with 50 ms a call enough for 600 a second


class Request(HTTPXRequest):
    """python-telegram-bot's own, with an orderly queue before it."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - as the library takes them
        super().__init__(AT_ONCE, **settings)
        self._room = asyncio.Semaphore(AT_ONCE)

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Wait for room, then ask."""
        async with self._room:
            return await super().do_request(*given, **named)
