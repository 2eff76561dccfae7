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

from handlers import browse, choices, groups, inline, questions
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
    """A command of the menu; its text there is `menu_NAME` in wording.yaml. A personal one works in private only."""

    name: str
    handle: Handle
    personal: bool = False


COMMANDS = (
    Command("start", browse.start, personal=True),
    Command("help", browse.help_),
    Command("pillars", browse.pillars),
    Command("resources", browse.resources),
    Command("privacy", browse.privacy),
    Command("whoami", browse.whoami),
    Command("cancel", browse.cancel),
)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")


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
