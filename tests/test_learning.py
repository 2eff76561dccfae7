"""Administrators close gaps from their telephones, one card after another, and the first who decides wins."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.folder import Library
from tests.administrator import CHECKS, FAQ
from tests.conftest import Folder
from tests.office import Office, heard, office, own_office
from tests.phone import Phone

PARKING = "where can I park"
LABEL = "When is the next event?"


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, checks=CHECKS)


@pytest.fixture
async def at(few_words: Library, own: Path) -> AsyncIterator[Office]:
    async with own_office(few_words, own, admins=frozenset({1, 2})) as found:
        yield found


def gap(at: Office, *asked: str, entry: str | None = None) -> None:
    why = "not_helpful" if entry else "unknown"
    for words in asked:
        at.store.alone(lambda store, words=words: store.gaps.add(words, why, entry, None, at.clock.at.date()))  # type: ignore[misc]


async def asks(at: Office, question: str) -> str:
    """What a leader is told."""
    return (await at.leader.write(question))[-1].text


async def test_a_gap_becomes_another_way_to_ask_and_an_undo_opens_it_again(at: Office, ada: Phone, own: Path) -> None:
    assert "I do not know" in await asks(at, PARKING)
    (card,) = await ada.write("/gaps")
    assert card.text.startswith(f"1 of 1. Asked once, on Monday 23 November:\n\n• {PARKING}")
    assert f"1. {LABEL}" in card.buttons or f"2. {LABEL}" in card.buttons
    learned, none = await ada.press(LABEL)
    assert learned.text.startswith(f"Learned, and in force: these words now lead to “{LABEL}”.")
    assert none.text == "Every question had an answer, or is settled."
    assert "There is none yet." in await asks(at, PARKING)
    assert f"{{entry: next-event, ask: {PARKING}}}" in (own / "learned.yaml").read_text("utf-8")
    await ada.write("/undo")
    await ada.press("Apply")
    assert "I do not know" in await asks(at, PARKING)
    (again,) = await ada.write("/gaps")
    assert PARKING in again.text


async def test_a_gap_is_answered_by_a_reply_seen_first_and_then_served(at: Office, ada: Phone, bo: Phone) -> None:
    await asks(at, PARKING)
    await ada.write("/gaps")
    (prompt,) = await ada.press("Write an answer")
    assert f"the answer to “{PARKING}”" in prompt.text
    *_, shown = await ada.reply("Yes, behind the house.", prompt.message)
    assert "where-can-i-park" in shown.text
    assert "cannot answer that" in await asks(at, PARKING)
    told = await ada.press("Apply")
    assert told[-1].text == "That settles it. /gaps shows what is left."
    assert "Yes, behind the house." in await asks(at, PARKING)
    assert any("Where can I park" in one for one in heard(bo)), heard(bo)
    assert [(one.how, one.answer) for one in at.store.gaps.all() if one.settled == at.clock.at.date()] == [
        ("answered", "where-can-i-park")
    ]
    (over,) = await ada.reply("No, it is full.", prompt.message)
    assert over.text == "That question is settled already. /gaps shows what is open."


async def test_an_answer_that_is_edited_in_its_message_is_shown_anew(at: Office, ada: Phone) -> None:
    await asks(at, PARKING)
    await ada.write("/gaps")
    (prompt,) = await ada.press("Write an answer")
    await ada.reply("Yes, behind teh house.", prompt.message)
    *_, shown = await ada.edit("Yes, behind the house.")
    assert shown.buttons == ("Apply", "Discard")
    await ada.press("Apply")
    assert "Yes, behind the house." in await asks(at, PARKING)


async def test_discarding_an_answer_leaves_the_gap_open(at: Office, ada: Phone) -> None:
    await asks(at, PARKING)
    await ada.write("/gaps")
    (prompt,) = await ada.press("Write an answer")
    await ada.reply("Yes.", prompt.message)
    await ada.press("Discard")
    (card,) = await ada.write("/gaps")
    assert PARKING in card.text


async def test_cards_follow_one_another_by_a_word_or_a_number(at: Office, ada: Phone) -> None:
    gap(at, PARKING, PARKING, "who won the cup final", "what colour is the logo")
    (first,) = await ada.write("/gaps")
    (second,) = await ada.write("skip")
    (third,) = await ada.press("Skip")
    (end,) = await ada.press("Skip")
    assert [one.text.partition(".")[0] for one in (first, second, third)] == ["1 of 3", "2 of 3", "3 of 3"]
    assert end.text == "That was the last one."
    await ada.write("1")
    assert [one.how for one in at.store.gaps.all()] == [None] * 3
    await ada.write("/gaps")
    aside, following = await ada.press("Not for this assistant")
    assert aside.text == "It is set aside. It is not shown again, nor is the like of it."
    assert following.text.startswith("1 of 2.")
    assert "Learned" in (await ada.write("1"))[0].text


async def test_an_answer_that_did_not_help_says_which_and_how_to_change_it(at: Office, ada: Phone) -> None:
    gap(at, "what is the wres", entry="wres")
    (card,) = await ada.write("/gaps")
    assert "This was shown and did not help: What is the WRES? (wres). /edit wres changes it." in card.text
    assert "What is the WRES?" not in " ".join(card.buttons)


async def test_what_would_break_a_check_is_shown_before_it_is_learned(at: Office, ada: Phone) -> None:
    gap(at, "date of the next webinar", "the date of the next webinar", "date of next webinar", entry="next-event")
    await ada.write("/gaps")
    *_, shown = await ada.press("What is the WRES?")
    assert "“date of the next webinar”" in shown.text.replace('"', "“", 1).replace('"', "”", 1)
    assert "There is none yet." in await asks(at, "date of the next webinar")
    told = await ada.press("Apply although 1 check breaks")
    assert told[-1].text == "That settles it. /gaps shows what is left."
    assert [one.how for one in at.store.gaps.all() if one.settled == at.clock.at.date()] == ["same_as"] * 3


async def test_the_first_who_decides_wins(at: Office, ada: Phone, bo: Phone) -> None:
    await asks(at, PARKING)
    await ada.write("/gaps")
    await bo.write("/gaps")
    await ada.press(LABEL)
    (late,) = await bo.press("Not for this assistant")
    assert late.text == "That question is settled already. /gaps shows what is open."
    assert [one.how for one in at.store.gaps.all()] == ["same_as"]


async def test_a_hostile_question_is_shown_as_it_is(at: Office, ada: Phone) -> None:
    gap(at, "what of <b>bold</b> [text] & {braces} %s")
    (card,) = await ada.write("/gaps")
    assert "what of <b>bold</b> [text] & {braces} %s" in card.text


async def test_without_a_folder_of_ones_own_nothing_is_learned_and_it_says_why(team_snapshot: object) -> None:
    async with office(team_snapshot) as at:  # type: ignore[arg-type]
        gap(at, "is there parking at the venue in Leeds")
        ada = Phone(at.assistant, at.server, 1)
        refused, card = await ada.write("/gaps")
        assert "race-equality init" in refused.text
        assert card.buttons == ("Not for this assistant", "Skip")
        assert [one.how for one in at.store.gaps.all()] == [None]
