"""What is asked for with a number that nothing has: a seventh pillar, Race 4.0, a report of 2031.

However near the rest of such a question is, what it names does not exist here, and the reply says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count, pairwise, takewhile

from knowledge.text.function_words import FILLER
from knowledge.text.normalise import stem
from knowledge.text.question import Question

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()
TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety hundred".split())
NUMBERS: Mapping[str, int] = {word: number for words in (ORDINALS, CARDINALS) for number, word in enumerate(words, 1)}
FEWEST = 3  # numbers that count up from one
TWICE = 2  # so many phrasings use each, or it is somebody's amount
MOST = 20
PERIODS = frozenset("since after before until from in by to of and".split())
EDITION = re.compile(r"\d{1,2}\.0")
YEAR = re.compile(r"20\d\d")


class KnownNumbers:
    """Call it with a question for what it names with a number that nothing has, or None."""

    def __init__(self, phrasings: Iterable[Sequence[str]], this_year: Callable[[], int]) -> None:
        """`phrasings`: the words of each. `this_year`: by the clock."""
        uses: Counter[tuple[str, int]] = Counter()
        self._editions: set[str] = set()
        self._this_year = this_year
        for words in phrasings:
            self._editions.update(filter(EDITION.fullmatch, words))
            uses.update((noun, number) for noun, number, _ in _named(words))
        used = {key for key, times in uses.items() if times >= TWICE}
        lasts = {noun: _last(noun, used) for noun, _ in used}
        self._last = {
            noun: last
            for noun, last in lasts.items()
            if last >= FEWEST and stem(noun) not in FILLER and noun not in TENS
        }

    def __call__(self, question: Question) -> str | None:
        """Such as "pillar 7", as it was typed."""
        words = question.corrected
        beyond = (typed for noun, number, typed in _named(words) if number > self._last.get(noun, MOST))
        return next(chain(beyond, self._editions_and_years(words)), None)

    def _editions_and_years(self, words: Sequence[str]) -> Iterator[str]:
        for first, second in pairwise(words):
            edition = first.isalpha() and first not in PERIODS and stem(first) not in FILLER
            later = edition and bool(YEAR.fullmatch(second)) and int(second) > self._this_year() + 1
            if later or (EDITION.fullmatch(second) and self._editions and second not in self._editions):
                yield f"{first} {second}"


def _last(noun: str, used: set[tuple[str, int]]) -> int:
    return len(list(takewhile(lambda number: (noun, number) in used, count(1))))


def _named(words: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Each noun with its number, and both as typed: `pillar 7`, `fourth pillar`."""
    for first, second in pairwise(words):
        if first in ORDINALS and second.isalpha():
            yield second.removesuffix("s"), NUMBERS[first], f"{first} {second}"
        elif first.isalpha() and (number := _number(second)) <= MOST and number:
            yield first.removesuffix("s"), number, f"{first} {second}"


def _number(word: str) -> int:
    """As a digit or a word; 0 where it is none."""
    return int(word) if word.isdecimal() else NUMBERS.get(word, 0) if word in CARDINALS else 0
