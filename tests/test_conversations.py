"""What a person sees on a phone, one story a test."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime

import pytest
from telegram.ext import ExtBot

from bot.conversation.limits import BURST
from bot.library.folder import Snapshot
from bot.settings import Settings
from bot.store.store import Store
from handlers.serving.desk import Assistant, assemble
from handlers.wire.buttons import short
from handlers.wire.html import html, split, units
from tests.office import Standing
from tests.phone import Phone, Wire, refusing
from tests.telegram_server import Refusal, TelegramServer, read_html

PERSON = "Talk to a person"
LONG = "a-question-with-a-name-so-long-that-it-does-not-fit-into-the-bytes-of-a-button"
HELPED = ("This helped", "This did not help")


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()


@pytest.fixture
async def at(small_snapshot: Snapshot, server: TelegramServer) -> AsyncIterator[Assistant]:
    async with opened(small_snapshot, server) as found:
        yield found


def opened(snapshot: Snapshot, server: TelegramServer) -> AbstractAsyncContextManager[Assistant]:
    bot = ExtBot("42:T", request=Wire(server), get_updates_request=Wire(server))
    return assemble(bot, Standing(snapshot), Store.open(None), Settings(), lambda: datetime.now(UTC), grace=0.2)


@pytest.fixture
def phone(at: Assistant, server: TelegramServer) -> Phone:
    return Phone(at, server)


@pytest.fixture
def group(at: Assistant, server: TelegramServer) -> Phone:
    return Phone(at, server, chat={"id": -100, "type": "supergroup", "title": "Board"})


# The first minute.


async def test_start_says_what_this_is_and_offers_three_questions(phone: Phone) -> None:
    (welcome,) = await phone.write("/start")
    assert "a computer program, not a person" in welcome.text
    assert welcome.buttons == (
        "1. What is the programme?", "2. Who is the programme for?", "3. What is the WRES?", PERSON,
    )  # fmt: skip


async def test_help_lists_every_command_of_the_menu(phone: Phone) -> None:
    (help_,) = await phone.write("/help")
    assert all(f"/{name}: " in help_.text for name in ("start", "pillars", "resources", "privacy", "whoami", "cancel"))


async def test_pillars_come_with_their_first_resources(phone: Phone) -> None:
    (pillars,) = await phone.write("/pillars")
    assert pillars.links[0] == "https://example.org/boards"
    assert await phone.press("Taking accountability") == []
    (chosen,) = phone.history()
    assert chosen.text.startswith("Taking accountability")


async def test_resources_can_be_looked_through_by_topic_page_by_page(phone: Phone) -> None:
    await phone.write("/resources")
    await phone.press("By topic")
    pages = []
    for button in ("Allyship", "More"):
        assert await phone.press(button) == []
        pages += phone.history()
    first, second = pages
    assert (len(first.links), len(second.links)) == (5, 2)
    assert ("More" in first.buttons, "More" in second.buttons) == (True, False)


async def test_whoami_tells_the_numbers_that_settings_ask_for(group: Phone) -> None:
    (told,) = await group.write("/whoami")
    assert "7" in told.text
    assert "-100" in told.text


# Answers.


async def test_an_answer_has_links_follow_ups_a_rating_and_the_way_to_a_person(phone: Phone) -> None:
    (answer,) = await phone.write("what is the programme")
    assert answer.links == ("https://example.org/programme?a=1&b=2", "https://example.org/boards")
    assert answer.buttons == ("1. Who is the programme for?", "2. What is the WRES?", *HELPED, "Save", PERSON)


async def test_a_follow_up_is_chosen_by_button_label_or_number(phone: Phone) -> None:
    seen = []
    for choose in (phone.press("What is the WRES?"), phone.write("2"), phone.write("what is the wres")):
        await phone.write("what is the programme")
        (chosen,) = await choose
        seen.append(chosen.text)
    assert len(set(seen)) == 1


async def test_did_you_mean_has_a_none_of_these(phone: Phone) -> None:
    (asked,) = await phone.write("pay or indicators")
    assert asked.buttons[-2:] == ("None of these", PERSON)
    (honest,) = await phone.write("none of these")
    assert honest.text.startswith("Then I do not know")


async def test_a_typed_question_is_never_trapped_in_a_menu(phone: Phone) -> None:
    await phone.write("pay or indicators")
    (answer,) = await phone.write("What is the WRES?")
    assert "nine indicators" in answer.text


async def test_more_goes_on_after_a_restart(small_snapshot: Snapshot, server: TelegramServer) -> None:
    async with opened(small_snapshot, server) as before:
        (first,) = await Phone(before, server).write("podcasts on allyship")
    async with opened(small_snapshot, server) as after:
        phone = Phone(after, server)
        (second,) = await phone.press("More")
    assert set(first.links) & set(second.links) == set()
    assert len(first.links) + len(second.links) == 7


async def test_buttons_work_after_a_restart(small_snapshot: Snapshot, server: TelegramServer) -> None:
    async with opened(small_snapshot, server) as before:
        await Phone(before, server).write("what is the programme")
    async with opened(small_snapshot, server) as after:
        (answer,) = await Phone(after, server).press("What is the WRES?")
    assert "nine indicators" in answer.text


async def test_a_button_of_knowledge_that_is_gone_answers_politely(phone: Phone) -> None:
    (answer,) = await phone.write("what is the programme")
    for data in (
        "show:gone",
        "show:x-0123456789abcdef",
        "list:topics:gone:0",
        "by:nothing:0",
        "more:abc:5",
        "old",
        ":",
    ):
        (polite,) = await phone.press_data(data, answer.message)
        assert "again" in polite.text


async def test_a_double_tap_is_answered_once(phone: Phone) -> None:
    await phone.write("what is the programme")
    assert len(await phone.press("What is the WRES?")) == 1
    assert await phone.press("What is the WRES?") == []
    assert len(phone.server.called("answerCallbackQuery")) == 2


async def test_did_this_help_is_one_tap_and_counts_once(phone: Phone) -> None:
    (answer,) = await phone.write("What is the WRES?")
    assert await phone.press("This helped") == []
    assert phone.history()[-1].buttons == (PERSON,)
    await phone.press_data("no:what-is-the-wres", answer.message)
    rated = [(one.kind, one.key) for one in await phone.assistant.keep(lambda store: store.counts.since(date.min))]
    assert [one for one in rated if "helped" in one[0]] == [("helped", "what-is-the-wres")]


async def test_an_id_too_long_for_a_button_is_known_again(phone: Phone) -> None:
    (answer,) = await phone.write("where are the minutes of meetings kept?")
    assert '<in> the "archive" & nowhere' in answer.text
    await phone.press("This did not help")
    (again,) = await phone.write(f"/start {short(LONG)}")
    assert again.text == answer.text


async def test_a_link_opens_an_entry(phone: Phone) -> None:
    (answer,) = await phone.write("/start what-is-the-wres")
    assert "nine indicators" in answer.text


async def test_a_link_to_something_gone_still_welcomes(phone: Phone) -> None:
    sorry, welcome = await phone.write("/start gone")
    assert "changed since" in sorry.text
    assert "not a person" in welcome.text


async def test_an_edited_question_has_its_answer_edited(phone: Phone) -> None:
    await phone.write("who can join")
    await phone.edit("What is the WRES?")
    assert ["nine indicators" in one.text for one in phone.history()] == [True]


async def test_refused_formatting_goes_out_plain(phone: Phone) -> None:
    phone.server.refuse = refusing("sendMessage", [Refusal(400, "Bad Request: can't parse entities")])
    (answer,) = await phone.write("what is the programme")
    assert "See its page (https://example.org/programme?a=1&b=2)." in answer.text


async def test_what_is_no_text_is_answered_with_a_sentence(phone: Phone) -> None:
    sticker = {"file_id": "1", "file_unique_id": "1", "type": "regular", "width": 1, "height": 1}
    (told,) = await phone.write("", sticker={**sticker, "is_animated": False, "is_video": False})
    assert "only read text" in told.text


async def test_a_disclosure_gets_people_who_can_help(phone: Phone) -> None:
    (support,) = await phone.write("someone called me a racist name on the ward today")
    assert "Call 999" in support.text
    assert support.buttons == (PERSON,)


async def test_who_has_blocked_the_bot_is_no_error(phone: Phone, caplog: pytest.LogCaptureFixture) -> None:
    phone.server.blocked.add(7)
    assert await phone.write("What is the WRES?") == []
    assert [one for one in caplog.records if one.levelno > logging.INFO] == []


# Many at once.


async def test_a_flood_gets_one_kind_sentence_and_delays_nobody(at: Assistant, server: TelegramServer) -> None:
    flooding, other = Phone(at, server), Phone(at, server, person=8)
    for number in range(BURST + 20):
        await flooding.write(f"pay gap {number}")
    assert [one.text for one in flooding.history()[BURST:]] == [at.services.say("too_fast")]
    assert len(await other.write("What is the WRES?")) == 1


async def test_a_chat_that_must_wait_holds_up_no_other(at: Assistant, server: TelegramServer) -> None:
    def refuse(method: str, params: dict[str, object]) -> None:
        if method == "sendMessage" and params["chat_id"] == "7":
            raise Refusal(429, "Too Many Requests", retry_after=60)

    server.refuse = refuse
    waiting = asyncio.create_task(Phone(at, server).write("What is the WRES?"))
    await asyncio.sleep(0.05)
    other = Phone(at, server, person=8)
    asyncio.get_running_loop().call_later(0.5, waiting.cancel)
    writing = asyncio.create_task(other.write("What is the WRES?"))
    async with asyncio.timeout(60):
        while not other.history():
            await asyncio.sleep(0.01)
    writing.cancel()
    assert "nine indicators" in other.history()[0].text


async def test_an_unexpected_exception_ends_in_a_sentence_of_its_own(
    phone: Phone,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("the words of the question")

    monkeypatch.setattr(type(phone.assistant.services.conversations), "ask", broken)
    (sorry,) = await phone.write("What is the WRES?")
    assert sorry.text == phone.assistant.services.say("went_wrong")
    assert [one.message for one in caplog.records if one.levelno >= logging.ERROR] == ["an update could not be handled"]


# Words on the wire.


def test_long_replies_are_split_without_breaking_words_or_links() -> None:
    text = "\n\n".join(
        f"Word & <b> 😀 [a long label number {n}](https://example.org/{n}?a=1&b=2) " + "word " * 40 for n in range(60)
    )
    parts = split(text)
    assert len(parts) > 1
    assert max(units(html(part)) for part in parts) <= 4096
    assert sum(len(read_html(html(part))[1]) for part in parts) == 60
    assert " ".join(parts).split() == text.split()


def test_a_word_longer_than_a_message_is_cut() -> None:
    parts = split("😀&" * 3000)
    assert "".join(parts) == "😀&" * 3000
    assert max(units(html(part)) for part in parts) <= 4096
