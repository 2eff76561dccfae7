"""`race-equality doctor`: all that is examined, in order; a wrong setting hides only what it concerns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bot.doctor.diagnosis import Diagnosis, concerns, of_sentence
from bot.doctor.installation import examine_folder, examine_knowledge, examine_model, examine_settings
from bot.doctor.machine import (
    examine_backup,
    examine_cache,
    examine_database,
    examine_process,
    examine_space,
    examine_user,
)
from bot.encoder.encoder import NONE, find_encoder
from bot.library.folder import parse_folder, shipped
from bot.machine.folders import cache_folders, default_database
from bot.settings import Settings, SettingsError
from handlers.enquiries.channels import mail_server_of
from handlers.serving.doctor import examine, examine_clock, examine_mail, examine_pollers
from handlers.serving.serve import telegram_bot

MAILING = ("SMTP_URL", "MAIL_FROM", "STAFF_EMAIL", "SMTP_ALLOW_UNENCRYPTED")


async def diagnoses(
    folder: Path | None, settings: Settings, wrong: Sequence[str], now: Callable[[], datetime]
) -> AsyncIterator[Diagnosis]:
    """Everything about an installation; `wrong` are its settings that cannot be read, `folder` wins over them."""
    database, serving = _database(settings, wrong), False
    if isinstance(database, Path):
        serving, process = examine_process(database)
        machine = [examine_database(database), process, *_of_machine(database, now())]
    else:
        machine = [database] if database else []
    for diagnosis in (
        *examine_settings(wrong, admins=bool(settings.admins)), *examine_user(),
        *_of_knowledge(folder, settings, wrong), *machine,
    ):  # fmt: skip
        yield diagnosis
    if not concerns(wrong, "TOKEN", "API_URL"):  # else it would be sent to somebody else
        async for diagnosis in _of_telegram(settings, now, serving=serving):
            yield diagnosis
    if not concerns(wrong, *MAILING):
        yield await examine_mail(mail_server_of(settings))


def _of_knowledge(given: Path | None, settings: Settings, wrong: Sequence[str]) -> Iterator[Diagnosis]:
    if given or not concerns(wrong, "KNOWLEDGE"):
        folder = given or settings.knowledge or Path(str(shipped()))
        yield examine_folder(folder)
        if folder.is_dir():
            yield from examine_knowledge(parse_folder(folder), encoder=find_encoder()[1] != NONE)
    if not concerns(wrong, "MODEL"):
        yield from examine_model(settings.model)


def _of_machine(database: Path, now: datetime) -> Iterator[Diagnosis]:
    yield examine_space(database)
    yield examine_cache([database.parent / "cache", *cache_folders()])
    yield from examine_backup(database, now)


def _database(settings: Settings, wrong: Sequence[str]) -> Path | Diagnosis | None:
    if concerns(wrong, "DATABASE"):
        return None
    try:
        return settings.database or default_database()
    except SettingsError as error:
        return of_sentence(error)


async def _of_telegram(settings: Settings, now: Callable[[], datetime], *, serving: bool) -> AsyncIterator[Diagnosis]:
    yield await examine_clock(settings, now)
    bot = telegram_bot(settings)
    try:
        about = await examine(bot, settings)
        for one in about:
            yield one
        if len(about) > 1 and not serving:  # Telegram answered, and nobody here is disturbed
            yield await examine_pollers(bot)
    finally:
        await bot.shutdown()
