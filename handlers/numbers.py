"""What typed numbers stand for, kept for an hour beyond a restart so that nobody can read it in the database.

What is kept are keyed hashes, of the chat and of the ids in a list; the key is the bot's token, which is not in the
database. With it, the assistant finds out again which of the ids that it knows they were.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from telegram import Chat, Update

from bot.conversation.memory import Conversations
from bot.hashing import sealed
from bot.library.folder import Snapshot
from bot.privacy import NUMBERS
from bot.store.keeper import Keeper
from bot.store.store import Store
from handlers.chats import ChatMemory
from handlers.wire.buttons import known, short
from handlers.wire.speaker import who

SHOW = "show:"


class KeptNumbers:
    """Takes down what numbers stand for in private chats, and brings it back to chats that nothing is known of."""

    def __init__(
        self,
        secret: str,
        conversations: Conversations,
        chats: ChatMemory,
        keep: Keeper,
        snapshot: Callable[[], Snapshot],
        now: Callable[[], datetime],
    ) -> None:
        self._secret = secret
        self._conversations, self._chats = conversations, chats
        self._keep, self._snapshot, self._now = keep, snapshot, now

    async def bring_back(self, update: Update) -> None:
        """Before an update: what stood in its chat before a restart stands there again, if all of it is known."""
        person = who(update)
        if not _is_private(update) or self._conversations.remembers(person) or self._chats.typable(person):
            return
        chat, since = person[0], self._now() - NUMBERS
        row = await self._keep(lambda store: store.numbers.of(self._whom(chat), since))
        if row is None:
            return
        known_ids = {self._seal(chat, id_): id_ for id_ in self._snapshot().knowledge.by_id}
        ids = tuple(known_ids.get(one, "") for one in row.stand_for)
        if all(ids):
            typed = {str(number): f"{SHOW}{short(id_)}" for number, id_ in enumerate(ids, 1) if number > row.after}
            self._chats.may_type(person, typed)
            self._conversations.show_again(person, ids, row.after)

    def now_standing(self, update: Update) -> Callable[[Store], None]:
        """After an update: what writes down what numbers stand for now in its chat, or deletes what stood there."""
        person = who(update)
        chat, now = person[0], self._now()
        typed = self._numbers(self._chats.kept_numbers(person)) if _is_private(update) else {}
        seen = self._conversations.in_view(person).numbered
        ids = seen if all(seen[at - 1 : at] == (id_,) for at, id_ in typed.items()) else tuple(typed.values())
        after = min(typed, default=1) - 1
        stand_for = tuple(self._seal(chat, id_) for id_ in ids[: max(typed, default=0)])

        def write(store: Store) -> None:
            if stand_for:
                store.numbers.keep(self._whom(chat), stand_for, after, now)
            else:
                store.numbers.delete(self._whom(chat))

        return write

    def forget(self, store: Store, chat: int) -> None:
        """Delete what is kept of a chat."""
        store.numbers.delete(self._whom(chat))

    def has(self, store: Store, chat: int) -> bool:
        """Is something kept of a chat?"""
        return store.numbers.of(self._whom(chat), self._now() - NUMBERS) is not None

    def _numbers(self, typed: Mapping[str, str]) -> dict[int, str]:
        """The ids of what the numbers show, by number; nothing where one does something else."""
        numbers = {int(label): data for label, data in typed.items() if label.isdecimal()}
        if not all(data.startswith(SHOW) for data in numbers.values()):
            return {}
        knowledge = self._snapshot().knowledge
        return {number: known(data.removeprefix(SHOW), knowledge) for number, data in sorted(numbers.items())}

    def _whom(self, chat: int) -> str:
        return sealed(self._secret, ["chat", str(chat)])

    def _seal(self, chat: int, id_: str) -> str:
        return sealed(self._secret, ["id", str(chat), id_])


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == Chat.PRIVATE
