"""In groups it speaks when it is spoken to, and what is shared from there tells nobody a disclosure."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from bot.library.folder import Snapshot
from tests.office import Office, office
from tests.phone import Phone
from tests.telegram_server import BOT


@pytest.fixture
async def at(small_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(small_snapshot, staff_chat=None) as found:
        yield found


@pytest.fixture
def group(at: Office) -> Phone:
    return Phone(at.assistant, at.server, chat={"id": -5, "type": "supergroup", "title": "Board"})


async def test_group_chatter_is_left_alone(group: Phone) -> None:
    assert await group.write("What is the WRES?") == []
    assert await group.write("@somebody What is the WRES?") == []


async def test_a_mention_or_a_reply_is_answered_as_a_reply(group: Phone) -> None:
    (answer,) = await group.write("@race_equality_bot, What is the WRES?")
    assert answer.message["reply_to_message"]["message_id"] == group.sent["message_id"]
    (again,) = await group.write("who is the programme for?", reply_to_message=answer.message)
    assert "every board member" in again.text


async def test_in_a_forum_the_opening_of_a_topic_is_no_reply(group: Phone) -> None:
    opening = {
        **group.server.add({"chat": group.chat, "from": BOT, "forum_topic_created": {"name": "x", "icon_color": 1}}),
    }
    assert await group.write("What is the WRES?", reply_to_message=opening, is_topic_message=True) == []


async def test_personal_commands_and_disclosures_lead_to_the_private_chat(group: Phone) -> None:
    (start,) = await group.write("/start@race_equality_bot")
    (support,) = await group.write("@race_equality_bot someone called me a racist name on the ward today")
    urls = [one.message["reply_markup"]["inline_keyboard"][0][0]["url"] for one in (start, support)]
    assert urls == ["https://t.me/race_equality_bot", "https://t.me/race_equality_bot?start=support"]
    assert "Call 999." not in support.text


async def test_it_introduces_itself_once_when_added(group: Phone) -> None:
    def change(old: str, new: str) -> dict[str, object]:
        states = {"old_chat_member": {"status": old, "user": BOT}, "new_chat_member": {"status": new, "user": BOT}}
        return {"my_chat_member": {"chat": group.chat, "from": group.user, "date": 1, **states}}

    (hello,) = await group.update(**change("left", "member"))
    assert "@race_equality_bot" in hello.text
    assert await group.update(**change("member", "left")) == []


async def test_inline_results_can_be_shared(at: Office) -> None:
    answer = await at.leader.inline("podcasts on allyship")
    results = json.loads(answer["results"])
    assert len(results) == 7
    assert all("<a href=" in one["input_message_content"]["message_text"] for one in results)


async def test_inline_never_shares_a_disclosure(at: Office) -> None:
    answer = await at.leader.inline("someone called me a racist name on the ward today")
    assert "support" in str(answer["button"])
