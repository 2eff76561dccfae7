"""What buttons do, pressed or typed: the verb of their data, and what was seen when they were offered."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, TelegramError

from bot.conversations import Who
from bot.limits import Verdict
from handlers import browse, enquiries, privacy, staff
from handlers.buttons import Button, known
from handlers.context import Context
from handlers.context import who as speaker
from handlers.delivery import Place, unchanged
from handlers.present import PERSON, offer, present

log = logging.getLogger(__name__)

AGAIN = staff.VERBS | enquiries.VERBS  # may be pressed again: what they do is known by the store


async def press(update: Update, context: Context) -> None:
    """A button was pressed; its waiting sign ends whatever comes of it."""
    query = update.callback_query
    assert query is not None  # noqa: S101 - only presses are routed here
    services = context.services
    verdict = services.limits(query.from_user.id)
    if verdict is not Verdict.SERVE:
        await _acknowledge(update, services.say("too_fast") if verdict is Verdict.TELL else None)
        return
    if query.data is None or query.message is None:
        await _acknowledge(update, services.say("changed"))
        return
    key = (query.message.chat.id, query.message.message_id, query.data)
    verb, _, about = query.data.partition(":")
    if services.pressed.get(key) and verb not in AGAIN:
        await _acknowledge(update, services.say("pressed_twice"))
        return
    services.pressed.put(key, value=True)
    if verb in ("yes", "no"):
        await _helped(update, context, helped=verb == "yes", about=about)
        return
    await _acknowledge(update)
    message = query.message if isinstance(query.message, Message) else None
    place = Place.of(message) if message else Place(query.message.chat.id)
    asked = message.reply_to_message if message else None  # a list is sent as a reply, so Telegram keeps its question
    if asked and verb == "more":
        place = replace(place, answering=asked.message_id)
    if verb in staff.VERBS:
        await staff.press(update, context, place, query.data)
        return
    async with services.delivery.typing(place):
        await act(update, context, place, query.data, asked.text if asked else None)


async def act(update: Update, context: Context, place: Place, data: str, question: str | None = None) -> None:
    """Do what a button says; `question` is what its list once answered, where that is known."""
    services, who = context.services, speaker(update)
    verb, *about = data.split(":")
    if verb in enquiries.VERBS:
        await enquiries.press(update, context, place, who, data)
        return
    if verb == privacy.FORGET:
        await privacy.forget_or_keep(update, context, place, data)
        return
    match verb, about:
        case "show", [id_]:
            told = services.conversations.choose(who, known(id_, services.snapshot().knowledge))
            await (present(context, place, who, told) if told else _changed(context, place, who))
        case "more", [name, first]:
            told = await services.thinking(services.conversations.more, who, name, _number(first), question)
            await (present(context, place, who, told) if told else _changed(context, place, who))
        case "by", [shelf, first]:
            await browse.by(context, place, who, shelf, _number(first))
        case "list", [shelf, name, first]:
            await browse.list_(context, place, who, shelf, name, _number(first))
        case "person", []:
            pressed = update.callback_query.message if update.callback_query else None
            asked = services.asked.get((place.chat, pressed.message_id if pressed else 0))
            await enquiries.begin(update, context, place, asked[1] if asked else None)
        case "none", []:
            services.conversations.forget(who)
            await _with_person(context, place, who, "none_reply")
        case ("yes" | "no") as verb, [id_]:
            services.helped(known(id_, services.snapshot().knowledge), verb == "yes")
            await _with_person(context, place, who, "helped_thanks" if verb == "yes" else "helped_sorry")
        case _:
            await _changed(context, place, who)


async def _helped(update: Update, context: Context, *, helped: bool, about: str) -> None:
    """Count it once, thank, and take the two buttons away so that nobody can count twice."""
    query, services = update.callback_query, context.services
    assert query is not None  # noqa: S101 - called with a press
    await _acknowledge(update, services.say("helped_thanks"))
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return
    rows = [row for row in message.reply_markup.inline_keyboard if not any(_asks_whether_helped(one) for one in row)]
    try:
        await services.delivery.insist(lambda: message.edit_reply_markup(InlineKeyboardMarkup(rows)))
    except BadRequest as error:
        if unchanged(error):
            return
        log.info("the buttons of a message could not be changed")
    services.helped(known(about, services.snapshot().knowledge), helped)
    if not helped:
        await _with_person(context, Place.of(message), speaker(update), "helped_sorry")


def _asks_whether_helped(button: object) -> bool:
    data = getattr(button, "callback_data", None)
    return isinstance(data, str) and data.partition(":")[0] in ("yes", "no")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else -1


async def _changed(context: Context, place: Place, who: Who) -> None:
    await _with_person(context, place, who, "changed")


async def _with_person(context: Context, place: Place, who: Who, key: str) -> None:
    say = context.services.say
    await offer(context.services, place, who, say(key), [[Button(say("person_button"), PERSON)]])


async def _acknowledge(update: Update, text: str | None = None) -> None:
    """End the waiting sign; Telegram refuses that for old presses, which is no loss."""
    query = update.callback_query
    assert query is not None  # noqa: S101 - called with a press
    with contextlib.suppress(TelegramError):
        await query.answer(text)
