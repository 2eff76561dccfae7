"""What may be done with a message: at most seven replies, of which the decision chooses one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from knowledge.deciding.outcome import Answered, Listed, Outcome, Social, Support, Unknown, Unsure, WantsPerson
from knowledge.deciding.signs import needs
from knowledge.deciding.support_case import only_owns, support_case
from knowledge.finding.finding import Finding, Match, Scored
from knowledge.finding.recommend import recommend
from knowledge.model import Entry, Knowledge, SupportRoutes

Action = Literal["answer", "list", "suggest", "unknown", "support", "contact", "social"]
ACTIONS: tuple[Action, ...] = ("answer", "list", "suggest", "unknown", "support", "contact", "social")
MOST_OFFERED = 3
RANKED = 8  # so many of the likeliest are looked at for three that differ
OFFERED = 0.01  # of the probability; what has less is no choice


def candidates(finding: Finding, knowledge: Knowledge) -> Mapping[Action, Outcome]:
    """The replies that there are something for, by what they do."""
    match = finding.best.match
    replies: dict[Action, Outcome] = {"unknown": Unknown(match), "contact": WantsPerson(match)}
    if match.id:
        replies["answer"] = Answered(match, (match.id,))
        replies["suggest"] = Unsure(match, tuple(_differing(finding.best, knowledge))[:MOST_OFFERED])
    facets = finding.facets
    if facets.wishes or facets.material or facets.unclear_refusal or needs(finding.whole.question):
        recommendation = recommend(knowledge, facets, finding.whole.ranking)
        if recommendation.resources:
            replies["list"] = Listed(Match(recommendation.resources[0].id, match.confidence), recommendation)
    if knowledge.support and not (finding.follows and only_owns(finding.corrected)):
        replies["support"] = _support(finding, knowledge.support)
    if finding.kind.smalltalk:
        replies["social"] = Social(match, finding.kind.smalltalk)
    return replies


def _support(finding: Finding, support: SupportRoutes) -> Support | Answered:
    """Who can help; but whoever did the harm themselves gets guidance and not comfort."""
    match, case = finding.best.match, support_case(finding.whole.question)
    guide = support.guidance.get(case)
    if case == "did" and guide:
        return Answered(Match(guide, match.confidence), (guide,))
    return Support(match, case)


def _differing(best: Scored, knowledge: Knowledge) -> Iterator[str]:
    """The best and the likeliest others, of which none is shown by the reply to one before."""
    likely = zip(best.ranking.ids[:RANKED], best.ranking.chances[:RANKED], strict=False)
    shown: set[str] = set()
    for id_ in dict.fromkeys([best.match.id or "", *(id_ for id_, chance in likely if float(chance) >= OFFERED)]):
        if id_ not in shown:
            yield id_
            answerable = knowledge.by_id.get(id_)
            shown |= {id_, *(answerable.resources if isinstance(answerable, Entry) else ())}
