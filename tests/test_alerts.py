"""Administrators are told of trouble once, by itself, and once when it is over; a restart does not repeat it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from telegram.error import Conflict

from bot.library.folder import Library, Snapshot, shipped_wording
from bot.machine.space import Space
from bot.store.store import Store, StoreError
from bot.wording import Wording
from handlers.intake.polling import CALM, TELL_AGAIN, Polling
from tests.administrator import CHECKS, FAQ
from tests.conftest import Folder
from tests.office import Office, office, own_office
from tests.telegram_server import TelegramServer
from tests.test_health import FULL, fill_disk, free_disk

SAY = Wording(shipped_wording())
SCARCE, BETWEEN, AMPLE = Space(100 << 20, 276 << 20), Space(300 << 20, 276 << 20), Space(900 << 20, 276 << 20)
DISK = SAY("alert_disk", free="100 MB", wanted="276 MB")


def told(at: Office, person: int = 1) -> list[str]:
    return [one["text"] for (chat, _), one in sorted(at.server.messages.items()) if chat == person]


async def test_a_store_that_refuses_is_told_once_and_its_end_too(at: Office) -> None:
    await at.assistant.alerts.look()
    before = told(at)
    fill_disk(at.store)
    with pytest.raises(StoreError):
        await at.leader.write(f"What is {FULL}?")
    for _ in range(3):
        await at.assistant.alerts.look()
    during = told(at)
    free_disk(at.store)
    at.clock.pass_(hours=25)  # what Telegram kept is gone
    await at.leader.write("What is the WRES?")
    for _ in range(3):
        await at.assistant.alerts.look()
    (first, second) = told(at)
    assert (before, during) == ([], [first])
    assert first.startswith("The database refuses what comes in.")
    assert "is full" in first
    assert second == SAY("alert_store_over")


async def test_a_disk_is_told_before_it_is_full_and_does_not_come_and_go(
    team_snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = [AMPLE, SCARCE, BETWEEN, SCARCE, AMPLE, AMPLE]
    monkeypatch.setattr("handlers.serving.alerts.space", lambda _: rooms.pop(0))
    store = Store.open(tmp_path / "bot.db")
    async with office(team_snapshot, store=store, admins=frozenset({1, 2})) as at:
        for _ in range(6):
            await at.assistant.alerts.look()
        assert told(at, 1) == told(at, 2) == [DISK, SAY("alert_disk_over")]
    store.close()


async def test_a_restart_does_not_repeat_it_and_still_tells_the_end(
    team_snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, store = TelegramServer(), Store.open(tmp_path / "bot.db")
    for room in (SCARCE, SCARCE, AMPLE):
        monkeypatch.setattr("handlers.serving.alerts.space", lambda _, room=room: room)
        async with office(team_snapshot, store=store, server=server) as at:
            await at.assistant.alerts.look()
    store.close()
    assert told(at) == [DISK, SAY("alert_disk_over")]


async def test_what_nobody_heard_is_told_again(
    team_snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.serving.alerts.space", lambda _: SCARCE)
    store = Store.open(tmp_path / "bot.db")
    async with office(team_snapshot, store=store) as at:
        at.server.blocked.add(1)
        await at.assistant.alerts.look()
        at.server.blocked.clear()
        await at.assistant.alerts.look()
        assert told(at) == [DISK]
    store.close()


async def test_a_check_that_fails_at_the_start_is_told_once_and_so_is_its_end(
    few_words: Library, folder: Folder
) -> None:
    own = folder(faq=FAQ, checks=CHECKS.replace("expect: wres", "expect: next-event"))
    async with own_office(few_words, own) as at:
        for _ in range(2):
            await at.assistant.alerts.look()
        (own / "checks.yaml").write_text(CHECKS, "utf-8")
        await asyncio.to_thread(at.assistant.services.editing.problems)
        for _ in range(2):
            await at.assistant.alerts.look()
        first, second = told(at)
    assert first == SAY(
        "alert_checks", count=1, checks='• checks.yaml:1: "what is the wres" should find next-event, finds wres'
    )
    assert second == SAY("alert_checks_over")


async def test_a_check_that_a_save_breaks_is_told_by_whoever_watches_the_folder(
    few_words: Library, folder: Folder
) -> None:
    own = folder(faq=FAQ, checks=CHECKS)
    async with own_office(few_words, own) as at:
        await at.assistant.alerts.look()
        (own / "checks.yaml").write_text(CHECKS.replace("expect: wres", "expect: next-event"), "utf-8")
        await asyncio.to_thread(at.assistant.services.editing.problems)
        await at.assistant.alerts.look()
        assert told(at) == []


async def test_of_the_shipped_knowledge_nobody_is_told(at: Office) -> None:
    """Nobody can mend it."""
    at.assistant.services.editing.failing = None  # type: ignore[assignment,method-assign]
    await at.assistant.alerts.look()
    assert told(at) == []


class Bot:
    """Answers each poll with what comes next; the clock goes on by a number."""

    def __init__(self, *answers: float | str) -> None:
        self.answers, self.time = list(answers), 0.0

    async def get_updates(self, *_: object, **__: object) -> list[object]:
        if not self.answers:
            await asyncio.sleep(60)
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            raise Conflict(answer)
        self.time += answer
        return []


async def heard(*answers: float | str) -> list[str]:
    sentences: list[str] = []

    async def tell(key: str) -> None:
        sentences.append(key)

    async def no_pause(_: float) -> None:
        await asyncio.sleep(0)

    bot = Bot(*answers)
    accept: Callable[[str], Awaitable[None]] = tell
    polling = Polling(bot, accept, lambda: bot.time, no_pause, tell)  # type: ignore[arg-type]
    running = asyncio.create_task(polling.run())
    while bot.answers:
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()
    return sentences


async def test_one_conflict_is_no_second_program() -> None:
    assert await heard("other", 1, CALM + 1, "other", 1) == []


async def test_a_second_program_is_told_once_an_hour_and_so_is_its_end() -> None:
    again = TELL_AGAIN - CALM
    twice = await heard("other", 1, "other", "other", 1, "other")
    ended = await heard("other", "other", 1, CALM, 1, 1)
    later = await heard("other", "other", again, "other", CALM - 1, "other", 2, "other", CALM + 1, 1)
    assert twice == ["second_program"]
    assert ended == ["second_program", "second_program_over"]
    assert later[0] == "second_program"
    assert later[-1] == "second_program_over"
