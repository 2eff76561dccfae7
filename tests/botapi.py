"""A small Bot API server on loopback: the rules of `TelegramServer` over HTTP, with faults on demand."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.telegram_server import BOT, Json, Refusal, TelegramServer

TOKEN = "42:a-token-of-the-tests"  # noqa: S105 - known to nobody else
MOST_UPDATES = 100
WEBHOOK_IS_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)

Fault = Callable[[RequestHandler], bool]  # True where the fault has answered already


def status(code: int, **parameters: object) -> Fault:
    """Answer with an error; a 429 says `retry_after=SECONDS`."""

    def fault(request: RequestHandler) -> bool:
        code_, answer = Refusal(code, f"Error {code}", **parameters).answer
        request.set_status(code_)
        request.finish(answer)
        return True

    return fault


def drop(request: RequestHandler) -> bool:
    """Close the connection without an answer."""
    request.request.connection.stream.close()  # type: ignore[union-attr]
    return True


@dataclass
class BotApi:
    """`faults[method]` meet the next calls of a method; `delay` is how long each call takes, in seconds.

    `before` and `after` may give a fault to a call, before or after it was carried out.
    """

    port: int
    telegram: TelegramServer = field(default_factory=TelegramServer)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    delay: float = 0.0
    before: Callable[[str, Json], Fault | None] = lambda _method, _params: None
    after: Callable[[str, Json], Fault | None] = lambda _method, _params: None
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    pending: list[Json] = field(default_factory=list)
    sent_at: list[tuple[float, Json]] = field(default_factory=list)
    _ids: Any = field(default_factory=lambda: itertools.count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    async def write(self, person: int, text: str) -> Json:
        """Somebody writes in a private chat."""
        chat = {"id": person, "type": "private", "first_name": "Ada"}
        user = {"id": person, "is_bot": False, "first_name": "Ada"}
        command = text.partition(" ")[0] if text.startswith("/") else ""
        entities = [{"type": "bot_command", "offset": 0, "length": len(command)}] if command else []
        message = self.telegram.add({"chat": chat, "from": user, "text": text, "entities": entities})
        return await self.offer(message=message)

    async def offer(self, **parts: object) -> Json:
        """Hand an update over: by polling when it is asked for, to a webhook at once."""
        update = {"update_id": next(self._ids), **parts}
        if hook := self.telegram.kept.get("webhook"):
            await self.post(update, hook["secret"], hook["url"])
        else:
            self.pending.append(update)
            async with self.arrived:
                self.arrived.notify_all()
        return update

    async def insist(self, **parts: object) -> None:
        """The same, and to a webhook again until it is taken, as Telegram does."""
        update = {"update_id": next(self._ids), **parts}
        while hook := self.telegram.kept.get("webhook"):
            with contextlib.suppress(OSError, HTTPClientError):
                if await self.post(update, hook["secret"], hook["url"]) == 200:
                    return
            await asyncio.sleep(0.1)
        self.pending.append(update)
        async with self.arrived:
            self.arrived.notify_all()

    async def post(self, update: object, secret: str, url: str) -> int:
        """Post an update to the webhook as Telegram does; the status of the answer."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "Content-Type": "application/json"}
        request = HTTPRequest(url, "POST", headers, json.dumps(update))
        return (await AsyncHTTPClient(max_clients=100).fetch(request, raise_error=False)).code

    def said_to(self, person: int) -> list[str]:
        """What the bot has said to somebody, in order."""
        own = [one for key, one in sorted(self.telegram.messages.items()) if key[0] == person]
        return [one.get("text", "") for one in own if one["from"] == BOT]

    async def wait_for(self, true: Callable[[], bool], seconds: float = 10) -> None:
        """Wait until something is true of what was called."""
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.02)

    async def updates(self, params: Json) -> list[Json]:
        """`getUpdates`: confirms what is before the offset, then waits for more."""
        offset, wait = int(params.get("offset", 0)), float(params.get("timeout", 0))
        self.pending = [one for one in self.pending if one["update_id"] >= offset]
        if not self.pending and wait:
            try:
                async with asyncio.timeout(min(wait, 2)), self.arrived:
                    await self.arrived.wait()
            except TimeoutError:
                pass
        return self.pending[: min(MOST_UPDATES, int(params.get("limit", MOST_UPDATES)))]


class _Call(RequestHandler):
    def initialize(self, api: BotApi) -> None:
        self.api = api

    async def post(self, token: str, method: str) -> None:
        api = self.api
        params: Json = {name: self.get_body_argument(name) for name in self.request.body_arguments}
        params |= {name: (one.filename, one.body) for name, (one, *_) in self.request.files.items()}
        if token != TOKEN:
            status(401)(self)
            return
        faults = api.faults[method]
        if faults and faults.pop(0)(self):
            return
        if (fault := api.before(method, params)) and fault(self):
            return
        if method == "getUpdates" and api.telegram.kept.get("webhook"):
            code, answer = Refusal(409, WEBHOOK_IS_ACTIVE).answer
            self.set_status(code)
            self.write(answer)
            return
        if method == "getUpdates":
            api.telegram.calls.append((method, params))
            result = await api.updates(params)
            if not ((fault := api.after(method, {**params, "result": result})) and fault(self)):
                self.write({"ok": True, "result": result})
            return
        if api.delay:
            await asyncio.sleep(api.delay)
        code, answer = api.telegram.call(method, params)
        if method == "sendMessage":
            api.sent_at.append((asyncio.get_running_loop().time(), params))
        if (fault := api.after(method, params)) and fault(self):
            return
        self.set_status(code)
        self.write(answer)


class _File(RequestHandler):
    def initialize(self, api: BotApi) -> None:
        self.api = api

    def get(self, token: str, path: str) -> None:
        if token != TOKEN:
            status(401)(self)
            return
        self.finish(self.api.telegram.files[path])


@asynccontextmanager
async def bot_api() -> AsyncIterator[BotApi]:
    """A server on a free port of loopback."""
    sockets = bind_sockets(0, "127.0.0.1")
    api = BotApi(sockets[0].getsockname()[1])
    routes = [(r"/bot([^/]+)/(\w+)", _Call, {"api": api}), (r"/file/bot([^/]+)/(.+)", _File, {"api": api})]
    server = HTTPServer(Application(routes, log_function=lambda _: None))
    server.add_sockets(sockets)
    try:
        yield api
    finally:
        server.stop()
        await server.close_all_connections()
