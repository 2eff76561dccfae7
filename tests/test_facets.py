"""What kind of resource somebody wishes for, in their own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.library.folder import language
from knowledge.finding.facet_parser import FacetParser
from knowledge.finding.facets import Facets, singular
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
