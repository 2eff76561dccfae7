"""The board in the staff chat, which is pinned and edits itself, and lists that staff have asked for.

A message is sent without a word of a leader's, its number is kept, and then the rest is edited in: whatever names
somebody stands where it can be taken back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.enquiries.board import Board, Page, PinnedBoard, digest, leave_board, note_board, note_list, pinned_board
from bot.enquiries.removal import take_back_lists
from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.outgoing import Listing
from bot.store.records import Queued
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.steps import NO_MESSAGE, Step, says, steps
from handlers.wire.delivery import NO_TOPIC, Delivery, Target

log = logging.getLogger(__name__)

SENT, PINNED = 1, 2  # the part of a row's work that is next


@dataclass(frozen=True, slots=True)
class BoardSender:
    """Shows what is open; each step returns what records it."""

    bot: Bot
    delivery: Delivery
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    now: Callable[[], datetime]

    async def show(self, row: Queued, chat: int) -> Step:
        """Bring the board up to date, or send and pin it where there is none."""
        there, page = await self.keep(lambda store: self._there(store, chat))
        if there is None:
            sent = await self.delivery.whole(Target(chat), page.bare)
            return steps(
                lambda store: note_board(store, chat, sent, None, self.now()),
                lambda store: store.outbox.change(row, part=SENT),
            )
        if row.part == SENT:
            await self._pin(chat, there.post)
            return lambda store: store.outbox.change(row, part=PINNED)
        if there.shown == digest(page):
            return lambda store: store.outbox.delete(row.id)
        return await self._edit(row, there, page)

    def _there(self, store: Store, chat: int) -> tuple[PinnedBoard | None, Page]:
        there = pinned_board(store)
        return there if there and there.chat == chat else None, self._board(store, chat).pinned()

    async def _pin(self, chat: int, post: int) -> None:
        """Without the right to pin, the board works where it stands."""
        try:
            await self.bot.pin_chat_message(chat, post, disable_notification=True)
        except (BadRequest, Forbidden, InvalidToken):
            log.info("the board could not be pinned")

    async def _edit(self, row: Queued, there: PinnedBoard, page: Page) -> Step:
        try:
            await self.delivery.edit_whole(Target(there.chat), there.post, page.full)
        except BadRequest as error:
            if not says(error, NO_MESSAGE):
                raise
            log.info("the board is gone, and is posted anew")
            return steps(leave_board, lambda store: store.outbox.change(row, part=0))
        return steps(
            lambda store: note_board(store, there.chat, there.post, page, self.now()),
            lambda store: store.outbox.delete(row.id),
        )

    async def cover(self) -> None:
        """Take from the board whom it shows: others may read it now, and who takes an enquiry back must not stay."""
        there = await self.keep(pinned_board)
        if there is None or not there.shown:
            return
        try:
            say = Wording(self.snapshot().knowledge.wording)
            await self.delivery.edit_whole(Target(there.chat), there.post, say("list_old"))
        except (BadRequest, Forbidden):
            log.info("the board could not be covered")
        else:
            await self.keep(lambda store: note_board(store, there.chat, there.post, None, self.now()))

    async def listing(self, row: Queued, what: Listing, chat: int) -> Step:
        """Send the list that staff have asked for; an earlier one is out of date."""
        pages = await self.keep(lambda store: self._board(store, chat).whole(late=what.late))
        if row.part >= len(pages):
            return lambda store: store.outbox.delete(row.id)
        page = pages[row.part]
        if row.part == len(what.posts):
            sent = await self._place(chat, what, page.bare)
            longer = replace(what, posts=[*what.posts, sent])
            earlier: Step = lambda store: None if what.posts else take_back_lists(store, self.now())  # noqa: E731
            return steps(
                earlier,
                lambda store: note_list(store, chat, sent, page.enquiries),
                lambda store: store.outbox.change(row, part=row.part, what=longer),
            )
        try:
            await self.delivery.edit_whole(Target(chat), what.posts[row.part], page.full)
        except BadRequest as error:
            if not says(error, NO_MESSAGE):
                raise
        return steps(
            lambda store: note_list(store, chat, what.posts[row.part], page.enquiries),
            lambda store: store.outbox.change(row, part=row.part + 1),
        )

    async def _place(self, chat: int, what: Listing, text: str) -> int:
        """In the topic where it was asked for, or outside where that is gone."""
        try:
            return await self.delivery.whole(Target(chat, topic=what.topic, answering=what.answering), text)
        except BadRequest as error:
            if not says(error, NO_TOPIC):
                raise
            return await self.delivery.whole(Target(chat, answering=what.answering), text)

    def _board(self, store: Store, chat: int) -> Board:
        return Board(store, self.snapshot().knowledge, chat, self.now())
