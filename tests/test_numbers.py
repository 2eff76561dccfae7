"""Numbers and short words never fall flat: with a list, without one, after a restart, and when something is offered."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bot.library.folder import Snapshot
from bot.store.people import NumberRows
from bot.store.store import Store
from tests.office import Clock, Office, office
from tests.telegram_server import TelegramServer

NO_LIST = "There is no list in front of me"


class Desk:
    """Offices one after the other, at the same telephones, with the same database."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot, self.store, self.server, self.clock = snapshot, Store.open(None), TelegramServer(), Clock()

    def open(self) -> AbstractAsyncContextManager[Office]:
        return office(self.snapshot, store=self.store, server=self.server, clock=self.clock)


@pytest.fixture
def desk(team_snapshot: Snapshot) -> Desk:
    return Desk(team_snapshot)


@pytest.mark.parametrize("typed", ["2", "the second one", "open 2", "number 3", "2.", "the last one"])
async def test_a_number_without_a_list_is_told_so_and_kept_nowhere(at: Office, typed: str) -> None:
    (told,) = await at.leader.write(typed)
    assert told.text.startswith(NO_LIST)
    (again,) = await at.leader.write(typed)
    assert again.text.startswith(NO_LIST)
    assert list(at.store.rows("gap")) == []


async def test_a_number_that_is_not_in_the_list_is_told_so(at: Office) -> None:
    await at.leader.write("podcasts on leadership")
    (told,) = await at.leader.write("9")
    assert told.text.startswith("That number is not in the list")
    (chosen,) = await at.leader.write("2")
    assert not chosen.text.startswith("That number")


async def test_a_question_is_answered_also_where_what_numbers_stood_for_cannot_be_looked_up(
    at: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def of(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(NumberRows, "of", of)
    (told,) = await at.leader.write("What is the WRES?")
    assert "nine yearly measures" in told.text
    assert "what numbers stood for was not brought back" in caplog.text


@pytest.mark.parametrize("typed", ["2", "the second one", "open 2", "number 2 please"])
async def test_after_a_restart_a_number_chooses_from_the_list(desk: Desk, typed: str) -> None:
    async with desk.open() as before:
        (listed,) = await before.leader.write("podcasts on leadership")
        (chosen,) = await before.leader.write("2")
        await before.leader.write("podcasts on leadership")
    async with desk.open() as after:
        (again,) = await after.leader.write(typed)
    assert again.text == chosen.text
    assert "2. " in listed.text


async def test_after_a_restart_facts_are_asked_and_resources_saved_by_their_number(desk: Desk) -> None:
    async with desk.open() as before:
        (listed,) = await before.leader.write("podcasts on leadership")
    second = listed.text.partition("\n2. ")[2].partition(" (")[0]
    async with desk.open() as after:
        (who,) = await after.leader.write("who is in the second?")
        assert who.text.startswith(f"{second} names")
    async with desk.open() as again:
        await again.leader.write("podcasts on leadership")
    async with desk.open() as last:
        (saved,) = await last.leader.write("save 2")
    assert saved.text.startswith("Saved: “")


async def test_after_a_restart_a_number_of_a_later_page_and_of_a_choice(desk: Desk) -> None:
    async with desk.open() as before:
        await before.leader.write("reports")
        await before.leader.press("More")
        (seventh,) = await before.leader.write("7")
        await before.leader.write("reports")
        await before.leader.press("More")
    async with desk.open() as after:
        (again,) = await after.leader.write("7")
        assert again.text == seventh.text
        (choice,) = await after.leader.write("pay")
    assert choice.buttons[0].startswith("1. ")
    async with desk.open() as last:
        (first,) = await last.leader.write("1")
    assert choice.buttons[0].removeprefix("1. ") in first.text


async def test_what_is_kept_of_numbers_says_nothing_and_ends(desk: Desk) -> None:
    async with desk.open() as at:
        await at.leader.write("podcasts on leadership")
        (row,) = desk.store.rows("numbers")
        assert "podcast" not in str(row)
        assert str(at.leader.person) not in row["whom"]
        (data,) = await at.leader.write("/mydata")
        assert "what the numbers in your last list stand for" in data.text
        await at.leader.write("What is the WRES?")
        await at.leader.write("podcasts on leadership")
        desk.clock.pass_(minutes=61)
        await at.assistant.duties()
        assert list(desk.store.rows("numbers")) == []
        await at.leader.write("podcasts on leadership")
        await at.leader.write("/forget")
        await at.leader.press("Delete it")
        assert list(desk.store.rows("numbers")) == []
    async with desk.open() as after:
        (told,) = await after.leader.write("2")
    assert told.text.startswith(NO_LIST)


async def test_of_a_list_beside_a_disclosure_nothing_is_kept(desk: Desk) -> None:
    async with desk.open() as at:
        (care,) = await at.leader.write(
            "They laugh at the way I speak whenever I present. Do you have any podcasts about allyship?"
        )
        assert "And to what you asked" in care.text
        assert "2. " in care.text
        assert list(desk.store.rows("numbers")) == []


async def test_a_list_that_has_changed_since_is_not_chosen_from(desk: Desk) -> None:
    async with desk.open() as before:
        await before.leader.write("podcasts on leadership")
        first = before.assistant.services.conversations.in_view((7, 7)).numbered[0]
    knowledge = desk.snapshot.knowledge
    kept = tuple(one for one in knowledge.resources if one.id != first)
    desk.snapshot = replace(desk.snapshot, knowledge=replace(knowledge, resources=kept))
    async with desk.open() as after:
        (told,) = await after.leader.write("2")
    assert told.text.startswith(NO_LIST)


async def test_another_token_reads_nothing(desk: Desk) -> None:
    async with desk.open() as before:
        await before.leader.write("podcasts on leadership")
    desk.store.alone(lambda store: store.numbers.keep("another", ("00",), 0, desk.clock()))
    async with desk.open() as after:
        stranger = replace(after.leader, person=99, chat={})
        (told,) = await stranger.write("1")
    assert told.text.startswith(NO_LIST)


async def test_yes_takes_what_was_offered(at: Office) -> None:
    (first,) = await at.leader.write("reports")
    (second,) = await at.leader.write("go on then")
    assert "6. " in second.text
    assert "6. " not in first.text
    (unknown,) = await at.leader.write("how do I get a parking permit")
    assert "ask for a person" in unknown.text
    (person,) = await at.leader.write("yes please")
    assert "Write to the team" in person.buttons
    assert list(at.store.rows("draft")) == []


async def test_yes_to_several_is_asked_which(at: Office) -> None:
    (choice,) = await at.leader.write("pay")
    (again,) = await at.leader.write("yes please")
    assert again.text == choice.text


async def test_no_thanks_is_respected(at: Office) -> None:
    await at.leader.write("reports")
    (fine,) = await at.leader.write("no thanks")
    assert fine.text == "That is fine. Ask me anything else whenever you like."
    (second,) = await at.leader.write("2")
    assert not second.text.startswith(NO_LIST)


async def test_facts_and_numbers_after_the_reading_list(at: Office) -> None:
    await at.leader.write("podcasts on leadership")
    await at.leader.write("save 1 and 2")
    await at.leader.write("What is the WRES?")
    (saved,) = await at.leader.write("/saved")
    second = next(line for line in saved.text.split("\n") if line.startswith("2. "))[3:].partition(" (")[0]
    (who,) = await at.leader.write("who is in the second?")
    assert second in who.text
    (opened,) = await at.leader.write("open 2")
    assert opened.text.startswith(second)


async def test_the_minutes_of_a_pack_carry_no_further(at: Office) -> None:
    await at.leader.write("board pack on the pay gap")
    (longer,) = await at.leader.write("make it 45 minutes")
    assert longer.text.startswith("Board pack on the ethnicity pay gap, 45 minutes")
    (other,) = await at.leader.write("and a board pack on recruitment")
    assert ", 20 minutes" in other.text.split("\n")[0]
