"""The desk at which everybody is served: the routes, the services, the inbox and the outbox, joined to a bot."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, ExtBot

from bot.calendar.notice import warn_none_left
from bot.duties import due_duties
from bot.enquiries.team import move, staff_chat
from bot.library.in_force import Current
from bot.settings import Settings
from bot.store.keeper import Keeper
from bot.store.store import Store, StoreError
from handlers.context import Context, Services, services
from handlers.editing.review import send_due
from handlers.enquiries.channels import mail_server_of, policy_of
from handlers.errors import went_wrong
from handlers.guard import Guard
from handlers.intake.inbox import Inbox
from handlers.intake.lanes import Lanes
from handlers.outbox.board import BoardSender
from handlers.outbox.notes import NoteSender
from handlers.outbox.previews import PreviewSender
from handlers.outbox.sending import Sending
from handlers.outbox.staff_room import StaffRoom
from handlers.outbox.steps import Moved
from handlers.outbox.to_leaders import LeaderSender
from handlers.outbox.to_mailbox import MailSender
from handlers.outbox.to_staff import StaffSender
from handlers.outbox.topics import Topics
from handlers.outbox.worker import OutboxWorker
from handlers.routing.menu import menu
from handlers.routing.routes import claims, edits, limited, routes
from handlers.serving.alerts import Alerts
from handlers.serving.metrics import Measures
from handlers.wire.delivery import Delivery

log = logging.getLogger(__name__)

GRACE = 8.0  # seconds for what is in hand when the end is asked for
DUTIES_EVERY = 60.0  # seconds

Joined = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]


def application(bot: ExtBot[None], handed: Services) -> Joined:
    """The routes, the error handler and the services, joined to a bot."""
    made = Application.builder().bot(bot).updater(None).job_queue(None).context_types(ContextTypes(Context)).build()
    made.bot_data["services"] = handed
    relayed = bool(handed.policy.channels)
    made.bot_data["menu"] = menu(relayed=relayed)
    made.bot_data["menu_admins"] = menu(relayed=relayed, guards={Guard.ADMINS})
    made.add_handlers({-3: limited(), -2: edits(), -1: claims(), 0: routes()})
    made.add_error_handler(went_wrong)
    return made


@dataclass(frozen=True, slots=True)
class Assistant:
    """All parts of the assistant that serve, joined together."""

    bot: ExtBot[None]
    delivery: Delivery
    services: Services
    keep: Keeper
    lanes: Lanes
    inbox: Inbox
    outbox: OutboxWorker
    duties: Callable[[], Awaitable[None]]
    alerts: Alerts
    measures: Measures


@contextlib.asynccontextmanager
async def assemble(
    bot: ExtBot[None],
    in_force: Current,
    store: Store,
    settings: Settings,
    now: Callable[[], datetime],
    grace: float = GRACE,
) -> AsyncIterator[Assistant]:
    """A desk that is open inside, and closed when all that is in hand is done or `grace` seconds are over."""
    delivery, keep = Delivery(bot), Keeper(store)
    policy = policy_of(settings, now)
    in_force.confirm(await keep(lambda store: store.reviews.all()))
    measures = Measures()
    handed = services(in_force, delivery, keep, policy, time.monotonic, bot.token, measures.asked)
    app = application(bot, handed)
    chat, admins = settings.staff_chat, settings.admins
    learns = bool(admins) and handed.editing.folder is not None
    leaders = LeaderSender(delivery, keep, in_force, chat, now)
    drafts = PreviewSender(bot, delivery, keep, in_force, now)
    notes = NoteSender(bot, delivery, keep, in_force, now, handed.thinking)
    staff = StaffSender(bot, delivery, keep, in_force, chat, now, StaffRoom(bot, now), Topics(bot), notes, learns)
    board = BoardSender(bot, delivery, keep, in_force, now)
    mail = MailSender(bot, keep, in_force, mail_server_of(settings), chat, admins, now)
    sending = Sending(delivery, leaders, drafts, staff, board, mail, keep, in_force, chat, admins, now)
    outbox = OutboxWorker(keep, sending, leaders.refused, _follow(chat, now), now)

    async def process(update: Update) -> None:
        if update.effective_chat:
            await outbox.emptied(update.effective_chat.id)
        try:
            await handed.numbers.bring_back(update)
        except Exception:  # whoever writes waits for an answer, and not for what a number stood for
            log.exception("what numbers stood for was not brought back", extra={"update": update.update_id})
        await app.process_update(update)
        handed.counting.note(update.update_id, handed.numbers.now_standing(update))

    inbox = Inbox(
        process, keep, handed.counting, handed.postponed, bot, chat, now, time.monotonic, measures.replied
    )  # fmt: skip
    alerts = Alerts(delivery, keep, in_force, handed.editing, admins, lambda: inbox.oldest_refused, store.path, now)

    async def duties() -> None:
        handed.forget_old()
        await keep(lambda store: due_duties(store, in_force().knowledge, policy.channels, policy.retention, now()))
        await send_due(handed)
        await keep(lambda store: warn_none_left(store, in_force().knowledge, policy.admins, now()))
        await sending.examine()

    async with app:
        await outbox.start()
        await inbox.resume()
        work = asyncio.create_task(_every_minute(duties))
        watch = asyncio.create_task(_every_minute(alerts.look, first=DUTIES_EVERY))
        try:
            yield Assistant(bot, delivery, handed, keep, inbox.lanes, inbox, outbox, duties, alerts, measures)
        finally:
            work.cancel()
            watch.cancel()
            left = await inbox.finish(grace)
            await outbox.finish(grace)
            handed.thinking.close()
            keep.close()
            log.info("stopped", extra={"left_undone": left})


def _follow(staff: int | None, now: Callable[[], datetime]) -> Callable[[Store, Moved], bool]:
    def follow(store: Store, moved: Moved) -> bool:
        """Record it; is the staff chat another than the one that was called?"""
        move(store, moved.old, moved.new, now())
        return staff_chat(store, staff) != moved.old

    return follow


async def _every_minute(duties: Callable[[], Awaitable[None]], first: float = 0) -> None:
    """`first` is how many seconds it waits at the start, so that a start is not slower for it."""
    await asyncio.sleep(first)
    while True:
        try:
            await duties()
        except StoreError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all
        await asyncio.sleep(DUTIES_EVERY)
