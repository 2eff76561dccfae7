"""What a message asks of the reading list: "save 2", "save it for later", "remove the first", "my reading list".

Only a message that says no more than that is such a wish; any other is a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.conversing.follow_ups import NUMBERS
from knowledge.text.normalise import clean, words

MOST_WORDS = 14
PHRASES = re.compile(
    r"\b(?:for (?:me|later|another time|now)|to read(?: later)?|later|"
    r"(?:to|on|onto|in|from|off) (?:my |the )?(?:reading )?list)\b"
)
POLITE = frozenset("please can could would you i d id like to want ok okay yes and also just then thanks thank".split())
NOUNS = frozenset(
    "the number no item items option resource resources report podcast blog article guide webinar event study paper "
    "link and of please thanks".split()
)
ONE = frozenset({"one", "ones"})
IT = frozenset({"it", "this", "that"})
ALL = frozenset({"them", "all", "both", "these", "those", "everything"})
FIRST_FEW = re.compile(r"first (two|three|four|five|\d)")
SAVES = frozenset({"save", "bookmark"})
REMOVES = frozenset({"remove", "unsave"})
LIST = re.compile(r"\blist\b")
LAST = -1
MOST_DIGITS = 3
SHOWS = re.compile(
    r"(?:(?:please |can you |can i )*(?:show|see|open|view|list|where is|what is (?:in|on))(?: me)? )?"
    r"(?:my (?:reading list|saved(?: \w+)?)|(?:the )?saved(?: (?:resources|items|list))?|"
    r"what i(?:(?: ha)?ve)? saved)"
    r"(?: please)?|what (?:have i|did i|i have|ive) saved?(?: so far)?"
)


@dataclass(frozen=True, slots=True)
class SavedWish:
    """What is to be done, and to what: what has these `numbers`, `every` thing just shown, or else the one that was."""

    do: Literal["save", "remove", "show"]
    numbers: tuple[int, ...] = ()
    every: bool = False


def saved_wish(text: str) -> SavedWish | None:
    """What a message asks of the reading list; None where it asks something else."""
    typed = words(clean(text))
    spoken = " ".join(typed)
    if len(typed) > MOST_WORDS:
        return None
    if SHOWS.fullmatch(spoken):
        return SavedWish("show")
    verb, *named = _from_the_verb(PHRASES.sub(" ", spoken).replace("number one", "1").split()) or [""]
    if verb in SAVES or (verb == "add" and LIST.search(spoken)):
        return _about("save", named)
    if verb in REMOVES or (verb == "take" and "off" in typed):
        return _about("remove", [word for word in named if word != "off"])
    if verb == "delete":  # "delete it" may be said of anything
        wish = _about("remove", named)
        return wish if wish and (wish.numbers or LIST.search(spoken)) else None
    return None


def at(numbers: Sequence[int], ids: Sequence[str]) -> tuple[str, ...] | None:
    """The ids that have these numbers, the last one `LAST`; None where a number is not among them."""
    places = [number - 1 if number > 0 else len(ids) - 1 for number in numbers]
    return tuple(ids[place] for place in places) if all(0 <= place < len(ids) for place in places) else None


def _from_the_verb(typed: Sequence[str]) -> Sequence[str]:
    start = next((place for place, word in enumerate(typed) if word not in POLITE), len(typed))
    return typed[start:]


def _about(do: Literal["save", "remove"], named: Sequence[str]) -> SavedWish | None:
    """The wish where the words after the verb only name what it is about."""
    if set(named) <= IT | NOUNS | ONE:
        return SavedWish(do)
    if do == "save" and set(named) <= ALL | NOUNS:
        return SavedWish(do, every=True)
    numbers = _numbers([word for word in named if word not in NOUNS])
    return SavedWish(do, numbers) if numbers else None


def _numbers(named: Sequence[str]) -> tuple[int, ...]:
    """The numbers that words stand for; none where a word stands for no number."""
    if few := FIRST_FEW.fullmatch(" ".join(named)):
        return tuple(range(1, (_number(few[1]) or 0) + 1))
    numbers = [_number(word) for word in (named[:-1] if len(named) > 1 and named[-1] in ONE else named)]
    return tuple(number for number in numbers if number) if all(numbers) else ()


def _number(word: str) -> int | None:
    if word == "last":
        return LAST
    if word.isdecimal() and len(word) <= MOST_DIGITS:
        return int(word)
    return NUMBERS[word] + 1 if word in NUMBERS else None
