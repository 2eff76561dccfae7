"""Who somebody says they are: "I'm a new governor of a mental health trust", "I chair the people committee".

A frame of the first person, and then the name of a role or of a kind of trust; or a sentence that holds nothing but
such names ("new NED here"). Of other people ("our chair", "my director said") nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.conversing.remarks import CLAUSES
from knowledge.finding.facets import ALL_BOARD, Reader, singular
from knowledge.finding.finder import Finder
from knowledge.finding.gazetteer import Gazetteer
from knowledge.text.function_words import FILLER
from knowledge.text.normalise import sentences
from knowledge.text.question import Preparation
from knowledge.text.sentences import ASKING, is_question
from knowledge.text.vocabulary import stems
from knowledge.trust import REGIONS

I_AM = re.compile(
    r"\b(?:(?:i am|i m|im|^am)(?: about to (?:be|become)| going to (?:be|become)| starting as| here as)?"
    r"|(?:i have|ive|i was|i am|im)(?: just| recently| newly)?"
    r" (?:been (?:made|appointed|elected|a|an|the)|become|made|appointed|elected)"
    r"|i (?:will|shall) be|ill be|i(?: just| recently)? bec[ao]me"
    r"|(?:i|ive|i have|im|i am)(?: just| recently| newly)?"
    r" (?:start|started|starting|join|joined|joining|serve|serving|work|working|act|acting|sit|speak|write)"
    r"(?: [a-z]+){0,3} as|(?:(?:i|ive) (?:sit|sat|serve|served)|i am|im) on(?= (?:the|a|our|my)\b)"
    r"|(?:speaking|writing) as|my (?:role|job|post|title) is)\b"
)
AS_A = re.compile(r"^as(?= (?:a|an|the)\b)|\b(?:i (?:[a-z]+ )*|me )as(?= an?\b)")
HERE = re.compile(r"(?<=\bhere),\s+", re.IGNORECASE)
I_CHAIR = re.compile(r"\bi(?: also| now| currently)?(?= (?:co )?chair\b)")
OUR_TRUST = re.compile(
    r"(?:^|^(?:hi|hello|and|but|so|as) |\b(?:and|but|so|as) )"
    r"(?:we are|we re|were|we run|i run|(?:our|my) (?:trust|organisation) is|ours is)\b"
    r"|\b(?:i am|im|i m|^am|i work|i sit|my trust is|our trust is)(?: on (?:a|the) board)?(?: up| down| over)?"
    r"(?= (?:at|in|from|with)\b)"
)
ADVERBS = frozenset("just now also still only currently actually really both newly recently new one of not".split())
DETERMINERS = frozenset("a an the your one".split())
ENDS = DETERMINERS | frozenset(
    "and or but by with from for at in on of to that who which whose my our his her their so because if when how what "
    "told than like about said says".split()
)
ADJECTIVES = 3  # words at most between "a" and the role
TRAITS = {"sectors": "sector", "regions": "region", "sizes": "size"}
TRUSTS = frozenset(
    "nhs foundation trust trusts provider organisation board hospital small big large rural specialist over way "
    "north south east west england country".split()
)
JOINTS = frozenset("a an the of at in for from with up on and both near s two three several".split())
GREETINGS = frozenset("hi hello hey hiya morning good afternoon evening all again there here please thanks".split())
ARRIVALS = frozenset("appointed elected started joined today week month year recently first last time".split())
BESIDE_A_ROLE = GREETINGS | ADVERBS | JOINTS | TRUSTS  # they may stand around a role
OTHERS = frozenset("pa ea assistant office officer support adviser advisor wife husband partner friend team".split())
COMMITTEE = 5  # words after "chair" within which it is named
MOST_OF_A_NAME = 4  # words of a trust's own name, after "at"
IN_A_REGION = {id_: re.compile(rf"(?:west |south )?(?:{names})\b") for id_, names in REGIONS.items()}
WORDS_OF_A_REGION = 6  # "west", the longest name of a place, and the word after it, which may move it elsewhere
DROPS = re.compile(
    r"(?:(?:no|ok|actually|please|and|now) )*"
    r"(?:(?:forget|drop|ignore|remove) (?:my|the|that) role|for (?:everyone|everybody))(?: please)?"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a message says of its writer. `alone`: and it says nothing else.

    `other_than` is a role that they say they do not have; `drops`: they want none to count.
    """

    reader: Reader = field(default_factory=Reader)
    alone: bool = False
    other_than: str = ""
    drops: bool = False

    @property
    def takes_back(self) -> bool:
        """Does it only say who its writer is not, or that it is not to count?"""
        return self.drops or (self.alone and not self.reader)

    def after(self, earlier: Reader) -> Reader:
        """Who is talking, with what was known before."""
        if self.drops:
            return Reader()
        denied = bool(self.other_than) and self.other_than == earlier.role
        return self.reader.joined(replace(earlier, role="") if denied else earlier)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one sentence says of its writer, and the words in it that say something else."""

    reader: Reader
    beside: tuple[str, ...] = ()
    other_than: str = ""


class Introductions:
    """Reads introductions with the names of one snapshot of the knowledge. Call it with a message."""

    def __init__(self, names: Gazetteer, prepare: Preparation) -> None:
        self._names = names
        self._prepare = prepare
        _, chairs = names.at(("committee", "chair"), 0, risky=True)
        self._of_a_committee = next((id_ for facet, id_ in chairs if facet == "audiences"), "")

    def __call__(self, text: str, *, opens: bool) -> Introduction:
        """What a message says of its writer; `opens`: it is the first of a conversation."""
        parts = [part for sentence in sentences(text) for part in HERE.split(sentence, maxsplit=1)]
        typed = [self._prepare(part).corrected for part in parts]
        greets = any(words and set(words) <= GREETINGS for words in typed)
        claims = [self._framed(words) or self._bare(words, greets=greets, opens=opens) for words in typed]
        reader, other_than = Reader(), ""
        for claim in filter(None, claims):
            reader, other_than = reader.joined(claim.reader), other_than or claim.other_than
        beside = [
            word for words, claim in zip(typed, claims, strict=True) for word in (claim.beside if claim else words)
        ]
        more = any(
            word in ASKING or (word not in ARRIVALS and word not in BESIDE_A_ROLE and stems([word])[0] not in FILLER)
            for word in beside
        )
        alone = bool(reader or other_than) and not more and "?" not in text
        drops = bool(DROPS.fullmatch(" ".join(word for words in typed for word in words)))
        return Introduction(reader, alone, other_than, drops)

    def _framed(self, typed: Sequence[str]) -> _Claim | None:
        """What stands behind "I am", "as a", "I chair", "we are"."""
        for begins, at in _places(typed, I_AM, AS_A, I_CHAIR):
            role, end = self._role(typed, at)
            if role and "not" in typed[at:end]:
                return _Claim(Reader(), (*typed[:begins], *typed[end:]), role)
            if role:
                trust, end = self._trust(typed, end)
                return _Claim(replace(trust, role=role), (*typed[:begins], *typed[end:]))
        for begins, at in _places(typed, OUR_TRUST):
            trust, end = self._trust(typed, at)
            if trust:
                return _Claim(trust, (*typed[:begins], *typed[end:]))
        return None

    def _bare(self, typed: Sequence[str], *, greets: bool, opens: bool) -> _Claim | None:
        """A sentence that holds nothing but a role and a trust: "new NED here", "exec at an acute"."""
        at, reader = 0, Reader()
        while at < len(typed):
            role, end = self._named(typed, at)
            trust, after = self._trust(typed, at)
            if role and not reader.role and not typed[end - 1].endswith("s"):
                reader, at = replace(reader, role=role), end
            elif trust:
                reader, at = trust.joined(reader), after
            elif typed[at] in BESIDE_A_ROLE:
                at += 1
            else:
                return None
        here = "here" in typed or greets or (opens and reader != Reader(reader.role))
        return _Claim(reader) if reader.role and here else None

    def _role(self, typed: Sequence[str], at: int) -> tuple[str, int]:
        """The role that is claimed from a word on, perhaps after "just a very new", and where its name ends."""
        while at < len(typed) and typed[at] in ADVERBS:
            at += 1
        most = 0
        if at < len(typed) and typed[at] in DETERMINERS:
            at, most = at + 1, ADJECTIVES
        for location in range(at, min(at + most + 1, len(typed))):
            role, end = self._named(typed, location)
            if role:
                return ("", at) if OTHERS & set(typed[end : end + 2]) else self._of_committee(typed, role, end)
            if typed[location] in ENDS:
                break
        return "", at

    def _of_committee(self, typed: Sequence[str], role: str, end: int) -> tuple[str, int]:
        """Whoever chairs a committee is no chair of the trust."""
        near = list(typed[end : end + COMMITTEE])
        if typed[end - 1] != "chair" or "committee" not in near or not self._of_a_committee:
            return role, end
        return self._of_a_committee, end + near.index("committee") + 1

    def _named(self, typed: Sequence[str], at: int) -> tuple[str, int]:
        """The role whose name begins at a word, and where the name ends."""
        end, meanings = self._names.at([*map(singular, typed)], at, risky=False)
        roles = [id_ for facet, id_ in meanings if facet == "audiences" and id_ != ALL_BOARD]
        return (roles[0], end) if roles else ("", at)

    def _trust(self, typed: Sequence[str], at: int) -> tuple[Reader, int]:
        """What is said of a trust from a word on, and where that ends: "of a mental health trust in London"."""
        singulars = [*map(singular, typed)]
        traits: dict[str, str] = {}
        while at < len(typed):
            end, meanings = self._names.at(singulars, at, risky=True)
            stated = [(TRAITS[facet], id_) for facet, id_ in meanings if facet in TRAITS]
            region, after = _region(typed, at)
            if stated or region:
                traits = dict(stated or [("region", region)]) | traits
                at = end if stated else after
            elif typed[at] in JOINTS | TRUSTS | GREETINGS:
                at = _after_a_name(typed, at) if typed[at] == "at" else at + 1
            else:
                break
        return Reader(**traits), at


def _places(typed: Sequence[str], *frames: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a frame begins and where what it frames begins, as numbers of words."""
    text = " ".join(typed)
    for frame in frames:
        for match in frame.finditer(text):
            yield len(text[: match.start()].split()), len(text[: match.end()].split())


def _region(typed: Sequence[str], at: int) -> tuple[str, int]:
    """The part of the country whose name, or whose town, begins at a word, and where that ends."""
    ahead = " ".join(typed[at : at + WORDS_OF_A_REGION])
    for id_, pattern in IN_A_REGION.items():
        if match := pattern.match(ahead):
            return id_, at + len(match[0].split())
    return "", at


def _after_a_name(typed: Sequence[str], at: int) -> int:
    """Where a trust's own name ends that closes a sentence after "at"; the next word where none does."""
    name = typed[at + 1 :]
    return len(typed) if 0 < len(name) <= MOST_OF_A_NAME and not ENDS & set(name) else at + 1


NO = re.compile(r"\s*(?:(?:no|nope|nah|sorry|ok|so|but|wait|and)\b[\s,.;:!-]+){1,3}(?=\w)", re.IGNORECASE)


def after_a_no(text: str, find: Finder) -> str:
    """A question that is small talk without the "no" before it ("no, who are you"); all else as it is."""
    opened = NO.match(text)
    rest = text[opened.end() :] if opened else ""
    return rest if rest and is_question(rest) and find.kinds.courtesy(find.prepare(rest)) else text


def greeting(text: str, find: Finder) -> str | None:
    """The id of the small talk with which a message opens that asks nothing ("hello, never used one of these")."""
    return None if is_question(text) else find.kinds.courtesy(find.prepare(CLAUSES.split(text.strip())[0]))
