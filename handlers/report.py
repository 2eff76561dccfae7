"""`/report`: what was asked for in the last year, as a page that is sent as a document."""

from __future__ import annotations

import asyncio
from datetime import datetime

from telegram import Update

from bot.library.folder import Snapshot
from bot.library.in_force import in_short_turns
from bot.report.page import page
from bot.report.report import Counted, counted, examined_report
from bot.workdays import local_day
from handlers.context import Context
from handlers.wire.speaker import here


async def report(update: Update, context: Context) -> None:
    """Make it beside the loop, one at a time, and send it; it takes up to a minute."""
    _, target, _ = here(update)
    services, now = context.services, context.services.policy.now()
    await services.delivery.say(target, services.say("report_soon"))
    numbers = await services.keep(lambda store: counted(store, now))
    async with services.reporting:
        made = await asyncio.to_thread(_made, services.snapshot(), numbers, now)
    await services.delivery.document(target, f"report-{local_day(now)}.html", made.encode("utf-8"))


def _made(snapshot: Snapshot, counted: Counted, now: datetime) -> str:
    with in_short_turns():
        return page(examined_report(counted, snapshot, now))
