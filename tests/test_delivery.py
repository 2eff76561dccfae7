"""What is to be sent arrives though a group moves, rights are lost or a chat must wait; nothing else waits for it."""

from __future__ import annotations

import asyncio

from tests.office import GROUP, Office, heard
from tests.phone import Phone
from tests.telegram_server import Refusal


async def test_a_group_that_became_a_supergroup_is_followed(at: Office) -> None:
    await at.send("Please call me")
    new = -1001
    at.server.chats[new] = {"id": new, "type": "supergroup", "title": "Staff"}
    at.server.moved[GROUP] = new
    await at.leader.reply("after three", at.leader.history()[-1].message)
    moved = Phone(at.desk, at.server, person=8, chat=at.server.chats[new])
    assert [sum(words in one.text for one in moved.history()) for words in ("Please call me", "after three")] == [1, 1]
    card = next(one for one in moved.history() if "Please call me" in one.text)
    await moved.reply("Gladly", card.message)
    assert at.leader.history()[-1].text.endswith("Gladly")


async def test_lost_rights_are_said_once_and_enquiries_wait(at: Office, ada: Phone) -> None:
    await at.staff.settle()
    left = [Refusal(403, "Forbidden: bot was kicked from the supergroup chat") for _ in range(3)]

    def refuse(method: str, params: dict[str, object]) -> None:
        if left and method == "sendMessage" and str(params["chat_id"]) == str(GROUP):
            raise left.pop()

    at.server.refuse = refuse
    at.desk.outbox.pause = lambda _: asyncio.sleep(0)
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
    at.desk.outbox.pause = lambda _: freed.wait()
    answering = asyncio.create_task(at.answer("Slow", at.cards()[0]))
    other = Phone(at.desk, at.server, person=9)
    writing = asyncio.create_task(other.write("/contact Another enquiry please"))
    async with asyncio.timeout(5):
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
    at.desk.outbox.pause = lambda _: asyncio.sleep(0.2)
    await asyncio.gather(at.leader.press("Send"), at.leader.write("What is the WRES?"))
    *_, receipt, answer = heard(at.leader)
    assert ("Its reference is" in receipt, "Workforce Race Equality Standard" in answer) == (True, True)
