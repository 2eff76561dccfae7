"""Health fails while the store refuses or is silent, and names what has waited longest, without anybody's words."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from telegram import Update

from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.outgoing import ReplyText, Say
from bot.store.store import Store, StoreError
from handlers.serving.health import store_health
from tests.office import MONDAY, Office, office

FULL = "x" * 100_000


@pytest.fixture
async def at(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot) as found:
        yield found


def fill_disk(store: Store) -> None:
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count={pages}").fetchall()


def free_disk(store: Store) -> None:
    store._db.execute("PRAGMA max_page_count=1000000").fetchall()


async def state(at: Office) -> dict[str, object]:
    return await store_health(at.assistant.keep, at.assistant.inbox.oldest_refused, at.clock())


async def test_all_is_well(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    await at.assistant.outbox.idle()
    assert await state(at) == {"ok": True, "store": "keeps what comes in"}


async def test_while_the_store_refuses_health_fails_and_names_the_update_that_waits(at: Office) -> None:
    fill_disk(at.store)
    with pytest.raises(StoreError):
        await at.leader.write(f"My secret is {FULL}")
    at.clock.pass_(minutes=3)
    refused = await state(at)
    free_disk(at.store)
    await at.leader.write("What is the WRES?")
    assert refused | {"oldest_waiting": None} == {"ok": False, "store": "refuses", "oldest_waiting": None}
    waits = refused["oldest_waiting"]
    assert isinstance(waits, dict) and waits.pop("number") > 0
    assert waits == {"what": "update", "since": MONDAY.isoformat(), "seconds": 180}
    assert "secret" not in json.dumps(refused)
    assert (await state(at))["ok"] is False  # the same is not kept yet; a little found room


async def test_an_update_that_comes_again_and_is_kept_waits_no_more(at: Office) -> None:
    fill_disk(at.store)
    chat, user = at.leader.chat, at.leader.user
    sent = {"message_id": 5, "date": 1, "chat": chat, "from": user, "text": f"What is {FULL}?"}
    update = Update.de_json({"update_id": 999_999, "message": sent}, at.assistant.bot)
    with pytest.raises(StoreError):
        await at.assistant.inbox.accept(update)
    assert (await state(at))["ok"] is False
    free_disk(at.store)
    await at.assistant.inbox.accept(update)
    await at.assistant.lanes.finish(5)
    assert ((await state(at))["ok"], at.assistant.inbox.oldest_refused) == (True, None)


async def test_what_telegram_keeps_no_longer_waits_no_more(at: Office) -> None:
    fill_disk(at.store)
    with pytest.raises(StoreError):
        await at.leader.write(f"What is {FULL}?")
    free_disk(at.store)
    at.clock.pass_(hours=25)
    await at.leader.write("What is the WRES?")
    assert ((await state(at))["ok"], at.assistant.inbox.oldest_refused) == (True, None)


async def test_reading_is_no_sign_that_it_keeps_again(tmp_path: Path) -> None:
    keep = Keeper(store := Store.open(tmp_path / "bot.db"))
    fill_disk(store)
    with pytest.raises(StoreError):
        await keep(lambda one: one.inbox.accept(1, FULL, MONDAY))
    await keep(lambda one: one.inbox.pending())
    assert (await store_health(keep, None, MONDAY))["ok"] is False
    free_disk(store)
    await keep(lambda one: one.inbox.accept(1, FULL, MONDAY))
    assert (await store_health(keep, None, MONDAY))["ok"] is True
    keep.close()
    store.close()


async def test_a_quiet_minute_tries_the_disk_too(at: Office) -> None:
    before = at.assistant.keep.refuses
    at.store._db.execute("PRAGMA query_only=ON")
    with pytest.raises(StoreError):
        await at.assistant.duties()
    refuses = at.assistant.keep.refuses
    at.store._db.execute("PRAGMA query_only=OFF")
    await at.assistant.duties()
    assert (before, refuses, at.assistant.keep.refuses) == (False, True, False)


async def test_a_store_that_gives_no_answer_is_not_well(tmp_path: Path) -> None:
    keep = Keeper(store := Store.open(tmp_path / "bot.db"))
    go_on = threading.Event()
    stuck = asyncio.ensure_future(keep(lambda _: go_on.wait(30)))
    await asyncio.sleep(0)  # it is asked first
    found = await store_health(keep, None, MONDAY, patience=0.05)
    go_on.set()
    await stuck
    keep.close()
    store.close()
    assert found == {"ok": False, "store": "gives no answer"}


async def test_what_has_waited_longest_to_go_out_is_named(tmp_path: Path) -> None:
    keep = Keeper(store := Store.open(tmp_path / "bot.db"))
    await keep(lambda one: one.outbox.add(7, Say("a secret"), MONDAY))
    await keep(lambda one: one.outbox.add(8, ReplyText(1, 1), MONDAY + timedelta(minutes=1)))
    found = await store_health(keep, None, MONDAY + timedelta(minutes=5))
    keep.close()
    store.close()
    waits = {"what": "say", "number": 1, "since": MONDAY.isoformat(), "seconds": 300}
    assert found == {"ok": True, "store": "keeps what comes in", "oldest_waiting": waits}


async def test_no_trouble_ends_the_thread_of_the_store(tmp_path: Path) -> None:
    """What the disk refuses after a commit was kept; everybody else goes on."""
    keep = Keeper(store := Store.open(tmp_path / "bot.db"))
    store.listen(lambda _: exec("raise ZeroDivisionError"))  # noqa: S102
    with pytest.raises(ZeroDivisionError):
        await keep(lambda one: one.outbox.add(7, Say(""), MONDAY))
    async with asyncio.timeout(60):
        assert await keep(lambda one: one.inbox.pending()) == []
    keep.close()
    store.close()
