"""The connections to Telegram: what each fault is called decides whether something is sent again with a mark."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import trustme
from telegram import Bot, InputFile
from telegram.error import NetworkError, TimedOut

from bot.settings import SettingsError
from handlers.wire.reading import AS_IT_CAME
from handlers.wire.request import Request, UnreachedError, proxy_for

TOKEN = "42:a-token-of-the-tests"  # noqa: S105 - known to nobody else
OK = b'{"ok": true, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "Hello"}}'

Environment = Callable[[dict[str, str]], None]
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes, length: int | None = None, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body) if length is None else length, body)


def saying(said: bytes) -> Serve:
    """Read a request, say something and hang up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65_536)
        writer.write(said)
        writer.close()

    return serve


@asynccontextmanager
async def server(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Its host and port."""
    made = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    yield f"127.0.0.1:{made.sockets[0].getsockname()[1]}"
    made.close()


@asynccontextmanager
async def bot_at(
    address: str, proxy: str | None = None, at_once: int = 2, trusted: ssl.SSLContext | None = None
) -> AsyncIterator[Bot]:
    request = Request(trusted or ssl.create_default_context(), proxy, at_once)
    await request.initialize()
    yield Bot(TOKEN, f"{address}/bot", f"{address}/file/bot", request=request, get_updates_request=request)
    await request.shutdown()


async def failure(address: str, proxy: str | None = None, patience: float = 5) -> NetworkError:
    async with bot_at(address, proxy) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "Hello", read_timeout=patience, connect_timeout=5, write_timeout=5)
    assert TOKEN not in f"{caught.value} {caught.value.__cause__}"
    return caught.value


async def test_a_connection_that_is_refused_surely_carried_nothing_out(unused_tcp_port: int) -> None:
    assert type(await failure(f"http://127.0.0.1:{unused_tcp_port}")) is UnreachedError


async def test_nor_did_a_server_whose_certificate_is_not_believed() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    async with server(saying(answer(OK)), tls) as at:
        assert type(await failure(f"https://{at}")) is UnreachedError


async def test_nor_did_a_proxy_that_lets_nobody_through(unused_tcp_port: int) -> None:
    async with server(saying(answer(b"", status=b"403 Forbidden"))) as proxy:
        assert type(await failure("https://telegram.invalid", f"http://{proxy}")) is UnreachedError
    assert type(await failure("https://telegram.invalid", f"http://127.0.0.1:{unused_tcp_port}")) is UnreachedError


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 20", answer(OK, length=10_000), b"nonsense\r\n\r\n"])
async def test_an_answer_that_is_lost_leaves_a_doubt(said: bytes) -> None:
    async with server(saying(said)) as at:
        assert type(await failure(f"http://{at}")) is NetworkError


async def test_so_does_one_that_does_not_come() -> None:
    done = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65_536)
        await done.wait()
        writer.close()

    async with server(silent) as at:
        error = await failure(f"http://{at}", patience=0.1)
        done.set()
    assert type(error) is TimedOut


async def test_so_does_an_error_of_telegrams_own() -> None:
    async with server(saying(answer(b'{"ok": false, "description": "Internal"}', status=b"500 Error"))) as at:
        assert type(await failure(f"http://{at}")) is NetworkError


async def test_a_file_is_sent_with_its_name_and_one_is_fetched() -> None:
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if head.startswith(b"post"):
            seen.append(await reader.readuntil(b"--\r\n"))
        writer.write(answer(b"what is in it" if head.startswith(b"get") else OK))
        writer.close()

    async with server(serve) as at, bot_at(f"http://{at}") as bot:
        await bot.send_document(7, InputFile(b"a,b", "table.csv"), caption="Übersicht & more")
        fetched = await bot.request.retrieve(f"http://{at}/file/bot{TOKEN}/documents/1")
    assert fetched == b"what is in it"
    assert [
        part for part in (b'filename="table.csv"', b"text/csv", b"a,b", "Übersicht".encode()) if part not in seen[0]
    ] == []


async def test_of_a_message_that_was_sent_only_which_it_is_is_read() -> None:
    async with server(saying(answer(OK))) as at, bot_at(f"http://{at}") as bot:
        sent = await bot.send_message(7, "Hello")
    assert (sent.message_id, sent.chat.id, sent.text) == (1, 7, None)


async def test_an_update_keeps_its_own_json() -> None:
    update = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "new": 1}}
    said = answer(json.dumps({"ok": True, "result": [update]}).encode())
    async with server(saying(said)) as at, bot_at(f"http://{at}") as bot:
        (got,) = await bot.get_updates(timeout=0)
    assert json.loads(got.api_kwargs[AS_IT_CAME]) == update


async def test_what_a_proxy_lets_through_arrives() -> None:
    heads: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer(OK))
        writer.close()

    async with server(serve) as proxy, bot_at("http://telegram.invalid", f"http://ada:secret@{proxy}") as bot:
        await bot.send_message(7, "Hello")
    assert heads[0].startswith(f"POST http://telegram.invalid/bot{TOKEN}/sendMessage ".encode())
    assert b"Proxy-Authorization: Basic" in heads[0]


async def test_a_proxy_leads_through_to_a_safe_connection() -> None:
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted = ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.configure_trust(trusted)

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while some := await reader.read(65_536):
            writer.write(some)
        writer.close()

    async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, target = (await reader.readuntil(b"\r\n\r\n")).decode().split()[:2]
        assert method == "CONNECT"
        host, port = target.split(":")
        there_reader, there_writer = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        await asyncio.gather(pipe(reader, there_writer), pipe(there_reader, writer))

    async with (
        server(saying(answer(OK)), tls) as at,
        server(tunnel) as proxy,
        bot_at(f"https://{at}", f"http://{proxy}", trusted=trusted) as bot,
    ):
        assert (await bot.send_message(7, "Hello")).message_id == 1


async def test_calls_above_the_limit_wait_their_turn_however_long() -> None:
    at_work, most = 0, 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal at_work, most
        await reader.read(65_536)
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.05)
        at_work -= 1
        writer.write(answer(OK))
        writer.close()

    async with server(serve) as at, bot_at(f"http://{at}", at_once=2) as bot:
        await asyncio.gather(*(bot.send_message(7, "Hello", connect_timeout=0.1) for _ in range(8)))
    assert most == 2


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """Sets these proxies and no others."""

    def only(set_: dict[str, str]) -> None:
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)
        for name, value in set_.items():
            monkeypatch.setenv(name, value)

    return only


@pytest.mark.parametrize(
    ("set_", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://one:1"}, "http://one:1"),
        ({"HTTPS_PROXY": "one:1"}, "http://one:1"),
        ({"HTTP_PROXY": "http://one:1"}, None),
        ({"ALL_PROXY": "http://two:2"}, "http://two:2"),
        ({"ALL_PROXY": "http://two:2", "https_proxy": "http://one:1"}, "http://one:1"),
        ({"HTTPS_PROXY": "http://one:1", "NO_PROXY": "localhost,.telegram.org"}, None),
    ],
)
def test_the_environment_names_the_proxy(environment: Environment, set_: dict[str, str], proxy: str | None) -> None:
    environment(set_)
    assert proxy_for("https://api.telegram.org/bot") == proxy


def test_a_proxy_of_another_kind_is_a_sentence(environment: Environment) -> None:
    environment({"ALL_PROXY": "socks5://ada:secret@one:1"})
    with pytest.raises(SettingsError, match=r"^The proxy must be an HTTP proxy: [^s]*set HTTPS_PROXY"):
        proxy_for("https://api.telegram.org/bot")
