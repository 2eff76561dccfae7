"""Web ports: how long a request may take to come, and how many connections may be open, whoever opens them."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Iterator
from contextlib import AbstractAsyncContextManager

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

from handlers.intake.webhook import MOST_BYTES

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
HEADER_SECONDS, BODY_SECONDS = 10.0, 10.0  # for all of each, and for the next request on an open connection
MOST_HEADER_BYTES = 16_384
MOST_CONNECTIONS = 200  # at a port; Telegram is told to use at most half as many

Receiving = AbstractAsyncContextManager[Awaitable[object]]


class Port(HTTPServer):
    """A server that closes what it cannot hold at once, before a byte is read."""

    def handle_stream(self, stream: IOStream, address: tuple[object, ...]) -> None:
        """Serve a connection that has come."""
        if len(self._connections) >= MOST_CONNECTIONS:
            log.warning("more connections than %d at once: others are closed", MOST_CONNECTIONS)
            stream.close()
            return
        super().handle_stream(stream, address)


@contextlib.contextmanager
def listening(web: Application, port: int | None, address: str | None = None) -> Iterator[None]:
    """Serve inside the block, on loopback unless there is another address; without a port nothing."""
    if port is None:
        yield
        return
    server = Port(
        web, max_body_size=MOST_BYTES, max_buffer_size=MOST_BYTES, max_header_size=MOST_HEADER_BYTES,
        idle_connection_timeout=HEADER_SECONDS, body_timeout=BODY_SECONDS, xheaders=False,
    )  # fmt: skip
    server.listen(port, address or LOOPBACK)
    try:
        yield
    finally:
        server.stop()
