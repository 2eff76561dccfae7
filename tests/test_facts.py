"""Facts of what was shown, asked for in whatever words; thanks in whatever words; newer than what was shown."""

from __future__ import annotations

import pytest

from bot.library.folder import Snapshot
from knowledge.finding.facets import Facets
from tests.person import conversation, named

REPORT = "too hot to handle"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("who's it by", "brap"),
        ("author?", "brap"),
        ("who rote it", "brap"),
        ("and could you tell me the authors please", "brap"),
        ("date?", "February 2024"),
        ("what is its date", "February 2024"),
        ("might you tell me when it was published?", "February 2024"),
        ("link pls", "brap.org.uk"),
        ("where would I find it", "brap.org.uk"),
        ("publisher", "brap"),
    ],
)
def test_a_fact_is_told_however_it_is_asked_for(snapshot: Snapshot, typed: str, told: str) -> None:
    say = conversation(snapshot)
    assert named(say(REPORT)) == ["too-hot-to-handle"]
    reply = say(typed)
    assert named(reply) == ["too-hot-to-handle"]
    assert told in reply.text


@pytest.mark.parametrize("typed", ["when is the next event", "who leads the programme", "what date did the WRES begin"])
def test_another_question_is_no_fact_of_what_was_shown(snapshot: Snapshot, typed: str) -> None:
    say = conversation(snapshot)
    say(REPORT)
    assert "too-hot-to-handle" not in named(say(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "perfect thanks so much",
        "brilliant, cheers",
        "lovely, that's really helpful, thank you, bye",
        "super, ta very much",
        "that is everything, thanks love",
    ],
)
def test_thanks_are_thanks_in_whatever_words(snapshot: Snapshot, typed: str) -> None:
    say = conversation(snapshot)
    say(REPORT)
    assert say(typed).outcome == "social"


@pytest.mark.parametrize("typed", ["thanks, and who leads the programme?", "cheers for nothing, nobody helps us"])
def test_thanks_beside_something_else_are_not_all(snapshot: Snapshot, typed: str) -> None:
    say = conversation(snapshot)
    say(REPORT)
    assert say(typed).outcome != "social"


def test_newer_goes_beyond_the_years_of_before() -> None:
    newer = Facets(newest=True).joined(Facets(since=2022, until=2022))
    assert (newer.since, newer.until) == (2022, None)


@pytest.mark.parametrize(
    ("typed", "first", "then"),
    [
        ("whats race 2.0 and when did it come out", "What is Race 2.0?", "is dated March 2022"),
        ("what is too hot to handle about, and who wrote it?", "Too Hot to Handle?", "Joy Warmington"),
    ],
)
def test_two_questions_of_which_one_points_at_the_other(snapshot: Snapshot, typed: str, first: str, then: str) -> None:
    text = conversation(snapshot)(typed).text
    assert first in text
    assert then in text.partition(first)[2]


def test_a_fact_of_one_of_a_list_is_no_cry_for_help(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    second = named(say("podcasts please"))[1]
    reply = say("the second one, who spoke")
    assert reply.outcome == "answer"
    assert named(reply) == [second]


def test_who_says_who_they_are_among_other_words_is_welcomed(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    assert "for chairs" in say("evening. long day. im a chair of an ambulance trust").text
    assert "for chairs" in say("what should i read first").text


def test_who_opens_with_a_greeting_is_greeted(snapshot: Snapshot) -> None:
    assert conversation(snapshot)("hello, never used one of these").outcome == "social"
    assert conversation(snapshot)("hello, what is the weather like in Leeds?").outcome != "social"


def test_who_refuses_to_type_and_asks_for_a_call_wishes_for_a_person(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    assert say("I'd rather not type all this out. Can someone give me a call?").outcome == "contact"
    assert say("Please do not call me. I am only looking.").outcome == "social"


def test_of_a_list_that_nobody_has_checked_that_is_said_once(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    say("something short on recruitment")
    told = say("when was this checked?").text
    assert told.count("no confirmation by the programme team") == 1
    assert "for any of these" in told
