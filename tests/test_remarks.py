"""What a leader says about the last reply: it is told of that reply, and of nothing else."""

from __future__ import annotations

import pytest

from bot.library.folder import Snapshot
from knowledge.conversing.retelling import Jargon, heart
from tests.person import Say, conversation, named

GAP, BOARDROOM = "How do we close the disciplinary gap?", "How do we talk about race in the boardroom?"


@pytest.fixture
def say(snapshot: Snapshot) -> Say:
    return conversation(snapshot)


def spoken(snapshot: Snapshot, key: str) -> str:
    return snapshot.knowledge.wording[key].partition("{")[0]


def last(say: Say, *turns: str) -> str:
    return [say(turn).text for turn in turns][-1]


# What it means.

LOST = (
    "in plain English", "what does that mean", "I don't understand", "sorry, lost me there", "explain", "eh?",
    "meaning?",
    "could you explain that in normal words please", "ok but what does all that mean", "too much jargon",
    "and for a layman?", "say that more simply", "can u put that in normle words", "I'm not sure I follow",
    "erm can you say that in simpler terms", "dumb it down for me",
)  # fmt: skip


@pytest.mark.parametrize("typed", LOST)
def test_who_does_not_understand_gets_the_first_sentence_and_is_told_that_it_is_the_plainest(
    say: Say, snapshot: Snapshot, typed: str
) -> None:
    text = last(say, "What is positive action?", typed)
    assert text.startswith("Positive action\n")
    assert spoken(snapshot, "retold_plainest") in text


def test_the_terms_of_an_answer_are_explained_by_name(say: Say) -> None:
    text = last(say, "What does each of the nine WRES indicators measure?", "what does that stand for?")
    assert "- WRES: The Workforce Race Equality Standard." in text


def test_an_abbreviation_without_a_term_has_its_full_name(snapshot: Snapshot) -> None:
    rank = snapshot.understanding.find.spelling.rank
    meanings = Jargon(snapshot.knowledge, rank)("The CQC looks at the WRES.")
    assert meanings[0][0] == "WRES"
    assert meanings[1] == ("CQC", "Care Quality Commission")


def test_a_term_does_not_explain_itself(say: Say) -> None:
    assert "- Relative likelihood:" not in last(say, "What is relative likelihood?", "in plain English")


# In short.


@pytest.mark.parametrize(
    "typed",
    [
        "summarise it", "shorter please", "just the gist please", "can you boil it down to one line", "tl;dr",
        "sum it up",
        "one sentence version please", "I only have a minute. What's the short version?", "what's the main message",
        "summrise that for a slide", "keep it brief", "the key points please",
    ],
)  # fmt: skip
def test_in_short_an_answer_is_its_heart_and_what_to_ask(say: Say, snapshot: Snapshot, typed: str) -> None:
    whole = say(BOARDROOM).text
    text = say(typed).text
    assert text.startswith(f"{BOARDROOM}\n\nName racism plainly")
    assert spoken(snapshot, "ask_at_board") in text
    assert len(text) < len(whole) / 2


def test_in_short_a_resource_keeps_its_link(say: Say) -> None:
    reply = (say("too hot to handle"), say("summarise it"))[-1]
    assert named(reply) == ["too-hot-to-handle"]
    assert "https://" in reply.text


def test_a_list_that_is_to_be_shorter_is_a_list_of_what_is_short(say: Say) -> None:
    say("podcasts on allyship")
    assert say("shorter please").more is not None
    assert "short" in say("anything shorter").text


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Name it. Then act.", "Name it. Then act."),
        (
            "Three things help boards to act:\n\n- one\n- two\n\nMore.",
            "Three things help boards to act:\n\n- one\n- two",
        ),
        ("Boards own this and answer for it. More.", "Boards own this and answer for it."),
        ("", ""),
    ],
)
def test_the_heart_is_the_first_sentence_that_says_something(text: str, short: str) -> None:
    assert heart(text) == short


# An example.


@pytest.mark.parametrize("typed", ["give me an example", "for instance?", "has anyone done that", "any examples"])
def test_an_example_is_a_case_study_that_the_answer_names(say: Say, typed: str) -> None:
    say(GAP)
    reply = say(typed)
    assert reply.resources[0].format == "case-study"
    assert "https://" in reply.text


def test_another_example_is_another(say: Say) -> None:
    say(GAP)
    assert named(say("give me an example")) != named(say("another example please"))


def test_a_pack_has_its_own_example(say: Say) -> None:
    say("I am a new chair, give me the starter pack")
    assert "Royal Papworth" in say("example?").text


def test_without_an_example_it_says_so(say: Say, snapshot: Snapshot) -> None:
    assert last(say, BOARDROOM, "give me an example") == spoken(snapshot, "retold_no_example")


# To forward.


@pytest.mark.parametrize(
    "typed",
    [
        "can you send it to me",
        "email it to me pls",
        "send that to jane.smith@nhs.net",
        "can I forward this to our chair",
    ],
)
def test_it_cannot_e_mail_but_gives_what_can_be_forwarded(say: Say, snapshot: Snapshot, typed: str) -> None:
    say("too hot to handle")
    reply = say(typed)
    assert reply.text.startswith(spoken(snapshot, "retold_forward"))
    assert named(reply) == ["too-hot-to-handle"]


def test_a_pack_to_forward_is_a_text_file(say: Say, snapshot: Snapshot) -> None:
    say("starter pack for a new governor")
    reply = say("is there a pdf of it")
    assert reply.handout is not None
    assert reply.text == spoken(snapshot, "retold_no_link")


# Which first.


@pytest.mark.parametrize(
    "typed", ["which is best", "which would you start with", "which one do you recommend", "what should I read first"]
)
def test_of_a_list_the_first_comes_with_its_reason(say: Say, snapshot: Snapshot, typed: str) -> None:
    first = named(say("case studies on recruitment"))[0]
    reply = say(typed)
    assert reply.text.startswith(spoken(snapshot, "retold_best"))
    assert named(reply) == [first]
    assert named(say("who wrote it?")) == [first]


def test_what_is_said_of_one_of_a_list_is_about_that_one(say: Say) -> None:
    listed = named(say("case studies about disciplinaries"))
    assert named(say("send me the second one")) == listed[1:2]


# Why, and what to do.


def test_why_is_where_it_comes_from_where_no_more_is_known(say: Say, snapshot: Snapshot) -> None:
    text = last(say, GAP, "why?")
    assert text.startswith(spoken(snapshot, "retold_no_reason"))
    assert "Closing the gap" in text


def test_why_is_an_answer_of_its_own_where_there_is_one(say: Say) -> None:
    assert last(say, "case studies on recruitment", "why does that matter").startswith("Why is race equality core")


@pytest.mark.parametrize(
    "typed",
    ["what should I do about it", "so what do I do", "ok so what do we do", "now what", "what are my next steps"],
)
def test_what_to_do_is_what_to_ask_the_board_and_what_to_read(say: Say, snapshot: Snapshot, typed: str) -> None:
    say(GAP)
    reply = say(typed)
    assert reply.text.startswith(spoken(snapshot, "ask_at_board"))
    assert len(reply.resources) == 1
    assert reply.follow_ups


def test_what_to_do_about_a_term_is_the_answer_that_says_it(say: Say) -> None:
    say("What is a microaggression?")
    assert say("so what do I do about them").match.id == "respond-to-microaggressions"


def test_after_where_staff_can_turn_no_step_is_taken_from_elsewhere(say: Say, snapshot: Snapshot) -> None:
    entry = snapshot.knowledge.entry("where-staff-can-turn")
    assert entry
    say(entry.question)
    assert say("so what do I do").match.id == entry.id


# Nothing was said, or several may be meant.


@pytest.mark.parametrize(
    "typed",
    [
        "in plain English", "summarise it", "give me an example", "forward it to me", "which is best", "tl;dr please",
        "what do you mean by that", "can you simplify that",
    ],
)  # fmt: skip
def test_where_nothing_was_said_it_does_not_guess(say: Say, snapshot: Snapshot, typed: str) -> None:
    reply = say(typed)
    assert (reply.outcome, reply.text) == ("unknown", spoken(snapshot, "retold_nothing"))
    assert not snapshot.understanding.teaches(typed)


def test_an_open_choice_is_told_of_each(say: Say) -> None:
    offered = say("board diversity in local councils")
    assert offered.outcome == "suggest"
    text = say("in plain english").text
    assert all(one.label in text for one in offered.suggestions)


# What is no remark.


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("what does the WRES measure", "wres-nine-indicators"),
        ("explain the disciplinary gap", "term-disciplinary-gap"),
        ("give me an example of reverse mentoring", "term-reverse-mentoring"),
        ("explain relative likelihood in plain English", "term-relative-likelihood"),
    ],
)
def test_a_message_with_a_subject_is_a_new_question(say: Say, typed: str, entry: str) -> None:
    say("What is PCREF?")
    assert say(typed).match.id == entry


@pytest.mark.parametrize(
    "typed",
    [
        "what does the WRES mean for boards", "why does the pay gap exist", "send me something on microaggressions",
        "short podcasts please", "how do I email the team", "the blog about it i mean", "no need to explain",
        "can you email someone in the team for me", "our ratio is 1.9 for discipline, what does that mean",
        "which pillar is most important", "I want to send you a case study", "do you speak Welsh",
    ],
)  # fmt: skip
def test_nothing_else_is_taken_for_a_remark(say: Say, snapshot: Snapshot, typed: str) -> None:
    text = last(say, "What is PCREF?", typed)
    retold = [snapshot.knowledge.wording[key] for key in snapshot.knowledge.wording if key.startswith("retold_")]
    assert not any(sentence.partition("{")[0] in text for sentence in retold)
