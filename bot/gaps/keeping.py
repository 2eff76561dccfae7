"""Which questions are kept as gaps, and in which words: without who asked, without personal details."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from weakref import ref

from bot.conversation.reply import Replies
from bot.gaps.askers import Askers
from bot.hashing import key
from bot.library.folder import Snapshot
from bot.redaction.redact import Redactor, redactor
from bot.store.records import Why
from bot.store.store import Store
from bot.workdays import local_day
from knowledge.text.sentences import questions, subjects

LONGEST = 300  # characters: a question; the rest of a letter is its writer's
STAND_IN = re.compile(r"\[[A-Za-z -]+\]")
CLAUSE = re.compile(r"(?<=[,.;:?!])\s+|\s[-–]\s")
CUT_OFF = re.compile(r"\s*\[[^\]]*$")
FEWEST_LEFT = 3  # words about something, where personal details were taken out and no question is left


class Details:
    """Takes personal details out of words, with the knowledge in force."""

    def __init__(self, snapshot: Callable[[], Snapshot]) -> None:
        self._snapshot = snapshot
        self._made: tuple[ref[Snapshot], Redactor] | None = None

    def __call__(self, text: str) -> str:
        """The words with a stand-in for each detail, on one line."""
        return self._redactor()(text)

    def for_the_catalogue(self, text: str) -> str:
        """Without details of persons; whose example it is may be told."""
        return self._redactor().for_the_catalogue(text)

    def for_strangers(self, text: str) -> str:
        """The same; where it tells of somebody and could still say whom, its topics alone."""
        return self._redactor().for_strangers(text)

    def _redactor(self) -> Redactor:
        snapshot = self._snapshot()
        if self._made is None or self._made[0]() is not snapshot:
            words = tuple(snapshot.understanding.find.spelling.rank)
            self._made = ref(snapshot), redactor(snapshot.knowledge, words)
        return self._made[1]


def worth_keeping(text: str, redact: Callable[[str], str], snapshot: Snapshot) -> str | None:
    """The words of a question that may be kept, or None: noise, disclosures, and what is little but a detail."""
    kept = shortened(redact(text))
    left = without_details(kept)
    understanding = snapshot.understanding
    if left != kept and not (questions(left) or len(subjects(understanding.find.prepare(left).stems)) >= FEWEST_LEFT):
        return None
    return kept if understanding.teaches(text) and understanding.teaches(left) else None


def shortened(words: str, most: int = LONGEST) -> str:
    """At most so many characters, cut between words and never inside a stand-in."""
    if len(words) <= most:
        return words
    return CUT_OFF.sub("", words[: most + 1].rpartition(" ")[0] or words[:most])


def without_details(words: str) -> str:
    """What is left without the clauses that hold stand-ins, if that asks something; else between the stand-ins."""
    free = " ".join(clause for clause in CLAUSE.split(words) if not STAND_IN.search(clause)).strip(" ,;:-")
    return free if questions(free) else " ".join(STAND_IN.sub(" ", words).split())


def answer_key(entry: str | None, snapshot: Snapshot) -> str | None:
    """Stands for what an entry says now, so that a changed answer is known."""
    one = snapshot.knowledge.by_id.get(entry or "")
    return key([Replies(snapshot.knowledge).about(one)[0]])[:16] if one else None


class Unanswered:
    """Await it with a question that got no answer, why, whose it is, and what was shown."""

    def __init__(self, snapshot: Callable[[], Snapshot], now: Callable[[], datetime]) -> None:
        self._snapshot, self._now = snapshot, now
        self._askers = Askers()
        self.redact = Details(snapshot)

    async def __call__(
        self, text: str, why: Why, person: int, entry: str | None = None
    ) -> Callable[[Store], None] | None:
        """What keeps the question, or None where it is not worth it; whose it is, is forgotten within a week."""
        snapshot, day = self._snapshot(), local_day(self._now())
        words = await asyncio.to_thread(worth_keeping, text, self.redact.for_strangers, snapshot)
        if words is None:
            return None
        key, whom = answer_key(entry, snapshot), self._askers.seal(person, day)

        def keep(store: Store) -> None:
            first = self._askers.asks(whom, f"{why} {entry} {words}")
            may_begin = self._askers.may_begin(whom)
            if store.gaps.add(words, why, entry, key, day, first=first, may_begin=may_begin):
                self._askers.began(whom)

        return keep
