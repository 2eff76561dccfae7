"""`/versions`: what was in force, what each version changed, and how to bring it back; `/redo` after an undo."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import Update

from bot.conversation.memory import Who
from bot.editing.proposal import Proposal, Refused
from bot.editing.versions import in_the_list, put_by, told, with_the_one_before
from bot.library.versions import undone
from bot.store.records import Version
from bot.workdays import at_the_clock
from handlers.context import Context, Services
from handlers.editing.proposals import propose
from handlers.present import offer
from handlers.wire.buttons import Button, Rows, row_number
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker

ON_A_PAGE = 8


async def versions(update: Update, context: Context) -> None:
    """Show an administrator what was in force, newest first."""
    _, target, who = here(update)
    await _list(context.services, target, who, 0)


async def more(update: Update, context: Context, target: Target, data: str) -> None:
    """Show those that were in force before: `versions:FIRST`."""
    await _list(context.services, target, speaker(update), _number(data))


async def show(update: Update, context: Context, target: Target, data: str) -> None:
    """Show what a version changed: `version:NUMBER`."""
    services, who, say = context.services, speaker(update), context.services.say
    history = await asyncio.to_thread(services.proposals.history)
    pair = with_the_one_before(history, _number(data))
    if pair is None:
        await services.delivery.say(target, say("version_gone"))
        return
    notice = await asyncio.to_thread(told, *pair, say)
    if notice.whole:
        await services.delivery.document(target, "changes.txt", notice.whole.encode("utf-8"))
    version, _ = pair
    stands = version.id == services.snapshot().knowledge.version
    words = "\n\n".join([notice.words, *([say("version_in_force")] if stands else [])])
    rows = [] if stands else [[Button(say("restore_button"), f"restore:{version.number}")]]
    await offer(services, target, who, words, [*rows, *_redo(services, history)])


async def restore(update: Update, context: Context, target: Target, data: str) -> None:
    """Show what bringing a version back would change: `restore:NUMBER`."""
    services = context.services
    history = await asyncio.to_thread(services.proposals.history)
    pair = with_the_one_before(history, _number(data))
    if pair is None:
        await services.delivery.say(target, services.say("version_gone"))
        return
    await _propose(context, target, speaker(update), pair[0])


async def redo(update: Update, context: Context) -> None:
    """Show what bringing back what was undone would change."""
    _, target, who = here(update)
    await again(update, context, target, "redo", who)


async def again(update: Update, context: Context, target: Target, _data: str, who: Who | None = None) -> None:
    """The same by its button."""
    services = context.services
    version = undone(await asyncio.to_thread(services.proposals.history))
    if version is None:
        await services.delivery.say(target, services.say("redo_nothing"))
        return
    await _propose(context, target, who or speaker(update), version)


async def _propose(context: Context, target: Target, who: Who, version: Version) -> None:
    services, say = context.services, context.services.say

    def make() -> Proposal | Refused:
        return services.proposals.back_to(version)

    note = say("undo_shown", when=at_the_clock(version.at), who=put_by(version, say))
    await propose(context, target, who, make, note)


async def _list(services: Services, target: Target, who: Who, first: int) -> None:
    say = services.say
    history = await asyncio.to_thread(services.proposals.history)
    page = history[first : first + ON_A_PAGE]
    if not page:
        await services.delivery.say(target, say("versions_none"))
        return
    lines = [f"{number}. {in_the_list(version, say)}" for number, version in enumerate(page, first + 1)]
    labels = (f"{at_the_clock(version.at)}, {put_by(version, say)}" for version in page)
    rows = [
        [Button(label, f"version:{version.number}", number)]
        for number, (label, version) in enumerate(zip(labels, page, strict=True), first + 1)
    ]
    last = first + ON_A_PAGE
    onward = [[Button(say("more_button"), f"versions:{last}")]] if last < len(history) else []
    words = "\n".join([say("versions_shown"), "", *lines])
    await offer(services, target, who, words, [*rows, *onward, *_redo(services, history)])


def _redo(services: Services, history: Sequence[Version]) -> Rows:
    return [[Button(services.say("redo_button"), "redo")]] if undone(history) else []


def _number(data: str) -> int:
    """The number in a button's data; 0 where somebody made another up."""
    return row_number(data.partition(":")[2]) or 0
