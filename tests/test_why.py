"""Administrators ask why a question is answered as it is, and mend it from there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.folder import Library, shipped_wording
from bot.wording import Wording
from tests.administrator import CHECKS, FAQ
from tests.conftest import Folder
from tests.office import Office, own_office
from tests.phone import Phone
from tests.test_try import SUPPORT

SAY = Wording(shipped_wording())
EVENT = "When is the next event?"
BUTTONS = ("Edit this", "Another answer", "Add wording")


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, checks=CHECKS, support=SUPPORT)


@pytest.fixture
async def at(few_words: Library, own: Path) -> AsyncIterator[Office]:
    async with own_office(few_words, own, admins=frozenset({1, 2})) as found:
        yield found


async def test_a_reply_to_an_answer_is_explained_in_a_sentence_before_the_weights(ada: Phone) -> None:
    (answer,) = await ada.write("date of the next webinars")
    (why,) = await ada.reply("/why", answer.message)
    heading, sentence, outcome, *_ = why.text.split("\n\n")
    assert heading == "Why “date of the next webinars” is answered as it is:"
    assert sentence.startswith(f"Nearest wording: “date of the next webinar” ({EVENT}), sure ")
    assert "; next: “" in sentence
    assert "because both say “" in sentence
    assert sentence.endswith(f"So it was answered with “{EVENT}”.")
    assert outcome.startswith("Outcome\n")
    assert why.buttons == BUTTONS


async def test_it_explains_the_answer_that_is_replied_to_and_not_the_last(ada: Phone) -> None:
    (answer,) = await ada.write("What is the WRES?")
    await ada.write(EVENT)
    (why,) = await ada.reply("/why", answer.message)
    assert why.text.startswith("Why “What is the WRES?” is answered as it is:")
    (last,) = await ada.write("/why What is the WRES?")
    assert last.text == why.text


async def test_alone_it_explains_the_last_answer_and_without_one_says_how(ada: Phone) -> None:
    assert [one.text for one in await ada.write("/why")] == [SAY("because_which")]
    await ada.write(EVENT)
    assert (await ada.write("/why"))[-1].text.startswith(f"Why “{EVENT}” is answered as it is:")


async def test_what_is_forgotten_is_said_to_be(at: Office, ada: Phone) -> None:
    (answer,) = await ada.write(EVENT)
    at.clock.pass_(hours=2)
    at.assistant.services.forget((1, 1))
    assert [one.text for one in await ada.reply("/why", answer.message)] == [SAY("because_forgotten")]


async def test_only_administrators_are_told_and_nothing_more_is_kept_of_leaders(at: Office) -> None:
    (answer,) = await at.leader.write(EVENT)
    assert [one.text for one in await at.leader.reply("/why", answer.message)] == [SAY("admins_only")]
    asked = at.assistant.services.chats.question_behind(7, answer.message["message_id"])
    assert asked
    assert asked.before is None


async def test_what_is_about_the_last_reply_is_explained_from_that(ada: Phone) -> None:
    await ada.write("What is the WRES?")
    (answer,) = await ada.write("in plain English")
    (why,) = await ada.reply("/why", answer.message)
    assert SAY("because_last_reply") in why.text


@pytest.mark.parametrize("how", ["press", "write"])
async def test_the_question_becomes_a_wording_of_its_answer(ada: Phone, own: Path, how: str) -> None:
    await ada.write("/why any webinars soon")
    *_, shown = await getattr(ada, how)("Add wording")
    assert shown.buttons == ("Apply", "Discard")
    assert not (own / "learned.yaml").exists()
    await getattr(ada, how)("Apply")
    assert "ask: any webinars soon}" in (own / "learned.yaml").read_text("utf-8")


@pytest.mark.parametrize("how", ["press", "write"])
async def test_another_answer_is_chosen_by_its_number(at: Office, ada: Phone, own: Path, how: str) -> None:
    await ada.write("/why any webinars soon")
    (others,) = await getattr(ada, how)("Another answer")
    assert others.text == SAY("because_another", question="any webinars soon")
    label = others.buttons[0] if how == "press" else "1"
    *_, shown = await getattr(ada, how)(label)
    assert shown.buttons[-1] == "Discard"
    await ada.press(shown.buttons[0])
    assert "{entry: wres, ask: any webinars soon}" in (own / "learned.yaml").read_text("utf-8")
    assert "The standard." in (await at.leader.write("any webinars soon"))[-1].text


async def test_edit_this_shows_the_text_to_change(ada: Phone) -> None:
    await ada.write(f"/why {EVENT}")
    heading, raw = await ada.press("Edit this")
    assert "next-event" in heading.text
    assert raw.text == "There is none yet."


async def test_words_that_are_known_already_are_not_offered_to_be_learned(ada: Phone) -> None:
    (why,) = await ada.write(f"/why {EVENT}")
    assert why.buttons == ("Edit this", "Another answer")


async def test_nothing_is_learned_of_harm_and_none_of_it_is_remembered(at: Office, ada: Phone) -> None:
    (why,) = await ada.write("/why I am being harassed")
    assert SAY("because_support") in why.text
    assert why.buttons == ()
    assert at.assistant.services.chats.question_behind(1, None) is None


async def test_what_is_typed_makes_no_link(ada: Phone) -> None:
    (why,) = await ada.write("/why [here](https://example.org/x) is <b>the WRES</b>")
    assert why.links == ()
    assert "<b>the WRES</b>" in why.text


async def test_an_old_button_says_that_it_no_longer_knows(at: Office, ada: Phone) -> None:
    (why,) = await ada.write("/why any webinars soon")
    at.assistant.services.forget((1, 1))
    data = [one["callback_data"] for row in why.message["reply_markup"]["inline_keyboard"] for one in row]
    assert [one.text for one in await ada.press_data(data[-1], why.message)] == [SAY("because_forgotten")]
