"""Copies of the database are whole, and nothing is ever written over."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.backup import backup, last_backup, name_of, restore
from bot.duties import due_duties
from bot.enquiries.leader import Channels
from bot.library.folder import Snapshot
from bot.privacy import Retention
from bot.store.store import Store
from tests.conftest import Command
from tests.office import Clock, office
from tests.phone import Phone
from tests.telegram_server import TelegramServer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "bot.db"
    monkeypatch.setenv("BOT_DATABASE", str(path))
    return path


def filled(path: Path, *names: str) -> Store:
    store = Store.open(path)
    for name in names:
        row = {"appear": "name", "name": name, "state": "open", "awaiting": 1, "opened": NOW, "last": NOW}
        store.enquiries.add(reference=name.upper(), **row)
    return store


def people(path: Path) -> list[str | None]:
    store = Store.open(path)
    found = [one.name for one in store.enquiries.all()]
    store.close()
    return found


def test_a_backup_is_made_while_the_database_is_used_and_can_be_put_back(command: Command, database: Path) -> None:
    store = filled(database, "Ada")
    made = command("backup", "copy.db")
    filled(database, "Bo").close()
    in_use = command("restore", "copy.db")
    store.close()
    back = command("restore", "copy.db")
    assert (made.code, in_use.code, back.code) == (0, 2, 0)
    assert "is in use by another process; stop it" in in_use.err
    assert people(database) == ["Ada"]
    (aside,) = database.parent.glob("bot.before-*.db")
    assert "Bo" in people(aside)


def test_nothing_is_written_over(command: Command, database: Path) -> None:
    filled(database, "Ada").close()
    Path("copy.db").write_text("precious", "utf-8")
    made = command("backup", "copy.db")
    restored = command("restore", "copy.db")
    assert (made.code, restored.code) == (2, 2)
    assert Path("copy.db").read_text("utf-8") == "precious"
    assert people(database) == ["Ada"]


def test_without_a_database_or_a_copy_it_says_so(command: Command, database: Path) -> None:
    assert (
        command("backup", "copy.db").err
        == f"There is no database {database} yet; it is made by `race-equality serve`.\n"
    )
    assert command("restore", "copy.db").err == "There is no file copy.db.\n"


def test_the_record_has_no_formulas_and_no_words(command: Command, database: Path) -> None:
    filled(database, "=cmd()").close()
    assert command("export", "record.csv").code == 0
    assert "'=cmd()" in Path("record.csv").read_text("utf-8-sig")
    assert command("export", "record.csv").code == 2


LOST = pytest.mark.parametrize("lost", ["nothing", "the database", "all of it"])


@LOST
async def test_what_was_erased_since_a_backup_does_not_come_back_with_it(
    team_snapshot: Snapshot, tmp_path: Path, lost: str
) -> None:
    database, copy, server, clock = tmp_path / "bot.db", tmp_path / "copy.db", TelegramServer(), Clock()
    async with office(team_snapshot, store=Store.open(database), server=server, clock=clock) as at:
        leaders = {person: Phone(at.assistant, server, person) for person in (7, 9, 11, 13)}
        for person, leader in leaders.items():
            await leader.write(f"/contact Secret words of {person}")
            await leader.press("Send")
        await at.answer("Gladly", at.cards("words of 11")[0])
        await leaders[11].write("/contact Secret half of a draft")
        backup(database, copy, NOW)
        await leaders[7].write(f"/withdraw {at.cards('words of 7')[0].text[1:6]}")
        await leaders[9].write("/forget")
        await leaders[9].press("Delete it")
        clock.pass_(days=91)
        await at.assistant.duties()
        await at.staff.settle()
        at.store.close()
    if lost == "the database":
        database.write_bytes(b"not a database")
    elif lost == "all of it":
        database.unlink()
    restore(copy, database, clock())
    store = Store.open(database)
    left = str([row for name in store.columns() for row in store.rows(name) if name not in ("fact", "seen")])
    store.close()
    words = ("Secret words of 7", "Secret words of 9", "Secret words of 11", "Secret half", "Secret words of 13")
    assert [one for one in words if one in left] == ["Secret words of 13"]
    assert ("'leader': 9" in left, "'leader': 13" in left) == (False, True)
    noted = (tmp_path / "bot.db.erased").read_text("utf-8")
    assert [one for one in ("Secret", "Ada", " 9 ", " 7 ") if one in noted] == []
    assert (tmp_path / "bot.db.erased").stat().st_mode & 0o077 == 0


def test_an_enquiry_that_has_the_reference_of_an_erased_one_stays(tmp_path: Path) -> None:
    database, copy = tmp_path / "bot.db", tmp_path / "copy.db"
    store = filled(database, "Ada")
    store.alone(lambda one: one.erased.note("ADA", "withdrawn", NOW - timedelta(days=1)))
    store.close()
    backup(database, copy, NOW)
    restore(copy, database, NOW)
    assert people(database) == ["Ada"]


def test_what_a_restore_put_aside_and_what_was_erased_have_an_end(tmp_path: Path, team_snapshot: Snapshot) -> None:
    database, copy = tmp_path / "bot.db", tmp_path / "copy.db"
    filled(database, "Ada").close()
    backup(database, copy, NOW)
    aside = restore(copy, database, NOW)
    assert aside
    aside.with_name(aside.name + "-wal").touch()
    store, ends = Store.open(database), dict[str, int]()
    store.alone(lambda one: one.erased.note("GONE2", "withdrawn", NOW))
    for day in range(220):
        now = NOW + timedelta(days=day, minutes=1)
        store.alone(lambda one: due_duties(one, team_snapshot.knowledge, Channels(), Retention(), now))  # noqa: B023
        there = {"aside": bool([*tmp_path.glob("*.before-*")]), "erased": "GONE2" in erased(database)}
        ends |= {name: day for name, is_there in there.items() if not is_there and name not in ends}
    store.close()
    assert ends == {"aside": 30, "erased": 210}


def test_what_is_put_aside_ends_sooner_where_enquiries_do(tmp_path: Path, team_snapshot: Snapshot) -> None:
    days = ("20261101", "20261122")
    for name in ("bot", "other"):
        for day in days:
            (tmp_path / f"{name}.before-{day}-090000.db").touch()
    store = Store.open(tmp_path / "bot.db")
    store.alone(lambda one: due_duties(one, team_snapshot.knowledge, Channels(), Retention(enquiries=7), NOW))
    store.close()
    left = sorted(one.name.partition("-")[0] + one.name[-19:-10] for one in tmp_path.glob("*.before-*"))
    assert left == ["bot.before-20261122", "other.before-20261101", "other.before-20261122"]


def erased(database: Path) -> str:
    return database.with_name(f"{database.name}.erased").read_text("utf-8")


def copies(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_nightly_copies_get_a_name_of_their_own_and_have_an_end(
    command: Command, database: Path, tmp_path: Path
) -> None:
    filled(database, "Ada").close()
    (folder := tmp_path / "copies").mkdir()
    now = datetime.now(UTC)
    old, young = (name_of(now - timedelta(days=days)) for days in (31, 29))
    for name in (old, young, "mine.db", "race-equality-notes.db"):
        (folder / name).write_text("", "utf-8")
    made = command("backup", str(folder), "--days", "30")
    assert (made.code, made.err) == (0, "")
    left = [name for name in copies(folder) if name not in (young, "mine.db", "race-equality-notes.db")]
    assert (len(left), old in left, len(copies(folder))) == (1, False, 4)
    assert people(folder / left[0]) == ["Ada"]
    if os.name == "posix":
        assert (folder / left[0]).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("days", ["0", "-1", "x"])
def test_days_that_are_none_are_refused_and_nothing_is_copied(
    command: Command, database: Path, tmp_path: Path, days: str
) -> None:
    filled(database).close()
    (tmp_path / "copies").mkdir()
    assert command("backup", "copies", "--days", days).code == 2
    assert command("backup", "copy.db", "--days", "30").code == 2
    assert copies(tmp_path / "copies") == []
    assert not (tmp_path / "copy.db").exists()


def test_when_the_last_copy_was_made_is_known(command: Command, database: Path) -> None:
    filled(database).close()
    before = last_backup(database)
    command("backup", "copy.db")
    after = last_backup(database)
    assert before is None
    assert after
    assert datetime.now(UTC) - after < timedelta(minutes=1)
