"""What contact.yaml says stands in every answer and sentence, and is told where it is asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.editing.editable import editable
from bot.library.folder import Library, parse_folder, shipped_wording, wording_of
from bot.terminal.asking import AskSession
from knowledge.loading.parse import parse
from knowledge.model import Contact, Knowledge
from knowledge.placeholders import Filling
from knowledge.quality.lint import lint
from knowledge.reaching import asked_of_contact
from knowledge.text.normalise import words
from tests.calendar_sample import FAQ, FILES
from tests.conftest import Folder
from tests.office import own_office

SAYS = Filling(
    Contact(email="race@example.org", promised_reply_days=1, organisation="NHS Providers"),
    {
        "unset_hours": "The hours are not known here.",
        "unset_hours_in_part": "at hours that are not known here",
        "unset_page": "The page is not known here.",
    },
)
ASKED = {
    "what is your email address": "You can write to race@example.org.",
    "email address?": "You can write to race@example.org.",
    "opening hours": "The team answers Monday to Friday, 9am to 5pm.",
    "when is the team there?": "The team answers Monday to Friday, 9am to 5pm.",
    "how long does a reply take": "The team promises a reply within 3 working days.",
    "where is your web page": "The programme's page is https://nhsproviders.org/race-equality.",
}


def known(folder: Path) -> Knowledge:
    knowledge = parse_folder(folder).knowledge
    assert knowledge
    return knowledge


def with_answer(answer: str, **more: str) -> dict[str, str]:
    return {"faq": FAQ.replace("The standard.", f"|\n    {answer}"), **more}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Write to {email}.", "Write to race@example.org."),
        ("Within {days} working days.", "Within 1 working day."),
        ("Come {hours}. Then sit down.", "The hours are not known here. Then sit down."),
        ("Come {hours}.\n\nCome {hours} again.\n\nBye.", "The hours are not known here.\n\nBye."),
        ("Write to {email}, {hours}.", "Write to race@example.org, at hours that are not known here."),
        ("- {email}\n- on [our page]({page})", "- race@example.org\n- The page is not known here."),
        ("Braces {stay}, {as they were}, {} and {", "Braces {stay}, {as they were}, {} and {"),
    ],
)
def test_what_is_known_is_filled_in_and_what_is_not_is_said(text: str, read: str) -> None:
    assert SAYS(text) == read


def test_it_stands_in_answers_courtesies_and_sentences(folder: Folder) -> None:
    talk = "- {id: hello, also_asked: [hi], reply: '{organisation} says hello.'}"
    knowledge = known(folder(**FILES, smalltalk=talk, wording="welcome: Ask, or write to {email}."))
    assert knowledge.by_id["reach-us"].answer == (  # type: ignore[union-attr]
        "Write to race@example.org. We are there Monday to Friday, 9am to 5pm. You hear from us within 3 working days."
    )
    assert (knowledge.smalltalk[0].reply, knowledge.wording["welcome"]) == (
        "NHS Providers says hello.", "Ask, or write to race@example.org.",
    )  # fmt: skip


def test_the_welcome_is_filled_in_before_the_rest_is_read(folder: Folder) -> None:
    assert wording_of(folder(**FILES, wording="welcome: Write to {email}."))("welcome") == "Write to race@example.org."


def test_an_administrator_edits_the_text_as_it_stands_in_the_file(folder: Folder) -> None:
    text = editable(known(folder(**FILES)), "reach-us")
    assert text
    assert text.text == "Write to {email}. We are there {hours}. You hear from us within {days} working days."


def test_what_staff_send_stays_open_where_it_is_not_known(folder: Folder) -> None:
    saved = "- {id: thanks, title: Thanks, text: 'Write to {email} {hours}.'}"
    knowledge = known(folder(faq=FAQ, replies=saved, contact="email: race@example.org"))
    assert knowledge.replies[0].text == "Write to race@example.org {hours}."


def test_what_is_found_does_not_hang_on_contact_yaml(few_words: Library, folder: Folder) -> None:
    questions = ["how do I reach the team", "write to whom"]
    ranked = []
    for contact in (FILES["contact"], ""):
        find = few_words.open(folder(**{**FILES, "contact": contact})).understanding.find
        ranked.append([find.ranking(find.prepare(question)).ids[0] for question in questions])
    assert ranked[0] == ranked[1]


def test_a_placeholder_that_nothing_fills_is_a_warning_with_what_was_meant(folder: Folder) -> None:
    saved = "- {id: thanks, title: Thanks, text: 'Dear {nmae}, write to {emial} by {due}.'}"
    knowledge = known(folder(**with_answer("Write to {emial}, {like this} or {Email}.", replies=saved)))
    assert [str(one) for one in lint(knowledge, date(2026, 12, 1)) if "not filled in" in one.what] == [
        "faq.yaml:5: answer of 'wres' has {Email}, which is not filled in, did you mean {email}?",
        "faq.yaml:5: answer of 'wres' has {emial}, which is not filled in, did you mean {email}?",
        "replies.yaml:1: text of 'thanks' has {emial}, which is not filled in, did you mean {email}?",
        "replies.yaml:1: text of 'thanks' has {nmae}, which is not filled in, did you mean {name}?",
    ]


def test_a_sentence_of_the_assistants_own_may_have_them_too() -> None:
    texts = {"faq.yaml": FAQ, "wording.yaml": "declined: Fine. Write to {emial}."}
    (problem,) = parse(texts, shipped_wording()).problems
    assert problem.what == "declined has {emial}, which is not filled in; did you mean {email}?"


@pytest.mark.parametrize(("question", "told"), ASKED.items())
def test_it_is_told_where_it_is_asked_for(few_words: Library, folder: Folder, question: str, told: str) -> None:
    reply = AskSession(few_words.open(folder(**FILES)), lambda: 0.0).reply([question])
    assert (reply.outcome, reply.text) == ("answer", told)


def test_a_phone_number_is_not_known_and_the_other_ways_are_told(few_words: Library, folder: Folder) -> None:
    reply = AskSession(few_words.open(folder(**FILES)), lambda: 0.0).reply(["what's the phone number?"])
    assert reply.text.split("\n\n") == [
        "No phone number of the team is known here.",
        "You can write to race@example.org.",
        "The programme's page is https://nhsproviders.org/race-equality.",
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what is your email address", "The team's email address is not known here."),
        ("opening hours", "The hours of the team are not known here."),
        (
            "how long does a reply take",
            "How long a reply takes is not known here, because the team has promised no time.",
        ),
    ],
)
def test_what_is_unset_is_said_to_be(few_words: Library, folder: Folder, question: str, told: str) -> None:
    assert AskSession(few_words.open(folder(faq=FAQ)), lambda: 0.0).reply([question]).text == told


async def test_it_is_told_with_a_staff_chat_too(few_words: Library, folder: Folder) -> None:
    async with own_office(few_words, folder(**FILES)) as at:
        for question, told in ASKED.items():
            (said,) = await at.leader.write(question)
            assert told.partition("https://")[0] in said.text, question


@pytest.mark.parametrize(
    "wish",
    [
        "email me back please",
        "could somebody phone me",
        "I want a real person",
        "what is the phone number of the Samaritans",
        "no emails please",
        "Any news on my email?",
        "How long does a disciplinary take?",
    ],
)
def test_a_wish_and_another_address_are_no_question_for_it(wish: str) -> None:
    assert asked_of_contact(" ".join(words(wish))) is None
