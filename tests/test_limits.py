"""Nobody fills the team's chat alone, and whoever writes too much is told so in a sentence."""

from __future__ import annotations

import pytest

from bot.limits import BURST
from tests.office import Office, heard


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.enquiries.MOST_UNREAD", 3)


@pytest.mark.usefixtures("_few")
async def test_what_follows_an_enquiry_waits_for_a_reply_once_there_is_much_of_it(at: Office) -> None:
    ref = await at.send("Please call me")
    receipt = at.leader.history()[-1]
    for words in ("today", "or tomorrow"):
        await at.leader.reply(words, receipt.message)
    (enough,) = await at.leader.reply("or on Friday", receipt.message)
    assert enough.text.startswith("That was not sent: the team has many messages of yours to read.")
    assert at.cards("on Friday") == []
    await at.answer("On Friday", at.cards("call me")[0])
    (added,) = await at.leader.reply("Thank you", receipt.message)
    assert added.text == f"Added to #{ref}."


@pytest.mark.usefixtures("_few")
async def test_a_new_enquiry_waits_too_and_can_be_sent_the_next_day(at: Office) -> None:
    for words in ("One", "Two", "Three"):
        await at.send(f"{words}, please")
    assert await at.send("three,  please") == await at.send("Three, please")
    (preview,) = await at.leader.write("/contact Four, please")
    (enough,) = await at.leader.press("Send")
    assert enough.text.startswith("That was not sent")
    assert at.cards("Four") == []
    at.clock.pass_(hours=24)
    await at.send("Four, please")
    assert (preview.buttons[-2], len(at.cards("Four"))) == ("Send", 1)


async def test_a_flood_into_an_enquiry_gets_one_sentence(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")
    for number in range(BURST + 5):
        await at.leader.write(f"word {number}")
    assert len([one for one in heard(at.leader) if one.startswith("That is more than I can take in at once")]) == 1
