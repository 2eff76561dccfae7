"""Of lines with personal details of every origin next to none survives, and ordinary questions stay as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.redaction import MESSAGES, ORDINARY, PERSONAL, Redact, changed, lines, personal, shipped_redaction
from bot.redaction.name_list import listed_names, more_words

LEAST_CLEAN = 0.95
MOST_CHANGED = 0.03


@pytest.fixture(scope="module")
def redact() -> Redact:
    return shipped_redaction()


@pytest.mark.parametrize("name", PERSONAL)
def test_nothing_personal_is_left_of_nearly_all_lines(name: str, redact: Redact) -> None:
    asked = personal(name)
    left = {one.line: one.left(redact) for one in asked if one.left(redact)}
    assert len(left) <= (1 - LEAST_CLEAN) * len(asked), left


def test_names_are_found_without_capitals_too(redact: Redact) -> None:
    asked = [one for one in personal("personal.tsv") if "name" in one.kinds]
    small = [replace(one, line=one.line.lower()) for one in asked]
    left = {one.line: one.left(redact) for one in small if one.left(redact)}
    assert len(left) <= 2 * (1 - LEAST_CLEAN) * len(asked), left


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_questions_stay_as_they_are(name: str, redact: Redact) -> None:
    messages = lines(MESSAGES / name)
    other = changed(messages, redact)
    assert len(other) <= MOST_CHANGED * len(messages), other


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("oluwaseun adeyemi got a warning and k. patel did not", "[name] got a warning and [name] did not"),
        ("A. B. got a warning and C. D. did not", "[name] got a warning and [name] did not"),
        ("our one Sikh governor was left off the agenda", "[role] was left off the agenda"),
        ("olumide on ward 7b at Leeds Teaching Hospitals", "[name] on [ward] at [organisation]"),
        ("I was born on 12 June 1979", "I was born on [date of birth]"),
        ("she has depression since the hearing", "she has [health] since the hearing"),
        ("How do we support Muslim staff during Ramadan?", "How do we support Muslim staff during Ramadan?"),
        ("What did the board do on 4 June 2020?", "What did the board do on 4 June 2020?"),
        ("why was gaznokova told to use estaets", "[about somebody] told"),
    ],
)  # fmt: skip
def test_what_is_cut_out_and_what_stays(question: str, kept: str, redact: Redact) -> None:
    assert redact(question) == kept


@pytest.mark.parametrize(
    "question",
    [
        "MD here: how many MWRES indicators are there?",
        "what does the DoF need beside NED-facing KLOEs and IEWs?",
        "the sort of thing you can't un-read",
        "we are on plan B. I want more",
        "I've a speech to give on St David's Day",
        "how meny leaders had thort about leaving",
        "youve said what theyll need, arent they the nonexecutives?",
        "I am a NED. Have you a menopause policy?",
        "my Ward Managers keep asking what to say",
        "I HADN'T THE FIGURES IN MY HEAD",
    ],
)
def test_short_forms_and_slips_are_no_names(question: str, redact: Redact) -> None:
    assert redact(question) == question


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Md Rahman got a warning", "[name] got a warning"),
        ("how did Yousef, gormley and nithin leave", "how did [name], [name] and [name] leave"),
        ("St David's Day was when David was told off", "St [name]'s Day was when [name] was told off"),
        ("J. K. I think so", "[name] I think so"),
        ("I am the Muslim policy lead", "I am the [belief] policy lead"),
    ],
)
def test_what_looks_like_a_short_form_is_still_cut_where_it_is_a_name(question: str, kept: str, redact: Redact) -> None:
    assert redact(question) == kept


def test_a_word_is_listed_as_one_thing_only() -> None:
    assert listed_names() & more_words() == frozenset()
    assert len(listed_names()) > 10_000
