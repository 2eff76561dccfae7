"""Where people are named: after "I am", "my name is", a title, "my manager", and under a letter.

A word is a name by where it stands, so that names of every origin are found alike: it is one unless it is a common
English word without a capital, a slip in one, a role, or part of a name that the knowledge knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.redaction.english import A_VERB, RARE, English, Word
from bot.redaction.known import Known
from bot.redaction.name_list import ALSO_WORDS, ANYBODY, PARTICLES, RELATION, ROLES, TITLES


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


INTRODUCED_ABROAD = _after(rf"\b(?:{ABROAD}){GAP}")
CUES = (
    Cue(_after(rf"\bmy (?:\w+ )?(?:name|surname)(?: is|'?s){GAP}|\bname ?[:=] ?"), surely=True),
    Cue(INTRODUCED_ABROAD, surely=True),
    Cue(_after(rf"\b(?:{A_TITLE}\b\.?{GAP})+"), surely=True, theirs=True),
    Cue(_after(rf"\b(?:i am|i'm|im|i m|call me){GAP}(?:called{GAP})?{STILL}"), oneself=True),
    Cue(_after(rf"\b{ANYONE}{GAP}(?:(?:is|was){GAP})?(?:called|named){GAP}"), oneself=True),
    Cue(_after(rf"\b(?:this is|it is|it's|here is|here's){GAP}{STILL}")),
    Cue(
        _after(rf"\b(?:my|our|his|her|their|your|the|an?) (?:[\w'-]{{1,20}} ){{0,3}}?{A_RELATION}{GAP}(?:is{GAP})?"),
        theirs=True,
    ),
    Cue(
        _after(rf"\A\W{{0,6}}{GREETING}(?=\S{{1,40}}(?: \S{{1,40}}){{0,2}} (?:here|speaking(?! [a-z]))\b)"), theirs=True
    ),
    Cue(re.compile(rf"\b(?:{NAMED_WITH_A_CAPITAL})\.?{GAP}"), theirs=True),
    Cue(
        _after(
            r"\bbadge (?:says|reads|has|with)[^\w\[\].?!]{1,3}|\"(?=[^\"]{1,30}\" on (?:his|her|their|my) (?:name )?(?:badge|door|rota|payslip))"
        ),
        surely=True,
    ),
    Cue(
        _after(
            r"\b(?:call(?:s|ed|ing)?|names?d?|nicknamed?|renamed?|christened) (?:him|her|them|me|us both) \"|\b(?:aka|goes by|known as|shortened to|shortens it to|answers to) \"?"
        ),
        oneself=True,
    ),
    Cue(_after(rf"\b{FAREWELL}[^\w\[\]]{{1,6}}"), theirs=True, last=True),
)
TRAIT = re.compile(r"\S+(?:ed|ing|ese|ish|ican)")
AFTER_A_TRAIT = frozenset("in about to of with that on for at by as and or but i my the a".split())
MOST_WORDS = 5
FEW_WORDS = 6  # after a farewell


class Cued:
    """Finds the names behind cues."""

    def __init__(self, english: English, known: Known) -> None:
        self._english, self._known = english, known

    def __call__(self, text: str, read: Sequence[Word]) -> list[list[Word]]:
        """The words of each name."""
        at = {word.start: number for number, word in enumerate(read)}
        return [
            name
            for cue in CUES
            for match in cue.pattern.finditer(text)
            if (name := self._named(read, at.get(match.end(), len(read)), cue))
        ]

    def _named(self, read: Sequence[Word], start: int, cue: Cue) -> list[Word]:
        """The words of the name that begins there, or none."""
        if self._known.begins(read, start):
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
        return [] if (cue.theirs and self._known.is_theirs(name)) or (cue.last and left > FEW_WORDS) else name

    def _begins(self, word: Word, after: Word | None, cue: Cue) -> bool:
        if self._english.is_post(word) and not cue.surely:
            return False
        if self._english.is_only_a_name(word) or (cue.surely and word.small in ALSO_WORDS):
            return True
        if word.small in ALSO_WORDS and word.small not in ROLES:
            return self._begins_with_a_word(word, after, cue)
        if word.acronym or self._english.is_glue(word) or self._english.is_role(word):
            return cue.surely and word.acronym and not self._english.is_common(word)
        if word.capital:
            return cue.surely or self._english.is_rare(word) or (cue.oneself and not TRAIT.fullmatch(word.small))
        if self._english.is_common(word) or len(word.small) == 1:
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
            or not (self._english.is_glue(word) or (goes_on and not cue.theirs) or (goes_on and cue.last))
        )

    def _follows(self, word: Word, after: Word | None, before: Word) -> bool:
        if self._english.is_only_a_name(word) or (
            word.small in ALSO_WORDS and (word.capital or not self._english.is_glue(word))
        ):
            return True
        if self._english.is_role(word) or word.small == "i":
            return False
        if word.capital or not self._english.is_rare(word):
            return word.capital
        ordinary = self._english.is_common(word) and (before.capital or TRAIT.fullmatch(word.small))
        return not (ordinary or self._is_a_slip(word, after))

    def _is_a_slip(self, word: Word, after: Word | None, *, anywhere: bool = False) -> bool:
        """Is it rather a common word with a slip in it, or one too rare for the list?"""
        if RARE.fullmatch(word.small) or (anywhere and A_VERB.fullmatch(word.small)):
            return True
        goes_on = after is not None and not word.ends and after.small in AFTER_A_TRAIT
        return (goes_on or anywhere) and self._english.is_alike(word.small)
