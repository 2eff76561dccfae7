"""What knowing who asks changes: their own wishes, what comes first, and the welcome to who only says who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from knowledge.deciding.candidates import MOST_OFFERED
from knowledge.deciding.outcome import Welcomed
from knowledge.finding.facets import Facets, Reader
from knowledge.finding.finding import Match
from knowledge.finding.qualities import REGION_NAMES, SECTOR_NAMES, SIZE_NAMES
from knowledge.model import Knowledge
from knowledge.text.question import Question
from knowledge.text.vocabulary import stems

FOR_ME = re.compile(
    r"\bfor (?:me|us)\b|\b(?:for|to|aimed at|meant for) (?:my (?:role|job|position)"
    r"|(?:someone|somebody|people|anyone) (?:like (?:me|us)|in my (?:role|job|position|place|shoes)))\b"
)
LIKE_US = re.compile(
    r"\b(?:folk|people|trusts?|anyone|anybody|somewhere|one|places?) like (?:us|ours|mine)\b|\bour (?:sector|kind)\b"
)
NEAR_US = re.compile(
    r"\b(?:(?:anywhere|anyone|anybody|somewhere|someone) )?(?:near (?:us|me|here)|(?:a)?round here"
    r"|close(?:r|st)? to (?:us|me|here)|regional(?:ly)?|local(?:ly)?|(?:our|my) (?:region|area|patch|part of))\b"
)
READS = re.compile(
    r"(?:(?:ok|so|and|right|then|now) )*(?:(?:what|which) (?:should|could|can|do|must) i (?:read|start with|look at)"
    r"|where (?:should|do|can|could) i (?:start|begin)|what (?:would|do|can) you (?:recommend|suggest))"
    r"(?: first| next| then| now| please)*"
)


def for_reader(question: Question, facets: Facets, reader: Reader, own: Reader) -> Facets:
    """The wishes of a message, with who asks; `own` is what the message itself says of them, which is no wish.

    Who asks for their own ("for me", "trusts like ours", "near us") does wish for it.
    """
    wishes, typed = facets.but_of(own), " ".join(question.corrected)
    reads = READS.fullmatch(typed) if not wishes.topics else None
    own_role = reads or FOR_ME.search(typed)
    if reader.role and not wishes.audiences and own_role:
        wishes = replace(_but_words(wishes, own_role[0]), audiences=(reader.role,), material=True)
    if reader.sector and not wishes.sectors and (like := LIKE_US.search(typed)):
        wishes = replace(_but_words(wishes, like[0]), sectors=(reader.sector,), material=True)
    if reader.region and not wishes.regions and (near := NEAR_US.search(typed)):
        wishes = replace(_but_words(wishes, near[0]), regions=(reader.region,), material=True)
    return replace(wishes, reader=reader.beside(wishes))


def is_for_me(question: Question, wishes: Facets) -> bool:
    """Does it ask for somebody whose role was said?"""
    return bool(wishes.audiences) and bool(FOR_ME.search(" ".join(question.corrected)))


def _but_words(wishes: Facets, phrase: str) -> Facets:
    """The wishes without what the words of a phrase would mean elsewhere ("regional")."""
    said = phrase.split()
    rest = tuple(stem for stem in wishes.rest if stem not in stems(said))
    return replace(wishes, rest=rest, topics=tuple(topic for topic in wishes.topics if topic not in said))


def welcomed(reader: Reader, match: Match, knowledge: Knowledge) -> Welcomed:
    """What is said to whoever only says who they are; `match` is what is likeliest to be meant."""
    pack = next(
        (one for one in knowledge.entries if one.pack and one.pack.kind == "role" and reader.role in one.audiences),
        None,
    )
    ids = (pack.id, *pack.follow_ups[: MOST_OFFERED - 1]) if pack else ()
    return Welcomed(Match(pack.id, match.confidence) if pack else match, reader, ids)


def readers(knowledge: Knowledge) -> Iterator[Reader]:
    """All that somebody can be."""
    traits = (("", *names) for names in (knowledge.vocabulary.audiences, SECTOR_NAMES, REGION_NAMES, SIZE_NAMES))
    yield from (Reader(*said) for said in product(*traits))
