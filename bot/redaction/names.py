"""Where people are named: behind a cue ("I am", "my manager"), and anywhere by the word itself.

A word is a name where it is listed as nothing else, or where neither English nor the knowledge has it and it is no slip
of a finger. Words that are names too ("Grace", "May") are names beside another name, or with a capital that nothing
else explains. What the knowledge names in public is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.redaction.acting import acting, is_of_syllables, links
from bot.redaction.cues import INTRODUCED_ABROAD, Cued
from bot.redaction.english import STAND_IN, English, Word, words_in
from bot.redaction.known import Known
from bot.redaction.name_list import (
    ABROAD,
    ALSO_VERBS,
    ALSO_WORDS,
    GIVEN,
    MOSTLY_WORDS,
    PARTICLES,
    SHORT_NAMES,
    THINGS,
    VIRTUES,
    WITH_A_CAPITAL,
)
from bot.redaction.telling import tells_of_somebody

Span = tuple[int, int]

A_FEAST = re.compile(r"\b(?:st|saint)\.? [^\W\d_]+'?s day\b", re.IGNORECASE)
OPENS = re.compile(r"(?:\A|[.?!:…\n]\s*|[-–•*]\s+)\W*\Z")
SAYS = "am|was|have|had|want|need|would|will|can|could|do|don|know|think|just|should|must|never|wish|hope"
INITIALS = re.compile(
    rf"(?<![\w.])(?:[A-Z]\. ?){{1,3}}(?!I(?:'| (?:{SAYS})\b))[A-Z]\b\.?(?!\w)"
)  # but "Plan B. I want"
NO_INITIALS = re.compile(
    r"(?:U\. ?K|N\. ?H\. ?S|U\. ?S(?:\. ?A)?|E\. ?U|B\. ?B\. ?C|P\. ?S|N\. ?B|A\. ?M|P\. ?M)\.?", re.IGNORECASE
)
WITH_NOUNS = frozenset("ist und wir nicht für wie sind das der die oder mit".split())  # German writes nouns so
BEHIND_PERSONS = frozenset("ko ne ji bhai didi apa sahib saab".split())
# Before a name at the start of a sentence, and no part of a title: "Had Joy in".
OPENERS = frozenset(
    "had was is met saw told asked did does has can could should would with for from after when if and but so as "
    "because while since that how why what who where today yesterday both poor dear about said between".split()
)
SHORTEST_AGAIN = 3
SHORTEST_NEW = 3
FEWEST_ABROAD, MOST_STRANGE = 2, 0.5  # words without a capital that are no English, and their share
MOST_CAPITALS = 0.6  # of the words: where more have one, a capital says nothing


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text's words, which of them are public or stand-ins, and for which a capital says something."""

    words: Sequence[Word]
    barred: frozenset[int]
    telling: frozenset[int]
    private: bool
    abroad: bool

    def beside(self, number: int, step: int) -> int | None:
        """The word before or after it, where no pause is between."""
        other = number + step
        if not 0 <= other < len(self.words) or self.words[min(number, other)].ends:
            return None
        return None if other in self.barred else other


class Names:
    """Finds the places of names in a text."""

    def __init__(self, english: English, known: Known) -> None:
        self._english, self._known = english, known
        self._cued = Cued(english, known)

    def __call__(self, text: str) -> list[Span]:
        """The places; a name that was given once is found wherever else it stands."""
        read = words_in(text)
        reading = self._reading(text, read)
        named = [*self._cued(text, read), *self._bare(reading)]
        acts = acting(text, read, self._is_new)
        named += [[read[at] for at in name] for name in acts if not {name[0], name[0] - 1} <= reading.barred]
        named += self._listed(text, reading, {word.start for name in named for word in name})
        given = {word.small for name in named for word in name if len(word.small) >= SHORTEST_AGAIN}
        again = [[word] for word in read if word.small in given and self._stands_out(word)]
        places = [(name[0].start, name[-1].end) for name in named + again]
        return _joined(text, sorted([*places, *initials(text)]))

    def _reading(self, text: str, read: Sequence[Word]) -> ReadText:
        held = [match.span() for pattern in (STAND_IN, INTRODUCED_ABROAD, A_FEAST) for match in pattern.finditer(text)]
        inside = {number for number, word in enumerate(read) if any(start <= word.start < end for start, end in held)}
        private = tells_of_somebody(text)
        covered = self._known.covered(read, self._english.is_common, private=private)
        capitals = sum(word.capital for word in read)
        chooses = capitals <= max(2, MOST_CAPITALS * len(read))
        telling = {
            number
            for number, word in enumerate(read)
            if word.capital and chooses and not OPENS.search(text[max(0, word.start - 8) : word.start])
        }
        return ReadText(read, frozenset(inside | covered), frozenset(telling), private, self._is_abroad(read))

    def _is_abroad(self, read: Sequence[Word]) -> bool:
        """Is it another language, or is English not at hand? Then that a word is no English says nothing."""
        if not self._english.is_whole:
            return True
        plain = [word for word in read if not word.capital and not word.acronym]
        strange = [
            word
            for word in plain
            if word.small in ABROAD or not (self._english.is_common(word) or self._english.is_explained(word))
        ]
        return len(strange) >= FEWEST_ABROAD and len(strange) > MOST_STRANGE * len(plain)

    def _bare(self, reading: ReadText) -> Iterator[list[Word]]:
        """The names that need no cue, each with what belongs to it on either side."""
        seen: set[int] = set()
        for number in range(len(reading.words)):
            if number not in seen and number not in reading.barred and self._seeds(number, reading):
                numbers = self._grown(number, reading)
                seen.update(numbers)
                yield [reading.words[at] for at in numbers]

    def _is_new(self, word: Word) -> bool:
        english = self._english
        return english.is_whole and _is_written(word) and not english.is_role(word) and not english.is_common(word)

    def _listed(self, text: str, reading: ReadText, named: set[int]) -> Iterator[list[Word]]:
        """What stands in a list with names: "Rowena, Analyn and Cherry"."""
        pairs = [*links(text, reading.words)]
        for way, near, far in ((pairs, 0, 1), (pairs[::-1], 1, 0)):
            for pair in way:
                word = reading.words[pair[far]]
                known = reading.words[pair[near]].start in named and word.start not in named
                if known and pair[far] not in reading.barred and self._is_listed(pair[far], reading, joined=pair[2]):
                    named.add(word.start)
                    yield [word]

    def _is_listed(self, number: int, reading: ReadText, *, joined: bool) -> bool:
        """Is this word, next to a name in a list, a name too?"""
        word = reading.words[number]
        if word.acronym or self._english.is_role(word) or len(word.small) == 1:
            return False
        if word.small in GIVEN:
            return word.capital or (joined and word.small not in THINGS | ALSO_VERBS)
        beside = self._stands_beside_a_capital(number, reading)
        glue = self._english.is_glue(word) or word.small in WITH_A_CAPITAL
        return number in reading.telling and not beside and not glue

    def _seeds(self, number: int, reading: ReadText) -> bool:
        """Is this word a name by itself?"""
        word, capital = reading.words[number], number in reading.telling
        english = self._english
        if word.acronym or english.is_role(word):
            return False
        if self._is_surely(number, reading) or (not reading.abroad and is_of_syllables(word)):
            return True
        if english.is_also_a_name(word) or word.small in MOSTLY_WORDS:
            return (
                self._is_one_of_two(number, reading)
                or self._is_beside_and(number, reading)
                or (capital and word.small not in WITH_A_CAPITAL and not self._stands_beside_a_capital(number, reading))
            )
        if capital and word.small in SHORT_NAMES:
            return True
        if english.is_common(word) or len(word.small) < SHORTEST_NEW:
            return False
        if reading.abroad:
            return _is_written(word) and word.small not in ABROAD and self._is_named_abroad(number, reading)
        return _is_written(word) and (
            (capital and not english.is_latin(word.small)) or not all(map(self._reads_as_word, word.small.split("-")))
        )

    def _is_named_abroad(self, number: int, reading: ReadText) -> bool:
        """Has it a capital where nouns have none, or what stands behind persons in Hindi and Urdu?"""
        after = reading.beside(number, 1)
        nouns = any(word.small in WITH_NOUNS for word in reading.words)
        capital = number in reading.telling and self._english.is_whole and not nouns
        return capital or (after is not None and reading.words[after].small in BEHIND_PERSONS)

    def _is_surely(self, number: int, reading: ReadText) -> bool:
        word = reading.words[number]
        if word.small in MOSTLY_WORDS or not self._english.is_only_a_name(word):
            return False
        if reading.abroad and word.small in ABROAD and not word.capital:
            return False
        after = reading.beside(number, 1)
        named_on = word.capital and after is not None and reading.words[after].capital
        return len(word.small) >= SHORTEST_NEW or (
            named_on and after is not None and self._is_either(reading.words[after])
        )

    def _reads_as_word(self, part: str) -> bool:
        return part in self._english.rank or part in self._english.known or self._english.reads_as_word(part)

    def _is_one_of_two(self, number: int, reading: ReadText) -> bool:
        """Are two names that are words side by side, as in "grace brown"?"""
        after = reading.beside(number, 1)
        if after is None:
            return False
        word, following = reading.words[number], reading.words[after]
        likely = VIRTUES | MOSTLY_WORDS if not reading.private else VIRTUES | MOSTLY_WORDS | ALSO_WORDS
        pair = word.small in likely and self._english.is_also_a_name(following) and not self._english.is_glue(word)
        both = number in reading.telling and after in reading.telling and self._is_either(following)
        return (pair and not self._english.is_glue(following)) or both

    def _is_beside_and(self, number: int, reading: ReadText) -> bool:
        """Is it one of "blessing and patience"?"""
        others = {
            reading.words[other].small
            for step in (-1, 1)
            if (link := reading.beside(number, step)) is not None
            and reading.words[link].small == "and"
            and (other := reading.beside(link, step)) is not None
        }
        return reading.words[number].small in VIRTUES and not VIRTUES.isdisjoint(others)

    def _is_either(self, word: Word) -> bool:
        return self._english.is_also_a_name(word) or self._english.is_only_a_name(word)

    def _stands_beside_a_capital(self, number: int, reading: ReadText) -> bool:
        """Is it part of a title: "Model Employer", "Black History Month"?"""
        words = reading.words
        return any(
            (other := reading.beside(number, step)) is not None
            and (words[other].capital or words[other].acronym)
            and not (step < 0 and other not in reading.telling and words[other].small in OPENERS)
            for step in (-1, 1)
        )

    def _grown(self, number: int, reading: ReadText) -> list[int]:
        """The seed, and what stands beside it and belongs to it."""
        numbers = [number]
        for step in (-1, 1):
            at, links = number, list[int]()
            while (other := reading.beside(at, step)) is not None:
                at = other
                if self._belongs(at, step, reading):
                    numbers += [*links, at]
                    links = []
                elif reading.words[at].small in PARTICLES:
                    links.append(at)
                else:
                    break
        return sorted(numbers)

    def _belongs(self, number: int, step: int, reading: ReadText) -> bool:
        """Is it more of a name, where a name is beside it?"""
        word, english = reading.words[number], self._english
        if number in reading.telling and english.is_also_a_name(word):
            return True
        if english.is_role(word) or word.small in {"i", "a"}:
            return False
        if len(word.small) == 1:
            return True
        if english.is_only_a_name(word) or (
            english.is_also_a_name(word) and (word.capital or not english.is_glue(word))
        ):
            return True
        if number in reading.telling:
            return not word.acronym and (english.is_rare(word) or not english.is_glue(word))
        if not _is_written(word) or english.is_derived(word.small) or reading.abroad:
            return False
        return english.is_rare(word) and (step < 0 or not english.is_a_form(word.small))

    def _stands_out(self, word: Word) -> bool:
        return word.capital or self._english.is_only_a_name(word) or not self._english.is_common(word)


def initials(text: str) -> Iterator[Span]:
    """Two letters and more with full stops, as in "A. B. got a warning"."""
    for match in INITIALS.finditer(text):
        if not NO_INITIALS.fullmatch(match[0].rstrip()):
            yield match.span()


def _is_written(word: Word) -> bool:
    """Are there letters only, as in a name, and not three of the same?"""
    return word.small.replace("-", "").isalpha() and not re.search(r"(.)\1\1", word.small)


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """The places in order, as one where nothing but a space stands between."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
