"""Where each kind of thing in the outbox is sent: what goes to leaders, to the staff chat, and by e-mail."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.enquiries.team import staff_chat
from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.outgoing import (
    Card,
    Delivered,
    EnquiryMail,
    Erase,
    History,
    HowTo,
    Listing,
    Note,
    Relay,
    RelayedFile,
    ReplacedFile,
    ReplyFile,
    ReplyText,
    Retire,
    Reword,
    Say,
    ShowBoard,
    ShowDraft,
    SuggestReply,
    Unreadable,
    WithdrawnMail,
)
from bot.store.records import Queued
from bot.wording import Wording
from handlers.outbox.board import BoardSender
from handlers.outbox.erasing import Erasing
from handlers.outbox.previews import PreviewSender
from handlers.outbox.staff_room import UnfitError
from handlers.outbox.steps import Moved, Step, says
from handlers.outbox.to_leaders import LeaderSender
from handlers.outbox.to_mailbox import MailSender
from handlers.outbox.to_staff import StaffSender
from handlers.wire.delivery import Delivery, Target
from handlers.wire.request import refuses

log = logging.getLogger(__name__)

RIGHTS = (
    "not enough rights", "have no rights", "chat_write_forbidden", "chat not found", "need administrator",
    "group chat was deactivated",
)  # fmt: skip


class LostRights(Exception):  # noqa: N818 - it is no error of the program
    """The bot may not write to the staff chat now."""


@dataclass
class Sending:
    """Call it with a row, and whether an earlier try may have arrived; what it returns records that this one did."""

    delivery: Delivery
    leaders: LeaderSender
    drafts: PreviewSender
    staff: StaffSender
    board: BoardSender
    mail: MailSender
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    staff_chat: int | None
    admins: frozenset[int]
    now: Callable[[], datetime]
    _said_lost: str | None = field(default=None, init=False)

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.snapshot().knowledge.wording)

    async def __call__(self, row: Queued, doubt: bool) -> Step:  # noqa: C901, FBT001, PLR0912 - a table
        """Carry it out. Raises `Gone`, `Moved`, `LostRights` or what Telegram or the mail server answers."""
        match row.what:
            case Say() as words:
                return await self.leaders.tell(row, words, doubt=doubt)
            case ReplyText():
                return await self.leaders.reply(row, doubt=doubt)
            case ReplyFile():
                return await self.leaders.reply_file(row, doubt=doubt)
            case ShowDraft() as draft:
                return await self.drafts.show(row, draft, doubt=doubt)
            case Retire() as shown:
                return await self.drafts.retire(row, shown)
            case EnquiryMail() as mail:
                return await self.mail.enquiry(row, mail)
            case WithdrawnMail() as notice:
                return await self.mail.withdrawn(row, notice)
            case Card() as card:
                return await self._in_staff_chat(lambda chat: self.staff.card(row, card, chat, doubt=doubt))
            case Relay():
                return await self._in_staff_chat(lambda chat: self.staff.relay(row, chat, doubt=doubt))
            case RelayedFile() as file:
                return await self._in_staff_chat(lambda chat: self.staff.file(row, file, chat, doubt=doubt))
            case ReplacedFile() as replaced:
                return await self._in_staff_chat(lambda _: self.staff.delete(row, replaced))
            case Note() as note:
                return await self._in_staff_chat(lambda chat: self.staff.notes.note(row, note, chat, doubt=doubt))
            case Reword() as words:
                return await self._in_staff_chat(lambda chat: self.staff.notes.reword(row, words, chat))
            case Delivered():
                return await self._in_staff_chat(lambda chat: self.staff.notes.delivered(row, chat))
            case SuggestReply():
                return await self._in_staff_chat(lambda chat: self.staff.notes.suggest(row, chat))
            case History() as history:
                return await self._in_staff_chat(lambda chat: self.staff.history(row, history, chat))
            case ShowBoard():
                return await self._board(row)
            case Listing() as listing:
                return await self._in_staff_chat(lambda chat: self.board.listing(row, listing, chat))
            case HowTo():
                return await self._in_staff_chat(lambda chat: self.staff.how_to(row, chat))
            case Erase() as erase:
                return await self._with_rights(self._erase(row, erase))
            case Unreadable(kind):
                raise ValueError(kind)

    async def examine(self) -> None:
        """Look at the staff chat before anything is to be posted there, and tell what is wrong with it."""
        chat = await self.keep(lambda store: staff_chat(store, self.staff_chat))
        if chat is None:
            return
        try:
            await self.staff.room.examine(chat)
        except UnfitError as error:
            await self._tell_lost(error.why)
        except TelegramError:
            log.info("Telegram does not say what the staff chat is; it is asked again")

    async def _in_staff_chat(self, post: Callable[[int], Awaitable[Step]]) -> Step:
        return await self._with_rights(self.staff.in_chat(post))

    async def _board(self, row: Queued) -> Step:
        """Where it may not be brought up to date, it shows nobody."""
        try:
            return await self._in_staff_chat(lambda chat: self.board.show(row, chat))
        except LostRights:
            await self.board.cover()
            raise

    async def _with_rights(self, sending: Awaitable[Step]) -> Step:
        try:
            record = await sending
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

    async def _erase(self, row: Queued, erase: Erase) -> Step:
        """Nothing is posted, so that this needs no staff chat, and none that is fit for it."""
        chat = await self.keep(lambda store: staff_chat(store, self.staff_chat))
        try:
            return await Erasing(self.delivery, self.staff.topics, self.say, self.now())(row, erase, chat)
        except ChatMigrated as error:
            raise Moved(chat or 0, error.new_chat_id) from error

    async def _tell_lost(self, why: str) -> None:
        """Once, to those who can put it right."""
        if self._said_lost == why:
            return
        self._said_lost = why
        log.error("nothing is posted to the staff chat, and enquiries wait", extra={"why": why})
        for admin in self.admins:
            await self.delivery.say(Target(admin), self.say(why))
