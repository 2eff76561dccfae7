"""The real process over HTTP, against a Bot API server on loopback: polling, webhook, faults and the end."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import ExtBot
from tornado.httpclient import AsyncHTTPClient
from tornado.web import RequestHandler

from bot.library.folder import Library
from bot.library.in_force import Current
from bot.library.stored_versions import StoredVersions
from bot.library.versions import Remembered
from bot.settings import Settings
from bot.store.store import Store
from handlers.serving.doctor import examine
from handlers.serving.serve import TokenRefusedError, first_contact, serve, telegram_bot
from knowledge.editing.edit import with_answer
from tests.administrator import MONDAY
from tests.botapi import TOKEN, BotApi, Fault, bot_api, drop, status
from tests.conftest import ROOT, SMALL, Command

READY = '"serving"'
WINDOWS = sys.platform == "win32"
END = signal.Signals["CTRL_BREAK_EVENT" if WINDOWS else "SIGTERM"]
OWN_GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # without it Ctrl-Break would end the tests as well


@asynccontextmanager
async def serving(api: BotApi, kept: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`race-equality serve` until the end of the block; its logs are in the folder's `log`."""
    environment = {
        **os.environ,
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api.url,
        "BOT_KNOWLEDGE": str(SMALL),
        "BOT_DATABASE": str(kept / f"{api.port}.db"),
        **{f"BOT_{name}": value for name, value in settings.items()},
    }
    with (kept / "log").open("ab") as log:
        command = (sys.executable, "-m", "bot", "serve")
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, cwd=ROOT, stderr=log, creationflags=OWN_GROUP
        )
    try:
        await api.wait_for(lambda: READY in logs(kept) or process.returncode is not None, 50)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def logs(kept: Path) -> str:
    return (kept / "log").read_text("utf-8")


@pytest.fixture
def kept(tmp_path: Path, serving_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the log and of the database."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(serving_home))
    (tmp_path / "log").write_text("", "utf-8")
    return tmp_path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of knowledge that may be changed."""
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


FOREIGN = {"url": "https://thief.example/x?secret", "secret": ""}
Here = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture
def here(few_words: Library, own: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """Serves in this process what a process of its own would: only signals are not heard, and waits are short."""
    stops: list[asyncio.Event] = []
    monkeypatch.setattr("handlers.serving.serve.stop_on_signals", stops.append)
    monkeypatch.setattr("handlers.serving.serve.SWITCH", sys.getswitchinterval())
    monkeypatch.setattr("handlers.serving.serve.freeze_garbage", lambda: None)
    for module in ("wire.delivery", "intake.polling"):
        monkeypatch.setattr(f"handlers.{module}.PAUSES", (0.01,) * 10)

    @asynccontextmanager
    async def served(api: BotApi, store: Store | None = None, **more: Any) -> AsyncIterator[None]:  # noqa: ANN401
        in_force = Current(few_words, own, Remembered(), lambda: MONDAY)
        settings = Settings(token=TOKEN, api_url=api.url, admins=frozenset({9}), **more)
        running = asyncio.create_task(serve(settings, in_force, store or Store.open(None)))
        await api.wait_for(lambda: bool(api.telegram.called("getUpdates")))
        yield
        stops[-1].set()
        await running

    return served


@contextmanager
def free_port() -> Iterator[int]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    yield port


async def test_polling_answers_survives_faults_and_ends_cleanly(kept: Path) -> None:
    async with bot_api() as api:
        api.faults["setMyCommands"] = [status(500)]
        async with serving(api, kept) as process:
            await api.write(1, "What is the WRES?")
            await api.wait_for(lambda: len(api.said_to(1)) == 1)
            api.faults["sendMessage"] = [drop]
            api.faults["getUpdates"] = [status(409)]
            await api.write(2, "pay gap")
            await api.wait_for(lambda: len(api.said_to(2)) == 1)
            await api.wait_for(lambda: "another program uses this token" in logs(kept))
            await api.wait_for(lambda: bool(api.telegram.called("setMyShortDescription")))
            process.send_signal(END)
            async with asyncio.timeout(30):
                assert await process.wait() == 0
    told = logs(kept)
    assert "nine indicators" in api.said_to(1)[0]
    assert api.pending == [] or api.pending[-1]["message"]["text"] == "pay gap"
    assert [secret for secret in (TOKEN, "pay gap", "WRES") if secret in told] == []


async def test_one_fault_after_another_loses_no_question(here: Here) -> None:
    async with bot_api() as api, here(api):
        api.faults["sendMessage"] = [status(429, retry_after=1), status(500), drop]
        api.faults["getUpdates"] = [status(404), status(401), drop, status(409)]
        for number in range(5):
            await api.write(2, f"pay gap {number}")
        await api.wait_for(lambda: len(api.said_to(2)) == 5)
    assert (api.faults["sendMessage"], api.faults["getUpdates"]) == ([], [])


def page(code: int) -> Fault:
    """Answer as a proxy does: with a page of its own."""

    def fault(request: RequestHandler) -> bool:
        request.set_status(code)
        request.finish("<h1>Go away</h1>")
        return True

    return fault


async def test_a_page_in_the_place_of_an_answer_loses_no_question_and_does_not_reach_the_log(
    here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_api() as api, here(api):
        api.faults["sendMessage"] = [page(code) for code in (200, 400, 401, 403, 404, 407)]
        api.faults["getUpdates"] = [page(code) for code in (200, 403, 404)]
        await api.write(2, "pay gap")
        await api.wait_for(lambda: len(api.said_to(2)) == 1)
        await api.wait_for(lambda: api.faults["getUpdates"] == [])
    assert api.faults["sendMessage"] == []
    assert "Go away" not in caplog.text


async def test_health_fails_while_the_store_refuses_and_names_what_waits(here: Here) -> None:
    store = Store.open(None)
    with free_port() as port:
        pass
    async with bot_api() as api, here(api, store, health_port=port):
        ask, address = AsyncHTTPClient(), f"http://127.0.0.1:{port}/health"
        well = await ask.fetch(address)
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count={pages}").fetchall()
        update = await api.write(1, "My secret is " + "x" * 100_000)
        await asyncio.sleep(0.3)
        ill = await ask.fetch(address, raise_error=False)
    assert (well.code, ill.code) == (200, 503)
    assert json.loads(ill.body)["oldest_waiting"]["number"] == update["update_id"]
    assert b"secret" not in ill.body


async def test_a_second_program_with_the_token_is_told_to_the_administrators_once(here: Here) -> None:
    async with bot_api() as api, here(api):
        api.faults["getUpdates"] = [status(409), status(409)]
        await api.write(1, "pay gap")
        await api.wait_for(lambda: bool(api.said_to(9) and api.said_to(1)) and not api.faults["getUpdates"])
    (sentence,) = api.said_to(9)
    assert "Another program uses this bot's token" in sentence


async def test_a_webhook_that_somebody_else_has_set_is_taken_off_and_told(
    here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_api() as api:
        api.telegram.kept["webhook"] = FOREIGN
        async with here(api):
            assert "a webhook was set on this token" in caplog.text
            api.telegram.kept["webhook"] = FOREIGN
            await api.wait_for(lambda: bool(api.said_to(9)))
            await api.write(1, "pay gap")
            await api.wait_for(lambda: bool(api.said_to(1)))
    assert [("revoke the token" in one, "thief" in one) for one in api.said_to(9)] == [(True, False)]


async def test_a_webhook_takes_posts_with_the_secret_only(kept: Path) -> None:
    with free_port() as port:
        url = f"http://127.0.0.1:{port}/hook/x"
        async with (
            bot_api() as api,
            serving(
                api,
                kept,
                WEBHOOK_URL=url,
                WEBHOOK_PORT=str(port),
                WEBHOOK_SECRET="right-one",
                HEALTH_PORT=str(port + 1),
            ) as process,
        ):
            update = await api.write(3, "What is the WRES?")
            await api.wait_for(lambda: len(api.said_to(3)) == 1)
            codes = [
                await api.post(update, "wrong", url),
                await api.post(update, "", url),
                await api.post("not an update", "right-one", url),
                await api.post(update, "right-one", url.removesuffix("/x")),
                await api.post(update, "right-one", url),
            ]
            health = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port + 1}/health")
            process.send_signal(END)
            async with asyncio.timeout(30):
                assert await process.wait() == 0
    assert codes == [403, 403, 400, 404, 200]
    assert (health.code, len(api.said_to(3))) == (200, 1)
    assert "WRES" not in logs(kept)


async def test_what_is_saved_in_the_folder_answers_and_what_is_broken_is_told(
    here: Here, own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    faq = (own / "faq.yaml").read_text("utf-8")
    async with bot_api() as api, here(api):
        (own / "faq.yaml").write_text(with_answer("faq.yaml", faq, "what-is-the-wres", "Ten indicators."), "utf-8")
        await api.wait_for(lambda: "in force" in caplog.text)
        await api.write(1, "What is the WRES?")
        await api.wait_for(lambda: len(api.said_to(1)) == 1)
        await api.wait_for(lambda: len(api.said_to(9)) == 1)
        (own / "faq.yaml").write_text("- id: wres\n", "utf-8")
        await api.wait_for(lambda: len(api.said_to(9)) == 2)
    assert "Ten indicators." in api.said_to(1)[0]
    told, broken = api.said_to(9)
    assert told.startswith("Somebody saved files in the folder, and that answers now: “What is the WRES?”")
    assert "faq.yaml:1: question is missing" in broken
    assert "question is missing" not in caplog.text


async def test_at_a_start_with_a_broken_folder_the_last_sound_version_serves(
    kept: Path, own: Path, few_words: Library
) -> None:
    settings = {"KNOWLEDGE": str(own), "ADMINS": "9", "DATABASE": str(kept / "bot.db")}
    store = Store.open(kept / "bot.db")
    Current(few_words, own, StoredVersions(store), lambda: MONDAY)
    store.close()
    (own / "faq.yaml").write_text("- id: wres\n", "utf-8")
    async with bot_api() as api, serving(api, kept, **settings):
        await api.write(1, "What is the WRES?")
        await api.wait_for(lambda: bool(api.said_to(1) and api.said_to(9)))
    assert "nine indicators" in api.said_to(1)[0]
    assert "faq.yaml:1: question is missing" in api.said_to(9)[0]


def test_at_a_start_with_a_broken_folder_and_no_sound_version_it_ends_with_every_problem(
    process: Command, own: Path
) -> None:
    (own / "faq.yaml").write_text("- id: wres\n", "utf-8")
    settings = {"BOT_TOKEN": TOKEN, "BOT_KNOWLEDGE": str(own), "BOT_DATABASE": str(own.parent / "new.db")}
    ran = process("serve", environment=settings)
    assert (ran.code, ran.out) == (2, "")
    assert "faq.yaml:1: answer is missing" in ran.err


async def test_an_administrator_changes_a_file_over_http(here: Here, own: Path) -> None:
    user = {"id": 9, "is_bot": False, "first_name": "Ada"}
    chat = {"id": 9, "type": "private", "first_name": "Ada"}
    async with bot_api() as api, here(api):
        await api.write(9, "/knowledge faq")
        await api.wait_for(lambda: "faq.yaml" in str(api.telegram.called("sendDocument")))
        faq = next(text for text in api.telegram.files.values() if b"what-is-the-wres" in text).decode()
        changed = with_answer("faq.yaml", faq, "what-is-the-wres", "Ten indicators.")
        document = api.telegram.keep_file("faq.yaml", changed.encode())
        await api.offer(message=api.telegram.add({"chat": chat, "from": user, "document": document}))
        await api.wait_for(lambda: any("(+0 ~1 -0)" in one for one in api.said_to(9)))
        shown = next(one for one in api.telegram.messages.values() if "(+0 ~1 -0)" in one.get("text", ""))
        data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await api.offer(callback_query={"id": "1", "from": user, "chat_instance": "1", "data": data, "message": shown})
        await api.wait_for(lambda: any("It is in force" in one for one in api.said_to(9)))
        await api.write(1, "What is the WRES?")
        await api.wait_for(lambda: len(api.said_to(1)) == 1)
    assert "Ten indicators." in api.said_to(1)[0]
    assert (own / "faq.yaml").read_text("utf-8") == changed


async def test_a_refused_token_ends_after_its_tries() -> None:
    async with bot_api() as api:
        bot = ExtBot("1:wrong", base_url=api.url)
        with pytest.raises(TokenRefusedError):
            await first_contact(bot, patience=0.3)
        await bot.shutdown()


async def test_start_up_waits_for_the_network_with_growing_pauses() -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with bot_api() as api:
        api.faults["getMe"] = [drop, status(500), status(429, retry_after=1), drop]
        bot = ExtBot(TOKEN, base_url=api.url)
        await first_contact(bot, pause=pause)
        await bot.shutdown()
    assert pauses == [1, 2, 4, 8]


async def test_the_doctor_names_what_is_wrong_and_its_fix() -> None:
    async with bot_api() as api:
        api.telegram.chats[-5] = {"id": -5, "type": "supergroup", "title": "Staff", "is_forum": True}
        api.telegram.bot_status = "member"
        bot = telegram_bot(Settings(token=TOKEN, api_url=api.url))
        found = await examine(bot, Settings(token=TOKEN, api_url=api.url, staff_chat=-5))
        lost = await examine(bot, Settings(token=TOKEN, api_url=api.url, staff_chat=-6))
        await bot.shutdown()
    assert [one.what for one in found if one.fix] == [
        (
            "The menu lacks /start, /help, /pillars, /resources, /saved, /contact, /status, /withdraw, /privacy, "
            "/mydata, /forget, /whoami, /cancel"
        ),
        "The bot is no administrator of Staff",
    ]
    assert "The bot is not in the chat -6" in [one.what for one in lost]
