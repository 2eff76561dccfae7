"""A hundred ways to refuse, to order and to limit: nothing refused is shown, and the order is the one asked for."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.conversation.reply import Reply
from bot.library.folder import Snapshot
from bot.terminal.asking import AskSession
from knowledge.finding.qualities import traits
from knowledge.model import Resource

Test = Callable[[Resource], bool]
Ask = Callable[..., Reply]


def format_(*ids: str) -> Test:
    return lambda resource: resource.format in ids


def by(name: str) -> Test:
    return lambda resource: name in resource.publisher or name in resource.people


def role(id_: str) -> Test:
    return lambda resource: id_ in resource.audiences


def topic(id_: str) -> Test:
    return lambda resource: id_ in resource.topics


def titled(words: str) -> Test:
    return lambda resource: words.lower() in resource.title.lower()


def before(year: int) -> Test:
    return lambda resource: resource.year is None or resource.year < year


def after(year: int) -> Test:
    return lambda resource: resource.year is None or resource.year > year


def region(id_: str) -> Test:
    return lambda resource: id_ in traits(resource).regions


def sector(id_: str) -> Test:
    return lambda resource: id_ in traits(resource).sectors


REFUSED: tuple[tuple[str, Test], ...] = (
    # Formats.
    ("something on allyship, but not a podcast", format_("podcast")),
    ("anything but a guide on the pay gap", format_("guide")),
    ("resources about talking about race without webinars", format_("webinar")),
    ("no webinars please, what else do you have on allyship?", format_("webinar")),
    ("I would rather not watch a video. Anything on being a white ally?", format_("video-interview")),
    ("what do you have on disciplinaries other than case studies", format_("case-study")),
    ("reading on the WRES apart from reports", format_("report")),
    ("things to read on inclusive recruitment except guides", format_("guide")),
    ("please leave out blogs: what is there on accountability", format_("blog")),
    ("show me resources on health inequalities, excluding tools", format_("tool")),
    ("material for Black History Month that isn't a podcast", format_("podcast")),
    ("I don't want another report. What have you got on board diversity?", format_("report")),
    ("no podcasts, webinars or videos on allyship please", format_("podcast", "webinar", "video-interview")),
    ("no podcast and no video, something to read on being an ally", format_("podcast", "video-interview")),
    ("not articles, I want something deeper on allyship", format_("article")),
    ("podcasts excluded, what is there on leadership?", format_("podcast")),
    ("anything on psychological safety instead of a guide", format_("guide")),
    ("case studies rather than reports on talent management", format_("report")),
    ("resources for chief executives, no statements", format_("statement")),
    ("I'm not interested in webinars, what have you got on difficult conversations", format_("webinar")),
    ("I am tired of reports. Something else on the WRES?", format_("report")),
    ("resources on the EDI plan with no action plans", format_("action-plan")),
    ("anything except frameworks on anti-racism", format_("framework")),
    ("I'd sooner not listen to a podcast, anything else on workforce", format_("podcast")),
    ("not a fan of podcasts, what is there for chairs?", format_("podcast")),
    ("no reports", format_("report")),
    ("not an event please", format_("event")),
    ("without any tools", format_("tool")),
    ("everything except guides for HR directors", format_("guide")),
    ("any blogs or articles on allyship, not videos", format_("video-interview")),
    # Publishers and people.
    ("guides not by NHS Providers", by("NHS Providers")),
    ("anything on allyship not by Roger Kline", by("Roger Kline")),
    ("reports from anyone other than NHS Providers", by("NHS Providers")),
    ("reports on recruitment, not Kline's", by("Roger Kline")),
    ("frameworks except NHS England's", by("NHS England")),
    ("reports apart from the King's Fund ones", by("King's Fund")),
    ("podcasts, anyone but the NHS Confederation", by("NHS Confederation")),
    ("blogs not by Chris Hopson", by("Chris Hopson")),
    ("something on microaggressions, not from the RCN", by("Royal College of Nursing")),
    ("resources on the pay gap without Hempsons", by("Hempsons")),
    ("anything about the WRES that is not by NHS England", by("NHS England")),
    ("I don't want anything from NHS Employers on the EDI plan", by("NHS Employers")),
    ("podcasts other than NHS Providers' own", by("NHS Providers")),
    ("statements, none by NHS England", by("NHS England")),
    ("not the Confed, something on board diversity", by("NHS Confederation")),
    ("reports on speaking up but not by brap", by("brap")),
    ("nothing by Saffron Cordery please, any blogs?", by("Saffron Cordery")),
    ("guides by anybody but NHS Providers", by("NHS Providers")),
    # Roles and subjects.
    ("resources for chairs, not governors", role("governor")),
    ("something for non-executives rather than executives", role("executive-director")),
    ("tools, but not for governors", role("governor")),
    ("guides for HR directors, not company secretaries", role("company-secretary")),
    ("anything for the board except for governors", role("governor")),
    ("reports, but nothing about health inequalities", topic("health-inequalities")),
    ("case studies not about disciplinaries", topic("disciplinary-gap")),
    ("guides on anything other than the pay gap", topic("ethnicity-pay-gap")),
    ("podcasts apart from those on Black History Month", topic("black-history-month")),
    ("webinars, not on difficult conversations", topic("difficult-conversations")),
    ("tools not on health inequalities", topic("health-inequalities")),
    ("for chief executives but not on allyship", topic("allyship")),
    # Titles.
    ("case studies other than Yorkshire Ambulance", titled("Yorkshire Ambulance")),
    ("pay gap resources apart from Counting the cost", titled("Counting the cost")),
    ("reports except Race 2.0", titled("Race 2.0")),
    ("webinars other than Can we talk about race", titled("Can we talk about race")),
    ("reports by Roger Kline but not Too hot to handle", titled("Too hot to handle")),
    ("case studies, not the Barts one", titled("Barts")),
    ("tools apart from the ten questions for governors", titled("Ten questions for governors")),
    ("anything on leadership other than the Messenger review", titled("Messenger")),
    ("case studies on disciplinaries without Barking, Havering and Redbridge", titled("Barking, Havering")),
    ("reports by Roger Kline, not No more tick boxes", titled("No more tick boxes")),
    # The trust.
    ("case studies not from London", region("london")),
    ("case studies, no ambulance trusts", sector("ambulance")),
    ("examples from trusts other than hospitals", sector("hospital")),
    ("case studies from anywhere but Yorkshire", region("north-east-and-yorkshire")),
    # Dates and length.
    ("reports, nothing before 2022", before(2022)),
    ("guides not older than 2023", before(2023)),
    ("only since 2023, reports please", before(2023)),
    ("articles newer than 2021", before(2022)),
    ("reports, nothing after 2021", after(2021)),
    ("reports older than 2021", after(2020)),
    ("reports not from 2022", lambda resource: resource.year == 2022),
    ("guides since last year", before(2025)),
    ("reports from the last two years", before(2024)),
    ("something on allyship, nothing long", format_("report", "guide", "webinar")),
    ("not too long a read on accountability", format_("report", "guide")),
)
FOLLOWING: tuple[tuple[tuple[str, ...], Test], ...] = (
    (("resources on allyship", "no videos please"), format_("video-interview")),
    (("podcasts", "not by NHS Providers"), by("NHS Providers")),
    (("reports on recruitment", "apart from Kline's"), by("Roger Kline")),
    (("case studies on disciplinaries", "not London"), region("london")),
    (("what is there for the board on anti-racism", "not a statement"), format_("statement")),
    (("webinars", "except can we talk about race"), titled("Can we talk about race")),
    (("guides", "nothing before 2023", "and not by NHS Providers"), by("NHS Providers")),
    (("guides", "not by NHS Providers", "more"), by("NHS Providers")),
)  # fmt: skip
ORDERED = (
    "latest podcast", "newest reports", "most recent guides first", "the newest thing by Roger Kline",
    "recent articles, newest first", "podcasts, the most recent first", "newest webinar",
)  # fmt: skip


@pytest.fixture(scope="module")
def ask(snapshot: Snapshot) -> Ask:
    session = AskSession(snapshot, time.monotonic)
    return lambda *turns: session.reply(turns)


def test_there_are_a_hundred() -> None:
    assert len(REFUSED) + len(FOLLOWING) + len(ORDERED) >= 100


@pytest.mark.parametrize(("text", "refused"), REFUSED)
def test_what_is_refused_is_not_shown(ask: Ask, text: str, refused: Test) -> None:
    assert_without(ask(text), refused)


@pytest.mark.parametrize(("turns", "refused"), FOLLOWING)
def test_what_is_refused_later_is_not_shown_either(ask: Ask, turns: tuple[str, ...], refused: Test) -> None:
    assert_without(ask(*turns), refused)


def assert_without(reply: Reply, refused: Test) -> None:
    shown = [*reply.resources, *(one for suggestion in reply.suggestions for one in suggestion.resources)]
    assert [resource.title for resource in shown if refused(resource)] == []
    assert shown, reply.text


@pytest.mark.parametrize("text", ORDERED)
def test_the_newest_come_first_where_they_are_asked_for(ask: Ask, text: str) -> None:
    shown = ask(text).resources
    dates = [resource.date or resource.starts or "" for resource in shown]
    assert dates == sorted(dates, reverse=True)
    assert dates[0]


def test_the_oldest_come_first_where_they_are_asked_for(ask: Ask) -> None:
    years = [resource.year for resource in ask("the oldest reports").resources]
    assert years == sorted(year for year in years if year)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("something on allyship, not a podcast, newest first", "about allyship · not podcasts · newest first"),
        ("resources for chairs, not governors", "for chairs · not for governors"),
        ("guides not by NHS Providers", "guides · not by NHS Providers"),
        ("reports, nothing before 2022", "reports · since 2022"),
        ("case studies other than Yorkshire Ambulance", "without “Case study: Yorkshire Ambulance"),
        ("King's Fund reports", "reports · from The King's Fund"),
        ("case studies from an ambulance trust", "case studies · about an ambulance trust"),
        ("frameworks from the North West", "frameworks · in the North West)"),
    ],
)
def test_the_reason_says_it_as_it_was_meant(ask: Ask, text: str, reason: str) -> None:
    assert reason in ask(text).text


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("podcasts since 2030", "the date"),
        ("podcasts by the RCN", "the publisher"),
        ("podcasts from a community trust", "the kind of trust"),
        ("webinars by Roger Kline", "the format"),
    ],
)
def test_a_wish_that_nothing_meets_is_named_first(ask: Ask, text: str, wish: str) -> None:
    text = ask(text).text
    assert text.startswith("Nothing fits all of your wishes (")
    assert wish in text.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why is colour blindness not enough?", "answer"),
        ("How do we talk about race without making it worse?", "answer"),
        ("How do we recruit without bias?", "answer"),
        ("Not just for governors: who else is the programme for?", "answer"),
    ],
)
def test_a_negation_that_refuses_nothing_is_a_question(ask: Ask, text: str, expected: str) -> None:
    reply = ask(text)
    assert reply.outcome == expected
    assert " · not " not in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "anything but the thing by Smithers",
        "not the yellow one",
        "reports apart from the wobbly one",
        "podcasts, but not that daft one",
        "case studies excluding Little Snoring",
    ],
)
def test_a_refusal_that_nobody_understands_is_asked_about(ask: Ask, text: str) -> None:
    reply = ask(text)
    assert reply.outcome == "suggest"
    assert "I did not understand what to leave out" in reply.text


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("statements are no use to me. what else is there on anti-racism", format_("statement")),
        ("material on recruitment - guides and reports excepted", format_("guide", "report")),
        ("guides which leave the pay gap alone", topic("ethnicity-pay-gap")),
        ("podcasts which NHS Providers did not make", by("NHS Providers")),
        ("case studies, anywhere in England but London", region("london")),
        ("I have read all of Kline. Other reports on recruitment?", by("Roger Kline")),
        ("resources on health inequalities, excl. King's Fund", by("King's Fund")),
        ("microaggressions, but not the RCN please", by("Royal College of Nursing")),
    ],
)
def test_what_is_refused_in_another_place_is_not_shown(ask: Ask, text: str, refused: Test) -> None:
    assert_without(ask(text), refused)


def test_a_refusal_ends_with_its_sentence(ask: Ask) -> None:
    assert [topic("allyship")(one) for one in ask("I would rather listen than read. Allyship.").resources][:1] == [True]


def test_all_that_was_wished_for_is_named_where_nothing_meets_it(ask: Ask) -> None:
    text = ask("something under 20 minutes from an ambulance trust in London").text
    assert text.startswith(
        "Nothing fits all of your wishes (about an ambulance trust · in London · for 20 minutes), so"
    )
    assert "These are the nearest (about an ambulance trust" in text or "These are the nearest (in London" in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("I have ten minutes", "for 10 minutes"),
        ("something short for the train", "short"),
        ("half an hour, what can I read?", "for 30 minutes"),
    ],
)
def test_minutes_and_moods_are_wishes(ask: Ask, text: str, why: str) -> None:
    assert ask(text).text.startswith(f"These fit best ({why})")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("one more thing, what is the board assurance framework", "term-board-assurance-framework"),
        ("What is psychological safety, and does anything help?", "psychological-safety"),
    ],
)
def test_who_asks_what_something_is_gets_an_answer_and_no_list(ask: Ask, text: str, id_: str) -> None:
    assert id_ in (ask(text).match.id or "")


def test_podcasts_for_chairs_begin_with_what_can_be_opened(ask: Ask) -> None:
    linked = [bool(resource.url) for resource in ask("podcasts for chairs").resources]
    assert linked == sorted(linked, reverse=True)


def test_where_a_trust_is_may_stand_in_a_sentence_of_its_own(ask: Ask) -> None:
    shown = ask("Anything from our part of the world? We're in the North West").resources
    assert shown
    assert all(region("north-west")(resource) for resource in shown)
