"""Short messages about what is on offer: "yes please" takes it, "no thanks" does not, "2" picks from a list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from knowledge.deciding.outcome import PERSON, Answered, Brief, Memory, Outcome, Unsure, WantsPerson, remembered
from knowledge.finding.facets import Facets
from knowledge.finding.finding import Match
from knowledge.model import Knowledge
from knowledge.text.normalise import clean, words

BEFORE = r"(?:(?:um|er|oh|ok|okay|well|right|sure|and|then|great|lovely|thanks) )*"
WELCOME = r"that would be (?:great|good|lovely|helpful|nice|kind|perfect|wonderful)"
YES = (
    r"(?:yes|yeah|yep|yup|yea|aye|go on|gan on|go ahead|go for it|please do|do please|why not|i would|id like that"
    rf"|{WELCOME})"
)
AFTER_YES = (
    r"(?:please|plz|pls|then|thanks|thank you|ta|ok|do|go on|i would|it would|lets see|let us see|alright|indeed"
    r"|certainly|definitely|absolutely|very much|id like that|that one|why not|if you (?:can|could|would|dont mind)"
    rf"|show (?:me|us|it)|send (?:me|it|them)|{WELCOME}|(?:it|that|them) please)"
)
THANKS = r"(?:thanks|thank you|thanx|thx|ta|cheers|ty)"
FINE = r"(?:(?:its|it is|thats|that is|im|i am|were|we are) )?(?:ok|okay|fine|good|alright|all right|all good)"
NO = (
    rf"(?:(?:no|nope|nah) (?:{THANKS}|need|{FINE})|(?:no )?not (?:now|today|just now|at the moment)|(?:(?:no|nah) )?"
    r"(?:dont worry|not to worry|(?:it )?doesnt matter|leave it(?: there)?|thats all|that is all))"
)
AFTER_NO = (
    rf"(?:{THANKS}|for now|not now|not today|just now|im (?:fine|ok|good)|i am (?:fine|ok|good)|thats (?:all|fine)"
    r"|that is (?:all|fine)|maybe later|later)"
)
TAKES = re.compile(rf"{BEFORE}{YES}(?: {AFTER_YES})*")
LEAVES = re.compile(rf"{BEFORE}{NO}(?: {AFTER_NO})*")
REFUSES = re.compile(r"(?:(?:oh|um|er|well) )*(?:no|nope|nah|nay)(?: (?:no|sorry|sry))*")
HELPERS = r"(?:them|one|one of them|someone|somebody|anyone|anybody)"  # and no "person", who is the team's
FOR_HELP = re.compile(
    r"(?:(?:so|ok|and|but|please|then|um|oh|thanks|thank you|yes|no) )*(?:"
    r"(?:who|whom)(?: else)?(?: (?:do|can|should|could|shall|would) i)? (?:ring|call|phone|text|tell|contact|turn to"
    r"|(?:talk|speak) (?:to|with))(?: (?:first|about (?:it|this|that)))?"
    r"|wh(?:at|ere) (?:do|can|should|could|shall|am) i (?:do|go|turn|supposed to do)|what (?:now|next)"
    r"|(?:(?:is|are) there|have you got|do you have|what s|whats|what is|give me|can i have|send me)"
    r"(?: (?:a|an|the|any|some|their))? (?:(?:phone|telephone|free|confidential) )*(?:numbers?|helplines?|phone lines?)"
    rf"|(?:can|could|may|how (?:do|can)) i (?:(?:talk|speak) (?:to|with)|reach|contact|ring|call|get hold of) {HELPERS}"
    r"|(?:please )?(?:can you |could you )?help(?: me)?|i need (?:help|someone to talk to)"
    r")(?: (?:then|now|please|pls|right now|today|tonight|though|about (?:it|this|that)))*"
)
FORGET = (
    r"(?:(?:forget|drop|scrap|skip|ignore|cancel|leave)(?: about)? "
    r"(?:it|that|this|(?:my|the|that) (?:last )?(?:question|message))"
    r"|never ?mind(?: (?:that|it|about (?:that|it)))?|dont bother|no bother|no matter|(?:it )?does not matter"
    r"|it(?:s| is) (?:nothing|not important)|not important|forget i (?:asked|said anything)|as you were)"
)
FORGETS = re.compile(
    r"(?:(?:um|er|oh|ok|okay|well|right|ah|hm|hmm|actually|sorry|no|nah|but|just|please|you know what"
    rf"|on second thoughts?|wait|thanks) )*{FORGET}"
    r"(?: (?:then|please|now|thanks|thank you|ta|sorry|for now|my mistake|ignore me|mate"
    rf"|its fine|it is fine|thats fine|all good|im fine|{FORGET}))*"
)
TALKS = re.compile(
    r"(?:(?:so|ok|and|but|please|then|um|oh|thanks|yes|no) )*"
    rf"(?:can|could|may|how (?:do|can)) i (?:talk|speak) (?:to|with) (?:{HELPERS}|a (?:person|human|real person))"
    r"(?: (?:then|now|please|pls|today|instead|though|about (?:it|this|that)))*"
)
PICKS = re.compile(
    r"(?:(?:please|no|yes|ok|i mean|i meant|open|show|show me|see|read|choose|pick|option|number|item|give me|the"
    r"|that) )*"
    r"(?:\d{1,3}|first|second|third|fourth|fifth|sixth|seventh|last|two|three|four|five|six|seven"
    r"|(?:number|option|open|choose|pick|item) one)(?: (?:one|option|item|please))*"
)


def on_offer(text: str, memory: Memory, knowledge: Knowledge) -> Outcome | Literal["more"] | None:
    """What becomes of "yes please", "no thanks", and a number that stands for nothing; None for all else."""
    choosing = bool(memory.offered and not memory.ids)
    if picks(text) and (memory.recommendation or choosing or not memory.begun):
        return Brief(Match(), "no_such_number" if memory.begun else "no_list")
    if memory.begun and talks(text):
        return WantsPerson(Match())
    if leaves(text) or (memory.begun and forgets(text)) or (memory.begun and not choosing and refuses(text)):
        return Brief(Match(), "offer_declined")
    if not takes(text):
        return None
    if memory.offer == PERSON:
        return WantsPerson(Match())
    if memory.offer in knowledge.by_id:
        return Answered(Match(memory.offer, 1.0), (memory.offer,))
    if memory.recommendation is not None:
        return "more"
    return Unsure(Match(memory.offered[0], 0.5), memory.offered) if choosing else None  # nobody has said which


def chosen(id_: str, facets: Facets, memory: Memory) -> tuple[Outcome, Memory]:
    """What was chosen of what is on offer, which stays on offer."""
    outcome = Answered(Match(id_, 1.0), (id_,))
    kept = remembered(memory.question, outcome, facets, memory)
    return outcome, replace(kept, offered=memory.offered, first=memory.first)


def others(memory: Memory) -> tuple[str, ...]:
    """What else was offered than what was told of it, first what stood after that; of an open choice nothing."""
    if not memory.ids:
        return ()
    at = memory.offered.index(memory.ids[0]) + 1 if memory.ids[0] in memory.offered else 0
    return tuple(id_ for id_ in (*memory.offered[at:], *memory.offered[:at]) if id_ not in memory.ids)


def without_shown(memory: Memory) -> Memory:
    """What was said where all that was shown or offered of it is turned down, so that something else is looked for."""
    return replace(memory, recommendation=None, offered=() if memory.ids else memory.offered)


def takes(text: str) -> bool:
    """Does a message take what was offered: "yes please", "go on then"?"""
    return bool(TAKES.fullmatch(_typed(text)))


def reaches_out(text: str) -> bool:
    """Does a message only ask whom to reach or what to do, as somebody in harm's way may: "who do i ring"?"""
    return bool(FOR_HELP.fullmatch(_typed(text)))


def leaves(text: str) -> bool:
    """Does a message not want what was offered: "no thanks"?"""
    return bool(LEAVES.fullmatch(_typed(text)))


def forgets(text: str) -> bool:
    """Does a message take back what was asked, and say no more: "actually forget it"?"""
    return bool(FORGETS.fullmatch(_typed(text)))


def talks(text: str) -> bool:
    """Does a message only ask to speak with somebody, of whom it does not say who: "can i talk to one then"?"""
    return bool(TALKS.fullmatch(_typed(text)))


def refuses(text: str) -> bool:
    """Is it a "no" and nothing else?"""
    return bool(REFUSES.fullmatch(_typed(text)))


def picks(text: str) -> bool:
    """Does a message only name a number of a list: "2", "the second one", "open 3"?"""
    return bool(PICKS.fullmatch(_typed(text)))


def _typed(text: str) -> str:
    return " ".join(words(clean(text)))
