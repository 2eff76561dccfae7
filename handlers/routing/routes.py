"""The table of routes, in the order they are tried: the first that fits an update handles it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import page, privacy, report
from handlers.context import Context
from handlers.conversation import browse, groups, inline, questions, saved, shelves
from handlers.editing import answers, documents, review, versions
from handlers.editing import proposals as editing
from handlers.enquiries import leader as enquiries
from handlers.enquiries import sent, staff
from handlers.explaining import trying, why
from handlers.gaps import gaps
from handlers.guard import Guard, comes_or_goes, refusal
from handlers.making import new
from handlers.present import to_private
from handlers.routing import limits, replies, typed
from handlers.routing import presses as pressing
from handlers.wire import addressed
from handlers.wire.speaker import here

Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]
Handler = BaseHandler[Any, Context, None]

PRIVATE = filters.ChatType.PRIVATE
NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
WRITTEN = NEW | EDITED
TYPED = filters.TEXT & ~filters.COMMAND
WORDS = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND & ~filters.VIA_BOT
TO_US = addressed.Addressed()


@dataclass(frozen=True, slots=True)
class Command:
    """A command; its text in the menu is `menu_NAME` in wording.yaml.

    Those of staff are in the menu of their chat and in its how-to; `relayed` ones need somebody who gets enquiries.
    """

    name: str
    handle: Handle
    guard: Guard = Guard.ANYWHERE
    relayed: bool = False


COMMANDS = (
    Command("start", browse.start, Guard.PRIVATE),
    Command("help", browse.help_),
    Command("pillars", shelves.pillars),
    Command("resources", shelves.resources),
    Command("saved", saved.reading_list, Guard.PRIVATE),
    Command("contact", enquiries.contact, Guard.PRIVATE),
    Command("status", sent.status, Guard.PRIVATE, relayed=True),
    Command("withdraw", sent.withdraw, Guard.PRIVATE, relayed=True),
    Command("privacy", privacy.privacy),
    Command("mydata", privacy.mydata, Guard.PRIVATE),
    Command("forget", privacy.forget, Guard.PRIVATE),
    Command("whoami", browse.whoami),
    Command("cancel", replies.cancel),
    Command("enquiries", staff.enquiries, Guard.STAFF),
    Command("enquiry", staff.enquiry, Guard.STAFF),
    Command("overdue", staff.overdue, Guard.STAFF),
    Command("assign", staff.assign, Guard.STAFF),
    Command("snooze", staff.snooze, Guard.STAFF),
    Command("merge", staff.merge, Guard.STAFF),
    Command("knowledge", documents.knowledge, Guard.ADMINS),
    Command("edit", answers.edit, Guard.ADMINS),
    Command("new", new.new, Guard.ADMINS),
    Command("gaps", gaps.gaps, Guard.ADMINS),
    Command("try", trying.try_, Guard.ADMINS),
    Command("why", why.why, Guard.ADMINS),
    Command("review", review.review, Guard.ADMINS),
    Command("undo", editing.undo, Guard.ADMINS),
    Command("redo", versions.redo, Guard.ADMINS),
    Command("versions", versions.versions, Guard.ADMINS),
    Command("page", page.page, Guard.ADMINS),
    Command("report", report.report, Guard.ADMINS),
)


def limited() -> tuple[Handler, ...]:
    """What looks at everything before all, and lets pass what one person may send."""
    return (TypeHandler(Update, limits.admit),)


def edits() -> tuple[Handler, ...]:
    """What looks at messages first: an administrator's new text, or a file of theirs."""
    return (
        MessageHandler(
            WRITTEN & PRIVATE & filters.REPLY & filters.TEXT & ~filters.COMMAND, _admitted(replies.receive_text)
        ),
        MessageHandler(NEW & PRIVATE & filters.Document.ALL, _admitted(documents.receive_file)),
        MessageHandler(NEW & PRIVATE & TYPED & ~filters.REPLY, _admitted(new.receive)),
    )


def claims() -> tuple[Handler, ...]:
    """What looks at them next, and lets those pass that belong to no enquiry."""
    return (
        MessageHandler(NEW & PRIVATE & ~filters.COMMAND & ~filters.StatusUpdate.ALL, enquiries.add_to_enquiry),
        MessageHandler(EDITED & PRIVATE, enquiries.edit_enquiry),
        MessageHandler(NEW & ~PRIVATE, staff.relay_reply),
        MessageHandler(EDITED & ~PRIVATE, staff.relay_edit),
    )


def routes() -> tuple[Handler, ...]:
    """The handlers of all updates that nobody claimed, commands first."""
    return (
        *(_route(command) for command in COMMANDS),
        CallbackQueryHandler(pressing.press),
        InlineQueryHandler(inline.offer_results),
        ChatMemberHandler(groups.added, ChatMemberHandler.MY_CHAT_MEMBER),
        ChatMemberHandler(comes_or_goes, ChatMemberHandler.CHAT_MEMBER),
        MessageHandler(NEW & PRIVATE & filters.COMMAND, browse.unknown_command),
        MessageHandler(NEW & TO_US & WORDS, typed.ask),
        MessageHandler(EDITED & TO_US & WORDS, questions.ask_edited),
        MessageHandler(NEW & PRIVATE & ~filters.StatusUpdate.ALL, questions.not_text),
    )


def _route(command: Command) -> Handler:
    async def handle(update: Update, context: Context) -> None:
        if refused := await refusal(command.guard, update, context):
            await _refuse(update, context, refused)
        else:
            context.turn_away(update.effective_chat.id if update.effective_chat else 0)
            await command.handle(update, context)

    return CommandHandler(command.name, handle, NEW)


def _admitted(handle: Handle) -> Handle:
    """For administrators; a message of anybody else goes on."""

    async def admitted(update: Update, context: Context) -> None:
        if await refusal(Guard.ADMINS, update, context) is None:
            await handle(update, context)

    return admitted


async def _refuse(update: Update, context: Context, key: str) -> None:
    _, target, _ = here(update)
    if key == "go_private":
        await to_private(context, target, context.services.say(key))
    else:
        await context.services.delivery.say(target, context.services.say(key))
