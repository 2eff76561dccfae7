"""How each kind of row of the outbox is carried out: here what goes to leaders, in `to_staff` what staff get.

When Telegram's answer to a send was lost, nobody can ask whether the message is there. A leader then gets it again,
marked as such.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.enquiries.card import answered, portions, whole
from bot.enquiries.team import StaffDesk, staff_chat
from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.records import MAIL, STAFF, Awaiting, Message, Queued
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.erasing import Erasing
from handlers.outbox.previews import PreviewSender
from handlers.outbox.staff_room import UnfitError
from handlers.outbox.steps import Moved, Step, about, link, marked, says, steps
from handlers.outbox.to_staff import StaffSender
from handlers.wire.buttons import buttons
from handlers.wire.delivery import WITHOUT_CAPTION, Delivery, Target
from handlers.wire.request import refuses

log = logging.getLogger(__name__)

MOST_CAPTION = 900  # UTF-16 units of the 1,024 that Telegram takes; there is room to say that it is sent again
RIGHTS = (
    "not enough rights", "have no rights", "chat_write_forbidden", "chat not found", "need administrator",
    "group chat was deactivated",
)  # fmt: skip


class LostRights(Exception):  # noqa: N818 - it is no error of the program
    """The bot may not write to the staff chat now."""


@dataclass
class LeaderSender:
    """Call it with a row, and whether an earlier try may have arrived; what it returns records that this one did."""

    delivery: Delivery
    posting: StaffSender
    drafting: PreviewSender
    mail: Callable[[Queued], Awaitable[Step]]
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    staff: int | None
    admins: frozenset[int]
    now: Callable[[], datetime]
    learns: bool  # as `StaffDesk.learns`
    _said_lost: str | None = field(default=None, init=False)

    @property
    def say(self) -> Wording:
        """The assistant's sentences."""
        return Wording(self.snapshot().knowledge.wording)

    async def __call__(self, row: Queued, doubt: bool) -> Step:  # noqa: FBT001 - called by position
        """Carry it out. Raises `Gone`, `LostRights` or what Telegram answers."""
        if row.chat == STAFF:
            return await self._with_rights(row, doubt=doubt)
        if row.chat == MAIL:
            return await self.mail(row)
        if row.kind in ("draft", "retire"):
            return await self.drafting(row, doubt=doubt)
        if row.kind == "say":
            return await self._say(row, doubt=doubt)
        if row.kind == "answer":
            return await self._answer(row, doubt=doubt)
        return await self._answer_file(row, doubt=doubt)

    async def _with_rights(self, row: Queued, *, doubt: bool) -> Step:
        try:
            record = await (self._erase(row) if row.kind == "erase" else self.posting(row, doubt=doubt))
        except UnfitError as error:
            await self._tell_lost(error.why)
            raise LostRights from error
        except (Forbidden, BadRequest) as error:
            lost = refuses(error) if isinstance(error, Forbidden) else says(error, RIGHTS)
            if not lost:
                raise
            await self._tell_lost("staff_lost")
            raise LostRights from error
        self._said_lost = None
        return record

    async def _erase(self, row: Queued) -> Step:
        """Nothing is posted, so that this needs no staff chat, and none that is fit for it."""
        chat = await self.keep(lambda store: staff_chat(store, self.staff))
        try:
            return await Erasing(self.delivery, self.say, self.now())(row, chat)
        except ChatMigrated as error:
            raise Moved(chat or 0, error.new_chat_id) from error

    async def examine(self) -> None:
        """Look at the staff chat before anything is to be posted there, and tell what is wrong with it."""
        chat = await self.keep(lambda store: staff_chat(store, self.staff))
        if chat is None:
            return
        try:
            await self.posting.room.examine(chat)
        except UnfitError as error:
            await self._tell_lost(error.why)
        except TelegramError:
            log.info("Telegram does not say what the staff chat is; it is asked again")

    async def _tell_lost(self, why: str) -> None:
        """Once, to those who can put it right."""
        if self._said_lost == why:
            return
        self._said_lost = why
        log.error("nothing is posted to the staff chat, and enquiries wait", extra={"why": why})
        for admin in self.admins:
            await self.delivery.say(Target(admin), self.say(why))

    async def _say(self, row: Queued, *, doubt: bool) -> Step:
        rows, text = buttons(row.body["rows"]), marked(row.body["text"], self.say, doubt=doubt)
        if row.body.get("plain"):
            answering = row.body.get("answering")
            posts: tuple[int, ...] = (await self.delivery.plain(row.chat, text, rows, answering=answering),)
        else:
            posts = await self.delivery.once(Target(row.chat, answering=row.body.get("answering")), text, rows)
        if hand := row.body.get("hand"):
            kind, name = hand
            held = [Awaiting(row.chat, post, kind, name, "", self.now()) for post in posts]
            return lambda store: self._held(store, row, held)
        return steps(
            lambda store: link(store, row, row.chat, posts, "receipt"), lambda store: store.outbox.delete(row.id)
        )

    def _held(self, store: Store, row: Queued, held: Sequence[Awaiting]) -> None:
        for message in held:
            store.awaiting.add(message)
        store.outbox.delete(row.id)

    async def _answer(self, row: Queued, *, doubt: bool) -> Step:
        enquiry, message, posts = await about(self.keep, row, "reply")
        texts, there = answered(message, enquiry.reference, self.say), {one.part: one for one in posts}
        parts = max(len(texts), len(there))
        if row.part in there:
            text = texts[row.part] if row.part < len(texts) else self.say("removed")
            await self.delivery.edit_plain(row.chat, there[row.part].post, text)
            return self._on(row, parts, message)
        sent = await self.delivery.plain(row.chat, marked(texts[row.part], self.say, doubt=doubt))
        return self._on(row, parts, message, sent)

    async def _answer_file(self, row: Queued, *, doubt: bool) -> Step:
        enquiry, message, _ = await about(self.keep, row, "reply")
        texts = captions(message, enquiry.reference, self.say)
        text = marked(texts[row.part], self.say, doubt=doubt) if texts[row.part] else ""
        if row.part:
            sent = await self.delivery.plain(row.chat, text)
        else:
            sent = await self.delivery.attach(row.chat, str(message.kind), str(message.file), text)
        return self._on(row, len(texts), message, sent)

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
        return StaffDesk(store, self.snapshot().knowledge, staff_chat(store, self.staff) or 0, self.now(), self.learns)

    def refused(self, store: Store, row: Queued, error: TelegramError) -> None:
        """A leader cannot be written to: what was a reply ends with a sentence to staff."""
        message = store.messages.by_id(row.message) if row.message else None
        if message is None or row.enquiry is None:
            return
        away = isinstance(error, Forbidden) or says(error, ("chat not found",))
        self._team(store).refused(row.enquiry, message.post, "not_delivered" if away else "not_delivered_other")


def captions(message: Message, reference: str, say: Wording) -> tuple[str, ...]:
    """What stands under a file of staff, and what follows it; under some kinds nothing can stand."""
    words = whole(message, say)
    text = f"{say('reply_heading', reference=reference)}\n\n{words}"
    if message.kind in WITHOUT_CAPTION:
        return ("", *(portions(text) if words else ()))
    caption, *_ = portions(text, MOST_CAPTION)
    rest = text[len(caption) :].strip()
    return (caption, *(portions(rest) if rest else ()))
