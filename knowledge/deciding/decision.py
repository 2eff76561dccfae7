"""From what was found to what is done: the thresholds and the order of precedence live here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.deciding.outcome import Answered, Listed, Outcome, Social, Support, Unknown, Unsure, WantsPerson
from knowledge.deciding.urgency import is_urgent
from knowledge.finding.finding import Finding, Match, Scored
from knowledge.finding.recommend import recommend
from knowledge.model import Knowledge, Pillar, Resource
from knowledge.text.normalise import EMOJI
from knowledge.text.sentences import says_nothing, stands_alone

MOST_OFFERED = 3
BARE = 4  # words
ANSWERS = frozenset("why how when who does did do is are was were should".split())
HAVE = re.compile(r"(?:is|are) there|do you have|who has")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities. `answer`: from here on it is answered. `suggest`: from here on it is asked back."""

    answer: float = 0.7
    suggest: float = 0.25
    margin: float = 0.8  # a rival with so much of the best one's probability makes it a question, not a guess
    clear: float = 0.4  # unless the best has so much itself
    support: float = 0.25  # missing a disclosure is worse than one too many
    support_over_answer: float = 0.4  # what a disclosure needs against a sure answer
    support_over_sure: float = 0.6  # … and against a very sure one
    contact: float = 0.5
    contact_over_answer: float = 0.7  # what a wish for a person needs against a very sure answer
    elsewhere: float = 0.5  # from so much on, it is about something else
    contact_over_how: float = 0.3  # … and against an answer that tells how to reach one
    word_for_word: float = 0.99  # only a stored phrasing, word for word, reaches this
    plain: float = 0.7  # one entry with so much of the probability is what was asked, in nearly its own words
    plainest: float = 0.95
    over_plain: float = 0.9  # what a disclosure needs against a plain match, and a wish against the plainest
    very_sure: float = 0.8
    chatter: float = 0.75  # from so much everyday talk on, little is offered
    suggest_in_chatter: float = 0.3
    social: float = 0.5
    known_words: float = 0.6  # share of words that are English or the knowledge's own
    harm: float = 0.85  # how much what is hardly English must sound like a disclosure
    harm_in_one: float = 0.7  # how much one of two sentences must; twice the odds of one of four, and so on
    request: float = 0.65  # what a list of resources needs where the wishes leave words unexplained
    missed: float = 0.5  # a part of a message below it was not answered
    listed: float = 0.85  # how often a list that fits the wishes held what was wanted, in questions held out
    offered: float = 0.01  # a suggestion needs so much


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a message, and why, in a sentence for whoever asks."""

    outcome: Outcome
    reason: str


def decide(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision:
    """The first of `PRECEDENCE` that applies; else it is not known."""
    if not finding.whole.question:
        return Decision(Unknown(Match()), "there is no word in it")
    decisions = (step(finding, knowledge, limits) for step in PRECEDENCE)
    return next((decision for decision in decisions if decision is not None), _unknown(finding, limits))


def _unknown(finding: Finding, limits: Thresholds) -> Decision:
    sure, everyday = finding.best.sure, finding.kind.none
    reason = f"{sure:.2f} for the best of it, {everyday:.2f} for everyday talk (asks back from {limits.suggest})"
    return Decision(Unknown(finding.best.match), reason)


def _care(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    """Support, where somebody is being harmed; it comes before everything else."""
    if not knowledge.support:
        return None
    question, best = finding.whole.question, finding.best
    empty = best.sure < limits.suggest and says_nothing(question)
    needed, support = _harm_needed(finding, limits), Support(best.match, urgent=is_urgent(question))
    if finding.slur:
        return Decision(support, "it holds a slur")
    if harms_in_one(finding, limits):
        reason = f"one sentence tells of harm: {finding.harm:.2f} (needed: {harm_in_one(finding, limits):.2f})"
        return Decision(support, reason)
    if not empty and finding.kind.support >= needed:
        return Decision(support, f"it tells of harm: {finding.kind.support:.2f} (needed: {needed})")
    return None


def harms_in_one(finding: Finding, limits: Thresholds) -> bool:
    """Is there a slur, or a sentence among several that tells of harm, whatever the others ask?"""
    return finding.slur or finding.harm >= harm_in_one(finding, limits)


def harm_in_one(finding: Finding, limits: Thresholds) -> float:
    """How much one sentence must tell of harm: more where there are more, of which one sounds like it by chance."""
    odds = limits.harm_in_one / (1 - limits.harm_in_one) * max(len(finding.sentences) / 2, 1)
    return odds / (1 + odds)


def _harm_needed(finding: Finding, limits: Thresholds) -> float:
    """What a disclosure needs: more where the message is foreign, a clear question or a clear wish for a person."""
    if finding.known_words < limits.known_words:
        return limits.harm
    if finding.best.evidence.chance >= limits.plain:
        return limits.over_plain
    if finding.best.sure >= limits.very_sure:
        return limits.support_over_sure
    clear = finding.best.sure >= limits.answer or finding.kind.contact >= limits.contact
    return limits.support_over_answer if clear else limits.support


def _foreign(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    """Not English: it is not guessed at, but a courtesy in it is returned."""
    del knowledge
    if finding.known_words < limits.known_words and finding.kind.social < limits.very_sure:
        reason = f"too few of its words are English ({finding.known_words:.0%}, from {limits.known_words:.0%})"
        return Decision(Unknown(finding.best.match), reason)
    return None


def _wish_for_a_person(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    wish, needed = finding.kind.contact, _wish_needed(finding.best, knowledge, limits)
    if wish >= needed:
        return Decision(WantsPerson(finding.best.match), f"it wishes for a person: {wish:.2f} (needed: {needed})")
    return None


def _wish_needed(best: Scored, knowledge: Knowledge, limits: Thresholds) -> float:
    """What a wish for a person needs: less where the best answer only tells how to reach one."""
    if best.evidence.chance >= limits.plainest:
        return limits.over_plain
    if best.ranking.elsewhere >= limits.elsewhere:
        return limits.contact_over_answer
    entry = knowledge.entry(best.match.id or "")
    if entry is not None and knowledge.leads_to_a_person(entry):
        return limits.contact_over_how
    return limits.contact_over_answer if best.sure >= limits.very_sure else limits.contact


def _courtesy(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    del knowledge
    kind, best = finding.kind, finding.best
    only_emoji = all(map(EMOJI.fullmatch, finding.whole.question.tokens))
    if kind.smalltalk and (only_emoji or kind.social >= max(limits.social, best.sure)):
        reason = f"small talk {kind.social:.2f} against {best.sure:.2f} for an answer (needed: {limits.social})"
        return Decision(Social(best.match, kind.smalltalk), reason)
    return None


def _two_questions(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    """Two questions in one message, where the parts are understood better than the whole."""
    del knowledge
    if len(finding.parts) < 2:
        return None
    parts = [part for part in finding.parts if stands_alone(part.question, 1)]
    clear = [part for part in parts if part.sure >= limits.answer]
    ids = tuple(dict.fromkeys(part.match.id for part in clear if part.match.id))
    missed = tuple(part.question.text for part in parts if part.sure < limits.missed)
    if not ids or (len(ids) < 2 and not (missed and clear[0].sure > finding.whole.sure)):
        return None
    both = len(ids) > 1
    reason = "two questions, both clear" if both else "two questions, of which one is clear"
    return Decision(Answered(clear[0].match, ids[:2], () if both else missed), reason)


def _list(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    """The resources that fit the wishes, where the message asks for resources."""
    match = finding.best.match
    best = knowledge.by_id.get(match.id or "")
    sure = finding.best.sure >= limits.answer
    if not _asks_for_resources(finding, best, limits) and (not _bare(finding) or (sure and isinstance(best, Pillar))):
        return None
    recommendation = recommend(knowledge, finding.facets, finding.whole.ranking)
    if not recommendation.resources or not _is_explained(finding, limits):
        return None
    first = recommendation.resources[0].id
    dropped = f", after leaving out {', '.join(recommendation.dropped)}" if recommendation.dropped else ""
    reason = f"it asks for resources, and {len(recommendation.resources)} fit{dropped}"
    return Decision(Listed(match if sure or match.id == first else Match(first, limits.listed), recommendation), reason)


def _asks_for_resources(finding: Finding, best: object, limits: Thresholds) -> bool:
    """Does it ask for resources rather than for an answer?"""
    facets = finding.facets
    if facets.refused.resources:
        return True
    dated = bool(facets.since or facets.until or facets.of_trusts)
    strong = facets.asks_for_some
    if finding.best.sure < limits.answer:
        return bool(facets.formats or facets.people or facets.publishers) or dated or strong
    if isinstance(best, Resource) or (isinstance(best, Pillar) and facets.pillars):
        return strong
    typed = finding.whole.question.corrected
    if typed[0] in ANSWERS and not HAVE.match(" ".join(typed)):
        return False
    plain = finding.best.evidence.chance >= limits.clear and not facets.material and not dated
    by_format = bool(facets.formats) and (strong or dated) and not plain
    open_ended = bool(facets.since) != bool(facets.until)
    return by_format or (facets.material and bool(facets.wishes)) or open_ended


def _bare(finding: Finding) -> bool:
    """Nothing but a wish: "for chief executives"."""
    facets = finding.facets
    return bool(facets.wishes) and not facets.rest and not facets.topics and len(finding.whole.question.tokens) <= BARE


def _is_explained(finding: Finding, limits: Thresholds) -> bool:
    """Is what the wishes leave over about something that is known here?"""
    facets = finding.facets
    if not facets.rest or facets.people:
        return True
    if finding.best.sure >= limits.request and (finding.rest_known or facets.topics):
        return True
    return bool(facets.audiences and facets.material) and finding.whole.ranking.elsewhere < limits.elsewhere


def _answer(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    best = finding.best
    if best.sure >= limits.answer and best.match.id and not _has_twin(best, knowledge, limits):
        reason = f"{best.sure:.2f} is enough to answer (from {limits.answer})"
        return Decision(Answered(best.match, (best.match.id,)), reason)
    return None


def _has_twin(best: Scored, knowledge: Knowledge, limits: Thresholds) -> bool:
    """Is another entry nearly as likely, and not shown by the reply to the best?"""
    if best.match.confidence >= limits.word_for_word:
        return False
    chance = best.ranking.chance(best.match.id or "")
    shown = {best.match.id, *getattr(knowledge.by_id.get(best.match.id or ""), "resources", ())}
    rival = next((index for index, id_ in enumerate(best.ranking.ids[:4]) if id_ not in shown), None)
    return rival is not None and chance < limits.clear and float(best.ranking.chances[rival]) >= limits.margin * chance


def _did_you_mean(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Decision | None:
    del knowledge
    chatter = finding.kind.none >= limits.chatter
    if finding.best.sure < (limits.suggest_in_chatter if chatter else limits.suggest):
        return None
    sure = finding.best.sure
    why = "a rival is too near to answer" if sure >= limits.answer else f"too little to answer (from {limits.answer})"
    reason = f"{sure:.2f} asks back (from {limits.suggest}): {why}"
    return Decision(Unsure(finding.best.match, _offered(finding.best, limits)), reason)


def _offered(best: Scored, limits: Thresholds) -> tuple[str, ...]:
    """The best and the likeliest others, at most three, each worth offering."""
    pairs = zip(best.ranking.ids[:4], best.ranking.chances[:4], strict=False)
    likely = [id_ for id_, chance in pairs if float(chance) >= limits.offered]
    return tuple(dict.fromkeys([best.match.id or "", *likely]))[:MOST_OFFERED]


PRECEDENCE = (_care, _foreign, _wish_for_a_person, _courtesy, _two_questions, _list, _answer, _did_you_mean)
