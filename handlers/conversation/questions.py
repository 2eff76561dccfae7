"""Free text: a button's typed twin, or a question; an edited question has its answer edited."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Message, Update

from bot.conversation.counted import of_question
from bot.conversation.memory import Answer
from handlers.context import Context
from handlers.editing.answers import reminds
from handlers.enquiries.offers import beside, remember
from handlers.guard import is_administrator
from handlers.present import NOTHING_MORE, SUPPORT, arrange, beside_recording, present, to_private
from handlers.wire.addressed import said_to
from handlers.wire.buttons import Button, twins, typed_twin
from handlers.wire.delivery import Target
from handlers.wire.files import is_recording
from handlers.wire.speaker import here
from knowledge.conversing.offers import takes
from knowledge.deciding.outcome import Listed, Unknown
from knowledge.model import Knowledge
from knowledge.recall import once_a_snapshot

LABELS = frozenset({"none_of_these", "helped_yes", "helped_no"})  # and the words under all keys that end in _button


async def ask(update: Update, context: Context) -> None:
    """Answer a leader's message, and remember which question its answers are about."""
    message, target, who = here(update)
    services = context.services
    text = said_to(context.bot, message)
    if not text:
        await services.delivery.say(target, services.say("group_how", name=context.bot.username))
        return
    context.spoken.add("album")
    async with services.delivery.typing(target):
        asks_why = not target.group and is_administrator(update, services)
        said_before = services.conversations.before(who) if asks_why else None
        answer = await services.asking(who, text)
        context.count(of_question(answer))
        besides = NOTHING_MORE if target.group else await beside(context, answer, text)
        before = services.chats.question_behind(target.chat, None)
        target = Target.of(message, answering=_goes_on(answer) or besides != NOTHING_MORE)
        answers = await present(context, target, who, answer, beside=besides)
        services.chats.remember_answers(target.chat, message.message_id, answers)
        if answer.reply.outcome == "contact" and takes(text):  # "yes please" is no question
            if before:
                services.chats.remember_question(target.chat, before, answers)
        elif answer.reply.outcome != "support":
            remember(context, message, text, answers, said_before)
        await keep_gaps(context, target, text, answer)
    if is_recording(message) and not target.group and answer.reply.outcome != "support":
        await services.delivery.say(target, beside_recording(services, message, services.say("caption_only")))


def _goes_on(answer: Answer) -> bool:
    """Is there more of it, for which the question is needed again after a restart?"""
    return isinstance(answer.outcome, Listed) or bool(answer.ways or answer.reply.missed)


async def ask_edited(update: Update, context: Context) -> None:
    """Answer an edited message in the place of its first answer, if that was not long ago."""
    message, target, who = here(update)
    services = context.services
    answers = services.chats.answers_to(target.chat, message.message_id)
    text = said_to(context.bot, message)
    if answers is None or not text:
        return
    answer = await services.thinking(services.conversations.ask_again, who, text)
    if target.group and answer.reply.outcome == "support":
        edited = await to_private(context, target, services.say("go_private_support"), SUPPORT)
    else:
        besides = NOTHING_MORE if target.group else await beside(context, answer, text)
        words, rows = arrange(context, target, who, answer, beside=besides)
        edited = await services.delivery.edit(target, answers, words, rows)
    services.chats.remember_answers(target.chat, message.message_id, edited)
    services.chats.forget_question_behind(target.chat, answers)
    if answer.reply.outcome != "support":
        remember(context, message, text, edited)
    await keep_gaps(context, target, text, answer)


async def keep_gaps(context: Context, target: Target, text: str, answer: Answer) -> None:
    """What got no answer is kept without who asked: the whole, or the part that was missed.

    The label of a button that is there no more is no question, nor is what an administrator meant as a new text.
    """
    if typed_twin(text, _labels(context.services.snapshot().knowledge)) is not None:
        return
    if answer.reply.outcome == "support" or await reminds(context, target, text):
        return
    missed = (text,) if isinstance(answer.outcome, Unknown) else answer.reply.missed
    for part in missed:
        await context.count_gap(part, "unknown")


@once_a_snapshot
def _labels(knowledge: Knowledge) -> Mapping[str, str]:
    """What all buttons say, as it can be typed."""
    wording = knowledge.wording
    return twins(Button(words) for key, words in wording.items() if key.endswith("_button") or key in LABELS)


async def not_text(update: Update, context: Context) -> None:
    """A picture, a voice message or a sticker; of an album the first."""
    message, target, _ = here(update)
    services = context.services
    if is_content(message) and "album" not in context.spoken:
        context.spoken.add("album")
        yaml_wanted = message.document and is_administrator(update, services)
        told = services.say("edit_no_yaml" if yaml_wanted else "only_text")
        await services.delivery.say(target, beside_recording(services, message, told))


def is_content(message: Message) -> bool:
    """Did somebody send it here, rather than Telegram to say what happened in the chat, or a bot for them?"""
    return message.boost_added is None and message.via_bot is None
