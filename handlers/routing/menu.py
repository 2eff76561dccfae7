"""What Telegram shows before anything is typed: the commands and the description."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.wording import Wording
from handlers.guard import Guard
from handlers.routing.routes import COMMANDS
from handlers.wire.delivery import Delivery

LEADERS = frozenset({Guard.ANYWHERE, Guard.PRIVATE})


def menu(*, relayed: bool, guards: Collection[Guard] = LEADERS) -> tuple[str, ...]:
    """The commands that work, of these guards."""
    return tuple(one.name for one in COMMANDS if one.guard in guards and (relayed or not one.relayed))


def commands(say: Wording, names: Iterable[str]) -> tuple[BotCommand, ...]:
    """The named commands and their descriptions, as Telegram takes them for a menu."""
    return tuple(BotCommand(name, say(f"menu_{name}")) for name in names)


async def set_menu(
    bot: Bot,
    delivery: Delivery,
    say: Wording,
    admins: Collection[int],
    former: Iterable[int] = (),
    *,
    relayed: bool,
    staff: int | None = None,
) -> None:
    """Bring Telegram's copy up to date, and take their commands from `former` administrators and staff chats.

    The chat `staff` has those of the team alone. The description is set only where it differs: Telegram limits that
    strictly.
    """
    await delivery.insist(lambda: bot.set_my_commands(commands(say, menu(relayed=relayed))))
    public = commands(say, menu(relayed=relayed, guards={Guard.ANYWHERE}))
    await delivery.insist(lambda: bot.set_my_commands(public, BotCommandScopeAllGroupChats()))
    theirs = commands(say, menu(relayed=relayed, guards={*LEADERS, Guard.ADMINS}))
    for chat in former:
        with contextlib.suppress(BadRequest, Forbidden):
            await delivery.insist(lambda chat=chat: bot.delete_my_commands(BotCommandScopeChat(chat)))  # type: ignore[misc]
    own = dict.fromkeys(admins, theirs)
    if staff is not None:
        own[staff] = commands(say, menu(relayed=relayed, guards={Guard.STAFF}))
    for chat, listed in own.items():
        with contextlib.suppress(BadRequest, Forbidden):  # they have never written to the bot, or it is not in there
            scope = BotCommandScopeChat(chat)
            await delivery.insist(lambda listed=listed, scope=scope: bot.set_my_commands(listed, scope))  # type: ignore[misc]
    description, about = say("bot_description"), say("bot_about")
    if (await delivery.insist(bot.get_my_description)).description != description:
        await delivery.insist(lambda: bot.set_my_description(description))
    if (await delivery.insist(bot.get_my_short_description)).short_description != about:
        await delivery.insist(lambda: bot.set_my_short_description(about))
