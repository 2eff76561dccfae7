"""From what was found to what is done: the thresholds and the order of precedence live here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.confidence import Evidence
from knowledge.facets import Facets
from knowledge.index import Ranking
from knowledge.kind import Kind
from knowledge.model import Knowledge, Pillar, Resource
from knowledge.normalise import EMOJI
from knowledge.outcome import (
    Answered, ContactWish, Courtesy, Listed, Match, Outcome, Supported, Unknown, Unsure,
)  # fmt: skip
from knowledge.parts import says_nothing, stands_alone
from knowledge.question import Question
from knowledge.recommend import recommend


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities. `answer`: from here on it is answered. `suggest`: from here on it is asked back."""

    answer: float = 0.7
    suggest: float = 0.2
    margin: float = 0.9  # a rival with so much of the best one's probability makes it a question, not a guess
    clear: float = 0.4  # unless the best has so much itself
    support: float = 0.25  # missing a disclosure is worse than one too many
    support_over_answer: float = 0.4  # what a disclosure needs against a sure answer
    support_over_sure: float = 0.6  # … and against a very sure one
    contact: float = 0.5
    contact_over_answer: float = 0.7  # what a wish for a person needs against a very sure answer
    elsewhere: float = 0.5  # from so much on, it is about something else
    contact_over_how: float = 0.3  # … and against an answer that tells how to reach one
    said: float = 0.99  # so sure is only a phrasing's own words
    plain: float = 0.7  # one entry with so much of the probability is what was asked, in nearly its own words
    plainest: float = 0.95
    over_plain: float = 0.9  # what a disclosure needs against a plain match, and a wish against the plainest
    very_sure: float = 0.8
    chatter: float = 0.75  # from so much everyday talk on, little is offered
    suggest_in_chatter: float = 0.45
    social: float = 0.5
    known_words: float = 0.6  # share of words that are English or the knowledge's own
    request: float = 0.55  # what a list of resources needs where the wishes leave words unexplained
    missed: float = 0.5  # a part of a message below it was not answered
    listed: float = 0.85  # how often a list that fits the wishes held what was wanted, in questions held out
    offered: float = 0.01  # a suggestion needs so much


@dataclass(frozen=True, slots=True)
class Scored:
    """A message, or a part of it, with its ranking. `sure` is the probability that the reply to the best is right."""

    question: Question
    ranking: Ranking
    match: Match
    sure: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """All that was found about one message; `parts` are its questions where it has several sentences."""

    whole: Scored
    parts: tuple[Scored, ...]
    kind: Kind
    facets: Facets
    known_words: float
    slur: bool = False

    @property
    def best(self) -> Scored:
        """The whole, or the part that stands alone and is understood clearly better."""
        alone = [part for part in self.parts if stands_alone(part.question)]
        return max((self.whole, *alone), key=lambda one: one.sure + 0.05 * (one is self.whole))


def decide(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Outcome:
    """One outcome, by precedence: care, then a clear answer, then people and courtesies, then the rest."""
    best = finding.best
    match, kind = best.match, finding.kind
    if not finding.whole.question:
        return Unknown(Match())
    sure = best.sure >= limits.answer
    nothing = best.sure < limits.suggest and says_nothing(finding.whole.question)
    if knowledge.support and (finding.slur or not nothing) and (finding.slur or kind.support >= _harm_needed(finding, limits, sure=sure)):
        return Supported(match, urgent=is_urgent(finding.whole.question))
    if finding.known_words < limits.known_words and kind.social < limits.very_sure:
        return Unknown(match)
    if kind.contact >= _wish_needed(best, knowledge, limits):
        return ContactWish(match)
    if kind.smalltalk and (_only_emoji(finding.whole.question) or kind.social >= max(limits.social, best.sure)):
        return Courtesy(match, kind.smalltalk)
    if (two := _two(finding, limits)) is not None:
        return two
    one = knowledge.by_id.get(match.id or "")
    if _requests(finding, one, limits, sure=sure) or (_bare(finding) and not (sure and isinstance(one, Pillar))):
        found = recommend(knowledge, finding.facets, finding.whole.ranking)
        if found.resources and _supported(finding, limits):
            return Listed(_first_of(found.resources, match, sure=sure, limits=limits), found)
    if sure and not _twins(best, knowledge, limits):
        return Answered(match, (match.id or "",))
    if best.sure >= (limits.suggest_in_chatter if kind.none >= limits.chatter else limits.suggest) and (offered := _offered(best, limits)):
        return Unsure(match, offered)
    return Unknown(match)


def _first_of(resources: tuple[Resource, ...], match: Match, *, sure: bool, limits: Thresholds) -> Match:
    """What a list answers with: the best match where it is sure, else the first that fits."""
    return match if sure or match.id == resources[0].id else Match(resources[0].id, limits.listed)


def _harm_needed(finding: Finding, limits: Thresholds, *, sure: bool) -> float:
    """What a disclosure needs: more where the message is a clear question or a clear wish for a person."""
    kind = finding.kind
    if finding.best.evidence.chance >= limits.plain:
        return limits.over_plain
    if finding.best.sure >= limits.very_sure:
        return limits.support_over_sure
    return limits.support_over_answer if sure or kind.contact >= limits.contact else limits.support


def _wish_needed(best: Scored, knowledge: Knowledge, limits: Thresholds) -> float:
    """What a wish for a person needs: less where the best answer only tells how to reach one."""
    if best.evidence.chance >= limits.plainest:
        return limits.over_plain
    if best.ranking.elsewhere >= limits.elsewhere:
        return limits.contact_over_answer
    entry = knowledge.entry(best.match.id or "")
    if entry is not None and CONTACT_COMMAND in entry.answer:
        return limits.contact_over_how
    return limits.contact_over_answer if best.sure >= limits.very_sure else limits.contact


MOST_OFFERED = 3
CONTACT_COMMAND = "/contact"
BARE = 4  # words
URGENT = re.compile(
    r"\b(?:suicid\w*|kill|killed|die|dying|dead|overdos\w*|jump|knife|weapon|danger|hang myself|harm\w* (?:myself|herself|himself|themselves)|"
    r"hurt (?:myself|herself|himself|themselves)|cant go on|can not go on|cannot go on|go on like this|end(?:ing)? (?:it|it all|my life|her life|his life)|"
    r"no point (?:in )?(?:living|being here|going on|carrying on)|not (?:want to )?be here|dont want to be here|better off without me|"
    r"(?:notice|care|miss me) if i (?:was|were) (?:gone|dead)|nothing (?:left )?to live for|want to disappear|not wake up|alive)\b"
)


def is_urgent(question: Question) -> bool:
    """May life be at risk? One such word is enough to put urgent help first in plain sight."""
    return bool(URGENT.search(" ".join(question.corrected)))


def _only_emoji(question: Question) -> bool:
    return all(EMOJI.fullmatch(token) for token in question.tokens)


def _two(finding: Finding, limits: Thresholds) -> Answered | None:
    """Two questions in one message, where the parts are understood better than the whole."""
    if len(finding.parts) < 2:
        return None
    parts = [part for part in finding.parts if stands_alone(part.question, 1)]
    clear = [part for part in parts if part.sure >= limits.answer]
    ids = tuple(dict.fromkeys(part.match.id for part in clear if part.match.id))
    if not ids:
        return None
    missed = tuple(part.question.text for part in parts if part.sure < limits.missed)
    if len(ids) < 2 and not (missed and clear[0].sure > finding.whole.sure):
        return None
    return Answered(clear[0].match, ids[:2], missed if len(ids) < 2 else ())


ANSWERS = frozenset("why how when who does did do is are was were should".split())
HAVE = re.compile(r"(?:is|are) there|do you have|who has")


def _requests(finding: Finding, best: object, limits: Thresholds, *, sure: bool) -> bool:
    """Does it ask for resources rather than for an answer?"""
    facets = finding.facets
    named = bool(facets.people or facets.publishers or facets.since or facets.until)
    strong = facets.plural or facets.material or facets.short
    open_ended = bool(facets.since) != bool(facets.until)
    if not sure:
        return bool(facets.formats) or named or strong
    if isinstance(best, Resource):
        return strong
    typed = finding.whole.question.corrected
    if typed[0] in ANSWERS and not HAVE.match(" ".join(typed)):
        return False
    dated = bool(facets.since or facets.until)
    clear = finding.best.evidence.chance >= limits.clear and not facets.material and not dated
    return (bool(facets.formats) and (strong or dated) and not clear) or (facets.material and bool(facets.wishes)) or open_ended


def _bare(finding: Finding) -> bool:
    """Nothing but a wish: "for chief executives"."""
    facets = finding.facets
    return bool(facets.wishes) and not facets.rest and not facets.topics and len(finding.whole.question.tokens) <= BARE


def _supported(finding: Finding, limits: Thresholds) -> bool:
    """Is what the wishes leave unexplained about something that is known here?"""
    facets = finding.facets
    if not facets.rest or facets.people or finding.best.sure >= limits.request:
        return True
    return bool(facets.audiences and facets.material) and finding.whole.ranking.elsewhere < limits.elsewhere


def _offered(best: Scored, limits: Thresholds) -> tuple[str, ...]:
    """The best and the likeliest others, at most three, each worth offering."""
    pairs = zip(best.ranking.ids[:4], best.ranking.chances[:4], strict=False)
    likely = [id_ for id_, chance in pairs if float(chance) >= limits.offered]
    return tuple(dict.fromkeys([best.match.id or "", *likely]))[:MOST_OFFERED]


def _twins(best: Scored, knowledge: Knowledge, limits: Thresholds) -> bool:
    """Is another entry nearly as likely, and not shown by the reply to the best?"""
    if best.match.confidence >= limits.said:
        return False
    chance = best.ranking.chance(best.match.id or "")
    shown = {best.match.id, *getattr(knowledge.by_id.get(best.match.id or ""), "resources", ())}
    rival = next((i for i, id_ in enumerate(best.ranking.ids[:4]) if id_ not in shown), None)
    return rival is not None and chance < limits.clear and float(best.ranking.chances[rival]) >= limits.margin * chance
