"""`/review`: what is due to be read again, one card after another, and what an administrator says of each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import Update

from bot.conversation.memory import Who
from bot.duties import due_reviews
from bot.editing.preview import Applied, Preview
from bot.editing.proposal import Broken, Refused
from bot.editing.review import MOST_LISTED, Reviewable, card, due, listed
from bot.enquiries.preview import Labels
from bot.library.confirming import text_key
from bot.report.often_shown import often_shown
from bot.workdays import local_day
from handlers.context import Context, Services
from handlers.editing.confirming import confirm
from handlers.editing.proposals import attempt, name_of, say_why_not
from handlers.present import also_typed, numbered, offer
from handlers.wire.buttons import Button, buttons, known, parts_of, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker
from knowledge.model import Entry, Resource


async def review(update: Update, context: Context) -> None:
    """List what is due for review."""
    _, target, who = here(update)
    services = context.services
    waiting = await _due(services)
    if services.editing.folder is None:
        await services.delivery.say(target, services.say("edit_shipped"))
    await offer(services, target, who, listed(waiting, services.say), numbered(_choices(waiting)))


async def send_due(services: Services) -> None:
    """Send the list of the month when it is time; without a folder of one's own nothing could come of it."""
    admins, now = services.policy.admins, services.policy.now()
    if services.editing.folder is None:
        return
    knowledge = services.snapshot().knowledge
    rows: Labels = await services.keep(lambda store: due_reviews(store, knowledge, admins, _rows, now))
    for admin in admins if rows else ():
        also_typed(services, (admin, admin), buttons(rows))


async def look(update: Update, context: Context, target: Target, data: str) -> None:
    """Show what leaders read of it: `review:ID`."""
    services = context.services
    record = _record(services, data)
    if record is None:
        await services.delivery.say(target, services.say("review_gone"))
    else:
        await _show(services, target, speaker(update), record)


async def still_right(update: Update, context: Context, target: Target, data: str) -> None:
    """Confirm what was shown: `right:ID:HASH`. Its date is written, and the next card follows."""
    services, person, record = context.services, update.effective_user, _record(context.services, data)
    if record is None or person is None:
        await services.delivery.say(target, services.say("review_gone"))
        return
    digest = data.rpartition(":")[2]
    if digest != text_key(record):
        await services.delivery.say(target, services.say("review_changed"))
        await _show(services, target, speaker(update), record)
        return
    before = await _due(services)
    async with services.delivery.typing(target):
        done = await asyncio.to_thread(_dated, services, record, name_of(person))
    if isinstance(done, Broken | Refused):
        await say_why_not(services, target, done)
        return
    await confirm(services, person, record.id, digest)
    await services.delivery.say(target, services.say("review_done", label=record.label, file=record.location.file))
    await _next(services, target, speaker(update), before, record)


async def later(update: Update, context: Context, target: Target, data: str) -> None:
    """Show the next card: `later:ID`."""
    services = context.services
    await _next(services, target, speaker(update), await _due(services), _record(services, data))


def _dated(services: Services, record: Reviewable, name: str) -> Applied | Broken | Refused | None:
    """Write the date as every change is written; None where it stands there, because this was pressed before."""
    today = local_day(services.policy.now()).isoformat()
    if services.editing.folder is not None and record.reviewed == today:
        return None
    tried = attempt(services, lambda: services.proposals.dated(record.id, today))
    return services.editing.apply(tried, name) if isinstance(tried, Preview) else tried


async def _due(services: Services) -> Sequence[Reviewable]:
    now = services.policy.now()
    shown = await services.keep(lambda store: often_shown(store, now))
    return due(services.snapshot().knowledge, local_day(now), shown)


async def _next(
    services: Services, target: Target, who: Who, waiting: Sequence[Reviewable], record: Reviewable | None
) -> None:
    """The one after this in the order of before, as it is now."""
    ids = [one.id for one in waiting]
    at = ids.index(record.id) + 1 if record and record.id in ids else 0
    following = _record(services, f"review:{short(ids[at])}") if at < len(ids) else None
    if following:
        await _show(services, target, who, following)
    else:
        await services.delivery.say(target, services.say("review_last"))


async def _show(services: Services, target: Target, who: Who, record: Reviewable) -> None:
    say, id_ = services.say, short(record.id)
    rows = [
        [
            Button(say("review_right_button"), f"right:{id_}:{text_key(record)}"),
            Button(say("review_edit_button"), f"edit:{id_}"),
            Button(say("review_later_button"), f"later:{id_}"),
        ]
    ]
    await offer(services, target, who, card(record, services.snapshot().knowledge, say), rows)


def _record(services: Services, data: str) -> Reviewable | None:
    knowledge = services.snapshot().knowledge
    record = knowledge.by_id.get(known(parts_of(data, 2)[0], knowledge))
    return record if isinstance(record, Entry | Resource) else None


def _choices(waiting: Sequence[Reviewable]) -> list[tuple[str, str]]:
    return [(one.label, f"review:{short(one.id)}") for one in waiting[:MOST_LISTED]]


def _rows(waiting: Sequence[Reviewable]) -> Labels:
    return [[(f"{number}. {label}", data)] for number, (label, data) in enumerate(_choices(waiting), 1)]
