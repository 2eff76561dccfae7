"""What Telegram shows before anything is typed: the commands and the description."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats

from bot.wording import Wording
from handlers.delivery import Delivery
from handlers.routes import COMMANDS


def menu(*, relayed: bool, group: bool = False) -> tuple[str, ...]:
    """The commands that work, in a group without what is personal."""
    return tuple(
        one.name for one in COMMANDS
        if not one.for_staff and (relayed or not one.relayed) and not (group and one.personal)
    )  # fmt: skip


def commands(say: Wording, names: Iterable[str]) -> tuple[BotCommand, ...]:
    """As Telegram wants them."""
    return tuple(BotCommand(name, say(f"menu_{name}")) for name in names)


async def set_menu(bot: Bot, delivery: Delivery, say: Wording, *, relayed: bool) -> None:
    """Bring Telegram's copy up to date. The description is set only where it differs: Telegram limits that strictly."""
    await delivery.insist(lambda: bot.set_my_commands(commands(say, menu(relayed=relayed))))
    in_groups = BotCommandScopeAllGroupChats()
    await delivery.insist(lambda: bot.set_my_commands(commands(say, menu(relayed=relayed, group=True)), in_groups))
    description, about = say("bot_description"), say("bot_about")
    if (await delivery.insist(bot.get_my_description)).description != description:
        await delivery.insist(lambda: bot.set_my_description(description))
    if (await delivery.insist(bot.get_my_short_description)).short_description != about:
        await delivery.insist(lambda: bot.set_my_short_description(about))
