"""What does not exist is not answered as if it did."""

from __future__ import annotations

import pytest

from bot.library.folder import Snapshot
from knowledge.text.counted import KnownNumbers
from tests.person import conversation
from tests.sample import question

PHRASINGS = (
    *("pillar one", "pillar 1", "first pillar", "pillar 2", "second pillar", "pillar 3", "the third pillar"),
    *("what is Race 2.0", "the WRES 2024 report", "we met 4 governors", "my 4 governors"),
)


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("what is pillar 7", "pillar 7"),
        ("the fourth pillar", "fourth pillar"),
        ("pillar four please", "pillar four"),
        ("Race 4.0", "race 4.0"),
        ("WRES 2031 report", "wres 2031"),
        ("pillar 3", None),
        ("what is Race 2.0", None),
        ("the WRES 2023 report", None),
        ("I have 9 governors and 12 minutes", None),
        ("", None),
    ],
)
def test_a_number_that_nothing_has_is_named(text: str, beyond: str | None) -> None:
    counted = KnownNumbers([question(phrasing).tokens for phrasing in PHRASINGS], lambda: 2026)
    assert counted(question(text)) == beyond


@pytest.mark.parametrize("text", ["what is pillar 7", "the fourth pillar", "Race 4.0", "tell me about indicator 12"])
def test_the_reply_says_that_there_is_none_and_offers_what_there_is(snapshot: Snapshot, text: str) -> None:
    reply = conversation(snapshot)(text)
    assert reply.outcome == "suggest"
    assert reply.text.startswith("There is no “")
    assert reply.suggestions


@pytest.mark.parametrize("text", ["404", "7", "😡", "😢😢"])
def test_a_number_or_an_unhappy_face_gets_no_cheerful_reply(snapshot: Snapshot, text: str) -> None:
    assert conversation(snapshot)(text).outcome == "unknown"


@pytest.mark.parametrize("text", ["👍", "😀"])
def test_a_happy_face_does(snapshot: Snapshot, text: str) -> None:
    assert conversation(snapshot)(text).outcome == "social"
