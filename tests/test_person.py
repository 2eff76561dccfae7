"""The operator shows, exports and erases all that is kept of one person, whoever asks for it and however."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.library.folder import Snapshot
from bot.privacy import Retention, retain
from bot.store.store import Store
from tests.conftest import Command
from tests.office import Office, office
from tests.phone import Phone

CHIDI, BO = 700_001, 700_002
WORDS = "Our matron Siobhan says that nothing changes"
SAVED = "Race 2.0"

Ask = Callable[..., str]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "bot.db"
    monkeypatch.setenv("BOT_DATABASE", str(path))
    return path


@pytest.fixture
async def at(team_snapshot: Snapshot, database: Path) -> AsyncIterator[Office]:
    async with office(team_snapshot, store=Store.open(database)) as opened:
        yield opened


def of(at: Office, number: int) -> Office:
    phone = Phone(at.assistant, at.server, number)
    return Office(at.assistant, at.server, at.clock, phone, at.staff, at.store)


def raw(database: Path) -> bytes:
    """Every byte of the database and what SQLite keeps beside it."""
    return b"".join(file.read_bytes() for file in database.parent.glob(f"{database.name}*") if file.suffix != ".lock")


def written(name: str) -> str:
    """What a command wrote into a file."""
    return Path(name).read_text("utf-8")


async def test_all_that_is_kept_is_shown_and_exported(at: Office, command: Command) -> None:
    mine, others = of(at, CHIDI), of(at, BO)
    await mine.send(WORDS)
    await mine.answer("We hear you", mine.cards()[-1])
    await others.send("Somebody else's words")
    await mine.leader.write("/contact A second one, please")
    shown = command("person", str(CHIDI))
    exported = command("person", str(CHIDI), "--export", "chidi.json")
    held = json.loads(written("chidi.json"))
    assert (shown.code, exported.code) == (0, 0)
    assert all(words in shown.out for words in (WORDS, "We hear you", "A second one", "is open."))
    assert "Somebody else's" not in shown.out + json.dumps(held)
    assert {row["words"] for row in held["rows"]["message"]} == {WORDS, "We hear you"}
    assert "draft" in held["rows"]
    assert "post" in held["rows"]


async def test_a_name_a_reference_or_words_lead_to_the_number(at: Office, command: Command) -> None:
    reference = await of(at, CHIDI).send(WORDS)
    by_words, by_name = command("person", "siobhan"), command("person", "nobody of this name")
    by_reference = command("person", reference)
    assert by_words.out == f"#{reference}: chat {CHIDI}; in words\n"
    assert (by_name.code, by_name.err.startswith("No enquiry holds these words")) == (2, True)
    assert WORDS in by_reference.out


async def test_what_is_erased_is_in_no_byte_and_the_team_s_copy_goes(
    at: Office, database: Path, command: Command
) -> None:
    mine = of(at, CHIDI)
    await mine.send(WORDS)
    await mine.leader.write("/contact Half written")
    await at.assistant.keep(lambda store: store.inbox.accept(10**9, json.dumps({"from": {"id": CHIDI}}), at.clock()))
    assert WORDS.encode() in raw(database)
    refused = command("person", str(CHIDI), "--erase", typed="no\n")
    assert (refused.code, WORDS.encode() in raw(database)) == (2, True)
    erased = command("person", str(CHIDI), "--erase", typed="erase\n")
    at.clock.pass_(days=9)  # the command knows the real time
    await at.assistant.outbox._look()
    await at.staff.settle()
    await at.assistant.duties()
    assert erased.code == 0
    assert not [part for part in (WORDS, "Half written", str(CHIDI)) if part.encode() in raw(database)]
    assert WORDS not in str([post.text for post in at.staff.history()])


async def test_an_enquiry_is_erased_by_its_reference_also_without_the_account(at: Office, command: Command) -> None:
    mine = of(at, CHIDI)
    reference = await mine.send(WORDS)
    await mine.leader.write("/forget")
    await mine.leader.press("Delete it")
    only = command("person", reference)
    done = command("person", reference, "--erase", "--yes")
    assert "Nothing says any more whose enquiry" in only.err
    assert done.code == 0


async def test_a_reference_erases_that_enquiry_alone(at: Office, command: Command) -> None:
    mine = of(at, CHIDI)
    first, second = await mine.send(WORDS), await mine.send("Something else")
    done = command("person", f"#{first}", "--erase", "--yes")
    left = command("person", str(CHIDI)).out
    assert done.code == 0
    assert ("Something else" in left, WORDS in left, f"#{second}" in left) == (True, False, True)


def test_words_are_found_in_questions_without_an_answer_too(command: Command, database: Path) -> None:
    store = Store.open(database)
    store.gaps.add("where does Siobhan park", "unknown", None, None, datetime(2026, 11, 23, tzinfo=UTC).date())
    store.close()
    assert "A question without an answer, number 1: nobody's" in command("person", "siobhan").out


async def test_a_list_of_all_enquiries_is_noted(at: Office, command: Command) -> None:
    await of(at, CHIDI).send(WORDS)
    assert command("export", "all.csv").code == 0
    assert "listed: all enquiries, without their words" in command("person", "--record").out


async def test_who_looked_is_kept_for_a_year_without_words(at: Office, command: Command) -> None:
    reference = await of(at, CHIDI).send(WORDS)
    command("person", str(CHIDI))
    command("person", "siobhan")
    command("person", str(CHIDI), "--erase", "--yes")
    record = command("person", "--record").out
    assert re.findall(r" (read|searched|erased): ", record) == ["read", "searched", "erased"]
    assert reference in record
    assert not [part for part in (WORDS, "iobhan", str(CHIDI)) if part in record]
    retain(at.store, datetime.now(UTC) + timedelta(days=366), Retention(), warns=False)
    assert at.store.accesses.all() == []


def test_without_a_database_that_is_said(database: Path, command: Command) -> None:
    told = command("person", str(CHIDI))
    assert (told.code, "There is no database" in told.err, database.exists()) == (2, True, False)
