"""Who corrects a wish, turns something down or asks where it is: the next message of a tired person on a telephone."""

from __future__ import annotations

import pytest

from bot.library.folder import Snapshot
from tests.person import Say, conversation, named


@pytest.fixture
def say(snapshot: Snapshot) -> Say:
    return conversation(snapshot)


# What was meant instead, after a list.


@pytest.mark.parametrize(
    "typed",
    [
        "no I meant reports",
        "sorry, reports",
        "actually reports",
        "oh wait, reports",
        "make that reports",
        "no. reports",
    ],
)
def test_another_kind_that_was_meant_is_on_the_same_subject(say: Say, typed: str) -> None:
    say("podcasts on allyship")
    assert named(say(typed)) == ["understanding-allyship-research"]


@pytest.mark.parametrize(
    "typed", ["no, governors", "sorry i meant governors", "no wait, governors", "no sorry governors"]
)
def test_another_role_that_was_meant_is_on_the_same_kind_and_subject(say: Say, typed: str) -> None:
    say("podcasts on allyship")
    reply = say(typed)
    assert {one.format for one in reply.resources} == {"podcast"}
    assert "(podcasts · for governors · about allyship)" in reply.text


@pytest.mark.parametrize(
    "typed", ["sorry i meant pay gaps", "no, i meant the pay gap", "oops, pay gaps", "no i said pay gaps"]
)
def test_another_subject_that_was_meant_is_of_the_same_kind(say: Say, typed: str) -> None:
    say("case studies on disciplinaries")
    assert set(named(say(typed))[:2]) == {"case-study-barts-pay-gap", "case-study-berkshire-pay-gap"}


@pytest.mark.parametrize("typed", ["no I meant mentoring", "sorry, I meant mentoring", "no, we meant mentoring"])
def test_a_subject_of_which_there_is_nothing_of_that_kind_is_not_mixed_with_the_one_before(
    say: Say, typed: str
) -> None:
    say("podcasts on allyship")
    reply = say(typed)
    assert "mentoring" in reply.text.splitlines()[0].lower()
    assert "programme" not in reply.text.splitlines()[0]


@pytest.mark.parametrize("typed", ["no podcasts", "no, not podcasts", "sorry, no podcasts"])
def test_a_kind_that_is_refused_is_still_refused(say: Say, typed: str) -> None:
    say("podcasts on allyship")
    formats = {one.format for one in say(typed).resources}
    assert formats
    assert "podcast" not in formats


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("no, thanks", "social"),
        ("no. i was racially abused at work", "support"),
        ("sorry, i was called a monkey by my manager", "support"),
        ("no I meant what is allyship", "answer"),
        ("sorry, I don't understand", "answer"),
    ],
)
def test_what_only_opens_like_a_correction_is_none(say: Say, typed: str, outcome: str) -> None:
    say("podcasts on allyship")
    reply = say(typed)
    assert (reply.outcome, {one.format for one in reply.resources} == {"podcast"}) == (outcome, "understand" in typed)


def test_a_role_that_is_a_topic_too_moves_a_list(say: Say) -> None:
    say("what about chairs")
    reply = say("what about neds")
    assert "(for non-executive directors)" in reply.text


# The one and not the other.


@pytest.mark.parametrize(
    "typed", ["not the report the case study", "not the report, the case study", "not a report a case study"]
)
def test_what_stands_behind_what_is_refused_is_wished_for(say: Say, typed: str) -> None:
    say("is there a report on pay gaps")
    assert {one.format for one in say(typed).resources} == {"case-study"}


@pytest.mark.parametrize("typed", ["not the reports or the case studies", "no reports, case studies or guides"])
def test_a_list_of_refused_kinds_is_refused(say: Say, typed: str) -> None:
    say("anything on pay gaps")
    assert not {"report", "case-study"} & {one.format for one in say(typed).resources}


# What was turned down does not come back.


def test_each_of_a_list_that_is_turned_down_gives_the_next(say: Say) -> None:
    listed = named(say("case studies on recruitment"))
    assert len(listed) > 2
    assert [say("not that one").match.id for _ in listed[1:]] == listed[1:]


@pytest.mark.parametrize("typed", ["not that", "no not that one", "not what i meant"])
def test_a_choice_that_was_turned_down_is_not_offered_again(say: Say, typed: str) -> None:
    first = say("company secretary. need wording for the annual report on race")
    second, third = say(typed), say(typed)
    offers = [{one.entry for one in reply.suggestions} for reply in (first, second, third)]
    assert all(offers)
    assert len(set.union(*offers)) == sum(map(len, offers))


@pytest.mark.parametrize(
    "typed",
    [
        "not that one, not a report",
        "no not that one not a report",
        "not this one, not a report",
    ],
)
def test_the_one_shown_is_turned_down_with_what_else_is(say: Say, typed: str) -> None:
    shown = named(say("what have you got on data"))[0]
    reply = say(typed)
    assert shown not in named(reply)
    assert named(reply)
    assert "report" not in {one.format for one in reply.resources}


@pytest.mark.parametrize(
    "typed", ["none of these", "not these", "no, none of them", "not any of those please", "something else"]
)
def test_a_list_that_is_turned_down_is_not_shown_again(say: Say, typed: str) -> None:
    shown = named(say("reports"))
    reply = say(typed)
    assert reply.resources
    assert not {*shown} & {*named(reply)}


@pytest.mark.parametrize("typed", ["none of these", "neither", "no, not these", "none of them are right"])
def test_a_choice_that_is_turned_down_altogether_gives_another(say: Say, typed: str) -> None:
    first, second = say("podcasts on mentoring"), say(typed)
    assert second.suggestions
    assert not {one.entry for one in first.suggestions} & {one.entry for one in second.suggestions}


@pytest.mark.parametrize("typed", ["none of these are for chairs", "neither did our trust", "not these days"])
def test_what_says_more_turns_nothing_down(snapshot: Snapshot, typed: str) -> None:
    say, other = conversation(snapshot), conversation(snapshot)
    assert named(say("reports")) == named(other("reports"))
    assert named(say(typed)) != named(other("none of these"))


@pytest.mark.parametrize(
    "typed", ["i've seen these", "got those already", "we have read them all", "you already showed me these", "seen it",
              "not helpful", "that's not what I asked for", "no use", "not really what i need"],
)  # fmt: skip
def test_a_list_that_is_known_or_of_no_use_is_not_shown_again(say: Say, typed: str) -> None:
    shown = named(say("podcasts on allyship"))
    reply = say(typed)
    assert reply.outcome in ("answer", "suggest")
    assert not {*shown} & {*named(reply), *(one.entry for one in reply.suggestions)}


@pytest.mark.parametrize(
    "typed", ["i've seen it happen to my staff", "we've had that abuse here", "i have seen it with my own eyes"]
)
def test_what_somebody_saw_happen_turns_no_list_down(snapshot: Snapshot, typed: str) -> None:
    say, other = conversation(snapshot), conversation(snapshot)
    assert named(say("podcasts on allyship")) == named(other("podcasts on allyship"))
    assert say(typed).text != other("none of these").text


@pytest.mark.parametrize(
    "typed", ["perfect, thats what i need", "that's what i asked for", "what i wanted", "great help"]
)
def test_praise_of_a_list_turns_nothing_down(snapshot: Snapshot, typed: str) -> None:
    say, other = conversation(snapshot), conversation(snapshot)
    assert named(say("podcasts on allyship")) == named(other("podcasts on allyship"))
    assert say(typed).text != other("none of these").text


@pytest.mark.parametrize("typed", ["not that one, something newer", "no not that one. any newer?"])
def test_the_newer_is_not_the_one_that_is_turned_down(say: Say, typed: str) -> None:
    shown = named(say("any webinars on data"))[0]
    reply = say(typed)
    assert "newest first" in reply.text
    assert shown not in named(reply)


def test_another_subject_is_answered_where_the_one_shown_is_turned_down(say: Say) -> None:
    say("got anything on reverse mentoring")
    assert say("no not that i meant sponsorship").match.id == "term-sponsorship"


def test_a_kind_alone_turns_down_nothing_else(say: Say) -> None:
    shown = named(say("what have you got on data"))[0]
    assert shown in named(say("not a report"))


@pytest.mark.parametrize(
    "typed", ["no", "nope", "no its ok", "no it's fine thanks", "nah im good", "no thats all", "doesn't matter"]
)
@pytest.mark.parametrize("asked", ["what is the wres", "podcasts on allyship", "who won the cup final"])
def test_a_no_is_told_nothing_again(say: Say, asked: str, typed: str) -> None:
    say(asked)
    reply = say(typed)
    assert (reply.outcome, reply.resources, reply.suggestions) == ("social", (), ())


@pytest.mark.parametrize("typed", ["no", "nope", "oh no"])
def test_a_no_to_a_choice_offers_others(say: Say, typed: str) -> None:
    first, second = say("podcasts on mentoring"), say(typed)
    assert second.suggestions
    assert not {one.entry for one in first.suggestions} & {one.entry for one in second.suggestions}


@pytest.mark.parametrize("typed", ["no training", "no, how do we fix it", "it doesn't matter to our board"])
def test_more_than_a_no_is_read(say: Say, typed: str) -> None:
    say("what is the wres")
    assert not say(typed).text.startswith("That is fine")


# One of several.


@pytest.mark.parametrize(
    "typed", ["more on the second", "tell me more about the second one", "what about the 2nd", "and the second?"]
)
def test_more_of_one_of_a_list_is_that_one(say: Say, typed: str) -> None:
    second = named(say("case studies on recruitment"))[1]
    assert say(typed).match.id == second


def test_more_of_one_of_several_answers_is_that_one(say: Say) -> None:
    assert say("what is WRES and who is roger kline").text.startswith("1.")
    assert say("and the first one?").match.id == "term-wres"


@pytest.mark.parametrize(
    "typed", ["and one for governors", "tell me more about one of the chairs", "any more on the WRES"]
)
def test_a_number_in_other_words_chooses_nothing(say: Say, typed: str) -> None:
    first = named(say("case studies on recruitment"))[0]
    assert say(typed).match.id != first


@pytest.mark.parametrize(
    "typed", ["something to read", "any resources?", "any reading on it", "what can i read", "got anything to read"]
)
def test_reading_after_an_answer_begins_with_what_it_names(say: Say, typed: str) -> None:
    named_in_it = named(say("how do we talk about race in the boardroom"))
    reply = say(typed)
    assert reply.text.startswith("These fit best")
    assert set(named(reply)[:3]) <= set(named_in_it)


@pytest.mark.parametrize("typed", ["resources on pay", "something short to read", "any reading for governors"])
def test_reading_of_another_kind_is_what_it_says(snapshot: Snapshot, typed: str) -> None:
    say, other = conversation(snapshot), conversation(snapshot)
    assert (
        say("how do we talk about race in the boardroom").text
        == other("how do we talk about race in the boardroom").text
    )
    assert named(say(typed)) != named(other("something to read"))


# Where it is.


@pytest.mark.parametrize(
    "typed", ["where is it", "where's that?", "wheres the report", "and where is it then", "where is it kept"]
)
def test_where_a_resource_is_tells_its_link_and_nothing_else(say: Say, typed: str) -> None:
    assert named(say("race 2.0 report")) == ["race-2-0-time-for-real-change"]
    reply = say(typed)
    assert reply.text.startswith("Race 2.0 - Time for real change: [Open it at")


@pytest.mark.parametrize("typed", ["where is the second one", "and where's the 2nd"])
def test_where_one_of_a_list_is_tells_its_own_link(say: Say, typed: str) -> None:
    second = named(say("case studies on disciplinaries"))[1]
    reply = say(typed)
    assert named(reply) == [second]
    assert "[Open it at" in reply.text.splitlines()[0]


@pytest.mark.parametrize("typed", ["where is it from", "and where does that come from"])
def test_where_it_is_from_is_its_source(say: Say, typed: str) -> None:
    say("race 2.0 report")
    assert say(typed).text.startswith("The place to check it is")


@pytest.mark.parametrize("typed", ["Where was it held?", "where was that", "where is it"])
def test_where_an_event_of_no_known_place_is_is_not_made_up(say: Say, typed: str) -> None:
    asked = "I am looking for the peer learning event about inclusive recruitment and internationally educated staff."
    event = named(say(asked))
    assert say(typed).text.startswith("I do not know where “Race Equality peer learning event")
    assert event == ["peer-learning-inclusive-recruitment-iew"]


# Whose.


@pytest.mark.parametrize("typed", ["and mine", "mine?", "and hers", "his", "ours too", "what about theirs"])
@pytest.mark.parametrize("asked", ["podcasts on allyship", "what are trusts in london doing"])
def test_whose_it_is_tells_of_no_harm(say: Say, asked: str, typed: str) -> None:
    say(asked)
    assert say(typed).outcome != "support"


@pytest.mark.parametrize(
    "typed", ["and my manager calls me the n word", "mine is racist to me every day", "it happens to me"]
)
def test_whose_it_is_and_what_happened_is_heard(say: Say, typed: str) -> None:
    say("what are trusts in london doing")
    assert say(typed).outcome == "support"


# Left alone, and thanked.


@pytest.mark.parametrize(
    "typed", ["no dont contact anyone", "no, don't contact me", "no do not call us please", "no dont email me"]
)
def test_who_says_no_to_being_reached_is_left_alone(say: Say, typed: str) -> None:
    assert say(typed).text.startswith("Understood. Nothing is passed on")


@pytest.mark.parametrize("typed", ["thanks anyway", "thank you anyway", "cheers anyway", "ok thanks anyway"])
def test_thanks_after_what_did_not_help_are_thanks(say: Say, typed: str) -> None:
    say("what is the wres")
    assert say(typed).outcome == "social"
