"""What is written stays written, and what cannot be is a sentence."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.store.keeper import Keeper
from bot.store.migrations import migrations
from bot.store.outgoing import Say
from bot.store.store import Store, StoreError

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MOST_VERBS = 12  # that one object is asked with
STEPS = [one.name for one in migrations.pending(Database(memory=True))]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "new" / "bot.db")


def test_the_store_is_asked_by_its_parts(store: Store) -> None:
    verbs = {
        name: sum(callable(getattr(part, verb)) for verb in dir(part) if not verb.startswith("_"))
        for name, part in {"store": store, **vars(store)}.items()
        if type(part).__module__.startswith("bot.")
    }
    assert {name: count for name, count in verbs.items() if count > MOST_VERBS} == {}


def test_an_update_is_taken_once_and_stays_until_it_is_handled(store: Store) -> None:
    taken = [store.inbox.accept(5, "{}", NOW), store.inbox.accept(5, "{}", NOW), store.inbox.accept(4, "{}", NOW)]
    assert (taken, store.inbox.pending()) == ([True, False, True], [(4, "{}"), (5, "{}")])
    assert (store.inbox.handled(5), store.inbox.handled(5)) == (True, False)
    assert store.inbox.accept(5, "{}", NOW) is False
    assert store.inbox.pending() == [(4, "{}")]


def test_a_lane_is_first_in_first_out_and_remembers_what_is_in_doubt(store: Store) -> None:
    store.outbox.add(7, Say("one"), NOW)
    store.outbox.add(7, Say("two"), NOW)
    first, again = store.outbox.next(7, NOW), store.outbox.next(7, NOW)
    assert first and again
    assert (first.tried, again.tried, again.what) == (0, 1, Say("one"))
    store.outbox.delete(first.id)
    second = store.outbox.next(7, NOW)
    assert second and second.what == Say("two")


async def test_works_that_come_together_are_undone_alone(store: Store) -> None:
    keeper = Keeper(store)

    def broken(one: Store) -> None:
        one.facts.set("half", "written")
        raise ValueError("on purpose")

    good = keeper(lambda one: one.facts.set("whole", "written"))
    results = await asyncio.gather(keeper(broken), good, return_exceptions=True)
    facts = await keeper(lambda one: (one.facts.get("half"), one.facts.get("whole")))
    keeper.close()
    assert (str(results[0]), facts) == ("on purpose", (None, "written"))


@pytest.mark.parametrize("step", STEPS)
def test_every_earlier_schema_becomes_todays(tmp_path: Path, step: str) -> None:
    with closing(Database(tmp_path / "old.db")) as old:
        migrations.apply(old, stop_before=step)
    today = Store.open(None).columns()
    assert Store.open(tmp_path / "old.db").columns() == today


def test_the_disk_is_asked_for_safety(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "bot.db")
    asked = {
        name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete")
    }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_a_damaged_database_is_a_sentence_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="is damaged and was left as it is"):
        Store.open(path)
    assert path.read_bytes() == b"no database at all" * 100


def test_a_page_that_is_damaged_is_found_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    store = Store.open(path)
    for number in range(200):
        store.inbox.accept(number, "x" * 500, NOW)
    store.close()
    content = bytearray(path.read_bytes())
    content[-6000:-2000] = b"\xff" * 4000
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"):
        Store.open(path)
    assert path.read_bytes() == bytes(content)


def test_a_locked_database_is_a_sentence_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.store.BUSY_SECONDS", 0.01)
    store = Store.open(tmp_path / "bot.db")
    with closing(sqlite3.connect(tmp_path / "bot.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked"):
            store.together([lambda one: one.inbox.accept(1, "{}", NOW)])
        other.rollback()
    assert store.inbox.pending() == []


def test_a_full_disk_is_a_sentence_and_nothing_is_half_written(store: Store) -> None:
    store.inbox.accept(1, "{}", NOW)
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count={pages}").fetchall()
    with pytest.raises(StoreError, match="is full, and nothing was written"):
        store.together(
            [lambda one: one.inbox.accept(2, "{}", NOW), lambda one: one.inbox.accept(3, "x" * 100_000, NOW)]
        )
    assert store.inbox.pending() == [(1, "{}")]


def test_a_database_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    Store.open(tmp_path / "bot.db").close()
    with closing(Database(tmp_path / "bot.db")) as later:
        later.table("_sqlite_migrations").insert(
            {"migration_set": migrations.name, "name": "of_2031", "applied_at": ""}
        )
    with pytest.raises(StoreError, match="made by a later version"):
        Store.open(tmp_path / "bot.db")


def test_what_is_deleted_is_gone_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    store = Store.open(path)
    store.inbox.accept(1, "these words", NOW)
    store.together([lambda one: one.inbox.handled(1), lambda one: one.tidy_later()])
    files = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"these words" not in files


def test_what_was_committed_stays_so_where_tidying_up_is_refused(tmp_path: Path) -> None:
    """As on a disk that became full meanwhile; what is deleted is gone once there is room."""
    store = Store.open(tmp_path / "bot.db")
    store.inbox.accept(1, "these words", NOW)

    def refuse(action: int, name: str | None, *_: str | None) -> int:
        refused = action == sqlite3.SQLITE_PRAGMA and name == "wal_checkpoint"
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    store._db.conn.set_authorizer(refuse)
    store.together([lambda one: one.inbox.handled(1), lambda one: one.tidy_later()])
    store._db.conn.set_authorizer(None)
    store.together([lambda one: one.inbox.accept(2, "others", NOW)])
    assert store.inbox.pending() == [(2, "others")]
    assert b"these words" not in b"".join(one.read_bytes() for one in tmp_path.iterdir())


def test_a_number_is_never_given_again(store: Store) -> None:
    """What is left of an enquiry that was deleted must not lead to another one's writer."""
    row = {"appear": "name", "state": "open", "awaiting": 1, "opened": NOW, "last": NOW}
    first = store.enquiries.add(reference="A", **row)
    store.enquiries.erase(first, whole=True)
    assert store.enquiries.add(reference="B", **row) > first
