"""The web ports: nobody takes them by holding connections open, and nothing is read of whoever lacks the secret."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pytest
from tornado.web import Application

from bot.library.folder import Snapshot
from bot.logs import OncePerMinute, set_up
from bot.settings import Settings
from bot.store.store import Store
from handlers.intake import ports
from handlers.intake.ports import MOST_CONNECTIONS, listening
from handlers.intake.webhook import health, webhook
from handlers.serving.desk import assemble
from handlers.serving.serve import _receive_polls, _receive_posts, telegram_bot
from tests.botapi import TOKEN, bot_api
from tests.office import Standing

HELD = "GET /health HTTP/1.1\r\nHost: x"  # and never goes on
SECRET = "X-Telegram-Bot-Api-Secret-Token: right\r\n"  # noqa: S105


@pytest.fixture
def port(unused_tcp_port: int) -> int:
    return unused_tcp_port


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "HEADER_SECONDS", 0.3)
    monkeypatch.setattr(ports, "BODY_SECONDS", 0.3)


def well() -> Application:
    async def report() -> dict[str, object]:
        return {"ok": True}

    async def metrics() -> bytes:
        return b""

    return health(report, metrics)


async def asked(port: int, sent: str, host: str = "127.0.0.1") -> bytes:
    """All that comes back until the connection ends."""
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(sent.encode())
    async with asyncio.timeout(60):
        answer = await reader.read()
    writer.close()
    return answer


@asynccontextmanager
async def held(port: int, count: int, sent: str = HELD) -> AsyncIterator[list[asyncio.StreamReader]]:
    """So many connections that begin and do not go on."""
    pairs = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    for _, writer in pairs:
        with contextlib.suppress(OSError):
            writer.write(sent.encode())
    yield [reader for reader, _ in pairs]
    for _, writer in pairs:
        writer.close()


async def ended(reader: asyncio.StreamReader) -> bool:
    try:
        async with asyncio.timeout(60):
            return await reader.read() == b""
    except ConnectionResetError:
        return True


async def test_no_more_connections_are_held_than_the_service_can_bear(
    port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert MOST_CONNECTIONS < 250  # two ports, and room under the usual 1,024 open files of a process
    monkeypatch.setattr(ports, "MOST_CONNECTIONS", 20)
    with listening(well(), port):
        async with held(port, 60) as readers:
            assert all([await ended(reader) for reader in readers[20:]])
            assert not any(reader.at_eof() for reader in readers[:20])
        await asyncio.sleep(0.05)
        assert b" 200 " in await asked(port, f"{HELD}\r\nConnection: close\r\n\r\n")
    assert "more connections than" in caplog.text


@pytest.mark.usefixtures("_quick")
async def test_a_head_that_does_not_end_is_not_waited_for(port: int) -> None:
    with listening(well(), port):
        async with held(port, 5) as readers, held(port, 5, "") as silent:
            assert all([await ended(reader) for reader in (*readers, *silent)])


@pytest.mark.usefixtures("_quick")
async def test_a_body_that_does_not_end_is_not_waited_for(port: int) -> None:
    taken: list[str] = []

    async def accept(body: str) -> None:
        taken.append(body)

    head = f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET}Content-Length: 900\r\n\r\n{{"
    with listening(webhook("/hook", "right", accept), port):
        async with held(port, 3, head) as readers:
            assert all([await ended(reader) for reader in readers])
        body = '{"update_id": 1}'
        whole = head.replace("900", str(len(body))).removesuffix("{").replace("Host", "Connection: close\r\nHost")
        assert b" 200 " in await asked(port, whole + body)
    assert taken == [body]


async def test_without_the_secret_not_a_byte_of_the_body_is_read(port: int) -> None:
    async def accept(_: str) -> None:
        raise AssertionError

    with listening(webhook("/hook", "right", accept), port):
        for given in (
            "",
            SECRET.replace("right", "wrong"),
            SECRET.replace("right", "ré"),
        ):
            for more in ("Content-Length: 900000\r\n", "Transfer-Encoding: chunked\r\n"):
                answer = await asked(port, f"POST /hook HTTP/1.1\r\nHost: x\r\n{given}{more}\r\n{{")
                assert answer.startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("receive", [_receive_polls, _receive_posts])
async def test_the_health_port_is_on_loopback_unless_it_is_set_otherwise(
    small_snapshot: Snapshot, unused_tcp_port_factory: Callable[[], int], receive: Callable[..., ports.Receiving]
) -> None:
    health_port, web_port = unused_tcp_port_factory(), unused_tcp_port_factory()

    async def answers(host: str) -> bool:
        try:
            return b"HTTP/1.1" in await asked(health_port, f"{HELD}\r\nConnection: close\r\n\r\n", host)
        except OSError:
            return False

    async with bot_api() as api:
        settings = Settings(
            token=TOKEN, api_url=api.url, webhook_url="http://x/hook", webhook_listen="0.0.0.0",  # noqa: S104
            webhook_port=web_port, health_port=health_port,
        )  # fmt: skip
        bot = telegram_bot(settings)
        await bot.initialize()
        async with assemble(bot, Standing(small_snapshot), Store.open(None), settings, lambda: datetime.now(UTC)) as at:
            async with receive(settings, at) as working:
                cast("Coroutine[None, None, None]", working).close()
                assert (await answers("127.0.0.1"), await answers("127.0.0.2")) == (True, False)
            async with receive(replace(settings, health_listen="127.0.0.2"), at) as working:
                cast("Coroutine[None, None, None]", working).close()
                assert (await answers("127.0.0.1"), await answers("127.0.0.2")) == (False, True)
        await bot.shutdown()


def test_the_same_line_stands_in_the_log_once_a_minute() -> None:
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level
    set_up(stream, "INFO", ())
    (handler,) = root.handlers
    root.handlers[:], root.level = before
    logging.captureWarnings(capture=False)

    def logged(name: str, message: str, at: float, *args: object, **more: object) -> None:
        record = {"name": name, "levelno": 30, "msg": message, "args": args, "created": at, **more}
        handler.handle(logging.makeLogRecord(record))

    for number in range(1000):
        logged("handlers.intake.webhook", "refused", 5000 + number / 100)
        logged("tornado.general", "Malformed HTTP message from %s", 5000, f"10.0.0.{number}")
        logged("handlers.intake.lanes", "another", 5000, update=number)
    logged("handlers.intake.webhook", "refused", 5060)
    logged("handlers.intake.webhook", "refused", 100)  # the clock was set back
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    refused = [one for one in lines if one["message"] == "refused"]
    assert [one.get("left_out") for one in refused] == [None, 999, None]
    assert len([one for one in lines if one["from"] == "tornado.general"]) == 1
    assert len([one for one in lines if one["message"] == "another"]) == 1000


def test_what_is_remembered_of_lines_has_an_end() -> None:
    once = OncePerMinute()
    for number in range(5000):
        assert once.filter(logging.makeLogRecord({"name": "bot", "msg": str(number)}))
    assert len(once) < 2000
