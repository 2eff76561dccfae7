"""What a short message refers to: "tell me more", "who wrote it?", "any for chairs?", "no, the other one".

Rules over the corrected words, tried only on short messages and only where something was said before; a message that
stands on its own is a new question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.conversing.offers import forgets, leaves, refuses, talks
from knowledge.conversing.reader import is_for_me
from knowledge.conversing.remarks import OF_A_REPLY, is_lost, remark, wished_in
from knowledge.deciding.outcome import Aspect, Detail, Memory
from knowledge.deciding.support_case import only_owns
from knowledge.finding.facets import Facets
from knowledge.model import Knowledge
from knowledge.text.function_words import POINTERS
from knowledge.text.normalise import words
from knowledge.text.question import Question
from knowledge.text.sentences import subjects
from knowledge.text.vocabulary import stems

What = Literal["choice", "detail", "remark", "more", "author", "other", "none", "refine"]

MOST_WORDS = 10
LONG_NUMBER = 4  # digits
NUMBERS = {
    name: location
    for location, names in enumerate(
        (
            "one first 1st", "two second 2nd", "three third 3rd", "four fourth 4th", "five fifth 5th", "six sixth 6th",
            "seven seventh 7th",
        )
    )
    for name in names.split()
}  # fmt: skip
MORE_OF = (
    r"(?:(?:tell me |know |say |show me |give me |can i (?:see|have) )?(?:a (?:bit|little) )?(?:more|details?|info) (?:about|on|of) "
    r"|tell me about |(?:and )?what about |and )(?!one\b)"
)  # fmt: skip
CHOICE = re.compile(
    rf"(?:{MORE_OF})?(?:no |yes |ok |i mean |i meant |open |show |show me |see |read |choose |pick |item |option |number |the |that |please )*(\w+)(?: one| option)?(?: please)?"
)
IT = r"(?:it|that|this|they|them|one|that one|this one|the (?:report|guide|blog|podcast|webinar|article|event|resource|study|paper))"
DETAILS: tuple[tuple[Detail, re.Pattern[str]], ...] = (
    ("people", re.compile(rf"(?:and )?(?:who(?: was| is| were)? (?:wrote|rote|writes|written|made|did|said|speaks|spoke|is in|was in|features in|presents|talks in)|"
                          rf"who (?:is|are|was|were) (?:in|on|behind|speaking in|the (?:author|speaker|writer)s?)(?: of)?|(?:who is |who s )?(?:the )?author(?: of)?|written by(?: who)?|by who(?:m)?)(?: {IT})?(?: by)?")),
    ("publisher", re.compile(rf"(?:and )?(?:who (?:published|publishes|produced|put out|issued)(?: {IT})?(?: out)?|(?:who is |who s )?(?:the )?publisher)")),
    ("date", re.compile(rf"(?:and )?(?:when (?:was|is|did|were)(?: {IT})?(?: (?:it|that|this))?(?: (?:come out|from|published|written|released|launched|made|held|on|out|recorded|take place|happen|appear))*|"
                        rf"what (?:year|date)(?: (?:was|is|did))?(?: {IT})?(?: (?:from|come out|published))?|(?:is {IT} (?:recent|new|old|up to date)|how (?:old|recent|up to date) is {IT}))")),
    ("minutes", re.compile(rf"(?:and )?how (?:long|many minutes) (?:is|does|are|will|would)(?: {IT})?(?: (?:take|last|it|to read|to listen|to watch|be|run for))*")),
    ("url", re.compile(rf"(?:and )?(?:(?:have you got|do you have|can i have|could i have|can you send me|send me|give me|share|got|what s|what is|is there) )?(?:a |the |me the |me a )?(?:link|url|web address)s?(?: (?:to|for) {IT})?(?: please)?|"
                       rf"(?:and )?where (?:can|do|could|would) i (?:find|read|get|see|watch|hear|listen to|download|access)(?: {IT})?")),
    ("source", re.compile(rf"(?:and )?(?:where (?:is|was|does|did|s|are|do)(?: {IT})?(?: (?:figure|number|statistic|stat|claim|quote)s?)?(?: (?:come|comes|came|taken|drawn|quoted))? from|"
                          rf"(?:what s|what is|what are|give me|can i have|is there|have you got|name)?(?: )?(?:the |your |a |its )?(?:source|reference|citation)s?(?: (?:for|of|behind) {IT})?(?: please)?|"
                          rf"says who|who says(?: (?:so|that|this))?|according to (?:who|whom|what)|how do you know(?: (?:that|this))?|what is {IT} based on|(?:how|what) (?:do|should|can) i cite(?: {IT})?)")),
)  # fmt: skip
AT_ALL = r"(?: (?:held|being held|taking place|happening|kept|on|then|please|now|exactly))*"
IS_WHERE = r"(?:(?:and|ok|so|but) )*(?:where(?: is| are| was| s)?|wheres|whereabouts(?: is| are)?)"
WHERE = re.compile(IS_WHERE)
PLACE = re.compile(f"{IS_WHERE} {IT}{AT_ALL}")  # of a resource alone: an answer is nowhere
ONLINE = re.compile(  # of an event how it is held, of all else whether there is a link
    rf"(?:(?:and|ok|so|but) )*(?:is|are|was) {IT} (?:held )?(?:online|virtual|in person|face to face|on (?:zoom|teams))"
    r"(?: or (?:online|virtual|in person|face to face|not))?"
)
SIGNS: Mapping[Detail, re.Pattern[str]] = {  # of a fact that is asked for in other words, and nothing else
    "people": re.compile(
        r"\b(?:authors?|writers?|speakers?|presenters?|guests?)\b"
        r"|\b(?:who|whos)\b.*\b(?:by|wrote|rote|written|made|speaks?|spoke|behind|(?:in|on) it|named|names)\b"
    ),
    "publisher": re.compile(r"\bpublishers?\b|\bwho published\b"),
    "date": re.compile(r"\b(?:date|dated|year)\b|\bwhen\b.*\b(?:published|out|written|launched|made|from)\b"),
    "minutes": re.compile(r"\bhow long\b|\b(?:length|duration)\b|\bhow many minutes\b"),
    "url": re.compile(
        r"\b(?:links?|url|website|web address)\b|\bwhere (?:\w+ )?(?:i|we) (?:find|read|get|see|watch|hear)\b"
    ),
}
MORE = re.compile(
    r"(?:ok |yes |and |please )*(?:tell me |show me |say |give me |can i have |can i see |i want |any |anything |some |something |what |know )*"
    r"(?:more|else|others|another|go on|next|continue|carry on|expand|elaborate)"
    r"(?: on| about| of| like)?(?: it| that| this| these| them| those| please| one| ones| detail| details| information| info| resources| "
    r"is there| are there| have you got| do you have| to read)*"
)
SAME_AUTHOR = re.compile(
    r"(?:(?:is there|have you got|do you have|what|anything|something|any|some|show me) ?)*(?:more|else|others?|other things?)?(?: things| work| stuff)? "
    r"?(?:by|from|with) (?:him|her|them|the same (?:author|person|people|writer|speaker)s?)"
)
OTHER = re.compile(r"(?:no |nope |not that |not that one |i meant |i mean |sorry |actually |what about )*(?:the )?other(?: one| option| thing)?(?: please)?|"
                   r"(?:no |nope )*not (?:that|this|it|that one|this one|what i meant|what i mean)")  # fmt: skip
NONE = re.compile(
    r"(?:(?:no|nope|sorry) )*(?:(?:not(?: any of)?|none of) (?:these|those|them)|neither(?: of (?:these|those|them))?)"
    r"(?: (?:please|thanks|either|really|(?:are|is) (?:right|any good|what i (?:want|need|meant))|fits?|helps?))*"
)
SEEN = re.compile(  # what was shown is known, or of no use: of resources alone, for an answer may tell of what people suffer
    r"(?:(?:no|sorry|but|yes|ok|yeah|oh|and) )*(?:(?:i|we|ive|weve|i have|we have|you|youve|you have) )?(?:(?:already|just|all) )*"
    r"(?:seen|read|got|had|heard|watched|know|knew|showed|shown|gave|given|sent|listed) (?:(?:me|us|all|both) )?(?:of )?"
    r"(?:it|that|this|these|those|them|that one|those ones|all)(?: (?:already|before|all|thanks|ones?|now))*"
    r"|(?:(?:no|sorry|but|well|oh) )*(?:(?:thats|that is|its|it is|these are|theyre|this is|they are) )?"
    r"(?:not (?:(?:really|quite|exactly|at all|very|much|any|all that) )*(?:helpful|useful|help|use|good"
    r"|what (?:i|we) (?:asked(?: for)?|wanted|want|need|needed|meant|was after|am after))|no (?:help|use|good))"
    r"(?: (?:to (?:me|us)|at all|really|thanks|sorry))*"
)
UNDERSTOOD = re.compile(r"(?:[a-z]+ )?(?:i )?(?:got|know|knew|heard|read) (?:it|that|this)(?: (?:now|thanks|ta))*")
READING = re.compile(  # after an answer: what it names, and others
    r"(?:(?:ok|and|so|thanks|is there|have you|do you have|got|any|some|anything|something|good|what|can i|could i|should i|to|give me"
    r"|show me|send me|further|useful|i can|i could|more) )+(?:read|reading|resources?|materials?)"
    r"(?: (?:on|about|for|to) (?:it|that|this))?(?: (?:please|pls|then|too|beforehand))*"
)
SHORTER = re.compile(r"(?:and |but |or |ok |is there |have you |got |do you have |can i have |give me |please )*(?:something|anything|one|any|a|that s|is)? ?"
                     r"(?:much |a bit |bit )?(?:short|shorter|quick|quicker|brief|briefer|less long)(?: one| version| please| to read)?")  # fmt: skip
WHOLLY: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("author", SAME_AUTHOR),
    ("more", MORE),
    ("other", OTHER),
    ("none", NONE),
    ("refine", SHORTER),
)
DEFINES = re.compile(r"\b(?:means?|meant) by\b")  # a question of its own, whoever means it
OPENER = re.compile(r"(?:and|how many|how much|any|anything|but|or|only|just|also|ideally|something|what about|how about|is there|are there|do you have|"
                    r"have you got|for|in|by|from|about)\b")  # fmt: skip
LOCATED = re.compile(
    r"(.+?) (?:of )?(?:the |number )?(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|\d)(?: one)?(?: please)?"
)
ONE_FIRST = re.compile(
    r"(?:and )?(?:the )?(first|second|third|fourth|fifth|last|latest|\d)(?: one)?(?: s)? (.+?)(?: please)?"
)
DROPS = re.compile(
    r"(?:(?:ok|okay|right|actually|sorry|no|wait|oh|um|anyway|thanks|thank you|ta|cheers|great|lovely|now|and|on to)[,.!; ]+)*"
    r"(?:(?:forget (?:that|it|about (?:that|it))|never ?mind(?: that)?|scrap that)[,.:;!? -]+"
    r"|(?:(?:a )?(?:different|new|another|separate) (?:subject|topic|question|thing)|chang(?:e|ing) (?:of subject|the subject|tack)"
    r"|something else|unrelated|moving on)\s*[,.:;!-]\s*)(?=\S)",
    re.IGNORECASE,
)
CLAUSES = re.compile(r"(?<![,;.!?])[,;.!?]+\s+")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`choice` names an id; `detail` asks a fact of what was shown; `refine` narrows or moves it.

    `remark` wishes an `aspect` of it.
    """

    what: What
    id: str | None = None
    detail: Detail | None = None
    aspect: Aspect | None = None


def dropped(text: str, memory: Memory) -> tuple[str, Memory]:
    """What a message asks after it drops what was said before ("forget that, …"), and what it may refer to still."""
    drops = None if forgets(text) else DROPS.match(text.strip())
    return (text.strip()[drops.end() :], Memory(reader=memory.reader)) if drops else (text, memory)


def follow_up(question: Question, facets: Facets, memory: Memory, knowledge: Knowledge) -> FollowUp | None:
    """What a message refers to, or None where it stands on its own."""
    typed = " ".join(question.corrected)
    if (chosen := _choice(question, memory, knowledge)) is not None:
        return FollowUp("choice", id=chosen)
    aspect = remark(question)
    if not memory.begun:
        about_nothing = aspect and not is_lost(question) and not facets.wishes
        return FollowUp("remark", aspect=aspect) if about_nothing else None
    last = " ".join(words(CLAUSES.split(question.text)[-1]))
    if (
        fact := _fact(typed) or _fact_of_one(typed, memory) or _fact(last) or _place(typed, memory, knowledge)
    ) is not None:
        return fact
    listed = memory.recommendation is not None and (MORE.fullmatch(typed) or SHORTER.fullmatch(typed))
    if (located := _remark_on_one(typed, memory)) or (aspect and not listed):
        return located or FollowUp("remark", aspect=aspect)
    return _in_few_words(question, facets, memory, knowledge)


def _in_few_words(question: Question, facets: Facets, memory: Memory, knowledge: Knowledge) -> FollowUp | None:
    if len(question.tokens) > MOST_WORDS or not memory.question or leaves(question.text) or talks(question.text):
        return None
    typed = " ".join(question.corrected)
    if (memory.ids or memory.offered) and (fact := _plainly(question)) is not None:
        return fact
    if (what := next((name for name, pattern in WHOLLY if pattern.fullmatch(typed)), None)) is not None:
        return FollowUp(what)
    if _has_no_use(question, memory, knowledge) or (not memory.ids and memory.offered and refuses(question.text)):
        return FollowUp("none")
    if READING.fullmatch(typed) and _after_an_answer(memory, knowledge):
        return FollowUp("more")
    return FollowUp("refine") if _narrows(question, facets, memory, knowledge) else None


def refers_wholly(question: Question, memory: Memory, knowledge: Knowledge) -> bool:
    """Is it, from its first word to its last, about what was shown: a choice of it, or a fact of it?"""
    typed = " ".join(question.corrected)
    if len(question.tokens) > MOST_WORDS or not (memory.ids or memory.offered):
        return False
    chosen = _choice(question, memory, knowledge) is not None or _has_no_use(question, memory, knowledge)
    return (
        chosen
        or only_owns(question.corrected)
        or bool(_fact(typed) or _fact_of_one(typed, memory) or _plainly(question))
    )


def _has_no_use(question: Question, memory: Memory, knowledge: Knowledge) -> bool:
    """Does it only say that the resources which were shown are known, or are not what was asked for?"""
    resources = memory.recommendation or knowledge.resource(next(iter(memory.ids), ""))
    typed = " ".join(question.tokens)
    return bool(resources) and SEEN.fullmatch(typed) is not None and not UNDERSTOOD.fullmatch(typed)


def _fact(typed: str) -> FollowUp | None:
    """A fact of what was shown: "who wrote it?"."""
    return next((FollowUp("detail", detail=name) for name, pattern in DETAILS if pattern.fullmatch(typed)), None)


def _place(typed: str, memory: Memory, knowledge: Knowledge) -> FollowUp | None:
    """Where what was shown is: "where is it", "where is the second", and of an event "is it online"."""
    located = LOCATED.fullmatch(typed)
    id_ = _numbered(located[2], memory) if located and WHERE.fullmatch(located[1].removesuffix(" the")) else None
    first = knowledge.resource(id_ or next(iter(memory.ids), ""))
    if ONLINE.fullmatch(typed) and not (first and first.starts):
        return FollowUp("detail", detail="url")
    asked = first and (id_ or PLACE.fullmatch(typed) or ONLINE.fullmatch(typed))
    return FollowUp("detail", id=id_, detail="place") if asked else None


def _plainly(question: Question) -> FollowUp | None:
    """A fact that is asked for in any words, where there is nothing else in them: "might you tell me its date"."""
    typed = " ".join(question.corrected)
    for name, sign in SIGNS.items():
        if sign.search(typed) and not subjects([*stems(sign.sub(" ", typed).split())]) - OF_A_REPLY:
            return FollowUp("detail", detail=name)
    return None


def _fact_of_one(typed: str, memory: Memory) -> FollowUp | None:
    """A fact of one of a list: "who wrote the second?"."""
    asked = [(one[2], one[1]) for one in [LOCATED.fullmatch(typed)] if one]
    asked += [(one[1], one[2]) for one in [ONE_FIRST.fullmatch(typed)] if one]
    for name, fact_of in asked:
        id_, fact = _numbered(name, memory), _fact(fact_of)
        if id_ and fact:
            return replace(fact, id=id_)
    return None


def _remark_on_one(typed: str, memory: Memory) -> FollowUp | None:
    """A remark on one of a list: "summarise the second"."""
    located = LOCATED.fullmatch(typed) if memory.recommendation or not memory.ids else None
    id_ = _numbered(located[2], memory) if located else None
    aspect = wished_in(located[1].removesuffix(" the").split()) if located and id_ else None
    return FollowUp("remark", id=id_, aspect=aspect) if aspect else None


def _choice(question: Question, memory: Memory, knowledge: Knowledge) -> str | None:
    """The offered id that a number, an ordinal or its own label names."""
    typed = " ".join(question.tokens)
    for id_ in memory.offered:
        one = knowledge.by_id.get(id_)
        if one and typed == " ".join(words(one.label)):
            return id_
    found = CHOICE.fullmatch(typed)
    return _numbered(found[1], memory) if found else None


def _numbered(name: str, memory: Memory) -> str | None:
    """The offered id of a number as it was shown; a later page of a list goes on counting.

    Of several answers in one reply "the second" is the second of them; "2" is what is offered below.
    """
    several = len(memory.ids) > 1 and memory.offered[: len(memory.ids)] != memory.ids and not name.isdecimal()
    numbered = memory.ids if several else memory.offered
    if name == "last":
        return numbered[-1] if numbered else None
    location = int(name) - 1 - memory.first if name.isdecimal() and len(name) < LONG_NUMBER else NUMBERS.get(name, -1)
    return numbered[location] if 0 <= location < len(numbered) else None


def _narrows(question: Question, facets: Facets, memory: Memory, knowledge: Knowledge) -> bool:
    """A wish without a subject ("any for chairs?"), or one that opens like a continuation with little of its own."""
    if (facets.named_once if memory.recommendation else facets).only_wishes:
        return not (facets.bare and _after_an_answer(memory, knowledge))
    if is_for_me(question, facets.joined(memory.facets)):
        return True
    if DEFINES.search(" ".join(question.corrected)):
        return False
    opens = bool(OPENER.match(" ".join(question.corrected)))
    points = bool(set(question.tokens) & POINTERS)
    subjects = len(facets.rest) + bool(facets.topics) * (memory.recommendation is None and not points)
    return (opens or points) and subjects <= 1 + points


def _after_an_answer(memory: Memory, knowledge: Knowledge) -> bool:
    """Was an answer told last? "And the chairs?" may then as well ask for another of its figures."""
    return memory.recommendation is None and knowledge.entry(next(iter(memory.ids), "")) is not None
