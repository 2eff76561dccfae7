"""`/report`: what was asked for in the last year, as a page that is sent as a document."""

from __future__ import annotations

import asyncio
from datetime import datetime

from telegram import Update

from bot.in_force import in_short_turns
from bot.library import Snapshot
from bot.report import Counted, counted, examined_report
from bot.report_page import page
from bot.workdays import local_day
from handlers.browse import here
from handlers.context import Context


async def report(update: Update, context: Context) -> None:
    """Make it beside the loop, one at a time, and send it; it takes up to a minute."""
    _, place, _ = here(update)
    services, now = context.services, context.services.records.now()
    await services.delivery.say(place, services.say("report_soon"))
    found = await services.keep(lambda store: counted(store, now))
    async with services.reporting:
        made = await asyncio.to_thread(_made, services.snapshot(), found, now)
    await services.delivery.document(place, f"report-{local_day(now)}.html", made.encode("utf-8"))


def _made(snapshot: Snapshot, found: Counted, now: datetime) -> str:
    with in_short_turns():
        return page(examined_report(found, snapshot, now))
