"""Administrators ask a change before it counts, and see what it does to the questions of leaders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.explaining.effect import Effect, effect
from bot.library.folder import Library, Snapshot, parse_texts, shipped_wording
from bot.store.store import Store
from bot.wording import Wording
from tests.administrator import CHECKS, FAQ
from tests.conftest import Folder
from tests.office import Clock, Office, own_office
from tests.phone import Phone, Seen
from tests.telegram_server import TelegramServer

SAY = Wording(shipped_wording())
PARKING = "where can I park"
EVENT = "When is the next event?"
SUPPORT = (
    "routes:\n- {id: line, name: The Line, when: any harm, contact: Ring 123.}\ndisclosures: [I am being harassed]\n"
)

Open = Callable[[], AbstractAsyncContextManager[Office]]


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, checks=CHECKS, support=SUPPORT)


@pytest.fixture
def opened(few_words: Library, own: Path, tmp_path: Path) -> Open:
    """The office each time it is opened, with the chats and the database of the time before."""
    server, clock = TelegramServer(), Clock()

    @asynccontextmanager
    async def opening() -> AsyncIterator[Office]:
        store = Store.open(tmp_path / "bot.db")
        async with own_office(few_words, own, store=store, server=server, clock=clock, admins=frozenset({1, 2})) as at:
            yield at
        store.close()

    return opening


@pytest.fixture
async def at(opened: Open) -> AsyncIterator[Office]:
    async with opened() as found:
        yield found


async def change(ada: Phone, id_: str, words: str) -> Seen:
    """Ada replies to an answer with another; the preview with its buttons."""
    *_, raw = await ada.write(f"/edit {id_}")
    *_, shown = await ada.reply(words, raw.message)
    assert shown.buttons == ("Apply", "Discard")
    return shown


async def test_a_question_is_answered_by_the_change_and_as_it_is_now(at: Office, ada: Phone) -> None:
    await change(ada, "next-event", "On 4 December, online.")
    draft, now = await ada.write("/try date of the next webinar")
    heading = (
        f"“date of the next webinar”, if you apply your change of Monday 23 November at 09:00 (+0 ~1 -0: “{EVENT}”)."
    )
    assert draft.text.startswith(
        f"{heading}\nIt answers:\n\n{EVENT}\n\nOn 4 December, online.\n\nButtons: This helped · This did"
    )
    assert now.text.startswith(f"{SAY('try_now')}\nIt answers:\n\n{EVENT}\n\nThere is none yet.")
    assert draft.buttons == now.buttons == ()
    assert "There is none yet." in (await at.leader.write(EVENT))[-1].text


async def test_where_both_are_the_same_it_says_so_once(ada: Phone) -> None:
    await change(ada, "next-event", "On 4 December, online.")
    (same,) = await ada.write("/try What is the WRES?")
    assert "The same answer as now.\nIt answers:" in same.text
    assert "The standard." in same.text


async def test_a_reply_to_the_preview_is_tried_and_its_buttons_still_work(at: Office, ada: Phone) -> None:
    shown = await change(ada, "next-event", "On 4 December, online.")
    draft, now = await ada.reply(EVENT, shown.message)
    assert ("On 4 December" in draft.text, "none yet" in now.text) == (True, True)
    await ada.reply("Apply", shown.message)
    assert "On 4 December" in (await at.leader.write(EVENT))[-1].text
    (over,) = await ada.reply(EVENT, shown.message)
    assert over.text == SAY("try_over")


async def test_of_several_changes_a_reply_chooses_and_the_command_takes_the_newest(at: Office, ada: Phone) -> None:
    first = await change(ada, "next-event", "On 4 December, online.")
    at.clock.pass_(days=1)
    await change(ada, "wres", "Nine indicators.")
    (same,) = await ada.write(f"/try {EVENT}")
    assert (
        "change of Tuesday 24 November at 09:00 (+0 ~1 -0: “What is the WRES?”). The same answer as now." in same.text
    )
    draft, _ = await ada.reply(EVENT, first.message)
    assert f"Monday 23 November at 09:00 (+0 ~1 -0: “{EVENT}”).\nIt answers:" in draft.text
    draft, _ = await ada.reply(f"/try {EVENT}", first.message)
    assert "On 4 December" in draft.text


async def test_without_a_change_or_a_question_it_says_how(ada: Phone, bo: Phone) -> None:
    assert [one.text for one in await ada.write("/try WRES")] == [SAY("try_none")]
    await change(ada, "next-event", "On 4 December, online.")
    assert [one.text for one in await ada.write("/try")] == [SAY("try_which")]
    assert [one.text for one in await bo.write("/try WRES")] == [SAY("try_none")]
    await ada.press("Discard")
    assert [one.text for one in await ada.write("/try WRES")] == [SAY("try_none")]


def asked_in_vain(at: Office, words: str) -> None:
    at.store.alone(lambda store: store.gaps.add(words, "unknown", None, None, at.clock.at.date()))


async def test_only_administrators_try_and_only_in_private(at: Office) -> None:
    assert [one.text for one in await at.leader.write("/try WRES")] == [SAY("admins_only")]
    group = Phone(at.assistant, at.server, 1, at.staff.chat)
    assert "private" in (await group.write("/try WRES"))[-1].text


async def test_trying_counts_and_keeps_nothing(at: Office, ada: Phone) -> None:
    shown = await change(ada, "next-event", "On 4 December, online.")
    tables = ("gap", "count")
    before = [list(at.store.rows(name)) for name in tables]
    unknown, *_ = await ada.write(f"/try {PARKING}")
    await ada.reply("what is the tide in Grimsby", shown.message)
    assert "The same answer as now.\nIt does not know:\n\nI do not know" in unknown.text
    assert [list(at.store.rows(name)) for name in tables] == before


async def test_harm_and_wishes_are_read_as_a_leader_would_read_them(ada: Phone) -> None:
    await change(ada, "next-event", "On 4 December, online.")
    (care,) = await ada.write("/try I am being harassed")
    assert "It hears harm or distress, and names who can help:" in care.text
    assert "Ring 123." in care.text
    assert "This helped" not in care.text


async def test_a_change_is_tried_after_a_restart_too(opened: Open) -> None:
    async with opened() as at:
        shown = await change(Phone(at.assistant, at.server, 1), "next-event", "On 4 December, online.")
    async with opened() as at:
        draft, _ = await Phone(at.assistant, at.server, 1).reply(EVENT, shown.message)
        assert "On 4 December" in draft.text


async def test_a_change_that_somebody_overtook_says_so(ada: Phone, bo: Phone) -> None:
    shown = await change(ada, "next-event", "On 4 December, online.")
    await change(bo, "next-event", "On 5 December.")
    await bo.press("Apply")
    (refused,) = await ada.reply(EVENT, shown.message)
    assert refused.text == SAY("edit_meanwhile")


async def test_a_preview_says_which_unanswered_questions_it_answers(at: Office, ada: Phone) -> None:
    asked_in_vain(at, PARKING)
    car = f"- id: car\n  question: Where can I park?\n  also_asked: [{PARKING}, a car park]\n  answer: At the quay.\n"
    *_, shown = await ada.send("faq.yaml", (FAQ + car).encode())
    assert f"{SAY('effect_answers')}\n• “{PARKING}”: “Where can I park?”" in shown.text


async def test_a_preview_says_which_questions_lose_their_answer(at: Office, ada: Phone) -> None:
    asked_in_vain(at, PARKING)
    await ada.write("/gaps")
    await ada.press(EVENT)
    *_, shown = await ada.write("/undo")
    assert f"{SAY('effect_no_longer')}\n• “{PARKING}”: no longer “{EVENT}”" in shown.text


def after(library: Library, before: Snapshot, files: dict[str, str], asked: tuple[str, ...] = ()) -> Effect:
    parsed = parse_texts(files)
    assert parsed.knowledge, parsed.problems
    return effect(before, library.fit(parsed.knowledge, before), asked)


NATIONS = """\
- id: england
  question: What does the law ask of boards in England?
  also_asked: [law in England, the legal duties of English trusts, must boards in England publish data]
  answer: To publish.
- id: wales
  question: Does it cover Wales?
  also_asked: [Welsh health boards, is Cardiff part of it, wales too]
  answer: It does not.
"""


def test_a_wording_that_takes_questions_of_another_entry_names_them(few_words: Library) -> None:
    before = few_words.fit(parse_texts({"faq.yaml": NATIONS}).knowledge)  # type: ignore[arg-type]
    learned = "phrasings:\n- {entry: wales, ask: what does the law ask of boards}\n"
    changed = after(few_words, before, {"faq.yaml": NATIONS, "learned.yaml": learned})
    taken = {(shift.text, shift.before, shift.after) for shift in changed.likely_taken}
    assert ("What does the law ask of boards in England?", "england", "wales") in taken


async def test_a_learned_question_that_takes_those_of_another_answer_is_shown_first(
    few_words: Library, folder: Folder
) -> None:
    asked = "what does the law ask of boards"
    async with own_office(few_words, folder(faq=NATIONS), admins=frozenset({1})) as at:
        ada = Phone(at.assistant, at.server, 1)
        at.store.alone(lambda store: store.gaps.add(asked, "not_helpful", "england", None, at.clock.at.date()))
        await ada.write("/gaps")
        (shown,) = await ada.press("Does it cover Wales?")
        assert SAY("effect_may_take") in shown.text
        assert "leads to “Does it cover Wales?”, before to “What does the law ask of boards in England?”" in shown.text
        assert shown.buttons == ("Apply", "Discard")


def test_a_wording_of_its_own_takes_nothing(few_words: Library) -> None:
    before = few_words.fit(parse_texts({"faq.yaml": NATIONS}).knowledge)  # type: ignore[arg-type]
    learned = "phrasings:\n- {entry: wales, ask: Snowdonia}\n"
    changed = after(few_words, before, {"faq.yaml": NATIONS, "learned.yaml": learned}, ("law in England", PARKING))
    assert (changed.taken, changed.likely_taken) == ((), ())


def test_a_change_that_nobody_asks_for_moves_nothing(few_words: Library) -> None:
    before = few_words.fit(parse_texts({"faq.yaml": NATIONS}).knowledge)  # type: ignore[arg-type]
    files = {"faq.yaml": NATIONS, "wording.yaml": "unknown: Nobody knows.\n"}
    assert after(few_words, before, files, ("law in England", PARKING)) == Effect()
