"""What is no question at all: orders to the assistant, abuse, markup, nonsense. Nobody could learn from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.text.question import Question
from knowledge.text.sentences import says_nothing

FEWEST_FOREIGN = 3  # words: fewer that nobody knows may be a name, or a cat on the keys
LONGEST = 24  # letters of a word that somebody meant
LIKE_ABUSE = 0.5
MEANT = 0.75  # share of the words
VOWEL = re.compile(r"[aeiouyàâäåæáãèéêëìíîïòóôöøõùúûüý]")
CRUSH = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|(.)\1\1|^(?:asdf|qwer|zxcv|hjkl)")


def is_noise(question: Question, known_words: float, like_abuse: float, least_known: float) -> bool:
    """Is there nothing to learn from it? `like_abuse`: how alike it is to the abuse that ships with the code."""
    if not question or says_nothing(question) or like_abuse >= LIKE_ABUSE:
        return True
    return known_words < least_known and not _is_foreign(question.tokens)


def _is_foreign(tokens: Sequence[str]) -> bool:
    """Do words that are not English look like words of another language?"""
    meant = [token for token in tokens if _is_meant(token)]
    return len(set(meant)) >= FEWEST_FOREIGN and len(meant) >= MEANT * len(tokens)


def _is_meant(word: str) -> bool:
    if len(word) > LONGEST:
        return False
    return not word.isascii() or (bool(VOWEL.search(word)) and not CRUSH.search(word)) or word.isdecimal()
