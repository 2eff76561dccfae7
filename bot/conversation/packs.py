"""A pack as it is handed out: plain words that can be pasted into a board paper, for as long as a meeting has."""

from __future__ import annotations

from dataclasses import dataclass

from bot.markup import plain
from bot.wording import Wording
from knowledge.model import Entry, Knowledge
from knowledge.pack import Pack
from knowledge.quality.abbreviations import spelled_out

MINUTES = 20  # of a meeting, where nobody says how many there are
LENGTHS = (10, 20, 45)  # offered as buttons
QUESTIONS = ((45, 6), (30, 4), (20, 3), (15, 2), (0, 1))  # from so many minutes on, so many questions
BOARD = "board"


@dataclass(frozen=True, slots=True)
class Handout:
    """The pack of an entry as it was asked for: `minutes` of a board's meeting, None for a role."""

    entry: Entry
    pack: Pack
    minutes: int | None

    @property
    def file_name(self) -> str:
        """What it is called as a file."""
        return f"{self.entry.id}-{self.minutes}-minutes.txt" if self.minutes else f"{self.entry.id}.txt"

    @property
    def other_lengths(self) -> tuple[int, ...]:
        """The minutes for which it can be had instead."""
        return tuple(length for length in LENGTHS if length != self.minutes) if self.minutes else ()

    @property
    def questions(self) -> tuple[str, ...]:
        """Those that there is time for."""
        if self.minutes is None:
            return self.pack.questions
        return self.pack.questions[: next(count for least, count in QUESTIONS if self.minutes >= least)]

    def text(self, say: Wording) -> str:
        """All of it, in the light markup."""
        name = self.entry.question
        slots = (
            (f"pack_why_{self.pack.kind}", self.entry.answer),
            ("pack_ask", "\n".join(f"- {question}" for question in self.questions)),
            ("pack_figure", self.pack.figure),
            ("pack_case", self.pack.case),
            ("pack_next", self.pack.next),
        )
        heading = say("pack_heading", name=name, minutes=self.minutes) if self.minutes else name
        return "\n\n".join([heading, *(f"{say(key)}\n{words}" for key, words in slots)])

    def document(self, knowledge: Knowledge) -> bytes:
        """The same as a text file in UTF-8, as a leader reads it."""
        text = spelled_out(self.text(Wording(knowledge.wording)), knowledge)
        return f"{plain(text)}\n".encode()


def handout(entry: Entry, minutes: int | None = None) -> Handout | None:
    """What is handed out for an entry, or None where it has no pack."""
    if entry.pack is None:
        return None
    return Handout(entry, entry.pack, (minutes or MINUTES) if entry.pack.kind == BOARD else None)
