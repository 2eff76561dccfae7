"""What kind of resource somebody wishes for, in their own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.library.folder import language
from knowledge.finding.facet_parser import FacetParser
from knowledge.finding.facets import Facets, Unwanted, singular
from tests.sample import knowledge, question


@pytest.fixture(scope="module")
def parser() -> FacetParser:
    return FacetParser(knowledge(), {word: rank for rank, word in enumerate(language()[0].words)})


@pytest.mark.parametrize(
    ("text", "facet", "ids"),
    [
        ("a podcast please", "formats", ("podcast",)),
        ("something to listen to", "formats", ("podcast",)),
        ("any studies?", "formats", ("report",)),
        ("podcasts or guides", "formats", ("podcast", "guide")),
        ("for an HRD", "audiences", ("hr-director",)),
        ("what should governors read", "audiences", ("governor",)),
        ("for board members", "audiences", ("all-board",)),
        ("the hearts and minds strand", "pillars", ("hearts",)),
        ("taking accountability", "pillars", ("accountability",)),
        ("being an ally", "topics", ("allyship",)),
        ("the pay gap", "topics", ("pay-gap",)),
        ("anything by Roger Kline", "people", ("Roger Kline",)),
        ("that Kline thing", "people", ("Roger Kline",)),
        ("anyting by roger klnie", "people", ("Roger Kline",)),
        ("with Yvone Coghil", "people", ("Yvonne Coghill",)),
        ("by Ruth May", "people", ("Ruth May",)),
        ("from the King's Fund", "publishers", ("The King's Fund",)),
        ("anything by Hempsons", "publishers", ("NHS Providers and Hempsons",)),
    ],
)
def test_a_wish_is_found_however_it_is_named(parser: FacetParser, text: str, facet: str, ids: tuple[str, ...]) -> None:
    assert getattr(parser(question(text)), facet) == ids


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("reports in 2024", 2024, 2024),
        ("reports from 2021", 2021, 2021),
        ("reports since 2022", 2022, None),
        ("reports after 2022", 2022, None),
        ("reports from 2022 onwards", 2022, None),
        ("reports before 2020", None, 2019),
        ("reports until 2020", None, 2020),
        ("reports between 2020 and 2022", 2020, 2022),
        ("reports from 2020 to 2022", 2020, 2022),
        ("the 85 per cent figure", None, None),
        ("Race 2.0", None, None),
    ],
)
def test_years_are_first_and_last_both_included(
    parser: FacetParser, text: str, since: int | None, until: int | None
) -> None:
    facets = parser(question(text))
    assert (facets.since, facets.until) == (since, until)


@pytest.mark.parametrize("text", ["something short", "a quick read", "anything brief?", "shorter ones"])
def test_short_is_a_wish(parser: FacetParser, text: str) -> None:
    assert parser(question(text)).short


def test_newest_material_and_plural_are_seen(parser: FacetParser) -> None:
    assert parser(question("the latest report")).newest
    assert parser(question("any resources?")).material
    assert parser(question("podcasts")).plural
    assert not parser(question("the podcast")).plural


def test_a_surname_that_is_an_everyday_word_needs_more_than_itself(parser: FacetParser) -> None:
    assert parser(question("what may governors ask")).people == ()


def test_a_format_that_no_resource_has_is_no_wish(parser: FacetParser) -> None:
    assert parser(question("webinars")).formats == ()


def test_a_format_without_a_name_is_known_by_its_id(parser: FacetParser) -> None:
    assert parser(question("any blogs?")).formats == ("blog",)


def test_what_no_wish_explains_is_left(parser: FacetParser) -> None:
    assert parser(question("show me a short podcast for chairs on allyship since 2022 please")).rest == ()
    assert parser(question("podcasts about beekeeping")).rest == ("beekeep",)


def test_all_wishes_of_a_sentence_are_found_together(parser: FacetParser) -> None:
    facets = parser(question("short podcasts for chairs by Yvonne Coghill in 2022 on allyship"))
    assert set(facets.wishes) == {"formats", "audiences", "people", "years", "short"}
    assert facets.topics == ("allyship",)


def test_a_question_without_a_wish_has_none(parser: FacetParser) -> None:
    assert parser(question("why does it matter")).wishes == ()
    assert parser(question("")) == Facets()


def test_a_wish_can_be_taken_back() -> None:
    facets = Facets(formats=("podcast",), since=2020, until=2022, short=True)
    assert facets.without("formats").wishes == ("years", "short")
    assert facets.without("years").wishes == ("formats", "short")
    assert facets.without("short").wishes == ("formats", "years")


def test_a_later_wish_replaces_an_earlier_one_of_its_kind_and_keeps_the_others() -> None:
    earlier = Facets(formats=("podcast",), audiences=("chair",), topics=("allyship",), since=2022)
    later = Facets(audiences=("governor",)).joined(earlier)
    assert later == Facets(formats=("podcast",), audiences=("governor",), topics=("allyship",), since=2022)
    assert Facets(until=2019).joined(earlier).since is None


@pytest.mark.parametrize(
    ("word", "one"),
    [("podcasts", "podcast"), ("studies", "study"), ("access", "access"), ("crisis", "crisis"),
     ("status", "status"), ("gas", "gas")],
)  # fmt: skip
def test_only_plurals_become_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_publishers_of_one_name_stand_in_the_order_of_the_catalogue() -> None:
    publishers = tuple(f"Trust and {partner}" for partner in ("Zeta", "Alpha", "Mid", "Beta", "Yard", "Echo"))
    resource = knowledge().resources[0]
    many = replace(knowledge(), resources=tuple(replace(resource, publisher=name) for name in publishers))
    assert FacetParser(many, {})(question("reports from Trust")).publishers == publishers


# Refusals.


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("not a podcast", Unwanted(formats=("podcast",))),
        ("anything but a guide", Unwanted(formats=("guide",))),
        ("reports without podcasts", Unwanted(formats=("podcast",))),
        ("no podcasts please", Unwanted(formats=("podcast",))),
        ("no podcasts, guides or blogs", Unwanted(formats=("podcast", "guide", "blog"))),
        ("podcasts, but not by the King's Fund", Unwanted(publishers=("The King's Fund",))),
        ("anything not by Roger Kline", Unwanted(people=("Roger Kline",))),
        ("for chairs, not governors", Unwanted(audiences=("governor",))),
        ("reports other than Too hot to handle", Unwanted(ids=("hot-report",))),
        ("not the King's Fund podcast", Unwanted(ids=("board-podcast",))),
        ("reports not from 2022", Unwanted(years=(2022,))),
        ("guides on anything except the pay gap", Unwanted(topics=("pay-gap",))),
        ("a report that isn't by brap", Unwanted(publishers=("brap",))),
        ("podcasts excluded, any guide", Unwanted(formats=("podcast",))),
    ],
)
def test_what_stands_behind_a_refusing_word_is_refused(parser: FacetParser, text: str, refused: Unwanted) -> None:
    facets = parser(question(text))
    assert facets.refused == refused
    assert facets.unclear_refusal is None


@pytest.mark.parametrize(
    "text",
    [
        "what should governors not do", "we have no chair", "not just for governors", "I am not sure which guide",
        "how do we appoint without recruitment", "no, I meant the guide", "no more tick boxes",
        "a board that does not report", "why not a podcast", "do not all chairs know",
    ],
)  # fmt: skip
def test_a_negation_is_no_refusal(parser: FacetParser, text: str) -> None:
    assert not parser(question(text)).refused


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("not a podcast but a report", ("report",)),
        ("a guide, not a podcast", ("guide",)),
        ("no podcasts, just reports", ("report",)),
        ("reports rather than podcasts", ("report",)),
    ],
)
def test_what_is_wished_for_beside_a_refusal_is_kept(parser: FacetParser, text: str, wanted: tuple[str, ...]) -> None:
    facets = parser(question(text))
    assert facets.formats == wanted
    assert facets.refused.formats == ("podcast",)


def test_a_refusal_that_nobody_understands_is_told(parser: FacetParser) -> None:
    assert parser(question("reports, but not the ones made with lawyers")).unclear_refusal
    assert parser(question("podcasts for chairs")).unclear_refusal is None


def test_what_is_refused_is_not_what_is_sought(parser: FacetParser) -> None:
    assert parser.sought(question("something on allyship, not a podcast")) == "something on allyship"
    assert parser.sought(question("not a podcast")) == "not a podcast"


def test_a_refusal_stays_until_it_is_taken_back() -> None:
    earlier = Facets(formats=("report",), refused=Unwanted(formats=("podcast",), people=("Roger Kline",)))
    assert Facets(audiences=("chair",)).joined(earlier).refused == earlier.refused
    assert Facets(formats=("podcast",)).joined(earlier).refused == Unwanted(people=("Roger Kline",))
    later = Facets(refused=Unwanted(formats=("report",))).joined(earlier)
    assert (later.formats, later.refused.formats) == ((), ("podcast", "report"))


# Order, length and number.


@pytest.mark.parametrize(
    ("text", "newest", "oldest"),
    [
        ("latest podcast", True, False),
        ("most recent first", True, False),
        ("something newer", True, False),
        ("the oldest reports", False, True),
        ("anything older", False, True),
        ("nothing too old", True, False),
        ("a pack for a new chair", False, False),
        ("reports older than 2020", False, False),
    ],
)
def test_an_order_is_a_wish(parser: FacetParser, text: str, newest: bool, oldest: bool) -> None:
    facets = parser(question(text))
    assert (facets.newest, facets.oldest) == (newest, oldest)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("only since 2023", 2023, None),
        ("newer than 2022", 2023, None),
        ("older than 2022", None, 2021),
        ("nothing before 2022", 2022, None),
        ("nothing after 2021", None, 2021),
        ("not older than 2021", 2021, None),
        ("reports from this year", 2026, 2026),
        ("reports from last year", 2025, 2025),
        ("guides since last year", 2025, None),
        ("podcasts from the last two years", 2024, None),
        ("what should we do this year", None, None),
    ],
)
def test_years_are_counted_from_the_clock(text: str, since: int | None, until: int | None) -> None:
    facets = FacetParser(knowledge(), {}, lambda: 2026)(question(text))
    assert (facets.since, facets.until) == (since, until)


@pytest.mark.parametrize(
    ("text", "most"),
    [("one short thing", 1), ("two podcasts", 2), ("just one", 1), ("which one report", None), ("the one report", None),
     ("ten questions", None), ("podcasts", None)],
)  # fmt: skip
def test_a_number_of_things_is_a_wish(parser: FacetParser, text: str, most: int | None) -> None:
    assert parser(question(text)).most == most


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("a report from a mental health trust", {"sectors": ("mental-health",)}),
        ("reports from the North West", {"regions": ("north-west",)}),
        ("podcasts from London", {"regions": ("london",)}),
        ("reports about an ambulance trust", {"sectors": ("ambulance",)}),
        ("reports from a small trust", {"sizes": ("small",)}),
        ("what do hospitals do", {}),
        ("and in London?", {}),
    ],
)
def test_the_trust_is_a_wish_where_resources_are_asked_for(
    parser: FacetParser, text: str, wish: dict[str, tuple[str, ...]]
) -> None:
    facets = parser(question(text))
    found = {name: getattr(facets, name) for name in ("sectors", "regions", "sizes") if getattr(facets, name)}
    assert found == wish


def test_a_publisher_stands_before_a_format(parser: FacetParser) -> None:
    facets = parser(question("King's Fund podcasts"))
    assert (facets.publishers, facets.formats, facets.rest) == (("The King's Fund",), ("podcast",), ())


def test_a_publisher_is_known_by_its_name_and_by_others_where_they_can_only_be_it() -> None:
    vocabulary = replace(knowledge().vocabulary, synonyms=(("brap", "BRP", "the race action people"),))
    parse = FacetParser(replace(knowledge(), vocabulary=vocabulary), {})
    for text in ("what brap found", "reports by BRP", "BRP reports", "what the race action people found"):
        assert parse(question(text)).publishers == ("brap",), text
    assert parse(question("what is BRP")).publishers == ()
