"""What staff say among themselves stays there; where it looks like an answer they are told, and one press sends it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from bot.library.folder import Snapshot
from bot.store.store import Store
from bot.teamwork.notes import reads_like_answer
from tests.office import FORUM, Clock, Office, heard, office
from tests.phone import Phone, Seen, refusing
from tests.telegram_server import Json, Refusal, TelegramServer

EXAMPLES = yaml.safe_load((Path(__file__).parent / "messages" / "staff_notes.yaml").read_text("utf-8"))
NOTICE = "Only staff see this."
GONE = "Not sent: Telegram does not show me that message any more. Please send it as a reply to the card."


@pytest.fixture
async def forum(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot, chat=FORUM) as found:
        yield found


def in_topic(at: Office) -> Json:
    """What a message in the topic of the newest enquiry says of where it stands."""
    topic = max(at.server.topics)
    opened = at.server.messages[FORUM, topic]
    return {"message_thread_id": topic, "is_topic_message": True, "reply_to_message": opened}


def offered(seen: list[Seen]) -> tuple[str, tuple[str, ...]]:
    """The one notice that came."""
    (told,) = seen
    return told.text, told.buttons


def colleague(at: Office) -> Phone:
    return Phone(at.assistant, at.server, 9, at.staff.chat, "Bea")


def stored(at: Office) -> str:
    return str([row for name in at.store.columns() for row in at.store.rows(name)])


def shares(kind: str, *, unseen: bool = False) -> float:
    words = (EXAMPLES["unseen"] if unseen else EXAMPLES)[kind]
    return sum(reads_like_answer(one, "Amara Okafor") for one in words) / len(words)


def test_what_reads_like_an_answer_is_noticed_and_seldom_anything_else() -> None:
    assert (shares("answers"), shares("answers", unseen=True)) >= (1.0, 0.9)
    assert shares("notes") <= 0.25
    assert shares("notes", unseen=True) <= 0.5


async def test_an_answer_typed_into_a_topic_is_offered_and_sent_by_one_press(forum: Office) -> None:
    await forum.send("Could somebody speak to our board?")
    told = await forum.staff.write("Hello Ada, would 14 March suit you?", **in_topic(forum))
    assert offered(told) == (NOTICE, ("Send it to Ada",))
    assert told[0].message["message_thread_id"] == max(forum.server.topics)
    assert "14 March" not in stored(forum) + str(heard(forum.leader))
    assert await forum.staff.press("Send it to Ada") == []
    assert forum.leader.history()[-1].text.endswith("Hello Ada, would 14 March suit you?")
    notice = forum.staff.history()[-1]
    assert (notice.text, notice.buttons) == ("Sent to Ada.", ())
    assert forum.staff.sent["reactions"] == ["👍"]
    await forum.leader.reply("It does", forum.leader.history()[-1].message)
    assert "“Hello Ada, would 14 March suit you?”" in forum.cards("It does")[0].text


async def test_two_presses_send_once_and_a_change_of_the_words_is_carried_over(forum: Office) -> None:
    await forum.send("Could somebody speak to our board?")
    (notice,) = await forum.staff.write("Would 14 March suit you?", **in_topic(forum))
    for member in (forum.staff, colleague(forum)):
        await member.press_data(f"tell:{forum.cards()[0].text[1:6]}", notice.message)
    await forum.staff.edit("Would 15 March suit you?")
    answers = [one for one in heard(forum.leader) if "March" in one]
    assert [one.rpartition("\n\n")[2] for one in answers] == ["Would 15 March suit you?\n(edited)"]


async def test_the_leader_who_stays_anonymous_is_called_so(forum: Office) -> None:
    await forum.leader.write("/contact Could somebody call me?")
    await forum.leader.press("Stay anonymous")
    await forum.leader.press("Send")
    told = await forum.staff.write("When can we call you?", **in_topic(forum))
    assert offered(told) == (NOTICE, ("Send it to the leader",))


async def test_each_member_is_told_once_a_day_whatever_they_say(forum: Office) -> None:
    await forum.send("Could somebody speak to our board?")
    bea = colleague(forum)
    counts = []
    for day in range(2):
        members = (forum.staff, forum.staff, bea)
        counts += [(day, len(await member.write("ok", **in_topic(forum)))) for member in members]
        forum.clock.pass_(days=1)
    assert counts == [(0, 1), (0, 0), (0, 1), (1, 1), (1, 0), (1, 1)]


async def test_a_reply_to_ones_own_reply_or_to_a_sign_is_a_note_about_that_leader(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("Gladly", at.cards()[0])
    reply = at.staff.sent
    told = await at.staff.reply("And which number is yours?", reply)
    assert offered(told) == (NOTICE, ("Send it to Ada",))
    again = await at.staff.reply("Which number is yours, I mean?", told[0].message)
    assert offered(again) == (NOTICE, ("Send it to Ada",))
    await at.staff.press("Send it to Ada")
    assert at.leader.history()[-1].text.endswith("Which number is yours, I mean?")
    assert not any("And which" in one for one in heard(at.leader))


async def test_what_answers_a_colleague_is_for_the_colleague(forum: Office) -> None:
    await forum.send("Could somebody speak to our board?")
    bea, where = colleague(forum), in_topic(forum)
    await bea.write("ok", **where)
    await forum.staff.write("Mine", **where)
    spoken = await bea.write("Will you do it?", **{**where, "reply_to_message": forum.staff.sent})
    named = await bea.write("Ada, gladly.", **{**where, "reply_to_message": forum.staff.sent})
    assert (spoken, offered(named)) == ([], (NOTICE, ("Send it to Ada",)))


async def test_talk_outside_topics_and_replies_is_nobodys_business(at: Office) -> None:
    await at.send("Please call me")
    assert await at.staff.write("Hello, would you like tea?") == []
    howto = at.staff.history()[0].message
    assert await at.staff.reply("Hello, would you like tea?", howto) == []


async def test_a_press_works_after_a_restart(team_snapshot: Snapshot, tmp_path: Path) -> None:
    server, clock, path = TelegramServer(), Clock(), tmp_path / "a.db"
    async with office(team_snapshot, chat=FORUM, server=server, clock=clock, store=Store.open(path)) as before:
        await before.send("Could somebody speak to our board?")
        await before.staff.write("Would 14 March suit you?", **in_topic(before))
    async with office(team_snapshot, chat=FORUM, server=server, clock=clock, store=Store.open(path)) as after:
        await after.staff.press("Send it to Ada")
        assert after.leader.history()[-1].text.endswith("Would 14 March suit you?")


async def test_a_note_that_was_deleted_is_not_sent_and_staff_are_told_how_to(forum: Office) -> None:
    await forum.send("Could somebody speak to our board?")
    (notice,) = await forum.staff.write("Would 14 March suit you?", **in_topic(forum))
    without = {name: value for name, value in notice.message.items() if name != "reply_to_message"}
    await forum.staff.press_data(f"tell:{forum.cards()[0].text[1:6]}", without)
    assert (forum.staff.history()[-1].text, "March" in str(heard(forum.leader))) == (GONE, False)


async def test_the_name_on_the_button_goes_with_the_enquiry(forum: Office) -> None:
    ref = await forum.send("Could somebody speak to our board?")
    (notice,) = await forum.staff.write("Would 14 March suit you?", **in_topic(forum))
    await forum.leader.write(f"/withdraw {ref}")
    assert "Send it to Ada" not in str(forum.staff.history())
    (over,) = await forum.staff.press_data(f"tell:{ref}", notice.message)
    assert over.text.startswith("That enquiry was taken back")
    assert "March" not in str(heard(forum.leader))


@pytest.mark.parametrize("refusal", [Refusal(400, "Bad Request: REACTION_INVALID"), Refusal(404, "Not Found")])
async def test_where_no_reaction_can_be_set_a_sentence_says_that_it_arrived(at: Office, refusal: Refusal) -> None:
    ref = await at.send("Please call me")
    at.server.refuse = refusing("setMessageReaction", [refusal])
    (sign,) = await at.answer("Gladly", at.cards()[0])
    assert sign.text == f"Delivered. The leader of #{ref} has your reply."
    assert await at.answer("At ten", at.cards()[0]) == []
    assert at.staff.sent["reactions"] == ["👍"]


async def test_a_network_that_fails_is_tried_again(at: Office) -> None:
    await at.send("Please call me")
    at.server.refuse = refusing("setMessageReaction", [Refusal(502, "Bad Gateway")])
    assert await at.answer("Gladly", at.cards()[0]) == []
    assert at.staff.sent["reactions"] == ["👍"]
