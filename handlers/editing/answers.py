"""`/edit ID`: one answer is shown as it stands in its file, and a Telegram reply with new text changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from telegram import Update

from bot.conversation.memory import Who
from bot.editing.editable import MOST_ALIKE, Editable, alike, editable
from bot.editing.proposal import Broken, Proposal, Refused, digest
from bot.store.records import Awaiting
from bot.store.store import Store
from handlers.context import Context, Services
from handlers.editing.proposals import propose
from handlers.present import numbered, offer
from handlers.wire.buttons import full, short
from handlers.wire.delivery import Target
from handlers.wire.html import MOST_UNITS, units
from handlers.wire.speaker import here
from knowledge.text.sentences import is_question

TEXT_EXPECTED = timedelta(minutes=10)
FEWEST_WORDS = 6  # of what may be a new text


async def edit(update: Update, context: Context) -> None:
    """Show the text of an id; without one, or with other words, offer those that may be meant."""
    _, place, who = here(update)
    services, asked = context.services, " ".join(context.args or ())
    found = editable(services.snapshot().knowledge, asked)
    if found:
        await _hand(services, place, found)
        return
    near = await services.thinking(alike, services.snapshot(), asked) if asked else _seen(services, who)
    rows = numbered((one.label, f"edit:{short(one.id)}") for one in near)
    ids = "\n".join(f"{number}. {one.label} ({one.id})" for number, one in enumerate(near, 1))
    words = services.say(_key(asked, near), id=asked)
    await offer(services, place, who, "\n\n".join(filter(None, [words, ids])), rows)


async def chosen(_: Update, context: Context, place: Target, data: str) -> None:
    """Show the text of an entry that was offered: `edit:ID`."""
    services, knowledge = context.services, context.services.snapshot().knowledge
    ids = [one.id for one in (*knowledge.answerable, *knowledge.smalltalk, *knowledge.replies)]
    id_ = full(data.partition(":")[2], ids)
    found = editable(knowledge, id_) if id_ else None
    if found:
        await _hand(services, place, found)
    else:
        await services.delivery.say(place, services.say("edit_unknown_id", id=data.partition(":")[2]))


async def written(context: Context, place: Target, who: Who, handed: Awaiting, text: str) -> None:
    """Propose a new text for what was handed."""
    services = context.services

    def make() -> Proposal | Broken | Refused:
        now = editable(services.snapshot().knowledge, handed.name)
        if now and digest(now.text) != handed.digest:
            return Refused(services.say("edit_meanwhile"))
        return services.proposals.answer(handed.name, text)

    await propose(context, place, who, make)


async def reminds(context: Context, place: Target, text: str) -> bool:
    """Was this meant to be a new text, because one was handed here a moment ago? Then say that it must be a reply."""
    services = context.services
    if place.chat not in services.records.admins or len(text.split()) < FEWEST_WORDS or is_question(text):
        return False
    since = services.records.now() - TEXT_EXPECTED
    handed = await services.keep(lambda store: store.last_text(place.chat, since))
    if handed is None:
        return False
    await services.delivery.say(replace(place, answering=handed.post), services.say("edit_by_reply"))
    return True


def _seen(services: Services, who: Who) -> Sequence[Editable]:
    """The texts of which the administrator was told last."""
    knowledge = services.snapshot().knowledge
    return [one for id_ in services.conversations.told(who) if (one := editable(knowledge, id_))][:MOST_ALIKE]


def _key(asked: str, near: Sequence[Editable]) -> str:
    if not near:
        return "edit_unknown_id" if asked else "edit_which"
    return "edit_did_you_mean" if asked and " " not in asked else "edit_choose"


async def _hand(services: Services, place: Target, one: Editable) -> None:
    """What it is, then the text alone, so that it can be copied whole."""
    say, now = services.say, services.records.now()
    if services.editing.folder is None:
        await services.delivery.say(place, say("edit_shipped"))
    if units(one.text) > MOST_UNITS:
        await services.delivery.say(place, say("edit_too_long", file=one.file))
        return
    heading = say("edit_shown", label=one.label, id=one.id, file=one.file)
    posts = [*await services.delivery.say(place, heading)]
    posts.append(await services.delivery.plain(place.chat, one.text or say("edit_no_text")))
    held = [Awaiting(place.chat, post, "entry", one.id, digest(one.text) or "", now) for post in posts]

    def work(store: Store) -> None:
        for message in held:
            store.hand(message)

    await services.keep(work)
