"""What came from somebody of whom Telegram does not say whether they may: it stays in the inbox and is tried again."""

from __future__ import annotations

from collections import Counter

from telegram import Update

PAUSES = (1, 2, 5, 10, 30, 60)  # seconds after the first, second, … try of an update


class Postponed:
    """Handlers put updates here, and the inbox takes them out after a pause; those of one chat keep their order."""

    def __init__(self) -> None:
        self._waiting: dict[int, Update] = {}
        self._unhandled: dict[int, Update] = {}
        self._set_aside: set[int] = set()
        self._tries: Counter[int] = Counter()

    def set_aside(self, update: Update) -> bool:
        """Was an update put here while it was in hand, which is over now? Only from now on can it be taken."""
        if update.update_id not in self._waiting:
            return False
        self._set_aside.add(update.update_id)
        return True

    def before(self, update: Update) -> bool:
        """Was something earlier of the same chat put here and is not handled yet, which it must not overtake?"""
        chat = update.effective_chat
        return any(one.effective_chat == chat and id_ < update.update_id for id_, one in self._unhandled.items())

    def put(self, update: Update) -> bool:
        """Try it again after a while; is it the first time?"""
        self._waiting[update.update_id] = self._unhandled[update.update_id] = update
        self._tries[update.update_id] += 1
        return self._tries[update.update_id] == 1

    def handled(self, update: Update) -> None:
        """Nothing more is to be known of it."""
        self._tries.pop(update.update_id, None)
        self._unhandled.pop(update.update_id, None)

    @property
    def pause(self) -> float:
        """Seconds until what waits is to be tried again: the longest of all that waits."""
        tries = max((self._tries[id_] for id_ in self._waiting), default=1)
        return PAUSES[min(tries, len(PAUSES)) - 1]

    def take(self) -> list[Update]:
        """The updates that were set aside, in the order in which they came; from now on they wait no more."""
        numbers, self._set_aside = sorted(self._set_aside), set()
        return [self._waiting.pop(number) for number in numbers]
