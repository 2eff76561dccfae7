"""`/metrics` has the numbers that whoever looks after the machine needs, and nobody's words or number."""

from __future__ import annotations

import asyncio
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families
from tornado.httpclient import AsyncHTTPClient

from bot.backup import backup
from bot.library.folder import Library, Snapshot
from bot.store.outgoing import Say
from bot.store.store import Store
from handlers.intake.ports import listening
from handlers.intake.webhook import health
from tests.office import MONDAY, Office, office

QUESTIONS = "race_equality_questions_total"


async def page(at: Office) -> str:
    return (await at.assistant.measures.page(at.assistant.keep, at.assistant.services.snapshot(), at.clock())).decode()


def numbers(text: str) -> dict[str, float]:
    """Each sample by its name and the values of its labels."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_questions_are_counted_by_how_they_ended_and_a_disclosure_is_not(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    await at.leader.write("What is the WRES?")
    await at.leader.write("what colour is the moon")
    await at.leader.write("my manager racially abuses me")
    counted = {name: value for name, value in numbers(await page(at)).items() if name.startswith(QUESTIONS)}
    assert counted == {f"{QUESTIONS} answer": 2, f"{QUESTIONS} unknown": 1}


async def test_how_long_replies_take_is_measured(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    await at.leader.write("/help")
    found = numbers(await page(at))
    assert found["race_equality_reply_seconds_count"] == 2
    assert 0 < found["race_equality_reply_seconds_sum"] < 60


async def test_what_waits_is_counted_with_its_age(team_snapshot: Snapshot, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bot.db")
    async with office(team_snapshot, store=store, staff_chat=None) as at:
        await at.assistant.outbox.finish(0)
        before = numbers(await page(at))
        await at.assistant.keep(lambda kept: kept.inbox.accept(77, "{}", MONDAY))
        await at.assistant.keep(lambda kept: kept.outbox.add(7, Say("a secret"), MONDAY - timedelta(minutes=2)))
        await at.assistant.keep(lambda kept: kept.gaps.add("a gap", "unknown", None, None, date(2026, 11, 23)))
        backup(tmp_path / "bot.db", tmp_path / "copy.db", MONDAY)
        found = numbers(await page(at))
        version = at.assistant.services.snapshot().knowledge.version
    store.close()
    grown = {name: found[f"race_equality_{name}"] - before[f"race_equality_{name}"] for name in (
        "inbox_updates", "outbox_messages", "gaps_open", "store_ok")}  # fmt: skip
    assert grown == {"inbox_updates": 1, "outbox_messages": 1, "gaps_open": 1, "store_ok": 0}
    assert found["race_equality_outbox_oldest_seconds"] == 120
    assert found[f"race_equality_knowledge_info {version}"] == 1
    assert found["race_equality_last_backup_timestamp_seconds"] == MONDAY.timestamp()
    assert "race_equality_last_backup_timestamp_seconds" not in before
    assert found["race_equality_disk_free_bytes"] > found["race_equality_disk_wanted_bytes"] > 0


async def test_nobodys_words_and_no_number_of_a_person_are_among_them(at: Office) -> None:
    person = at.leader.person
    at.leader.person = 987_654_321
    at.leader.chat["id"] = 987_654_321
    await at.leader.write("What is my secret about Zanzibar?")
    await at.send("Please call Zebedee")
    text = await page(at)
    assert person != 987_654_321
    assert [word for word in ("Zanzibar", "Zebedee", "secret", "987654321", "Ada") if word in text] == []


async def test_the_registry_is_its_own(at: Office) -> None:
    await at.leader.write("What is the WRES?")
    async with office(at.assistant.services.snapshot()) as other:
        assert "outcome=" not in await page(other)
    assert [family.name for family in REGISTRY.collect() if family.name.startswith("race_equality")] == []


async def test_a_store_that_gives_no_answer_leaves_the_rest(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.serving.metrics.PATIENCE", 0.05)
    await at.leader.write("What is the WRES?")
    go_on = threading.Event()
    stuck = asyncio.ensure_future(at.assistant.keep(lambda _: go_on.wait(30)))
    await asyncio.sleep(0)
    found = numbers(await page(at))
    go_on.set()
    await stuck
    assert (found[f"{QUESTIONS} answer"], found["race_equality_store_ok"]) == (1, 0)
    assert "race_equality_inbox_updates" not in found


async def test_it_is_served_beside_health(few_words: Library, unused_tcp_port: int) -> None:
    del few_words

    async def report() -> dict[str, object]:
        return {"ok": True}

    async def metrics() -> bytes:
        return b"up 1\n"

    with listening(health(report, metrics), unused_tcp_port):
        answer = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{unused_tcp_port}/metrics")
    assert (answer.code, answer.body) == (200, b"up 1\n")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert "Server" not in answer.headers
