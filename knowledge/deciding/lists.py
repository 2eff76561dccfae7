"""The rules by which a wish for resources, or a refusal, gets a list whatever else may be worth."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.deciding.candidates import MOST_OFFERED
from knowledge.deciding.outcome import Listed, Unsure
from knowledge.deciding.several import CLEAR
from knowledge.deciding.signs import FIRST, asks_why, is_on_subject
from knowledge.deciding.weighed import Ruled, Weighed
from knowledge.finding.finding import Finding

MOST_UNEXPLAINED = 6  # words; who says more of something tells of it, and may only mention resources
EXPLAIN = re.compile(r"\b(?:what (?:is|are|does|do|was|were)|why|how)\b(?! (?:there|you|out|new)\b)")  # and not shown


def wishes(finding: Finding, weighed: Weighed) -> Ruled | None:
    """A list, where what is wished for is nothing that an answer could be."""
    facets, listed = finding.facets, weighed.replies.get("list")
    single = not finding.sentences and not asks_why(finding.whole.question)
    goes_on = finding.follows and facets.bare  # "and the chairs?" may ask for another figure of an answer
    if isinstance(listed, Listed) and facets.only_wishes and facets.asks_for_some and not goes_on:
        return listed, "it says what resources should be like, and nothing else"
    if isinstance(listed, Listed) and not listed.recommendation.dropped:
        if facets.refused.resources or (single and facets.refused and facets.material):
            return listed, "it refuses some resources, so it wishes for others"
        if facets.only_wishes and not goes_on and not _tells_a_role(finding, weighed):
            return listed, "it says what resources should be like, and nothing else"
        if single and (facets.particular or (facets.plural and facets.refused)) and is_on_subject(finding, listed):
            return listed, "it wishes for an order, a length or a kind of trust"
    return None


def _tells_a_role(finding: Finding, weighed: Weighed) -> bool:
    """Does it name a role and no resources, with an answer for just that: "what can a chair do", "new as SID"?"""
    facets = finding.facets
    only_role = facets.wishes == ("audiences",) and not facets.material and not facets.plural
    typed = finding.whole.question.tokens
    says_more = len(typed) > 2 and typed[0] != "for"  # "governors" and "for governors" say no more than the role
    return only_role and says_more and finding.best.sure >= CLEAR and weighed.best == "answer"


def unclear_refusal(finding: Finding, weighed: Weighed) -> Ruled | None:
    """What is refused and not understood is asked about: else it might be what is shown."""
    unclear, offered = finding.facets.unclear_refusal, weighed.replies.get("suggest")
    if unclear is None or not isinstance(offered, Unsure) or weighed.best in ("contact", "support"):
        return None
    listed = weighed.replies.get("list")
    resources = listed.recommendation.resources[:MOST_OFFERED] if isinstance(listed, Listed) else ()
    ids = tuple(resource.id for resource in resources) or offered.ids
    return replace(offered, ids=ids, unclear=unclear), "it refuses something, and what is not clear"


def several_fit(finding: Finding, weighed: Weighed) -> Ruled | None:
    """A list, where one sentence asks for something to read or hear, and a reply would show one of several.

    In several sentences a plural mostly tells a story.
    """
    facets, listed = finding.facets, weighed.replies.get("list")
    if finding.sentences:
        return None
    asks = facets.material or facets.plural or facets.any_of_a_kind
    if weighed.best not in ("answer", "suggest") or not isinstance(listed, Listed) or not asks:
        return None
    if listed.recommendation.dropped or asks_why(finding.whole.question) or finding.whole.own_words:
        return None
    if len(facets.rest) > MOST_UNEXPLAINED or EXPLAIN.search(" ".join(finding.whole.question.corrected)):
        return None
    first = listed.recommendation.resources[:FIRST]
    shows_one = len(first) > 1 and finding.best.match.id in {resource.id for resource in first}
    about = bool(facets.topics) and not {*facets.topics}.isdisjoint(first[0].topics)
    return (listed, "it asks for resources, and several fit") if shows_one or about else None
