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
    filters,
)

from handlers import browse, choices, enquiries, groups, inline, privacy, questions, staff
from handlers.context import Context

Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]
Handler = BaseHandler[Any, Context, None]

PRIVATE = filters.ChatType.PRIVATE
NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
WORDS = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND & ~filters.VIA_BOT
TO_US = groups.Addressed()


@dataclass(frozen=True, slots=True)
class Command:
    """A command; its text in the menu is `menu_NAME` in wording.yaml. A personal one works in private only.

    Those `for_staff` are told in the pinned how-to of the staff chat; `relayed` ones need somebody who gets enquiries.
    """

    name: str
    handle: Handle
    personal: bool = False
    for_staff: bool = False
    relayed: bool = False


COMMANDS = (
    Command("start", browse.start, personal=True),
    Command("help", browse.help_),
    Command("pillars", browse.pillars),
    Command("resources", browse.resources),
    Command("contact", enquiries.contact, personal=True),
    Command("status", enquiries.status, personal=True, relayed=True),
    Command("withdraw", enquiries.withdraw, personal=True, relayed=True),
    Command("privacy", privacy.privacy),
    Command("mydata", privacy.mydata, personal=True),
    Command("forget", privacy.forget, personal=True),
    Command("whoami", browse.whoami),
    Command("cancel", enquiries.cancel),
    Command("enquiries", staff.enquiries, for_staff=True),
    Command("enquiry", staff.enquiry, for_staff=True),
    Command("overdue", staff.overdue, for_staff=True),
)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")


def claims() -> tuple[Handler, ...]:
    """What looks at messages first, and lets those pass that belong to no enquiry."""
    return (
        MessageHandler(NEW & PRIVATE & ~filters.COMMAND & ~filters.StatusUpdate.ALL, enquiries.belongs),
        MessageHandler(EDITED & PRIVATE & ~filters.COMMAND, enquiries.belongs_edited),
        MessageHandler(NEW & ~PRIVATE, staff.belongs),
        MessageHandler(EDITED & ~PRIVATE, staff.belongs_edited),
    )


def routes() -> tuple[Handler, ...]:
    """All routes, commands first."""
    return (
        *(_route(command) for command in COMMANDS),
        *(CommandHandler(command.name, groups.private_only, NEW) for command in COMMANDS if command.personal),
        CallbackQueryHandler(choices.press),
        InlineQueryHandler(inline.offer_results),
        ChatMemberHandler(groups.added, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(NEW & PRIVATE & filters.COMMAND, browse.unknown_command),
        MessageHandler(NEW & TO_US & WORDS, questions.ask),
        MessageHandler(EDITED & TO_US & WORDS, questions.ask_edited),
        MessageHandler(NEW & PRIVATE & ~filters.StatusUpdate.ALL, questions.not_text),
    )


def _route(command: Command) -> Handler:
    return CommandHandler(command.name, command.handle, NEW & PRIVATE if command.personal else NEW)
