"""The connections to Telegram, each a client of its own: a pool of httpx looks at all its connections at each call."""

from __future__ import annotations

import asyncio
from ssl import SSLContext
from typing import Any

from telegram.request import BaseRequest, HTTPXRequest

AT_ONCE = 32  # with 50 ms a call enough for 600 a second


class Request(BaseRequest):
    """python-telegram-bot's own, with an orderly queue before it; the connection that was used last is used first."""

    def __init__(self, trusted: SSLContext) -> None:
        """`trusted` says whose certificates are believed."""
        self._clients = [
            HTTPXRequest(1, read_timeout=10, write_timeout=10, connect_timeout=5, httpx_kwargs={"verify": trusted})
            for _ in range(AT_ONCE)
        ]
        self._free = list(self._clients)
        self._room = asyncio.Semaphore(AT_ONCE)

    @property
    def read_timeout(self) -> float | None:
        """Seconds."""
        return self._clients[0].read_timeout

    async def initialize(self) -> None:
        """Open what was shut down."""
        for client in self._clients:
            await client.initialize()

    async def shutdown(self) -> None:
        """Close the connections."""
        for client in self._clients:
            await client.shutdown()

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:  # noqa: ANN401
        """Wait for room, then ask."""
        async with self._room:
            client = self._free.pop()
            try:
                return await client.do_request(*given, **named)
            finally:
                self._free.append(client)
