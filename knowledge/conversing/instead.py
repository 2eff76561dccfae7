"""What there is instead of what somebody turns down, says is wrong, or has just read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.conversing.offers import chosen, others, picks
from knowledge.conversing.retelling import point
from knowledge.deciding.decision import decide
from knowledge.deciding.outcome import (
    Already,
    Answered,
    Brief,
    Listed,
    Memory,
    Outcome,
    Unsure,
    remembered,
)  # fmt: skip
from knowledge.finding.facets import Facets
from knowledge.finding.finder import Finder, Utterance
from knowledge.finding.finding import Match
from knowledge.model import Answerable, Entry, Knowledge, SupportRoutes
from knowledge.text.amounts import minutes_in
from knowledge.text.question import Question
from knowledge.text.sentences import stands_alone

MOST = 3  # that are offered
LIKELY = 0.02  # what it may have been instead
OPENS = r"(?:(?:no|nope|nah|sorry|but|well|oh|er|um|hm|hmm|actually|still|ugh) )*"
IS = r"(?:(?:that|this|it|the answer|your answer)(?: is| was|s)|thats|its|youre|you are|you got (?:that|it|me)|what)"
ASKED = (
    r"what (?:i|we) (?:asked(?: for| you| about)?|wanted(?: to know)?|want(?: to know)?|meant|said|was asking"
    r"|am asking)"
)
AMISS = re.compile(  # of bad figures somebody may say that they are not good, or plainly wrong: these are no complaints
    rf"{OPENS}(?:{IS} )?(?:(?:a|the|all|still|totally|completely|absolutely|complete|total|utter|answering the) )*"
    r"(?:wrong|incorrect|rubbish|nonsense|useless|garbage|irrelevant|bobbins|crap|pants|no (?:use|help)"
    rf"|not (?:really |quite |at all )?(?:{ASKED}|right|correct|it|(?:the|an) answer(?: to (?:my|the|our) question)?"
    r"|helpful|useful|relevant|(?:my|the|our) question|answering (?:me|(?:my|the|our) question)))"
    r"(?: (?:answer|question|one|thing|reply|again|sorry|at all|though|then|mate|lol))*"
    rf"|{OPENS}(?:(?:that|this|it|you) )?"
    r"(?:didnt|doesnt|does not|did not|havent|hasnt|have not|has not|dont|isnt|wasnt) "
    r"(?:(?:even|really|actually|quite) )?"
    rf"(?:answer(?:ed|ing)? (?:me|(?:my|the|our|that) question)|help(?:ed)?(?: me| us)?"
    rf"|{ASKED}|right|correct|understand me|understood me|(?:the|an) answer)(?: (?:at all|again|though|sorry))*"
    rf"|{OPENS}(?:you |youve )?(?:have )?"
    r"(?:(?:misunderstood|misread)(?: me| my question| that)?|miss(?:ed|ing)? the point)"
    rf"|{OPENS}i (?:did not|didnt) ask (?:that|for that|about that|you that|for this)"
    rf"|{OPENS}i asked (?:for )?something else"
)
NUMBER = re.compile(r"\d[\d ]+\d")  # that is called
AGAIN = frozenset("again repeat resend back once".split())  # who asks for it again gets it again


class Instead:
    """Call its methods with what was said before."""

    def __init__(self, knowledge: Knowledge, find: Finder) -> None:
        self._knowledge = knowledge
        self._find = find

    def other(self, memory: Memory) -> tuple[Outcome, Memory] | None:
        """The next of a list, the other of a choice, or what else the question may have meant."""
        if memory.recommendation is not None and len(memory.ids) > 1:
            return chosen(memory.ids[1], memory.facets, memory)
        left = others(memory)
        if not left:
            ranking = self._find(self._find.prepare(memory.question), memory.facets).best.ranking
            refused = {*memory.ids, *memory.offered, *memory.earlier}
            left = tuple(id_ for id_ in ranking.ids[: 4 + len(refused)] if id_ not in refused)
        if not left:
            return None
        match = Match(left[0], 0.5)
        goes_on = memory.offered and memory.ids
        outcome: Outcome = Answered(match, left[:1]) if goes_on else Unsure(match, left[:3])
        return outcome, replace(remembered(memory.question, outcome, memory.facets, memory), offered=left)

    def of_amiss(self, message: Utterance, memory: Memory) -> tuple[Outcome, Memory] | None:
        """What a reply may have been about that was not what was meant; None where the message does not say so."""
        if not memory.begun or not AMISS.fullmatch(" ".join(message.question.tokens)):
            return None
        seen = {*memory.ids, *memory.earlier, *(() if memory.ids else memory.offered)}
        left = tuple(dict.fromkeys(id_ for id_ in self._beside(memory) if id_ not in seen))
        own = decide(message.alone, self._knowledge).outcome
        says_how = own.ids[:1] if isinstance(own, Answered) and own.ids[0] not in seen else ()
        ids = (*left[: MOST - len(says_how)], *says_how)
        if not left or not seen:
            return Brief(message.alone.best.match, "amiss_person"), memory
        outcome = Unsure(Match(ids[0], 0.5), ids, amiss=True)
        return outcome, remembered(memory.question, outcome, memory.facets, memory)

    def of_same(self, outcome: Outcome, text: str, memory: Memory) -> Outcome | None:
        """What is said where the reply would be the one just given, to a message that wishes for nothing new."""
        question = self._find.prepare(text)
        if not memory.begun or question.text == memory.question or picks(text):
            return None
        if isinstance(outcome, Listed):
            return self._of_list(outcome, question, memory)
        shown = None if memory.recommendation else self._knowledge.by_id.get(next(iter(memory.ids), ""))
        if shown is None or not isinstance(outcome, Answered | Unsure) or outcome.without:
            return None
        named, again = point(shown, question), bool(AGAIN & {*question.tokens})
        if self._is_new(question, shown) or (not named and stands_alone(question)):
            return None
        if isinstance(outcome, Unsure) and not (named and shown.id in outcome.ids):
            left = (*(id_ for id_ in outcome.ids if id_ != shown.id), shown.id)
            plain = not (outcome.missing or outcome.unclear or outcome.amiss or again)
            return replace(outcome, ids=left) if shown.id in outcome.ids[:-1] and plain else None
        if isinstance(outcome, Answered) and (outcome.ids != memory.ids or outcome.facts or outcome.missed):
            return None
        beside = outcome.others if isinstance(outcome, Answered) else outcome.ids
        ids = tuple(dict.fromkeys(id_ for id_ in (*beside, *self._beside(memory)) if id_ not in memory.ids))[:MOST]
        match = outcome.match if isinstance(outcome, Answered) else Match(shown.id, outcome.match.confidence)
        return Brief(match, "shown_in_part", shown.id, named, ids) if named else None

    def _is_new(self, question: Question, shown: Answerable) -> bool:
        """Does it ask for something of its own, or may it be somebody's who was told what to do about harm?"""
        named = self._find.prepare(shown.label).tokens == question.tokens
        support = self._knowledge.support
        guided = support is not None and self._helps(shown.id, support)
        facets = self._find.facets(question)
        wishes = bool(facets.wishes) or facets.material or minutes_in(question.text) is not None
        return named or guided or wishes

    def _helps(self, id_: str, support: SupportRoutes) -> bool:
        """Does it say who can help?"""
        entry = self._knowledge.entry(id_)
        numbers = (number for route in support.routes for number in NUMBER.findall(route.contact or ""))
        return id_ in support.guidance.values() or (
            entry is not None and any(number in entry.answer for number in numbers)
        )

    def _of_list(self, outcome: Listed, question: Question, memory: Memory) -> Brief | None:
        listed, before = outcome.recommendation, memory.recommendation
        if before is None or (listed.page(outcome.first), outcome.first) != (before.page(memory.first), memory.first):
            return None
        if _sorting(listed.facets) != _sorting(before.facets) or listed.dropped != before.dropped or outcome.first:
            return None
        asked = self._find.facets(question)
        if not asked.ordered or not listed.resources[0].date:
            return None
        what: Already = "newest_already" if asked.newest else "oldest_already"
        return Brief(outcome.match, what, listed.resources[0].id)

    def _beside(self, memory: Memory) -> Iterator[str]:
        """What stands beside what was shown: what else the question may have meant, and what it leads to."""
        ranking = self._find(self._find.prepare(memory.question), memory.facets).best.ranking
        yield from (id_ for id_ in ranking.ids[:9] if ranking.chance(id_) >= LIKELY and id_ not in memory.ids)
        shown = self._knowledge.by_id.get(next(iter(memory.ids), ""))
        yield from (id_ for id_ in shown.follow_ups if id_ in self._knowledge.by_id) if isinstance(shown, Entry) else ()


def _sorting(facets: Facets) -> Facets:
    """The wishes alone that sort resources in or out, or in another order."""
    return replace(facets.but_words, material=False, plural=False, any_of_a_kind=False, most=None)
