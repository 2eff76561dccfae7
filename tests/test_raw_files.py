"""After each path a question or an enquiry can take, no byte of what is private is left where it should not be."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from bot import logs
from bot.backup import backup, restore
from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import Office, office
from tests.phone import Phone

CHIDI = 700_001
DETAILS = ("Oluwaseun Adeyemi", "Oluwaseun", "07700 900123", "943 476 5919", "oadeyemi@example.nhs.uk", "SW1A 2AA")
PRIVATE = (
    "Is it fair that Oluwaseun Adeyemi, 07700 900123, NHS number 943 476 5919, oadeyemi@example.nhs.uk, SW1A 2AA, "
    "got a warning for parking in bay four"
)
WORDS = f"Please help. {PRIVATE}"

Path_ = Callable[[Office], Awaitable[object]]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that the service would log, in every detail."""
    root, stream = logging.getLogger(), StringIO()
    handlers, level = root.handlers[:], root.level
    logs.set_up(stream, "DEBUG", ())
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
async def at(team_snapshot: Snapshot, database: Path, log: StringIO) -> AsyncIterator[Office]:  # noqa: ARG001 - first
    async with office(team_snapshot, store=Store.open(database)) as opened:
        yield Office(
            opened.assistant, opened.server, opened.clock, Phone(opened.assistant, opened.server, CHIDI), opened.staff,
            opened.store,
        )  # fmt: skip


def left(folder: Path, log: str = "") -> list[str]:
    """The details that are in any byte of any file, or in the log."""
    raw = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    return [detail for detail in DETAILS if detail.encode() in raw or detail in log]


async def asked(at: Office) -> None:
    await at.leader.write(f"What is the WRES? {PRIVATE}")


async def unanswered(at: Office) -> None:
    await at.leader.write(PRIVATE)


async def thumbs_down(at: Office) -> None:
    await at.leader.write(f"What is the WRES? I am Oluwaseun Adeyemi, {DETAILS[2]}")
    await at.leader.press("This did not help")


async def withdrawn(at: Office) -> None:
    reference = await at.send(WORDS)
    await at.leader.write(f"/withdraw {reference}")


async def forgotten(at: Office) -> None:
    await at.send(WORDS)
    await at.leader.write("/forget")
    await at.leader.press("Delete it")


async def ended(at: Office) -> None:
    await at.send(WORDS)
    await at.answer("We hear you", at.cards()[-1])
    at.clock.pass_(days=91)
    await at.assistant.duties()


async def dropped(at: Office) -> None:
    await at.leader.write(f"/contact {WORDS}")
    await at.leader.write("/cancel")


@pytest.mark.parametrize("path", [asked, unanswered, thumbs_down, withdrawn, forgotten, ended, dropped])
async def test_nothing_is_left_after(at: Office, database: Path, log: StringIO, path: Path_) -> None:
    await path(at)
    await at.staff.settle()
    await at.assistant.duties()
    assert left(database.parent, log.getvalue()) == []


async def test_an_enquiry_that_is_open_is_in_the_database_and_nowhere_else(
    at: Office, database: Path, log: StringIO
) -> None:
    await at.send(WORDS)
    in_database = b"".join(file.read_bytes() for file in database.parent.glob("bot.db*"))
    others = [file for file in database.parent.rglob("*") if file.is_file() and not file.name.startswith("bot.db")]
    assert all(detail.encode() in in_database for detail in DETAILS)
    assert [file for file in others if left(file)] == []
    assert [detail for detail in DETAILS if detail in log.getvalue()] == []


async def test_what_was_forgotten_since_a_backup_is_gone_when_that_is_put_back(
    team_snapshot: Snapshot, database: Path, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    async with office(team_snapshot, store=Store.open(database)) as at:
        await at.send(WORDS)
        backup(database, copies / "copy.db", at.clock())
        await at.leader.write("/forget")
        await at.leader.press("Delete it")
        await at.staff.settle()
        await at.assistant.duties()
        at.store.close()
        restore(copies / "copy.db", database, at.clock() + timedelta(minutes=1))
    in_place = b"".join(file.read_bytes() for file in (database, *database.parent.glob("bot.db-*")))
    assert [detail for detail in DETAILS if detail.encode() in in_place] == []
