"""The board of the staff chat: one pinned message that edits itself, and the same list for whoever asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram.error import TimedOut

from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import Clock, Office, office
from tests.phone import Phone, Seen, refusing
from tests.telegram_server import Answer, Json, Refusal, TelegramServer

CHAT = -1001234567890


@pytest.fixture(params=["a group", "a forum"])
async def at(request: pytest.FixtureRequest, team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot, chat=CHAT) as found:
        found.server.chats[CHAT]["is_forum"] = request.param == "a forum"
        yield found


async def board(at: Office) -> Seen:
    """The pinned message, as it stands once the minute is over."""
    await at.assistant.duties()
    await at.staff.settle()
    return Seen.of(at.server.messages[CHAT, at.server.kept["pinned"][-1]])


def another(at: Office, person: int, name: str) -> Phone:
    chat = {"id": person, "type": "private", "first_name": name}
    return Phone(at.assistant, at.server, person, chat)


async def sends(leader: Phone, words: str, *presses: str) -> Seen:
    """Somebody sends an enquiry; the receipt."""
    await leader.write(f"/contact {words}")
    for label in presses:
        await leader.press(label)
    return (await leader.press("Send"))[-1]


async def test_a_week_on_the_board(at: Office) -> None:
    """A leader who waits, one who stays anonymous, and two members of staff."""
    bo, cy = at.staff, Phone(at.assistant, at.server, person=9, chat=at.staff.chat)
    first = await at.send("Could you call me about the panel?")
    await sends(another(at, 20, "Di"), "A word about our plan", "Stay anonymous")
    shown = await board(at)
    assert shown.text.splitlines()[0] == "Open enquiries: 2, oldest first."
    assert f"• #{first} Ada: “Could you call me about the panel?” New today. Due by Thursday 26 November." in shown.text
    assert "anonymous: “A word about our plan”" in shown.text
    assert len(shown.links) == 2
    await bo.press("Claim")
    await cy.reply("We can call you on Monday", at.cards("panel")[0].message)
    shown = await board(at)
    assert shown.text.index("Waiting for a reply (1)") < shown.text.index("Answered and open (1)")
    assert "Claimed by Ada." in shown.text
    at.clock.pass_(days=3)
    assert "Due today (1)" in (await board(at)).text
    at.clock.pass_(days=1)
    assert "Overdue (1)" in (await board(at)).text
    await at.leader.write(f"/withdraw {first}")
    assert first not in (await board(at)).text
    assert len([one for one in at.staff.history() if one.text.startswith("Open enquiries")]) == 1


async def test_the_link_leads_to_the_card_or_into_its_topic(at: Office) -> None:
    await at.send("Please call me")
    (card,), (link,) = at.cards("Please call me"), (await board(at)).links
    parts = [*at.server.topics, card.message["message_id"]]
    assert link == "/".join(map(str, ["https://t.me/c/1234567890", *parts]))


async def test_the_list_for_whoever_asks_is_the_board(at: Office) -> None:
    ref = await at.send("Please call me")
    pinned = await board(at)
    (listed,) = await at.staff.write("/enquiries")
    assert (listed.text, listed.links, ref in listed.text) == (pinned.text, pinned.links, True)


async def test_no_list_keeps_the_words_of_an_enquiry_that_ended(at: Office) -> None:
    ref = await at.send("Please call me")
    await at.staff.write("/enquiries")
    await sends(another(at, 20, "Di"), "And call me too, please")
    await at.staff.write("/enquiries")
    await at.leader.write(f"/withdraw {ref}")
    await board(at)
    assert [one.text for one in at.staff.history() if "Please call me" in one.text] == []


async def test_a_long_board_says_how_many_more_there_are_and_the_list_leaves_none_out(at: Office) -> None:
    for person in range(20, 50):
        await sends(another(at, person, f"Di{person}"), f"{person} " + "wordwordword " * 10)
    pinned = await board(at)
    shown = pinned.text.count("“")
    assert pinned.text.splitlines()[-1] == f"And {30 - shown} more: /enquiries"
    assert 10 < shown < 30
    listed = await at.staff.write("/enquiries")
    assert sum(one.text.count("“") for one in listed) == 30


async def test_nothing_a_leader_writes_becomes_a_link_on_the_board(at: Office) -> None:
    await at.send("Please see [nhs.uk](https://example.org/elsewhere)")
    assert [link for link in (await board(at)).links if "example.org" in link] == []


async def test_a_board_that_was_deleted_is_made_anew_and_one_that_cannot_be_pinned_works(at: Office) -> None:
    pinned = await board(at)
    del at.server.messages[CHAT, pinned.message["message_id"]]
    at.server.refuse = refusing("pinChatMessage", [Refusal(400, "Bad Request: not enough rights to pin a message")])
    await at.send("Please call me")
    await at.assistant.duties()
    await at.staff.settle()
    (anew,) = [one for one in at.staff.history() if one.text.startswith("Open enquiries")]
    assert "Please call me" in anew.text
    assert anew.message["message_id"] not in at.server.kept["pinned"]


async def test_a_board_whose_fate_is_not_known_leaves_nothing_that_names_a_leader(
    at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at.send("Please call me")
    pinned = await board(at)
    del at.server.messages[CHAT, pinned.message["message_id"]]
    carry_out = at.server.call
    lost: list[str] = []

    def without_an_answer(name: str, params: Json) -> Answer:
        answer = carry_out(name, params)
        if not lost and name == "sendMessage" and str(params["text"]).startswith("Open enquiries"):
            lost.append(name)
            raise TimedOut
        return answer

    monkeypatch.setattr(at.server, "call", without_an_answer)
    await at.leader.reply("after three", at.leader.history()[-1].message)
    await at.staff.press("Claim")
    anew = await board(at)
    left, shown = [one for one in at.staff.history() if one.text.startswith("Open enquiries")]
    assert ("Ada:" in left.text, "call me" in left.text, shown.text) == (False, False, anew.text)
    assert "Ada: “Please call me”" in anew.text


async def test_a_flood_limit_of_the_board_delays_no_card(at: Office) -> None:
    await board(at)
    at.server.refuse = refusing("editMessageText", [Refusal(429, "Too Many Requests", retry_after=0)] * 3)
    await at.send("Please call me")
    assert len(at.cards("Please call me")) == 1
    assert "Please call me" in (await board(at)).text


async def test_the_board_follows_at_once_and_then_not_with_every_change(at: Office) -> None:
    await board(at)
    at.clock.pass_(seconds=20)
    await at.send("Please call me")
    pinned = at.server.kept["pinned"][-1]
    edits = [one for one in at.server.called("editMessageText") if int(one["message_id"]) == pinned]
    await at.staff.press("Claim")
    await at.staff.press("Claimed (press to release)")
    assert "Please call me" in at.server.messages[CHAT, pinned]["text"]
    assert edits == [one for one in at.server.called("editMessageText") if int(one["message_id"]) == pinned]


@pytest.mark.parametrize("forum", [False, True])
async def test_a_restart_goes_on_with_the_same_board(team_snapshot: Snapshot, forum: bool) -> None:
    server, store, clock = TelegramServer(), Store.open(None), Clock()
    async with office(team_snapshot, chat=CHAT, server=server, store=store, clock=clock) as before:
        server.chats[CHAT]["is_forum"] = forum
        ref = await before.send("Please call me")
        pinned = await board(before)
    clock.pass_(days=1)
    chats = dict(server.chats)
    async with office(team_snapshot, chat=CHAT, server=server, store=store, clock=clock) as after:
        server.chats |= chats
        await after.answer("Gladly", after.cards("Please")[0])
        shown = await board(after)
        assert (shown.message["message_id"], ref in shown.text) == (pinned.message["message_id"], True)
        assert "1 day old" in shown.text
        assert "Answered and open (1)" in shown.text


async def test_without_promised_days_what_waits_is_told_by_its_age(team_snapshot: Snapshot) -> None:
    contact = replace(team_snapshot.knowledge.contact, promised_reply_days=None)
    knowledge = replace(team_snapshot.knowledge, contact=contact)
    async with office(replace(team_snapshot, knowledge=knowledge), chat=CHAT) as at:
        ref = await at.send("Please call me")
        at.clock.pass_(days=1)
        shown = await board(at)
        assert f"#{ref} Ada: “Please call me” 1 day old." in shown.text
        assert "ue by" not in shown.text
        assert f"Waiting, with no day promised: #{ref}" in at.staff.history()[-1].text


async def test_the_morning_brings_one_message_that_links_to_the_board(at: Office) -> None:
    for person in range(20, 50):
        await sends(another(at, person, "Di"), f"Please call me {person}")
    pinned = await board(at)
    at.clock.pass_(days=7)
    before = len(at.staff.history())
    await board(at)
    (told,) = [one for one in at.staff.history()[before:] if "Overdue" in one.text]
    assert told.text.count("#") == 20
    assert "and 10 more" in told.text
    assert "The last seven days" in told.text
    assert f"https://t.me/c/1234567890/{pinned.message['message_id']}" in told.text
    assert told.message["reply_to_message"]["message_id"] == pinned.message["message_id"]
    assert len(at.staff.history()) == before + 1
