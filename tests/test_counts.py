"""Numbers are kept, people are not: what is asked for is counted once, by week, and nothing is left of a disclosure."""

from __future__ import annotations

import json
from datetime import date

from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import MONDAY, Office, office

WEEK = date(2026, 11, 23)


def counted(store: Store, *kinds: str) -> dict[tuple[str, str], int]:
    return {(one.kind, one.key): one.count for one in store.counts.since(date.min) if one.kind in kinds or not kinds}


async def test_a_question_counts_how_it_ended_and_what_it_showed(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    await at.leader.write("who won the cup final")
    await at.leader.write("hello")
    found = counted(at.store, "question", "entry")
    assert found == {
        ("question", "answer"): 1, ("question", "unknown"): 1, ("question", "social"): 1,
        ("entry", "term-wres"): 1,
    }  # fmt: skip
    assert {one.week for one in at.store.counts.since(date.min)} == {WEEK}


async def test_a_list_counts_the_format_and_each_resource_and_a_page_only_its_own(at: Office) -> None:
    await at.leader.write("any reports?")
    first = counted(at.store)
    assert first["format", "report"] == first["question", "answer"] == 1
    shown = [key for key in first if key[0] == "resource"]
    assert len(shown) == 5
    await at.leader.press("More")
    second = counted(at.store)
    assert second["format", "report"] == second["question", "answer"] == 1
    assert len([key for key in second if key[0] == "resource"]) > len(shown)


async def test_a_resource_that_is_picked_is_no_question(at: Office) -> None:
    await at.leader.write("any reports?")
    before = counted(at.store, "question", "chosen")
    await at.leader.write("1")
    after = counted(at.store, "question", "chosen")
    assert [key[0] for key in after.keys() - before.keys()] == ["chosen"]
    assert before.items() <= after.items()


async def test_a_disclosure_leaves_no_trace(at: Office) -> None:
    before = list(at.store.rows("tally"))
    (reply, *_) = await at.leader.write("my manager calls me racist names and I cannot bear it any more")
    assert "sorry" in reply.text
    assert list(at.store.rows("tally")) == before == []


async def test_an_update_that_comes_again_after_a_crash_counts_once(team_snapshot: Snapshot) -> None:
    store = Store.open(None)
    async with office(team_snapshot, store=store) as at:
        await at.leader.write("What is the WRES?")
        before = counted(store)
        update = {"update_id": 10**9, "message": {**at.leader.sent, "text": "What is the WRES?"}}
        await at.assistant.keep(lambda kept: kept.inbox.accept(10**9, json.dumps(update), MONDAY))
    for _ in range(3):  # the first start handles it, the others find nothing
        async with office(team_snapshot, store=store) as at:
            await at.leader.settle()
    assert counted(store) == dict.fromkeys(before, 2)


async def test_what_a_handler_counts_is_lost_with_the_update_that_is_not_done(at: Office) -> None:
    """The numbers are written in the transaction that deletes the update, or not at all."""
    counting = at.assistant.services.counting
    counting.note(77, lambda store: store.counts.add(WEEK, [("question", "answer")]))  # as a handler does
    assert not await at.assistant.keep(lambda store: counting.done(store, 77))  # it was handled before
    assert counted(at.store) == {}


async def test_a_forged_opinion_counts_nothing(at: Office) -> None:
    (answer,) = await at.leader.write("What is the WRES?")
    await at.leader.press_data("yes:anything at all", answer.message)
    assert counted(at.store, "helped", "not_helped") == {}


async def test_an_enquiry_counts_its_reason_and_the_working_days_to_the_first_reply(at: Office) -> None:
    at.clock.pass_(days=4)  # a Friday
    await at.send("Please call me")
    at.clock.pass_(days=4)  # Tuesday of the next week
    await at.answer("Gladly", at.cards()[0])
    await at.answer("When?", at.cards()[0])
    assert counted(at.store, "enquiry", "replied", "promise") == {
        ("enquiry", "none"): 1, ("replied", "2"): 1, ("promise", "kept"): 1,
    }  # fmt: skip
    assert {one.week for one in at.store.counts.since(date.min)} == {WEEK}


async def test_the_same_enquiry_sent_twice_counts_once(at: Office) -> None:
    await at.send("Please call me")
    await at.send("Please call me")
    assert counted(at.store, "enquiry") == {("enquiry", "none"): 1}


async def test_numbers_have_an_end(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    at.clock.pass_(weeks=57)
    await at.assistant.duties()
    assert counted(at.store)
    at.clock.pass_(weeks=1)
    await at.assistant.duties()
    assert counted(at.store) == {}


def test_a_number_has_no_room_for_people_or_words() -> None:
    assert Store.open(None).columns()["tally"] == ["week", "kind", "key", "count"]
