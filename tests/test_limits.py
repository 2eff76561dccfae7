"""Nobody fills the team's chat alone, and whoever writes too much is told so in a sentence."""

from __future__ import annotations

import pytest

from bot.conversation.limits import BURST, REST, Limits, Verdict
from bot.enquiries.draft import MOST_PARTS
from bot.enquiries.team import staff_chat
from tests.office import GROUP, MONDAY, Clock, Office, heard
from tests.phone import Phone, Seen
from tests.telegram_server import Json

PHOTO = {"file_unique_id": "photo", "width": 1, "height": 1}
LONG = "Long words. " * 341  # nearly all that Telegram takes at once
TOO_FAST = "That is more than I can take in at once"


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.enquiries.leader.MOST_UNREAD", 3)


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


# Whatever it is that comes too fast.


async def flooded(phone: Phone, what: str, times: int) -> int:
    """How many messages came of it."""
    await phone.settle()  # the how-to of the staff chat and the board
    before = len(phone.server.called("sendMessage"))
    for number in range(times):
        await (phone.edit(f"Again {number}") if what == "edit" else phone.write(what))
    return len(phone.server.called("sendMessage")) - before


async def drafting(at: Office) -> None:
    await at.leader.write("/contact")
    await at.leader.press("A question about the programme")


@pytest.mark.parametrize("what", ["/mydata", "/contact Please call me", "/nonsense", "/start", "What is the WRES?"])
async def test_commands_are_limited_as_words_are(at: Office, what: str) -> None:
    assert await flooded(at.leader, what, 150) <= BURST + 2
    assert sum(one.startswith(TOO_FAST) for one in heard(at.leader)) == 1


async def test_edits_are_limited_too(at: Office) -> None:
    await drafting(at)
    await at.leader.write("Please call me")
    assert await flooded(at.leader, "edit", 100) <= BURST + 1


async def test_files_and_presses_are_limited_too(at: Office) -> None:
    (welcome,) = await at.leader.write("/start")
    pressed = at.server.called("answerCallbackQuery")
    for _ in range(BURST):
        await at.leader.press_data("show:nothing", welcome.message)
        await at.leader.write("", photo=photo("one"))
    assert len(at.leader.history()) <= BURST + 1
    assert [TOO_FAST in str(one) for one in at.server.called("answerCallbackQuery")].count(True) <= 1
    assert len(at.server.called("answerCallbackQuery")) - len(pressed) == BURST  # each ends its waiting sign


async def test_a_long_draft_does_not_make_more_of_everything(at: Office) -> None:
    await drafting(at)
    assert await flooded(at.leader, LONG, 35) < BURST
    assert sum(one.startswith(TOO_FAST) for one in heard(at.leader)) == 1


async def test_a_draft_holds_what_can_be_read_and_says_what_is_left_out(at: Office) -> None:
    at.assistant.services.limits._burst = 1000
    await drafting(at)
    await at.leader.write(LONG)
    for _ in range(3):
        await at.leader.add(LONG)
    (left_out,) = await at.leader.add(LONG)
    assert left_out.text == at.assistant.services.say("draft_full")
    assert left_out.message["reply_to_message"]["message_id"] == at.leader.sent["message_id"]
    await at.leader.press("Send")
    assert sum(one.text.count("Long") for one in at.staff.history()) == 4 * LONG.count("Long")


async def test_the_answers_of_staff_are_never_too_many(at: Office) -> None:
    await at.send("Please call me")
    for number in range(BURST + 5):
        await at.answer(f"Answer {number}", at.cards()[0])
    assert sum("Answer" in one for one in heard(at.leader)) == BURST + 5
    assert not any(one.startswith(TOO_FAST) for one in heard(at.staff))


async def test_the_lists_of_staff_are_limited(at: Office) -> None:
    assert await flooded(at.staff, "/enquiries", 100) <= BURST + 2


async def test_what_telegram_says_of_a_group_is_never_too_much(at: Office) -> None:
    await flooded(at.staff, "/enquiries", BURST + 1)
    at.server.chats[-777] = {"id": -777, "type": "supergroup", "title": "Staff"}
    await at.staff.write("", migrate_to_chat_id=-777)
    assert staff_chat(at.store, GROUP) == -777


def test_whoever_was_refused_waits_so_long_as_they_are_told() -> None:
    clock = Clock()

    def seconds() -> float:
        return (clock.at - MONDAY).total_seconds()

    limits = Limits(seconds)
    verdicts = [limits(7) for _ in range(BURST + 2)]
    assert verdicts == [Verdict.SERVE] * BURST + [Verdict.TELL, Verdict.DROP]
    clock.pass_(seconds=REST - 1)
    assert (limits(7), limits(8)) == (Verdict.DROP, Verdict.SERVE)
    clock.pass_(seconds=1)
    assert [limits(7) for _ in range(REST + 1)] == [Verdict.SERVE] * REST + [Verdict.TELL]


# Albums.


def photo(name: str) -> list[Json]:
    return [{**PHOTO, "file_id": name, "file_unique_id": name}]


async def album(phone: Phone, count: int, name: str, **more: object) -> list[Seen]:
    """Photos that were sent together, the first with a caption where there is one; what came back."""
    heard_: list[Seen] = []
    for number in range(count):
        heard_ += await phone.write("", photo=photo(f"{name}-{number}"), media_group_id=name, **more)
        more.pop("caption", None)
    return heard_


async def test_an_album_gets_one_reply(at: Office) -> None:
    (told,) = await album(at.leader, 10, "first")
    (again,) = await album(at.leader, 10, "second")
    assert told.text == again.text == at.assistant.services.say("only_text")


async def test_an_album_with_a_question_gets_the_answer_alone(at: Office) -> None:
    (answer,) = await album(at.leader, 10, "first", caption="What is the WRES?")
    assert "Workforce Race Equality Standard" in answer.text


async def test_an_album_that_is_added_gets_one_reply_and_all_of_it_arrives(at: Office) -> None:
    ref = await at.send("Please call me")
    receipt = {name: value for name, value in at.leader.history()[-1].message.items() if name != "links"}
    (added,) = await album(at.leader, 10, "first", reply_to_message=receipt)
    assert (added.text, len(at.server.called("sendPhoto"))) == (f"Added to #{ref}.", 10)


@pytest.mark.parametrize("together", [True, False])
async def test_of_45_photos_the_leader_learns_which_were_not_taken(at: Office, *, together: bool) -> None:
    await drafting(at)
    sent: list[Json] = []
    for number in range(45):
        more = {"media_group_id": f"album {number // 10}"} if together else {}
        await at.leader.write("", photo=photo(str(number)), **more)
        sent.append(at.leader.sent)
    say, left_out = at.assistant.services.say, {one["message_id"]: place for place, one in enumerate(sent)}
    replies = {
        left_out.get(one.message["reply_to_message"]["message_id"]): one.text
        for one in at.leader.history() if one.message.get("reply_to_message")
    }  # fmt: skip
    refused = {place: text for place, text in replies.items() if place is not None}
    if together:
        assert refused == {MOST_PARTS: say("draft_full_album"), MOST_PARTS + 10: say("draft_full_album")}
    else:
        until_then = BURST - 2  # the two steps before were served, too
        one_by_one = dict.fromkeys(range(MOST_PARTS, until_then), say("draft_full"))
        assert refused == {**one_by_one, until_then: say("too_fast")}
    if together:
        await at.leader.press("Send")
        assert len(at.server.called("sendPhoto")) == MOST_PARTS


async def test_an_album_that_is_cut_by_the_limit_is_cut_as_a_whole(at: Office) -> None:
    await drafting(at)
    await flooded(at.leader, "/whoami", BURST - 3)
    await album(at.leader, 10, "taken")
    (told,) = await album(at.leader, 10, "not taken")
    assert told.text == at.assistant.services.say("too_fast")
