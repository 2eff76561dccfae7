"""What stands in the staff chat of an enquiry that is taken back, deleted or over goes, or both sides are told.

Telegram lets a bot edit its own words for ever, but delete old messages only as an administrator; a file it can only
delete. What stands in a chat that was the staff chat before cannot be reached at all.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.store.records import STAFF, Queued
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.steps import Step, says, steps
from handlers.wire.delivery import Delivery
from handlers.wire.request import refuses

log = logging.getLogger(__name__)

NOT_THERE = ("message to edit not found", "message to delete not found", "message_id_invalid", "message not found")
LOST = ("chat not found",)


@dataclass(frozen=True, slots=True)
class Erasing:
    """Call it with a row that names the posts, and the number of the staff chat now; a call takes one post back."""

    delivery: Delivery
    say: Wording
    now: datetime

    async def __call__(self, row: Queued, current: int | None) -> Step:
        """What it returns records that the post is gone, or is left. Raises what Telegram answers where it may work."""
        posts = row.body.get("posts") or [row.body]  # a row of an earlier version names one
        post, left = posts[row.part], row.body.get("left", [])
        if not await self._gone(post, row.body, current):
            left = [*left, [post["chat"], post["post"]]]
            log.warning("Telegram does not let a message of an enquiry be deleted")
        body = {**row.body, "left": left}
        if row.part + 1 < len(posts):
            return lambda store: store.outbox.change(row, part=row.part + 1, body=body)
        return steps(lambda store: store.outbox.delete(row.id), lambda store: self._tell(store, body, left, current))

    async def _gone(self, post: Mapping[str, Any], about: Mapping[str, Any], current: int | None) -> bool:
        for attempt in self._attempts(post, about):
            try:
                await attempt()
            except BadRequest as error:
                if says(error, NOT_THERE):
                    return True
                if post["chat"] == current and says(error, LOST):
                    raise
            except (Forbidden, ChatMigrated) as error:
                theirs = isinstance(error, ChatMigrated) or refuses(error)
                if post["chat"] == current or not theirs:
                    raise
            else:
                return True
        return False

    def _attempts(self, post: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[Callable[[], Awaitable[object]]]:
        """What is tried, one after the other: an edit says what became of the card, and a file has none."""
        chat, id_ = post["chat"], post["post"]
        stays = post["role"] == "card" and post.get("part") == 0 and "state" in about
        text = f"#{about['reference']}: {self.say('card_' + about['state'])}" if stays else self.say("removed")
        ways = [lambda: self.delivery.edit_plain(chat, id_, text), lambda: self.delivery.delete(chat, id_)]
        if post["role"] == "file":
            del ways[0]
        yield from reversed(ways) if about.get("state") == "ended" else ways

    def _tell(self, store: Store, about: Mapping[str, Any], left: list[list[int]], current: int | None) -> None:
        """Say what is left, to staff under the first message that they can see, and to the leader."""
        reference = about.get("reference")
        if not left or reference is None:
            return
        told = {"reference": reference, "count": len(left)}
        first = next((post for chat, post in left if chat == current), None)
        if current is not None:
            body = {"text": self.say("left_staff", **told), "answering": first, "topic": about.get("topic")}
            store.outbox.add(STAFF, "note", self.now, body=body)
        if leader := about.get("leader"):
            store.outbox.add(leader, "say", self.now, body={"text": self.say("left_leader", **told), "rows": []})
