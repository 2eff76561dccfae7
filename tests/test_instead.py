"""Who says that a reply was wrong, drops a question, or would be told the same again."""

from __future__ import annotations

from itertools import count

import pytest

from bot.conversation.memory import Conversations
from bot.library.folder import Snapshot
from bot.markup import plain
from tests.person import Say, conversation, named

INDICATORS = "can you list the WRES indicators"
ADA = (1, 1)


@pytest.fixture
def say(snapshot: Snapshot) -> Say:
    return conversation(snapshot)


# It was wrong.


@pytest.mark.parametrize(
    "typed",
    ["wrong", "rubbish", "that's not what i asked", "no thats wrong", "no, that's not right", "that is not the answer",
     "you didn't answer my question", "still wrong sorry", "you've misunderstood", "not helpful", "useless answer",
     "thats not it", "no use", "wrong lol"],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["what is the wres", "how do we talk about race in the boardroom"])
def test_who_says_that_an_answer_is_wrong_is_offered_others_and_a_person(say: Say, asked: str, typed: str) -> None:
    shown = say(asked).match.id
    reply = say(typed)
    assert reply.text.startswith("I am sorry, that was not what you meant.")
    assert "ask for a person" in reply.text
    assert reply.suggestions
    assert shown not in {one.entry for one in reply.suggestions}


def test_who_says_so_again_is_offered_others_still(say: Say) -> None:
    say("what is the wres")
    first, second = ({one.entry for one in say(typed).suggestions} for typed in ("wrong", "still wrong"))
    assert first
    assert second
    assert not first & second


def test_who_was_not_answered_at_all_is_led_to_a_person(say: Say) -> None:
    say("who won the cup final")
    assert say("wrong").text.startswith(
        "I am sorry, that was not what you meant. Ask in other words, or ask for a person"
    )


@pytest.mark.parametrize(
    "typed", ["what went wrong", "is it wrong to ask", "what if i say the wrong thing", "thats not good"]
)
def test_what_only_speaks_of_wrong_is_no_complaint(say: Say, typed: str) -> None:
    say("what is the wres")
    assert not say(typed).text.startswith("I am sorry, that was not")


@pytest.mark.parametrize(
    "typed",
    ["wrong. my manager called me a monkey", "rubbish, i get racially abused every day", "forget it, i want to die",
     "thats not right what they did to me, they call me names because im black", "no, older staff call me a monkey",
     "never mind, he only calls me the n word", "can i talk to someone, i was racially abused",
     "it was him, i was abused by him for being black"],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["what is the wres", "podcasts on allyship"])
def test_what_tells_of_harm_is_heard_whatever_it_opens_with(say: Say, asked: str, typed: str) -> None:
    say(asked)
    assert say(typed).outcome == "support"


# It is dropped.


@pytest.mark.parametrize(
    "typed",
    ["actually forget it", "forget it", "never mind then", "doesnt matter", "ok nevermind", "sorry, ignore that",
     "no scrap that", "just leave it please", "actually don't bother", "oh forget about it, thanks"],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["what is the wres", "podcasts on allyship"])
def test_who_drops_a_question_gets_a_kind_short_word(say: Say, asked: str, typed: str) -> None:
    say(asked)
    reply = say(typed)
    assert (reply.outcome, reply.resources, reply.suggestions) == ("social", (), ())
    assert reply.text.startswith("That is fine")


def test_what_is_asked_after_it_is_dropped_is_answered(say: Say) -> None:
    say("podcasts on allyship")
    assert say("forget it, what is the wres").match.id == "term-wres"


# It was shown just now.


@pytest.mark.parametrize(
    ("asked", "typed", "line"),
    [
        (INDICATORS, "ok first one in full", "- 1: the share of staff in each pay band"),
        (INDICATORS, "what's the third again", "- 3: the chance of entering a formal disciplinary"),
        (INDICATORS, "tell me more about number 3", "- 3: the chance of entering a formal disciplinary"),
        (INDICATORS, "and what does 9 cover", "- 9: the board's voting members"),
        ("what five commitments did NHS Providers make in its anti racism statement", "and the last of those?",
         "- use its position to influence"),
    ],
)  # fmt: skip
def test_what_stands_in_the_answer_is_told_from_it_alone(say: Say, asked: str, typed: str, line: str) -> None:
    before = say(asked)
    reply = say(typed)
    assert reply.text.startswith("In what I have just shown, “")
    assert line in reply.text
    assert len(reply.text) < len(before.text)
    assert (reply.outcome, reply.match.id) == ("answer", before.match.id)


def test_the_same_question_is_answered_again(say: Say) -> None:
    assert say("what is the wres").text == say("what is the wres").text


def test_who_can_help_is_said_again(say: Say) -> None:
    first = say("what should the board do after a racist incident")
    assert say("what works then").text == first.text


def test_a_year_is_no_place_in_a_list(say: Say) -> None:
    say("How do I open a conversation about race with my client's board?")
    assert "Royal College" not in say("they did that last year and it fell flat").text


def test_what_was_shown_is_offered_last(say: Say) -> None:
    shown = say("what are the wres indicators").match.id
    assert [one.entry for one in say("what works then").suggestions][-1] == shown


@pytest.mark.parametrize(
    ("asked", "link"),
    [
        ("what is the wres", "NHS Workforce Race Equality Standard: [Open it at"),
        ("race 2.0 report", "Race 2.0 - Time for"),
    ],
)
def test_whether_it_is_online_tells_its_link(say: Say, asked: str, link: str) -> None:
    say(asked)
    assert say("is it online").text.startswith(link)


def test_numbers_still_stand_for_what_was_shown_before_a_short_word(snapshot: Snapshot) -> None:
    ticks = count()
    chat = Conversations(lambda: snapshot, lambda: float(next(ticks)))
    chat.ask(ADA, "podcasts on allyship")
    before = chat.in_view(ADA)
    assert chat.ask(ADA, "no thanks").reply.text.startswith("That is fine")
    assert chat.in_view(ADA) == before


# Newer and older.


@pytest.mark.parametrize("typed", ["no, older", "older", "sorry, older ones"])
def test_older_is_oldest_first_of_the_same_kind(say: Say, typed: str) -> None:
    say("reports")
    reply = say(typed)
    assert "reports · oldest first" in plain(reply.text)
    assert reply.resources[0].date == "2014"


@pytest.mark.parametrize("typed", ["no old ones", "nothing older than 2020", "not an old one"])
def test_what_refuses_the_old_does_not_begin_with_it(say: Say, typed: str) -> None:
    say("reports")
    assert "oldest first" not in say(typed).text


@pytest.mark.parametrize("typed", ["is there something newer", "anything newer?", "any newer"])
def test_of_the_newest_there_is_said_that_they_are(say: Say, typed: str) -> None:
    say("reports")
    newest = say("newest first").resources[0]
    assert say(typed).text == f"I know of nothing newer. The newest in the list is “{newest.title}”, of 25 March 2026."
    assert say("the second one").match.id != newest.id


# By them.


@pytest.mark.parametrize("asked", ["good intentions are not enough blog", "too hot to handle", "who is roger kline"])
@pytest.mark.parametrize("typed", ["something short by him", "any blogs by him", "anything shorter by the same author"])
def test_what_is_wished_of_the_same_person_is_theirs(say: Say, asked: str, typed: str) -> None:
    say(asked)
    assert all("Roger Kline" in one.people for one in say(typed).resources)


def test_of_another_publisher_the_subject_stays(say: Say) -> None:
    say("podcasts on allyship")
    assert "about allyship" in say("sorry, nhs england ones").text


def test_after_an_answer_a_refusal_keeps_the_kind(say: Say) -> None:
    say("I'd like to read an anti-racist statement as an example")
    reply = say("Not NHS Providers' own. One from a trust.")
    assert {one.format for one in reply.resources} == {"statement"}
    assert not any(one.publisher == "NHS Providers" for one in reply.resources)


# Who it is, and a person.


@pytest.mark.parametrize("typed", ["no, who are you", "no. who are you", "ok so who are you", "no what can you do"])
@pytest.mark.parametrize("asked", ["what is the wres", "podcasts on allyship"])
def test_who_it_is_is_told_after_a_no(say: Say, asked: str, typed: str) -> None:
    say(asked)
    assert say(typed).outcome == "social"


@pytest.mark.parametrize(
    "typed", ["can i talk to one then", "can i speak to someone", "ok can i talk to a person instead"]
)
@pytest.mark.parametrize("asked", ["what is the wres", "podcasts on allyship"])
def test_who_wants_to_talk_to_one_is_led_to_a_person(say: Say, asked: str, typed: str) -> None:
    say(asked)
    assert say(typed).outcome == "contact"


def test_a_no_before_a_wish_is_still_a_correction(say: Say) -> None:
    say("podcasts on allyship")
    assert named(say("no, reports")) == ["understanding-allyship-research"]
