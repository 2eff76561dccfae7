"""`/try QUESTION`, or a question as a reply to a waiting change: its answer by the draft beside the one in force."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Update

from bot.conversation.memory import Conversations, Who
from bot.editing.fields import in_a_line
from bot.editing.preview import Preview
from bot.editing.proposal import Proposal
from bot.library.folder import Snapshot
from bot.markup import without_links
from bot.store.records import PendingChange
from bot.store.store import Store
from bot.wording import Wording
from bot.workdays import at_the_clock
from handlers.context import Context, Services
from handlers.editing.proposals import attempt, say_why_not
from handlers.phone import laid_out, whole
from handlers.present import NOTHING_MORE, contact_offered, reply_rows
from handlers.wire.buttons import typed_twin
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from knowledge.deciding.outcome import Answered

NOBODY: Who = (0, 0)


@dataclass(frozen=True, slots=True)
class AsRead:
    """What a leader would read of a reply: its words, the labels under it, and all of it where that is more."""

    outcome: str
    words: str
    labels: tuple[str, ...]
    all: str


async def try_(update: Update, context: Context) -> None:
    """Try a question on the newest change that waits, or on the one that is replied to."""
    message, target, who = here(update)
    services, question = context.services, " ".join(context.args or ())
    answered = message.reply_to_message.message_id if message.reply_to_message else 0
    waiting = await services.keep(lambda store: _shown(store, who, answered) or store.proposals.newest(who[1]))
    if waiting is None:
        await services.delivery.say(target, services.say("try_none"))
    elif question:
        await _compare(services, target, waiting, question)
    else:
        await services.delivery.say(target, services.say("try_which"))


async def written(context: Context, target: Target, who: Who, name: str, text: str) -> bool:
    """Try a question on the change of that number; the label of a button is none."""
    services = context.services
    if typed_twin(text, services.chats.typable(who)) is not None:
        return False
    waiting = await services.keep(lambda store: store.proposals.by_id(int(name), who[1]))
    if waiting is None:
        await services.delivery.say(target, services.say("try_over"))
    else:
        await _compare(services, target, waiting, text)
    return True


def _shown(store: Store, who: Who, post: int) -> PendingChange | None:
    """The change that a message shows, if it still waits."""
    handed = store.awaiting.at(who[0], post)
    return store.proposals.by_id(int(handed.name), who[1]) if handed and handed.kind == "change" else None


async def _compare(services: Services, target: Target, waiting: PendingChange, question: str) -> None:
    """Nothing of it is counted or kept, and the conversation goes on where it was."""
    async with services.delivery.typing(target):
        proposal = Proposal(waiting.files, waiting.base, waiting.undo)
        tried = await asyncio.to_thread(attempt, services, lambda: proposal)
        if not isinstance(tried, Preview):
            await say_why_not(services, target, tried)
            return
        relays = bool(services.policy.channels)
        sides = (tried.snapshot, services.snapshot())
        draft, now = [await services.thinking(reading, side, question, relays=relays) for side in sides]
    say, titles = services.say, [difference.title for difference in tried.differences.values()]
    heading = say(
        "try_draft",
        question=without_links(" ".join(question.split())),
        changes=tried.changes,
        what=in_a_line(titles, say),
        when=at_the_clock(waiting.at),
    )
    if draft == now:
        await services.delivery.say(target, _shown_as(say, f"{heading} {say('try_same')}", now))
        return
    if (draft.words, draft.labels) == (now.words, now.labels):  # they differ below what a telephone shows at first
        draft, now = (replace(side, words=side.all) for side in (draft, now))
    await services.delivery.say(target, _shown_as(say, heading, draft))
    await services.delivery.say(target, _shown_as(say, say("try_now"), now))


def reading(snapshot: Snapshot, question: str, *, relays: bool) -> AsRead:
    """What somebody would read who begins with this question; `relays`: enquiries reach a person."""
    knowledge = snapshot.knowledge
    answer = Conversations(lambda: snapshot, lambda: 0.0).ask(NOBODY, question)
    say, layout = Wording(knowledge.wording), laid_out(answer, knowledge)
    beside = contact_offered(say) if relays and answer.reply.outcome == "contact" else NOTHING_MORE
    if layout.items is not None and layout.items < len(answer.reply.resources):
        fitting = answer.reply.resources[: layout.items]
        answer = replace(answer, reply=replace(answer.reply, resources=fitting, more=True))
    rows, _ = reply_rows(answer, layout, knowledge, say, beside=beside, saves=True, relays=relays)
    labels = tuple(button.shown for row in rows for button in row)
    outcome, words = answer.outcome, beside.words(layout.text)
    longer = isinstance(outcome, Answered) and len(outcome.ids) == 1 and not layout.whole
    handout = answer.reply.handout
    minutes = handout.minutes if handout else None
    every = whole(outcome.ids[0], minutes, knowledge)[0] if isinstance(outcome, Answered) and longer else words
    return AsRead(answer.reply.outcome, words, labels, every)


def _shown_as(say: Wording, heading: str, side: AsRead) -> str:
    parts: Sequence[str] = [f"{heading}\n{say(f'try_outcome_{side.outcome}')}", side.words]
    return "\n\n".join([*parts, *([say("try_buttons", labels=" · ".join(side.labels))] if side.labels else [])])
