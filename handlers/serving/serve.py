"""`race-equality serve`: the assistant in Telegram, from the first contact to the end of the last answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from httpx import create_ssl_context
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.enquiries.team import staff_chat
from bot.library.in_force import Current, freeze_garbage
from bot.library.watching import watching
from bot.settings import Settings
from bot.store.store import Store
from handlers.editing.saves import SavesTold
from handlers.intake.polling import Polling
from handlers.intake.ports import listening
from handlers.intake.posting import Posting
from handlers.intake.webhook import health, webhook
from handlers.routing.menu import set_menu
from handlers.serving.desk import Assistant, assemble
from handlers.serving.health import store_health
from handlers.wire.delivery import Target
from handlers.wire.request import Request, proxy_for

log = logging.getLogger(__name__)

WEBHOOK_PORT = 8080
PATIENCE = 60.0  # seconds in which a refused token is tried again
PAUSES = (1, 2, 4, 8, 15, 30)
SWITCH = 0.001  # seconds: at Python's 5 ms the loop waits for the thinking thread, at 0.1 ms the turns cost a tenth
DEAF = 90.0  # seconds without a successful poll


class TokenRefusedError(Exception):
    """Telegram does not know the token."""


def telegram_bot(settings: Settings) -> ExtBot[None]:
    """The client of the Bot API, with connections enough for everybody in work."""
    trusted, proxy = create_ssl_context(), proxy_for(settings.api_url)
    return ExtBot(
        settings.token or "",
        base_url=settings.api_url,
        base_file_url=settings.api_url.removesuffix("/bot") + "/file/bot",
        request=Request(trusted, proxy),
        get_updates_request=Request(trusted, proxy, at_once=2),
    )


async def first_contact(
    bot: ExtBot[None],
    patience: float = PATIENCE,
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Wait until Telegram answers; raises `TokenRefusedError` when it has refused the token for `patience` seconds."""
    begun, tries = clock(), 0
    while True:
        try:
            await bot.initialize()
        except InvalidToken as error:
            if clock() - begun >= patience:
                raise TokenRefusedError from error
            wait = min(PAUSES[min(tries, len(PAUSES) - 1)], max(0.05, patience - (clock() - begun)))
            log.warning("Telegram refuses the token; trying again", extra={"after": wait})
        except TelegramError:
            wait = PAUSES[min(tries, len(PAUSES) - 1)]
            log.warning("Telegram cannot be reached; trying again", extra={"after": wait})
        else:
            return
        tries += 1
        await pause(wait)


async def serve(settings: Settings, in_force: Current, store: Store, patience: float = PATIENCE) -> None:
    """Serve until a signal asks for the end."""
    sys.setswitchinterval(SWITCH)
    stop = asyncio.Event()
    stop_on_signals(stop)
    bot = telegram_bot(settings)
    try:
        if not await _before(stop, first_contact(bot, patience)):
            return
        await _serve(settings, in_force, store, bot, stop)
    finally:
        await bot.shutdown()


async def _serve(settings: Settings, in_force: Current, store: Store, bot: ExtBot[None], stop: asyncio.Event) -> None:
    async with (
        assemble(bot, in_force, store, settings, lambda: datetime.now(UTC)) as at,
        watching(in_force, SavesTold(at.services)),
    ):
        await at.services.thinking(in_force().understanding, "ready")
        freeze_garbage()
        menu = asyncio.create_task(_set_menu(at))
        receive = _receive_posts if settings.webhook_url else _receive_polls
        async with receive(settings, at) as working:
            log.info("serving", extra={"bot": bot.username, "by": "webhook" if settings.webhook_url else "polling"})
            await _before(stop, working)
            log.info("stopping", extra={"in_hand": len(at.lanes)})
        menu.cancel()


async def _before(stop: asyncio.Event, work: Awaitable[object]) -> bool:
    """Did the work end before the stop was asked for? What it raised is raised here."""
    stopped, working = asyncio.ensure_future(stop.wait()), asyncio.ensure_future(work)
    await asyncio.wait({stopped, working}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if working.done():
        await working
        return True
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    return False


async def _tell_of_another(at: Assistant, admins: Iterable[int], key: str) -> None:
    for admin in admins:
        with contextlib.suppress(TelegramError):
            await at.delivery.say(Target(admin), at.services.say(key))


async def _set_menu(at: Assistant) -> None:
    records = at.services.policy
    before = await at.keep(lambda store: store.facts.get("administrators") or "")
    staff = await at.keep(lambda store: staff_chat(store, records.channels.staff))
    own = {*records.admins, *([staff] if staff is not None else [])}
    former = {int(chat) for chat in before.split(",") if chat} - own
    try:
        relayed = bool(records.channels)
        await set_menu(at.bot, at.delivery, at.services.say, records.admins, former, relayed=relayed, staff=staff)
        await at.keep(lambda store: store.facts.set("administrators", ",".join(map(str, sorted(own)))))
    except TelegramError:
        log.warning("the command menu and the description could not be set; the next start tries again")


@contextlib.asynccontextmanager
async def _receive_polls(settings: Settings, at: Assistant) -> AsyncIterator[Awaitable[object]]:
    if (await at.delivery.insist(at.bot.get_webhook_info)).url:
        log.warning("a webhook was set on this token, which BOT_WEBHOOK_URL does not name; it is taken off")
    await at.delivery.insist(at.bot.delete_webhook)
    polling = Polling(
        at.bot, at.inbox.receive, time.monotonic, tell=lambda key: _tell_of_another(at, settings.admins, key)
    )  # fmt: skip

    async def report() -> Mapping[str, object]:
        silent, state = time.monotonic() - polling.last_success, await _state(at)
        return {
            **state, "ok": silent < DEAF and state["ok"], "by": "polling", "seconds_since_poll": round(silent),
        }  # fmt: skip

    with listening(health(report, lambda: _metrics(at)), settings.health_port, settings.health_listen):
        yield polling.run()
        await polling.confirm()


@contextlib.asynccontextmanager
async def _receive_posts(settings: Settings, at: Assistant) -> AsyncIterator[Awaitable[object]]:
    url, secret = settings.webhook_url or "", settings.webhook_secret or secrets.token_urlsafe(32)
    path = re.escape(urlsplit(url).path or "/")

    async def report() -> Mapping[str, object]:
        return {**await _state(at), "by": "webhook"}

    with (
        listening(
            webhook(path, secret, at.inbox.receive), settings.webhook_port or WEBHOOK_PORT, settings.webhook_listen
        ),
        listening(health(report, lambda: _metrics(at)), settings.health_port, settings.health_listen),
    ):
        posting = Posting(
            at.bot, url, secret, time.monotonic, tell=lambda key: _tell_of_another(at, settings.admins, key)
        )  # fmt: skip
        await at.delivery.insist(posting.begin)
        yield posting.run()


async def _state(at: Assistant) -> Mapping[str, object]:
    return {**await store_health(at.keep, at.inbox.oldest_refused, datetime.now(UTC)), "in_hand": len(at.lanes)}


async def _metrics(at: Assistant) -> bytes:
    return await at.measures.page(at.keep, at.services.snapshot(), datetime.now(UTC))


def stop_on_signals(stop: asyncio.Event) -> None:
    """Let SIGTERM and Ctrl-C, on Windows Ctrl-C and Ctrl-Break, ask for the end."""
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        for number in (signal.SIGINT, signal.SIGBREAK):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    else:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
