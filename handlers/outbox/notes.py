"""What the assistant says in the staff chat beside cards: notes, and the sign that a reply has arrived.

A note whose fate is unknown is sent again, marked as such; a sign can be repeated.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.enquiries.team import StaffDesk
from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.outgoing import Note, Reword
from bot.store.records import STAFF, Enquiry, Message, Queued, Role
from bot.store.store import Store
from bot.teamwork.replies import suggest
from bot.teamwork.suggestions import suggested, words_of
from bot.wording import Wording
from handlers.outbox.steps import NO_MESSAGE, Gone, Step, about, link, marked, says, steps
from handlers.wire.buttons import Rows, buttons
from handlers.wire.delivery import NO_TOPIC, Delivery
from handlers.wire.thinking import Thinking

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NoteSender:
    """Says things in the staff chat `chat`; each method returns what records that it did."""

    bot: Bot
    delivery: Delivery
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    now: Callable[[], datetime]
    thinking: Thinking

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.snapshot().knowledge.wording)

    async def note(self, row: Queued, note: Note, chat: int, *, doubt: bool) -> Step:
        """Say something. `doubt`: an earlier try may have arrived."""
        enquiry = await self.keep(lambda store: store.enquiries.by_id(note.enquiry or 0))
        text, rows = marked(note.text, self.say, doubt=doubt), buttons(note.rows)
        sent = await self.say_there(chat, text, enquiry.topic if enquiry else note.topic, note.answering, rows)
        role: Role = "copy" if note.names else "sign"
        return steps(lambda store: link(store, row, chat, (sent,), role), lambda store: store.outbox.delete(row.id))

    async def reword(self, row: Queued, words: Reword, chat: int) -> Step:
        """Put other words into a message of the bot's, if it is still there."""
        try:
            await self.delivery.edit_plain(chat, words.post, words.text)
        except BadRequest as error:
            if not says(error, NO_MESSAGE):
                raise
        return lambda store: store.outbox.delete(row.id)

    async def delivered(self, row: Queued, chat: int) -> Step:
        """The sign that a reply has arrived: a reaction to it, which can be repeated; else a sentence under it."""
        enquiry, message, _ = await about(self.keep, row, "reply")
        if message.chat == chat:
            try:
                await self.bot.set_message_reaction(chat, message.post, ReactionEmoji.THUMBS_UP)
            except (BadRequest, Forbidden, InvalidToken):
                log.info("a reply could not be given a reaction, and is answered in words")
            else:
                return lambda store: store.outbox.delete(row.id)
        note = Note(self.say("delivered", reference=enquiry.reference), enquiry.id, answering=message.post)
        return steps(lambda store: store.outbox.delete(row.id), lambda store: store.outbox.add(STAFF, note, self.now()))

    async def say_there(self, chat: int, text: str, topic: int | None, answering: int | None, rows: Rows = ()) -> int:
        """Say something in a topic, or outside where that is gone."""
        try:
            return await self.delivery.plain(chat, text, rows, topic, answering)
        except BadRequest as error:
            if not says(error, NO_TOPIC):
                raise
            return await self.delivery.plain(chat, text, rows, answering=answering)

    async def suggest(self, row: Queued, chat: int) -> Step:
        """What the knowledge answers to an enquiry comes next, where it is sure; what is recorded is that alone."""
        enquiry, messages = await self.keep(lambda store: _begun(store, row.enquiry or 0))
        if enquiry is None or enquiry.state != "open" or not enquiry.awaiting:
            raise Gone
        snapshot, words = self.snapshot(), words_of(enquiry, messages)
        entry = await self.thinking(suggested, snapshot.understanding, words) if words else None

        def record(store: Store) -> None:
            store.outbox.delete(row.id)
            if entry:
                suggest(StaffDesk(store, snapshot.knowledge, chat, self.now()), enquiry, entry)

        return record


def _begun(store: Store, enquiry: int) -> tuple[Enquiry | None, Sequence[Message]]:
    return store.enquiries.by_id(enquiry), store.messages.of_enquiry(enquiry)
