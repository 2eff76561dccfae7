"""The wiring of every command: from its arguments and the environment to settings, a folder, a library, a database.

With bot/cli, where the commands are, it stands on top: only there are the environment, the clock and the user's
folders met.
"""

from __future__ import annotations

import getpass
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.encoder.encoder import Announced, find_encoder
from bot.library.folder import Library, shipped
from bot.machine.folders import cache_folders, default_database
from bot.machine.lock import LockedError
from bot.machine.private import NotWrittenError
from bot.settings import Settings, SettingsError, gathered, read, readable

DONE, PROBLEMS, WRONG = 0, 1, 2  # exit codes
SETTINGS = ("KNOWLEDGE", "MODEL")  # all that most commands use
SERVE = (
    "TOKEN", "STAFF_CHAT", "ADMINS", "KNOWLEDGE", "API_URL", "WEBHOOK_URL", "WEBHOOK_LISTEN", "WEBHOOK_PORT",
    "WEBHOOK_SECRET", "LOG_LEVEL", "HEALTH_PORT", "HEALTH_LISTEN", "DATABASE", "SMTP_URL", "MAIL_FROM", "STAFF_EMAIL",
    "SMTP_ALLOW_UNENCRYPTED", "RETENTION_ENQUIRIES_DAYS", "RETENTION_VERSIONS_DAYS", "RETENTION_GAPS_DAYS",
    "RETENTION_SAVED_DAYS", "FILE_TYPES", "FILE_MEGABYTES", "MODEL",
)  # fmt: skip


def takes_knowledge(parser: ArgumentParser) -> None:
    """The command reads a folder of knowledge."""
    parser.add_argument(
        "--knowledge",
        type=Path,
        metavar="DIR",
        help="the folder of knowledge; else BOT_KNOWLEDGE, else the shipped one",
    )


def takes_file(parser: ArgumentParser) -> None:
    """The command is about one file."""
    parser.add_argument("file", type=Path, metavar="FILE")


def folder(given: Namespace) -> Traversable:
    """Where the knowledge is: as the command line says, else as the settings say, else in the package."""
    chosen = given.knowledge or settings(SETTINGS).knowledge
    return chosen or shipped()


def settings(uses: Sequence[str], needs: Sequence[str] = ()) -> Settings:
    """From the environment and `.env`; raises `SettingsError` with all that is wrong or missing."""
    return read(gathered(os.environ, Path(".env")), uses, needs)


def serving_settings() -> Settings:
    """Those of what speaks to Telegram."""
    _quiet_library()
    return settings(SERVE, needs=("TOKEN",))


def settings_as_they_are() -> tuple[Settings, Sequence[str]]:
    """Those of what speaks to Telegram as far as they can be read, and what is wrong with them."""
    _quiet_library()
    try:
        values, problems = gathered(os.environ, Path(".env")), list[str]()
    except SettingsError as error:
        values, problems = gathered(os.environ, Path(os.devnull)), list(error.problems)
    found, wrong = readable(values, SERVE, needs=("TOKEN",))
    return found, [*problems, *wrong]


def _quiet_library() -> None:
    """The library's own switch; without it every 429 is a warning."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")


def library(announce: Callable[[], None] | None = None, beside: Path | None = None) -> Library:
    """`announce` is called before a folder is fitted for the first time; `beside`: where to keep what is fitted."""
    embed, name = find_encoder(settings(SETTINGS).model)
    folders = [*([beside] if beside else []), *cache_folders()]
    embedding = Announced(embed, announce) if announce else embed
    return Library(embedding, name, *folders, this_year=lambda: now().year, clock=time.monotonic)


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def database(chosen: Settings | None = None) -> Path:
    """Where the database is, as the settings or the platform have it."""
    return (chosen or settings(("DATABASE",))).database or default_database()


def with_database(work: Callable[[Path], object], done: str) -> int:
    """The exit code of work on the database; `done` is said after it."""
    from bot.store.store import StoreError  # noqa: PLC0415 - an answer comes faster without a database

    try:
        work(database())
    except (StoreError, LockedError, NotWrittenError) as error:
        return wrong(error)
    print(done)
    return DONE


def account() -> str:
    """Who of the machine's users runs this: as the system knows them, which an environment cannot change."""
    if sys.platform == "win32":
        return getpass.getuser()
    import pwd  # noqa: PLC0415 - not on every system

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # in a container, a number may have no name
        return str(os.getuid())


def wrong(why: object) -> int:
    """Say why a command could not do its work; its exit code."""
    print(why, file=sys.stderr)
    return WRONG
