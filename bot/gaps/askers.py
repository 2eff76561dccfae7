"""How many people asked, without knowing who: seals in memory, with a key that is thrown away each week.

The database never gets them, nor anything made of them but a count. A restart forgets them too.
"""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import date, timedelta

from bot.hashing import sealed

MOST_BEGUN = 30  # new questions of one person in a week: in half a year these are fewer than half of what is kept


class Askers:
    """Who asked what this week, as seals that nobody can undo."""

    def __init__(self) -> None:
        self._monday: date | None = None
        self._forget()

    def _forget(self) -> None:
        self._key = secrets.token_hex()
        self._asked = set[str]()
        self._begun = Counter[str]()

    def seal(self, person: int, day: date) -> str:
        """What stands for a person this week."""
        monday = day - timedelta(days=day.weekday())
        if monday != self._monday:
            self._monday = monday
            self._forget()
        return sealed(self._key, [str(person)])

    def asks(self, whom: str, question: str) -> bool:
        """Note a question; is it the first time this week that they ask it?"""
        asked = sealed(self._key, [whom, question.casefold()])
        first = asked not in self._asked
        self._asked.add(asked)
        return first

    def may_begin(self, whom: str) -> bool:
        """May they add one more that nobody has asked?"""
        return self._begun[whom] < MOST_BEGUN

    def began(self, whom: str) -> None:
        """They did."""
        self._begun[whom] += 1
