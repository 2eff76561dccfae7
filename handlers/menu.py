"""What Telegram shows before anything is typed: the commands and the description."""

from __future__ import annotations

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats

from bot.wording import Wording
from handlers.delivery import Delivery
from handlers.routes import COMMANDS


def commands(say: Wording, *, group: bool = False) -> tuple[BotCommand, ...]:
    """The menu, in a group without what is personal."""
    shown = (one for one in COMMANDS if not (group and one.personal))
    return tuple(BotCommand(one.name, say(f"menu_{one.name}")) for one in shown)


async def set_menu(bot: Bot, delivery: Delivery, say: Wording) -> None:
    """Bring Telegram's copy up to date. The description is set only where it differs: Telegram limits that strictly."""
    await delivery.insist(lambda: bot.set_my_commands(commands(say)))
    in_groups = BotCommandScopeAllGroupChats()
    await delivery.insist(lambda: bot.set_my_commands(commands(say, group=True), in_groups))
    description, about = say("bot_description"), say("bot_about")
    if (await delivery.insist(bot.get_my_description)).description != description:
        await delivery.insist(lambda: bot.set_my_description(description))
    if (await delivery.insist(bot.get_my_short_description)).short_description != about:
        await delivery.insist(lambda: bot.set_my_short_description(about))
