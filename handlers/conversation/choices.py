"""What the buttons under answers and lists do, pressed or typed."""

from __future__ import annotations

import logging
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot.conversation.catalogue import shelf_names
from bot.conversation.counted import of_chosen, of_opinion
from handlers.chats import Asked
from handlers.context import Context
from handlers.conversation import shelves
from handlers.enquiries import leader as enquiries
from handlers.enquiries.offers import asked_behind
from handlers.phone import whole
from handlers.present import CONTACT, NONE, PERSON, offer, present, to_private
from handlers.wire.buttons import Button, as_rows, data_under, full, known
from handlers.wire.delivery import Target, unchanged
from handlers.wire.speaker import who
from knowledge.conversing.narrowing import WAYS
from knowledge.deciding.outcome import Answered
from knowledge.loading.tables import CASES
from knowledge.model import SupportCase

log = logging.getLogger(__name__)


async def show(update: Update, context: Context, target: Target, data: str) -> None:
    """Show the entry that a button stands for: `show:ID`."""
    services = context.services
    chosen = services.conversations.choose(who(update), known(_about(data), services.snapshot().knowledge))
    if chosen is None:
        await changed(update, context, target, data)
        return
    context.count(of_chosen(chosen, services.snapshot().knowledge))
    pressed = _pressed(update)
    asked = _asked(context, target, pressed) if pressed and _suggests(pressed) else None
    answers = await present(context, target, who(update), chosen)
    if asked:  # the answer that was chosen is about the same question
        services.chats.remember_question(target.chat, asked, answers)


async def rest(update: Update, context: Context, target: Target, data: str) -> None:
    """All of an answer in the place of its first lines: `rest:ID:MINUTES`. Typed, what was not shown of it."""
    services, knowledge = context.services, context.services.snapshot().knowledge
    name, _, minutes = _about(data).partition(":")
    id_, pressed = known(name, knowledge), _pressed(update)
    if id_ not in knowledge.by_id:
        await changed(update, context, target, data)
        return
    text, left = whole(id_, _number(minutes) if minutes else None, services.told)
    markup = pressed.reply_markup if pressed else None
    if pressed and markup:
        rows = [row for row in as_rows(markup) if not any(one.data == data for one in row)]
        await services.delivery.edit(target, (pressed.message_id,), text, rows)
    else:
        await services.delivery.say(target, left or text, [[Button(services.say("person_button"), PERSON)]])


async def more(update: Update, context: Context, target: Target, data: str) -> None:
    """The next resources of a list: `more:NAME:FIRST`. It was sent as a reply, so Telegram keeps its question."""
    name, _, first = _about(data).partition(":")
    target, question = _answering(update, target)
    services = context.services
    page = await services.thinking(services.conversations.more, who(update), name, _number(first), question)
    await (present(context, target, who(update), page) if page else changed(update, context, target, data))


async def narrow(update: Update, context: Context, target: Target, data: str) -> None:
    """The same list another way: `narrow:WAY:NAME`; once a role is chosen, `narrow:role:NAME:ROLE`.

    `narrow:reader:NAME:ROLE` also says that somebody has another role, and `narrow:reader:NAME:any` that none counts.
    """
    typed, _, rest = _about(data).partition(":")
    name, _, chosen = rest.partition(":")
    target, question = _answering(update, target)
    services = context.services
    roles = shelf_names(services.snapshot().knowledge, "audiences")
    way = next((way for way in WAYS if way == typed), None)
    role = full(chosen, roles) if chosen and (way, chosen) != ("reader", shelves.ANY) else ""
    if way in ("role", "reader") and not chosen:
        await shelves.roles(context, target, who(update), name, way)
        return
    if way is None or role is None:
        await changed(update, context, target, data)
        return
    page = await services.thinking(services.conversations.narrow, who(update), name, way, question, role)
    await (present(context, target, who(update), page) if page else changed(update, context, target, data))


async def more_help(update: Update, context: Context, target: Target, data: str) -> None:
    """All others who can help: `help:CASE`."""
    case: SupportCase = next((case for case in CASES if case == _about(data)), "harm")
    await present(context, target, who(update), context.services.conversations.more_help(case))


async def person(update: Update, context: Context, target: Target, _: str) -> None:
    """An enquiry, with the question that led there; from a group a link to the private chat, where it is written."""
    if target.group and context.services.policy.channels:
        await to_private(context, target, context.services.say("go_private_person"), CONTACT)
        return
    asked = asked_behind(update, context, target)
    await enquiries.begin(update, context, target, asked.text if asked else None)


async def unanswered(update: Update, context: Context, target: Target, data: str) -> None:
    """An enquiry with what got no answer of a message; its question is read again, for nobody remembers it for long."""
    services = context.services
    pressed = _pressed(update)
    _, question = _answering(update, target)
    asked = _asked(context, target, pressed)
    words = question or (asked.text if asked else "")
    if not words:
        await changed(update, context, target, data)
        return
    outcome, _ = await services.thinking(services.snapshot().understanding, words)
    missed = outcome.missed if isinstance(outcome, Answered) else ()
    await enquiries.begin_with(update, context, target, "\n".join(missed) or words)


async def none(update: Update, context: Context, target: Target, _: str) -> None:
    """Say how a person is reached, where none of the suggestions was meant."""
    services = context.services
    services.conversations.begin_anew(who(update))
    await _with_person(update, context, target, "none_reply")
    if asked := _asked(context, target, _pressed(update)):
        await context.count_gap(asked.text, "none_of_these")


async def helped(update: Update, context: Context, target: Target, data: str) -> None:
    """Count `yes:ID` or `no:ID` once, and take the two buttons away so that nobody can count twice."""
    services, yes = context.services, data.startswith("yes")
    message = _pressed(update)
    if message is not None and not await _without_buttons(context, message):
        return
    knowledge = services.snapshot().knowledge
    entry = known(_about(data), knowledge)
    context.count(of_opinion(entry, knowledge, helped=yes))
    if message is None or not yes:
        await _with_person(update, context, target, "helped_thanks" if yes else "helped_sorry")
    if not yes and (asked := _asked(context, target, message)):
        await context.count_gap(asked.text, "not_helpful", entry)


async def changed(update: Update, context: Context, target: Target, _: str) -> None:
    """The knowledge has lost what a button was about."""
    await _with_person(update, context, target, "changed")


async def _without_buttons(context: Context, message: Message) -> bool:
    """Were the two buttons there until now?"""
    if message.reply_markup is None:
        return False
    rows = [row for row in message.reply_markup.inline_keyboard if not any(_asks_whether_helped(one) for one in row)]
    try:
        await context.services.delivery.insist(lambda: message.edit_reply_markup(InlineKeyboardMarkup(rows)))
    except BadRequest as error:
        if unchanged(error):
            return False
        log.info("the buttons of a message could not be changed")
    return True


def _asks_whether_helped(button: object) -> bool:
    data = getattr(button, "callback_data", None)
    return isinstance(data, str) and data.partition(":")[0] in ("yes", "no")


def _asked(context: Context, target: Target, pressed: Message | None) -> Asked | None:
    """The question behind the message of a button, or the chat's latest one where a label was typed."""
    return context.services.chats.question_behind(target.chat, pressed.message_id if pressed else None)


def _suggests(message: Message) -> bool:
    """Is it a list of which one is meant?"""
    return NONE in data_under(message)


def _pressed(update: Update) -> Message | None:
    """The message of the button; None where its label was typed, or Telegram shows the message no more."""
    found = update.callback_query.message if update.callback_query else None
    return found if isinstance(found, Message) else None


def _answering(update: Update, target: Target) -> tuple[Target, str | None]:
    """Where a list of a button is sent on to: beside the question it answers, with that question."""
    pressed = _pressed(update)
    asked = pressed.reply_to_message if pressed else None
    return (replace(target, answering=asked.message_id), asked.text) if asked else (target, None)


def _about(data: str) -> str:
    return data.partition(":")[2]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else -1


async def _with_person(update: Update, context: Context, target: Target, key: str) -> None:
    say = context.services.say
    await offer(context.services, target, who(update), say(key), [[Button(say("person_button"), PERSON)]])
