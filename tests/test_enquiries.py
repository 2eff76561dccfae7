"""The leader's side: from the wish for a person to the receipt, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.enquiries.wishes import reason_named_in
from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import Clock, Office, heard, office, reference
from tests.phone import Phone
from tests.telegram_server import TelegramServer


async def test_an_enquiry_goes_from_reason_to_receipt_and_staff_see_what_the_preview_showed(at: Office) -> None:
    (asked,) = await at.leader.write("/contact")
    assert asked.buttons == ("1. A question about the programme", "2. A case study to share", "Cancel")
    (prompt,) = await at.leader.press("A question about the programme")
    assert prompt.text.startswith("What would you like to know?")
    (preview,) = await at.leader.write("May governors join the webinars?")
    assert {"Send", "Stay anonymous", "Show my name and trust", "Cancel"} <= set(preview.buttons)
    *_, receipt = await at.leader.press("Send")
    (card,) = at.cards("May governors")
    shown = preview.text.partition("\n\n")[2]
    assert card.text.startswith(shown)
    assert "From: Ada" in shown
    assert reference(receipt) == reference(card)
    assert "Thursday 26 November" in receipt.text


async def test_words_after_the_command_go_straight_to_the_preview(at: Office) -> None:
    (preview,) = await at.leader.write("/contact Please call me about the WRES")
    assert "Please call me about the WRES" in preview.text
    *_, receipt = await at.leader.write("send")
    assert at.cards("Please call me")[0].text.startswith(f"#{reference(receipt)}")


async def test_the_button_under_every_answer_leads_to_an_enquiry_and_the_question_goes_along_if_wanted(
    at: Office,
) -> None:
    await at.leader.write("What is the WRES?")
    await at.leader.press("Talk to a person")
    await at.leader.press("A question about the programme")
    (without,) = await at.leader.write("Which indicators matter most?")
    assert "What is the WRES?" not in without.text
    await at.leader.press("Add the question I asked before")
    with_ = at.leader.preview()
    await at.leader.press("Send")
    assert "Asked the assistant before: What is the WRES?" in with_.text
    assert len(at.cards("What is the WRES?")) == 1


async def test_a_case_study_is_asked_for_its_parts(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A case study to share")
    for words in ("Few were promoted.", "We changed the panels.", "More people were promoted since."):
        await at.leader.write(words)
    (preview,) = await at.leader.write("Yes, with our name.")
    parts = ["The problem:\nFew", "What was done:\nWe", "What has changed:\nMore", "Permission to share:\nYes"]
    assert all(part in preview.text for part in parts)


async def test_somebody_can_stay_anonymous_and_is_told_what_that_cannot_hide(at: Office) -> None:
    await at.leader.write("/contact A question about board papers")
    await at.leader.press("Stay anonymous")
    assert "can still show who you are" in at.leader.preview().text
    await at.leader.press("Send")
    (card,) = at.cards("board papers")
    assert "From: somebody who stays anonymous" in card.text
    assert "Ada" not in str([*at.store.rows("enquiry"), *at.store.rows("message")])


async def test_a_name_can_come_with_its_trust(at: Office) -> None:
    await at.leader.write("/contact Hello there")
    (asked,) = await at.leader.press("Show my name and trust")
    assert asked.text.startswith("Which trust")
    (preview,) = await at.leader.write("Leeds Teaching Hospitals")
    assert "From: Ada, Leeds Teaching Hospitals" in preview.text


async def test_files_follow_the_card(at: Office) -> None:
    await at.leader.write("/contact Our plan is attached")
    document = {"file_id": "D1", "file_unique_id": "D1", "file_name": "plan.pdf", "file_size": 10}
    photo = [{"file_id": "P1", "file_unique_id": "P1", "width": 1, "height": 1, "file_size": 5}]
    await at.leader.write("", document=document)
    await at.leader.write("", photo=photo, caption="and a picture")
    assert at.leader.preview().text.endswith("Files that follow: 2\n1. plan.pdf\n2. photo")
    await at.leader.press("Send")
    files = [one.message for one in at.staff.history() if {"document", "photo"} & one.message.keys()]
    assert [one.get("document", {}).get("file_id") or one["photo"][0]["file_id"] for one in files] == ["D1", "P1"]


async def test_a_preview_can_be_written_anew_or_thrown_away(at: Office) -> None:
    await at.leader.write("/contact First thoughts")
    await at.leader.press("Write it anew")
    (preview,) = await at.leader.write("Better thoughts")
    assert "First thoughts" not in preview.text
    (gone,) = await at.leader.press("Cancel")
    assert gone.text.startswith("The enquiry is thrown away")
    (answer,) = await at.leader.write("What is the WRES?")
    assert "WRES" in answer.text
    assert at.cards() == []


async def test_the_command_cancel_throws_the_draft_away(at: Office) -> None:
    await at.leader.write("/contact Half of it")
    (gone,) = await at.leader.write("/cancel")
    (nothing,) = await at.leader.write("/cancel")
    assert gone.text.startswith("The enquiry is thrown away")
    assert nothing.text.startswith("There is nothing left to cancel")


async def test_a_draft_survives_a_restart(team_snapshot: Snapshot, tmp_path: Path) -> None:
    server, clock = TelegramServer(), Clock()
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as before:
        await before.leader.write("/contact Half of it")
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as after:
        await after.leader.add("and the other half")
        assert "Half of it\n\nand the other half" in after.leader.preview().text
        *_, receipt = await after.leader.write("Send")
        assert receipt.text.startswith("Your enquiry is received")


async def test_after_an_hour_typed_text_is_a_question_again(at: Office) -> None:
    await at.leader.write("/contact Half of it")
    at.clock.pass_(minutes=61)
    (answer,) = await at.leader.write("What is the WRES?")
    assert "WRES" in answer.text
    (gone,) = await at.leader.press("Send")
    assert gone.text.startswith("That enquiry is not open for changes")


async def test_the_same_words_within_ten_minutes_are_the_same_enquiry(at: Office) -> None:
    first = await at.send("Please call me")
    second = await at.send("please  CALL me")
    at.clock.pass_(minutes=11)
    third = await at.send("Please call me")
    assert (first == second, first == third, len(at.cards("all me"))) == (True, False, 2)


async def test_send_pressed_twice_sends_once(at: Office) -> None:
    (preview,) = await at.leader.write("/contact Please call me")
    data = next(
        row[0]["callback_data"]
        for row in preview.message["reply_markup"]["inline_keyboard"]
        if row[0]["text"] == "Send"
    )
    await at.leader.press_data(data, preview.message)
    await at.leader.press_data(data, preview.message)
    assert len(at.cards("Please call me")) == 1


async def test_a_reply_to_the_receipt_is_added(at: Office) -> None:
    ref = await at.send("Please call me")
    receipt = at.leader.history()[-1]
    (added,) = await at.leader.reply("after three, please", receipt.message)
    assert added.text == f"Added to #{ref}."
    assert [ref in one.text for one in at.cards("after three")] == [True]


async def test_a_question_can_be_added_by_the_button_under_its_answer(at: Office) -> None:
    ref = await at.send("Please call me")
    (answer,) = await at.leader.write("What is the WRES?")
    assert f"Add to #{ref}" in answer.buttons
    (added,) = await at.leader.press(f"Add to #{ref}")
    assert (added.text, len(at.cards("What is the WRES?"))) == (f"Added to #{ref}.", 1)


async def test_other_words_are_questions_also_while_an_enquiry_is_open(at: Office) -> None:
    await at.send("Please call me")
    (answer,) = await at.leader.write("What is the WRES?")
    assert "WRES" in answer.text
    assert at.cards("What is the WRES?") == []


async def test_an_edit_reaches_the_draft_and_later_the_card(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    await at.leader.write("Call me on Mnday")
    await at.leader.edit("Call me on Monday")
    assert "Monday" in at.leader.preview().text
    own = at.leader.sent
    await at.leader.press("Send")
    at.leader.sent = own
    await at.leader.edit("Call me on Tuesday")
    assert ["Tuesday\n(edited)" in one.text for one in at.cards()] == [True]


async def test_status_tells_how_each_stands(at: Office) -> None:
    (none,) = await at.leader.write("/status")
    ref = await at.send("Please call me")
    (told,) = await at.leader.write("/status")
    assert none.text.startswith("You have no enquiries")
    assert f"#{ref} (“Please call me”): received Monday 23 November." in told.text


async def test_what_is_withdrawn_is_gone_from_the_card_and_the_database(at: Office) -> None:
    ref = await at.send("Please send me the report")
    await at.leader.write("/withdraw")
    (told,) = await at.leader.press(f"Take back #{ref}")
    assert told.text.startswith(f"Enquiry #{ref} is taken back")
    assert at.cards("send me") == []
    assert [one.text for one in at.cards(ref)] == [f"#{ref}: taken back by its writer. The words are deleted."]
    assert list(at.store.rows("message")) == []
    (refused,) = await at.answer("Too late", at.cards(ref)[0])
    assert refused.text.startswith("Not sent")


async def test_buttons_shown_while_an_enquiry_is_written_can_be_typed_and_are_no_part_of_it(at: Office) -> None:
    ref = await at.send("First of all")
    await at.leader.write("/contact Please call me")
    await at.leader.write("/withdraw")
    (taken,) = await at.leader.write(f"Take back #{ref}")
    assert taken.text.startswith(f"Enquiry #{ref} is taken back.")
    await at.leader.write("/resources")
    (shelf,) = await at.leader.write("2")
    assert "1. " in shelf.buttons[0]
    await at.leader.write("/forget")
    (kept,) = await at.leader.write("Keep it")
    assert kept.text == "Nothing was deleted."
    await at.leader.press("Send")
    assert at.cards("Please call me")[0].text.partition("Please call me")[2].startswith("\n\nWaits")


async def test_numbers_shown_before_an_enquiry_are_words_in_it(at: Office) -> None:
    await at.leader.write("/resources")
    await at.leader.write("/contact Please call me, and this many of us")
    await at.leader.add("4")
    assert at.leader.preview().text.endswith("this many of us\n\n4")


async def test_words_after_the_command_may_stand_on_a_line_of_their_own_and_be_edited(at: Office) -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 8}]
    (preview,) = await at.leader.write("/contact\nPlease cal me", entities=entities)
    assert preview.text.endswith("Please cal me")
    await at.leader.edit("/contact Please call me")
    await at.leader.edit("/contact")
    await at.leader.press("Send")
    assert [one.text.splitlines()[4] for one in at.cards()] == ["Please call me"]
    await at.leader.edit("/contact Please call me soon")
    assert [one.text.splitlines()[4] for one in at.cards()] == ["Please call me soon"]


async def test_an_edited_question_goes_along_as_it_reads_now(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.leader.write("What would Ada Smith say the WRES is?")
    await at.leader.edit("What is the WRES?")
    await at.leader.press(f"Add to #{ref}")
    assert [one for one in heard(at.staff) if "Ada Smith" in one] == []
    assert any("What is the WRES?" in one for one in heard(at.staff))


async def test_a_file_sent_where_the_trust_is_asked_for_is_kept(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    await at.leader.press("Show my name and trust")
    (asked,) = await at.leader.send("plan.pdf", b"%PDF")
    assert asked.text.endswith("Which trust or organisation are you from?")
    (preview,) = await at.leader.write("Anytown")
    assert [line for line in ("From: Ada, Anytown", "Files that follow: 1") if line not in preview.text] == []


async def test_nobody_adds_to_or_withdraws_anothers_enquiry(at: Office) -> None:
    ref = await at.send("Please call me")
    other = Phone(at.assistant, at.server, person=9)
    (refused,) = await other.write(f"/withdraw {ref}")
    (forged,) = await other.press_data(f"send:{ref}", other.history()[-1].message)
    assert forged.text == refused.text
    assert refused.text.startswith("That enquiry is not open")
    assert len(at.cards("Please call me")) == 1


async def test_without_anybody_to_receive_it_there_is_the_published_route(team_snapshot: Snapshot) -> None:
    async with office(team_snapshot, staff_chat=None) as at:
        (told,) = await at.leader.write("/contact Please call me")
        (help_,) = await at.leader.write("/help")
    assert "team@example.org" in told.text
    assert "/status" not in help_.text


async def test_long_words_arrive_whole(at: Office) -> None:
    words = [f"word{number}" for number in range(900)]
    await at.send(" ".join(words[:400]))
    await at.leader.reply(" ".join(words[400:]), at.leader.history()[-1].message)
    told = " ".join(heard(at.staff)).split()
    assert [word for word in words if told.count(word) != 1] == []


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("We have a case study to share", "case-study"),
        ("our CASE STUDIES", "case-study"),
        ("can I send case-studies to you", "case-study"),
        ("which resource is for governors", None),
        ("a study of a case", None),
        ("", None),
    ],
)
def test_a_question_says_for_which_reason_somebody_writes(snapshot: Snapshot, typed: str, reason: str | None) -> None:
    assert reason_named_in(typed, snapshot.knowledge.contact) == reason
