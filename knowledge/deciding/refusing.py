"""What was refused is in no outcome, whatever decided on it."""

from __future__ import annotations

from dataclasses import replace

from knowledge.deciding.outcome import Answered, Listed, Outcome, Unknown, Unsure
from knowledge.finding.facets import Unwanted
from knowledge.finding.finding import Finding, Match
from knowledge.finding.qualities import is_refused
from knowledge.finding.recommend import recommend
from knowledge.model import Knowledge


def without_refused(outcome: Outcome, finding: Finding, knowledge: Knowledge) -> Outcome:
    """An outcome without the resources that the message refuses; where nothing else is left, a list or unknown."""
    refused = finding.facets.refused
    if not refused or not isinstance(outcome, Answered | Unsure):
        return outcome
    ids = tuple(id_ for id_ in outcome.ids if not _is_refused(id_, refused, knowledge))
    if ids and ids[0] == outcome.ids[0]:
        return replace(outcome, ids=ids, without=refused)
    if ids:
        return replace(outcome, match=Match(ids[0], outcome.match.confidence), ids=ids, without=refused)
    others = recommend(knowledge, finding.facets, finding.whole.ranking)
    if not others.resources:
        return Unknown(outcome.match)
    return Listed(Match(others.resources[0].id, outcome.match.confidence), others)


def _is_refused(id_: str, refused: Unwanted, knowledge: Knowledge) -> bool:
    resource = knowledge.resource(id_)
    return resource is not None and is_refused(resource, refused)
