"""The web server's side: Telegram's posts, accepted before they are answered, and the state of health."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST
from tornado.web import Application, RequestHandler, stream_request_body

from bot.store.store import StoreError
from handlers.wire.reading import opened

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MOST_BYTES = 1_000_000

Accept = Callable[[str], Awaitable[None]]  # handed the JSON of an update
Health = Callable[[], Awaitable[Mapping[str, object]]]
Metrics = Callable[[], Awaitable[bytes]]


class Quiet(RequestHandler):
    """Without the server's name, and without a page about what went wrong."""

    def set_default_headers(self) -> None:
        """Say nothing about the server."""
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer an error with its code and no words."""
        self.set_status(status_code)
        self.finish()


@stream_request_body
class Posted(Quiet):
    """One update in the body of a POST, which is read only where the secret was right."""

    def initialize(self, secret: str, accept: Accept) -> None:
        """Keep what tornado hands to each request."""
        self.secret, self.accept = secret, accept
        self.body = b""

    def prepare(self) -> None:
        """Refuse, while only the head is there, whoever lacks the secret; that ends the connection."""
        given = self.request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            log.warning("a request to the webhook without the right secret was refused")
            self.send_error(403)

    def data_received(self, chunk: bytes) -> None:
        """A part of the body, which altogether has at most `MOST_BYTES`."""
        self.body += chunk

    async def post(self) -> None:
        """Accept the update that Telegram posts, then answer."""
        if opened(self.body) is None:
            log.warning("a request to the webhook that is not an update was refused")
            self.send_error(400)
            return
        try:
            await self.accept(self.body.decode("utf-8", "replace"))
        except StoreError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all, and Telegram posts it again
            self.send_error(503)


class Healthy(Quiet):
    """The state of health as JSON: 200 where all is well, else 503."""

    def initialize(self, health: Health) -> None:
        """Keep what tornado hands to each request."""
        self.health = health

    async def get(self) -> None:
        """Report whether the assistant is well."""
        state = await self.health()
        self.set_status(200 if state["ok"] else 503)
        self.write(dict(state))


def webhook(path: str, secret: str, accept: Accept) -> Application:
    """The server to which Telegram posts updates."""
    return Application([(path, Posted, {"secret": secret, "accept": accept})], log_function=_silent)


class Measured(Quiet):
    """Numbers for Prometheus."""

    def initialize(self, metrics: Metrics) -> None:
        """Keep what tornado hands to each request."""
        self.metrics = metrics

    async def get(self) -> None:
        """Give all numbers in its text format."""
        page = await self.metrics()
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.write(page)


def health(report: Health, metrics: Metrics) -> Application:
    """The server at which a supervisor asks for the state of health, and Prometheus for numbers."""
    healthy, measured = ("/health", Healthy, {"health": report}), ("/metrics", Measured, {"metrics": metrics})
    return Application([healthy, measured], log_function=_silent)


def _silent(_: RequestHandler) -> None:
    """Requests are not logged one by one."""
