"""What is taken back, deleted or over is gone wherever staff could read it, or both sides are told that it is not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.library.folder import Snapshot
from bot.privacy import forget
from tests.office import FORUM, GROUP, Office, heard, office
from tests.phone import Phone
from tests.telegram_server import Refusal

WORDS = "Please call me about the panel"
PLAN = {"file_id": "D1", "file_unique_id": "D1", "file_name": "plan.pdf", "file_size": 10}
REFUSALS = {
    "editMessageText": Refusal(400, "Bad Request: message can't be edited"),
    "deleteMessage": Refusal(400, "Bad Request: message can't be deleted for everyone"),
}


async def told_in_many_places(at: Office) -> str:
    """An enquiry with a file, a later message and a reply, and its history shown by staff twice; its reference."""
    await at.leader.write(f"/contact {WORDS}")
    await at.leader.write("", document=PLAN)
    *_, receipt = await at.leader.press("Send")
    await at.leader.reply(f"{WORDS}, after three", receipt.message)
    await at.answer("Gladly", at.cards(WORDS)[0])
    ref = str(next(at.store.rows("enquiry"))["reference"])
    for _ in range(2):
        (shown,) = await at.staff.write(f"/enquiry {ref}")
        assert WORDS in shown.text
    return ref


async def withdraw(at: Office, ref: str) -> None:
    await at.leader.write(f"/withdraw {ref}")


async def delete(at: Office, _: str) -> None:
    await at.leader.write("/forget")
    await at.leader.press("Delete it")


async def wait(at: Office, _: str) -> None:
    """Until its end: it was answered, so that nobody is warned first."""
    at.clock.pass_(days=91)
    await at.assistant.duties()


End = Callable[[Office, str], Awaitable[None]]
ENDS = pytest.mark.parametrize("end", [withdraw, delete, wait])


def left(at: Office) -> list[str]:
    """What of the enquiry can still be read in the staff chat."""
    return [one.text for one in at.staff.history() if WORDS in one.text or "document" in one.message]


def refuse_to_delete(at: Office) -> None:
    def refuse(method: str, params: dict[str, object]) -> None:
        if method in REFUSALS and int(str(params["chat_id"])) in (GROUP, FORUM):
            raise REFUSALS[method]

    at.server.refuse = refuse


@ENDS
@pytest.mark.parametrize("chat", [GROUP, FORUM])
async def test_every_post_with_its_words_goes(team_snapshot: Snapshot, end: End, chat: int) -> None:
    async with office(team_snapshot, chat=chat) as at:
        ref = await told_in_many_places(at)
        assert len(left(at)) == 5
        await end(at, ref)
        await at.staff.settle()
        assert left(at) == []
        assert [one for one in heard(at.leader) + heard(at.staff) if "did not let me" in one] == []
        assert list(at.store.rows("outbox")) == []


@ENDS
async def test_what_telegram_refuses_to_delete_is_told_to_the_leader_and_to_staff(at: Office, end: End) -> None:
    ref = await told_in_many_places(at)
    refuse_to_delete(at)
    await end(at, ref)
    await at.staff.settle()
    assert len(left(at)) == 5
    told = [one.text for phone in (at.leader, at.staff) for one in phone.history() if "did not let me" in one.text]
    assert [(ref in one, "5 " in one) for one in told] == [(True, True)] * 2
    pointed = next(one for one in at.staff.history() if "did not let me" in one.text)
    assert WORDS in pointed.message["reply_to_message"]["text"]
    assert list(at.store.rows("outbox")) == []


async def test_what_is_gone_already_or_cannot_be_changed_but_deleted_is_no_failure(at: Office) -> None:
    ref = await told_in_many_places(at)
    (card, *_) = at.cards(WORDS)
    del at.server.messages[GROUP, card.message["message_id"]]

    def refuse(method: str, _: dict[str, object]) -> None:
        if method == "editMessageText":
            raise REFUSALS[method]

    at.server.refuse = refuse
    await withdraw(at, ref)
    assert (left(at), [one for one in heard(at.leader) if "did not let me" in one]) == ([], [])


async def test_what_stands_in_a_chat_that_is_no_staff_chat_any_more_is_told_and_nothing_waits_for_it(
    at: Office,
) -> None:
    ref = await told_in_many_places(at)
    await at.staff.press("Close")
    new = {"id": -1001, "type": "supergroup", "title": "Staff"}
    at.server.chats[-1001], at.server.moved[GROUP] = new, -1001
    await at.staff.write("", migrate_to_chat_id=-1001)
    moved = Phone(at.assistant, at.server, person=8, chat=new)
    await withdraw(at, ref)
    assert [one for one in heard(at.leader) if "did not let me delete 5 " in one] != []
    assert [one for one in heard(moved) if "did not let me delete 5 " in one] != []
    await Phone(at.assistant, at.server, 9).write("/contact And me, please")
    await Phone(at.assistant, at.server, 9).press("Send")
    assert [one for one in heard(moved) if "And me, please" in one] != []


async def test_a_chat_that_shuts_the_bot_out_delays_nothing_in_another(at: Office) -> None:
    ref = await told_in_many_places(at)
    at.server.chats[-300] = {"id": -300, "type": "supergroup", "title": "Another"}
    at.store.facts.set(f"moved:{GROUP}", "-300")
    at.server.blocked.add(GROUP)
    await at.leader.reply("and once more", at.leader.history()[-1].message)
    await withdraw(at, ref)
    await at.leader.settle()
    assert list(at.store.rows("outbox")) == []
    assert [one for one in heard(at.leader) if "did not let me" in one] != []


@pytest.mark.parametrize("method", ["sendMessage", "sendDocument"])
async def test_what_is_on_its_way_while_the_enquiry_ends_is_taken_back_too(at: Office, method: str) -> None:
    await at.leader.write(f"/contact {WORDS}")
    await at.leader.write("", document=PLAN)
    await at.staff.settle()

    def refuse(name: str, params: dict[str, object]) -> None:
        if name == method and int(str(params["chat_id"])) == GROUP:
            at.store.alone(lambda store: forget(store, 7, at.clock(), at.assistant.services.say))

    at.server.refuse = refuse
    await at.leader.press("Send")
    await at.staff.settle()
    assert left(at) == []
    assert [row for row in at.store.rows("post") if row["chat"] == 7] == []


async def test_a_reply_on_its_way_leaves_no_trace_of_who_forgets(at: Office) -> None:
    await at.send(WORDS)

    def refuse(name: str, params: dict[str, object]) -> None:
        if name == "sendMessage" and "From the team" in str(params["text"]):
            at.store.alone(lambda store: forget(store, 7, at.clock(), at.assistant.services.say))

    at.server.refuse = refuse
    await at.answer("Gladly", at.cards()[0])
    assert [
        row
        for name in ("post", "message", "enquiry", "outbox")
        for row in at.store.rows(name)
        if "7" in (str(row.get("chat")), str(row.get("leader")))
    ] == []


async def test_a_reply_to_the_history_of_an_enquiry_does_not_go_out(at: Office) -> None:
    await told_in_many_places(at)
    shown = at.staff.history()[-1]
    before = len(at.leader.history())
    for _ in range(2):
        (told,) = await at.staff.reply("A word among us", shown.message)
        assert (told.text, told.buttons) == ("Only staff see this.", ("Send it to Ada",))
    assert len(at.leader.history()) == before


async def test_a_long_history_is_shown_and_taken_back_whole(at: Office) -> None:
    ref = await at.send(" ".join(f"word{number}" for number in range(400)))
    await at.leader.reply(" ".join(f"more{number}" for number in range(400)), at.leader.history()[-1].message)
    shown = await at.staff.write(f"/enquiry {ref}")
    told = " ".join(one.text for one in shown)
    assert [number for number in range(400) if f"word{number}" not in told or f"more{number}" not in told] == []
    await withdraw(at, ref)
    assert [one for one in heard(at.staff) if "word1" in one or "more1" in one] == []
