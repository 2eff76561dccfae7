"""The one door: every update, polled or posted, is kept here before Telegram is told that it was received."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import Enum, auto

from telegram import Bot, Message, MessageEntity, Update

from bot.enquiries.team import staff_chat
from bot.store.keeper import Keeper
from bot.store.records import Waits
from bot.store.store import Store, StoreError
from handlers.intake.lanes import Lanes
from handlers.wire.addressed import Addressed, answers_card, is_about_enquiry, is_command, note_about
from handlers.wire.handled import Counting
from handlers.wire.postponed import Postponed
from handlers.wire.reading import opened, read

log = logging.getLogger(__name__)

TELEGRAM_KEEPS = timedelta(hours=24)  # what was not taken by then does not come again
MOST_REFUSED = 1000  # that are remembered by their numbers; the oldest stands first


class Fate(Enum):
    """What becomes of an update: kept until it is handled, handled without a trace, or neither."""

    KEEP = auto()
    HANDLE = auto()
    DROP = auto()


class Inbox:
    """Keeps each update, puts it into its lane once, and deletes it when it is handled.

    Telegram sends one again when our answer to it was lost, and a restart finds what was kept and not handled.
    """

    def __init__(
        self,
        process: Callable[[Update], Awaitable[None]],
        keep: Keeper,
        counting: Counting,
        postponed: Postponed,
        bot: Bot,
        staff: int | None,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        took: Callable[[float], object],
    ) -> None:
        """`staff` is the staff chat of the settings; `took` is told the seconds by `clock` from receipt to reply."""
        self._process, self._keep, self._counting = process, keep, counting
        self._bot, self._staff, self._now = bot, staff, now
        self._clock, self._took = clock, took
        self._received: dict[int, float] = {}
        self._refused: dict[int, datetime] = {}
        self.lanes = Lanes(self._handle)
        self._postponed = postponed
        self._again: asyncio.Task[None] | None = None
        self._ends = False

    async def receive(self, body: str) -> None:
        """Accept the update in a text of JSON; one that fails is passed over, for nobody else is to wait for it.

        Raises `StoreError` where it cannot be kept.
        """
        raw = opened(body)
        update = read(raw, self._bot) if raw else None
        if update is None:
            return
        try:
            await self.accept(update, body)
        except StoreError:
            raise
        except Exception:
            log.exception("an update could not be taken in and was passed over", extra={"update": update.update_id})

    async def accept(self, update: Update, body: str | None = None) -> None:
        """Take responsibility for an update, whose JSON is `body`; raises `StoreError` where it cannot be kept."""
        received = self._clock()
        if update.inline_query:
            self._received[update.update_id] = received
            self.lanes.put(update)
            return

        text = body or update.to_json()

        def take(store: Store) -> bool:
            fate = fate_of(update, staff_chat(store, self._staff), store)
            return fate is Fate.HANDLE or (
                fate is Fate.KEEP and store.inbox.accept(update.update_id, text, self._now())
            )

        if await self._kept(update.update_id, take):
            self._received[update.update_id] = received
            self.lanes.put(update)

    @property
    def oldest_refused(self) -> Waits | None:
        """The update that waits longest at Telegram, because the store could not keep it."""
        still = self._now() - TELEGRAM_KEEPS
        self._refused = {number: since for number, since in self._refused.items() if since > still}
        return next((Waits("update", number, since) for number, since in self._refused.items()), None)

    async def _kept(self, number: int, take: Callable[[Store], bool]) -> bool:
        """Telegram sends it again until it is kept."""
        try:
            kept = await self._keep(take)
        except StoreError:
            if len(self._refused) < MOST_REFUSED:
                self._refused.setdefault(number, self._now())
            raise
        self._refused.pop(number, None)
        return kept

    async def resume(self) -> None:
        """Take up what a crash or a stop left."""
        for number, body in await self._keep(lambda store: store.inbox.pending()):
            if raw := opened(body):
                update = read(raw, self._bot)
            else:
                log.warning("an update could not be read", extra={"update": number, "kind": "unknown"})
                update = None
            if update:
                self.lanes.put(update)
            else:
                await self._pass_over(number)

    async def finish(self, seconds: float) -> int:
        """Wait for what is in hand, at most so long; how many updates were left undone. They are kept."""
        self._ends = True
        if self._again:
            self._again.cancel()
        return await self.lanes.finish(seconds)

    async def _pass_over(self, number: int) -> None:
        await self._keep(lambda store: store.inbox.handled(number))

    async def _handle(self, update: Update) -> None:
        try:
            await self._process(update)
        finally:
            if again := self._postponed.set_aside(update):
                self._try_later()
            else:
                self._postponed.handled(update)
                self._measure(update.update_id)
        if not again and not update.inline_query:
            await self._keep(lambda store: self._counting.done(store, update.update_id))

    def _measure(self, number: int) -> None:
        """One that a restart found was received by another clock."""
        if (received := self._received.pop(number, None)) is not None:
            self._took(self._clock() - received)

    def _try_later(self) -> None:
        if self._again is None and not self._ends:
            self._again = asyncio.create_task(self._try_again())

    async def _try_again(self) -> None:
        await asyncio.sleep(self._postponed.pause)
        self._again = None
        for update in self._postponed.take():
            self.lanes.put(update)


def fate_of(update: Update, staff: int | None, store: Store) -> Fate:
    """Notes of staff, and talk in groups that is not for the bot, are never kept."""
    chat, message = update.effective_chat, update.message or update.edited_message
    if update.chat_member:
        return Fate.HANDLE if chat and chat.id == staff else Fate.DROP
    if message is None or chat is None or chat.type == chat.PRIVATE:
        return Fate.KEEP
    if chat.id == staff and _is_note(message, edited=bool(update.edited_message)):
        return Fate.DROP
    if update.edited_message and chat.id == staff:
        known = store.messages.by_post(chat.id, message.message_id) or answers_card(message, store)
        return Fate.KEEP if known else Fate.DROP
    if chat.id == staff and note_about(message, store):
        return Fate.HANDLE
    if chat.id == staff and (answered := message.reply_to_message) and not answered.forum_topic_created:
        if answers_card(message, store):
            return Fate.KEEP
        if is_about_enquiry(answered):
            return Fate.HANDLE
        return Fate.KEEP if is_command(message) else Fate.DROP
    if message.migrate_to_chat_id or is_command(message) or Addressed().filter(message):
        return Fate.KEEP
    return Fate.DROP


def _is_note(message: Message, *, edited: bool) -> bool:
    """Does it begin with a command that is not for this bot, or that nobody carries out: in an edit, under a file?"""
    in_text = message.parse_entities([MessageEntity.BOT_COMMAND])
    under_file = message.parse_caption_entities([MessageEntity.BOT_COMMAND])
    first = [one for one in (*in_text, *under_file) if one.offset == 0]
    return bool(first) and (edited or bool(under_file) or not is_command(message))
