"""Where people are named: after "I am", "my name is", a title, "my manager", and under a letter.

A word is a name by where it stands, so that names of every origin are found alike: it is one unless it is a common
English word without a capital, a slip in one, a role, or part of a name that the knowledge knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.redaction.name_list import ALSO_WORDS, ANYBODY, ONLY_NAMES, PARTICLES, RELATION, ROLES, TITLES
from knowledge.text.normalise import words as words_of

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a name stands behind. `surely`: nothing but a name does; `oneself`: it is the writer's, or as good as.

    `theirs`: it may be somebody's whom the knowledge names; `last`: little comes after it.
    """

    pattern: re.Pattern[str]
    surely: bool = False
    oneself: bool = False
    theirs: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in small letters, and its place; `capital` is False where a text has no choice, `ends` before a pause."""

    start: int
    end: int
    small: str
    capital: bool
    acronym: bool
    ends: bool


GAP = r"[^\w\[\].?!]{1,6}"
STILL = rf"(?:(?:just|also|only|now|still|actually|really){GAP})?"
A_TITLE, A_RELATION, ANYONE = (rf"(?:{'|'.join(words)})" for words in (TITLES, RELATION, RELATION + ANYBODY))
NAMED_WITH_A_CAPITAL = "Miss|Sir|Lord|Lady|Baroness|Baron|Doctor|Nurse|Sister|Matron|Imam|Rabbi|Father|Pastor|Captain"
GREETING = r"(?:(?:hi|hello|hey|good \w{1,20})\W{1,6})?"
ABROAD = (  # "my name is" in the languages that staff of the NHS speak most
    "mein name ist|ich hei(?:ß|ss)e|mon nom est|je m'appelle|mi nombre es|me llamo|o meu nome é|meu nome é|me chamo"
    "|il mio nome è|mi chiamo|nazywam się|mam na imię|numele meu este|mă numesc|mera naam|mera nam|mein naam"
    "|ang pangalan ko ay|ako si|benim adım|jina langu ni|oruko mi ni"
)
FAREWELL = r"(?:regards|wishes|thanks|thank you|cheers|sincerely|faithfully|signed:|best,)"


def _after(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


CUES = (
    Cue(_after(rf"\bmy (?:\w+ )?(?:name|surname)(?: is|'?s){GAP}|\bname ?[:=] ?"), surely=True),
    Cue(_after(rf"\b(?:{ABROAD}){GAP}"), surely=True),
    Cue(_after(rf"\b(?:{A_TITLE}\b\.?{GAP})+"), surely=True, theirs=True),
    Cue(_after(rf"\b(?:i am|i'm|im|i m|call me){GAP}(?:called{GAP})?{STILL}"), oneself=True),
    Cue(_after(rf"\b{ANYONE}{GAP}(?:(?:is|was){GAP})?(?:called|named){GAP}"), oneself=True),
    Cue(_after(rf"\b(?:this is|it is|it's|here is|here's){GAP}{STILL}")),
    Cue(
        _after(rf"\b(?:my|our|his|her|their|your|the|an?) (?:[\w'-]{{1,20}} ){{0,3}}?{A_RELATION}{GAP}(?:is{GAP})?"),
        theirs=True,
    ),
    Cue(_after(rf"\A\W{{0,6}}{GREETING}(?=\S{{1,40}}(?: \S{{1,40}}){{0,2}} (?:here|speaking)\b)"), theirs=True),
    Cue(re.compile(rf"\b(?:{NAMED_WITH_A_CAPITAL})\.?{GAP}"), theirs=True),
    Cue(_after(rf"\b{FAREWELL}[^\w\[\]]{{1,6}}"), theirs=True, last=True),
)
WORD = re.compile(r"[^\W\d_][^\s.,;:!?()\[\]{}<>\"“”/|*_=&]*")
LETTERS = re.compile(r"(?<![\w'])[^\W\d_]+")
BETWEEN_WORDS = frozenset([" ", "-"])
AFTER_INITIALS = frozenset([".", ". ", " "])
ENDING = re.compile(r"(?:'(?:s|m|d|re|ve|ll)|['-])+$", re.IGNORECASE)
TRAIT = re.compile(r"\S+(?:ed|ing|ese|ish|ican)")
RARE = re.compile(r"\w{4,}(?:ings?|isms?|ness|ments?|[ts]ions?|ful|less|ously|[ai]ble)")  # no name ends so
A_VERB = re.compile(r"\w{3,}(?<![ehmv])ed")  # but Saeed, Rashed, Mohammed, Javed
AFTER_A_TRAIT = frozenset("in about to of with that on for at by as and or but i my the a".split())
GLUE = 300  # so many of the most frequent words hold sentences together and name nobody
FREQUENT = 12_000  # so many words are frequent enough to be meant by one with a slip in it
ALIKE = 0.8
MOST_WORDS = 5
SHORTEST_AGAIN = 3
FEW_WORDS = 6


class Names:
    """Finds the places of names in a text. `known`, `people` and `words` are as in `bot.redaction.redact.Redactor`."""

    def __init__(self, known: Collection[str], people: Collection[str], words: Sequence[str]) -> None:
        self._rank = dict(zip(words, count(), strict=False))
        self._frequent: defaultdict[str, list[str]] = defaultdict(list)
        for word in words[:FREQUENT]:
            self._frequent[word[0]].append(word)
        phrases = [tuple(word for word in words_of(name) if word.isalpha()) for name in known]
        self._known = frozenset(word for phrase in phrases for word in phrase)
        self._phrases = frozenset(phrase for phrase in phrases if phrase)
        self._longest = max((len(phrase) for phrase in self._phrases), default=0)
        self._people = [tuple(words_of(name)) for name in people]

    def __call__(self, text: str) -> list[Span]:
        """The places; a name that was given once is found wherever else it stands."""
        read = words_in(text)
        at = {word.start: number for number, word in enumerate(read)}
        named = [
            name
            for cue in CUES
            for match in cue.pattern.finditer(text)
            if (name := self._named(read, at.get(match.end(), len(read)), cue))
        ]
        given = {word.small for name in named for word in name if len(word.small) >= SHORTEST_AGAIN}
        again = [[word] for word in read if word.small in given and self._stands_out(word)]
        return _joined(text, sorted((name[0].start, name[-1].end) for name in named + again))

    def _named(self, read: Sequence[Word], start: int, cue: Cue) -> list[Word]:
        """The words of the name that begins there, or none."""
        if self._begins_with_known(read, start):
            return []
        name: list[Word] = []
        links: list[Word] = []
        for number in range(start, min(start + MOST_WORDS, len(read))):
            word, after = read[number], read[number + 1] if number + 1 < len(read) else None
            if self._follows(word, after, name[-1]) if name else self._begins(word, after, cue):
                name += [*links, word]
                links = []
            elif word.small in PARTICLES or (word.capital and len(word.small) == 1):
                links.append(word)
            else:
                break
            if word.ends:
                break
        left = len(read) - start - len(name)
        return [] if (cue.theirs and self._is_theirs(name)) or (cue.last and left > FEW_WORDS) else name

    def _begins(self, word: Word, after: Word | None, cue: Cue) -> bool:
        if self._is_only_a_name(word) or (cue.surely and word.small in ALSO_WORDS):
            return True
        if word.small in ALSO_WORDS and word.small not in ROLES:
            return self._begins_with_a_word(word, after, cue)
        if word.acronym or self._is_glue(word) or self._is_role(word):
            return cue.surely and word.acronym and not self._is_common(word)
        if word.capital:
            return cue.surely or self._is_rare(word) or (cue.oneself and not TRAIT.fullmatch(word.small))
        if self._is_common(word) or len(word.small) == 1:
            return False
        return cue.surely or not self._is_a_slip(word, after, anywhere=cue.theirs)

    def _begins_with_a_word(self, word: Word, after: Word | None, cue: Cue) -> bool:
        """Is a name that is a common word too a name here, as in "I am Grace" or "this is grace okafor"?"""
        goes_on = after is not None and not word.ends
        named_on = after is not None and goes_on and self._follows(after, None, word)
        if not word.capital:
            return cue.oneself and named_on
        return (
            cue.oneself
            or named_on
            or not (self._is_glue(word) or (goes_on and not cue.theirs) or (goes_on and cue.last))
        )

    def _follows(self, word: Word, after: Word | None, before: Word) -> bool:
        if self._is_only_a_name(word) or (word.small in ALSO_WORDS and (word.capital or not self._is_glue(word))):
            return True
        if self._is_role(word) or word.small == "i":
            return False
        if word.capital or not self._is_rare(word):
            return word.capital
        ordinary = self._is_common(word) and (before.capital or TRAIT.fullmatch(word.small))
        return not (ordinary or self._is_a_slip(word, after))

    def _begins_with_known(self, read: Sequence[Word], start: int) -> bool:
        """Does the knowledge name something in just these words?"""
        words = tuple(word.small for word in read[start : start + self._longest])
        return any(words[:length] in self._phrases for length in range(1, len(words) + 1))

    def _is_only_a_name(self, word: Word) -> bool:
        return not ONLY_NAMES.isdisjoint(word.small.split("-"))

    def _is_role(self, word: Word) -> bool:
        return ROLES.issuperset(word.small.split("-"))

    def _is_glue(self, word: Word) -> bool:
        return self._rank.get(word.small, GLUE) < GLUE

    def _is_common(self, word: Word) -> bool:
        parts = word.small.split("-")
        return all(part in self._known or part in self._rank or part.removesuffix("s") in self._rank for part in parts)

    def _is_rare(self, word: Word) -> bool:
        return any(
            self._rank.get(part, FREQUENT) >= FREQUENT and part not in self._known for part in word.small.split("-")
        )

    def _is_a_slip(self, word: Word, after: Word | None, *, anywhere: bool = False) -> bool:
        """Is it rather a common word with a slip in it, or one too rare for the list?"""
        if RARE.fullmatch(word.small) or (anywhere and A_VERB.fullmatch(word.small)):
            return True
        goes_on = after is not None and not word.ends and after.small in AFTER_A_TRAIT
        return (goes_on or anywhere) and bool(
            process.extractOne(
                word.small, self._frequent.get(word.small[0], ()), scorer=OSA.normalized_similarity, score_cutoff=ALIKE
            )
        )

    def _stands_out(self, word: Word) -> bool:
        return word.capital or self._is_only_a_name(word) or not self._is_common(word)

    def _is_theirs(self, name: Sequence[Word]) -> bool:
        """Is it somebody whom the knowledge names, with the family name?"""
        parts = {part for word in name for part in word.small.split("-")}
        return any(person[-1] in parts and parts.issubset(person) for person in self._people)


def words_in(text: str) -> list[Word]:
    """The words of a cleaned text."""
    letters = LETTERS.findall(text)
    chooses = any(word[0].islower() for word in letters) or (len(letters) <= FEW_WORDS and not text.isupper())
    matches = [*WORD.finditer(text)]
    starts = [*(match.start() for match in matches[1:]), len(text)]
    return [_word(text, match, following, chooses=chooses) for match, following in zip(matches, starts, strict=False)]


def _word(text: str, match: re.Match[str], following: int, *, chooses: bool) -> Word:
    written = ENDING.sub("", match[0])
    end = match.start() + len(written)
    between = text[end:following]
    initial = len(written) == 1 and written.isupper()
    acronym = chooses and len(written) > 1 and written.isupper()
    return Word(
        start=match.start(),
        end=end,
        small="not" if written.endswith("n't") else written.casefold().replace("'", ""),
        capital=chooses and not acronym and not written[0].islower(),
        acronym=acronym,
        ends=between not in (AFTER_INITIALS if initial else BETWEEN_WORDS),
    )


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """The places in order, as one where nothing but a space stands between."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
