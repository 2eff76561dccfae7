"""What is to be sent arrives though a group moves, rights are lost or a chat must wait; nothing else waits for it."""

from __future__ import annotations

import asyncio

import pytest

from bot.enquiries.team import move, staff_chat
from bot.store.records import STAFF
from bot.store.store import Store
from tests.office import GROUP, Office, heard
from tests.phone import Phone, refusing
from tests.telegram_server import Refusal


def cards_in(phone: Phone) -> list[str]:
    """What stands in a chat of enquiries, besides the board."""
    return [text for text in heard(phone) if text.startswith("#")]


async def test_a_group_that_became_a_supergroup_is_followed(at: Office) -> None:
    await at.send("Please call me")
    new = -1001
    at.server.chats[new] = {"id": new, "type": "supergroup", "title": "Staff"}
    at.server.moved[GROUP] = new
    await at.leader.reply("after three", at.leader.history()[-1].message)
    moved = Phone(at.assistant, at.server, person=8, chat=at.server.chats[new])
    assert [sum(words in card for card in cards_in(moved)) for words in ("Please call me", "after three")] == [1, 1]
    card = next(one for one in moved.history() if one.text.startswith("#") and "Please call me" in one.text)
    await moved.reply("Gladly", card.message)
    assert at.leader.history()[-1].text.endswith("Gladly")


async def test_lost_rights_are_said_once_and_enquiries_wait(at: Office, ada: Phone) -> None:
    await at.staff.settle()
    left = [Refusal(403, "Forbidden: bot was kicked from the supergroup chat") for _ in range(3)]

    def refuse(method: str, params: dict[str, object]) -> None:
        if left and method == "sendMessage" and str(params["chat_id"]) == str(GROUP):
            raise left.pop()

    at.server.refuse = refuse
    at.assistant.outbox.pause = lambda _: asyncio.sleep(0)
    await at.send("Please call me")
    assert len(at.cards("Please call me")) == 1
    assert [one.text.startswith("I may not write in the staff chat") for one in ada.history()] == [True]


async def test_a_chat_that_must_wait_delays_no_other(at: Office) -> None:
    await at.send("Please call me")
    freed, slow = asyncio.Event(), [Refusal(429, "Too Many Requests", retry_after=60)]

    def refuse(method: str, params: dict[str, object]) -> None:
        if slow and method == "sendMessage" and "From the team" in str(params["text"]):
            raise slow.pop()

    at.server.refuse = refuse
    at.assistant.outbox.pause = lambda _: freed.wait()
    answering = asyncio.create_task(at.answer("Slow", at.cards()[0]))
    other = Phone(at.assistant, at.server, person=9)
    writing = asyncio.create_task(other.write("/contact Another enquiry please"))
    async with asyncio.timeout(60):
        while not other.history():
            await asyncio.sleep(0.01)
    assert not at.leader.history()[-1].text.endswith("Slow")
    freed.set()
    await asyncio.gather(answering, writing)
    assert at.leader.history()[-1].text.endswith("Slow")


async def test_a_receipt_stands_above_what_is_said_after_it(at: Office) -> None:
    await at.leader.write("/contact Please call me")
    slow = [Refusal(429, "Too Many Requests", retry_after=1)]

    def refuse(method: str, params: dict[str, object]) -> None:
        if slow and method == "sendMessage" and "Its reference is" in str(params["text"]):
            raise slow.pop()

    at.server.refuse = refuse
    at.assistant.outbox.pause = lambda _: asyncio.sleep(0.2)
    await asyncio.gather(at.leader.press("Send"), at.leader.write("What is the WRES?"))
    *_, receipt, answer = heard(at.leader)
    assert ("Its reference is" in receipt, "Workforce Race Equality Standard" in answer) == (True, True)


NEW = -1001


def becomes_a_supergroup(at: Office) -> Phone:
    """Telegram moves the staff group; a member's telephone in the new one."""
    at.server.chats[NEW] = {"id": NEW, "type": "supergroup", "title": "Staff"}
    at.server.moved[GROUP] = NEW
    return Phone(at.assistant, at.server, person=8, chat=at.server.chats[NEW])


async def test_a_move_that_is_told_while_a_card_is_on_its_way_is_followed_once(at: Office) -> None:
    await at.staff.settle()
    moved = becomes_a_supergroup(at)

    def refuse(method: str, params: dict[str, object]) -> None:
        if method == "sendMessage" and str(params["chat_id"]) == str(GROUP):  # Telegram's message about it comes first
            at.store.alone(lambda store: move(store, GROUP, NEW, at.clock()))

    at.server.refuse = refuse
    async with asyncio.timeout(60):
        await at.send("Please call me")
    assert [sum(words in card for card in cards_in(moved)) for words in ("Please call me", "arriving")] == [1, 0]
    assert {row["name"]: row["value"] for row in at.store.rows("fact") if "moved" in str(row["name"])} == {
        f"moved:{GROUP}": str(NEW)
    }


async def test_a_move_that_is_told_twice_posts_nothing_twice(at: Office) -> None:
    await at.send("Please call me")
    moved = becomes_a_supergroup(at)
    await at.leader.reply("after three", at.leader.history()[-1].message)
    await at.staff.write("", migrate_to_chat_id=NEW)
    assert [sum(words in card for card in cards_in(moved)) for words in ("Please call me", "after three")] == [1, 1]


@pytest.mark.parametrize(
    ("moves", "now"),
    [({-1: -2}, -2), ({-1: -2, -2: -3}, -3), ({-1: -1}, -1), ({-1: -2, -2: -2}, -2), ({-1: -2, -2: -1}, -2)],
)
def test_moves_are_followed_to_their_end_and_no_circle_is_followed_for_ever(moves: dict[int, int], now: int) -> None:
    store = Store.open(None)
    for old, new in moves.items():
        store.facts.set(f"moved:{old}", str(new))
    assert staff_chat(store, -1) == now


async def test_a_circle_that_is_stored_keeps_nobody_from_an_answer(at: Office) -> None:
    at.store.facts.set(f"moved:{GROUP}", str(GROUP))
    async with asyncio.timeout(60):
        await at.send("Please call me")
    assert len(at.cards("Please call me")) == 1


async def test_what_cannot_be_carried_out_where_it_moved_to_is_tried_again_later(at: Office) -> None:
    """A server that says of a chat that it became itself: the lane goes on, and does not turn in circles."""
    await at.staff.settle()
    at.server.moved[GROUP] = GROUP
    async with asyncio.timeout(60):
        await at.send("Please call me")
    at.server.moved.clear()
    at.clock.pass_(hours=2)
    at.assistant.outbox.filled({STAFF})
    await at.staff.settle()
    assert len(at.cards("Please call me")) == 1


FROM_A_PROXY = [Refusal(401, "Error 401"), Refusal(404, "Error 404"), Refusal(403, "Error 403"), Refusal(403, "")]


@pytest.mark.parametrize("answered", FROM_A_PROXY, ids=["401", "404", "403", "403 without a word"])
async def test_one_refusal_of_a_proxy_loses_no_answer_and_no_reply(
    at: Office, answered: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.wire.delivery.PAUSES", (0.01,) * 3)
    at.assistant.outbox.pause = lambda _: asyncio.sleep(0)
    at.server.refuse = refusing("sendMessage", [answered])
    (answer,) = await at.leader.write("What is the WRES?")
    at.server.refuse = lambda _method, _params: None
    await at.send("Please call me")
    at.server.refuse = refusing("sendMessage", [answered])
    await at.answer("Gladly: Monday at ten?", at.cards()[0])
    assert "Workforce Race Equality Standard" in answer.text
    assert next(one for one in heard(at.leader) if "Gladly" in one).endswith("Gladly: Monday at ten?")
    assert at.staff.sent["reactions"] == ["👍"]
