"""What goes to leaders: what the assistant says after all else, and the replies of staff.

When Telegram's answer to a send was lost, nobody can ask whether the message is there. A leader then gets it again,
marked as such.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram.error import Forbidden, TelegramError

from bot.enquiries.card import answered, portions, whole
from bot.enquiries.team import StaffDesk, staff_chat
from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.outgoing import ReplyFile, ReplyText, Say
from bot.store.records import Awaiting, Enquiry, Message, Queued
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.steps import Step, about, link, marked, says, steps
from handlers.wire.buttons import Button, Rows, buttons
from handlers.wire.delivery import WITHOUT_CAPTION, Delivery, Target

log = logging.getLogger(__name__)

MOST_CAPTION = 900  # UTF-16 units of the 1,024 that Telegram takes; there is room to say that it is sent again


@dataclass(frozen=True, slots=True)
class LeaderSender:
    """Sends to leaders; each send returns what records that it arrived. `doubt`: an earlier try may have arrived.

    `staff` is the staff chat of the settings.
    """

    delivery: Delivery
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    staff: int | None
    now: Callable[[], datetime]

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.snapshot().knowledge.wording)

    async def tell(self, row: Queued, what: Say, *, doubt: bool) -> Step:
        """Say some words of the assistant's."""
        rows, text = buttons(what.rows), marked(what.text, self.say, doubt=doubt)
        if what.writes:
            posts: tuple[int, ...] = (await self.delivery.ask(row.chat, text, self.say("reply_hint")),)
        elif what.plain:
            posts = (await self.delivery.plain(row.chat, text, rows, answering=what.answering),)
        else:
            posts = await self.delivery.once(Target(row.chat, answering=what.answering), text, rows)
        if what.hand:
            kind, name = what.hand
            held = [Awaiting(row.chat, post, kind, name, "", self.now()) for post in posts]
            return lambda store: self._held(store, row, held)
        return steps(
            lambda store: link(store, row, row.chat, posts, "receipt", what.points),
            lambda store: store.outbox.delete(row.id),
        )

    def _held(self, store: Store, row: Queued, held: Sequence[Awaiting]) -> None:
        for message in held:
            store.awaiting.add(message)
        store.outbox.delete(row.id)

    async def reply(self, row: Queued, *, doubt: bool) -> Step:
        """Send a part of a reply's words, or bring it up to date."""
        enquiry, message, posts = await about(self.keep, row, "reply")
        texts, there = answered(message, enquiry.reference, self.say), {one.part: one for one in posts}
        parts = max(len(texts), len(there))
        rows = self._reply_rows(enquiry, message) if row.part + 1 == len(texts) else []
        if row.part in there:
            text = texts[row.part] if row.part < len(texts) else self.say("removed")
            await self.delivery.edit_plain(row.chat, there[row.part].post, text, rows)
            return self._on(row, parts, message)
        sent = await self.delivery.plain(row.chat, marked(texts[row.part], self.say, doubt=doubt), rows)
        return self._on(row, parts, message, sent)

    async def reply_file(self, row: Queued, *, doubt: bool) -> Step:
        """Send a reply's file, or words that did not fit under it."""
        enquiry, message, _ = await about(self.keep, row, "reply")
        texts = captions(message, enquiry.reference, self.say)
        text = marked(texts[row.part], self.say, doubt=doubt) if texts[row.part] else ""
        rows = self._reply_rows(enquiry, message) if row.part + 1 == len(texts) else []
        if row.part:
            sent = await self.delivery.plain(row.chat, text, rows)
        else:
            sent = await self.delivery.attach(row.chat, str(message.kind), str(message.file), text, rows=rows)
        return self._on(row, len(texts), message, sent)

    def _reply_rows(self, enquiry: Enquiry, message: Message) -> Rows:
        """The button that opens Telegram's field for an answer to a message of the team's."""
        return [[Button(self.say("reply_button"), f"reply:{enquiry.reference}:{message.id}")]]

    def _on(self, row: Queued, parts: int, message: Message, sent: int | None = None) -> Step:
        """The next part of a reply, or after the last the sign for staff."""

        def record(store: Store) -> None:
            if sent is not None:
                link(store, row, row.chat, (sent,), "reply")
            if row.part + 1 < parts:
                store.outbox.change(row, part=row.part + 1)
                return
            store.outbox.delete(row.id)
            self._team(store).delivered(message.enquiry, message)

        return record

    def _team(self, store: Store) -> StaffDesk:
        return StaffDesk(store, self.snapshot().knowledge, staff_chat(store, self.staff) or 0, self.now())

    def refused(self, store: Store, row: Queued, error: TelegramError) -> None:
        """A leader cannot be written to: what was a reply ends with a sentence to staff."""
        if not isinstance(row.what, ReplyText | ReplyFile):
            return
        message = store.messages.by_id(row.what.message)
        if message is None:
            return
        away = isinstance(error, Forbidden) or says(error, ("chat not found",))
        self._team(store).refused(row.what.enquiry, message.post, "not_delivered" if away else "not_delivered_other")


def captions(message: Message, reference: str, say: Wording) -> tuple[str, ...]:
    """What stands under a file of staff, and what follows it; under some kinds nothing can stand."""
    words = whole(message, say)
    text = f"{say('reply_heading', reference=reference)}\n\n{words}"
    if message.kind in WITHOUT_CAPTION:
        return ("", *(portions(text) if words else ()))
    caption, *_ = portions(text, MOST_CAPTION)
    rest = text[len(caption) :].strip()
    return (caption, *(portions(rest) if rest else ()))
