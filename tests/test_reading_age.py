"""Every answer can be read by somebody of fourteen: its Flesch-Kincaid grade is nine at most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.library.folder import parse_folder, shipped
from knowledge.model import Knowledge
from tests.reading_age import HARDEST, grade, syllables


@pytest.fixture(scope="module", name="content")
def _content() -> Knowledge:
    known = parse_folder(shipped()).knowledge
    assert known
    return known


def names(knowledge: Knowledge) -> Iterator[str]:
    """What others have named: nobody can put it in plainer words."""
    for resource in knowledge.resources:
        yield from filter(None, (resource.title, resource.publisher, *resource.people))
        yield from (trust for trust in (resource.trust and resource.trust.name,) if trust)


def test_every_answer_and_all_that_it_asks_of_the_board_is_easy_to_read(content: Knowledge) -> None:
    named = frozenset(names(content))  # packs have a test of their own
    read = {
        (entry.id, "answer"): entry.answer for entry in content.entries if not entry.pack
    }  # it has a test of its own
    read |= {(entry.id, "ask"): entry.ask for entry in content.entries if entry.ask}
    read |= {(courtesy.id, "reply"): courtesy.reply for courtesy in content.smalltalk}
    grades = {where: round(grade([text], named), 1) for where, text in read.items()}
    assert {where: hard for where, hard in grades.items() if hard > HARDEST} == {}


@pytest.mark.parametrize(
    ("word", "count"),
    [("board", 1), ("race", 1), ("asked", 1), ("hired", 1), ("needed", 2), ("people", 2), ("minority", 4),
     ("action", 2), ("ethnicity", 4), ("patient", 2), ("area", 2), ("serious", 2), ("the", 1)],
)  # fmt: skip
def test_syllables_are_counted_about_as_a_dictionary_does(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (word in {"area", "serious", "patient"})


def test_a_hard_text_is_hard_and_a_name_is_not() -> None:
    hard = "Organisational accountability necessitates institutional transformation."
    assert grade([hard]) > 2 * HARDEST
    assert grade(["Read it in the National Accountability Repository."], ["National Accountability Repository"]) < 3
