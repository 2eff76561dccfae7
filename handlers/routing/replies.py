"""A reply to what an administrator was handed: a text of the knowledge, a gap, a draft, or a change that waits."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context
from handlers.editing import answers, details
from handlers.enquiries import leader as enquiries
from handlers.explaining import trying
from handlers.gaps import gaps, lessons
from handlers.making import new
from handlers.wire.html import marked
from handlers.wire.speaker import here


async def receive_text(update: Update, context: Context) -> None:
    """It is the new text of what it answers; any other message goes on to be a question."""
    message, target, who = here(update)
    answered = message.reply_to_message
    if answered is None:
        return
    handed = await context.services.keep(lambda store: store.awaiting.at(target.chat, answered.message_id))
    if handed is None or handed.kind == "file":
        return
    if handed.kind == "change":
        if await trying.written(context, target, who, handed.name, message.text or ""):
            raise ApplicationHandlerStop
        return
    text = marked(message)
    if handed.kind == "new":
        await new.receive(update, context)
        return
    if handed.kind == "entry":
        await answers.written(context, target, who, handed, text)
    elif handed.kind in {"wordings", "links"}:
        await details.written(context, target, who, handed, message.text or "")
    else:
        await (gaps if handed.kind == "gap" else lessons).written(context, target, who, handed.name, text)
    raise ApplicationHandlerStop


async def cancel(update: Update, context: Context) -> None:
    """Forget what is being made step by step, or else throw away what is being written to the team."""
    if not await new.cancelled(update, context):
        await enquiries.cancel(update, context)
