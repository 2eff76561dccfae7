"""When in doubt, topic words alone: a text that tells of somebody may hold a name that looks like a rare word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.redaction.english import FREQUENT, RARE, STAND_IN, English, Word, words_in
from bot.redaction.known import Known
from bot.redaction.name_list import listed_names
from bot.redaction.telling import OF_A_PERSON, tells_of_somebody

TOPICS_ALONE = "[about somebody]"
EVERYDAY = 600  # so many of the most common words are no topics
BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) +")
SHORTEST = 3  # letters


class Doubt:
    """Call it with a redacted text for the same, or for its topics alone where something in it may still be a name."""

    def __init__(self, english: English, known: Known) -> None:
        self._english, self._known = english, known

    def __call__(self, text: str) -> str:
        """The text; of a sentence that may hold a name, a stand-in and the words that the knowledge uses."""
        return " ".join(map(self._sure, BETWEEN_SENTENCES.split(text)))

    def _sure(self, sentence: str) -> str:
        named = bool(OF_A_PERSON.search(sentence))
        if not self._english.is_whole or not (named or tells_of_somebody(sentence)):
            return sentence
        if not any(self._may_be_a_name(word, named=named) for word in _outside(sentence)):
            return sentence
        topics = [word.small for word in _outside(sentence) if self._is_topic(word)]
        return " ".join([TOPICS_ALONE, *dict.fromkeys(topics)])

    def _may_be_a_name(self, word: Word, *, named: bool) -> bool:
        """Is it so rare, or so misspelt, that it could be one?"""
        if len(word.small) < SHORTEST or word.acronym or not word.small.replace("-", "").isalpha():
            return False
        if self._english.is_role(word) or RARE.fullmatch(word.small):
            return False
        return self._english.is_rare(word) if named else not self._english.is_common(word)

    def _is_topic(self, word: Word) -> bool:
        seldom = self._english.rank.get(word.small, FREQUENT) >= EVERYDAY
        short = len(word.small) < SHORTEST or word.small in listed_names()
        return word.small in self._known.texts and seldom and not short


def _outside(text: str) -> Iterator[Word]:
    """The words that are not in a stand-in."""
    held = [match.span() for match in STAND_IN.finditer(text)]
    for word in words_in(text):
        if not any(start < word.start < end for start, end in held):
            yield word
