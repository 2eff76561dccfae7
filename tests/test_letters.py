"""A letter with several requests: a numbered answer to each that is known, and the rest for the team, unsent."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.library.folder import Snapshot
from bot.terminal.asking import AskSession
from knowledge.deciding.outcome import Answered, Support
from tests.office import Office, office
from tests.phone import Phone
from tests.telegram_server import TelegramServer

REST = "Send the rest to the team"
MENTORING = "could you put us in touch with another trust that has set up a reverse mentoring scheme for its directors?"
LETTER = f"""\
Dear team, I chair an acute trust in the Midlands, and my board wants to get a grip on race equality before our away \
day. I would be grateful for help with a few things. First, what is the WRES and what does it ask of us? Second, \
could you tell me how we should talk about race in the boardroom, as people go quiet? Third, how do we close our \
ethnicity pay gap? Fourth, please ring me on Tuesday about the dates of our contract. And finally, {MENTORING} \
Thank you so much for your help. Kind regards, Jane"""


@pytest.fixture
async def at(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot) as open_office:
        yield open_office


async def test_each_request_that_is_known_has_a_numbered_answer_and_the_rest_is_named(at: Office) -> None:
    (answer,) = await at.leader.write(LETTER)
    heads = [line.partition(". ") for line in answer.text.splitlines() if line[:1].isdigit()]
    assert [number for number, _, _ in heads] == ["1", "2", "3"]
    assert heads[0][2] == "WRES"
    assert MENTORING in answer.text
    assert "ring me on Tuesday" in answer.text.partition("I do not know")[2]
    assert REST in answer.buttons


async def test_the_rest_opens_the_preview_with_only_what_was_not_answered_and_sends_nothing(at: Office) -> None:
    await at.leader.write(LETTER)
    await at.leader.press(REST)
    preview = at.leader.preview().text
    assert MENTORING in preview
    assert "pay gap" not in preview
    assert at.cards() == []
    *_, receipt = await at.leader.press("Send")
    assert "#" in receipt.text
    (card,) = at.cards("reverse mentoring")
    assert "pay gap" not in card.text


async def test_the_rest_can_be_typed_and_sent_after_a_restart(team_snapshot: Snapshot) -> None:
    server = TelegramServer()
    async with office(team_snapshot, server=server) as before:
        await before.leader.write(LETTER)
        await before.leader.write(REST)
        assert MENTORING in before.leader.preview().text
    async with office(team_snapshot, server=server) as after:
        await after.leader.press(REST)
        assert MENTORING in after.leader.history()[-1].text


async def test_each_answer_of_several_opens_in_full(at: Office) -> None:
    (answer,) = await at.leader.write(LETTER)
    (second,) = await at.leader.press(answer.buttons[2])
    assert second.text.splitlines()[0] == answer.text.split("\n2. ")[1].splitlines()[0]


async def test_nobody_in_a_group_is_offered_to_write_to_the_team(at: Office) -> None:
    group = Phone(at.assistant, at.server, chat={"id": -5, "type": "supergroup", "title": "Board"})
    (answer,) = await group.write(f"@race_equality_bot {LETTER}")
    assert REST not in answer.buttons


def test_in_the_terminal_several_answers_stand_in_full_and_numbered(snapshot: Snapshot) -> None:
    text = AskSession(snapshot, lambda: 0.0).reply([LETTER]).text
    assert "\n\n2. " in text
    assert "these parts of your message" in text


def test_a_letter_that_asks_one_thing_twice_is_answered(snapshot: Snapshot) -> None:
    outcome, _ = snapshot.understanding("What is the WRES? What is the WDES? What is the WRES?")
    assert isinstance(outcome, Answered)


def test_harm_is_heard_beside_a_question_that_is_asked_twice(snapshot: Snapshot) -> None:
    told = "My manager called me a racist name at work."
    outcome, _ = snapshot.understanding(f"{told} What is the WRES? What is the WDES? What is the WRES?")
    assert isinstance(outcome, Support)
