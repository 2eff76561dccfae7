"""The staff's side of enquiries in Telegram: replies to cards, their buttons, and the lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.enquiries.draft import Part
from bot.enquiries.team import StaffDesk, move
from bot.naming import shown
from bot.store.outgoing import Listing
from bot.store.records import STAFF, Enquiry
from bot.store.store import Store
from bot.teamwork import presses, sharing
from bot.teamwork.notes import enquiry_at
from handlers.context import Context
from handlers.enquiries.notes import stays_among_staff, team
from handlers.guard import REFUSED, Membership, is_staff_chat, membership
from handlers.wire.addressed import answers_card, is_about_enquiry, is_command
from handlers.wire.delivery import Target
from handlers.wire.files import part_of
from handlers.wire.speaker import here

KEPT_UNSURE = timedelta(days=1)


async def relay_reply(update: Update, context: Context) -> None:
    """In the staff chat only a reply to a card or to a leader's message goes out; all else stays among staff."""
    message, target, _ = here(update)
    if not await is_staff_chat(context.services, target.chat):
        return
    if message.migrate_to_chat_id:
        new, now = message.migrate_to_chat_id, context.services.policy.now()
        await context.services.keep(lambda store: move(store, target.chat, new, now))
        raise ApplicationHandlerStop
    answered = message.reply_to_message
    if await stays_among_staff(update, context):
        raise ApplicationHandlerStop
    if is_command(message) or answered is None or answered.forum_topic_created:
        return
    if await _acts(update, context, target):
        await _reply(update, context, message, answered, target)
    raise ApplicationHandlerStop


async def _acts(update: Update, context: Context, target: Target) -> bool:
    """Does a member of the team write? Where Telegram does not say so it is kept, said, and tried again for a day."""
    services = context.services
    standing = Membership.UNSURE if services.postponed.before(update) else await membership(update, services)
    if standing is Membership.INSIDE:
        return True
    key: str | None = REFUSED[standing]
    if standing is Membership.UNSURE and (
        since := await services.keep(lambda store: store.inbox.accepted_at(update.update_id))
    ):
        if services.policy.now() - since > KEPT_UNSURE:
            key = "staff_unsure_over"
        else:
            key = "staff_unsure_kept" if services.postponed.put(update) else None
    if key:
        await services.delivery.say(target, services.say(key))
    return False


async def _reply(update: Update, context: Context, message: Message, answered: Message, target: Target) -> None:
    services, part = context.services, part_of(message, context.services.say)

    def work(store: Store) -> str | None:
        post = store.posts.at(target.chat, answered.message_id)
        if post is None or post.role not in ("card", "relay", "file"):
            return "reply_orphan" if is_about_enquiry(answered) else None
        if part is None:
            return "reply_unknown_kind"
        if store.inbox.handled(update.update_id):
            team(context, store).reply(post, part)
        return None

    if problem := await services.keep(work):
        await services.delivery.say(target, services.say(problem))


async def relay_edit(update: Update, context: Context) -> None:
    """A reply that was edited has its copy edited, or staff are told that it does not."""
    message, target, _ = here(update)
    if not await is_staff_chat(context.services, target.chat):
        return
    part, answered = part_of(message, context.services.say) or Part(message.message_id, ""), message.reply_to_message

    def work(store: Store) -> None:
        if not store.inbox.handled(update.update_id) or team(context, store).rewrite(part):
            return
        words = message.text or message.caption  # a live location moves by edits
        if (
            words
            and answered
            and answers_card(message, store)
            and (post := store.posts.at(target.chat, answered.message_id))
        ):
            team(context, store).too_late(post, part)

    if await _acts(update, context, target):
        await context.services.keep(work)
    raise ApplicationHandlerStop


async def press(update: Update, context: Context, target: Target, data: str) -> None:
    """Do what a button of a card says."""
    services, query = context.services, update.callback_query
    if query is None or query.message is None:
        return
    verb, _, about = data.partition(":")
    name, under = shown(query.from_user.full_name) or "-", query.message.message_id

    def work(store: Store) -> None:
        if store.inbox.handled(update.update_id):
            presses.press(team(context, store), verb, about, name, under)

    try:
        await services.keep(work)
    except LookupError:
        await services.delivery.say(target, services.say("card_over"))


async def enquiries(update: Update, context: Context) -> None:
    """List the open enquiries, as the board does."""
    await _list(update, context, late=False)


async def overdue(update: Update, context: Context) -> None:
    """List the enquiries that wait for longer than was promised."""
    await _list(update, context, late=True)


async def _list(update: Update, context: Context, *, late: bool) -> None:
    message, target, _ = here(update)
    listing, now = Listing(target.topic, message.message_id, late), context.services.policy.now()

    def work(store: Store) -> None:
        if store.inbox.handled(update.update_id):
            store.outbox.add(STAFF, listing, now)

    await context.services.keep(work)


async def enquiry(update: Update, context: Context) -> None:
    """Show staff all that was said in one enquiry: the one of that reference, of the message answered, of the topic."""
    message, target, _ = here(update)

    def work(store: Store) -> str | None:
        if not store.inbox.handled(update.update_id):
            return None
        there = enquiry_at(store, target.chat, target.topic, _answered(message))
        reference = context.args[0] if context.args else there and there.reference
        if not reference:
            return context.services.say("enquiry_which")
        return team(context, store).show(reference, target.topic, message.message_id)

    if words := await context.services.keep(work):
        await context.services.delivery.say(target, words)


async def assign(update: Update, context: Context) -> None:
    """Give an enquiry to a colleague."""
    await _shared(update, context, sharing.assign)


async def snooze(update: Update, context: Context) -> None:
    """Put an enquiry off until a day."""
    await _shared(update, context, sharing.snooze)


async def merge(update: Update, context: Context) -> None:
    """Let another enquiry of the same leader go on in this one."""
    await _shared(update, context, sharing.merge, sharing.enquiry_behind_command)


async def _shared(
    update: Update,
    context: Context,
    do: Callable[[StaffDesk, Enquiry, str, int], None],
    meant: Callable[[StaffDesk, str, int | None, int | None], tuple[Enquiry | None, str]] = sharing.enquiry_meant,
) -> None:
    message, target, _ = here(update)
    words, answered = " ".join(context.args or ()), _answered(message)

    def work(store: Store) -> bool:
        desk = team(context, store)
        enquiry, rest = meant(desk, words, target.topic, answered)
        if enquiry and store.inbox.handled(update.update_id):
            do(desk, enquiry, rest, message.message_id)
        return enquiry is not None

    if not await context.services.keep(work):
        await context.services.delivery.say(target, context.services.say("command_about"))


def _answered(message: Message) -> int | None:
    """The message that it answers; in a topic of a forum all that answers nothing answers the topic's beginning."""
    answered = message.reply_to_message
    return answered.message_id if answered and not answered.forum_topic_created else None
