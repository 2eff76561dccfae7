"""One process at a time serves a database, or puts another in its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.machine.lock import LockedError, alone
from bot.store.store import Store
from tests.conftest import ROOT, SMALL, Command

IN_USE = "is in use by another process; stop it first."
HOLD = """
import pathlib, sys
from bot.machine.lock import alone
with alone(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    input()
"""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "bot.db"
    monkeypatch.setenv("BOT_DATABASE", str(path))
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("BOT_KNOWLEDGE", str(SMALL))
    return path


def test_a_second_process_on_a_database_is_refused_before_it_does_anything(
    quick_command: Command, database: Path, tmp_path: Path
) -> None:
    Store.open(tmp_path / "copy.db").close()
    with alone(database):
        ran = [quick_command("serve"), quick_command("restore", "copy.db")]
    assert [(one.code, one.err.splitlines()[-1]) for one in ran] == [(2, f"The database {database} {IN_USE}")] * 2
    assert not database.exists()


def test_what_may_be_done_while_it_serves_may_be_done(quick_command: Command, database: Path) -> None:
    Store.open(database).close()
    with alone(database):
        codes = [quick_command(*one).code for one in (("backup", "copy.db"), ("export", "a.csv"), ("gaps",))]
    assert codes == [0, 0, 0]


def test_another_path_to_the_same_database_is_no_way_round(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    try:
        (tmp_path / "link").symlink_to("data")
    except OSError:
        pytest.skip("this user may make no links")
    with alone(tmp_path / "data" / "bot.db"), pytest.raises(LockedError, match=IN_USE), alone(tmp_path / "link/bot.db"):
        pass


def test_a_process_that_is_killed_lets_go(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(LockedError, match=IN_USE), alone(database):
            pass
        holder.kill()
        holder.wait()
        with alone(database):
            pass


def test_a_lock_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LockedError, match=r"bot.db.lock cannot be written \("), alone(tmp_path / "file" / "bot.db"):
        pass
