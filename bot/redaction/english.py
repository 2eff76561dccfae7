"""What words are: common English, a slip in it, the knowledge's own, a name; and where they stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.redaction.name_list import ALSO_WORDS, POSTS, ROLES, listed_names, more_words

GLUE = 300  # so many of the most frequent words hold sentences together and name nobody
MOST_FREQUENT = 3_000  # and so many where it is short
BEGINNING = 5  # letters by which a word that is made of another is known
FREQUENT = 12_000  # so many words are frequent enough to be meant by one with a slip in it
ALIKE, LONGER_ALIKE = 0.8, 0.75
LONG = 7  # letters: from so many on two slips are made
SHORT = 4  # letters: of a word so short, each one edit away is alike
FEW_WORDS = 6
RARE = re.compile(
    r"\w{4,}(?:ings?|isms?|ists?|ness|ments?|[ts]ions?|ful|less|ously|[ai]ble|ally|ical|ised|ising|ized|ities)"
)  # no name ends so
PREFIX = re.compile(r"(?:un|re|pre|mis|non|co|ex|de)-(?P<rest>[a-z]{3,})")
PREFIXED = re.compile(r"(?:under|over|un|re|pre|mis)(?P<rest>[a-z]{5,})")
CLOSED = re.compile(r"(?:non|anti|multi|inter)(?P<rest>[a-z]{5,})")  # "nonexecutive"
NUMERAL = re.compile(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:one|two|three|four|five|six|seven|eight|nine)")
# Nor with a capital.
LATIN = re.compile(r"\w{4,}(?:i[sz]ations?|[st]ions?|isms?|ically|alit(?:y|ies)|i[sz]ing|i[sz]ed)")
ACRONYM = re.compile(
    r"[A-Z]{2,6}s|[A-Z]{1,3}o[A-Z]{1,3}s?"  # "NEDs", "DoF"
    r"|[A-Z]{2,6}s?-(?:led|facing|based|wide|only|level|ready|specific|related|focused|style|type|friendly|wise|heavy)"
)
AS_THEY_ARE = re.compile(r"-(?:led|facing|based|wide|only|level|ready|friendly)\Z")  # "ned-facing"
A_VERB = re.compile(r"\w{3,}(?<![ehmv])ed")  # but Saeed, Rashed, Mohammed, Javed
WORD = re.compile(r"[^\W\d_][^\s.,;:!?()\[\]{}<>\"“”/|*_=&]*")
STAND_IN = re.compile(r"\[[^\]]*\]")
LETTERS = re.compile(r"(?<![\w'])[^\W\d_]+")
BETWEEN_WORDS = frozenset([" ", "-"])
AFTER_INITIALS = frozenset([".", ". ", " "])
ENDING = re.compile(r"(?:'(?:s|m|d|re|ve|ll)|['-])+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in small letters, and its place; `capital` is False where a text has no choice, `ends` before a pause."""

    start: int
    end: int
    small: str
    capital: bool
    acronym: bool
    ends: bool


class English:
    """`words`: common English, most frequent first. `known`: words of the knowledge."""

    def __init__(self, words: Sequence[str], known: Collection[str] = ()) -> None:
        self.rank = dict(zip(words, count(), strict=False))
        self.known = more_words().union(known)
        self._frequent = _by_start([*words[:FREQUENT], *sorted(self.known)])
        self._most_frequent = _by_start(words[:MOST_FREQUENT])
        self._letters = frozenset("".join(sorted(word)) for word in words[:FREQUENT])
        self._beginnings = frozenset(word[:BEGINNING] for word in self.rank)

    @property
    def is_whole(self) -> bool:
        """Are there so many words that a word's not being there says something?"""
        return len(self.rank) >= FREQUENT

    def is_only_a_name(self, word: Word) -> bool:
        """Is one of its parts a name and nothing else?"""
        if not word.capital and (compound := PREFIX.fullmatch(word.small)):  # "un-read", though Un is a name too
            return compound["rest"] in listed_names()
        return not listed_names().isdisjoint(word.small.split("-"))

    def is_also_a_name(self, word: Word) -> bool:
        """Is it a word that is a name too?"""
        return word.small in ALSO_WORDS

    def is_role(self, word: Word) -> bool:
        """Is it what somebody may be?"""
        return ROLES.issuperset(AS_THEY_ARE.sub("", word.small).split("-"))

    def is_post(self, word: Word) -> bool:
        """Is it a post that is written as an acronym, as in "MD here"?"""
        return word.acronym and (word.small.removesuffix("s") in POSTS)

    def is_glue(self, word: Word) -> bool:
        """Is it one of the words that hold sentences together?"""
        return self.rank.get(word.small, GLUE) < GLUE

    def is_common(self, word: Word) -> bool:
        """Is it English, or the knowledge's? A letter beside a hyphen is none of either, as in "e-rostering"."""
        parts = [part for part in word.small.split("-") if len(part) > 1] or [word.small]
        return all(map(self._is_common, parts))

    def _is_common(self, part: str) -> bool:
        return (
            part in self.known
            or part in self.rank
            or (one := part.removesuffix("s")) in self.rank
            or (len(part) >= SHORT and one in self.known)  # "cqcs", but Tas is a name
        )

    def is_rare(self, word: Word) -> bool:
        """Is a part of it seldom written, and not by the knowledge?"""
        return any(
            self.rank.get(part, FREQUENT) >= FREQUENT and part not in self.known for part in word.small.split("-")
        )

    def is_explained(self, word: Word) -> bool:
        """Is it a name, or made of a common word?"""
        return self.is_only_a_name(word) or self.is_derived(word.small) or bool(A_VERB.fullmatch(word.small))

    def reads_as_word(self, small: str) -> bool:
        """Does it look like a word that is too rare for the list, or like a slip in a frequent one?"""
        return self.is_derived(small) or bool(A_VERB.fullmatch(small)) or self.is_alike(small)

    def is_derived(self, small: str) -> bool:
        """Is it made of a common word, as "unteachable" is?"""
        if (whole := PREFIXED.fullmatch(small)) and self._is_everyday(whole["rest"], MOST_FREQUENT):
            return True
        if (whole := CLOSED.fullmatch(small)) and self._is_everyday(whole["rest"], FREQUENT):
            return True
        if NUMERAL.fullmatch(small):
            return True
        return bool(RARE.fullmatch(small)) and small[:BEGINNING] in self._beginnings

    def is_latin(self, small: str) -> bool:
        """Is it made of a common word so that it is no name with a capital either: "Racialisation"?"""
        return bool(LATIN.fullmatch(small)) and self.is_derived(small)

    def _is_everyday(self, small: str, most: int) -> bool:
        return self.rank.get(small, most) < most and small not in ALSO_WORDS and small not in listed_names()

    def is_a_form(self, small: str) -> bool:
        """Is it a common word with an ending: "refuses", "refused"?"""
        return any(
            small.endswith(end) and small.removesuffix(end) in self.rank for end in ("s", "es", "d", "ed", "ing")
        )

    def is_alike(self, small: str) -> bool:
        """Is a frequent word written nearly like that?"""
        if len(small) < 2 or "".join(sorted(small)) in self._letters:
            return bool(small)
        if len(small) <= SHORT:
            near, cutoff = self._most_frequent, 1 - 1 / len(small)
        else:
            near, cutoff = self._frequent, LONGER_ALIKE if len(small) >= LONG else ALIKE
        words = near.get(small[0], ())
        return bool(process.extractOne(small, words, scorer=OSA.normalized_similarity, score_cutoff=cutoff - 1e-9))


def _by_start(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        by_start[word[0]].append(word)
    return by_start


def words_in(text: str) -> list[Word]:
    """The words of a cleaned text."""
    written = STAND_IN.sub("", text)  # small letters in what stands in for a detail are not the writer's
    letters = LETTERS.findall(written)
    chooses = any(word[0].islower() for word in letters) or (len(letters) <= FEW_WORDS and not written.isupper())
    matches = [*WORD.finditer(text)]
    starts = [*(match.start() for match in matches[1:]), len(text)]
    return [_word(text, match, following, chooses=chooses) for match, following in zip(matches, starts, strict=False)]


def _word(text: str, match: re.Match[str], following: int, *, chooses: bool) -> Word:
    written = ENDING.sub("", match[0])
    end = match.start() + len(written)
    between = text[end:following]
    initial = len(written) == 1 and written not in "ai"
    acronym = chooses and len(written) > 1 and (written.isupper() or bool(ACRONYM.fullmatch(written)))
    return Word(
        start=match.start(),
        end=end,
        small="not" if written.casefold().endswith("n't") else written.casefold().replace("'", ""),
        capital=chooses and not acronym and not written[0].islower(),
        acronym=acronym,
        ends=between not in (AFTER_INITIALS if initial else BETWEEN_WORDS),
    )
