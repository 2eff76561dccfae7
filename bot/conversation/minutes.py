"""How long a meeting has for something, as people say it: "15 minutes", "half an hour", "ten mins"."""

from __future__ import annotations

import re

NUMBERS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
LONGEST = 180
NUMBER = "|".join((r"\d{1,3}", *sorted(NUMBERS, key=len, reverse=True)))
LENGTH = re.compile(
    rf"\b(?:(?P<minutes>{NUMBER})[ -]?min(?:ute)?s?|(?P<half>half an hour)|(?P<quarter>quarter of an hour)"
    r"|(?P<hour>(?:an|one|1) hour))\b"
)
ALONE = re.compile(
    r"(?:(?:and|no|ok|or|but|make it|can it be|in|for|with|only|just|about|what about|how about|say|now|as|a|the"
    r"|i have|i've got|we have|we've got|we only have|i only have|version|please|instead|one|it)[ ,.?]*|LENGTH[ ,.?]*)+"
)


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
