"""Where Telegram posts what people write is looked at again and again, since whoever has the token can move it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from telegram import Bot

from bot.store.store import StoreError
from handlers.intake.posting import LOOK_SECONDS, Posting
from tests.phone import Wire
from tests.telegram_server import Json, Refusal, TelegramServer

OURS, THEIRS = "https://ours.example/hook", "https://thief.example/x?secret"


@dataclass
class Watch:
    """An assistant that Telegram posts to; before each look something may happen, and after the last it ends."""

    server: TelegramServer = field(default_factory=TelegramServer)
    told: list[str] = field(default_factory=list)
    now: float = 0.0
    fails: Exception | None = None

    @property
    def url(self) -> str:
        return str(self.server.kept.get("webhook", {}).get("url", ""))

    def moved(self) -> None:
        self.server.kept["webhook"] = {"url": THEIRS, "secret": ""}

    def taken_off(self) -> None:
        self.server.kept.pop("webhook", None)

    def out_of_reach(self) -> None:
        def refuse(method: str, _: Json) -> None:
            if method == "getWebhookInfo":
                self.server.refuse = lambda *_: None
                raise Refusal(502, "Bad Gateway")

        self.server.refuse = refuse

    async def looks(self, *happening: Callable[[], None]) -> None:
        before = list(happening)

        async def pause(seconds: float) -> None:
            self.now += seconds
            if not before:
                raise asyncio.CancelledError
            before.pop(0)()

        async def tell(key: str) -> None:
            if self.fails:
                raise self.fails
            self.told.append(key)

        bot = Bot("42:T", request=Wire(self.server), get_updates_request=Wire(self.server))
        posting = Posting(bot, OURS, "secret", lambda: self.now, pause, tell)
        await posting.begin()
        with contextlib.suppress(asyncio.CancelledError):
            await posting.run()


def nothing() -> None:
    """Happens."""


async def test_where_nothing_happens_it_is_set_once() -> None:
    watch = Watch()
    await watch.looks(nothing, nothing)
    assert len(watch.server.called("setWebhook")) == 1
    assert watch.told == []


@pytest.mark.parametrize("happens", ["moved", "taken_off"])
async def test_what_moved_is_set_again_with_its_secret_and_told(happens: str, caplog: pytest.LogCaptureFixture) -> None:
    watch = Watch()
    with caplog.at_level(logging.WARNING):
        await watch.looks(nothing, getattr(watch, happens))
    assert watch.server.kept["webhook"] == {"url": OURS, "secret": "secret"}
    assert watch.told == ["webhook_moved"]
    assert "set again" in caplog.text
    assert "thief" not in caplog.text


async def test_somebody_who_moves_it_again_and_again_is_told_of_once_an_hour() -> None:
    watch = Watch()
    await watch.looks(*[watch.moved] * int(3600 / LOOK_SECONDS))
    assert (watch.url, watch.told) == (OURS, ["webhook_moved"])
    watch = Watch()
    await watch.looks(*[watch.moved] * int(3900 / LOOK_SECONDS))
    assert watch.told == ["webhook_moved"] * 2


async def test_a_store_that_refuses_while_it_is_told_ends_nothing() -> None:
    watch = Watch(fails=StoreError("the database is read-only"))
    await watch.looks(watch.moved, watch.moved)
    assert (watch.url, len(watch.server.called("setWebhook"))) == (OURS, 3)


async def test_a_look_that_fails_is_made_the_next_time() -> None:
    watch = Watch()
    await watch.looks(watch.out_of_reach, watch.moved)
    assert (watch.url, watch.told) == (OURS, ["webhook_moved"])
