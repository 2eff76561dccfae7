"""The doctor says of each thing whether it is right and how to mend it; one wrong setting hides nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.backup import backup
from bot.doctor.diagnosis import Diagnosis
from bot.doctor.installation import examine_folder
from bot.doctor.machine import examine_backup, examine_database, examine_process, examine_space
from bot.library.folder import shipped
from bot.machine.lock import alone
from bot.machine.space import Space
from bot.settings import Settings
from bot.store.store import Store
from handlers.serving.doctor import examine, examine_clock, examine_pollers
from handlers.serving.serve import telegram_bot
from tests.botapi import TOKEN, BotApi, bot_api, status
from tests.conftest import SMALL, Command

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    Store.open(tmp_path / "bot.db").close()
    return tmp_path / "bot.db"


def to_do(ran_out: str) -> list[str]:
    return [line.removeprefix("to do  ") for line in ran_out.splitlines() if line.startswith("to do  ")]


def test_every_finding_is_told_though_a_setting_is_wrong(
    command: Command, monkeypatch: pytest.MonkeyPatch, own: Path, database: Path
) -> None:
    (own / "faq.yaml").write_text("- [", "utf-8")
    for name, value in {
        "TOKEN": "no token", "ADMINS": "Ada", "HEALTH_PORT": "first", "MODEL": "nowhere", "DATABASE": str(database),
        "KNOWLEDGE": str(own), "SMTP_URL": "smtp://user@mail.example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"BOT_{name}", value)
    ran = command("doctor")
    told = "\n".join(to_do(ran.out))
    for begins in ("BOT_TOKEN must be", "BOT_ADMINS must be", "BOT_HEALTH_PORT must be", "BOT_SMTP_URL must have",
                   "BOT_MAIL_FROM is not set", "BOT_MODEL cannot be used", "The knowledge has 1 problem"):  # fmt: skip
        assert begins in told
    assert (ran.code, ran.err) == (1, "")
    assert f"ok     The database {database} is sound" in ran.out
    assert "no token" not in ran.out


def test_a_file_of_settings_that_cannot_be_read_is_one_finding_of_several(command: Command) -> None:
    Path(".env").write_bytes(b"\xff\xfe\x00")
    told = to_do(command("doctor").out)
    assert told[0].startswith(".env cannot be read; save it as UTF-8 text")
    assert any(line.startswith("BOT_TOKEN is not set") for line in told)


def test_the_knowledge_that_ships_leads_to_a_folder_of_ones_own(tmp_path: Path, own: Path) -> None:
    ships, missing, there = (examine_folder(one) for one in (Path(str(shipped())), tmp_path / "none", own))
    assert "race-equality init DIR" in ships.fix
    assert "BOT_KNOWLEDGE" in ships.fix
    assert missing == Diagnosis(f"There is no folder {tmp_path / 'none'}", f"Run: race-equality init {tmp_path}/none")
    assert there == Diagnosis(f"The knowledge in {own} may be edited")


@posix
def test_a_folder_that_the_service_may_not_write_is_named(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "faq").mkdir(exist_ok=True)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "faq")
    told = examine_folder(own)
    assert told.what.startswith(f"{own / 'faq'} cannot be written by ")
    assert told.fix == f"Give it to the user that serves: chown --recursive USER {own}"


def test_a_sound_database_is_well_and_nothing_changes_in_it(database: Path, tmp_path: Path) -> None:
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert examine_database(database).fix == ""
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def damaged(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:4096] + b"\x07" * 40_000)


def locked(database: Path) -> None:
    database.write_bytes(b"no database" * 999)


@pytest.mark.parametrize("harm", [damaged, locked])
def test_a_database_that_is_damaged_is_told_with_the_remedy(database: Path, harm: Callable[[Path], None]) -> None:
    harm(database)
    told = examine_database(database)
    assert "is damaged" in told.what
    assert told.fix == "Put a backup in its place: race-equality restore FILE."


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_what_root_left_beside_the_database_is_named(database: Path) -> None:
    os.chown(database, 4242, 4242)
    stray = database.with_name("bot.db-wal")
    stray.touch()
    told = examine_database(database)
    assert stray.exists()
    assert told.what == f"{stray} belongs to another user"
    assert told.fix == f"Run: chown --reference={database} {stray}"


def test_a_database_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    told = examine_database(tmp_path / "data" / "bot.db")
    assert (told.fix, "makes" in told.what) == ("", True)
    assert not (tmp_path / "data").exists()


def test_a_disk_with_too_little_room_is_told_before_it_is_full(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    well = examine_space(database)
    monkeypatch.setattr("bot.doctor.machine.space", lambda _: Space(free=100 * 1024 * 1024, wanted=276 * 1024 * 1024))
    ill = examine_space(database)
    assert (well.fix, ill.fix != "") == ("", True)
    assert "has 100 MB left; backups, a restore and edits want 276 MB" in ill.what


def test_one_process_that_serves_is_seen_and_no_lock_is_left(database: Path, tmp_path: Path) -> None:
    none, _ = examine_process(database)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bot.db"]
    with alone(database):
        one, told = examine_process(database)
    again, _ = examine_process(database)
    assert (none, one, again) == (False, True, False)
    assert told == Diagnosis("One process serves this database now; a second one would be refused")


def test_a_backup_that_is_missing_or_old_is_told(database: Path, tmp_path: Path) -> None:
    (never,) = examine_backup(database, NOW)
    backup(database, tmp_path / "copy.db", NOW)
    (fresh,) = examine_backup(database, NOW + timedelta(hours=30))
    (old,) = examine_backup(database, NOW + timedelta(days=3))
    assert (never.what, fresh.fix, old.what) == ("No backup was made yet", "", "No backup was made since 2026-11-23")
    assert list(examine_backup(tmp_path / "none.db", NOW)) == []


async def found(api: BotApi, **more: Any) -> list[Diagnosis]:  # noqa: ANN401 - settings
    settings = Settings(token=TOKEN, api_url=api.url, **more)
    bot = telegram_bot(settings)
    told = await examine(bot, settings)
    await bot.shutdown()
    return told


OURS = "https://bot.example.org/hook"


@pytest.mark.parametrize(
    ("wanted", "instead"),
    [(None, "though BOT_WEBHOOK_URL is not set"), (OURS, "another address than BOT_WEBHOOK_URL")],
)
async def test_a_webhook_of_somebody_else_leads_to_a_new_token_and_its_path_stays_unsaid(
    wanted: str | None, instead: str
) -> None:
    async with bot_api() as api:
        api.telegram.kept["webhook"] = {"url": "https://me:pass@evil.example.net:8443/42:secret?for=them"}
        (told,) = [one for one in await found(api, webhook_url=wanted) if "posts" in one.what]
    assert told.what == f"Telegram posts what people write to evil.example.net, {instead}"
    assert "others may know the token: revoke it with /revoke at @BotFather" in told.fix
    assert [one for one in ("secret", "them", "pass", "8443") if one in str(told)] == []


async def test_a_webhook_of_ones_own_is_well_and_one_that_is_gone_is_set_by_a_start() -> None:
    async with bot_api() as api:
        gone = [one for one in await found(api, webhook_url=OURS) if "webhook" in one.what]
        api.telegram.kept["webhook"] = {"url": OURS}
        there = [one for one in await found(api, webhook_url=OURS) if "webhook" in one.what]
    what = "Telegram has no webhook, the settings say otherwise"
    assert gone == [Diagnosis(what, "Start `race-equality serve`: it sets this right.")]
    assert there == [Diagnosis("Telegram posts to the webhook")]


@pytest.mark.parametrize("more", [{}, {"invite_link": "https://t.me/+AbCdEf"}, {"join_by_request": True}])
async def test_an_invite_link_into_the_staff_chat_is_said_and_not_shown(more: dict[str, object]) -> None:
    async with bot_api() as api:
        api.telegram.chats[-5] = {"id": -5, "type": "supergroup", "title": "Team", **more}
        told = [str(one) for one in await found(api, staff_chat=-5) if "Team" in one.what]
    link = "ok     An invite link leads into Team: who gets hold of it can join and read every enquiry"
    assert told == ["ok     The bot is in Team with all its rights", *([link] if "invite_link" in more else [])]


async def of_administrators(api: BotApi, *admins: int) -> list[str]:
    return [str(one) for one in await found(api, admins=frozenset(admins)) if "dministrator" in one.what]


async def test_each_administrator_must_have_started_the_bot() -> None:
    async with bot_api() as api:
        api.telegram.blocked.add(2)
        api.telegram.strangers.add(3)
        well, blocked, stranger = await of_administrators(api, 1, 2, 3)
        assert api.said_to(1) == []
    assert well == "ok     Administrator 1 has started the bot"
    assert blocked == "to do  Administrator 2 has blocked the bot. They must unblock it in Telegram."
    assert stranger.startswith("to do  Administrator 3 has not started the bot, and cannot be told of anything. They")
    assert "t.me/race_equality_bot and press Start" in stranger


async def test_another_program_with_the_token_is_seen_and_no_update_is_taken() -> None:
    async with bot_api() as api:
        bot = telegram_bot(Settings(token=TOKEN, api_url=api.url))
        await bot.initialize()
        await api.write(1, "pay gap")
        alone_ = await examine_pollers(bot, listen=0.2)
        api.faults["getUpdates"] = [status(409)]
        twice = await examine_pollers(bot, listen=0.2)
        await bot.shutdown()
        assert [one["message"]["text"] for one in api.pending] == ["pay gap"]
        assert [one for one in api.telegram.called("getUpdates") if "offset" in one] == []
    assert alone_ == Diagnosis("No other program polls with this token")
    assert twice.what == "Another program uses this bot's token now"


@pytest.mark.parametrize(("hours", "is_told"), [(0, False), (1, True), (-1, True)])
async def test_a_clock_that_is_wrong_is_told(hours: int, is_told: bool) -> None:
    async with bot_api() as api:
        settings = Settings(token=TOKEN, api_url=api.url)
        told = await examine_clock(settings, lambda: datetime.now(UTC) + timedelta(hours=hours))
    assert bool(told.fix) == is_told
    if is_told:
        assert f"{'ahead of' if hours > 0 else 'behind'} Telegram's" in told.what


async def test_without_telegram_the_clock_is_left_alone() -> None:
    told = await examine_clock(Settings(token=TOKEN, api_url="http://127.0.0.1:9/bot"), lambda: NOW)
    assert told.fix == ""
