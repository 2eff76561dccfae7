"""What holds of every list, over hundreds of them: what fits, what can be opened, who made it, and why it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from bot.conversation.reasons import Reasons
from bot.library.folder import Snapshot
from knowledge.finding.facets import Facets
from knowledge.finding.order import OF_A_PUBLISHER, Grades, scores
from knowledge.finding.recommend import PAGE, Recommendation, fits, recommend
from knowledge.model import Knowledge, Resource

REGIONS = ("london", "north-west", "north-east-and-yorkshire", "midlands")


def wishes(knowledge: Knowledge) -> Iterator[Facets]:
    """One wish, and two together: each role with each pillar, format and subject, formats by region and in minutes."""
    roles = [*knowledge.vocabulary.audiences]
    formats = sorted({resource.format for resource in knowledge.resources})
    topics = sorted({topic for resource in knowledge.resources for topic in resource.topics})
    for role in roles:
        yield Facets(audiences=(role,))
        yield from (Facets(audiences=(role,), pillars=(pillar.id,)) for pillar in knowledge.pillars)
        yield from (Facets(audiences=(role,), formats=(format_,)) for format_ in formats)
    yield from (Facets(topics=(topic,)) for topic in topics)
    yield from (Facets(topics=(topic,), audiences=(role,)) for topic in topics[::5] for role in roles)
    yield from (Facets(formats=(format_,), regions=(region,)) for format_ in formats for region in REGIONS)
    yield from (Facets(formats=(format_,), short=True, minutes=10) for format_ in formats)


@pytest.fixture(scope="module")
def lists(snapshot: Snapshot) -> list[Recommendation]:
    return [recommend(snapshot.knowledge, facets, None) for facets in wishes(snapshot.knowledge)]


def pages(found: Recommendation) -> Iterator[tuple[Resource, ...]]:
    for first in range(0, len(found.resources), PAGE):
        yield found.resources[first : first + PAGE]


def test_there_are_hundreds(lists: list[Recommendation]) -> None:
    assert len(lists) > 300


def test_all_that_is_shown_fits(lists: list[Recommendation]) -> None:
    assert [found.facets for found in lists if not all(fits(one, found.facets) for one in found.resources)] == []


def test_what_can_be_opened_stands_before_what_fits_no_better(snapshot: Snapshot, lists: list[Recommendation]) -> None:
    for found in lists:
        scored = scores(snapshot.knowledge, found.facets, None)
        grade = Grades(found.facets, max((scored.need[one.id] for one in found.resources), default=0.0))
        for page in pages(found):
            grades = [(-grade(one, scored.need[one.id]), not one.url) for one in page]
            assert grades == sorted(grades), found.facets


def test_no_publisher_fills_a_page_where_others_are_left(lists: list[Recommendation]) -> None:
    for found in lists:
        page, later = found.resources[:PAGE], found.resources[PAGE:]
        by = Counter(one.publisher for one in page)
        full = {name for name, count in by.items() if count > OF_A_PUBLISHER}
        others = [
            one for one in later if not any(one.publisher.startswith((name, name.split(" and ")[0])) for name in by)
        ]
        assert not full or not others, found.facets


def test_a_page_has_two_formats_where_they_fit(lists: list[Recommendation]) -> None:
    for found in lists:
        page = {one.format for one in found.resources[:PAGE]}
        assert len(page) > 1 or {one.format for one in found.resources} == page, found.facets


def test_no_reason_is_given_twice_on_a_page(snapshot: Snapshot, lists: list[Recommendation]) -> None:
    reasons = Reasons(snapshot.knowledge)
    twice = []
    for found in lists:
        said = reasons.of_items(found.resources[:PAGE], found.facets)
        twice += [said] if len(set(said)) < len(said) else []
    assert twice == []
