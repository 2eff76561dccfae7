"""`/report`: what was asked for in the last year, as a page that is sent as a document."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

from telegram import Update

from bot.examination import examine_snapshot
from bot.in_force import in_short_turns
from bot.library import Snapshot
from bot.report import first_week
from bot.report import report as reported
from bot.report_page import page
from bot.tallies import Count
from bot.workdays import local_day
from handlers.browse import here
from handlers.context import Context


async def report(update: Update, context: Context) -> None:
    """Make it beside the loop, and send it; it takes up to a minute."""
    _, place, _ = here(update)
    services, now = context.services, context.services.records.now()
    await services.delivery.say(place, services.say("report_soon"))
    counted = await services.keep(lambda store: store.counts(first_week(now)))
    made = await asyncio.to_thread(_made, services.snapshot(), counted, now)
    await services.delivery.document(place, f"report-{local_day(now)}.html", made.encode("utf-8"))


def _made(snapshot: Snapshot, counted: Sequence[Count], now: datetime) -> str:
    with in_short_turns():
        examined = examine_snapshot(snapshot, local_day(now))
        return page(reported(counted, snapshot.knowledge, examined, now))
