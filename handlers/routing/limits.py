"""How much one person may ask for, looked at before anything else: words, commands, edits, files and presses."""

from __future__ import annotations

import contextlib

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, filters

from bot.conversation.limits import LONG, Verdict
from handlers.context import Context, Services
from handlers.guard import is_staff_chat
from handlers.wire.delivery import Target


async def admit(update: Update, context: Context) -> None:
    """Let an update go on; where it is more than one person may send, it ends here, and that is said once."""
    services, person = context.services, update.effective_user
    message = update.message or update.edited_message
    if person is None or not await _counts(update, message, services):
        return
    album = (message.chat_id, message.media_group_id) if message and message.media_group_id else None
    if album and (spoken := services.chats.sentences_of(*album)) is not None:
        context.spoken = spoken
        if "too_fast" in spoken:  # its first was too much, so no part of it is taken
            raise ApplicationHandlerStop
        return
    if album:
        services.chats.begin_album(*album, context.spoken)
    verdict = _verdict(services, person.id, message)
    if verdict is Verdict.SERVE:
        return
    context.spoken.add("too_fast")
    await _refuse(update, context, tell=verdict is Verdict.TELL)
    raise ApplicationHandlerStop


async def _counts(update: Update, message: Message | None, services: Services) -> bool:
    """Neither what Telegram tells of a chat, nor what staff answer: of that nothing may be lost."""
    if message is None:
        return update.callback_query is not None or update.inline_query is not None
    if filters.StatusUpdate.ALL.check_update(update):
        return False
    answers, group = update.edited_message or message.reply_to_message, message.chat.type != message.chat.PRIVATE
    return not (answers and group and await is_staff_chat(services, message.chat_id))


def _verdict(services: Services, person: int, message: Message | None) -> Verdict:
    """May this person be served now? A long message counts as several."""
    words = (message.text or message.caption or "") if message else ""
    verdicts = (services.limits(person) for _ in range(1 + len(words) // LONG))
    return next((one for one in verdicts if one is not Verdict.SERVE), Verdict.SERVE)


async def _refuse(update: Update, context: Context, *, tell: bool) -> None:
    """To a press and to what is typed after the bot's name there is an answer each time, for somebody waits."""
    services, message = context.services, update.message or update.edited_message
    words = services.say("too_fast")
    with contextlib.suppress(TelegramError):
        if update.callback_query:
            await update.callback_query.answer(words if tell else None)
        elif update.inline_query:
            await update.inline_query.answer([], cache_time=1)
        elif message and tell:
            await services.delivery.say(Target.of(message, answering=True), words)
