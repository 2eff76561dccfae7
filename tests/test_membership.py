"""Who acts for the team: members of its chat as far as Telegram says so, and in a chat that nobody else reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, Message, Update
from telegram.error import TimedOut

from bot.library.folder import Snapshot, shipped_wording
from bot.settings import Settings
from bot.store.store import Store
from bot.wording import Wording
from handlers.serving.doctor import examine
from handlers.serving.serve import telegram_bot
from handlers.wire.buttons import Rows
from handlers.wire.delivery import Delivery, Target
from handlers.wire.postponed import Postponed
from tests.botapi import TOKEN, bot_api
from tests.office import GROUP, Clock, Office, heard, office
from tests.phone import Phone
from tests.telegram_server import Answer, Json, Refusal, TelegramServer

SAY = Wording(shipped_wording())
OUTSIDER = 66
UNSURE = {
    "no list": Refusal(400, "Bad Request: member list is inaccessible"),
    "a fault": Refusal(500, "Internal Server Error"),
    "a limit": Refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    "a proxy": Refusal(403, "Error 403"),
    "a dropped connection": TimedOut(),
}


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.wire.postponed.PAUSES", (0.02,))


@pytest.fixture(params=UNSURE)
def unsure(at: Office, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Json:
    """Telegram does not say who is a member, until `sure` is set."""
    state: Json = {"sure": False}
    fails(at, UNSURE[request.param], state, monkeypatch)
    return state


def fails(at: Office, how: Exception, state: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    carry_out = at.server.call

    def call(method: str, params: Mapping[str, Any]) -> Answer:
        if method == "getChatMember" and not state["sure"]:
            if isinstance(how, Refusal):
                return how.answer
            raise how
        return carry_out(method, params)

    monkeypatch.setattr(at.server, "call", call)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.02)


def replies(at: Office) -> list[str]:
    return [one.rpartition("\n\n")[2] for one in heard(at.leader) if one.startswith("From the team")]


def waiting(at: Office) -> int:
    return len(list(at.store.rows("inbox")))


async def test_an_outsiders_reply_never_goes_out_because_nobody_can_say_who_it_is(at: Office, unsure: Json) -> None:
    await at.send("Please call me")
    outsider = Phone(at.assistant, at.server, OUTSIDER, at.staff.chat)
    at.server.away.add((GROUP, OUTSIDER))
    (told,) = await outsider.reply("Send me your password", at.cards()[0].message)
    assert (told.text, replies(at)) == (SAY("staff_unsure_kept"), [])
    await asyncio.sleep(0.2)
    assert heard(at.staff).count(SAY("staff_unsure_kept")) == 1
    unsure["sure"] = True
    await until(lambda: not waiting(at))
    assert (heard(at.staff)[-1], replies(at)) == (SAY("staff_members_only"), [])


async def test_a_members_replies_and_edits_are_kept_and_go_out_in_order(at: Office, unsure: Json) -> None:
    await at.send("Please call me")
    await at.answer("On Mnday", at.cards()[0])
    await at.staff.edit("On Monday")
    await at.answer("At ten", at.cards()[0])
    assert (replies(at), waiting(at)) == ([], 3)
    unsure["sure"] = True
    await until(lambda: not waiting(at))
    await at.staff.settle()
    assert [one.removesuffix("\n(edited)") for one in replies(at)] == ["On Monday", "At ten"]


async def test_a_reply_that_is_just_being_put_off_is_not_taken_for_one_that_is_handled(
    at: Office, unsure: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at.send("Please call me")
    say = Delivery.say

    async def slow(delivery: Delivery, place: Target, words: str, rows: Rows = ()) -> tuple[int, ...]:
        posts = await say(delivery, place, words, rows)
        await asyncio.sleep(0.1 if words == SAY("staff_unsure_kept") else 0)  # the pause ends meanwhile
        return posts

    monkeypatch.setattr(Delivery, "say", slow)
    await at.answer("On Monday", at.cards()[0])
    await at.answer("At ten", at.cards()[0])
    unsure["sure"] = True
    await until(lambda: not waiting(at))
    await at.staff.settle()
    assert replies(at) == ["On Monday", "At ten"]


async def test_a_reply_that_is_tried_again_is_not_overtaken_by_what_came_after_it() -> None:
    postponed, chat = Postponed(), Chat(GROUP, Chat.SUPERGROUP)
    reply, edit = (Update(number, Message(number, datetime.now(UTC), chat)) for number in (1, 2))
    postponed.put(reply)
    assert postponed.set_aside(reply)
    assert postponed.take() == [reply]
    assert (postponed.before(edit), postponed.before(reply)) == (True, False)
    postponed.handled(reply)
    assert postponed.before(edit) is False


@pytest.mark.parametrize("command", ["/enquiry", "/enquiries", "/overdue"])
async def test_nothing_is_shown_to_somebody_who_may_be_an_outsider(at: Office, unsure: Json, command: str) -> None:
    ref = await at.send("Please call me")
    (told,) = await Phone(at.assistant, at.server, OUTSIDER, at.staff.chat).write(f"{command} {ref}")
    assert (told.text, unsure["sure"]) == (SAY("staff_unsure"), False)


async def test_no_button_works_for_somebody_who_may_be_an_outsider(at: Office, unsure: Json) -> None:
    await at.send("Please call me")
    before = [dict(row) for row in at.store.rows("enquiry")]
    for label in ("Claim", "Close", "Saved replies"):
        await at.staff.press(label)
    told = {one.get("text") for one in at.server.called("answerCallbackQuery")[-3:]}
    assert (told, [dict(row) for row in at.store.rows("enquiry")]) == ({SAY("staff_unsure")}, before)
    assert unsure["sure"] is False


async def test_who_has_left_changes_no_reply_any_more(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("On Monday", at.cards()[0])
    at.server.away.add((GROUP, 8))
    await leaves(at)
    await at.staff.edit("Never")
    assert replies(at) == ["On Monday"]


async def test_what_nobody_could_say_for_a_day_is_told_and_not_kept(
    at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at.send("Please call me")
    fails(at, UNSURE["no list"], {"sure": False}, monkeypatch)
    await at.answer("On Monday", at.cards()[0])
    at.clock.pass_(hours=25)
    await until(lambda: not waiting(at))
    assert (heard(at.staff)[-1], replies(at)) == (SAY("staff_unsure_over"), [])


async def test_what_waits_outlives_a_restart(
    team_snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, clock, state = TelegramServer(), Clock(), {"sure": False}
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as before:
        await before.send("Please call me")
        fails(before, UNSURE["no list"], state, monkeypatch)
        await before.answer("On Monday", before.cards()[0])
    state["sure"] = True
    async with office(team_snapshot, server=server, clock=clock, store=Store.open(tmp_path / "a.db")) as after:
        await until(lambda: replies(after) == ["On Monday"])


def change(at: Office, old: str, new: str) -> Json:
    """Telegram tells that the membership of the member of staff has changed."""
    user = at.staff.user
    states = {"old_chat_member": {"status": old, "user": user}, "new_chat_member": {"status": new, "user": user}}
    return {"chat_member": {"chat": at.staff.chat, "from": user, "date": 1, **states}}


async def leaves(at: Office) -> None:
    at.server.away.add((GROUP, 8))
    await at.staff.update(**change(at, "member", "left"))


async def test_who_leaves_acts_no_longer_from_the_moment_that_telegram_tells(at: Office) -> None:
    await at.send("Please call me")
    await at.answer("On Monday", at.cards()[0])
    seen = len(list(at.store.rows("seen")))
    await leaves(at)
    (told,) = await at.answer("Never", at.cards()[0])
    assert (told.text, replies(at)) == (SAY("staff_members_only"), ["On Monday"])
    assert len(list(at.store.rows("seen"))) == seen + 1  # of who comes and goes nothing is kept
    at.server.away.clear()
    await at.staff.update(**change(at, "left", "member"))
    await at.answer("At ten", at.cards()[0])
    assert replies(at) == ["On Monday", "At ten"]


async def test_where_telegram_does_not_tell_it_is_asked_after_a_few_seconds(
    team_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]
    monkeypatch.setattr("handlers.serving.desk.time", SimpleNamespace(monotonic=lambda: seconds[0]))
    async with office(team_snapshot) as at:
        await at.send("Please call me")
        await at.answer("On Monday", at.cards()[0])
        at.server.away.add((GROUP, 8))
        seconds[0] += 6
        (told,) = await at.answer("Never", at.cards()[0])
        assert (told.text, replies(at)) == (SAY("staff_members_only"), ["On Monday"])


OPEN: dict[str, tuple[Json, str]] = {
    "a username": ({"username": "our_team"}, "staff_chat_public"),
    "one of several usernames": ({"active_usernames": ["our_team"]}, "staff_chat_public"),
    "a place on the map": (
        {"location": {"location": {"latitude": 1.0, "longitude": 1.0}, "address": "Here"}}, "staff_chat_public"
    ),
    "a linked channel": ({"linked_chat_id": -900}, "staff_chat_linked"),
    "a channel": ({"type": "channel"}, "staff_chat_no_group"),
    "a person": ({"type": "private", "title": None, "first_name": "Bo"}, "staff_chat_no_group"),
}  # fmt: skip


@pytest.fixture(params=OPEN)
def opened(request: pytest.FixtureRequest) -> tuple[Json, str]:
    return OPEN[request.param]


def opens(at: Office, how: Json) -> None:
    """The staff chat becomes one that others read."""
    at.server.chats[GROUP] = {**at.server.chats[GROUP], **how}
    at.clock.pass_(minutes=2)
    at.assistant.outbox.pause = lambda _: asyncio.sleep(0.02)


def closes(at: Office) -> None:
    at.server.chats[GROUP] = {"id": GROUP, "type": "supergroup", "title": "Staff"}
    at.clock.pass_(minutes=2)


async def test_no_enquiry_is_posted_where_others_read_it_and_none_is_lost(
    at: Office, opened: tuple[Json, str], ada: Phone
) -> None:
    how, why = opened
    await at.leader.write("/contact Please call me")
    opens(at, how)
    sending = asyncio.create_task(at.leader.press("Send"))
    await until(lambda: SAY(why) in heard(ada) and any("Its reference is" in one for one in heard(at.leader)))
    assert at.cards() == []
    closes(at)
    await sending
    await at.staff.settle()
    assert (len(at.cards("Please call me")), heard(ada).count(SAY(why))) == (1, 1)


async def test_the_start_says_at_once_that_others_would_read_enquiries(
    team_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.office.chat_of", lambda id_: {"id": id_, "type": "supergroup", "username": "our_team"})
    async with office(team_snapshot) as at:
        await until(lambda: SAY("staff_chat_public") in heard(Phone(at.assistant, at.server, 1)))


async def test_what_stands_in_a_chat_that_was_opened_is_still_taken_back(at: Office) -> None:
    ref = await at.send("Please call me")
    other = Phone(at.assistant, at.server, 9)
    await other.write("/contact Please write to me")
    opens(at, {"username": "our_team"})
    sending = asyncio.create_task(other.press("Send"))
    await until(lambda: len(list(at.store.rows("enquiry"))) == 2)
    taking = asyncio.create_task(at.leader.write(f"/withdraw {ref}"))
    await until(lambda: at.cards("Please call me") == [])
    assert at.cards("Please write to me") == []
    closes(at)
    await asyncio.gather(sending, taking)
    assert len(at.cards("Please write to me")) == 1


async def test_the_board_shows_nobody_in_a_chat_that_was_opened_and_everybody_once_it_is_closed(at: Office) -> None:
    await at.send("Please call me")
    await at.assistant.duties()
    await at.staff.settle()

    def board() -> str:
        return str(at.server.messages[GROUP, at.server.kept["pinned"][-1]]["text"])

    assert "Please call me" in board()
    opens(at, {"username": "our_team"})
    at.clock.pass_(days=1)
    await at.assistant.duties()
    await until(lambda: board() == SAY("list_old"))
    closes(at)
    await until(lambda: "Please call me" in board())


async def test_the_doctor_refuses_such_a_chat(opened: tuple[Json, str]) -> None:
    async with bot_api() as api:
        api.telegram.chats[-5] = {"id": -5, "type": "supergroup", "title": "Team", **opened[0]}
        settings = Settings(token=TOKEN, api_url=api.url, staff_chat=-5)
        bot = telegram_bot(settings)
        found = await examine(bot, settings)
        await bot.shutdown()
    assert [one.fix for one in found if "no enquiry is posted" in one.what] != []
