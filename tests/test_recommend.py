"""The resources that fit, best first, and in the open what could not be met."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from bot.conversation.catalogue import first_resources, listed, shelf_names
from bot.conversation.reasons import Reasons
from bot.library.folder import Snapshot
from bot.terminal.asking import AskSession
from knowledge.finding.facets import Facets, Reader, Unwanted
from knowledge.finding.order import mixed
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


# What is refused.


@pytest.mark.parametrize(
    ("refused", "gone"),
    [
        (Unwanted(formats=("podcast",)), {"ally-podcast", "board-podcast"}),
        (Unwanted(people=("Roger Kline",)), {"tick-boxes", "hot-report"}),
        (Unwanted(publishers=("brap",)), {"tick-boxes", "hot-report"}),
        (Unwanted(audiences=("hr-director",)), {"tick-boxes", "pay-gap-guide"}),
        (Unwanted(topics=("allyship",), years=(2019,)), {"ally-podcast", "board-podcast"}),
        (Unwanted(pillars=("accountability",)), {"pay-gap-guide", "governors-blog"}),
        (Unwanted(ids=("hot-report",)), {"hot-report"}),
    ],
)
def test_what_is_refused_is_in_no_list(refused: Unwanted, gone: set[str]) -> None:
    left = {one.id for one in knowledge().resources} - gone
    assert set(ids(recommend(knowledge(), Facets(refused=refused), None))) == left


def test_a_wish_is_dropped_before_a_refusal() -> None:
    found = recommend(knowledge(), Facets(formats=("podcast",), refused=Unwanted(formats=("podcast",))), None)
    assert found.dropped == ("formats",)
    assert {"ally-podcast", "board-podcast"}.isdisjoint(ids(found))


def test_the_oldest_come_first_and_what_has_no_date_last() -> None:
    found = ids(recommend(knowledge(), Facets(oldest=True), None))
    assert (found[0], found[-1]) == ("board-podcast", "governors-blog")


def test_one_thing_is_one_thing_and_more_goes_on_behind_it() -> None:
    found = recommend(knowledge(), Facets(formats=("podcast",), most=1), None)
    assert [one.id for one in found.page(0)] == ids(found)[:1]
    assert [one.id for one in found.page(1)] == ids(found)[1:]


# One order.


def test_a_page_has_at_most_three_of_a_publisher_where_others_fit() -> None:
    resource = knowledge().resources[0]
    of = ("Trust", "Trust and Partner", "Trust", "Trust", "Other", "Third", "Trust")
    made = [replace(resource, id=str(at), title=str(at), publisher=name) for at, name in enumerate(of)]
    assert [one.id for one in mixed(made, 5)] == ["0", "1", "2", "4", "5", "3", "6"]
    assert [one.id for one in mixed(made[:4], 5)] == ["0", "1", "2", "3"]


def test_a_page_has_two_formats_where_they_fit() -> None:
    resource = knowledge().resources[0]
    made = [replace(resource, id=str(at), title=str(at), publisher=str(at)) for at in range(6)]
    made.append(replace(resource, id="6", title="6", publisher="6", format="blog"))
    assert [one.id for one in mixed(made, 5)] == ["0", "1", "2", "3", "6", "4", "5"]


def test_chapters_do_not_fill_a_page() -> None:
    resource = knowledge().resources[0]
    titles = ("Whole", "Whole: one", "Whole: two", "Other")
    made = [replace(resource, id=title, title=title) for title in titles]
    assert [one.id for one in mixed(made, 3)] == ["Whole", "Whole: one", "Other", "Whole: two"]


def test_what_can_be_opened_and_what_is_recent_come_first() -> None:
    resource = replace(knowledge().resources[0], publisher="x", title="x", people=())
    bare = replace(resource, id="a-bare", url=None, date=None)
    dated = replace(resource, id="b-dated", url=None)
    linked = replace(resource, id="c-linked", url="https://example.org", date=None)
    recent = replace(resource, id="d-recent", url="https://example.org")
    found = recommend(replace(knowledge(), resources=(bare, dated, linked, recent)), Facets(pillars=("hearts",)), None)
    assert ids(found) == ["d-recent", "c-linked", "b-dated", "a-bare"]


def test_wishes_that_say_all_have_one_list_whatever_the_words() -> None:
    facets = Facets(pillars=("accountability",))
    alone = recommend(knowledge(), facets, None)
    assert recommend(knowledge(), facets, ranking("governors-blog", "close-the-pay-gap")) == alone


# The shipped catalogue.


def test_a_pillar_has_one_list_wherever_it_is_asked_for(snapshot: Snapshot) -> None:
    session = AskSession(snapshot, time.monotonic)
    for pillar in snapshot.knowledge.pillars:
        menu = listed(snapshot.knowledge, "pillars", pillar.id, 0)
        assert menu
        shelf = [one.id for one in menu.recommendation.page(0)]
        said = [one.id for one in session.reply([pillar.name]).resources]
        asked = [one.id for one in session.reply([f"resources for {pillar.name.lower()}"]).resources]
        assert said == asked == shelf
        first = snapshot.knowledge.by_id[shelf[0]].label
        assert f"[{first}](" in first_resources(snapshot.knowledge, pillar.id)


@pytest.mark.parametrize(
    ("shelf", "asked"),
    [("audiences", "resources for {name}s"), ("formats", "{name}s"), ("topics", "resources about {name}")],
)
def test_a_shelf_begins_as_the_list_that_is_asked_for(snapshot: Snapshot, shelf: str, asked: str) -> None:
    knowledge_, wrong = snapshot.knowledge, []
    for id_, name in shelf_names(knowledge_, shelf).items():
        facets = snapshot.understanding.find.facets(snapshot.understanding.find.prepare(asked.format(name=name)))
        if facets.rest or facets.wishes + facets.subjects != ((shelf,) if shelf != "topics" else (id_,)):
            continue  # the name says something else as well
        menu = listed(knowledge_, shelf, id_, 0)
        assert menu
        found = recommend(knowledge_, facets, None)
        wrong += [id_] if menu.recommendation.resources != found.resources else []
    assert wrong == []


def test_every_pillar_shows_its_flagship_linked_things_and_several_makers(snapshot: Snapshot) -> None:
    for pillar in snapshot.knowledge.pillars:
        found = recommend(snapshot.knowledge, Facets(pillars=(pillar.id,)), None).page(0)
        assert "race-2-0-time-for-real-change" in [one.id for one in found]
        assert found[0].url
        assert len({one.format for one in found}) > 1
        assert max(Counter(one.publisher for one in found).values()) <= 3


def test_every_item_of_a_list_has_a_reason_of_its_own(snapshot: Snapshot) -> None:
    reasons = Reasons(snapshot.knowledge)
    assert [one.id for one in snapshot.knowledge.resources if not reasons.of_items((one,), Facets())[0]] == []


@pytest.mark.parametrize(
    ("id_", "facets", "reason"),
    [
        ("ten-questions-for-governors", Facets(audiences=("governor",)), "For governors: "),
        ("case-study-yas-disciplinaries", Facets(), "An ambulance trust, "),
        ("kings-fund-race-equality-podcast", Facets(), "To listen to, "),
        ("north-west-anti-racist-framework", Facets(regions=("north-west",)), "In the North West"),
    ],
)
def test_the_reason_of_an_item_comes_from_what_is_known_of_it(
    snapshot: Snapshot, id_: str, facets: Facets, reason: str
) -> None:
    resource = snapshot.knowledge.resource(id_)
    assert resource
    assert Reasons(snapshot.knowledge).of_items((resource,), facets)[0].startswith(reason)


def test_minutes_say_what_they_are_for(snapshot: Snapshot) -> None:
    resource = snapshot.knowledge.resource("kings-fund-race-equality-podcast")
    assert resource
    timed = replace(resource, minutes=20)
    (reason,) = Reasons(snapshot.knowledge).of_items((timed,), Facets(formats=("podcast",)))
    assert reason.startswith("20 minutes, to listen to")


def test_who_asked_is_not_remembered_with_what_was_worked_out() -> None:
    known = replace(knowledge())  # of which other tests have worked out nothing
    facets = Facets(topics=("allyship",), rest=("privat",), reader=Reader("governor", "ambulance", "south-west"))
    assert recommend(known, facets, None).facets.reader == facets.reader
    keys = repr(list(known.worked_out._known))
    assert "allyship" in keys
    assert [word for word in ("governor", "ambulance", "privat") if word in keys] == []
