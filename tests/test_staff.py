"""The staff's side: cards, replies that surely arrive, and notes that never leave."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from telegram.error import TimedOut

from bot.library.folder import Snapshot
from tests.office import FORUM, GROUP, Office, heard, office
from tests.phone import Phone, refusing
from tests.telegram_server import Answer, Refusal

AGAIN = "(Sent again, because it is not known whether it arrived the first time.)"


@pytest.fixture
async def forum(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot, chat=FORUM) as found:
        yield found


def stored(at: Office) -> str:
    return str([row for name in at.store.columns() for row in at.store.rows(name)])


async def test_the_first_things_in_the_chat_are_a_how_to_and_the_board_both_pinned(at: Office) -> None:
    await at.staff.settle()
    board, howto = sorted(at.staff.history(), key=lambda seen: len(seen.text))
    assert (board.text, len(howto.text.splitlines())) == ("No enquiry is open.", 6)
    assert {board.message["message_id"], howto.message["message_id"]} == set(at.server.kept["pinned"])


async def test_a_reply_to_the_card_reaches_the_leader_and_has_its_sign(at: Office) -> None:
    await at.send("Please call me")
    assert await at.answer("Gladly: Monday at ten?", at.cards()[0]) == []
    assert at.staff.sent["reactions"] == ["👍"]
    assert at.leader.history()[-1].text.endswith("Gladly: Monday at ten?")


async def test_a_reply_to_a_later_message_reaches_the_leader_too(at: Office) -> None:
    await at.send("Please call me")
    await at.leader.reply("after three", at.leader.history()[-1].message)
    await at.answer("At four then", at.cards("after three")[0])
    assert at.leader.history()[-1].text.endswith("At four then")


async def test_notes_never_leave_and_are_not_stored(at: Office) -> None:
    await at.send("Please call me")
    at.server.refuse = refusing("setMessageReaction", [Refusal(400, "Bad Request: REACTION_INVALID")])
    (sign,) = await at.answer("Gladly", at.cards()[0])
    before = len(at.leader.history())
    await at.staff.write("a note among us")
    note = at.staff.sent
    await at.staff.reply("a note on a note", note)
    await at.staff.reply("a note on the sign", sign.message)
    await at.staff.reply("a note on the how-to", at.staff.history()[0].message)
    await at.staff.edit("a note changed")
    assert len(at.leader.history()) == before
    assert "a note" not in stored(at)


async def test_in_a_forum_each_enquiry_has_a_topic_and_chatter_in_it_stays(forum: Office) -> None:
    await forum.send("Please call me")
    (topic,) = forum.server.topics
    (card,) = forum.cards()
    service = forum.server.messages[FORUM, topic]
    await forum.staff.reply("chatter", service, message_thread_id=topic, is_topic_message=True)
    assert "chatter" not in str(heard(forum.leader)) + stored(forum)
    await forum.answer("Gladly", card)
    assert forum.leader.history()[-1].text.endswith("Gladly")


async def test_a_deleted_topic_is_made_anew_with_all_words(forum: Office) -> None:
    await forum.send("Please call me")
    (topic,) = forum.server.topics
    del forum.server.topics[topic]
    for key in [key for key, one in forum.server.messages.items() if key[0] == FORUM]:
        del forum.server.messages[key]
    await forum.leader.reply("after three", forum.leader.history()[-1].message)
    assert [len(forum.cards("Please call me")), len(forum.cards("after three"))] == [1, 1]
    await forum.answer("Gladly", forum.cards("Please")[0])
    assert forum.leader.history()[-1].text.endswith("Gladly")


async def test_a_deleted_card_comes_back_when_something_happens(at: Office) -> None:
    await at.send("Please call me")
    (card,) = at.cards()
    del at.server.messages[GROUP, card.message["message_id"]]
    await at.leader.reply("after three", at.leader.history()[-1].message)
    assert len(at.cards("Please call me")) == 1


async def test_a_note_that_may_stand_there_already_says_so(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await at.send("Please call me")
    carry_out = at.server.call
    lost: list[str] = []

    def without_an_answer(method: str, params: Mapping[str, Any]) -> Answer:
        answer = carry_out(method, params)
        if not lost and "Delivered." in params.get("text", ""):
            lost.append(method)
            raise TimedOut
        return answer

    monkeypatch.setattr(at.server, "call", without_an_answer)
    await at.answer("Gladly", at.cards()[0])
    first, again = await at.staff.edit("Gladly!")
    assert (first.text.startswith("Delivered."), again.text) == (True, f"{AGAIN}\n\n{first.text}")


async def test_who_has_blocked_the_bot_is_named_to_staff(at: Office) -> None:
    await at.send("Please call me")
    at.server.blocked.add(7)
    *_, told = await at.answer("Gladly", at.cards()[0])
    assert told.text.startswith("Not delivered")
    assert told.message["reply_to_message"]["text"] == "Gladly"


async def test_replies_are_in_order_and_edits_are_carried_over(at: Office) -> None:
    await at.send("Please call me")
    for words in ("One", "Two", "Three"):
        await at.answer(words, at.cards()[0])
    await at.staff.edit("Four")
    told = [one.text.rpartition("\n\n")[2] for one in at.leader.history()][-3:]
    assert told == ["One", "Two", "Four\n(edited)"]


async def test_files_are_carried_over_to_the_leader(at: Office) -> None:
    await at.send("Please send me the slides")
    document = {"file_id": "S1", "file_unique_id": "S1", "file_name": "slides.pdf"}
    await at.answer("", at.cards()[0], document=document, caption="Here they are")
    got = at.leader.history()[-1]
    assert got.message["document"]["file_id"] == "S1"
    assert got.text.endswith("Here they are")


async def test_what_cannot_be_passed_on_is_said(at: Office) -> None:
    await at.send("Please call me")
    (told,) = await at.answer("", at.cards()[0], location={"latitude": 1.0, "longitude": 1.0})
    assert told.text.startswith("Not sent")


async def test_claim_close_and_reopen_show_on_the_card(at: Office) -> None:
    await at.send("Please call me")
    await at.staff.press("Claim")
    assert "Claimed by Ada." in at.cards()[0].text
    await at.staff.press("Claimed (press to release)")
    assert "Claimed by" not in at.cards()[0].text
    await at.staff.press("Close")
    assert at.cards()[0].buttons == ("Reopen",)
    await at.staff.press("Reopen")
    await at.staff.press("Close")
    await at.answer("One more thing", at.cards()[0])
    assert at.leader.history()[-1].text.endswith("One more thing")
    assert "Answered and open." in at.cards()[0].text


async def test_the_list_is_oldest_first_with_age_and_who_has_it(at: Office) -> None:
    first = await at.send("Please call me")
    at.clock.pass_(days=2)
    second = await Office(
        at.assistant, at.server, at.clock, Phone(at.assistant, at.server, 9), at.staff, at.store
    ).send("And me please")
    (told,) = await at.staff.write("/enquiries")
    *_, heading, older, newer = told.text.splitlines()
    assert heading == "Waiting for a reply (2)"
    assert [line[3:8] for line in (older, newer)] == [first, second]
    assert ("2 days old" in older, "New today" in newer) == (True, True)


async def test_the_history_of_one_and_what_is_overdue(at: Office) -> None:
    ref = await at.send("Please call me")
    (none,) = await at.staff.write("/overdue")
    at.clock.pass_(days=5)
    (late,) = await at.staff.write("/overdue")
    await at.answer("Gladly", at.cards()[0])
    (history,) = await at.staff.write(f"/enquiry #{ref.lower()}")
    assert (none.text, ref in late.text) == ("No reply is overdue.", True)
    assert "leader: Please call me" in history.text
    assert "team: Gladly" in history.text


async def test_nothing_a_leader_writes_becomes_a_link_in_the_history(at: Office) -> None:
    ref = await at.send("Please see [nhs.uk](https://example.org/elsewhere)")
    (history,) = await at.staff.write(f"/enquiry {ref}")
    assert (history.links, "(nhs.uk)(https://example.org/elsewhere)" in history.text) == ((), True)


async def test_the_history_says_how_an_enquiry_ended(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.staff.press("Close")
    (closed,) = await at.staff.write(f"/enquiry {ref}")
    assert closed.text.startswith(f"#{ref}, An enquiry. 0 minutes old. Closed.")
    await at.leader.write(f"/withdraw {ref}")
    (gone,) = await at.staff.write(f"/enquiry {ref}")
    assert gone.text == f"#{ref}: taken back by its writer. The words are deleted."


async def test_the_lists_are_for_the_staff_chat_alone(at: Office) -> None:
    await at.send("Please call me")
    (told,) = await at.leader.write("/enquiries")
    assert told.text == "That works in the chat of the programme team only."


async def test_reminders_come_on_working_days_once_and_a_digest_on_mondays(at: Office) -> None:
    ref = await at.send("Please call me")
    told = []
    for _ in range(8):
        before = len(at.staff.history())
        await at.assistant.duties()
        await at.assistant.duties()
        await at.staff.settle()
        told.append([one.text for one in at.staff.history()[before:]])
        at.clock.pass_(days=1)
    kinds = [
        [[kind for kind in ("next working day", "Due today", "Overdue", "seven days") if kind in note] for note in day]
        for day in told
    ]
    late = [["Overdue"]]
    assert kinds == [[], [], [["next working day"]], [["Due today"]], late, [], [], [["Overdue", "seven days"]]]
    assert all(f"#{ref}" in note for day in told for note in day)


async def test_a_reply_to_an_orphan_is_not_sent_and_staff_are_pointed_to_the_full_card(at: Office) -> None:
    ref = await at.send("Please call me")
    orphan = at.server.add(
        {"chat": at.staff.chat, "from": at.cards()[0].message["from"], "text": f"#{ref}: an enquiry is arriving"}
    )
    (told,) = await at.staff.reply("Lost words", orphan)
    assert told.text.startswith("Not sent: that card is not linked")
    assert "Lost words" not in str(heard(at.leader)) + stored(at)


async def test_a_change_of_a_reply_is_not_lost_in_silence_when_the_enquiry_was_taken_back(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("On Monday", at.cards()[0])
    await at.leader.write("/withdraw")
    before = [*heard(at.leader), *await at.leader.press(at.leader.history()[-1].buttons[0])]
    (told,) = await at.staff.edit("On Tuesday")
    assert told.text == at.assistant.services.say("reply_gone")
    assert len(heard(at.leader)) == len(before)
    assert "On Tuesday" not in str(heard(at.leader)) + stored(at)


async def test_a_change_of_what_was_no_reply_is_not_passed_on_and_staff_are_told_to_reply(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("/contact you on Monday", at.cards()[0])
    (told,) = await at.staff.edit("We contact you on Monday")
    assert told.text == at.assistant.services.say("edit_not_sent")
    assert "on Monday" not in str(heard(at.leader)) + stored(at)


async def test_a_live_location_that_moves_is_told_of_once_at_most(at: Office) -> None:
    await at.send("Where do we meet?")
    place = {"latitude": 51.5, "longitude": -0.1, "live_period": 900, "horizontal_accuracy": 5.0}
    await at.answer("", at.cards()[0], location=place)
    for step in range(3):
        assert await at.staff.edit("", location={**place, "latitude": 51.5 + step}) == []
