"""`/page`: the whole knowledge as a page that is sent as a document, with links that open each text in the chat."""

from __future__ import annotations

from telegram import Update

from bot.page.whole import whole_page
from bot.report.report import counted
from handlers.context import Context
from handlers.present import send_page
from handlers.wire.buttons import opens
from handlers.wire.speaker import here


async def page(update: Update, context: Context) -> None:
    """Make it beside the loop, and send it."""
    _, target, _ = here(update)
    services, now, address = context.services, context.services.policy.now(), opens(context.bot.username)
    numbers = await services.keep(lambda store: counted(store, now))

    def make() -> str:
        return whole_page(services.snapshot(), numbers.counts, now, address)

    await send_page(services, target, "page_soon", "knowledge", make)
