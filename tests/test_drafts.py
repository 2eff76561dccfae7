"""What the team will see is what is sent: one preview, edited where it stands, and a Send for exactly that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import Clock, Office, heard, office, reference
from tests.phone import Phone, refusing
from tests.telegram_server import Json, Refusal, TelegramServer

Step = Callable[[Phone], Awaitable[object]]
PLAN: Json = {"file_id": "D1", "file_unique_id": "D1", "file_name": "plan.pdf", "file_size": 10}


def previews(phone: Phone) -> list[str]:
    return [one for one in heard(phone) if "This is what the team will see" in one]


async def test_an_outdated_send_sends_nothing_and_shows_the_preview_as_it_stands(at: Office) -> None:
    await at.leader.write("/contact first words")
    await at.leader.press("Stay anonymous")
    before, old = at.leader.preview().message, at.leader.data("Send")
    await at.leader.press("Show my name only")
    (shown,) = await at.leader.press_data(old, before)
    assert at.cards() == []
    assert shown.text.startswith("It was not sent, because your enquiry has changed")
    assert "From: Ada" in shown.text
    await at.leader.press("Send")
    assert [one.text.splitlines()[1] for one in at.cards("first words")] == ["From: Ada"]


async def test_the_preview_says_who_reads_it_and_where_it_stands_what_is_kept(at: Office) -> None:
    kept = "The programme team reads it. /privacy says what is kept, and for how long."
    await at.leader.write("/contact first words")
    before, _, card = at.leader.preview().text.partition("\n\n")
    assert (before.splitlines()[-1], kept in card) == (kept, False)
    (told,) = await at.leader.write("/privacy")
    assert "It is deleted 90 days after its last message." in told.text
    await at.leader.press("Send")
    assert kept not in at.cards("first words")[0].text


CHANGES: dict[str, Step] = {
    "name": lambda one: one.press("Stay anonymous"),
    "trust": lambda one: one.press("Show my name and trust"),
    "words": lambda one: one.add("and more words"),
    "words edited": lambda one: one.edit("/contact other words"),
    "file": lambda one: one.write("", document=PLAN),
    "album": lambda one: one.write("", document=PLAN, media_group_id="a"),
    "written anew": lambda one: one.press("Write it anew"),
    "another enquiry": lambda one: one.write("/contact something else"),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_whatever_changes_the_draft_makes_an_earlier_send_outdated(at: Office, change: str) -> None:
    await at.leader.write("/contact first words")
    before, old = at.leader.preview().message, at.leader.data("Send")
    await CHANGES[change](at.leader)
    await at.leader.press_data(old, before)
    assert at.cards() == []


async def test_so_do_the_question_that_led_there_and_the_name_of_the_trust(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    await at.leader.press("Talk to a person")
    await at.leader.press("A question about the programme")
    await at.leader.write("Which indicators matter most?")
    for label in ("Add the question I asked before", "Leave out the question I asked before", "Show my name and trust"):
        before, old = at.leader.preview().message, at.leader.data("Send")
        await at.leader.press(label)
        if "trust" in label:
            await at.leader.write("Anytown")
        await at.leader.press_data(old, before)
        assert (label, at.cards()) == (label, [])
    assert "From: Ada, Anytown" in at.leader.preview().text


async def test_one_preview_is_edited_where_it_stands(at: Office) -> None:
    (first,) = await at.leader.write("/contact first words")
    pressed = [await at.leader.press(label) for label in ("Stay anonymous", "Show my name only")]
    (note,) = await at.leader.add("more words")
    assert pressed == [[], []]
    assert note.message["reply_to_message"]["message_id"] == first.message["message_id"]
    assert len(previews(at.leader)) == 1
    assert at.leader.preview().message["message_id"] == first.message["message_id"]
    assert "first words\n\nmore words" in at.leader.preview().text


async def test_an_album_ends_in_one_preview_and_one_reply(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    replies = [
        await at.leader.write("", document={**PLAN, "file_name": f"{number}.pdf"}, media_group_id="a")
        for number in range(10)
    ]
    assert sum(map(len, replies)) == 1
    assert at.leader.preview().text.endswith("\n".join(f"{number + 1}. {number}.pdf" for number in range(10)))
    later = [await at.leader.write("", document=PLAN, media_group_id="b") for _ in range(3)]
    assert sum(map(len, later)) == 1


async def test_a_long_draft_grows_by_what_is_new(at: Office) -> None:
    words = [" ".join(f"w{number}-{one}" for one in range(400)) for number in range(7)]
    await at.leader.write(f"/contact {words[0]}")
    sent = len(at.server.called("sendMessage"))
    for one in words[1:]:
        await at.leader.add(one)
    assert len(at.server.called("sendMessage")) - sent <= 3 * len(words)
    shown = " ".join(heard(at.leader)).split()
    assert [one for one in " ".join(words).split() if shown.count(one) != 1] == []
    await at.leader.write("Send")
    card = " ".join(heard(at.staff)).split()
    assert [one for one in " ".join(words).split() if card.count(one) != 1] == []


async def test_a_typed_send_sends_what_stands_before_the_leader(at: Office) -> None:
    await at.leader.write("/contact first words")
    at.server.refuse = refusing("editMessageText", [Refusal(400, "Bad Request: something else")])
    await at.leader.press("Stay anonymous")
    assert "From: Ada" in at.leader.preview().text
    (shown,) = await at.leader.write("Send")
    assert at.cards() == []
    assert "From: somebody who stays anonymous" in shown.text
    await at.leader.write("Send")
    assert "From: somebody who stays anonymous" in at.cards()[0].text


async def test_a_preview_that_the_leader_deleted_is_shown_again(at: Office) -> None:
    (first,) = await at.leader.write("/contact first words")
    del at.server.messages[at.leader.person, first.message["message_id"]]
    *_, again = await at.leader.add("more words")
    assert "first words\n\nmore words" in again.text


async def test_the_same_words_again_are_the_same_draft_and_any_preview_can_be_pressed(at: Office) -> None:
    (first,) = await at.leader.write("/contact Please call me")
    data = at.leader.data("Send")
    (second,) = await at.leader.write("/contact please  CALL me")
    assert reference(first) == reference(second)
    *_, receipt = await at.leader.press_data(data, first.message)
    assert (reference(receipt), len(at.cards("Please call me"))) == (reference(first), 1)
    (again,) = await at.leader.press_data(data, second.message)
    assert (again.text, len(at.cards("Please call me"))) == (receipt.text, 1)


async def test_so_it_is_after_a_restart_in_which_the_answer_to_a_send_was_lost(
    team_snapshot: Snapshot, tmp_path: Path
) -> None:
    server, clock = TelegramServer(), Clock()
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as before:
        (first,) = await before.leader.write("/contact Please call me")
        data = before.leader.data("Send")
        row = before.store.drafts.of_leader(7, clock.at)
        before.store.drafts.save(7, {**(row or {}), "shown": [], "seen": None}, clock.at)
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as after:
        (second,) = await after.leader.write("/contact Please call me")
        *_, receipt = await after.leader.press_data(data, first.message)
        assert reference(first) == reference(second) == reference(receipt)
        assert len(after.cards("Please call me")) == 1


async def test_with_the_words_of_the_open_draft_its_files_stay(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.write("", document=PLAN)
    (preview,) = await at.leader.write("/contact Please call me")
    assert "1. plan.pdf" in preview.text


async def test_the_receipt_is_a_new_message_with_the_first_line_and_how_the_leader_appears(at: Office) -> None:
    await at.leader.write("/contact Please call [me](https://x.example)\nabout the plan")
    await at.leader.press("Stay anonymous")
    (receipt,) = await at.leader.press("Send")
    assert "“Please call [me](https://x.example)”" in receipt.text
    assert "about the plan" not in receipt.text
    assert "The team sees it as from: somebody who stays anonymous" in receipt.text
    assert receipt.links == ()
    assert [one for one in at.leader.history() if "Send" in one.buttons] == []


async def test_after_an_anonymous_enquiry_the_next_one_starts_anonymous(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.press("Stay anonymous")
    await at.leader.press("Send")
    (direct,) = await at.leader.write("/contact Something else")
    assert "From: somebody who stays anonymous" in direct.text
    await at.leader.press("Show my name only")
    await at.leader.press("Send")
    (named,) = await at.leader.write("/contact A third thing")
    assert "From: Ada" in named.text


async def test_so_it_does_where_that_one_was_taken_back_or_never_sent(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.press("Stay anonymous")
    (receipt,) = await at.leader.press("Send")
    await at.leader.write(f"/withdraw {reference(receipt)}")
    (next_,) = await at.leader.write("/contact Something else")
    (replaced,) = await at.leader.write("/contact Something new")
    assert [one.text.count("stays anonymous") for one in (next_, replaced)] == [1, 1]


async def test_who_is_asked_for_the_trust_can_still_appear_otherwise(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    (asked,) = await at.leader.press("Show my name and trust")
    assert {"Show my name only", "Stay anonymous"} <= set(asked.buttons)
    (preview,) = await at.leader.press("Stay anonymous")
    assert "From: somebody who stays anonymous" in preview.text
