"""How long and how many, as people say it: "15 minutes", "half an hour", "two blogs", "ten minutes before a board"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

NUMBERS = {
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
LONGEST = 180
OCCASION = re.compile(  # it says when one reads or listens, and nothing of what about
    r"\b(?:(?:for|on|in|during|over|at|before)(?: (?:the|my|our|a|an|his|her|this))?"
    r" (?:train|tube|bus|plane|flight|journey|drive|car|commute|way (?:in|home|there)|weekend|break|lunch|coffee|bed"
    r"|holiday|holidays|evening|morning)|tonight)\b"
)
COUNTED = {"one": 1, "single": 1, "two": 2, "couple": 2, "three": 3, "four": 4, "five": 5}
UNCOUNTED = frozenset("the this that which each another no other of".split())
BRIEFED, ALLOTTED = (frozenset(words.split()) for words in ("our my the him her them us me", "on for about at of item"))
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


def is_no_length(typed: Sequence[str], at: int) -> bool:
    """Is nothing short meant: the verb in "brief our chair", or what an agenda allows, as in "ten minutes on pay"?"""
    after = set(typed[at + 1 : at + 2])
    allotted = typed[at].startswith(("minute", "mins", "hour")) and (ALLOTTED & after or "agenda" in typed)
    return bool(allotted or (typed[at] == "brief" and BRIEFED & after))


def aside(typed: Sequence[str]) -> frozenset[int]:
    """The places of words that only say how much time there is, or when: "20 minutes", "for the train", "tonight"."""
    text = " ".join(typed)
    spans = [match.span() for pattern in (LENGTH, OCCASION) for match in pattern.finditer(text)]
    return frozenset(at for start, end in spans for at in range(text.count(" ", 0, start), text.count(" ", 0, end) + 1))


def count_in(typed: Sequence[str], kept: Sequence[int], things: Collection[int]) -> int | None:
    """How many things it asks for: "one short thing", "two blogs"; None where it does not say."""
    for at in kept:
        number = COUNTED.get(typed[at]) or (int(typed[at]) if typed[at] in tuple("12345") else 0)
        before = typed[at - 1] if at else ""
        counts = at + 1 in things or (at + 1 == len(typed) and before in ("just", "only"))
        if number and counts and before not in UNCOUNTED and not LENGTH.match(" ".join(typed[at : at + 2])):
            return number
    return None


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("\u2019", "'").split())


def _minutes(length: re.Match[str]) -> int:
    if typed := length["minutes"]:
        return NUMBERS.get(typed) or int(typed)
    return 30 if length["half"] else 15 if length["quarter"] else 60
