"""Who helps in distress is changed by two administrators where there are two, and by no one alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.library.folder import Library, shipped_wording
from bot.store.store import Store
from bot.wording import Wording
from tests.conftest import Folder
from tests.office import Clock, Office, own_office
from tests.phone import Phone, Seen
from tests.telegram_server import TelegramServer

SAY = Wording(shipped_wording())
FAQ = """\
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
"""
SUPPORT = """\
routes:
  - id: emergency
    name: Emergency services
    when: Someone is in danger
    contact: Call 999.
disclosures:
  - someone called me a racist name on the ward today
  - I am being bullied by my manager because of my race
  - I do not feel safe at work any more
"""
CHANGED = SUPPORT.replace("Call 999.", "Call 999 now.")
Open = Callable[..., AbstractAsyncContextManager[Office]]


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, support=SUPPORT)


@pytest.fixture
def opened(few_words: Library, own: Path, tmp_path: Path) -> Open:
    """The office each time it is opened, with the chats and the database of the time before."""
    server, clock = TelegramServer(), Clock()

    @asynccontextmanager
    async def opening(*admins: int) -> AsyncIterator[Office]:
        store = Store.open(tmp_path / "bot.db")
        async with own_office(
            few_words, own, store=store, server=server, clock=clock, admins=frozenset(admins or (1, 2, 3))
        ) as at:
            yield at
        store.close()

    return opening


def phone(at: Office, person: int, name: str) -> Phone:
    chat = {"id": person, "type": "private", "first_name": name}
    return Phone(at.assistant, at.server, person, chat, name)


def three(at: Office) -> tuple[Phone, Phone, Phone]:
    return phone(at, 1, "Ada"), phone(at, 2, "Bo"), phone(at, 3, "Cy")


async def send(who: Phone, text: str = CHANGED) -> list[Seen]:
    await who.write("/knowledge support")
    return await who.send("support.yaml", text.encode())


def newest(who: Phone) -> Seen:
    return who.history()[-1]


async def test_what_one_wants_another_sees_and_puts_in_force(opened: Open, own: Path) -> None:
    async with opened() as at:
        ada, bo, cy = three(at)
        await send(ada)
        (asked,) = await ada.press("Apply")
        assert asked.text == SAY("second_asked")
        assert (own / "support.yaml").read_text("utf-8") == SUPPORT
        for other in (bo, cy):
            assert newest(other).text.startswith(SAY("second_shown", who="Ada"))
            assert "After: Call 999 now." in newest(other).text
            assert newest(other).buttons == ("Apply", "Discard")
        (done,) = await bo.press("Apply")
        assert done.text == SAY("applied", changes="+0 ~1 -0")
        assert (own / "support.yaml").read_text("utf-8") == CHANGED
        assert newest(ada).text == SAY("applied_by", who="Bo", changes="+0 ~1 -0", what="“Emergency services”")
        (late,) = await cy.press("Apply")
        (again,) = await ada.press("Apply")
        assert late.text == again.text == SAY("proposal_gone")
        assert [row["who"] for row in at.store.rows("version")][-1] == "Bo (2), as Ada wanted"
        assert list(at.store.rows("proposal")) == []


async def test_who_wants_it_cannot_apply_it_however_often_and_by_whatever_button(opened: Open, own: Path) -> None:
    async with opened() as at:
        ada, bo, _ = three(at)
        await send(ada)
        await ada.press("Apply")
        shown = len(bo.history())
        at.clock.pass_(minutes=5)
        (waits,) = await ada.press("Apply")
        assert waits.text == SAY("second_waits")
        theirs = newest(bo).message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        (forged,) = await ada.press_data(theirs, newest(ada).message)
        assert forged.text == SAY("proposal_gone")
        assert len(bo.history()) == shown
        assert (own / "support.yaml").read_text("utf-8") == SUPPORT


async def test_it_waits_through_a_restart_and_is_typed_as_well_as_pressed(opened: Open, own: Path) -> None:
    async with opened() as at:
        await send(three(at)[0])
        await three(at)[0].write("Apply")
        assert "has it" not in newest(three(at)[0]).text
        await three(at)[1].write("Discard")
        assert newest(three(at)[0]).text == SAY("second_discarded", who="Bo")
        await send(three(at)[0])
        await three(at)[0].press("Apply")
    async with opened() as at:
        await three(at)[1].press("Apply")
    assert (own / "support.yaml").read_text("utf-8") == CHANGED


@pytest.mark.parametrize("who", [0, 1])
async def test_either_may_discard_it_and_all_who_had_it_hear_so(opened: Open, own: Path, who: int) -> None:
    async with opened() as at:
        phones = three(at)
        await send(phones[0])
        await phones[0].press("Apply")
        (done,) = await phones[who].press("Discard")
        assert done.text == SAY("discarded")
        for other in phones[:who] + phones[who + 1 :]:
            assert newest(other).text == SAY("second_discarded", who=("Ada", "Bo")[who])
        (late,) = await phones[2].press("Apply")
        assert late.text == SAY("proposal_gone")
        assert (own / "support.yaml").read_text("utf-8") == SUPPORT


async def test_an_undo_of_it_and_a_file_taken_away_want_another_too(opened: Open, own: Path) -> None:
    async with opened() as at:
        ada, bo, _ = three(at)
        await send(ada)
        await ada.press("Apply")
        await bo.press("Apply")
        await bo.write("/undo")
        await bo.press("Apply")
        assert newest(bo).text == SAY("second_asked")
        await ada.press("Apply")
        assert (own / "support.yaml").read_text("utf-8") == SUPPORT


async def test_what_changed_meanwhile_is_not_overwritten_by_the_second(opened: Open, own: Path) -> None:
    async with opened() as at:
        ada, bo, _ = three(at)
        await send(ada)
        await ada.press("Apply")
        (own / "support.yaml").write_text(SUPPORT.replace("Emergency", "All emergency"), "utf-8")
        (told,) = await bo.press("Apply")
        assert told.text == SAY("edit_meanwhile")
        assert "All emergency" in (own / "support.yaml").read_text("utf-8")


async def test_with_one_administrator_it_is_applied_and_told_that_nobody_else_looked(opened: Open, own: Path) -> None:
    async with opened(1) as at:
        ada, *_ = three(at)
        await send(ada)
        (done,) = await ada.press("Apply")
        assert done.text == f"{SAY('applied', changes='+0 ~1 -0')}\n\n{SAY('applied_alone')}"
        assert (own / "support.yaml").read_text("utf-8") == CHANGED


async def test_any_other_change_wants_nobody_else(opened: Open, own: Path) -> None:
    async with opened() as at:
        ada, *_ = three(at)
        *_, raw = await ada.write("/edit wres")
        await ada.reply("Nine indicators.", raw.message)
        (done,) = await ada.press("Apply")
        assert done.text == SAY("applied", changes="+0 ~1 -0")
        assert "Nine indicators." in (own / "faq.yaml").read_text("utf-8")
