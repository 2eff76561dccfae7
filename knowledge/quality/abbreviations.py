"""Abbreviations in what leaders read, and what they stand for in the glossary or the vocabulary.

A text is spelled out where an abbreviation first stands in it: "WRES (Workforce Race Equality Standard)". Titles, links
and what is quoted stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.model import Knowledge
from knowledge.recall import once_a_snapshot

ABBREVIATION = re.compile(r"\b[A-Z]{2,6}(?=s?\b)")
EVERYDAY = frozenset({"NHS", "UK", "EU", "USA", "PDF", "TV", "BBC", "HR"})
SMALL = frozenset("and of the for in".split())  # an abbreviation may leave them out
WORD = re.compile(r"[^\W\d_][\w'’-]*")
BETWEEN = re.compile(r",? ")
AS_THEY_ARE = re.compile(r"\[[^\[\]\n]*\]\([^()\s]*\)|https?://\S+|“[^”]*”|\"[^\"\n]*\"")
IN_BRACKETS = re.compile(r"\([^()\n]*\)")
LINE = re.compile(r"^.+$", re.MULTILINE)
ENDING = r"s?(?:['’]s?)?"


def long_form(abbreviation: str, knowledge: Knowledge) -> str | None:
    """The words that an abbreviation stands for, by the glossary, else the vocabulary; None where it is in neither."""
    return _long_forms(knowledge).get(abbreviation)


@once_a_snapshot
def _long_forms(knowledge: Knowledge) -> Mapping[str, str]:
    """The words that stand for each abbreviation."""
    forms: dict[str, str] = {}
    for names, texts in _explained(knowledge):
        for name in filter(ABBREVIATION.fullmatch, names):
            words = next((words for text in texts if (words := _spelled(name, text))), None)
            if words:
                forms.setdefault(name, words)
    return forms


def _explained(knowledge: Knowledge) -> Iterator[tuple[Iterable[str], Sequence[str]]]:
    """Names, and texts in which they should be spelled out: of terms they are or stand in, of groups of synonyms."""
    for term in knowledge.entries:
        if term.is_term:
            names = {*term.phrasings, *ABBREVIATION.findall(term.question)}
            yield names, (term.answer, *term.phrasings)
    yield from ((group, group) for group in knowledge.vocabulary.synonyms)


def _spelled(abbreviation: str, text: str) -> str | None:
    """The words in a row whose first letters are the abbreviation."""
    words = list(WORD.finditer(text))
    for at, first in enumerate(words):
        if end := _end(abbreviation, text, words[at:]):
            return text[first.start() : end]
    return None


def _end(abbreviation: str, text: str, words: list[re.Match[str]]) -> int | None:
    """Where the abbreviation has been spelled by words that begin here; None where they spell another."""
    left, before = abbreviation, 0
    for word in words:
        if word[0] == abbreviation or (before and not BETWEEN.fullmatch(text, before, word.start())):
            return None
        small = before and word[0] in SMALL
        if not small and word[0][0].upper() != left[0]:
            return None
        left = left if small else left[1:]
        before = word.end()
        if not left:
            return before
    return None


def spelled_out(text: str, knowledge: Knowledge) -> str:
    """A reply with each abbreviation spelled out where it first stands, unless the reply has spelled it out itself."""
    own = AS_THEY_ARE.sub(" ", text)
    meant = {each: long_form(each, knowledge) for each in set(ABBREVIATION.findall(own)) - EVERYDAY}
    added = {
        abbreviation: words
        for abbreviation, words in meant.items()
        if words and words.lower() not in own.lower() and f"({abbreviation})" not in own
    }
    return _with(text, added, list(_kept(text, knowledge))) if added else text


def _kept(text: str, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """From where to where nothing is put in: links, quotations, brackets, titles, publishers, lines that are a name."""
    yield from (kept.span() for pattern in (AS_THEY_ARE, IN_BRACKETS) for kept in pattern.finditer(text))
    names, labels = _own_names(knowledge)
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + len(name))
    yield from (line.span() for line in LINE.finditer(text) if line[0] in labels)


@once_a_snapshot
def _own_names(knowledge: Knowledge) -> tuple[frozenset[str], frozenset[str]]:
    """Titles and publishers, and what entries are called."""
    names = (name for resource in knowledge.resources for name in (resource.title, resource.publisher) if name)
    return frozenset(names), frozenset(entry.question for entry in knowledge.entries)


def _with(text: str, added: Mapping[str, str], kept: list[tuple[int, int]]) -> str:
    """The text with words after each abbreviation, in its plural or its genitive, where it first may be changed."""
    left = dict(added)

    def spelled(stands: re.Match[str]) -> str:
        if stands[1] not in left or any(start <= stands.start() < end for start, end in kept):
            return stands[0]
        return f"{stands[0]} ({left.pop(stands[1])}{stands[2]})"

    return re.sub(rf"\b({'|'.join(added)})({ENDING})(?!\w)", spelled, text)
