"""An enquiry is given to a colleague, put off until a day, or goes on in another of the same leader."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.library.folder import Snapshot
from bot.workdays import day_in
from tests.office import FORUM, Office, heard, office
from tests.phone import Phone

MONDAY = date(2026, 11, 23)


@pytest.fixture
async def forum(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot, chat=FORUM) as found:
        yield found


async def morning(at: Office, **later: float) -> list[str]:
    """What staff read once so much time has passed."""
    at.clock.pass_(**later)
    before = len(at.staff.history())
    await at.assistant.duties()
    await at.staff.settle()
    return heard(at.staff)[before:]


async def test_an_enquiry_is_given_to_a_colleague_in_its_topic(forum: Office) -> None:
    ref = await forum.send("Please call me")
    where = {"message_thread_id": max(forum.server.topics), "is_topic_message": True}
    (told,) = await forum.staff.write("/assign Bea Jones", **where)
    assert told.text == f"#{ref} is with Bea Jones now."
    assert "Claimed by Bea Jones." in forum.cards()[0].text


async def test_or_by_a_reply_to_the_card_or_its_reference(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.answer("/assign Bea", at.cards()[0])
    assert "Claimed by Bea." in at.cards()[0].text
    await at.staff.write(f"/assign #{ref.lower()} Cy")
    assert "Claimed by Cy." in at.cards()[0].text


@pytest.mark.parametrize("command", ["/assign Bea", "/snooze Friday", "/assign", "/snooze"])
async def test_a_command_that_names_no_enquiry_is_told_how_to(at: Office, command: str) -> None:
    await at.send("Please call me")
    (told,) = await at.staff.write(command)
    assert told.text.startswith("Send that in the enquiry's topic, as a reply to its card, or with its reference")


async def test_a_command_that_names_nobody_and_no_day_is_told_so(at: Office) -> None:
    await at.send("Please call me")
    texts = [(await at.answer(command, at.cards()[0]))[-1].text for command in ("/assign", "/snooze", "/snooze later")]
    assert [one.partition(",")[0] for one in texts] == [
        "Send the name of your colleague too", "Send the day too", "Send the day too",
    ]  # fmt: skip


async def test_what_is_put_off_is_told_again_that_morning_and_its_claim_stays(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.answer("/assign Bea", at.cards()[0])
    (told,) = await at.answer("/snooze Friday", at.cards()[0])
    assert told.text == f"#{ref} is put off until Friday 27 November. I remind you that morning."
    assert "Claimed by Bea. Put off until Friday 27 November." in at.cards()[0].text
    thursday = await morning(at, days=3)
    assert not any("put off" in one or "lapsed" in one for one in thursday)
    assert "Put off until Friday 27 November." in heard(at.staff)[1], "the board says so too"
    (friday,) = await morning(at, days=1)
    assert f"Bea: #{ref} was put off until today." in friday
    assert "Put off" not in at.cards()[0].text
    assert "Claimed by Bea." in at.cards()[0].text


async def test_two_enquiries_of_one_leader_go_on_as_one(at: Office) -> None:
    first = await at.send("Please call me")
    receipt = at.leader.history()[-1].message
    second = await at.send("And please send the report")
    told = await at.answer(f"/merge {first}", at.cards("report")[0])
    assert [one.text for one in told] == [
        f"#{first} is closed and goes on in #{second}. What its leader adds comes there."
    ] * 2
    assert at.leader.history()[-1].text.startswith(f"The team answers your enquiries #{first} and #{second} together.")
    assert "Closed." in at.cards("Please call me")[0].text
    await at.leader.reply("after three", receipt)
    (relayed,) = at.cards("after three")
    assert relayed.text.startswith(f"#{second}, from the leader.")


async def test_what_was_merged_opens_again_and_no_circle_comes_of_it(at: Office) -> None:
    first = await at.send("Please call me")
    receipt = at.leader.history()[-1].message
    second = await at.send("And please send the report")
    await at.answer(f"/merge {first}", at.cards("report")[0])
    (refused,) = await at.staff.write(f"/merge {first} {second}")
    assert refused.text.startswith("Nothing was merged.")
    await at.answer("At ten", at.cards("Please call me")[0])
    await at.leader.reply("Thank you", receipt)
    assert at.cards("Thank you")[0].text.startswith(f"#{first}, from the leader.")


async def test_the_leaders_buttons_about_what_was_merged_lead_to_where_it_goes_on(at: Office) -> None:
    first = await at.send("Please call me")
    second = await at.send("And please send the report")
    await at.staff.press_data(f"close:{second}", at.cards("report")[0].message)
    closed = at.leader.history()[-1].message
    await at.answer(f"/merge {second}", at.cards("Please call me")[0])
    (opened,) = await at.leader.press_data(f"again:{second}", closed)
    assert opened.text.count(f"#{first}") and f"#{second}" not in opened.text
    (field,) = await at.leader.press_data(f"reply:{second}", closed)
    await at.leader.reply("Any time", field.message)
    assert at.cards("Any time")[0].text.startswith(f"#{first}, from the leader.")


async def test_nothing_is_merged_that_would_tell_who_somebody_is(at: Office) -> None:
    named = await at.send("Please call me")
    await at.leader.write("/contact And please send the report")
    await at.leader.press("Stay anonymous")
    await at.leader.press("Send")
    other = Office(at.assistant, at.server, at.clock, Phone(at.assistant, at.server, 9), at.staff, at.store)
    another = await other.send("Is there a room?")
    card, texts = at.cards("report")[0], set()
    for reference in (named, another, card.text[1:6], "ZZZZZ", ""):
        (told,) = await at.answer(f"/merge {reference}".strip(), card)
        texts.add(told.text.partition(".")[0])
    assert texts == {"Nothing was merged"}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tomorrow", date(2026, 11, 24)),
        ("Monday", date(2026, 11, 30)),
        ("on fri", date(2026, 11, 27)),
        ("3 December", date(2026, 12, 3)),
        ("the 1st Jan", date(2027, 1, 1)),
        ("2026-12-03", date(2026, 12, 3)),
        ("2026-11-23", None),
        ("2026-13-45", None),
        ("31 February", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_say_it(words: str, day: date | None) -> None:
    assert day_in(words, MONDAY) == day
