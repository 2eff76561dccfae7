"""What holds people's words is its owner's alone, is written whole or not at all, and trouble is one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IMODE

import pytest
from sqlite_utils import Database

from bot.encoder.vectors import Vectors
from bot.library import cache
from bot.library.folder import Library
from bot.machine.folders import cache_folders
from bot.store.migrations import migrations
from bot.store.store import Store
from knowledge.ranking.embedding import NoMeaning
from tests.conftest import SMALL, Command

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights, and no such limits")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "bot.db"
    monkeypatch.setenv("BOT_DATABASE", str(path))
    return path


@pytest.fixture
def everybody_reads() -> Iterator[None]:
    """The umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


def filled(path: Path, name: str = "Ada") -> Store:
    store = Store.open(path)
    row = {"appear": "name", "name": name, "state": "open", "awaiting": 1, "opened": NOW, "last": NOW}
    store.enquiries.add(reference=name[:5].upper(), **row)
    return store


def rights(folder: Path) -> dict[str, int]:
    """Of every file, by its name without numbers."""
    return {file.name: S_IMODE(file.stat().st_mode) for file in folder.rglob("*") if file.is_file()}


def files(folder: Path) -> dict[str, bytes]:
    """All of them, but the lock, which is empty and stays."""
    found = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock")
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


@posix
@pytest.mark.usefixtures("everybody_reads")
def test_the_database_its_logs_and_its_folder_are_for_their_owner_alone(database: Path) -> None:
    store = filled(database)
    found = rights(database.parent)
    store.close()
    assert found == dict.fromkeys(["bot.db", "bot.db-wal", "bot.db-shm"], 0o600)
    assert S_IMODE(database.parent.stat().st_mode) == 0o700


@posix
@pytest.mark.usefixtures("everybody_reads")
def test_a_database_that_others_could_read_is_shut_when_it_is_opened(database: Path) -> None:
    first = filled(database)
    for file in database.parent.iterdir():
        file.chmod(0o666)
    second = filled(database, "Bo")
    found = rights(database.parent)
    first.close()
    second.close()
    assert set(found.values()) == {0o600}


@posix
@pytest.mark.usefixtures("everybody_reads")
def test_all_that_commands_write_of_it_is_for_its_owner_alone(
    quick_command: Command, database: Path, tmp_path: Path
) -> None:
    filled(database).close()
    (tmp_path / "report.html").touch()
    database.chmod(0o666)
    (tmp_path / "out").mkdir()
    for arguments in (
        ("backup", "out/copy.db"),
        ("restore", "out/copy.db"),
        ("export", "out/record.csv"),
        ("report", "-o", "report.html", "--data", "out/report.db", "--knowledge", str(SMALL)),
    ):
        ran = quick_command(*arguments)
        assert (ran.code, ran.err) == (0, "")
    assert len(rights(tmp_path)) == 8
    assert set(rights(tmp_path).values()) == {0o600}


def later(path: Path) -> None:
    """A database as a later version makes it."""
    filled(path).close()
    with closing(Database(path)) as made:
        made.table("_sqlite_migrations").insert({"migration_set": migrations.name, "name": "of_2031", "applied_at": ""})


@pytest.mark.parametrize(
    ("copy", "sentence"),
    [
        (later, "was made by a later version (of_2031); install that version."),
        (lambda path: path.write_bytes(b"no database" * 999), "nothing was changed: file is not a database."),
        (lambda path: path.touch(), "nothing was changed: it is no copy of the assistant's database."),
        (lambda path: path.mkdir(), "There is no file copy.db."),
    ],
    ids=["later", "damaged", "empty", "folder"],
)
def test_a_refused_restore_leaves_everything_as_it_was(
    command: Command, database: Path, tmp_path: Path, copy: Callable[[Path], object], sentence: str
) -> None:
    filled(database).close()
    copy(tmp_path / "copy.db")
    before = files(tmp_path)
    ran = command("restore", "copy.db")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.strip().endswith(sentence)
    assert files(tmp_path) == before


def test_nor_does_one_leave_a_copy_while_the_database_is_in_use(
    command: Command, database: Path, tmp_path: Path
) -> None:
    filled(tmp_path / "copy.db", "Bo").close()
    store = filled(database)
    before = set(files(tmp_path))
    ran = command("restore", "copy.db")
    after = set(files(tmp_path))
    store.close()
    assert (ran.code, after) == (2, before)


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file grows any more: what a full disk does, for one process."""
    import resource  # noqa: PLC0415 - Windows has none

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@posix
@pytest.mark.parametrize(
    ("arguments", "room", "named"),
    [
        (("backup", "copy.db"), 100_000, "copy.db"),
        (("restore", "other.db"), 100_000, "other.db"),
        (("export", "record.csv"), 100_000, "record.csv"),
        (("report", "-o", "a.html", "--data", "b.db", "--knowledge", str(SMALL)), 100_000, "b.db"),
        (("new", "faq", "-o", "faq.yaml"), 10, "faq.yaml"),
        (("init", "own/knowledge"), 10_000, "own/knowledge"),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_written(
    quick_command: Command, database: Path, tmp_path: Path, arguments: tuple[str, ...], room: int, named: str
) -> None:
    filled(database, "Ada" * 100_000).close()
    filled(tmp_path / "other.db", "Bo" * 100_000).close()
    if room < 40_000:
        database.unlink()  # not even its log could be opened
    before, folders = files(tmp_path), sorted(one for one in tmp_path.rglob("*") if one.is_dir())
    with no_room_beyond(room):
        ran = quick_command(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert named in ran.err and "None" not in ran.err
    assert files(tmp_path) == before
    assert sorted(one for one in tmp_path.rglob("*") if one.is_dir()) == folders


@posix
def test_a_full_disk_leaves_nothing_half_written_in_the_cache_either(few_words: Library, tmp_path: Path) -> None:
    fitted = few_words.open(SMALL).understanding.find.fitted
    vectors = Vectors(NoMeaning(), tmp_path / "none.vectors")
    with no_room_beyond(1000):
        cache.save(tmp_path, "fitted", fitted)
        vectors([f"question {number}" for number in range(500)])
    assert files(tmp_path) == {}


@posix
def test_a_database_that_cannot_even_be_read_on_a_full_disk_says_what_may_be_the_cause(
    command: Command, database: Path
) -> None:
    filled(database).close()
    with no_room_beyond(1000):
        ran = command("export", "record.csv")
    said = f"The disk with the database {database} gives an error; it may be full, and nothing was written.\n"
    assert (ran.code, ran.err) == (2, said)


@posix
def test_what_is_written_straight_to_a_device_that_is_full_is_one_sentence(
    quick_command: Command, database: Path
) -> None:
    filled(database).close()
    ran = quick_command("report", "-o", "/dev/full", "--knowledge", str(SMALL))
    assert (ran.code, ran.err) == (
        2,
        "/dev/full cannot be written (No space left on device); choose another file.\n",
    )
    assert not Path("/dev/full").is_file()


@pytest.mark.parametrize("option", ["-o", "--data"])
def test_a_report_never_takes_the_place_of_the_database(
    quick_command: Command, database: Path, tmp_path: Path, option: str
) -> None:
    filled(database).close()
    before = files(tmp_path)
    other = ["-o", "report.html"] if option == "--data" else []
    ran = quick_command("report", *other, option, str(database), "--knowledge", str(SMALL))
    assert (ran.code, ran.err) == (2, f"{database} is the database itself; choose another file.\n")
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "arguments",
    [("export", "record.csv"), ("gaps",), ("gaps", "--json"), ("backup", "copy.db"), ("report", "-o", "report.html")],
)
def test_what_needs_a_database_makes_none(
    quick_command: Command, database: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = quick_command(*arguments)
    said = f"There is no database {database} yet; it is made by `race-equality serve`.\n"
    assert (ran.code, ran.out, ran.err) == (2, "", said)
    assert [*tmp_path.iterdir()] == []


def test_an_export_never_writes_over_a_file_and_says_so(command: Command, database: Path) -> None:
    filled(database).close()
    Path("record.csv").write_text("precious", "utf-8")
    ran = command("export", "record.csv")
    assert (ran.code, ran.err) == (2, "record.csv exists and was left as it is; choose another name.\n")
    assert Path("record.csv").read_text("utf-8") == "precious"


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home folder: a number without a name, as in a container."""

    def nobody(number: int) -> object:
        raise KeyError(number)

    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)


@posix
@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize(
    "arguments",
    [("export", "a.csv"), ("backup", "a.db"), ("gaps",), ("report", "-o", "a.html"), ("restore", "a.db"), ("serve",)],
    ids=lambda one: one[0],
)
def test_without_a_home_folder_the_database_must_be_named(
    quick_command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    ran = quick_command(*arguments)
    said = "There is no home folder for the database; set BOT_DATABASE to the path of a file.\n"
    assert (ran.code, ran.out, ran.err) == (2, "", said)
    assert [*tmp_path.iterdir()] == []


@posix
@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("arguments", [("check",), ("check", "--live"), ("ask", "What is the WRES?"), ("init", "own")])
def test_without_a_home_folder_the_rest_works_and_keeps_nothing(
    quick_command: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = quick_command(*arguments, *(["--knowledge", str(SMALL)] if "own" not in arguments else []))
    lacks = "contact.yaml lacks parts of the privacy notice" if "--live" in arguments else ""
    assert (ran.code, ran.err.partition(":")[0].strip(), cache_folders()) == (int(bool(lacks)), lacks, [])
    assert [one.name for one in tmp_path.iterdir() if one.name != "own"] == []


def test_without_the_system_s_time_zones_every_command_runs(process: Command) -> None:
    ran = process("ask", "What is the WRES?", environment={"PYTHONTZPATH": ""})
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("gaps",),
        ("export", "a.csv"),
        ("backup", "a.db"),
        ("report", "-o", "nowhere/a.html", "--knowledge", str(SMALL)),
        ("report", "-o", "a.html", "--data", "file/b.db", "--knowledge", str(SMALL)),
        ("new", "faq", "-o", "file/faq.yaml"),
        ("init", "file/own"),
    ],
    ids=lambda one: one[0],
)
def test_a_place_that_cannot_be_written_is_one_sentence(
    quick_command: Command, database: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    database.mkdir(parents=True)  # a folder where the database should be
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    ran = quick_command(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.endswith(".\n") and "None" not in ran.err
    assert sorted(tmp_path.rglob("*")) == before
