"""What a message says about the last reply: "in plain English", "summarise it", "so what do I do?".

A remark has no subject of its own: besides the words that hold a sentence together it has only those of courtesy,
those for a reply, and those for what is wished of it. One other word makes it a new question ("what does the WRES
mean"), and so does a wish for something else ("anything shorter").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from knowledge.deciding.outcome import Aspect
from knowledge.text.normalise import words
from knowledge.text.question import Question
from knowledge.text.sentences import subjects
from knowledge.text.vocabulary import stems

OF_A_REPLY = frozenset(
    stems(
        (
            "answer reply response text page paragraph sentence line word term phrase report guide article blog paper "
            "podcast webinar study case list pack question figure number way version copy point bullet slide "
            "talk say said tell put keep down read listen watch hear try help much u dont cant didnt "
            "ok okay right well now er um hm hmm oh ah sorry pls thank ta cheers yes yeah no fine great lovely again "
            "erm im only up over minute time letter message further ping kindly but am actually maybe perhaps quickly "
            "quick love mate pal pet duck bother"
        ).split()
    )
)
NAMES: Mapping[Aspect, frozenset[str]] = {  # who and what may be named beside
    "forward": frozenset(
        stems(
            "chair company deputy board colleague boss director secretary pa assistant inbox address work phone".split()
        )
    ),
    "step": frozenset(stems("board trust team".split())),
    "example": frozenset(stems("real trust board".split())),
}
ADDRESS = re.compile(r"(?<!\S)\S+@\S+")
LOST = (
    r"confus\w+|unclear|struggl\w+|over my head|lost(?! you)|huh|eh|help me understand|(?:not|dont|cant|didnt) "
    r"(?:(?:sure i|quite|really|fully) )?(?:understand|understood|follow|clear|get (?:any of )?(?:it|this|that))"
)
US = r"(?:me|us|(?:my|our) (?:board|trust|team|organisation))"
CHECKED = r"(?:checked|reviewed|verified|confirmed|updated|validated|fact checked|factchecked|looked at)"
RIGHT = r"(?:right|correct|true|accurate|reliable|valid|current|up to date)"
BY = r"by (?:whom|who|anyone|anybody|someone|somebody|(?:a|the) (?:person|human|team))"
BESIDE = (
    r"was|is|were|are|has|have|had|did|been|it|this|that|they|these|last|ever|actually|the|a|an|answer|reply|text"
    r"|anyone|anybody|somebody|someone|person|human|team|your"
)
WORDS: Mapping[Aspect, str] = {  # what says which is wished; of several the first counts
    "checked": (
        rf"(?:when|who|whether|has|have|did|was|is|were)(?: (?:{BESIDE}))* {CHECKED}(?: last| {BY})*"
        rf"|(?:is|was|are|s) (?:it|this|that|they)(?: still)? {RIGHT}|are you (?:(?:really|quite|so) )?(?:sure|certain)"
        rf"|how (?:do|can|would|could|will) (?:i|we) (?:know|be sure|tell)(?: (?:that|if|whether))? "
        rf"(?:it|this|that|they|its|thats)(?: is| are| s)?(?: still)? {RIGHT}"
    ),
    "forward": (
        r"(?:(?:e )?(?:email|mail)|send|forward|whatsapp|print) (?:it|that|this|them|these|those|me|us|on|the|to|a|my)"
        r"|pdf|by email|forward"
    ),
    "best": (
        r"best|better|start|starting|first|begin|pick|choose|recommend|favourite|prefer|prioritise|top|useful|relevant"
        r"|important|which (?:one )?(?:should|would) (?:it be|i|we|you)|matters most"
    ),
    "example": (
        r"(?:anyone|anybody|who) (?:else )?(?:has )?(?:done|tried|doing) (?:it|this|that)"
        r"|examples?|instance|illustrat\w+|(?:it|that|this) looks? like(?: in practi[cs]e)?|practi[cs]e"
    ),
    "reason": r"why|how come|reasons?|what for$|^so what$|matters?|important|significance|relevance|purpose",
    "step": (
        r"(?:i|we|(?:should|can|could|must|will) (?:the|our|my|a) board) "
        r"(?:(?:(?:need|have|supposed|meant|expected) to|be|then|now|actually) )?(?:do|doing)"
        r"|what next|what is next|next steps?|steps"
        rf"|now what|what now|from here|into practi[cs]e|mean in practi[cs]e|mean(?:s|ing)? for {US}"
    ),
    "gist": (
        r"summar\w+|sum|short|shorter|brief|briefly|briefer|gist|nutshell|tl ?dr|condense|boil|boiled|key|main"
        r"|takeaways?|headlines?|essence|upshot|bottom line|(?:one|a) (?:sentence|line)"
    ),
    "meaning": (
        r"(?:(?:in|talk|plain|proper|simple) )+english|(?<!i )(?:mean|means|meant)|meaning"
        r"|explain\w*|explanation|plain|plainly|plainer|simpl\w+|jargon"
        r"|stands? for|decode|unpack|acronyms?|abbreviations?|layman\w*|dumb|normal|ordinary|everyday"
        rf"|clearer|{LOST}"
    ),
}
SIGNALS = {aspect: re.compile(rf"\b(?:{signal})(?!\S)") for aspect, signal in WORDS.items()}
CHECKED_WORD = re.compile(CHECKED)
LOST_WORDS = re.compile(rf"\b(?:(?:not|dont|cant|didnt) (?:\w+ )?)?(?:{LOST})\b")
PICKS = re.compile(r"\b(?:which|one|you|your|only|most|what (?:should|do) (?:i|we) (?:read|watch|hear|listen|start))\b")
HOW = re.compile(r"\bhow\b")
OFFERS = re.compile(r"\b(?:we|i) (?:have|got) (?:a|an|some)\b|\buse us\b")
REFUSES = re.compile(r"\b(?:no need|not|dont|doesnt|didnt|never|without)\b")
WISHES = re.compile(
    r"\b(?:any|anything|something|more(?! (?:simp|plain|clear|brief))|another|else|others?|to you)\b"
    r"|\b(?:short|brief|simpl|clear|quick)\w* "
    r"(?:ones?|podcasts?|webinars?|reports?|guides?|articles?|blogs?|papers?|case)\b"
)
CLAUSES = re.compile(r"(?:[,;:.!?]|\s[-\u2013])\s+")


def remark(question: Question) -> Aspect | None:
    """What is wished of the last reply, or None where the message has a subject of its own.

    What stands before the last clause does not matter where it is about nothing ("I only have a minute").
    """
    typed = _meant(question)
    last = len(words(CLAUSES.split(question.text)[-1]))
    before = _subjects(typed[:-last]) - OF_A_REPLY
    return wished_in(typed) or (None if before else wished_in(typed[-last:]))


def tells_nothing(question: Question) -> bool:
    """Is it a remark from its first word to its last, and no word of it about its writer?"""
    return wished_in(_meant(question)) is not None and not is_lost(question)


def _meant(question: Question) -> list[str]:
    """Its words as typed where they are a remark's, else as they are spelled rightly, without an address for mail."""
    address = words(" ".join(ADDRESS.findall(question.text)))
    pairs = zip(question.tokens, question.corrected, strict=True)
    return [word if _known(word) else corrected for word, corrected in pairs if word not in address]


def is_lost(question: Question) -> bool:
    """Does it only say that something is not understood?"""
    return bool(LOST_WORDS.search(" ".join(question.corrected)))


def wished_in(typed: Iterable[str]) -> Aspect | None:
    """What is wished in some words, spelled rightly, where there is nothing else in them."""
    sentence = " ".join(typed)
    left = _subjects(_without_signals(sentence).split()) - OF_A_REPLY
    wished = [aspect for aspect, signal in SIGNALS.items() if signal.search(sentence)]
    if "best" in wished and (HOW.search(sentence) or not PICKS.search(sentence)):
        wished.remove("best")
    aspect = next(iter(wished), None)
    if aspect is None or OFFERS.search(sentence) or left - NAMES.get(aspect, frozenset()):
        return None
    if aspect not in ("step", "example") and WISHES.search(sentence):
        return None
    refuses = REFUSES.search(LOST_WORDS.sub("", sentence)) and aspect != "reason"
    return None if refuses else aspect


def _subjects(typed: Iterable[str]) -> set[str]:
    return subjects([*stems(typed)])


def _without_signals(sentence: str) -> str:
    for signal in SIGNALS.values():
        sentence = signal.sub(" ", sentence)
    return sentence


def _known(word: str) -> bool:
    signals = (*SIGNALS.values(), CHECKED_WORD)
    return not _subjects([word]) - OF_A_REPLY or any(signal.fullmatch(word) for signal in signals)
