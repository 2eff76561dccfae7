"""The draft before its writer's eyes: a preview is edited where it stands, so that there is one.

What stands in the store when a message is sent or edited is what it shows, however many changes came before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.enquiries.draft import Draft, PreviewPost, from_row, to_row
from bot.enquiries.leader import DRAFT_LASTS
from bot.enquiries.preview import STALE, Portion, View, view
from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.outgoing import Retire, Say, ShowDraft
from bot.store.records import Queued
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.steps import NO_MESSAGE, Gone, Step, marked, says, steps
from handlers.wire.buttons import buttons
from handlers.wire.delivery import Delivery, Target

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PreviewSender:
    """Shows a leader the draft, and takes away what shows it no more."""

    bot: Bot
    delivery: Delivery
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    now: Callable[[], datetime]

    async def show(self, row: Queued, show: ShowDraft, *, doubt: bool) -> Step:
        """Show the draft as it stands; what it returns records that. `doubt`: an earlier try may have arrived."""
        draft = await self.keep(lambda store: self._draft(store, row.chat, show))
        if draft is None:
            raise Gone
        seen = view(draft, self.snapshot().knowledge, self.now(), show.first)
        keys = [one.key for one in seen.portions]
        same = [one.key for one in draft.shown] == keys
        stays = draft.shown and not show.anew and (same or (draft.seen and seen.digest))
        if row.part == 0 and not stays:
            return await self._send(row, show, seen, 0, doubt=doubt)
        for number in range(row.part, len(keys)):
            if number >= len(draft.shown):
                return await self._send(row, show, seen, number, doubt=doubt)
            if draft.shown[number].key != keys[number]:
                return await self._edit(row, show, draft.shown[number].post, seen.portions[number], number)
        return lambda store: self._end(store, row, show, seen)

    async def _send(self, row: Queued, show: ShowDraft, seen: View, number: int, *, doubt: bool) -> Step:
        """A message of its own for one portion; the first one takes the place of what was there."""
        portion, rows = seen.portions[number], buttons(seen.portions[number].rows)
        text = marked(portion.text, Wording(self.snapshot().knowledge.wording), doubt=doubt)
        if seen.digest:
            post = await self.delivery.plain(row.chat, text, rows)
        else:
            post = (await self.delivery.once(Target(row.chat), text, rows))[-1]
        return lambda store: self._sent(store, row, show, number, PreviewPost(post, portion.key))

    def _sent(self, store: Store, row: Queued, show: ShowDraft, number: int, shown: PreviewPost) -> None:
        draft = self._draft(store, row.chat, show)
        if draft is None:  # it was sent or thrown away meanwhile
            self._away(store, row.chat, [shown], whole=False)
            store.outbox.delete(row.id)
            return
        if number == 0:
            self._away(store, row.chat, draft.shown, whole=bool(draft.seen))
            draft = replace(draft, shown=(), seen=None)
        self._keep(store, row, replace(draft, shown=(*draft.shown, shown)))
        store.outbox.change(row, part=number + 1)

    async def _edit(self, row: Queued, show: ShowDraft, post: int, portion: Portion, number: int) -> Step:
        """Other words in a message that is there. Nobody is told of an edit by Telegram, so a note may point there."""
        try:
            await self.delivery.edit_plain(row.chat, post, portion.text, buttons(portion.rows))
        except BadRequest as error:
            if not says(error, NO_MESSAGE):
                raise
            return steps(lambda store: store.outbox.delete(row.id), lambda store: self._anew(store, row.chat, show))
        return lambda store: self._edited(store, row, show, number, portion, PreviewPost(post, portion.key))

    def _edited(
        self, store: Store, row: Queued, show: ShowDraft, number: int, portion: Portion, shown: PreviewPost
    ) -> None:
        if draft := self._draft(store, row.chat, show):
            there = [shown if one.post == shown.post else one for one in draft.shown]
            self._keep(store, row, replace(draft, shown=tuple(there), seen=STALE))
        if show.note and portion.rows:
            text = Wording(self.snapshot().knowledge.wording)("preview_noted")
            store.outbox.add(row.chat, Say(text, plain=True, answering=shown.post), self.now())
        store.outbox.change(row, part=number + 1)

    def _anew(self, store: Store, chat: int, show: ShowDraft) -> None:
        """The leader has deleted what was to be edited."""
        store.outbox.add(chat, replace(show, anew=True), self.now())

    def _end(self, store: Store, row: Queued, show: ShowDraft, seen: View) -> None:
        """All portions stand: from now on `Send` can be typed."""
        store.outbox.delete(row.id)
        draft, count = self._draft(store, row.chat, show), len(seen.portions)
        if draft is None:
            return
        self._away(store, row.chat, draft.shown[count:], whole=True)
        draft = replace(draft, shown=draft.shown[:count])
        whole = [one.key for one in draft.shown] == [one.key for one in seen.portions]
        self._keep(store, row, replace(draft, seen=seen.digest if whole or not seen.digest else STALE))

    async def retire(self, row: Queued, retire: Retire) -> Step:
        """Delete messages, or take their buttons away; where Telegram refuses that, their buttons do no harm."""
        for post in retire.posts:
            try:
                if retire.whole:
                    await self.bot.delete_message(row.chat, post)
                else:
                    await self.bot.edit_message_reply_markup(row.chat, post)
            except (BadRequest, Forbidden):
                log.info("a message that shows an old draft could not be changed")
        return lambda store: store.outbox.delete(row.id)

    def _away(self, store: Store, chat: int, shown: Sequence[PreviewPost], *, whole: bool) -> None:
        if shown:
            store.outbox.add(chat, Retire([one.post for one in shown], whole=whole), self.now())

    def _draft(self, store: Store, chat: int, show: ShowDraft) -> Draft | None:
        """The draft that is to be shown, if it is still there."""
        row = store.drafts.of_leader(chat, self.now() - DRAFT_LASTS)
        return from_row(row) if row and row["reference"] == show.reference else None

    def _keep(self, store: Store, row: Queued, draft: Draft) -> None:
        store.drafts.change(row.chat, to_row(draft))
