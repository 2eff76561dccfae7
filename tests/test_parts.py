"""A chatty message has one question among its sentences; some have two."""

from __future__ import annotations

import pytest

from knowledge.text.sentences import MOST_IN_A_LETTER, clauses, is_question, questions, stands_alone, subjects
from tests.sample import question


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What is the WRES?", ("What is the WRES?",)),
        ("Hello. I am new here. What is the WRES? Thanks.", ("What is the WRES?",)),
        ("What is the WRES? How do I reach the team?", ("What is the WRES?", "How do I reach the team?")),
        ("what is the WRES and how do I join", ("what is the WRES", "how do I join")),
        ("What is the WRES, and who is it for?", ("What is the WRES", "who is it for?")),
        ("tell me about the WRES, also show me podcasts", ("tell me about the WRES", "show me podcasts")),
        (
            "1) what is the WRES 2) pay gap guide 3. who is Roger Kline",
            ("what is the WRES", "pay gap guide", "who is Roger Kline"),
        ),
        ("a) allyship b) sponsorship", ("allyship", "sponsorship")),
        ("WRES indicators; the pay gap guide", ("WRES indicators", "the pay gap guide")),
        ("what is PCREF / what is the WRES", ("what is PCREF", "what is the WRES")),
        ("what is PCREF & who wrote too hot to handle", ("what is PCREF", "who wrote too hot to handle")),
        ("tell me about allyship also whats pcref", ("tell me about allyship", "whats pcref")),
        ("Tell me about indicator 7. And 8?", ("Tell me about indicator 7.",)),
        ("Research and development is fun.", ()),
        ("boards and governors", ()),
        ("", ()),
    ],
)
def test_the_questions_of_a_message_in_order(text: str, asked: tuple[str, ...]) -> None:
    assert questions(text) == asked


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("i am new here, also whats pcref", ("i am new here", "whats pcref")),
        ("i am new here btw what is the WRES", ("i am new here", "what is the WRES")),
        ("i am new here, what is the WRES?", ("i am new here", "what is the WRES?")),
        ("what is the WRES, my chair asks", ("what is the WRES", "my chair asks")),
        ("what is the WRES and who wrote it and i am new", ("what is the WRES", "who wrote it", "i am new")),
        ("The lady opposite, who is white, came first", ("The lady opposite, who is white, came first",)),
        ("I was there when it happened, which was bad", ("I was there when it happened, which was bad",)),
        ("My chair, my director and I read it", ("My chair, my director and I read it",)),
    ],
)
def test_a_sentence_is_parted_where_a_question_is_joined_to_something(sentence: str, parts: tuple[str, ...]) -> None:
    assert clauses(sentence) == parts


def test_a_message_of_many_questions_is_read_by_its_first_ones() -> None:
    assert len(questions("What is this thing? " * 50)) == MOST_IN_A_LETTER


@pytest.mark.parametrize("text", ["Governors may join too?", "show me the podcasts", "could it help my trust"])
def test_a_question_mark_or_its_beginning_makes_a_question(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["Really?", "You what?", "I am the new chair", ""])
def test_a_statement_or_a_word_or_two_is_no_question(text: str) -> None:
    assert not is_question(text)


def test_filler_is_no_subject() -> None:
    assert subjects(question("Have you got it?").stems) == set()
    assert subjects(question("Have you got the pay gap report?").stems) == {"pay", "gap", "report"}


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("How do we close the pay gap?", True),
        ("Who wrote it?", False),
        ("Is there more?", False),
        ("How does this help the pay gap?", False),
    ],
)
def test_what_points_elsewhere_or_has_no_subject_does_not_stand_alone(text: str, alone: bool) -> None:
    assert stands_alone(question(text)) is alone
