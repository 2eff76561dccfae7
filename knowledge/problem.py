"""What is wrong with a file, in one sentence to the person who can mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_PROBLEMS = 500  # more would help nobody, and a hostile file could have a million
MOST_QUOTED = 60
BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`str(problem)` is `file:line: what`. Lines count from 1."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class TooManyProblemsError(Exception):
    """There are more problems than anyone would read."""


def quoted(text: str) -> str:
    """What was typed, as a message shows it: in quotes, on one line, cut when long, nothing invisible in it."""
    shown = "".join(map(visible, " ".join(BLANKS.split(text[:MOST_QUOTED]))))
    return f"'{shown}…'" if len(text) > MOST_QUOTED else f"'{shown}'"


def visible(character: str) -> str:
    """The character, or its number in Unicode where it would not be seen."""
    return character if character.isprintable() else f"<U+{ord(character):04X}>"
