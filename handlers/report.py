"""`/report`: what was asked for in the last year, as a page that is sent as a document."""

from __future__ import annotations

from telegram import Update

from bot.report.page import page
from bot.report.report import counted, examined_report
from handlers.context import Context
from handlers.present import send_page
from handlers.wire.speaker import here


async def report(update: Update, context: Context) -> None:
    """Make it beside the loop, and send it."""
    _, target, _ = here(update)
    services, now = context.services, context.services.policy.now()
    numbers = await services.keep(lambda store: counted(store, now))

    def make() -> str:
        return page(examined_report(numbers, services.snapshot(), now))

    await send_page(services, target, "report_soon", "report", make)
