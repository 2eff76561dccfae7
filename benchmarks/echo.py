"""The least that a python-telegram-bot process does: each message is answered with its own words."""

from __future__ import annotations

import logging
import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    logging.getLogger("httpx").setLevel(logging.WARNING)
    application = Application.builder().token(os.environ["BOT_TOKEN"]).base_url(os.environ["BOT_API_URL"]).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(bootstrap_retries=5)
