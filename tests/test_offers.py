"""From words the assistant offers and opens nothing; what is typed goes to the team by a button of its writer's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.enquiries.wishes import wish_of
from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import Clock, Office, office
from tests.telegram_server import TelegramServer

WISHES = (
    "can anyone help with our action plan, I'd like to talk to a person",
    "can I talk to someone",
    "could somebody from the team ring me",
    "I'd like somebody to come and speak to our board",
    "could I speak with the team please",
)
MESSAGES = Path(__file__).parent / "messages"


def lines(name: str) -> list[str]:
    return (MESSAGES / f"{name}.txt").read_text("utf-8").splitlines()


def drafts(at: Office) -> list[object]:
    return list(at.store.rows("draft"))


async def test_a_wish_for_a_person_offers_and_only_the_button_opens(at: Office) -> None:
    for text in WISHES:
        (offer,) = await at.leader.write(text)
        assert (offer.buttons, drafts(at)) == (("Write to the team",), []), text
    (answer,) = await at.leader.write("What is the WRES?")
    assert "Workforce Race Equality Standard" in answer.text
    await at.leader.write(WISHES[0])
    (asked,) = await at.leader.press("Write to the team")
    assert asked.text.startswith("What is it about?")
    await at.leader.press("A question about the programme")
    await at.leader.write("Who could help us?")
    await at.leader.press("Add the question I asked before")
    assert WISHES[0] in at.leader.preview().text


async def test_the_offer_can_be_typed_and_outlives_a_restart(team_snapshot: Snapshot, tmp_path: Path) -> None:
    server, clock = TelegramServer(), Clock()
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as before:
        await before.leader.write(WISHES[1])
        (asked,) = await before.leader.write("write to the team")
        assert asked.text.startswith("What is it about?")
        await before.leader.write("/cancel")
        await before.leader.write(WISHES[2])
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as after:
        await after.leader.press("Write to the team")
        await after.leader.write("Facilitation in March")
        await after.leader.press("Add the question I asked before")
        assert WISHES[2] in after.leader.preview().text


@pytest.mark.parametrize("text", lines("leave_me_alone"))
async def test_a_refusal_is_respected_in_a_sentence(at: Office, text: str) -> None:
    (reply,) = await at.leader.write(text)
    assert (reply.text.split(".")[0], reply.buttons, drafts(at)) == ("Understood", (), [])


@pytest.mark.parametrize("half", [0, 1])
async def test_any_news_is_the_status(at: Office, half: int) -> None:
    ref = await at.send("Please call me")
    said = lines("any_news")[half::2]  # more than one person may ask in a minute
    assert [text for text in said if f"#{ref}" not in (await at.leader.write(text))[-1].text] == []
    for text in ("any news?", "have they replied?", "still waiting for a reply"):
        assert f"#{ref}" in (await at.leader.write(text))[-1].text, text
    assert drafts(at) == []


async def test_without_an_enquiry_news_of_one_is_none_and_other_news_a_question(at: Office) -> None:
    (none,) = await at.leader.write("any news on my enquiry?")
    (other,) = await at.leader.write("any news?")
    assert none.text.startswith("You have no enquiries")
    assert not other.text.startswith("You have no enquiries")


async def test_take_it_back_is_withdraw(at: Office) -> None:
    ref = await at.send("Please call me")
    for text in lines("take_it_back"):
        (which,) = await at.leader.write(text)
        assert which.buttons == (f"Take back #{ref}",), text
    (gone,) = await at.leader.press(f"Take back #{ref}")
    assert gone.text.startswith(f"Enquiry #{ref} is taken back")


async def test_what_is_not_sent_yet_needs_no_taking_back(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    (told,) = await at.leader.write("take it back")
    assert told.text.startswith("It has not been sent")
    await at.leader.press("Cancel")
    assert drafts(at) == []


async def test_no_other_question_is_taken_for_news_or_for_taking_back(snapshot: Snapshot) -> None:
    about = {"status", "enquiry", "enquiries", "message", "messages"}
    prepare = snapshot.understanding.find.prepare
    for text in [text for one in snapshot.knowledge.answerable for text in one.phrasings][::7]:
        tokens = prepare(text).corrected
        assert about & set(tokens) or wish_of(tokens, sent=False) is None, text


# Beside the preview.


async def test_at_the_preview_a_typed_message_is_answered_and_can_be_added_and_sent(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    (answer,) = await at.leader.write("What is the WRES?")
    ref = answer.buttons[-1].partition("#")[2]
    assert "Workforce Race Equality Standard" in answer.text
    assert answer.buttons[-2:] == ("Add this to the enquiry", f"Send #{ref}")
    assert "What is the WRES?" not in at.leader.preview().text
    await at.leader.press("Add this to the enquiry")
    await at.leader.press("Add this to the enquiry")
    assert at.leader.preview().text.count("What is the WRES?") == 1
    *_, shown = await at.leader.press(f"Send #{ref}")
    assert shown.text.startswith("It was not sent, because your enquiry has changed")
    assert answer.message["message_id"] in [one.message["message_id"] for one in at.leader.history()]
    await at.leader.press("Send")
    assert len(at.cards("What is the WRES?")) == 1


async def test_send_below_an_answer_sends_what_stands_above_it(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    (answer,) = await at.leader.write("What is the WRES?")
    *_, receipt = await at.leader.press(answer.buttons[-1])
    assert receipt.text.startswith("Your enquiry is received")
    assert "WRES" not in at.cards("Please call me")[0].text
    *_, added = await at.leader.press("Add this to the enquiry")
    assert added.text.startswith("Added to #")


async def test_a_sentence_that_is_meant_for_the_team_has_adding_first(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    for text in (
        "please also tell them we have 25 governors",
        "ask them whether June is possible",
        "let the team know that our chair has changed",
        "PS we are a community trust",
        "I'd like to talk to a person from the team about this",
    ):
        (offer,) = await at.leader.write(text)
        assert offer.buttons[0] == "Add this to the enquiry", text
    await at.leader.press("Add this to the enquiry")
    assert "I'd like to talk to a person from the team" in at.leader.preview().text


async def test_adding_and_sending_outlive_a_restart(team_snapshot: Snapshot, tmp_path: Path) -> None:
    server, clock = TelegramServer(), Clock()
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as before:
        await before.leader.write("/contact Please call me")
        await before.leader.write("We are a community trust")
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as after:
        await after.leader.press("Add this to the enquiry")
        assert "Please call me\n\nWe are a community trust" in after.leader.preview().text
        await after.leader.press("Send")
        assert len(after.cards("We are a community trust")) == 1


async def test_what_was_asked_for_is_taken_and_after_something_else_it_is_not(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    (preview,) = await at.leader.write("What is the WRES?")
    assert "What is the WRES?" in preview.text
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    await at.leader.write("/pillars")
    (answer,) = await at.leader.write("What is the WRES?")
    assert "Workforce Race Equality Standard" in answer.text
    assert answer.buttons[-1] == "Add this to the enquiry"
    await at.leader.press("Add this to the enquiry")
    assert "What is the WRES?" in at.leader.preview().text


async def test_harm_that_is_told_at_the_preview_gets_care_and_its_writer_decides(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    support, ask = await at.leader.write("my manager called me a racist name in front of everyone")
    assert "Call 999" in support.text
    assert ask.buttons == ("Put it into my enquiry", "Cancel")
    assert "racist name" not in str([*at.store.rows("draft"), *at.store.rows("message")])


async def test_files_are_added_to_the_draft_without_a_question(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.send("plan.pdf", b"%PDF")
    assert at.leader.preview().text.endswith("1. plan.pdf")
