"""Review that happens: a list a month, a press for what is still right, and only what was confirmed is said to be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.library.folder import Library, shipped_wording
from bot.store.counts import Tally, week_of
from bot.store.store import Store
from bot.wording import Wording
from tests.conftest import Folder
from tests.office import Clock, Office, office, own_office
from tests.phone import Phone
from tests.telegram_server import TelegramServer

SAY = Wording(shipped_wording())
FAQ = """\
# Ours
- id: wres
  question: What is the WRES?   # asked most
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
  sources: [https://example.org/wres-source]
  owner: Bea   # until May
  reviewed: 2025-10-01   # by Bea
- id: allyship
  question: How can I be an ally?
  also_asked: [allyship for white colleagues, being an ally, support colleagues]
  answer: |
    Begin by listening.

    Then act.
- id: new-one
  question: Where is the canteen?
  also_asked: [somewhere to eat, lunch, a place for food]
  answer: On the ground floor.
  owner: programme team
  reviewed: 2026-11-01
- id: origin
  question: Where do the answers come from?
  also_asked: [what are your sources, who checks the content, how current is your knowledge]
  answer: "Public pages. {confirmed}"
  reviewed: 2026-11-01
"""
NOVEMBER, DECEMBER = datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 12, 1, 8, 59, tzinfo=UTC)
Open = Callable[..., AbstractAsyncContextManager[Office]]


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOVEMBER)


@pytest.fixture
def opened(few_words: Library, own: Path, clock: Clock, tmp_path: Path) -> Open:
    """The office each time it is opened, with the chats and the database of the time before."""
    server = TelegramServer()

    @asynccontextmanager
    async def opening() -> AsyncIterator[Office]:
        store, admins = Store.open(tmp_path / "bot.db"), frozenset({1, 2})
        async with own_office(few_words, own, store=store, server=server, clock=clock, admins=admins) as at:
            yield at
        store.close()

    return opening


@pytest.fixture
async def at(opened: Open) -> AsyncIterator[Office]:
    async with opened() as found:
        yield found


def bo_of(at: Office) -> Phone:
    return Phone(at.assistant, at.server, 2, {"id": 2, "type": "private", "first_name": "Bo"}, "Bo")


def lists(who: Phone) -> list[str]:
    return [one.text for one in who.history() if one.text.startswith("Due for review")]


async def on(at: Office, moment: datetime, who: Phone) -> int:
    """How many lists somebody has once the duties of that moment are done."""
    at.clock.at = moment
    await at.assistant.duties()
    await who.settle()
    return len(lists(who))


async def last(at: Office, *turns: str) -> str:
    return [(await at.leader.write(turn))[-1].text for turn in turns][-1]


# The list.


async def test_the_list_comes_once_a_month_on_its_first_working_day_at_nine_in_london(at: Office, ada: Phone) -> None:
    days = [
        (NOVEMBER, 0),  # who begins in the middle of a month is told in the next
        (DECEMBER, 0), (DECEMBER.replace(hour=9, minute=0), 1), (DECEMBER.replace(hour=15), 1),
        (datetime(2026, 12, 2, 9, tzinfo=UTC), 1),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), 1), (datetime(2027, 1, 4, 9, tzinfo=UTC), 2),  # after New Year's Day
        (datetime(2027, 4, 1, 8, tzinfo=UTC), 3),  # nine o'clock in summer
    ]  # fmt: skip
    assert [await on(at, moment, ada) for moment, _ in days] == [count for _, count in days]
    assert len(lists(bo_of(at))) == 3


async def test_a_restart_neither_doubles_nor_loses_the_list(opened: Open, clock: Clock) -> None:
    async with opened() as at:
        assert await on(at, NOVEMBER, bo_of(at)) == 0
    clock.at = datetime(2026, 12, 3, 9, tzinfo=UTC)  # it was down on the first
    for _ in range(2):
        async with opened() as at:
            assert await on(at, clock.at, bo_of(at)) == 1


async def test_it_names_owners_and_dates_and_leaves_out_what_was_looked_at(ada: Phone) -> None:
    (shown,) = await ada.write("/review")
    assert "1. What is the WRES? (owner: Bea; reviewed 1 October 2025)" in shown.text
    assert "2. How can I be an ally? (no owner; never reviewed)" in shown.text
    assert "canteen" not in shown.text
    assert shown.buttons == ("1. What is the WRES?", "2. How can I be an ally?")


async def test_what_leaders_are_shown_most_comes_first_and_a_few_times_count_as_none(at: Office, ada: Phone) -> None:
    at.store.counts.add(week_of(NOVEMBER), [Tally("entry", "allyship")] * 4)
    assert (await ada.write("/review"))[0].buttons[0] == "1. What is the WRES?"
    at.store.counts.add(week_of(NOVEMBER), [Tally("entry", "allyship")])
    assert (await ada.write("/review"))[0].buttons[0] == "1. How can I be an ally?"


async def test_ten_are_named_and_the_others_counted(few_words: Library, folder: Folder) -> None:
    entries = "".join(f"- {{id: e-{n}, question: What is {n}?, answer: A number.}}\n" for n in range(13))
    async with own_office(few_words, folder(faq=entries)) as at:
        (shown,) = await Phone(at.assistant, at.server, 1).write("/review")
    assert len(shown.buttons) == 10
    assert SAY("review_more", count=3) in shown.text


# Still right.


async def test_still_right_writes_the_date_and_nothing_else_and_keeps_who_and_the_next_follows(
    at: Office, ada: Phone, own: Path
) -> None:
    await ada.write("/review")
    (card,) = await ada.write("1")
    assert "The standard." in card.text
    assert "https://example.org/wres-source" in card.text
    assert card.buttons == ("Still right", "Edit", "Later")
    done, following = await ada.press("Still right")
    assert done.text == SAY("review_done", label="What is the WRES?", file="faq.yaml")
    assert "How can I be an ally?" in following.text
    assert (own / "faq.yaml").read_text("utf-8") == FAQ.replace("2025-10-01", "2026-11-23")
    assert [(row["entry"], row["who"]) for row in at.store.rows("review")] == [("wres", "Ada")]
    assert [row["who"] for row in at.store.rows("version")][-1] == "Ada (1)"
    *_, end = await ada.write("still right")
    assert end.text == SAY("review_last")
    assert FAQ.count("reviewed:") + 1 == (own / "faq.yaml").read_text("utf-8").count("reviewed: ")
    assert (await ada.write("/review"))[0].text == SAY("review_none")
    await ada.write("/undo")
    await ada.press("Apply")
    assert (own / "faq.yaml").read_text("utf-8") == FAQ.replace("2025-10-01", "2026-11-23")


async def test_a_date_alone_is_not_fitted_again_and_finds_the_same(at: Office, ada: Phone) -> None:
    before = at.assistant.services.snapshot().understanding
    await ada.write("/review")
    await ada.write("1")
    await ada.press("Still right")
    after = at.assistant.services.snapshot()
    assert after.understanding is before
    assert after.knowledge.by_id["wres"].reviewed == "2026-11-23"  # type: ignore[union-attr]  # an entry


async def test_the_monthly_list_leads_to_the_same_cards_after_a_restart_too(opened: Open) -> None:
    async with opened() as at:
        await on(at, NOVEMBER, bo_of(at))
        await on(at, DECEMBER.replace(hour=9, minute=0), bo_of(at))
        (typed,) = await bo_of(at).write("1. What is the WRES?")
        assert "Still right" in typed.buttons
    async with opened() as at:
        (pressed,) = await bo_of(at).press("What is the WRES?")
        assert pressed.buttons == ("Still right", "Edit", "Later")
        await bo_of(at).press("Still right")
        assert [row["who"] for row in at.store.rows("review")] == ["Bo"]


async def test_what_was_changed_since_it_was_shown_is_not_confirmed(at: Office, ada: Phone, own: Path) -> None:
    await ada.write("/review")
    await ada.write("1")
    (own / "faq.yaml").write_text(FAQ.replace("The standard.", "Another."), "utf-8")
    await at.assistant.services.thinking(at.assistant.services.editing.problems)
    told, anew = await ada.press("Still right")
    assert told.text == SAY("review_changed")
    assert "Another." in anew.text
    assert list(at.store.rows("review")) == []


async def test_a_press_that_is_handled_again_after_a_crash_confirms_once(at: Office, ada: Phone) -> None:
    await ada.write("/review")
    (card,) = await ada.write("1")
    data = card.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ada.press("Still right")
    versions = len(list(at.store.rows("version")))
    at.clock.pass_(minutes=5)
    (done, *_) = await ada.press_data(data, card.message)
    assert done.text.startswith("“What is the WRES?” is confirmed by you.")
    assert (len(list(at.store.rows("version"))), len(list(at.store.rows("review")))) == (versions, 1)


async def test_edit_under_a_card_is_the_usual_edit_and_dates_and_confirms_what_is_applied(
    at: Office, ada: Phone, own: Path
) -> None:
    await ada.write("/review")
    await ada.write("1")
    *_, raw = await ada.press("Edit")
    await ada.reply("Nine indicators.", raw.message)
    assert list(at.store.rows("review")) == []
    await ada.press("Apply")
    changed = FAQ.replace("The standard.", "Nine indicators.").replace("2025-10-01", "2026-11-23")
    assert (own / "faq.yaml").read_text("utf-8") == changed
    assert "confirmed this on 23 November 2026" in await last(at, "What is the WRES?", "when was this checked?")


async def test_an_entry_without_owner_and_date_gets_none_by_an_edit(at: Office, ada: Phone, own: Path) -> None:
    *_, raw = await ada.write("/edit allyship")
    await ada.reply("Listen.", raw.message)
    await ada.press("Apply")
    assert "reviewed" not in (own / "faq.yaml").read_text("utf-8").partition("allyship")[2].partition("- id:")[0]
    assert list(at.store.rows("review")) == []


async def test_without_a_folder_of_ones_own_it_says_so_and_nothing_is_sent_by_itself(
    few_words: Library, folder: Folder, clock: Clock
) -> None:
    snapshot = few_words.open(folder(faq=FAQ))
    async with office(snapshot, clock=clock) as at:
        ada = Phone(at.assistant, at.server, 1)
        told, _ = await ada.write("/review")
        await ada.write("1")
        (refused,) = await ada.press("Still right")
        assert told.text == refused.text == SAY("edit_shipped")
        assert await on(at, DECEMBER.replace(hour=9, minute=0), ada) == 1  # what was asked for


async def test_leaders_cannot_review(at: Office) -> None:
    assert "Due" not in await last(at, "/review")
    (hello, *_) = await at.leader.write("hello")
    assert await at.leader.press_data("right:wres:0123456789ab", hello.message) == []
    assert list(at.store.rows("review")) == []


# What leaders are told.


async def test_where_answers_come_from_says_what_was_confirmed_and_claims_nothing_else(at: Office, ada: Phone) -> None:
    question = "Where do the answers come from?"
    assert await last(at, question) == f"{question}\n\nPublic pages. {SAY('confirmed_none')}"
    await ada.write("/review")
    await ada.write("1")
    await ada.press("Still right")
    some = SAY("confirmed_some", count=1, all=4, since="23 November 2026", last="23 November 2026")
    assert some in await last(at, question)
    assert "Ada" not in await last(at, question)


async def test_when_was_this_checked_is_told_of_the_answer_and_not_who_or_where_from(at: Office, ada: Phone) -> None:
    dated = SAY("checked_dated", label="What is the WRES?", day="1 October 2025")
    assert await last(at, "What is the WRES?", "when was this checked?") == dated
    assert await last(at, "How can I be an ally?", "has anyone checked this?") == SAY(
        "checked_undated", label="How can I be an ally?"
    )
    await ada.write("/review")
    await ada.write("1")
    await ada.press("Still right")
    at.clock.pass_(days=3)
    told = await last(at, "What is the WRES?", "how do I know this is right?")
    assert told == SAY("checked_confirmed", label="What is the WRES?", day="23 November 2026")


async def test_a_confirmation_holds_for_the_text_that_was_confirmed_and_after_a_restart(
    opened: Open, own: Path
) -> None:
    async with opened() as at:
        await bo_of(at).write("/review")
        await bo_of(at).write("1")
        await bo_of(at).press("Still right")
    async with opened() as at:
        assert "confirmed this on" in await last(at, "What is the WRES?", "when was this checked?")
    faq = (own / "faq.yaml").read_text("utf-8")
    (own / "faq.yaml").write_text(faq.replace("The standard.", "Quite another thing."), "utf-8")
    async with opened() as at:
        assert "No confirmation" in await last(at, "What is the WRES?", "when was this checked?")


async def test_a_confirmation_ends_after_a_year(at: Office, ada: Phone) -> None:
    await ada.write("/review")
    await ada.write("1")
    await ada.press("Still right")
    at.clock.pass_(days=367)
    await at.assistant.duties()
    assert list(at.store.rows("review")) == []
