"""What speaks for one reply or another: the numbers that the decision is learned from.

Neither length nor the number of sentences is among them: with these it learns how some writers write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.deciding.outcome import Listed
from knowledge.finding.finding import Finding, Scored
from knowledge.model import Entry, Knowledge, Pillar, Resource
from knowledge.ranking.confidence import odds
from knowledge.text.question import Question

FIRST, LIKELIEST = 3, 10
LEAST = 1e-3  # a chance below it says no more than this one
ASKS_WHY = frozenset("why how when who does did do is are was were should".split())
NEEDS = re.compile(
    r"\b(?:want|wants|wanted|need|needs|looking for|look at|after|help|helps|use|show|share|hand|give|send|read|watch"
    r"|listen|hear|learn|see|else|elsewhere|others?|another|somewhere|anywhere|someone|somebody|anyone|anybody|who has"
    r"|who have|example|examples|evidence|proof|guidance|guide|practical|tool|talk|stories|story|steps|ideas)\b"
)
HAVE = re.compile(r"(?:is|are) there|do you have|who has")


def signs(finding: Finding, knowledge: Knowledge, listed: Listed | None) -> Mapping[str, float]:
    """Log-odds of what is probable, shares, and yes or no as 1 or 0; by name, in an order that stays.

    `listed`: the resources that fit what is wished for, where there is something.
    """
    best, whole, kind = finding.best, finding.whole, finding.kind
    answerable = knowledge.by_id.get(best.match.id or "")
    first, second, third = (*map(float, best.ranking.chances[:3]), 0.0, 0.0, 0.0)[:3]
    return {
        "support": _odds(kind.support),
        "contact": _odds(kind.contact),
        "everyday": _odds(kind.none),
        "social": _odds(kind.social),
        "sure": _odds(best.sure),
        "sure of the whole": _odds(whole.sure),
        "chance": _odds(best.evidence.chance),
        "elsewhere": _odds(best.ranking.elsewhere),
        "alike": best.evidence.alike,
        "covered": best.evidence.covered,
        "ahead": _odds(first) - _odds(second),
        "among three": _odds(first + second + third),
        "follows": float(finding.follows),
        "known words": finding.known_words,
        "resource": float(isinstance(answerable, Resource)),
        "resources": _odds(_on_resources(finding.whole, knowledge)),
        "pillar": float(isinstance(answerable, Pillar)),
        "leads to a person": float(isinstance(answerable, Entry) and knowledge.leads_to_a_person(answerable)),
        **_asked_for(finding, listed),
        **_heard(finding),
    }


def _asked_for(finding: Finding, listed: Listed | None) -> Mapping[str, float]:
    """What is said of resources, and what there is for it."""
    facets, why = finding.facets, asks_why(finding.whole.question)
    fits = listed is not None and is_on_subject(finding, listed) and not listed.recommendation.dropped
    flags = {
        "format": facets.formats,
        "several": facets.plural,
        "material": facets.material,
        "role": facets.audiences,
        "person": facets.people or facets.publishers,
        "topic": facets.topics,
        "years, length or order": facets.since or facets.until or facets.short or facets.ordered,
        "kind of trust": facets.of_trusts,
        "refused": facets.refused.resources,
        "only wishes": facets.only_wishes,
        "some of a kind": facets.asks_for_some and facets.wishes,
        "unexplained": facets.rest,
        "rest is known": finding.rest_known,
        "all is met": listed is not None and not listed.recommendation.dropped,
        "on the subject": fits,
        "several that fit": fits and facets.plural and facets.formats and not why,
        "nothing but several": facets.plural and facets.formats and not facets.rest,
        "why": why,
        "needs": needs(finding.whole.question),
    }
    return {name: float(bool(value)) for name, value in flags.items()}


def _on_resources(whole: Scored, knowledge: Knowledge) -> float:
    """How probable it is that the message is about a resource, of the likeliest."""
    likeliest = zip(whole.ranking.ids[:LIKELIEST], whole.ranking.chances[:LIKELIEST], strict=False)
    return float(sum(chance for id_, chance in likeliest if knowledge.resource(id_)))


def needs(question: Question) -> bool:
    """Does it say that somebody wants, needs or looks for something, without a word for what that is?"""
    return bool(NEEDS.search(" ".join(question.corrected)))


def asks_why(question: Question) -> bool:
    """Does it begin as a question for an answer does, and not as one for what there is?"""
    typed = question.corrected
    return bool(typed) and typed[0] in ASKS_WHY and not HAVE.match(" ".join(typed))


def is_on_subject(finding: Finding, listed: Listed) -> bool:
    """Is one of the first of the list also among what the words find, or of a topic that they name?"""
    first = listed.recommendation.resources[:FIRST]
    likely = finding.whole.ranking.ids[:LIKELIEST]
    return any(resource.id in likely or set(resource.topics) & set(finding.facets.topics) for resource in first)


def _heard(finding: Finding) -> Mapping[str, float]:
    """The tones; of the whole, of the sentence that has most, and of the last."""
    tone = finding.tone
    if tone is None:
        return {"harm in one": _odds(finding.harm)}
    harms = [one.harm for one in (*finding.sentences, *finding.pieces)] or [tone.harm]
    wishes = [sentence.wish for sentence in finding.sentences] or [tone.wish]
    return {
        "harm": _odds(tone.harm),
        "most harm": _odds(max(harms)),
        "wish": _odds(tone.wish),
        "most of a wish": _odds(max(wishes)),
        "wish at the end": _odds(wishes[-1]),
    }


def _odds(chance: float) -> float:
    return odds(min(max(chance, LEAST), 1 - LEAST))
