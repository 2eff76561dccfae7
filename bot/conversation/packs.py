"""A pack as it is handed out: plain words that can be pasted into a board paper, for the minutes that there are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.markup import plain
from bot.wording import Wording
from knowledge.model import Entry, Pack

MINUTES = 20  # of a meeting, where nobody says how many there are
LENGTHS = (10, 20, 45)  # offered as buttons
QUESTIONS = ((45, 6), (30, 4), (20, 3), (15, 2), (0, 1))  # from so many minutes on, so many questions
BOARD = "board"
NUMBERS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
LONGEST = 180  # minutes of a meeting, as people say them
NUMBER = "|".join((r"\d{1,3}", *sorted(NUMBERS, key=len, reverse=True)))
LENGTH = re.compile(
    rf"\b(?:(?P<minutes>{NUMBER})[ -]?min(?:ute)?s?|(?P<half>half an hour)|(?P<quarter>quarter of an hour)"
    r"|(?P<hour>(?:an|one|1) hour))\b"
)
ALONE = re.compile(
    r"(?:(?:and|no|ok|or|but|make it|can it be|in|for|with|only|just|about|what about|how about|say|now|as|a|the"
    r"|i have|i've got|we have|we've got|we only have|i only have|version|please|instead|one|it)[ ,.?]*|LENGTH[ ,.?]*)+"
)


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

    def document(self, say: Wording) -> bytes:
        """The same as a text file in UTF-8."""
        return f"{plain(self.text(say))}\n".encode()


def handout(entry: Entry, minutes: int | None = None) -> Handout | None:
    """What is handed out for an entry, or None where it has no pack."""
    if entry.pack is None:
        return None
    return Handout(entry, entry.pack, (minutes or MINUTES) if entry.pack.kind == BOARD else None)


def minutes_in(text: str) -> int | None:
    """The minutes that a message names, the last where it names several; None where it names none."""
    lengths = map(_minutes, LENGTH.finditer(_folded(text)))
    return next((minutes for minutes in reversed([*lengths]) if 0 < minutes <= LONGEST), None)


def only_minutes(text: str) -> int | None:
    """The minutes that a message names, where it says nothing else."""
    rest = LENGTH.sub("LENGTH", _folded(text)).strip()
    return minutes_in(text) if ALONE.fullmatch(rest) else None


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split())


def _minutes(length: re.Match[str]) -> int:
    if typed := length["minutes"]:
        return NUMBERS.get(typed) or int(typed)
    return 30 if length["half"] else 15 if length["quarter"] else 60
