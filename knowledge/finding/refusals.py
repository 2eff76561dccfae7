"""Which words of a message refuse something: where the refusing word stands, and how far what it refuses reaches.

A rule over words and clauses, so that whoever keeps the assistant can read it. What the refused words mean is not
decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from knowledge.finding.gazetteer import Meaning
from knowledge.finding.periods import ONWARDS
from knowledge.text.normalise import words
from knowledge.text.question import Question
from knowledge.text.refusing_words import (
    AFTER,
    ALL,
    AROUND,
    BETWEEN,
    COPULAS,
    DONE,
    EXCEPTING,
    JOINING,
    KNOWN,
    LEAVING,
    LONG,
    MEANT,
    NOTHING,
    OLD,
    ONWARD,
    ORDERING,
    ORDERS,
    OTHERS,
    PLAIN,
    REFUSING,
    RELATING,
    SOFT,
    STATING,
    TAKING,
    TURNS,
    WANTING,
    WHOLE,
)
from knowledge.text.vocabulary import stems

CLAUSE = re.compile(r"(?<!\bexcl)[,;:.!?()\u2026]+(?=\s|$)|\s[-\u2013\u2014/|]+\s")
MARKERS = PLAIN | SOFT | ORDERS | DONE
LONGEST = max(map(len, MARKERS))
POINTING = frozenset("the that this for not no sorry wait actually its it thats yes thanks thank please".split())
ARTICLES = frozenset({"a", "an", "the"})
OWNERS = frozenset("our my their his her its we i they he she".split())
VENTING = frozenset("stand bear face hate dislike enough".split())  # ends of refusals that else only tell of a mood
FARTHEST, NEAREST = 8, 4  # words that a refusal may reach, and before anything in it is known
FAR_FROM_ALL = 4  # words from "anywhere" to its "but"
SHORT_WORD = 3  # letters; one that is only alike may be many others
NEXT_IN_LIST = 5  # words until the "or" of a list with commas

Known = Callable[[int], int]  # from the place of a word to the end of the name that begins there; 0 where none does


@dataclass(frozen=True, slots=True)
class Phrase:
    """One of the things that are refused: what its names mean, the other stems, or the ids of its title."""

    names: tuple[tuple[Meaning, ...], ...]
    others: tuple[str, ...]
    ids: tuple[str, ...]
    plural: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words by their places: the refusing ones from `start`, what they refuse from `begin` to `end`, excluded.

    A `plain` one refuses whatever follows; another one may only state something.
    """

    start: int
    begin: int
    end: int
    plain: bool
    word: str  # the last of the refusing words


def as_typed(question: Question) -> Question:
    """With its small words as they were typed: "isnt" is no misspelling, and "nort" not one of "nor"."""
    pairs = zip(question.tokens, question.corrected, strict=True)
    typed = tuple(typed if _is_own(typed, meant) else meant for typed, meant in pairs)
    return replace(question, corrected=typed, stems=tuple(stems(typed))) if typed != question.corrected else question


def _is_own(typed: str, meant: str) -> bool:
    if typed in REFUSING or typed in ONWARDS:
        return True
    return meant in REFUSING and len(meant) <= SHORT_WORD and sorted(typed) != sorted(meant)


def breaks(question: Question) -> frozenset[int]:
    """The places of words before which a clause ends, where the words can be counted."""
    counts = list(accumulate(len(words(part)) if part.strip() else 0 for part in CLAUSE.split(question.text)))
    return frozenset(counts) if counts and counts[-1] == len(question.tokens) else frozenset()


def refusals(tokens: Sequence[str], ends: frozenset[int], known: Known) -> Iterator[Refusal]:
    """The refusals in a message, in order. `ends`: the places before which a clause ends."""
    at = 0
    while at < len(tokens):
        length = next((n for n in range(LONGEST, 0, -1) if tuple(tokens[at : at + n]) in MARKERS), 0)
        length = length or _excepts(tokens, ends, at)
        after, refusal = known(at), None
        if after and (end := _refused_afterwards(tokens, known, at, after)):
            refusal = Refusal(at, at, end, plain=True, word=tokens[end - 1])
        elif length and not after:
            refusal = _refusal(tokens, ends, known, at, length)
        if refusal is not None:
            yield refusal
        at = refusal.end if refusal else max(after, at + max(length, 1))


def _excepts(tokens: Sequence[str], ends: frozenset[int], at: int) -> int:
    """The length of an exception from everything, as in "anywhere in England but London"; 0 where there is none."""
    before = range(max(0, at - FAR_FROM_ALL), at)
    return int(tokens[at] in EXCEPTING and any(tokens[place] in ALL and at not in ends for place in before))


def _refused_afterwards(tokens: Sequence[str], known: Known, start: int, after: int) -> int:
    """The end of words that refuse the names before them, as in "guides and reports excepted"; 0 where none do."""
    while after < len(tokens) and tokens[after] in JOINING and known(after + 1):
        after = known(after + 1)
    begin = after
    while begin < len(tokens) and tokens[begin] in COPULAS:
        begin += 1
    phrases = AFTER | (AROUND if LEAVING & set(tokens[max(0, start - 2) : start]) else frozenset())
    ends = (begin + len(phrase) for phrase in phrases if tuple(tokens[begin : begin + len(phrase)]) == phrase)
    end = max(ends, default=0)
    return 0 if tokens[end : end + 1] == ("from",) and tokens[end - 1] == "aside" else end


def _refusal(tokens: Sequence[str], ends: frozenset[int], known: Known, start: int, length: int) -> Refusal | None:
    marker, begin = tuple(tokens[start : start + length]), start + length
    plain, word = marker in PLAIN | DONE or bool(_excepts(tokens, ends, start)), marker[-1]
    if marker in DONE and not (OTHERS & set(tokens) or " not that" in " ".join(tokens)):
        return None
    begins = start == 0 or start in ends
    if begin >= len(tokens) or begin in ends or (not plain and _only_states(tokens, begins, start, begin)):
        return None
    if marker in ORDERS and not begins and tokens[start - 1] not in ORDERING:
        return None
    if word in WANTING and tokens[begin] == "to" and not TAKING & set(tokens[begin + 1 : begin + 2]):
        return None
    if (
        word in ("outside", "no", "nothing")
        and not known(begin)
        and not _is_list(tokens, ends, known, begin, begins=begins)
    ):
        return None
    while begin < len(tokens) and not known(begin) and tokens[begin] in BETWEEN and begin not in ends - {start}:
        begin += 1
    if begin in ends or WHOLE & set(tokens[start + length : begin + 1]):
        return None
    end = _end(tokens, ends, known, begin)
    return Refusal(start, begin, end, plain, word) if end > start + length else None


def _only_states(tokens: Sequence[str], begins: bool, start: int, begin: int) -> bool:  # noqa: FBT001
    """Is it "boards that do not …" or "not only", rather than a wish?"""
    word = tokens[begin - 1]
    if word in ("not", "isnt", "arent", "wasnt", "werent") and tokens[begin] in MEANT:
        return True
    if begins or {"by", "from"} & set(tokens[begin : begin + 2]):
        return False
    before = tokens[start - 1]
    if word in ("isnt", "arent", "wasnt", "werent"):
        return before not in RELATING and "rather" not in tokens[max(0, start - 2) : start]
    if before in ("is", "are", "was", "were"):
        return start < 2 or tokens[start - 2] not in RELATING
    return word in ("no", "more", "not") and before in STATING


def _is_list(tokens: Sequence[str], ends: frozenset[int], known: Known, begin: int, *, begins: bool) -> bool:
    """Is it "no white papers or reports", or "no the brap one, seen it", rather than "no, I meant the guide"?"""
    end = min((end for end in ends if end > begin), default=len(tokens))
    if KNOWN & set(tokens[end : end + 3]):
        return True
    names = any(map(known, range(begin, end))) and not TURNS & set(tokens[begin:end])
    return begins and names and tokens[begin] not in POINTING


def _end(tokens: Sequence[str], ends: frozenset[int], known: Known, begin: int) -> int:
    """Where the refused words end: at the end of a clause, at a turn ("but"), or where another wish begins."""
    at, understood = begin, False
    while at < len(tokens) and at - begin <= (FARTHEST if understood else NEAREST):
        if at in ends and at > begin and not (understood and _goes_on(tokens, known, at)):
            break
        if after := known(at):
            at, understood = after, True
            continue
        if tokens[at] in TURNS or (understood and tokens[at] in ONWARD):
            break
        if at > begin and not understood and tokens[at] in JOINING and OWNERS & {*tokens[at + 1 : at + 2]}:
            break  # "noted without a question and our network lead left" goes on with somebody else
        if understood and tokens[at - 1] not in JOINING and _names_another(tokens, ends, known, at):
            break
        if understood and tokens[at] in JOINING and not known(_past(tokens, known, at + 1)):
            break
        at += 1
    while at > begin and not known(at - 1) and tokens[at - 1] in JOINING:
        at -= 1
    return at


def _names_another(tokens: Sequence[str], ends: frozenset[int], known: Known, at: int) -> bool:
    """Does what is wished for follow, and nothing after it, as in "not the report the case study"?"""
    end = known(at + 1) if tokens[at] in ARTICLES else 0
    return bool(end) and (end == len(tokens) or end in ends)


def _past(tokens: Sequence[str], known: Known, at: int) -> int:
    """The place after the small words between."""
    while at < len(tokens) and not known(at) and tokens[at] in BETWEEN:
        at += 1
    return at


def _goes_on(tokens: Sequence[str], known: Known, at: int) -> bool:
    """Does a list go on after a comma: "podcasts, webinars or videos"?"""
    if tokens[at] in JOINING:
        return bool(known(_past(tokens, known, at + 1)))
    after = known(at)
    return bool(after) and any(word in JOINING for word in tokens[after : after + NEXT_IN_LIST])


def mild(question: Question) -> tuple[bool, bool, frozenset[int]]:
    """Whether "nothing too long" is short and "not an old one" is new: whether so, and the places of these words."""
    typed, ends = question.corrected, breaks(question)
    short = newest = False
    gone: set[int] = set()
    for at, word in enumerate(typed):
        if word not in LONG | OLD or typed[at + 1 : at + 2] in (("ago",), ("enough",), ("term",), ("than",)):
            continue
        start, first = at - 1, max((end for end in ends if end <= at), default=0)
        while start > max(at - 5, first - 1) and (typed[start] in BETWEEN or typed[start] in ("very", "so")):
            start -= 1
        if start >= first and typed[start] in NOTHING:
            short, newest = short or word in LONG, newest or word in OLD
            gone |= set(range(start, at + 1))
    return short, newest, frozenset(gone)
