"""What refers to what was said: the next message of a conversation."""

from __future__ import annotations

import pytest

from bot.library.folder import Snapshot
from tests.person import Say, conversation, named

GUIDE, YAS, BHRUT = "closing-the-gap-disciplinaries", "case-study-yas-disciplinaries", "case-study-bhrut-disciplinaries"


@pytest.fixture
def say(snapshot: Snapshot) -> Say:
    return conversation(snapshot)


def test_facts_of_what_was_just_shown(say: Say) -> None:
    assert named(say("too hot to handle")) == ["too-hot-to-handle"]
    facts = [("who wrote it?", "Roger Kline"), ("when did it come out", "2024"), ("who published it?", "brap")]
    for typed, told in facts:
        reply = say(typed)
        assert (named(reply), told in reply.text) == (["too-hot-to-handle"], True), typed
    assert named(say("link please")) == ["too-hot-to-handle"]


def test_more_about_an_answer_is_what_to_read(say: Say) -> None:
    say("How do we close the disciplinary gap?")
    assert {GUIDE, YAS, BHRUT} <= set(named(say("tell me more")))


def test_more_of_a_list_are_others(say: Say) -> None:
    first = say("case studies")
    more = say("more")
    assert first.more
    assert more.resources
    assert not set(named(first)) & set(named(more))
    assert {one.format for one in more.resources} == {"case-study"}


def test_an_answer_is_narrowed_to_an_audience(say: Say) -> None:
    say("How do we make recruitment more inclusive?")
    reply = say("any for governors?")
    assert reply.resources
    assert all({"governor", "all-board"} & set(one.audiences) for one in reply.resources)


def test_a_list_is_moved_to_another_audience_and_keeps_its_format(say: Say) -> None:
    assert {one.format for one in say("tools").resources} == {"tool"}
    governors = say("and for governors?")
    assert "ten-questions-for-governors" in named(governors)
    chairs = say("any for chairs?")
    assert "eight-questions-for-boards" in named(chairs)
    assert {one.format for one in (*governors.resources, *chairs.resources)} == {"tool"}


def test_a_list_is_moved_to_another_year(say: Say) -> None:
    say("webinars in 2024")
    assert {(one.format, one.year) for one in say("and in 2023?").resources} == {("webinar", 2023)}


def test_an_answer_is_narrowed_to_a_format(say: Say) -> None:
    say("How do we close the disciplinary gap?")
    assert {one.format for one in say("any podcasts?").resources} == {"podcast"}


def test_the_other_one_of_a_list_is_its_second(say: Say) -> None:
    second = named(say("case studies about disciplinaries"))[1]
    assert say("no, the other one").match.id == second


@pytest.mark.parametrize("choose", ["2", "the second one", "option 2 please"])
def test_a_suggestion_is_chosen_by_its_number(snapshot: Snapshot, choose: str) -> None:
    say = conversation(snapshot)
    offered = say("board diversity in local councils")
    assert offered.outcome == "suggest"
    reply = say(choose)
    assert (reply.outcome, reply.match.id) == ("answer", offered.suggestions[1].entry)
    assert reply.text == offered.suggestions[1].text


def test_a_suggestion_is_chosen_by_its_label_and_then_another(say: Say) -> None:
    one, two, *_ = say("board diversity in local councils").suggestions
    assert say(two.label).match.id == two.entry
    assert say(one.label).match.id == one.entry


@pytest.mark.parametrize(
    "before", ["board diversity in local councils", "case studies", "too hot to handle", "I want to speak to someone"]
)
def test_a_new_question_is_never_trapped_in_what_was_said(say: Say, before: str) -> None:
    say(before)
    assert say("How do we close the disciplinary gap?").match.id == "disciplinary-gap"
    assert say("what can governors do").match.id == "what-can-governors-do"


def test_where_a_figure_can_be_checked(say: Say) -> None:
    figure = say("How many leaders thought race equality was fully embedded?")
    for typed in ("source?", "says who", "Interesting. I had better be able to cite it, where is that from?"):
        assert named(say(typed)) == named(figure)[:1], typed


def test_what_is_there_for_somebody_who_said_who_they_are(say: Say) -> None:
    say("I'm a governor")
    assert "ten-questions-for-governors" in named(say("what do you have for me"))


def test_care_comes_before_a_role(say: Say) -> None:
    say("I'm a chair")
    assert say("I feel really low, is there help for me").outcome == "support"


@pytest.mark.parametrize("before", ["podcasts for chairs", "I'm a governor what have you got for me"])
@pytest.mark.parametrize("asked", ["what do they mean by structural racism", "now what is meant by structural racism"])
def test_what_somebody_means_by_a_word_narrows_no_list(snapshot: Snapshot, before: str, asked: str) -> None:
    say = conversation(snapshot)
    say(before)
    assert say(asked).match.id == "term-structural-racism"


@pytest.mark.parametrize(
    "text",
    [
        "honestly cant stand another away day. is there something on race we can do at the start of a board instead",
        "cant bear another dashboard. what should we look at on race?",
        "I hate the yellow folder, something on allyship please",
    ],
)
def test_who_vents_is_not_asked_what_to_leave_out(snapshot: Snapshot, text: str) -> None:
    assert "what to leave out" not in conversation(snapshot)(text).text


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("sorry, discrimination", "term-discrimination"),
        ("oh, wres deadline", "wres-calendar"),
        ("actually, racist abuse from patients", "racist-abuse-from-patients"),
        ("no - racist incident on ward", "supporting-a-colleague-after-racism"),
        ("sorry: ethnicity pay gap reporting mandatory", "pay-gap-reporting-law"),
    ],
)
def test_a_question_of_its_own_is_no_correction_of_a_list(say: Say, asked: str, id_: str) -> None:
    say("podcasts on allyship")
    assert say(asked).match.id == id_


@pytest.mark.parametrize("typed", ["got it", "got it thanks"])
def test_who_has_understood_is_shown_nothing_else(say: Say, typed: str) -> None:
    say("podcasts on allyship")
    assert say(typed).outcome == "social"


def test_a_story_goes_on_with_somebody_else_and_refuses_nothing(say: Say) -> None:
    reply = say(
        "the paper was noted without a question and our staff network lead walked out. what can i read on pay gaps"
    )
    assert "not about" not in reply.text
    assert "pay gap" in reply.text


@pytest.mark.parametrize("joint", ["also", "and", "plus", "btw"])
def test_a_question_after_a_disclosure_is_answered_with_its_joining_word_too(say: Say, joint: str) -> None:
    harm = "my deputy was called a monkey by a patient on saturday and she is in bits."
    reply = say(f"{harm} {joint} when is the next webinar")
    assert (reply.outcome, reply.match.id) == ("support", "upcoming-events")
    assert "webinar" in reply.text
