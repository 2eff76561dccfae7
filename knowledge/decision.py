"""From what was found to what is done: the thresholds and the order of precedence live here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.confidence import Evidence
from knowledge.facets import Facets
from knowledge.index import Ranking
from knowledge.kind import Kind
from knowledge.model import Entry, Knowledge, Resource
from knowledge.outcome import (
    Answered, ContactWish, Courtesy, Listed, Match, Outcome, Supported, Unknown, Unsure,
)  # fmt: skip
from knowledge.question import Question
from knowledge.recommend import recommend


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities. `answer`: from here on it is answered. `suggest`: from here on it is asked back."""

    answer: float = 0.55
    suggest: float = 0.2
    margin: float = 0.12  # the best must lead the next by so much, unless one names the other
    support: float = 0.4
    support_over_answer: float = 0.7  # what a disclosure needs against a sure answer
    contact: float = 0.5
    social: float = 0.5
    known_words: float = 0.5  # share of words that are English or the knowledge's own
    request: float = 0.12  # a list of resources needs so much probability on resources and what names them
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

    @property
    def best(self) -> Scored:
        """The whole, or the part that is understood clearly better."""
        return max((self.whole, *self.parts), key=lambda one: one.sure + 0.05 * (one is self.whole))


def decide(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> Outcome:
    """One outcome, by precedence: care, then a clear answer, then people and courtesies, then the rest."""
    best = finding.best
    match, kind = best.match, finding.kind
    if not finding.whole.question:
        return Unknown(Match())
    sure = best.sure >= limits.answer
    if knowledge.support and kind.support >= (limits.support_over_answer if sure else limits.support):
        return Supported(match, urgent=is_urgent(finding.whole.question))
    if finding.known_words < limits.known_words:
        return Unknown(match)
    if kind.contact >= limits.contact and kind.contact > best.sure:
        return ContactWish(match)
    if kind.smalltalk and kind.social >= limits.social and kind.social > best.sure:
        return Courtesy(match, kind.smalltalk)
    if (two := _two(finding, limits)) is not None:
        return two
    if _requests(finding.facets, sure, knowledge.by_id.get(match.id or "")):
        found = recommend(knowledge, finding.facets, finding.whole.ranking)
        if found.resources and _supported(finding, knowledge, limits):
            return Listed(match, found)
    if sure:
        return Answered(match, (match.id or "",))
    if best.sure >= limits.suggest and (offered := _offered(best.ranking, limits)):
        return Unsure(match, offered) if len(offered) > 1 else Answered(match, offered)
    return Unknown(match)


URGENT = frozenset("suicide suicidal kill die dying overdose jump ending alive hurt harm knife weapon danger".split())


def is_urgent(question: Question) -> bool:
    """May life be at risk? One word is enough to put urgent help first in plain sight."""
    return bool(URGENT & set(question.corrected))


def _two(finding: Finding, limits: Thresholds) -> Answered | None:
    """Two questions in one message, where the parts are understood better than the whole."""
    if len(finding.parts) < 2:
        return None
    clear = [part for part in finding.parts if part.sure >= limits.answer]
    ids = tuple(dict.fromkeys(part.match.id for part in clear if part.match.id))
    if not ids:
        return None
    missed = tuple(part.question.text for part in finding.parts if part.sure < limits.suggest)
    if len(ids) < 2 and not (missed and clear[0].sure > finding.whole.sure):
        return None
    return Answered(clear[0].match, ids[:2], missed if len(ids) < 2 else ())


def _requests(facets: Facets, sure: bool, best: object) -> bool:
    """Does it ask for resources rather than for an answer?"""
    named = bool(facets.people or facets.publishers or facets.since or facets.until)
    strong = facets.plural or facets.material or facets.short
    if isinstance(best, Resource) and sure:
        return strong
    if sure:
        return (bool(facets.formats) and strong) or (facets.material and bool(facets.wishes))
    return bool(facets.formats) or named or strong


def _supported(finding: Finding, knowledge: Knowledge, limits: Thresholds) -> bool:
    """Is what the wishes leave unexplained about something that is known here?"""
    if not finding.facets.rest:
        return True
    about = sum(
        float(chance)
        for id_, chance in zip(finding.whole.ranking.ids, finding.whole.ranking.chances, strict=True)
        if isinstance(one := knowledge.by_id[id_], Resource) or (isinstance(one, Entry) and one.resources)
    )
    return about >= limits.request or bool(finding.facets.topics)


def _offered(ranking: Ranking, limits: Thresholds) -> tuple[str, ...]:
    """The likeliest, at most three, each worth offering."""
    pairs = zip(ranking.ids[:3], ranking.chances[:3], strict=False)
    return tuple(id_ for id_, chance in pairs if float(chance) >= limits.offered)
