"""Enquiries by e-mail: the rows of the outbox become messages, with the files that Telegram lets a bot fetch.

What a mail server refuses for good is never lost: it stands in the staff chat; where e-mail is the only channel, staff
get a message without the words, to which they can reply, and if that is refused too, it is kept and tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import Bot
from telegram.error import BadRequest

from bot.enquiries.attachments import WITHHELD, mailed_as, shown_name
from bot.enquiries.card import told, who, whole
from bot.library.folder import Snapshot
from bot.mail.letter import Attachment, Letter, compose, taken_back
from bot.mail.server import MailServer
from bot.mail.smtp import PermanentMailError, TemporaryMailError, send
from bot.store.keeper import Keeper
from bot.store.outgoing import EnquiryMail, Note, Say, WithdrawnMail
from bot.store.records import MAIL, STAFF, Enquiry, Message, Queued
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.steps import Step, steps

log = logging.getLogger(__name__)

MOST_BYTES = 20_000_000  # what Telegram lets a bot download
REFUSED_AGAIN = timedelta(hours=1)
LONG = 15  # tries: about ten minutes
MOST_TOGETHER = 20_000_000  # bytes of attachments that most mail servers take in one message


@dataclass(frozen=True, slots=True)
class MailSender:
    """Sends e-mail; `server` is None where none is set, and `staff` where there is no staff chat."""

    bot: Bot
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    server: MailServer | None
    staff: int | None
    admins: frozenset[int]
    now: Callable[[], datetime]

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.snapshot().knowledge.wording)

    async def enquiry(self, row: Queued, mail: EnquiryMail) -> Step:
        """Send an enquiry; what it returns records that. Raises `OSError` where it may work later."""
        enquiry, messages, part = await self.keep(lambda store: _of(store, mail))
        if enquiry is None or not messages or self.server is None:
            return lambda store: store.outbox.delete(row.id)
        letter = await self._letter(enquiry, messages, part)
        if mail.changed:
            letter = replace(letter, added=None, changed=row.id, question=None)
        try:
            await self._send(letter, self.server)
        except TemporaryMailError as error:
            log.warning("%s", error)
            if row.tried == LONG:
                await self.keep(lambda store: self._tell(store, "mail_waits"))
            raise ConnectionError(str(error)) from error
        except PermanentMailError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all
            return await self._refused(row, mail, enquiry, letter, self.server)
        return lambda store: store.outbox.delete(row.id)

    async def withdrawn(self, row: Queued, mail: WithdrawnMail) -> Step:
        """Tell staff, who have the enquiry by e-mail, that it was taken back; returns and raises the same."""
        server = self.server
        if server is None:
            return lambda store: store.outbox.delete(row.id)
        try:
            await send(taken_back(mail.reference, mail.at, server.sender, server.to, self.say), server)
        except TemporaryMailError as error:
            raise ConnectionError(str(error)) from error
        except PermanentMailError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all
            return steps(
                lambda store: store.outbox.delete(row.id),
                lambda store: self._tell(store, "mail_withdrawn_refused", reference=mail.reference),
            )
        return lambda store: store.outbox.delete(row.id)

    async def _refused(
        self, row: Queued, mail: EnquiryMail, enquiry: Enquiry, letter: Letter, server: MailServer
    ) -> Step:
        if self.staff is not None:
            return lambda store: self._in_chat(store, row, enquiry)
        bare = replace(letter, words=self.say("mail_withheld"), question=None, attachments=(), left_out=())
        try:
            await send(compose(bare, server.sender, server.to, self.say), server)
        except TemporaryMailError as error:
            raise ConnectionError(str(error)) from error
        except PermanentMailError:
            return lambda store: self._kept(store, row, mail, enquiry.reference)
        return steps(
            lambda store: store.outbox.delete(row.id),
            lambda store: self._tell(store, "mail_bare", reference=enquiry.reference),
        )

    def _in_chat(self, store: Store, row: Queued, enquiry: Enquiry) -> None:
        """Staff have it in their chat, and are told that the message did not go."""
        store.outbox.delete(row.id)
        text = self.say("mail_refused", reference=enquiry.reference)
        store.outbox.add(STAFF, Note(text, enquiry.id), self.now())
        self._tell(store, "mail_refused", reference=enquiry.reference)

    def _kept(self, store: Store, row: Queued, mail: EnquiryMail, reference: str) -> None:
        """Nobody has it: it is tried again, and administrators are told the first time."""
        store.outbox.delete(row.id)
        store.outbox.add(MAIL, EnquiryMail(mail.enquiry, mail.message, refused=True), self.now() + REFUSED_AGAIN)
        if not mail.refused:
            self._tell(store, "mail_kept", reference=reference)

    def _tell(self, store: Store, key: str, **values: object) -> None:
        """Tell each administrator about the mail server, in a sentence."""
        for admin in self.admins:
            store.outbox.add(admin, Say(self.say(key, **values), plain=True), self.now())

    async def _send(self, letter: Letter, server: MailServer) -> None:
        """Without its files where a server will not take it with them."""
        try:
            await send(compose(letter, server.sender, server.to, self.say), server)
        except PermanentMailError:
            if not letter.attachments:
                raise
            names = [*letter.left_out, *(one.name for one in letter.attachments)]
            bare = replace(letter, attachments=(), left_out=names)
            await send(compose(bare, server.sender, server.to, self.say), server)

    async def _letter(self, enquiry: Enquiry, messages: list[Message], part: int | None) -> Letter:
        say, reasons = self.say, self.snapshot().knowledge.contact.reasons
        reason = next((one.label for one in reasons if one.id == enquiry.reason), say("enquiry"))
        attached: list[Attachment] = []
        left_out: list[str] = []
        for message in messages:
            if message.file:
                name, type_ = mailed_as(message.kind, message.file_name, [one.name for one in attached])
                room = MOST_TOGETHER - sum(len(one.content) for one in attached)
                content = await self._fetch(message, room)
                if content is None:
                    left_out.append(shown_name(message.kind, message.file_name, say))
                else:
                    attached.append(Attachment(name, type_, content))
        return Letter(
            reference=enquiry.reference,
            reason=reason,
            words=told([(one.heading, whole(one, say)) for one in messages], (), None, say),
            appears=who(enquiry, say), sent=messages[0].at, question=enquiry.question if part is None else None,
            reply_to=enquiry.email, attachments=tuple(attached), left_out=tuple(left_out), added=part,
        )  # fmt: skip

    async def _fetch(self, message: Message, room: int) -> bytes | None:
        """The file, or None where Telegram or the room left does not allow it."""
        if message.file is None or message.kind == WITHHELD or (message.file_size or 0) > min(room, MOST_BYTES):
            return None
        try:
            file = await self.bot.get_file(message.file)
            content = bytes(await file.download_as_bytearray())
        except BadRequest:
            return None
        return content if len(content) <= room else None


def _of(store: Store, mail: EnquiryMail) -> tuple[Enquiry | None, list[Message], int | None]:
    """An enquiry with its first messages, or one that was added later, and which of its letters that is."""
    messages = [one for one in store.messages.of_enquiry(mail.enquiry) if one.side == "leader"]
    later = [one.id for one in messages if not one.first]
    if mail.message is None:
        return store.enquiries.by_id(mail.enquiry), [one for one in messages if one.first], None
    part = later.index(mail.message) + 1 if mail.message in later else None
    return store.enquiries.by_id(mail.enquiry), [one for one in messages if one.id == mail.message], part
