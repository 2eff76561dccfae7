"""The same list another way: what is short of it, newest first, in other formats, for one role or for nobody's.

Or on what was meant: "no, I meant mentoring" after podcasts on allyship asks for podcasts on mentoring.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from knowledge.deciding.decision import decide
from knowledge.deciding.outcome import Answered, Listed, Memory, Support
from knowledge.finding.facets import ALL_BOARD, Facets, Reader, Unwanted
from knowledge.finding.finder import Utterance
from knowledge.finding.order import of_reader
from knowledge.finding.qualities import is_refused
from knowledge.finding.recommend import Recommendation, fits, is_short
from knowledge.model import Knowledge, Named
from knowledge.text.normalise import words
from knowledge.text.question import Question
from knowledge.text.vocabulary import stems

Way = Literal["shorter", "newer", "formats", "role", "reader"]
WAYS: tuple[Way, ...] = ("shorter", "newer", "formats", "role", "reader")
FEWEST = 2  # resources; a list of one has no other way
SORRY = r"(?:no+|nope|nah|sorry|oops|oh no|(?:oh )?wait|hang on|hold on|my mistake|apologies)"
MEANT = (
    r"(?:(?:i|we) (?:actually )?(?:meant?|said|was after|wanted)|make (?:that|it)"
    r"|(?:that )?should (?:have )?(?:be|been|said|say))"
)
OPENS = re.compile(  # a bare "no" before a name refuses that: it needs a comma
    rf"(?:(?:{SORRY}|not that(?: one)?)[\s,.;:!-]+)*(?:actually[\s,]+)?{MEANT}[\s,:]+(?=\w)"
    rf"|(?:(?:{SORRY}\s+){{0,2}}{SORRY}\s*[,.;:!-]+\s*|(?:no\s+)?sorry\s+|actually[\s,]+)+(?=\w)",
    re.IGNORECASE,
)
SAYS_MEANT = re.compile(MEANT, re.IGNORECASE)
BY_THEM = re.compile(r"\b(?:by|from|with) (?:him|her|them|the same (?:author|person|writer|speaker))\b")
NOT_THAT = re.compile(r"\bnot (?:that|this) one\b|^(?:no )?not (?:that|this)\b(?= (?:not|no|or|but|a|an|something)\b)")
MOST_WORDS = 5
ONES = ("one", "ones")
NO_NAME = frozenset(  # what has one of these is a sentence of its own, or refuses
    "i im ive you your we our my me it its that thats this these those they them he she who what which where when why "
    "how is are was were be do does did dont doesnt didnt can cant could would should will wont have has not no never "
    "only without thanks thank thx ta cheers please yes ok okay more less other another else one ones same".split()
)


def ways(knowledge: Knowledge, recommendation: Recommendation) -> tuple[Way, ...]:
    """The ways that would make another list of it; events stand in the order of their days."""
    if recommendation.facets.calendar:
        return ()
    return tuple(_ways(knowledge, recommendation)) if len(recommendation.resources) >= FEWEST else ()


def _ways(knowledge: Knowledge, recommendation: Recommendation) -> Iterator[Way]:
    resources, facets = recommendation.resources, recommendation.facets
    if not facets.short and 0 < sum(map(is_short, resources)) < len(resources):
        yield "shorter"
    if not facets.newest and len({resource.year for resource in resources if resource.year}) > 1:
        yield "newer"
    others = in_way(recommendation, "formats")
    if any(fits(resource, others) and resource.format not in others.refused.formats for resource in resources) or (
        facets.formats and any(fits(one, others) and one not in resources for one in knowledge.resources)
    ):
        yield "formats"
    if counts_reader(recommendation):
        yield "reader"
    elif not facets.audiences and any(ALL_BOARD not in resource.audiences for resource in resources):
        yield "role"


def counts_reader(recommendation: Recommendation) -> bool:
    """Is the list for who asks: does it begin with what is theirs, or does all that is shown first fit their role?"""
    reader = recommendation.facets.reader
    own = Facets(audiences=(reader.role,))
    fit = bool(reader.role) and all(fits(resource, own) for resource in recommendation.page(0))
    return fit or any(of_reader(resource, reader) for resource in recommendation.resources)


def in_way(recommendation: Recommendation, way: Way, role: str = "") -> Facets:
    """The wishes of the list in that way; `role` is an audience for "role", and for "reader", or none for nobody's."""
    facets = recommendation.facets
    match way:
        case "shorter":
            return replace(facets, short=True)
        case "newer":
            return replace(facets, newest=True, oldest=False)
        case "formats":
            seen = facets.formats or _commonest(recommendation)
            return replace(facets, formats=(), refused=facets.refused.joined(Unwanted(formats=seen)))
        case "role":
            return replace(facets, audiences=(role,), reader=replace(facets.reader, role=role))
        case "reader":
            wished = tuple(one for one in facets.audiences if one != facets.reader.role)
            return replace(facets, audiences=(role,) if role else wished, reader=Reader(role))


def corrected(
    text: str, memory: Memory, utterance: Callable[[str], Utterance], knowledge: Knowledge
) -> tuple[str, Memory]:
    """What a message asks that corrects a wish for a list, and what it may refer to; as they are where it does not.

    Another kind or another role goes on from the list. Another subject is asked for afresh: of the same kind, where
    there is any on it.
    """
    opened = OPENS.match(text.strip()) if memory.recommendation else None
    meant = text.strip()[opened.end() :] if opened else ""
    typed = words(meant)
    if len(typed) > 1 and typed[-1] in ONES:
        meant, typed = meant.strip(" .,!?").rpartition(" ")[0], typed[:-1]
    if not opened or not typed or len(typed) > MOST_WORDS or NO_NAME & {*typed}:
        return text, memory
    message = utterance(meant)
    alone, says_meant = decide(message.alone, knowledge).outcome, SAYS_MEANT.search(opened[0])
    if isinstance(alone, Support):
        return text, memory
    facets = message.facets.named_once
    if facets.only_wishes:
        return meant, memory
    if isinstance(alone, Answered) and (facets.rest or not facets.topics) and not says_meant:
        return text, memory  # a question of its own: "oh, wres deadline"
    kept = _kept(memory.facets, facets, knowledge)
    if not kept or not (facets.topics or says_meant):
        return text, memory
    asked = f"{kept} on {meant}"
    listed = decide(utterance(asked).alone, knowledge).outcome
    met = isinstance(listed, Listed) and (says_meant or _is_about(listed.recommendation, facets.topics))
    return (asked if met else meant), Memory(reader=memory.reader)


def _is_about(recommendation: Recommendation, topics: Collection[str]) -> bool:
    """Is something of the list about one of these topics, and is it no list of the mere kind?"""
    return any(not set(topics).isdisjoint(resource.topics) for resource in recommendation.page(0))


def by_them(question: Question, facets: Facets, memory: Memory, knowledge: Knowledge) -> Facets:
    """The wishes with whom a message points at: "something short by him" after what somebody is named in."""
    points = BY_THEM.search(" ".join(question.corrected)) if facets.material or facets.wishes else None
    shown = knowledge.resource(memory.ids[0]) if points and memory.ids and not facets.people else None
    if not points or shown is None or not shown.people:
        return facets
    rest = tuple(stem for stem in facets.rest if stem not in stems(points[0].split()))
    return replace(facets, people=shown.people[:1], rest=rest)


def turned_down(question: Question, facets: Facets, memory: Memory, knowledge: Knowledge) -> Unwanted:
    """What a message refuses, with the resource that it turns down beside: "not that one, not a report"."""
    first = memory.ids[:1] if NOT_THAT.search(" ".join(question.corrected)) else ()
    left = [one for id_ in first if (one := knowledge.resource(id_)) and not is_refused(one, facets.refused)]
    return Unwanted(ids=tuple(one.id for one in left)).joined(facets.refused)


def _kept(before: Facets, meant: Facets, knowledge: Knowledge) -> str:
    """The kind and the role of a list in words, where a correction names no kind of its own."""
    if meant.formats or not before.formats:
        return ""
    names = knowledge.vocabulary
    kinds = " or ".join(_plural(id_, names.formats) for id_ in before.formats)
    roles = " and ".join(_plural(id_, names.audiences) for id_ in before.audiences)
    return f"{kinds} for {roles}" if roles else kinds


def _plural(id_: str, names: Mapping[str, Named]) -> str:
    name = names[id_].name.lower() if id_ in names else id_.replace("-", " ")
    return f"{name[:-1]}ies" if name.endswith("y") else name if name.endswith("s") else f"{name}s"


def _commonest(recommendation: Recommendation) -> tuple[str, ...]:
    formats = Counter(resource.format for resource in recommendation.page(0))
    return (formats.most_common(1)[0][0],) if formats else ()
