"""Replies that stand ready: filled in, shown to staff, sent exactly so; and what the assistant itself would say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.folder import Library, Snapshot
from bot.store.store import Store
from bot.teamwork.suggestions import suggested
from tests.conftest import Folder
from tests.office import Clock, Office, heard, office, own_office
from tests.phone import Phone
from tests.telegram_server import TelegramServer

RECEIVED = "Dear Ada\n\nThank you for #{ref}. An answer will come by Thursday 26 November."
CONTACT = "email: team@example.org\n"
FAQ = """\
- id: fish
  question: What does fish cost at the quay?
  also_asked: [price of fish, how much is cod, fish prices at the quay, what do I pay for a herring]
  answer: Ask at the quay before noon.
"""


async def test_a_saved_reply_is_filled_in_and_shown_before_it_goes(at: Office) -> None:
    ref = await at.send("Please call me")
    (choice,) = await at.staff.press("Saved replies")
    assert choice.buttons == ("Received", "A date")
    (preview,) = await at.staff.press("Received")
    words = RECEIVED.format(ref=ref)
    assert preview.text == f"This goes to Ada when you press Send:\n\n{words}"
    assert preview.buttons == ("Send", "Edit")
    assert "Thank you for" not in str(heard(at.leader))
    await at.staff.press("Send")
    assert at.leader.history()[-1].text.endswith(words)
    sent = at.staff.history()[-1]
    assert (sent.text, sent.buttons) == (f"Sent to Ada.\n\n{words}", ())
    assert "Answered and open." in at.cards()[0].text


async def test_words_in_brackets_are_left_to_whoever_sends_it(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Saved replies")
    (unfilled,) = await at.staff.press("A date")
    assert unfilled.text.startswith("Copy this, fill in the words in brackets")
    assert unfilled.buttons == ()


async def test_it_can_be_changed_and_sent_as_a_reply(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Saved replies")
    await at.staff.press("Received")
    (words,) = await at.staff.press("Edit")
    assert words.text.startswith("Copy this, change what you like, and send it as a reply to the card:\n\nDear Ada")
    told = await at.staff.reply("Dear Ada, on Monday.", words.message)
    assert (told[0].text, told[0].buttons) == ("Only staff see this.", ("Send it to Ada",))


async def test_two_who_press_send_it_once(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Saved replies")
    (preview,) = await at.staff.press("Received")
    data = preview.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    for member in (at.staff, Phone(at.assistant, at.server, 9, at.staff.chat, "Bea")):
        await member.press_data(data, preview.message)
    assert len([one for one in heard(at.leader) if "Thank you for #" in one]) == 1


async def test_what_reads_otherwise_by_now_is_shown_again_and_what_is_gone_is_said(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.staff.press("Saved replies")
    (preview,) = await at.staff.press("Received")
    data = preview.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    (again,) = await at.staff.press_data(f"{data[:-2]}zz", preview.message)
    assert again.text == preview.text
    (gone,) = await at.staff.press_data(f"use:{ref}:0123456789ab", at.cards()[0].message)
    assert gone.text == "That saved reply has changed since. Press “Saved replies” again."
    assert "Thank you for" not in str(heard(at.leader))


async def test_who_stays_anonymous_is_a_colleague(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.press("Stay anonymous")
    await at.leader.press("Send")
    await at.staff.press("Saved replies")
    (preview,) = await at.staff.press("Received")
    assert preview.text.startswith("This goes to the leader when you press Send:\n\nDear colleague\n")


async def test_the_name_in_a_preview_goes_with_the_enquiry(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.staff.press("Saved replies")
    await at.staff.press("Received")
    await at.leader.write(f"/withdraw {ref}")
    assert "Dear Ada" not in str(heard(at.staff))


async def test_a_press_after_a_restart_sends_what_was_shown(team_snapshot: Snapshot, tmp_path: Path) -> None:
    server, clock, path = TelegramServer(), Clock(), tmp_path / "a.db"
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(path)) as before:
        ref = await before.send("Please call me")
        await before.staff.press("Saved replies")
        await before.staff.press("Received")
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(path)) as after:
        await after.staff.press("Send")
        assert after.leader.history()[-1].text.endswith(RECEIVED.format(ref=ref))


@pytest.fixture
async def quay(few_words: Library, folder: Folder) -> AsyncIterator[Office]:
    own = folder(faq=FAQ, contact=f"{CONTACT}signature: The programme team\n")
    async with own_office(few_words, own) as found:
        yield found


async def test_what_the_assistant_would_say_is_offered_under_the_card(quay: Office) -> None:
    await quay.send("What does fish cost at the quay?")
    offer = quay.staff.history()[-1]
    assert offer.text == (
        "The assistant would say:\n\nWhat does fish cost at the quay?\n\nAsk at the quay before noon.\n\n"
        "The programme team"
    )
    assert offer.buttons == ("Send it", "Edit")
    await quay.staff.press("Send it")
    assert quay.leader.history()[-1].text.endswith("Ask at the quay before noon.\n\nThe programme team")


@pytest.mark.parametrize(
    "words",
    [
        "Could somebody call me about the price of fish?",
        "I was called a racist name at work today.",
        "Do you have a boat I could hire in June for our whole board?",
        "What does fish cost at the quay? And who repairs nets?",
    ],
)
async def test_nothing_is_suggested_for_what_is_for_people_or_not_surely_known(quay: Office, words: str) -> None:
    await quay.leader.write(f"/contact {words}")
    for label in ("Send it to the team", "Send"):
        if any(label in one.buttons for one in quay.leader.history()):
            await quay.leader.press(label)
    assert len(quay.cards()) == 1
    assert "The assistant would say" not in str(heard(quay.staff))


def test_who_is_less_than_sure_suggests_nothing(team_snapshot: Snapshot) -> None:
    assert suggested(team_snapshot.understanding, "What is this assistant?", sure=0.0) == "about-this-assistant"
    assert suggested(team_snapshot.understanding, "What is this assistant?", sure=1.01) is None
