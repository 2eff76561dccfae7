"""The resources that fit, best first, and in the open what could not be met."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge.finding.facets import Facets
from knowledge.finding.recommend import DROP_ORDER, Recommendation, is_short, named_in, recommend
from knowledge.ranking.index import Ranking
from tests.sample import knowledge


def ids(found: Recommendation) -> list[str]:
    return [one.id for one in found.resources]


def ranking(*ids_: str) -> Ranking:
    """`ids_` in that order, the first with most."""
    return Ranking(ids_, np.array([0.5 ** (place + 1) for place in range(len(ids_))], np.float32), 0.1)


@pytest.mark.parametrize(
    ("facets", "fitting"),
    [
        (Facets(formats=("podcast",)), {"ally-podcast", "board-podcast"}),
        (Facets(people=("Roger Kline",)), {"tick-boxes", "hot-report"}),
        (Facets(publishers=("The King's Fund",)), {"board-podcast"}),
        (Facets(pillars=("accountability",)), {"pay-gap-guide", "governors-blog"}),
        (Facets(since=2022), {"ally-podcast", "hot-report", "pay-gap-guide"}),
        (Facets(until=2021), {"board-podcast", "tick-boxes"}),
        (Facets(since=2021, until=2022), {"ally-podcast", "tick-boxes"}),
        (Facets(formats=("report",), since=2022), {"hot-report"}),
    ],
)
def test_each_wish_sorts_out_what_does_not_fit(facets: Facets, fitting: set[str]) -> None:
    found = recommend(knowledge(), facets, None)
    assert set(ids(found)) == fitting
    assert found.dropped == ()


def test_a_podcast_for_chairs_may_be_one_for_the_whole_board_but_theirs_comes_first() -> None:
    assert ids(recommend(knowledge(), Facets(formats=("podcast",), audiences=("chair",)), None)) == [
        "ally-podcast",
        "board-podcast",
    ]


def test_what_is_for_others_is_not_for_chairs() -> None:
    assert "governors-blog" not in ids(recommend(knowledge(), Facets(audiences=("chair",)), None))


def test_when_nothing_fits_wishes_are_dropped_in_order_and_named() -> None:
    facets = Facets(formats=("podcast",), people=("Roger Kline",), since=2030, short=True)
    found = recommend(knowledge(), facets, None)
    assert found.dropped == ("short", "years", "formats")
    assert set(ids(found)) == {"tick-boxes", "hot-report"}
    assert found.facets == Facets(people=("Roger Kline",))


def test_no_more_is_dropped_than_must_be() -> None:
    found = recommend(knowledge(), Facets(formats=("podcast",), since=2022, short=True), None)
    assert (found.dropped, ids(found)) == (("short",), ["ally-podcast"])


def test_every_wish_has_its_place_in_the_order() -> None:
    everything = Facets(("x",), ("x",), ("x",), (), ("x",), ("x",), 2020, 2020, short=True)
    everything = replace(everything, sectors=("x",), regions=("x",), sizes=("x",))
    assert sorted(everything.wishes) == sorted(DROP_ORDER)
    met = {"short", "audiences"}  # some are short, and some are for everybody
    assert recommend(knowledge(), everything, None).dropped == tuple(wish for wish in DROP_ORDER if wish not in met)


def test_a_resource_without_a_date_meets_no_year() -> None:
    assert "governors-blog" not in ids(recommend(knowledge(), Facets(until=2099), None))


def test_the_question_decides_among_those_that_fit() -> None:
    facets = Facets(formats=("report",), rest=("fair",))
    assert ids(recommend(knowledge(), facets, ranking("hot-report", "tick-boxes")))[0] == "hot-report"
    assert ids(recommend(knowledge(), facets, ranking("tick-boxes", "hot-report")))[0] == "tick-boxes"


def test_what_a_likely_answer_names_comes_first() -> None:
    found = recommend(knowledge(), Facets(audiences=("hr-director",)), ranking("close-the-pay-gap", "what-is-the-wres"))
    assert ids(found)[0] == "pay-gap-guide"


def test_the_newest_come_first_when_asked_for() -> None:
    reports = recommend(knowledge(), Facets(formats=("report",), newest=True), None)
    assert ids(reports) == ["hot-report", "tick-boxes"]


def test_where_a_subject_is_named_only_what_is_about_it_stays() -> None:
    found = recommend(knowledge(), Facets(topics=("allyship",)), ranking("ally-podcast", "what-is-the-wres"))
    assert ids(found) == ["ally-podcast"]


def test_a_subject_that_nothing_fitting_is_about_is_named_as_not_met() -> None:
    found = recommend(knowledge(), Facets(formats=("blog",), topics=("pay-gap",)), ranking("what-is-the-wres"))
    assert found.dropped == ("topics",)


def test_equal_wishes_give_an_equal_order() -> None:
    assert ids(recommend(knowledge(), Facets(), None)) == ids(recommend(knowledge(), Facets(), None))


def test_short_is_a_quarter_of_an_hour_or_a_short_format() -> None:
    short = {one.id for one in knowledge().resources if is_short(one)}
    assert short == {"pay-gap-guide", "governors-blog", "board-podcast"}


def test_resources_are_named_in_order_and_strangers_left_out() -> None:
    named = named_in(knowledge(), ["hot-report", "no-such-id", "what-is-the-wres", "tick-boxes"])
    assert [one.id for one in named] == ["hot-report", "tick-boxes"]
