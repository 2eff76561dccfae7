"""The leader's side of enquiries in Telegram: commands, buttons, and what is typed or sent while one is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.conversation.reply import Replies
from bot.enquiries.draft import Part
from bot.enquiries.drafting import Drafts
from bot.enquiries.leader import Look
from bot.enquiries.wishes import reason_named_in
from bot.naming import shown
from bot.store.store import Store
from handlers.context import Context
from handlers.enquiries.offers import asked_behind, offer_file
from handlers.enquiries.pausing import ask_whether, let_in, pauses, wait
from handlers.wire.addressed import is_command
from handlers.wire.buttons import Button, data_under, twins, typed_twin
from handlers.wire.delivery import Target
from handlers.wire.files import file_of, part_of
from handlers.wire.speaker import here
from handlers.wire.speaker import who as speaker
from handlers.wire.words import words_of

T = TypeVar("T")


def reception(context: Context, leader: int, store: Store) -> Drafts:
    """The steps of one leader, in a transaction."""
    services, policy = context.services, context.services.policy
    return Drafts(
        store, services.snapshot().knowledge, policy.channels, leader, policy.now(), policy.retention.enquiries,
        policy.reference, context.spoken,
    )  # fmt: skip


async def step(context: Context, update: Update, leader: int, work: Callable[[Drafts], T]) -> T | None:
    """Take a step in the transaction that deletes the update; None where the update was handled before.

    From now on only the step's own buttons can be typed.
    """
    context.services.chats.forget_buttons(speaker(update))

    def once(store: Store) -> T | None:
        handled = context.services.counting.done(store, update.update_id)
        return work(reception(context, leader, store)) if handled else None

    return await context.services.keep(once)


async def add_to_enquiry(update: Update, context: Context) -> None:
    """What was typed or sent belongs to a draft or an enquiry, or goes on to be a question."""
    message, target, who = here(update)
    if not context.services.policy.channels:
        return
    answered = message.reply_to_message.message_id if message.reply_to_message else None
    look = await context.services.keep(lambda store: reception(context, target.chat, store).look(answered))
    context.look = look
    if look.enquiry is None and look.draft is None and look.replied is None:
        return
    if look.enquiry is None and typed_twin(message.text or "", context.services.chats.typable(who)) is not None:
        return  # a button of what was shown since: that is obeyed where questions are answered
    if look.enquiry is None and await _obeyed(update, context, look):
        raise ApplicationHandlerStop
    part = part_of(message, context.services.say, context.services.policy.admit)
    if look.enquiry is None and _is_for_itself(message, look):
        await _for_itself(update, context, part, look)
        return
    if part and look.enquiry:
        part = replace(part, answers=part.answers or look.answers)
    if part is None:
        await context.services.delivery.say(target, context.services.say("file_unknown"))
    elif not await pauses(update, context, part, look.enquiry.reference if look.enquiry else None):
        await step(context, update, target.chat, _write(look, part))
    raise ApplicationHandlerStop


def _is_for_itself(message: Message, look: Look) -> bool:
    """Is it answered, because nobody has asked for it? What is sent while a draft is open is for that."""
    return not look.draft or (not look.draft.listens and bool(message.text) and message.forward_origin is None)


async def _for_itself(update: Update, context: Context, part: Part | None, look: Look) -> None:
    """It goes on to be answered, unless it has to wait, or is a file for which the team may have asked."""
    message, _, who = here(update)
    reference = None if look.draft else look.replied
    if part and await pauses(update, context, part, reference):
        raise ApplicationHandlerStop
    if part and part.file and reference:
        await offer_file(context, message, who, reference)
        raise ApplicationHandlerStop


def _write(look: Look, part: Part) -> Callable[[Drafts], None]:
    enquiry = look.enquiry
    return lambda at: at.follow_up(enquiry, part) if enquiry else at.write(part)


async def _obeyed(update: Update, context: Context, look: Look) -> bool:
    """Was a button's label or number typed?"""
    message, target, _ = here(update)
    if look.draft is None:
        return False
    draft = look.draft
    rows = await context.services.keep(lambda store: reception(context, target.chat, store).typed(draft))
    buttons = [_numbered(label, data) for row in rows for label, data in row]
    data = typed_twin(message.text or "", twins(buttons))
    if data is None:
        return False
    await press(update, context, target, data)
    return True


def _numbered(label: str, data: str) -> Button:
    number, dot, rest = label.partition(". ")
    return Button(rest, data, int(number)) if dot and number.isdecimal() else Button(label, data)


async def edit_enquiry(update: Update, context: Context) -> None:
    """An edited message is changed where it went, or goes on to be an edited question."""
    message, target, _ = here(update)
    words = after_command(message) if _began(message) else words_of(message)
    services, sent_file = context.services, file_of(message)
    part = Part(message.message_id, words, services.policy.admit(sent_file) if sent_file else None)
    if not services.policy.channels:
        return
    if any(paused.part.post == message.message_id for paused in services.chats.paused(target.chat)):
        await wait(update, context, replace(part_of(message, services.say, services.policy.admit) or part, words=words))
        raise ApplicationHandlerStop
    sent = await services.keep(lambda store: store.messages.by_post(target.chat, message.message_id))
    look = await services.keep(lambda store: reception(context, target.chat, store).look(None))
    drafted, context.look = look.draft, look
    held = [one.words for one in (drafted.parts if drafted else ()) if one.post == message.message_id]
    held += [sent.words] if sent else []
    if not held:
        return
    if not words and _began(message):
        raise ApplicationHandlerStop  # a command without words says nothing anew
    if words in held or not await pauses(update, context, part, edit=True):  # what stays was chosen to be sent
        await step(context, update, target.chat, lambda at: at.rewrite(part))
    raise ApplicationHandlerStop


def _began(message: Message) -> bool:
    """Is it a command, or one that has got a picture since?"""
    if message.text:
        return is_command(message)
    return any(one.type == one.BOT_COMMAND and one.offset == 0 for one in message.caption_entities)


async def contact(update: Update, context: Context) -> None:
    """A new enquiry; words after the command go straight to the preview."""
    message, target, _ = here(update)
    words = after_command(message)
    if not words:
        await begin(update, context, target)
        return
    if not context.services.policy.channels:
        await _published(context, target)
        return
    sent, name = part_of(message, context.services.say, context.services.policy.admit), name_of(update)
    part = replace(sent, words=words) if sent else Part(message.message_id, words)
    if not await pauses(update, context, part):
        await step(context, update, target.chat, lambda at: at.begin_with(name, part))


async def begin(update: Update, context: Context, target: Target, asked: str | None = None) -> None:
    """Begin an enquiry; in a group, or where nobody receives any, say how the team is reached."""
    if not context.services.policy.channels or target.group:
        await _published(context, target)
        return
    name, knowledge = name_of(update), context.services.snapshot().knowledge
    reason = reason_named_in(asked or "", knowledge.contact)
    await step(context, update, target.chat, lambda at: at.begin(name, None if reason else asked, reason))


async def begin_with(update: Update, context: Context, target: Target, words: str) -> None:
    """Begin an enquiry with words of the leader, which goes straight to the preview."""
    if not context.services.policy.channels or target.group:
        await _published(context, target)
        return
    pressed = update.effective_message
    name, part = name_of(update), Part(pressed.message_id if pressed else 0, words)
    await step(context, update, target.chat, lambda at: at.begin_with(name, part))


async def _published(context: Context, target: Target) -> None:
    services = context.services
    await services.delivery.say(target, Replies(services.snapshot().knowledge).contact())


async def press(update: Update, context: Context, target: Target, data: str) -> None:
    """A button of a draft."""
    services = context.services
    verb, _, about = data.partition(":")
    done: bool | None
    if verb == "send" and services.chats.paused(target.chat):  # else what waits would be left out without a word
        await ask_whether(context, target, speaker(update))
        return
    if verb == "goon":
        done = await _go_on(update, context, target, about)
    elif verb == "put":
        done = await _put(update, context, target, about)
    else:
        under = _preview_of(update)
        done = await step(context, update, target.chat, lambda at: at.press(verb, about, under))
    if done is False:
        await services.delivery.say(target, services.say("draft_gone"))


async def _put(update: Update, context: Context, target: Target, about: str) -> bool | None:
    """What was typed while the preview stood there is added to it; False where it is not known any more."""
    asked = asked_behind(update, context, target)
    return await step(context, update, target.chat, lambda at: at.put(about, asked.sent)) if asked else False


def _preview_of(update: Update) -> int | None:
    """The number of the preview under which a button was pressed; a reply to a question can have that button too."""
    pressed = update.callback_query.message if update.callback_query else None
    if isinstance(pressed, Message) and any(one.startswith("put:") for one in data_under(pressed)):
        return None
    return pressed.message_id if pressed else None


async def _go_on(update: Update, context: Context, target: Target, about: str) -> bool:
    """After a pause: the words that were not kept are written into the enquiry now, or forgotten."""
    services = context.services
    paused = services.chats.resume(target.chat)
    if about == "no":
        await services.delivery.say(target, services.say("paused_dropped"))
        return True
    if not paused:
        await services.delivery.say(target, services.say("paused_gone"))
        return True
    name = name_of(update)

    def work(at: Drafts) -> bool:
        for waiting in paused:
            let_in(at, waiting, name)
        return True

    return await step(context, update, target.chat, work) is not False


async def cancel(update: Update, context: Context) -> None:
    """Throw away what is being written, or begin anew."""
    _, target, who = here(update)
    context.services.forget(who)
    if target.group or not await step(context, update, target.chat, lambda at: at.cancel()):
        await context.services.delivery.say(target, context.services.say("cancelled"))


def name_of(update: Update) -> str:
    """The name that Telegram shows for somebody, on one line and to be seen."""
    user = update.effective_user
    return shown(user.full_name if user else "") or "-"


def after_command(message: Message) -> str:
    """What somebody wrote after a command."""
    return "".join(words_of(message).split(maxsplit=1)[1:]).strip()
