"""kill -9 of the real process in the midst of a submission and of a reply: nothing is lost, no words stand twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.botapi import bot_api
from tests.telegram_server import Json
from tests.world import STAFF, World

Step = Callable[[str, Json], bool]
WORDS, REPLY = "Please call me about the plan", "Gladly: on Monday at ten"


def handed_over(method: str, params: Json) -> bool:
    return method == "getUpdates" and any("callback_query" in one for one in params["result"])


def card_posted(method: str, params: Json) -> bool:
    return method == "sendMessage" and params["chat_id"] == str(STAFF) and params["text"].startswith("#")


def words_edited(method: str, params: Json) -> bool:
    return method == "editMessageText" and WORDS in params["text"]


def reply_sent(method: str, params: Json) -> bool:
    return method == "sendMessage" and params["text"].endswith(REPLY)


@pytest.mark.parametrize(
    ("webhook", "first", "second"),
    [(False, handed_over, card_posted), (True, words_edited, reply_sent)],
    ids=["polling: the press handed over, the card posted", "webhook: the words edited in, the reply sent"],
)
async def test_a_kill_at_any_step_loses_nothing_and_doubles_no_words(
    tmp_path: Path, serving_home: Path, webhook: bool, first: Step, second: Step
) -> None:
    async with bot_api() as api, World(api, tmp_path, serving_home, webhook=webhook).alive() as world:
        faults = [world.dying(first), world.dying(second)]
        api.after = lambda method, params: next((f for one in faults if (f := one(method, params))), None)
        await world.submit(7, WORDS, 40)
        await world.reply(WORDS, REPLY, 40)
        await api.wait_for(lambda: bool(world.heard(7, REPLY)) and world.kills == 2, 40)
        await api.wait_for(lambda: bool(api.telegram.called("setMessageReaction")), 40)
    assert (world.kills, len(world.cards(WORDS)), len(world.heard(7, REPLY))) == (2, 1, 1)


def preview_sent(method: str, params: Json) -> bool:
    return method == "sendMessage" and params["text"].startswith("This is what the team will see")


async def test_who_sends_the_words_again_after_a_kill_can_press_the_first_preview(
    tmp_path: Path, serving_home: Path
) -> None:
    async with bot_api() as api, World(api, tmp_path, serving_home).alive() as world:
        api.after = world.dying(preview_sent)
        await world.write(7, f"/contact {WORDS}")
        await api.wait_for(lambda: len(world.sends(7)) == 1 and world.kills == 1, 40)
        first, data = world.sends(7)[0]
        await world.write(7, f"/contact {WORDS}")
        await api.wait_for(lambda: world.sends(7)[-1][0]["message_id"] > first["message_id"], 40)
        reference = await world.press(7, first, data, 40)
        await api.wait_for(lambda: bool(world.cards(WORDS)), 40)
    assert reference in first["text"]
    assert len(world.cards(WORDS)) == 1
