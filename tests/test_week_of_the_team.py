"""A week of the team, as one story: two colleagues in a forum, a leader who asks and answers, a restart on the way."""

from __future__ import annotations

from pathlib import Path

from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import FORUM, Clock, Office, heard, office
from tests.phone import Phone
from tests.telegram_server import Json, TelegramServer

WORDS = "Could somebody speak to our board about the ethnicity pay gap?"
ENDS = "Thank you, that is all we need."


def colleague(at: Office) -> Phone:
    return Phone(at.assistant, at.server, person=9, chat=at.staff.chat, name="Bea")


def topic(at: Office) -> Json:
    """Where a message in the one topic stands."""
    (number,) = at.server.topics
    opened = at.server.messages[FORUM, number]
    return {"message_thread_id": number, "is_topic_message": True, "reply_to_message": opened}


def board(at: Office) -> str:
    """What the pinned board says now."""
    (shown,) = [one.text for one in at.staff.history() if one.text.startswith(("Open enquiries", "No enquiry"))]
    return shown


async def a_minute_later(at: Office, **time: float) -> list[str]:
    """Let time pass; what staff are sent then."""
    at.clock.pass_(**(time or {"minutes": 1}))
    before = len(heard(at.staff))
    await at.assistant.duties()
    await at.staff.settle()
    return heard(at.staff)[before:]


async def test_a_week_of_the_team(team_snapshot: Snapshot, tmp_path: Path) -> None:
    server, clock, path = TelegramServer(), Clock(), tmp_path / "week.db"

    async with office(team_snapshot, chat=FORUM, server=server, clock=clock, store=Store.open(path)) as at:
        ref = await before_the_restart(at)
    async with office(team_snapshot, chat=FORUM, server=server, clock=clock, store=Store.open(path)) as at:
        await after_the_restart(at, ref)


async def before_the_restart(at: Office) -> str:
    """Monday and Tuesday; the reference of the enquiry."""
    ada, bea = at.staff, colleague(at)

    # Monday: a leader is answered, and writes to the team all the same. The board shows it, a topic is called after it.
    (answer,) = await at.leader.write("What is the ethnicity pay gap?")
    assert answer.text.startswith("Ethnicity pay gap")
    await a_minute_later(at)
    assert board(at) == "No enquiry is open."
    ref = await at.send(WORDS)
    assert list(at.server.topics.values()) == ["Ada: Ethnicity pay gap"]
    await a_minute_later(at)
    assert "Waiting for a reply (1)" in board(at)
    assert WORDS[:40] in board(at)

    # Bea claims it. Her colleague writes into the topic, and is told before the leader waits for words that never come.
    await bea.press("Claim")
    await a_minute_later(at)
    assert "Claimed by Bea." in at.cards(WORDS)[0].text
    assert "Claimed by Bea." in board(at)
    (notice,) = await ada.write("Would 14 March suit you?", **topic(at))
    assert (notice.text, notice.buttons) == ("Only staff see this.", ("Send it to Ada",))
    assert "14 March" not in str(heard(at.leader))
    assert "14 March" not in str(at.store.rows("message"))

    # Tuesday: a saved reply says that an answer will come, with the leader's name in it, and nothing else is promised.
    at.clock.pass_(days=1)
    await bea.press("Saved replies")
    (preview,) = await bea.press("Received")
    assert "Dear Ada\n\nThank you for #" in preview.text
    await bea.press("Send")
    received = at.leader.history()[-1]
    assert f"Thank you for #{ref}. An answer will come by Thursday 26 November." in received.text
    return ref


async def after_the_restart(at: Office, ref: str) -> None:
    """Wednesday to Friday, in a process that remembers nothing but its store."""
    bea = colleague(at)

    # Wednesday: the leader answers the message of before, and nobody has to be told where that belongs.
    at.clock.pass_(days=1)
    received = at.leader.history()[-1]
    await at.leader.reply("On the 14th, at ten?", received.message)
    await a_minute_later(at)
    (later,) = at.cards("On the 14th")
    assert later.message["message_thread_id"] in at.server.topics
    assert "Waiting for a reply (1)" in board(at)

    # Bea replies to that message. A thumb says that it arrived; it is put off until the talk is sure.
    await bea.reply("Gladly: the 14th at ten.", later.message)
    assert at.leader.history()[-1].text.endswith("Gladly: the 14th at ten.")
    assert bea.sent["reactions"] == ["👍"]
    (told,) = await bea.write("/snooze Friday", **topic(at))
    assert told.text == f"#{ref} is put off until Friday 27 November. I remind you that morning."
    await a_minute_later(at)
    assert "Answered and open (1)" in board(at)
    assert "Put off until Friday 27 November." in board(at)

    # Thursday is quiet. Friday has one message, outside the topics, and the board is no longer put off.
    assert await a_minute_later(at, days=1) == []
    (morning,) = await a_minute_later(at, days=1)
    assert f"#{ref} was put off until today." in morning
    await a_minute_later(at)
    assert "Put off" not in board(at)

    # It is closed: its topic too, the board is empty, and a last word of the leader's still comes.
    await bea.press("Close")
    await a_minute_later(at)
    assert (at.server.closed, board(at)) == (set(at.server.topics), "No enquiry is open.")
    await at.leader.reply(ENDS, at.leader.history()[-1].message)
    await a_minute_later(at)
    assert at.cards(ENDS)
    assert at.server.closed == set()
    assert len(at.cards(WORDS)) == 1, "nothing stands twice"
