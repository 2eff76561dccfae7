"""An update that cannot be read is passed over: nobody else waits for it, and its words stay out of the log."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest
from telegram.ext import ExtBot
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import RequestHandler

from bot.library.folder import Snapshot
from bot.logs import JsonLines
from bot.settings import Settings
from bot.store.store import Store
from handlers.intake.polling import PATIENCE, POLL_SECONDS, Polling
from handlers.intake.webhook import webhook
from handlers.serving.desk import Assistant, assemble
from handlers.serving.serve import telegram_bot
from tests.botapi import TOKEN, BotApi, bot_api
from tests.office import GROUP, Office, Standing, chat_of, office
from tests.phone import Wire
from tests.telegram_server import BOT, Json, TelegramServer

NAME, WORDS = "Philippa", "who is bullied most"
OLD_POLL = {  # as a Bot API server of some years ago sends it: the library asks for more
    "id": "1", "question": WORDS, "options": [{"text": "Porters", "voter_count": 0}], "total_voter_count": 0,
    "is_closed": False,
}  # fmt: skip
UNREADABLE: dict[str, Json] = {
    "a poll of an older server": {"poll": OLD_POLL},
    "a file without its number": {"document": {"file_name": WORDS}},
    "words with marks that are none": {"text": WORDS, "entities": [7]},
    "a reply to what cannot be read": {"text": WORDS, "reply_to_message": {"text": WORDS}},
}

Serve = Callable[[BotApi, Assistant], AbstractAsyncContextManager[None]]


def message(person: int = 7, chat: Json | None = None, **content: object) -> Json:
    private = {"id": person, "type": "private", "first_name": NAME}
    sender = {"id": person, "is_bot": False, "first_name": NAME}
    return {"message_id": 500 + person, "date": 1, "chat": chat or private, "from": sender, **content}


@pytest.fixture
def log() -> Iterator[Callable[[], str]]:
    """What stands in the log, as it is written where the assistant serves."""
    stream = io.StringIO()
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    yield stream.getvalue
    root.removeHandler(handler)


@asynccontextmanager
async def polled(_: BotApi, at: Assistant) -> AsyncIterator[None]:
    polling = Polling(at.bot, at.inbox.receive, time.monotonic)
    task = asyncio.create_task(polling.run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def posted(_: BotApi, at: Assistant) -> AsyncIterator[None]:
    sockets = bind_sockets(0, "127.0.0.1")
    server = HTTPServer(webhook("/hook", "secret", at.inbox.receive))
    server.add_sockets(sockets)
    await at.bot.set_webhook(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook", secret_token="secret")
    yield
    server.stop()
    await server.close_all_connections()


@asynccontextmanager
async def opened(api: BotApi, snapshot: Snapshot) -> AsyncIterator[Assistant]:
    settings = Settings(token=TOKEN, api_url=api.url, staff_chat=GROUP)
    api.telegram.chats[GROUP] = chat_of(GROUP)
    bot = telegram_bot(settings)
    await bot.initialize()
    try:
        async with assemble(bot, Standing(snapshot), Store.open(None), settings, lambda: datetime.now(UTC), 1) as at:
            yield at
    finally:
        await bot.shutdown()


@pytest.mark.parametrize("serve", [polled, posted])
@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
async def test_it_is_passed_over_and_the_next_is_answered(
    small_snapshot: Snapshot, log: Callable[[], str], serve: Serve, content: Json
) -> None:
    async with bot_api() as api, opened(api, small_snapshot) as at:
        update = {"update_id": next(api._ids), "message": message(**content)}
        api.pending.append(update)
        async with serve(api, at):
            if hook := api.telegram.kept.get("webhook"):
                assert await api.post(update, hook["secret"], hook["url"]) == 200
            await api.insist(message=message(8, text="What is the WRES?"))
            await api.wait_for(lambda: bool(api.said_to(8) and api.said_to(7)))
    assert "nine indicators" in api.said_to(8)[0]
    assert api.said_to(7) == [Standing(small_snapshot)().knowledge.wording["only_text"]]
    assert [word for word in (NAME, WORDS, "Porters", "WRES") if word in log()] == []
    (line,) = [one for one in map(json.loads, log().splitlines()) if "could not be read" in one["message"]]
    assert (line["update"], line["kind"], line["level"]) == (1, "message", "warning")


async def test_of_a_stored_one_a_start_goes_on(small_snapshot: Snapshot, log: Callable[[], str]) -> None:
    store, server = Store.open(None), TelegramServer()
    for number, body in enumerate((json.dumps({"update_id": 1, "edited_message": message(poll=OLD_POLL)}), "[1", "7")):
        store.inbox.accept(number, body, datetime.now(UTC))
    store.inbox.accept(
        9, json.dumps({"update_id": 9, "message": message(8, text="What is the WRES?")}), datetime.now(UTC)
    )
    bot = ExtBot("42:T", request=Wire(server), get_updates_request=Wire(server))
    async with assemble(bot, Standing(small_snapshot), store, Settings(), lambda: datetime.now(UTC), 1) as at:
        await at.lanes.finish(10)
        assert (store.inbox.pending(), len(server.messages)) == ([], 1)
    assert (NAME in log(), log().count("could not be read")) == (False, 3)


async def test_one_that_cannot_even_be_sorted_is_passed_over(small_snapshot: Snapshot, log: Callable[[], str]) -> None:
    """It can be read, but the mark that begins in the midst of an emoji ends in an exception."""
    split = [{"type": "mention", "offset": 1, "length": 1}]
    board = {"id": -5, "type": "supergroup", "title": "Board"}
    async with bot_api() as api, opened(api, small_snapshot) as at, polled(api, at):
        await api.offer(message=message(chat=board, text="😀 " + WORDS, entities=split))
        await api.offer(message=message(8, text="What is the WRES?"))
        await api.wait_for(lambda: bool(api.said_to(8)))
    assert (WORDS in log(), "could not be taken in" in log()) == (False, True)


def _hang(request: RequestHandler) -> bool:
    request._auto_finish = False
    return True


async def test_a_request_for_updates_that_hangs_is_given_up_soon(
    small_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a router has forgotten the connection: whoever writes meanwhile waits for the end of the request."""
    assert POLL_SECONDS + PATIENCE <= 15
    monkeypatch.setattr("handlers.intake.polling.POLL_SECONDS", 1)
    monkeypatch.setattr("handlers.intake.polling.PATIENCE", 0.2)
    async with bot_api() as api, opened(api, small_snapshot) as at:
        api.faults["getUpdates"].append(_hang)
        async with polled(api, at), asyncio.timeout(6):
            await api.write(8, "What is the WRES?")
            await api.wait_for(lambda: bool(api.said_to(8)))


async def test_a_colleague_is_told_that_it_did_not_go_out(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot) as at:
        await at.send("Please call me")
        card = {name: value for name, value in at.cards()[0].message.items() if name != "links"}
        answer = message(8, chat_of(GROUP), reply_to_message=card, poll=OLD_POLL)
        await at.assistant.inbox.receive(json.dumps({"update_id": 9_000, "message": answer}))
        await at.staff.settle()
        assert at.assistant.services.say("reply_unknown_kind") in [one.text for one in at.staff.history()]


async def test_what_is_no_json_is_not_logged(small_snapshot: Snapshot, log: Callable[[], str]) -> None:
    def garbled(request: object) -> bool:
        request.finish(f'{{"ok": true, "result": [{{"text": "{WORDS}')  # type: ignore[attr-defined]
        return True

    async with bot_api() as api, opened(api, small_snapshot) as at:
        api.faults["getUpdates"] = [garbled]
        async with polled(api, at):
            await api.offer(message=message(8, text="What is the WRES?"))
            await api.wait_for(lambda: bool(api.said_to(8)))
    assert WORDS not in log()


def test_what_libraries_quote_stays_out_of_the_log(log: Callable[[], str]) -> None:
    logging.getLogger("telegram.Bot").critical("Error while parsing updates! Received data was %r", [WORDS])
    logging.getLogger("asyncio").error(f"Task exception was never retrieved\nfuture: <Task exception={WORDS}>")  # noqa: G004
    logging.getLogger("handlers.serving.desk").warning("ours, with %s", "its number")
    told = [json.loads(line)["message"] for line in log().splitlines()]
    assert told[0] == "Error while parsing updates! Received data was %r"
    assert told[1:] == ["Task exception was never retrieved", "ours, with its number"]


async def test_a_kind_of_message_that_is_new_gets_a_sentence(at: Office) -> None:
    tasks = [{"id": 1, "text": "Read the report"}]
    for content in ({"checklist": {"title": "To do", "tasks": tasks}}, {"hologram": {"size": 7}}):
        (told,) = await at.leader.write("", **content)
        assert told.text == at.assistant.services.say("only_text")
    assert await at.leader.write("", boost_added={"boost_count": 1}) == []
    assert await at.leader.write("Shared", via_bot=BOT) == []
