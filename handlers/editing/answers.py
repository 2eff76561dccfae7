"""`/edit ID`: one answer is shown as it stands in its file, and a Telegram reply with new text changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from telegram import Update

from bot.conversation.memory import Who
from bot.editing.editable import MOST_ALIKE, Editable, alike, editable
from bot.editing.proposal import Broken, Proposal, Refused, digest
from bot.editing.review import is_reviewable
from bot.store.records import Awaiting
from bot.workdays import local_day
from handlers.context import Context, Services
from handlers.editing.details import detail_rows
from handlers.editing.handing import hand_text, hand_text_now
from handlers.editing.proposals import propose, refused
from handlers.present import numbered, offer, take_typed
from handlers.wire.buttons import full, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker
from knowledge.model import Knowledge
from knowledge.text.sentences import is_question

TEXT_EXPECTED = timedelta(minutes=10)
FEWEST_WORDS = 6  # of what may be a new text


async def edit(update: Update, context: Context) -> None:
    """Show the text of an id; without one, or with other words, offer those that may be meant."""
    _, target, who = here(update)
    await open_text(context, target, who, " ".join(context.args or ()))


async def open_text(context: Context, target: Target, who: Who, asked: str) -> None:
    """The same for what stands behind the command, or, as a short id, in a link."""
    services, knowledge = context.services, context.services.snapshot().knowledge
    if await refused(services, target):
        return
    shown = editable(knowledge, full(asked, _ids(knowledge)) or asked)
    if shown:
        await _hand(services, target, who, shown)
        return
    near = await services.thinking(alike, services.snapshot(), asked) if asked else _seen(services, who)
    rows = numbered((one.label, f"edit:{short(one.id)}") for one in near)
    ids = "\n".join(f"{number}. {one.label} ({one.id})" for number, one in enumerate(near, 1))
    words = services.say(_key(asked, near), id=asked)
    await offer(services, target, who, "\n\n".join(filter(None, [words, ids])), rows)


async def chosen(update: Update, context: Context, target: Target, data: str) -> None:
    """Show the text of an entry that was offered: `edit:ID`."""
    services, knowledge = context.services, context.services.snapshot().knowledge
    if await refused(services, target):
        return
    id_ = full(data.partition(":")[2], _ids(knowledge))
    shown = editable(knowledge, id_) if id_ else None
    if shown:
        await _hand(services, target, speaker(update), shown)
    else:
        await services.delivery.say(target, services.say("edit_unknown_id", id=data.partition(":")[2]))


async def written(context: Context, target: Target, who: Who, handed: Awaiting, text: str) -> None:
    """Propose a new text for what was handed."""
    services = context.services
    today = local_day(services.policy.now()).isoformat()
    dated = is_reviewable(services.snapshot().knowledge.by_id.get(handed.name))

    def make() -> Proposal | Broken | Refused:
        now = editable(services.snapshot().knowledge, handed.name)
        if now and digest(now.text) != handed.digest:
            return Refused(services.say("edit_meanwhile"), meanwhile=True)
        return services.proposals.answer(handed.name, text, today if dated else None)

    about = {"entry": handed.name, "text": text, **({"confirms": handed.name} if dated else {})}
    tried = await propose(context, target, who, make, about=about)
    if isinstance(tried, Refused) and tried.meanwhile:
        await hand_text_now(services, target, handed.name)


async def reminds(context: Context, target: Target, text: str) -> bool:
    """Was this meant to be a new text, because one was handed here a moment ago? Then say that it must be a reply."""
    services = context.services
    if target.chat not in services.policy.admins or len(text.split()) < FEWEST_WORDS or is_question(text):
        return False
    since = services.policy.now() - TEXT_EXPECTED
    handed = await services.keep(lambda store: store.awaiting.last_text(target.chat, since))
    if handed is None:
        return False
    await services.delivery.say(replace(target, answering=handed.post), services.say("edit_by_reply"))
    return True


def _ids(knowledge: Knowledge) -> Sequence[str]:
    return [one.id for one in (*knowledge.answerable, *knowledge.smalltalk, *knowledge.replies)]


def _seen(services: Services, who: Who) -> Sequence[Editable]:
    """The texts of which the administrator was told last."""
    knowledge = services.snapshot().knowledge
    return [one for id_ in services.conversations.told(who) if (one := editable(knowledge, id_))][:MOST_ALIKE]


def _key(asked: str, near: Sequence[Editable]) -> str:
    if not near:
        return "edit_unknown_id" if asked else "edit_which"
    return "edit_did_you_mean" if asked and " " not in asked else "edit_choose"


async def _hand(services: Services, target: Target, who: Who, shown: Editable) -> None:
    rows = detail_rows(services, shown.id)
    await hand_text(services, target, shown, rows)
    take_typed(services, who, rows)
