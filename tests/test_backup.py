"""Copies of the database are whole, and nothing is ever written over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Store
from tests.conftest import Command

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
        store.add_enquiry(reference=name.upper(), **row)
    return store


def people(path: Path) -> list[str | None]:
    store = Store.open(path)
    found = [one.name for one in store.enquiries()]
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
