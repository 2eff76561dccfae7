"""What the buttons under a pack do: another length, or the same as a file."""

from __future__ import annotations

from telegram import Update

from bot.conversation.packs import Handout, handout
from handlers.context import Context
from handlers.conversation.choices import changed
from handlers.present import present
from handlers.wire.buttons import known, parts_of
from handlers.wire.delivery import Target
from handlers.wire.speaker import who


async def lengthen(update: Update, context: Context, target: Target, data: str) -> None:
    """Show a board's pack for a meeting of other minutes: `pack:ID:MINUTES`."""
    asked = _asked(context, data)
    answer = context.services.conversations.choose(who(update), asked.entry.id, asked.minutes) if asked else None
    await (present(context, target, who(update), answer) if answer else changed(update, context, target, data))


async def send(update: Update, context: Context, target: Target, data: str) -> None:
    """Send a pack as a text file: `file:ID:MINUTES`, without minutes for a role's."""
    asked, services = _asked(context, data), context.services
    if asked is None:
        await changed(update, context, target, data)
        return
    await services.delivery.document(target, asked.file_name, asked.document(services.snapshot().knowledge))


def _asked(context: Context, data: str) -> Handout | None:
    """The pack that a button stands for, as the knowledge has it now."""
    knowledge = context.services.snapshot().knowledge
    id_, minutes = parts_of(data, 2)
    entry = knowledge.entry(known(id_, knowledge))
    return handout(entry, int(minutes) if minutes.isdecimal() else None) if entry else None
