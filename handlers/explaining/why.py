"""`/why`: a sentence on why a question was answered as it was, the weights after it, and what can be done about it."""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.editing.editable import editable
from bot.editing.proposal import Broken, Proposal, Refused
from bot.enquiries.draft import Part
from bot.explaining.why import Explanation, explanation
from bot.library.folder import Snapshot
from bot.markup import without_links
from bot.terminal.explain import weights
from handlers.chats import Asked
from handlers.context import Context, Services
from handlers.editing.proposals import propose
from handlers.present import numbered, offer
from handlers.wire.buttons import Button, known, short
from handlers.wire.delivery import Target
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker

ANOTHER = "another"
SECTIONS = ("Outcome", "Candidates", "Worth")  # of the weights; `ask --explain` has them all


async def why(update: Update, context: Context) -> None:
    """Explain the answer that is replied to, the words after the command, or else what was asked last."""
    message, target, who = here(update)
    services, given = context.services, " ".join(context.args or ())
    answer = message.reply_to_message.message_id if message.reply_to_message else None
    asked = Asked(Part(message.message_id, given), given) if given else services.chats.question_behind(who[0], answer)
    if asked is None:
        await services.delivery.say(target, services.say("because_which" if answer is None else "because_forgotten"))
        return
    snapshot = services.snapshot()
    async with services.delivery.typing(target):
        because = await services.thinking(explanation, snapshot, asked.text, asked.before)
        every = await asyncio.to_thread(weights, snapshot, asked.text, asked.before, SECTIONS)
    heading = services.say("because_question", question=without_links(asked.text))
    words = "\n\n".join(filter(None, [heading, because.sentence, without_links(every)]))
    posts = await offer(services, target, who, words, _rows(services, snapshot, because))
    if not because.personal:
        services.chats.remember_question(target.chat, asked, posts)


async def another(update: Update, context: Context, target: Target, _: str) -> None:
    """Show what comes next, so that one of it can be chosen as the answer: `another`."""
    services, asked = context.services, await _asked(update, context, target)
    if asked is None:
        return
    snapshot = services.snapshot()
    because = await services.thinking(explanation, snapshot, asked.text, asked.before)
    labels = ((snapshot.knowledge.by_id[id_].label, f"wording:{short(id_)}") for id_ in because.others)
    words = services.say("because_another", question=without_links(asked.text))
    posts = await offer(services, target, speaker(update), words, numbered(labels))
    services.chats.remember_question(target.chat, asked, posts)


async def add_wording(update: Update, context: Context, target: Target, data: str) -> None:
    """Show what it would change to learn the question as a wording of an entry: `wording:ID`."""
    services, asked = context.services, await _asked(update, context, target)
    if asked is None:
        return
    id_ = known(data.partition(":")[2], services.snapshot().knowledge)
    learned = {"entry": id_, "ask": " ".join(asked.text.split())}

    def make() -> Proposal | Broken | Refused:
        if id_ not in services.snapshot().knowledge.by_id:
            return Refused(services.say("edit_unknown_id", id=id_))
        return services.proposals.learned(phrasings=[learned])

    await propose(context, target, speaker(update), make)


async def _asked(update: Update, context: Context, target: Target) -> Asked | None:
    """The question behind a button, or the last one where its label was typed; if it is forgotten, that is said."""
    message = update.callback_query.message if update.callback_query else None
    asked = context.services.chats.question_behind(target.chat, message.message_id if message else None)
    if asked is None:
        await context.services.delivery.say(target, context.services.say("because_forgotten"))
    return asked


def _rows(services: Services, snapshot: Snapshot, because: Explanation) -> list[list[Button]]:
    """To edit what was told, to choose another, to learn the words; of harm that was told nothing is learned."""
    say, knowledge, id_ = services.say, snapshot.knowledge, because.id
    first = [Button(say("edit_this_button"), f"edit:{short(id_)}")] if id_ and editable(knowledge, id_) else []
    if because.personal:
        return []
    if because.others:
        first.append(Button(say("another_answer_button"), ANOTHER))
    learns = id_ in knowledge.by_id and not because.learned
    return [row for row in (first, [Button(say("add_wording_button"), f"wording:{short(id_ or '')}")] * learns) if row]
