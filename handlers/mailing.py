"""Enquiries by e-mail: the rows of the outbox become messages, with the files that Telegram lets a bot fetch."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from mimetypes import guess_type

from telegram import Bot
from telegram.error import BadRequest

from bot.card import told, who
from bot.keeper import Keeper
from bot.library import Snapshot
from bot.mail import Attachment, Letter, compose
from bot.records import Enquiry, Message, Queued
from bot.smtp import MailServer, PermanentMailError, TemporaryMailError, send
from bot.store import Store
from bot.wording import Wording

log = logging.getLogger(__name__)

MOST_BYTES = 20_000_000  # what Telegram lets a bot download
MOST_TOGETHER = 20_000_000  # bytes of attachments that most mail servers take in one message


@dataclass(frozen=True, slots=True)
class Mailing:
    """Call it with a row; `server` is None where no e-mail is set."""

    bot: Bot
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    server: MailServer | None

    async def __call__(self, row: Queued) -> None:
        """Send it; raises `OSError` where it may work later. What a server refuses for good is logged and ends."""
        enquiry, messages, part = await self.keep(lambda store: _of(store, row))
        if enquiry is None or not messages or self.server is None:
            return
        letter = await self._letter(enquiry, messages, part)
        try:
            await self._send(letter, self.server)
        except TemporaryMailError as error:
            log.warning("%s", error)
            raise ConnectionError(str(error)) from error

    async def _send(self, letter: Letter, server: MailServer) -> None:
        """Without its files where a server will not take it with them."""
        say = Wording(self.snapshot().knowledge.wording)
        try:
            await send(compose(letter, server.sender, server.to, say), server)
        except PermanentMailError:
            if not letter.attachments:
                raise
            names = [*letter.left_out, *(one.name for one in letter.attachments)]
            await send(compose(replace(letter, attachments=(), left_out=names), server.sender, server.to, say), server)

    async def _letter(self, enquiry: Enquiry, messages: list[Message], part: int | None) -> Letter:
        knowledge = self.snapshot().knowledge
        say = Wording(knowledge.wording)
        reason = next((one.label for one in knowledge.contact.reasons if one.id == enquiry.reason), say("enquiry"))
        attached: list[Attachment] = []
        left_out: list[str] = []
        for message in messages:
            if message.file:
                name = message.file_name or str(message.kind)
                room = MOST_TOGETHER - sum(len(one.content) for one in attached)
                content = await self._fetch(message, room)
                if content is None:
                    left_out.append(name)
                else:
                    attached.append(Attachment(name, guess_type(name)[0] or "application/octet-stream", content))
        return Letter(
            reference=enquiry.reference,
            reason=reason,
            words=told([(one.heading, one.words) for one in messages], 0, None, say),
            appears=who(enquiry, say), sent=messages[0].at, question=enquiry.question if part is None else None,
            reply_to=enquiry.email, attachments=tuple(attached), left_out=tuple(left_out), added=part,
        )  # fmt: skip

    async def _fetch(self, message: Message, room: int) -> bytes | None:
        """The file, or None where Telegram or the room left does not allow it."""
        if message.file is None or (message.file_size or 0) > min(room, MOST_BYTES):
            return None
        try:
            file = await self.bot.get_file(message.file)
            content = bytes(await file.download_as_bytearray())
        except BadRequest:
            return None
        return content if len(content) <= room else None


def _of(store: Store, row: Queued) -> tuple[Enquiry | None, list[Message], int | None]:
    """An enquiry with its first messages, or one that was added later, and which of its letters that is."""
    messages = [one for one in store.messages(row.enquiry or 0) if one.side == "leader"]
    later = [one.id for one in messages if not one.first]
    if row.message is None:
        return store.enquiry(row.enquiry or 0), [one for one in messages if one.first], None
    part = later.index(row.message) + 1 if row.message in later else None
    return store.enquiry(row.enquiry or 0), [one for one in messages if one.id == row.message], part
