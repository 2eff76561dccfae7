"""When: years in a message ("since 2022", "nothing before 2020", "from this year"), and newest or oldest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.text.function_words import NEWEST, OLDEST
from knowledge.text.question import Question

SINCE = frozenset({"sinc", "after", "post"})
UNTIL = frozenset({"befor", "until", "till", "pre"})
ONWARDS = frozenset({"on", "onward", "onwards"})
YOUNGER = frozenset({"newer", "later"})
ELDER = frozenset({"older", "earlier"})
REFUSING = frozenset({"not", "noth", "no", "none", "never", "except", "without", "exclud"})
LAST = frozenset({"last", "past", "previous"})
COUNTS = {"one": 1, "two": 2, "coupl": 2, "three": 3, "few": 3, "four": 4, "five": 5, "ten": 10}
LIMITS = YOUNGER | ELDER | LAST | ONWARDS | frozenset(COUNTS)  # they say when only beside a date
DATING = SINCE | UNTIL
YEAR = re.compile(r"(?:19|20)\d\d")
OPENING = frozenset("anything something whats more any some is ones no sorry actually".split())
NEAR = 4  # words before a year that may say what it means

Years = tuple[int | None, int | None]  # the first and the last, both included


def years(stems: Sequence[str], this_year: int, *, asks: bool) -> Years:
    """First and last year asked for, both included.

    Years without a number ("this year") count only where a message `asks` for resources.
    """
    since, until = _numbered(stems)
    if since or until or not asks:
        return since, until
    return _relative(stems, this_year)


def is_dating(stem: str) -> bool:
    """Does a word only say when?"""
    return bool(YEAR.fullmatch(stem)) or stem in DATING


def refused_years(stems: Sequence[str]) -> tuple[int, ...]:
    """The years of words that are refused: "not from 2022"; "not before 2022" refuses none of its own."""
    limits = DATING | YOUNGER | ELDER
    return () if limits & set(stems) else tuple(int(stem) for stem in stems if YEAR.fullmatch(stem))


def _numbered(stems: Sequence[str]) -> Years:
    since: int | None = None
    until: int | None = None
    for at, word in enumerate(stems):
        if not YEAR.fullmatch(word):
            continue
        year, before, after = int(word), set(stems[max(0, at - NEAR) : at]), set(stems[at + 1 : at + 2])
        refusing = bool(set(stems[max(0, at - NEAR) : at]) & REFUSING)
        if before & YOUNGER | before & ELDER or (refusing and before & (SINCE | UNTIL)):
            since, until = _bounded(year, before, since, until, refusing=refusing)
        elif before & SINCE or after & ONWARDS:
            since = year
        elif before & UNTIL:
            until = year - bool(before & {"befor", "pre"})
        elif since and since <= year and before & {"and", "to"}:
            until = year
        elif not refusing:
            since, until = since or year, year
    return since, until


def _bounded(year: int, before: set[str], since: int | None, until: int | None, *, refusing: bool) -> Years:
    """Years from a bound: "newer than 2020" leaves 2020 out, "nothing before 2020" has it in."""
    late = bool(before & (YOUNGER | SINCE))
    if refusing:
        return (since, year) if late else (year, until)
    return (year + 1, until) if late else (since, year - 1)


def _relative(stems: Sequence[str], this_year: int) -> Years:
    typed = " ".join(stems)
    if "this year" in typed:
        return this_year, None if "sinc this year" in typed else this_year
    for at, stem in enumerate(stems):
        if stem not in LAST:
            continue
        after = [one for one in stems[at + 1 : at + 4] if one != "of"]
        if after[:1] == ["year"]:
            return _last_year(stems[max(0, at - 2) : at], this_year)
        if len(after) > 1 and after[1] in ("year", "month") and (count := _count(after[0])):
            return this_year - (count if after[1] == "year" else -(-count // 12)), None
    return None, None


def _last_year(before: Sequence[str], this_year: int) -> Years:
    """The year before; "since last year" and "in the last year" reach until today."""
    open_ended = "sinc" in before or "the" in before
    return this_year - 1, None if open_ended else this_year - 1


def _count(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < 3 else COUNTS.get(word, 0)


def is_newest_first(question: Question, kept: Iterable[int], things: frozenset[int]) -> bool:
    """Does it ask for the newest first? A "new chair" is a person."""
    for at in kept:
        if question.stems[at] not in NEWEST:
            continue
        before = question.corrected[at - 1] if at else ""
        if question.corrected[at] != "new" or at + 1 in things or before in OPENING:
            return True
    return False


def is_oldest_first(question: Question, kept: Sequence[int]) -> bool:
    """Does it ask for the oldest first? "Older than 2020" is a limit."""
    if any(question.stems[at] in OLDEST for at in kept):
        return True
    older = [
        at for at in kept if question.corrected[at] == "older" and question.corrected[at + 1 : at + 2] != ("than",)
    ]
    return any(at == 0 or question.corrected[at - 1] in OPENING for at in older)
