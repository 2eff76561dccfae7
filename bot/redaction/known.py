"""What the knowledge names in public: reports, programmes, organisations, speakers; no personal details."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from bot.redaction.english import LETTERS, Word
from bot.redaction.name_list import ALSO_WORDS, BODIES, GIVEN_TOO, IN_FULL, PUBLIC, REPORTS, ROLES, listed_names
from knowledge.text.normalise import words as words_of

Phrase = tuple[str, ...]

CAPITALS = re.compile(r"[A-Z][\w'’-]+(?: (?:(?:of|and|the|for|on|in|to|de|van|bin|X) )?[A-Z][\w'’-]+)+")
A_WORK = frozenset(
    "report review inquiry enquiry commission act law foundation fund institute programme scheme test model rule rules "
    "principles quote book podcast webinar episode interview talk article blog speech lecture trust "
    "training recommendations findings reports inquiries laws".split()
)  # "the Messenger review"

A_REPORT = frozenset("report review inquiry enquiry".split())
ON_REPORTS = A_REPORT | frozenset("reports reviews inquiries recommend recommended recommendations lessons".split())
BEFORE_A_PUBLIC_NAME = frozenset("by did professor prof lord lady dame sir king st saint".split())


class Known:
    """`named`: organisations, programmes and titles. `people`: speakers and authors. `texts`: all that is written."""

    def __init__(self, named: Collection[str], people: Collection[str], texts: Iterable[str] = ()) -> None:
        self.phrases = frozenset(phrase for name in named if (phrase := _alphabetic(name)))
        self.people = [tuple(words_of(name)) for name in people]
        written = dict.fromkeys(texts)
        self.words = frozenset(word for phrase in self.phrases for word in phrase)
        self.texts = frozenset(LETTERS.findall("\n".join(written).casefold()))
        runs = map(_alphabetic, CAPITALS.findall("\n".join(written)))
        longer = [phrase for phrase in (*self.phrases, *runs) if len(phrase) > 1]
        self._pairs = frozenset(pair for phrase in longer for pair in pairwise(phrase))
        self._public: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in (*self.people, *(tuple(name.split()) for name in (*PUBLIC, *IN_FULL, *BODIES))):
            self._public[phrase[0]].append(phrase)
        self._surnames = frozenset(person[-1] for person in self.people) | {name.split()[-1] for name in PUBLIC}
        self.ordinary = (self.words | self.texts) - {part for person in self.people for part in person}
        self.longest = max((len(phrase) for phrase in self.phrases), default=0)

    def begins(self, read: Sequence[Word], start: int) -> bool:
        """Does the knowledge name something in just the words that begin there?"""
        small = tuple(word.small for word in read[start : start + self.longest])
        titled = (read[start - 1].small, read[start].small) if 0 < start < len(read) else ()
        return (
            titled in self._pairs
            or titled in self._public.get(read[start - 1].small, ())
            or any(small[:length] in self.phrases for length in range(1, len(small) + 1))
        )

    def covered(self, read: Sequence[Word], common: Callable[[Word], bool], *, private: bool) -> set[int]:
        """The words that are part of a public name; a family name alone is not where something `private` is told."""
        small = [word.small for word in read]
        on_reports = not private and not ON_REPORTS.isdisjoint(
            small
        )  # "what did Fuller recommend", "lessons from Ockenden"
        covered: set[int] = set()
        for number, word in enumerate(small):
            after = small[number + 1] if number + 1 < len(small) and not read[number].ends else ""
            if (word, after) in self._pairs:
                covered.update((number, number + 1))
            for phrase in self._public.get(word, ()):
                if tuple(small[number : number + len(phrase)]) == phrase:
                    covered.update(range(number, number + len(phrase)))
            if ((word,) in self.phrases and word not in ALSO_WORDS) or (word in self.texts and after in A_WORK):
                covered.add(number)
            before = small[number - 1] if number else ""
            public = (
                word in self._surnames and not private and (word not in GIVEN_TOO or before in BEFORE_A_PUBLIC_NAME)
            )
            public = public or (
                word in REPORTS and (on_reports or after in A_REPORT or (after in A_WORK and not private))
            )
            if public and not (number and self._may_be_given(read[number - 1], common)):
                covered.add(number)
        return covered

    def _may_be_given(self, word: Word, common: Callable[[Word], bool]) -> bool:
        """Is it a given name, so that the family name behind it is somebody else's?"""
        if word.small in listed_names():
            return True
        return not word.ends and word.small not in ROLES and not common(word)

    def is_theirs(self, name: Sequence[Word]) -> bool:
        """Is it somebody whom the knowledge names, with the family name?"""
        parts = {part for word in name for part in word.small.split("-")}
        return any(person[-1] in parts and parts.issubset(person) for person in self.people)


def _alphabetic(name: str) -> Phrase:
    return tuple(word for word in words_of(name) if word.isalpha())
