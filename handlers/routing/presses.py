"""The table of buttons: what each does, who may press it, and whether again. A label that is typed does the same."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Message, Update
from telegram.error import TelegramError

from handlers import privacy
from handlers.context import Context
from handlers.conversation import choices, packs, saved, shelves
from handlers.editing import answers, details, review, versions
from handlers.editing import proposals as editing
from handlers.enquiries import leader as enquiries
from handlers.enquiries import notes, sent, staff
from handlers.explaining import why
from handlers.gaps import gaps, lessons
from handlers.guard import Guard, refusal
from handlers.making import new
from handlers.wire.delivery import Target

Do = Callable[[Update, Context, Target, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Verb:
    """What stands before the first colon of a button's data; `do` is handed all of the data.

    One that may be pressed `again` knows from the store what was done already. `thanks` is said at once.
    """

    name: str
    do: Do
    guard: Guard = Guard.ANYWHERE
    again: bool = False
    thanks: str | None = None


_TABLE = (
    Verb("show", choices.show),
    Verb("more", choices.more),
    Verb("rest", choices.rest),
    Verb("unanswered", choices.unanswered, Guard.PRIVATE, again=True),
    Verb("narrow", choices.narrow),
    Verb("resources", shelves.resources, again=True),
    Verb("by", shelves.by, again=True),
    Verb("list", shelves.list_, again=True),
    Verb("pillars", shelves.pillars, again=True),
    Verb("pillar", shelves.pillar, again=True),
    Verb("save", saved.save, Guard.PRIVATE, again=True),
    Verb("remove", saved.remove, Guard.PRIVATE, again=True),
    Verb("reading", saved.turn, Guard.PRIVATE),
    Verb("pack", packs.lengthen),
    Verb("file", packs.send, again=True),
    Verb("help", choices.more_help, Guard.PRIVATE),
    Verb("person", choices.person),
    Verb("none", choices.none),
    Verb("yes", choices.helped, thanks="helped_thanks"),
    Verb("no", choices.helped, thanks="helped_thanks"),
    Verb("reason", enquiries.press, Guard.PRIVATE, again=True),
    Verb("appear", enquiries.press, Guard.PRIVATE, again=True),
    Verb("change", enquiries.press, Guard.PRIVATE, again=True),
    Verb("question", enquiries.press, Guard.PRIVATE, again=True),
    Verb("send", enquiries.press, Guard.PRIVATE, again=True),
    Verb("drop", enquiries.press, Guard.PRIVATE, again=True),
    Verb("goon", enquiries.press, Guard.PRIVATE, again=True),
    Verb("put", enquiries.press, Guard.PRIVATE, again=True),
    Verb("withdraw", sent.press, Guard.PRIVATE, again=True),
    Verb("add", sent.press, Guard.PRIVATE, again=True),
    Verb("reply", sent.press, Guard.PRIVATE, again=True),
    Verb("helped", sent.press, Guard.PRIVATE, again=True),
    Verb("again", sent.press, Guard.PRIVATE, again=True),
    Verb("missed", sent.press, Guard.PRIVATE, again=True),
    Verb("forget", privacy.forget_or_keep, Guard.PRIVATE),
    Verb("claim", staff.press, Guard.STAFF, again=True),
    Verb("take", staff.press, Guard.STAFF, again=True),
    Verb("tell", notes.send, Guard.STAFF, again=True),
    Verb("close", staff.press, Guard.STAFF, again=True),
    Verb("reopen", staff.press, Guard.STAFF, again=True),
    Verb("saved", staff.press, Guard.STAFF, again=True),
    Verb("pick", staff.press, Guard.STAFF, again=True),
    Verb("use", staff.press, Guard.STAFF, again=True),
    Verb("amend", staff.press, Guard.STAFF, again=True),
    Verb("edit", answers.chosen, Guard.ADMINS, again=True),
    Verb("wordings", details.wordings, Guard.ADMINS, again=True),
    Verb("unword", details.unword, Guard.ADMINS, again=True),
    Verb("links", details.links, Guard.ADMINS, again=True),
    Verb("link", details.link, Guard.ADMINS, again=True),
    Verb("unlink", details.link, Guard.ADMINS, again=True),
    Verb("delete", details.delete, Guard.ADMINS, again=True),
    Verb("new", new.press, Guard.ADMINS, again=True),
    Verb("another", why.another, Guard.ADMINS, again=True),
    Verb("wording", why.add_wording, Guard.ADMINS, again=True),
    Verb("review", review.look, Guard.ADMINS, again=True),
    Verb("right", review.still_right, Guard.ADMINS, again=True),
    Verb("later", review.later, Guard.ADMINS, again=True),
    Verb("same", gaps.same_as, Guard.ADMINS),
    Verb("write", gaps.write, Guard.ADMINS),
    Verb("notours", gaps.not_ours, Guard.ADMINS),
    Verb("skip", gaps.skip, Guard.ADMINS),
    Verb("teach", lessons.teach, Guard.STAFF),
    Verb("adopt", lessons.adopt, Guard.ADMINS, again=True),
    Verb("reject", lessons.reject, Guard.ADMINS),
    Verb("apply", editing.apply, Guard.ADMINS, again=True),
    Verb("versions", versions.more, Guard.ADMINS, again=True),
    Verb("version", versions.show, Guard.ADMINS, again=True),
    Verb("restore", versions.restore, Guard.ADMINS, again=True),
    Verb("redo", versions.again, Guard.ADMINS, again=True),
    Verb("discard", editing.discard, Guard.ADMINS, again=True),
)
VERBS = {one.name: one for one in _TABLE}


async def press(update: Update, context: Context) -> None:
    """A button was pressed; its waiting sign ends whatever comes of it."""
    query, services = update.callback_query, context.services
    assert query is not None  # noqa: S101 - only presses are routed here
    if query.data is None or query.message is None:
        await _acknowledge(update, services.say("changed"))
        return
    verb = _verb(query.data)
    if verb and (refused := await refusal(verb.guard, update, context)):
        await _acknowledge(update, services.say(refused), alert=True)
        return
    button = (query.message.chat.id, query.message.message_id, query.data)
    if services.chats.is_pressed(*button) and not (verb and verb.again):
        await _acknowledge(update, services.say("pressed_twice"))
        return
    services.chats.remember_press(*button)
    await _acknowledge(update, services.say(verb.thanks) if verb and verb.thanks else None)
    chat = query.message.chat
    target = (
        Target.of(query.message)
        if isinstance(query.message, Message)
        else Target(chat.id, group=chat.type != chat.PRIVATE)
    )
    await _do(verb, update, context, target, query.data)


async def act(update: Update, context: Context, target: Target, data: str) -> None:
    """Do what a button says whose label was typed."""
    verb = _verb(data)
    if verb and (refused := await refusal(verb.guard, update, context)):
        await context.services.delivery.say(target, context.services.say(refused))
        return
    await _do(verb, update, context, target, data)


async def _do(verb: Verb | None, update: Update, context: Context, target: Target, data: str) -> None:
    context.turn_away(target.chat)
    async with context.services.delivery.typing(target):
        await (verb.do if verb else choices.changed)(update, context, target, data)


def _verb(data: str) -> Verb | None:
    return VERBS.get(data.partition(":")[0])


async def _acknowledge(update: Update, text: str | None = None, *, alert: bool = False) -> None:
    """End the waiting sign; Telegram refuses that for old presses, which is no loss."""
    query = update.callback_query
    assert query is not None  # noqa: S101 - called with a press
    with contextlib.suppress(TelegramError):
        await query.answer(text, show_alert=alert)
