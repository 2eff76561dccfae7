"""What stands in the staff chat of an enquiry that is taken back, deleted or over goes, or both sides are told.

Telegram lets a bot edit its own words for ever, but delete old messages only as an administrator; a file it can only
delete. What stands in a chat that was the staff chat before cannot be reached at all.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.store.outgoing import Erase, ErasedPost, Note, Say
from bot.store.records import STAFF, Queued
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.steps import Step, says, steps
from handlers.outbox.topics import Topics
from handlers.wire.delivery import NO_TOPIC, Delivery
from handlers.wire.request import refuses

log = logging.getLogger(__name__)

NOT_THERE = (
    "message to edit not found", "message to delete not found", "message_id_invalid", "message not found", *NO_TOPIC,
)  # fmt: skip
LOST = ("chat not found",)


@dataclass(frozen=True, slots=True)
class Erasing:
    """Call it with a row that names the posts, and the number of the staff chat now; a call takes one post back."""

    delivery: Delivery
    topics: Topics
    say: Wording
    now: datetime

    async def __call__(self, row: Queued, erase: Erase, current: int | None) -> Step:
        """What it returns records that the post is gone, or is left. Raises what Telegram answers where it may work."""
        post = erase.posts[row.part]
        post = post if post.chat else replace(post, chat=current or 0)
        if await self._gone(post, erase, current):
            after = erase
        else:
            after = replace(erase, left=(*erase.left, (post.chat, post.post)))
            log.warning("Telegram does not let a message of an enquiry be deleted")
            if post.role == "topic":  # its first line still says how it was called
                await self.topics.put_away(post.chat, post.post, f"#{erase.reference}")
        if row.part + 1 < len(erase.posts):
            return lambda store: store.outbox.change(row, part=row.part + 1, what=after)
        return steps(lambda store: store.outbox.delete(row.id), lambda store: self._tell(store, after, current))

    async def _gone(self, post: ErasedPost, erase: Erase, current: int | None) -> bool:
        for attempt in self._attempts(post, erase):
            try:
                await attempt()
            except BadRequest as error:
                if says(error, NOT_THERE):
                    return True
                if post.chat == current and says(error, LOST):
                    raise
            except (Forbidden, ChatMigrated) as error:
                theirs = isinstance(error, ChatMigrated) or refuses(error)
                if post.chat == current or not theirs:
                    raise
            else:
                return True
        return False

    def _attempts(self, post: ErasedPost, erase: Erase) -> Iterator[Callable[[], Awaitable[object]]]:
        """What is tried, one after the other: an edit says what became of the card, and a file has none."""
        chat, id_ = post.chat, post.post
        if post.role == "topic":
            yield lambda: self.topics.delete(chat, id_)
            return
        stays = post.role == "card" and post.part == 0 and erase.state is not None
        text = self._end(erase) if stays else self.say("list_old" if post.role == "list" else "removed")
        ways = [lambda: self.delivery.edit_plain(chat, id_, text), lambda: self.delivery.delete(chat, id_)]
        if post.role == "file":
            del ways[0]
        yield from reversed(ways) if erase.state == "ended" else ways

    def _end(self, erase: Erase) -> str:
        return f"#{erase.reference}: {self.say(f'card_{erase.state}')}"

    def _tell(self, store: Store, erase: Erase, current: int | None) -> None:
        """Say what is left, to staff under the first message that they can see, and to the leader."""
        if erase.reference is None:
            return
        topics = [(post.chat or current, post.post) for post in erase.posts if post.role == "topic"]
        if topics and topics[0] not in erase.left and erase.state != "ended":  # the card's line went with it
            store.outbox.add(STAFF, Note(self._end(erase)), self.now)
        if not erase.left:
            return
        values = {"reference": erase.reference, "count": len(erase.left)}
        first = next((post for chat, post in erase.left if chat == current), None)
        if current is not None:
            note = Note(self.say("left_staff", **values), answering=first, topic=erase.topic)
            store.outbox.add(STAFF, note, self.now)
        if erase.leader:
            store.outbox.add(erase.leader, Say(self.say("left_leader", **values)), self.now)
