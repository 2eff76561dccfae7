"""What staff say beside the cards: told that it stays there, or sent to the leader by a button."""

from __future__ import annotations

from telegram import Message, Update

from bot.enquiries.team import StaffDesk, staff_chat
from bot.store.store import Store
from bot.teamwork import notes
from handlers.context import Context
from handlers.wire.addressed import is_about_enquiry, note_about
from handlers.wire.delivery import Target
from handlers.wire.files import part_of
from handlers.wire.speaker import here


def team(context: Context, store: Store) -> StaffDesk:
    """The steps of the team, in a transaction."""
    services = context.services
    chat = staff_chat(store, services.policy.channels.staff) or 0
    return StaffDesk(store, services.snapshot().knowledge, chat, services.policy.now())


async def stays_among_staff(update: Update, context: Context) -> bool:
    """Is it a note about an enquiry? Then its writer may be told so; the note is kept nowhere."""
    message, _, (_, person) = here(update)
    part = part_of(message, context.services.say)

    def work(store: Store) -> bool:
        enquiry = note_about(message, store)
        if enquiry and part:
            desk = team(context, store)
            answered = message.reply_to_message
            to_copy = answered is not None and is_about_enquiry(answered)
            notes.notice(desk, enquiry, part, person, to_copy=to_copy, to_colleague=_to_colleague(message, desk))
        return enquiry is not None

    return await context.services.keep(work)


def _to_colleague(message: Message, desk: StaffDesk) -> bool:
    """Does it answer what another person wrote there, that was no reply to a leader?"""
    answered, writer = message.reply_to_message, message.from_user
    if answered is None or answered.forum_topic_created or answered.from_user is None:
        return False
    ours = answered.from_user.id == message.get_bot().id or (writer and answered.from_user.id == writer.id)
    return not ours and desk.store.messages.by_post(desk.chat, answered.message_id) is None


async def send(update: Update, context: Context, target: Target, data: str) -> None:
    """The button under the notice: send the note that it answers, as Telegram hands it over."""
    services, query = context.services, update.callback_query
    if query is None or query.message is None:
        return
    under = query.message
    note = under.reply_to_message if isinstance(under, Message) else None
    part = part_of(note, services.say) if note else None

    def work(store: Store) -> None:
        if store.inbox.handled(update.update_id):
            notes.send(team(context, store), data.partition(":")[2], part, under.message_id)

    try:
        await services.keep(work)
    except LookupError:
        await services.delivery.say(target, services.say("card_over"))
