"""Between the team's message and the leader's answer, in chats, and how an enquiry ends for its writer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import Clock, Office, heard, office
from tests.phone import Seen
from tests.telegram_server import TelegramServer

ANSWERS = (
    "14 March, about 25 governors",
    "That works for me",
    "who will be coming?",
    "can we do it online instead?",
    "Tuesday at 3 would be best",
    "We are 25 governors and two directors",
    "yes please",
    "thank you, see you then",
    "does it cost anything?",
)


async def asked(at: Office) -> str:
    """The team asks something; the reference."""
    ref = await at.send("Please come to our board")
    await at.answer("Gladly. When, and how many are you?", at.cards()[-1])
    return ref


async def test_what_is_no_clear_question_reaches_staff_with_one_tap(at: Office) -> None:
    ref = await asked(at)
    for text in ANSWERS:
        (offer,) = await at.leader.write(text)
        assert offer.buttons[0] == f"Send this to the team (#{ref})", text
        assert offer.text.startswith("The team has not got this yet."), text
        await at.leader.press(offer.buttons[0])
        assert len(at.cards(text)) == 1, text


async def test_a_clear_question_is_answered_and_can_be_sent_too(at: Office) -> None:
    ref = await asked(at)
    for text in ("What is the WRES?", "do you have a podcast on allyship", "podcasts on allyship please"):
        (answer,) = await at.leader.write(text)
        assert not answer.text.startswith("The team has not got this"), text
        assert answer.buttons[-1] == f"Send this to the team (#{ref})", text


async def test_two_days_later_it_is_a_question_again(at: Office) -> None:
    ref = await asked(at)
    at.clock.pass_(hours=49)
    (answer,) = await at.leader.write("That works for me")
    assert f"Send this to the team (#{ref})" not in answer.buttons


async def test_a_file_that_the_team_has_asked_for_is_offered_too(at: Office) -> None:
    ref = await asked(at)
    (offer,) = await at.leader.send("plan.pdf", b"%PDF")
    assert offer.buttons == (f"Send this to the team (#{ref})",)
    await at.leader.press(offer.buttons[0])
    assert [one for one in at.staff.history() if "document" in one.message]


async def test_harm_that_is_told_after_a_reply_gets_care_and_its_writer_decides(at: Office) -> None:
    await asked(at)
    support, _ = await at.leader.write("my manager called me a racist name in front of everyone")
    assert "Call 999" in support.text
    assert at.cards("racist name") == []
    await at.leader.press("Put it into my enquiry")
    assert len(at.cards("racist name")) == 1


async def test_each_message_of_the_team_has_reply_which_opens_the_field(at: Office) -> None:
    ref = await asked(at)
    shown = at.leader.history()[-1]
    assert shown.buttons == ("Reply",)
    (field,) = await at.leader.press("Reply")
    assert '"force_reply": true' in str(at.server.called("sendMessage")[-1]["reply_markup"]).casefold()
    (added,) = await at.leader.reply("14 March", field.message)
    assert added.text == f"Added to #{ref}."
    (card,) = at.cards("14 March")
    assert "In answer to “Gladly. When, and how many are you?”" in card.text


async def test_the_word_reply_does_it_too(at: Office) -> None:
    ref = await asked(at)
    (field,) = await at.leader.write("reply")
    assert field.text.startswith(f"Write your answer about #{ref} to the team now.")


async def test_a_file_of_the_team_has_it_too_and_a_change_of_theirs_keeps_it(at: Office) -> None:
    await asked(at)
    await at.staff.edit("Gladly. On which day?")
    assert at.leader.history()[-1].buttons == ("Reply",)
    await at.staff.send("agenda.pdf", b"%PDF", reply_to_message=at.cards()[0].message)
    assert at.leader.history()[-1].buttons == ("Reply",)


async def test_sending_and_replying_outlive_a_restart(team_snapshot: Snapshot, tmp_path: Path) -> None:
    server, clock = TelegramServer(), Clock()
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as before:
        ref = await asked(before)
        await before.leader.write("14 March, about 25 governors")
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as after:
        await after.leader.press(f"Send this to the team (#{ref})")
        assert len(after.cards("14 March, about 25 governors")) == 1
        (field,) = await after.leader.press("Reply")
        await after.leader.reply("In the afternoon", field.message)
        assert len(after.cards("In the afternoon")) == 1


async def test_a_reply_to_ones_own_sent_words_reaches_the_same_enquiry(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    own = at.leader.sent
    *_, receipt = await at.leader.press("Send")
    await at.leader.reply("after three", own)
    assert len(at.cards("after three")) == 1
    later = at.leader.sent
    await at.leader.reply("or after five", later)
    assert len(at.cards("or after five")) == 1
    assert receipt.text.startswith("Your enquiry is received")


# How it stands.


async def status(at: Office) -> str:
    (told,) = await at.leader.write("/status")
    return told.text


async def test_the_status_says_where_an_enquiry_stands(at: Office) -> None:
    ref = await at.send("Please call me")
    there = await status(at)
    assert f"#{ref} (“Please call me”): received Monday 23 November. It is in the team's chat." in there
    assert there.count("A reply is due by Thursday 26 November.") == 1
    await at.staff.press("Claim")
    assert "The team has seen it. A reply is due by Thursday 26 November." in await status(at)
    at.clock.pass_(days=4)
    await at.assistant.duties()
    late = await status(at)
    assert "A reply was due by Thursday 26 November, so it is late. The team was reminded today." in late
    at.clock.pass_(days=1)
    await at.assistant.duties()
    assert "The team was last reminded on Friday 27 November." in await status(at)
    await at.answer("Sorry: gladly", at.cards()[0])
    assert "The team has answered it." in await status(at)


async def test_where_no_time_is_promised_there_is_no_date(team_snapshot: Snapshot) -> None:
    knowledge = team_snapshot.knowledge
    undated = replace(knowledge, contact=replace(knowledge.contact, promised_reply_days=None))
    async with office(replace(team_snapshot, knowledge=undated)) as at:
        await at.send("Please call me")
        assert "No time is promised for a reply." in at.leader.history()[-1].text
        assert "No time is promised for a reply." in await status(at)


async def test_the_receipt_says_the_one_way_in_which_the_reply_comes(at: Office) -> None:
    await at.send("Please call me")
    receipt = at.leader.history()[-1].text
    assert "It comes into this chat." in receipt
    assert "address" not in receipt


# How it ends.


async def closed(at: Office) -> tuple[str, Seen]:
    ref = await asked(at)
    await at.staff.press("Close")
    return ref, at.leader.history()[-1]


async def test_the_leader_is_told_of_the_end_once_and_asked_whether_it_helped(at: Office) -> None:
    ref, told = await closed(at)
    assert told.text == f"The team has closed your enquiry #{ref}. Did this help?"
    assert told.buttons == ("Yes", "Partly", "No", "Open it again")
    before = len(at.leader.history())
    await at.staff.press_data(f"close:{ref}", at.cards()[0].message)
    assert len(at.leader.history()) == before


@pytest.mark.parametrize(("label", "shown"), [("Yes", "it helped."), ("Partly", "partly."), ("No", "did not help.")])
async def test_the_answer_is_kept_counted_and_shown_to_staff(at: Office, label: str, shown: str) -> None:
    ref, told = await closed(at)
    (thanks,) = await at.leader.press(label)
    assert ("Open it again" in thanks.buttons) == (label != "Yes")
    assert at.cards()[0].text.endswith(shown)
    await at.leader.press_data(f"helped:{ref}:{label.lower()}", told.message)
    counted = [one for one in at.store.rows("tally") if one["kind"] == "closed"]
    assert [(one["key"], one["count"]) for one in counted] == [(label.lower(), 1)]
    (held,) = await at.leader.write("/mydata")
    assert f"Whether it helped, as you said: {label}" in held.text


async def test_it_can_be_opened_again_by_its_button_or_a_reply(at: Office) -> None:
    ref, told = await closed(at)
    (open_,) = await at.leader.press("Open it again")
    assert open_.buttons == ("Reply",)
    assert any(one == f"The leader of #{ref} has opened it again." for one in heard(at.staff))
    assert "waits for a reply" in at.cards()[0].text.casefold()
    await at.staff.press("Close")
    await at.leader.reply("One more thing", told.message)
    assert "waits for a reply" in at.cards()[0].text.casefold()


async def test_nobody_judges_or_opens_anothers(at: Office) -> None:
    ref, _ = await closed(at)
    other = type(at.leader)(at.assistant, at.server, person=9)
    await other.write("/status")
    for data in (f"helped:{ref}:no", f"again:{ref}", f"reply:{ref}:1"):
        (refused,) = await other.press_data(data, other.history()[-1].message)
        assert refused.text.startswith("That enquiry is not open")
    assert next(iter(at.store.rows("enquiry")))["helped"] is None


async def test_before_an_unanswered_one_is_deleted_its_writer_is_told_and_can_keep_it(at: Office) -> None:
    ref = await at.send("Please call me")
    at.clock.pass_(days=81)
    await at.assistant.duties()
    await at.leader.settle()
    told = at.leader.history()[-1]
    assert told.text.startswith(f"Nobody has answered your enquiry #{ref} yet.")
    assert told.buttons == ("Reply",)
    await at.assistant.duties()
    assert at.leader.history()[-1] == told
    await at.leader.reply("I still need it", told.message)
    at.clock.pass_(days=20)
    await at.assistant.duties()
    assert ref in await status(at)


# Away and back.


async def blocked(at: Office, *, now: bool) -> None:
    """The leader blocks the assistant, or lets it in again."""
    old, new = ("member", "kicked") if now else ("kicked", "member")
    member = {"user": {"id": 42, "is_bot": True, "first_name": "A"}}
    (at.server.blocked.add if now else at.server.blocked.discard)(at.leader.person)
    await at.leader.update(
        my_chat_member={
            "chat": at.leader.chat, "from": at.leader.user, "date": 1_795_000_000,
            "old_chat_member": {**member, "status": old, "until_date": 0},
            "new_chat_member": {**member, "status": new, "until_date": 0},
        }
    )  # fmt: skip


async def test_who_is_back_is_offered_what_could_not_be_delivered(at: Office) -> None:
    await at.send("Please call me")
    await blocked(at, now=True)
    await at.answer("Gladly: Monday?", at.cards()[0])
    await at.answer("Or Tuesday?", at.cards()[0])
    assert any(one.startswith("Not delivered") for one in heard(at.staff))
    await blocked(at, now=False)
    offer = at.leader.history()[-1]
    assert "Messages that you have not got: 2." in offer.text
    await at.leader.press("Show them")
    first, second = at.leader.history()[-2:]
    assert first.text.endswith("Gladly: Monday?")
    assert second.text.endswith("Or Tuesday?")
    assert sum(one.get("reactions") == ["👍"] for one in at.server.messages.values()) == 2
    assert await at.leader.press("Show them") != []
    assert sum(one.endswith("Gladly: Monday?") for one in heard(at.leader)) == 1


async def test_who_has_missed_nothing_is_told_nothing(at: Office) -> None:
    await asked(at)
    before = len(at.leader.history())
    await blocked(at, now=True)
    await blocked(at, now=False)
    assert len(at.leader.history()) == before
