"""The questions in a message: a chatty message has one among other sentences, some have two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.text.function_words import FILLER, MATERIAL, POINTERS
from knowledge.text.normalise import sentences, words
from knowledge.text.question import Question

ASKING = (
    "who what which when where why how can could would should do does did is are was were has have will may might "
    "any anything show tell give find list explain name remind define describe send recommend suggest point"
).split()
QUESTION = (  # how one begins behind a joining word
    r"(?:who|what|which|when|where|why|how)(?:'?s)?\b|(?:is|are) there\b|do you\b|does\b|did\b|any\b"
    r"|(?:can|could|should) (?:you|we|i|an?|the|boards?)\b|(?:tell|show|give|send) me\b"
)
WE_ARE = re.compile(r"we['\u2019]re\b", re.IGNORECASE)  # without its apostrophe it looks as "were we" begins
SHARING = "read|share|circulate|hand|lend|look at|listen to|watch"
MATERIAL_ASKED = re.compile(  # who asks so wants something to read, to hear or to pass on
    r"\bwhat (?:else )?(?:have you|do you have|has come out|is (?:there )?(?:out|new))\b"
    r"|\bwhat (?:else )?is there (?:on|about|for|by|from)\b"
    rf"|\bwhat (?:can|could|should|would|might) (?:\w+ ){{1,8}}?(?:{SHARING})\b(?! (?:with you|here))"
    r"|\bwhat would you (?:give|hand|show|lend)\b"
    rf"|\b(?:i|we) (?:can|could) (?:show|put in front|{SHARING})\b"
    r"|\bideas? (?:for|of|on) what\b.*\b(?:read|hear|watch|listen)\b|\b(?:reading|read|listen) (?:on|about|for)\b"
)
PLAIN_QUESTION = (  # and behind a comma, where "who", "which" and "when" mostly tell more of the same
    r"(?:what|where|when|why|how)(?:'?s| is| are| do| does| can| could| should)\b|(?:is|are) there\b|do you\b"
    r"|any\b|(?:can|could) you\b|(?:tell|show|give|send) me\b"
)
BEFORE_IT = frozenset("also and plus btw oh".split())
JOINING = r"(?:and|also|plus|but|btw|by the way|anyway|quick question)[,:]?\s+"
JOINED = rf"[,;]?\s+(?:{JOINING}){{1,4}}"  # more than a few in a row join nothing, and take long to look through
JOINT = re.compile(rf"{JOINED}(?={QUESTION})", re.IGNORECASE)
COMMA = re.compile(rf"[,;]\s+(?={PLAIN_QUESTION})", re.IGNORECASE)
TELLS = r"(?:i|i'?m|i'?ve|my|our|we|he|she|they|they'?ve|someone|somebody|one of|an?)\b"  # how it goes on behind one
TOLD = re.compile(rf"{JOINED}(?={TELLS})|[,;]\s+(?={TELLS})", re.IGNORECASE)
FEWEST_WORDS = 3
SUBJECTS_TO_STAND_ALONE = 2
FEW_WORDS = 4
FLOOD, REPEATS = 30, 5  # so many words, each so often
MOST_PARTS = 4
LETTER, MOST_IN_A_LETTER = 5, 8  # sentences, from which on a message is a letter, and the parts of one
ORDINAL = re.compile(
    r"(?:and\s+)?(?:first|second|third|fourth|fifth|sixth|last|next|final)(?:ly)?(?: of all)?[,:]\s+", re.IGNORECASE
)
REQUEST = re.compile(
    r"(?:also,? |and |please,? )*(?:please \w+|(?:we|i)(?: also| really|'d|\u2019d)* (?:need|want|wish|like"
    r"|(?:would|should) (?:also )?(?:like|love|welcome|appreciate)|(?:are|am) looking for))\b",
    re.IGNORECASE,
)  # in a letter
NUMBERED = re.compile(r"(?:^|(?<=\s))\(?(?:(\d)|([a-e]))[.)]\s+(?=\w)", re.IGNORECASE)
APART = re.compile(
    r"\s*;\s+|\s+/\s+|\s+&\s+(?=(?:who|what|which|when|where|why|how|is|are|do|does|can)\b)", re.IGNORECASE
)


def questions(text: str) -> tuple[str, ...]:
    """The parts of a cleaned message that ask something, in order; at most four, and eight of a letter.

    Of a numbered list, and of what semicolons and strokes part, each asks, whether or not it looks like a question.
    In a letter a request asks too.
    """
    listed = _numbered(text) or [part for part in APART.split(text) if part.strip()]
    if len(listed) > 1:
        return tuple(part.strip() for part in listed[:MOST_IN_A_LETTER])
    whole = sentences(text)
    parts = [ORDINAL.sub("", part, count=1) for sentence in whole for part in JOINT.split(sentence)]
    if len(whole) < LETTER:
        return tuple(part for part in parts if is_question(part))[:MOST_PARTS]
    return tuple(part for part in parts if is_question(part) or REQUEST.match(part))[:MOST_IN_A_LETTER]


def clauses(sentence: str) -> tuple[str, ...]:
    """The parts of a sentence in which a question is joined to another, or to what somebody tells; else the whole."""
    parts = [part for joined in JOINT.split(sentence) for part in COMMA.split(joined)]
    each = (TOLD.split(part, maxsplit=1) if is_question(part) else [part] for part in parts)
    return tuple(clause for some in each for clause in some)


def _numbered(text: str) -> list[str]:
    """What stands after 1) and 2), or a) and b), and so on; nothing where they do not count up from the first."""
    marks = list(NUMBERED.finditer(text))
    counted = [int(mark[1]) if mark[1] else ord(mark[2].lower()) - ord("a") + 1 for mark in marks]
    if len(marks) < 2 or counted != list(range(1, len(marks) + 1)):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]


def statements(text: str) -> tuple[str, ...]:
    """The other sentences of a message that has several, in order; at most four."""
    found = sentences(text)
    return tuple(part for part in found if not is_question(part))[:MOST_PARTS] if len(found) > 1 else ()


def subjects(stems: Sequence[str]) -> set[str]:
    """The words that say what it is about: none in "Have you got it?"."""
    return set(stems) - FILLER - MATERIAL


def stands_alone(question: Question, least: int = SUBJECTS_TO_STAND_ALONE) -> bool:
    """Can it be understood without the sentences around it? It needs so many subjects, and points at nothing."""
    return len(subjects(question.stems)) >= least and not POINTERS & set(question.tokens)


def says_nothing(question: Question) -> bool:
    """Is it short and about nothing ("tell me more"), or the same few words over and over?"""
    tokens = question.tokens
    if len(tokens) >= FLOOD:
        return is_flood(question)
    return len(tokens) <= FEW_WORDS and not any(map(str.isalpha, subjects(question.stems)))


def is_flood(question: Question) -> bool:
    """Is it the same few words over and over?"""
    tokens = question.tokens
    return len(tokens) >= FLOOD and len(set(tokens)) <= len(tokens) // REPEATS


def is_question(part: str) -> bool:
    """Does it end with a question mark, or begin as a question or a request does?"""
    typed = words(part)
    first = next((word for word in typed if word not in BEFORE_IT), "")
    begins = first in ASKING and not WE_ARE.match(part)
    return len(typed) >= FEWEST_WORDS and (part.endswith("?") or bool(begins))


def asks_for_material(typed: Sequence[str]) -> bool:
    """Does it ask for something to read, to hear or to pass on, without a word for it: "what can I share"?"""
    return MATERIAL_ASKED.search(" ".join(typed)) is not None
