"""The leader's side of enquiries in Telegram: commands, buttons, and what is typed or sent while one is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.conversation.reply import Replies
from bot.enquiries.card import summary
from bot.enquiries.draft import Part
from bot.enquiries.drafting import Drafts
from bot.enquiries.leader import Look
from bot.enquiries.reasons import reason_named_in
from bot.naming import shown
from bot.store.store import Store
from handlers.chats import Asked
from handlers.context import Context
from handlers.enquiries.pausing import ask_whether, let_in, pauses, wait
from handlers.wire.addressed import is_command
from handlers.wire.buttons import Button, twins, typed_twin
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
    context.enquiry = look.open
    if look.enquiry is None and look.draft is None:
        return
    if look.enquiry is None and typed_twin(message.text or "", context.services.chats.typable(who)) is not None:
        return  # a button of what was shown since: that is obeyed where questions are answered
    if look.enquiry is None and await _obeyed(update, context, look):
        raise ApplicationHandlerStop
    part = part_of(message, context.services.say)
    if part and look.enquiry:
        part = replace(part, answers=part.answers or look.answers)
    if part is None:
        await context.services.delivery.say(target, context.services.say("file_unknown"))
    elif not await pauses(update, context, part, look.enquiry.reference if look.enquiry else None):
        await step(context, update, target.chat, _write(look, part))
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
    part = Part(message.message_id, words, file_of(message))
    services = context.services
    if not services.policy.channels:
        return
    if any(paused.part.post == message.message_id for paused in services.chats.paused(target.chat)):
        await wait(update, context, replace(part_of(message, services.say) or part, words=words))
        raise ApplicationHandlerStop
    sent = await services.keep(lambda store: store.messages.by_post(target.chat, message.message_id))
    look = await services.keep(lambda store: reception(context, target.chat, store).look(None))
    drafted, context.enquiry = look.draft, look.open
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
    sent, name = part_of(message, context.services.say), name_of(update)
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
    """A button of a draft, a withdrawal, or what is added to an enquiry."""
    services = context.services
    verb, _, about = data.partition(":")
    done: bool | None
    if verb == "send" and services.chats.paused(target.chat):  # else what waits would be left out without a word
        await ask_whether(context, target, speaker(update))
        return
    if verb == "goon":
        done = await _go_on(update, context, target, about)
    elif verb == "withdraw":
        done = await step(context, update, target.chat, lambda at: at.withdraw(about))
    elif verb == "add":
        done = await _add(update, context, target, about)
    else:
        pressed = update.callback_query.message if update.callback_query else None
        under = pressed.message_id if pressed else None
        done = await step(context, update, target.chat, lambda at: at.press(verb, about, under))
    if done is False:
        await services.delivery.say(target, services.say("draft_gone"))


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


async def _add(update: Update, context: Context, target: Target, about: str) -> bool:
    """A question that was answered goes to an open enquiry."""
    services = context.services
    pressed = update.callback_query.message if update.callback_query else None
    asked = services.chats.question_behind(target.chat, pressed.message_id if pressed else None)
    if asked is None:
        return False

    def work(at: Drafts) -> bool:
        enquiry = at.own(about)
        if enquiry is None:
            return False
        at.follow_up(enquiry, asked.sent)
        return True

    return await step(context, update, target.chat, work) is not False


async def cancel(update: Update, context: Context) -> None:
    """Throw away what is being written, or begin anew."""
    _, target, who = here(update)
    context.services.forget(who)
    if target.group or not await step(context, update, target.chat, lambda at: at.cancel()):
        await context.services.delivery.say(target, context.services.say("cancelled"))


async def status(update: Update, context: Context) -> None:
    """The leader's enquiries and how they stand."""
    _, target, _ = here(update)
    mine = await context.services.keep(lambda store: store.enquiries.of_leader(target.chat))
    say = context.services.say
    words = f"{say('status_opening')}\n\n{summary(mine, say)}\n\n{say('status_how')}" if mine else say("status_none")
    await context.services.delivery.say(target, words)


async def withdraw(update: Update, context: Context) -> None:
    """Which enquiry is to be taken back?"""
    _, target, who = here(update)
    say = context.services.say
    if context.args:
        await press(update, context, target, f"withdraw:{context.args[0].lstrip('#').upper()}")
        return
    mine = await context.services.keep(lambda store: store.enquiries.of_leader(target.chat))
    rows = [
        [Button(say("withdraw_button", reference=enquiry.reference), f"withdraw:{enquiry.reference}")]
        for enquiry in mine if enquiry.state in ("open", "closed")
    ]  # fmt: skip
    context.services.chats.may_type(who, twins(button for row in rows for button in row))
    await context.services.delivery.say(target, say("withdraw_which" if rows else "status_none"), rows)


def name_of(update: Update) -> str:
    """The name that Telegram shows for somebody, on one line and to be seen."""
    user = update.effective_user
    return shown(user.full_name if user else "") or "-"


def after_command(message: Message) -> str:
    """What somebody wrote after a command."""
    return "".join(words_of(message).split(maxsplit=1)[1:]).strip()


def remember(context: Context, message: Message, text: str, answers: tuple[int, ...]) -> None:
    """Which question an answer's buttons are about."""
    sent = part_of(message, context.services.say) or Part(message.message_id, text)
    context.services.chats.remember_question(message.chat_id, Asked(sent, text), answers)
