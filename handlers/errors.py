"""The one place where an unexpected exception ends: logged without users' words, and a sentence to whoever waits."""

from __future__ import annotations

import contextlib
import logging

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context
from handlers.wire.delivery import Target

log = logging.getLogger(__name__)


async def went_wrong(update: object, context: Context) -> None:
    """Log the exception, then say so; nothing else tries its luck with the update."""
    await _tell(update, context)
    raise ApplicationHandlerStop


async def _tell(update: object, context: Context) -> None:
    number = update.update_id if isinstance(update, Update) else None
    log.error("an update could not be handled", exc_info=context.error, extra={"update": number})
    if not isinstance(update, Update) or isinstance(context.error, TelegramError):
        return
    message, say = update.effective_message, context.services.say
    with contextlib.suppress(TelegramError):
        if message is not None and (update.message or update.callback_query):
            await context.services.delivery.say(Target.of(message), say("went_wrong"))
