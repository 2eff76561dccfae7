"""Everything that is held of one person, found by number, reference or words; and erased."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.enquiries.removal import remove
from bot.privacy import forget, mydata
from bot.store.records import Access, Enquiry
from bot.store.rows import Row
from bot.store.store import Store
from bot.wording import Wording
from knowledge.model import Knowledge

NUMBER = re.compile(r"-?[1-9][0-9]{0,15}")
SHOWN_IN_WORDS = frozenset({"enquiry", "message", "draft", "saved", "lesson"})


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held of the person with that private chat: in words, and the rows by table."""

    number: int
    words: str = field(repr=False)
    rows: Mapping[str, Sequence[Row]] = field(repr=False)

    @property
    def beside(self) -> Mapping[str, int]:
        """How many rows there are by table that the words do not tell of."""
        return {table: len(rows) for table, rows in self.rows.items() if table not in SHOWN_IN_WORDS}

    def __str__(self) -> str:
        """Without anybody's words: the references of enquiries, and how many rows of what."""
        references = [f"#{row['reference']}" for row in self.rows.get("enquiry", ())]
        others = [f"{table} {len(rows)}" for table, rows in self.rows.items() if table != "enquiry"]
        return ", ".join([*references, *others]) or "nothing"

    def as_json(self) -> str:
        """For the person: what was told in words, and each row as it stands."""
        return json.dumps(
            {"chat": self.number, "in_words": self.words, "rows": self.rows}, indent=1, ensure_ascii=False
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """What an operator asks for: a private chat by its number, or an enquiry by its reference."""

    number: int | None = None
    enquiry: Enquiry | None = None


def subject(store: Store, who: str) -> Subject | None:
    """The chat or the enquiry that is meant; None where it is neither a number nor a reference."""
    if NUMBER.fullmatch(who):
        return Subject(int(who))
    enquiry = store.enquiries.by_reference(who)
    return Subject(enquiry.leader, enquiry) if enquiry else None


def held(store: Store, number: int, knowledge: Knowledge) -> Held:
    """Everything that is held of the person with that private chat."""
    return Held(number, mydata(store, number, knowledge), store.people.of(number, store.columns()))


def erase(store: Store, whom: Subject, now: datetime, say: Wording, *, mails: bool = False) -> None:
    """Erase one enquiry where its reference was given, else all of a chat."""
    if whom.enquiry:
        if whom.enquiry.state in ("open", "closed"):
            remove(store, whom.enquiry, "forgotten", now, say("reply_gone"), mails=mails)
        store.tidy_later()
    elif whom.number is not None:
        forget(store, whom.number, now, say, mails=mails)
        store.inbox.forget_of(whom.number)
        store.numbers.forget_before(now)  # they are sealed, so it is not known which are theirs


def gaps_with(store: Store, words: str) -> list[int]:
    """The numbers of questions without an answer that hold the words; whose they are nobody knows."""
    return [gap.id for gap in store.gaps.all() if words.casefold() in gap.words.casefold()]


def note(store: Store, at: datetime, who: str, did: str, what: str) -> None:
    """Keep that somebody looked or erased: who of the machine's users, and what of, without words."""
    store.accesses.add(Access(at, who, did, what))
