"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by their vowels."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.quality.shown import sentences

HARDEST = 9.0  # the grade that an answer may have
WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?:(?<![aeiouyl])e|(?<=[aeiouy]l)e|(?<=[^aeioutdylr])ed|(?<=[aeiouy][lr])ed|(?<=[^aeiouyscgzxhl])es)$"
)
TWO = re.compile(r"i[aou](?!us)|[^q]ua|eo(?!p)|uou|ying|eing")  # vowels side by side that are two syllables
ONE = re.compile(r"tion|sion|cial|tial|cious|tious|gion|geous")


def syllables(word: str) -> int:
    """About as many as a dictionary counts."""
    spoken = SILENT.sub("", word)
    return max(1, len(VOWELS.findall(spoken)) + len(TWO.findall(ONE.sub("o", spoken))))


def grade(texts: Iterable[str], names: Iterable[str] = ()) -> float:
    """The grade of some texts. What is called so by others, and what stands in capitals, is a word of one syllable."""
    read = [sentence for text in texts for sentence in sentences(_plain(text, names))]
    words = [word for sentence in read for word in WORD.findall(sentence.lower())]
    return 0.39 * len(words) / len(read) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _plain(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "name", text)
    return re.sub(r"\b[A-Z]{2,}\b", "name", text)
