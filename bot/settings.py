"""How one installation differs from another: settings from the environment and a `.env` file, read into typed values.

Everything missing or wrong is named at once, and only for the settings that a command uses. A secret is never repeated.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.mail.letter import address
from bot.mail.server import passwords, url_problems

PREFIX = "BOT_"
API_URL = "https://api.telegram.org/bot"
LOWEST_PORT, HIGHEST_PORT = 1, 65_535
NUMBER = re.compile(r"-?[0-9]{1,16}")  # `int` takes 1_0, +10 and the digits of every script
HIGHEST_ID = 2**52 - 1  # Telegram's numbers of people and chats fit into so many bits
YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """A field for each setting of the contract; what is not set has its default, or None."""

    token: str | None = field(default=None, repr=False)
    staff_chat: int | None = None
    admins: frozenset[int] = frozenset()
    knowledge: Path | None = None
    database: Path | None = None
    api_url: str = API_URL
    webhook_url: str | None = None
    webhook_listen: str | None = None
    webhook_port: int | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str | None = None
    staff_email: str | None = None
    smtp_allow_unencrypted: bool = False
    retention_enquiries_days: int | None = None
    retention_gaps_days: int | None = None
    retention_versions_days: int | None = None
    retention_saved_days: int | None = None
    file_types: frozenset[str] | None = None
    file_megabytes: int | None = None
    model: Path | None = None
    log_level: str = "INFO"
    health_port: int | None = None
    health_listen: str | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no log, as it is set and as it is sent."""
        return tuple(filter(None, (self.token, self.webhook_secret, *passwords(self.smtp_url or ""))))


class SettingsError(Exception):
    """What is missing or wrong, a sentence each, in `problems`."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def gathered(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """The `BOT_` values of a `.env` file and of the environment, which wins; what is empty is as good as not set."""
    try:
        written = dotenv_values(file, interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise SettingsError([f"{file} cannot be read; save it as UTF-8 text or remove it."]) from None
    values = {**written, **environment}
    return {name: value.strip() for name, value in values.items() if name.startswith(PREFIX) and value}


def read(values: Mapping[str, str], uses: Collection[str], needs: Collection[str] = ()) -> Settings:
    """The settings named in `uses`, without the prefix; raises `SettingsError` for all that is wrong or missing."""
    settings, problems = readable(values, uses, needs)
    if problems:
        raise SettingsError(problems)
    return settings


def readable(
    values: Mapping[str, str], uses: Collection[str], needs: Collection[str] = ()
) -> tuple[Settings, Sequence[str]]:
    """The same as far as they can be read, and a sentence for each that is wrong or missing."""
    problems = [*_missing(values, needs)]
    settings: dict[str, object] = {}
    for name in uses:
        if not (value := values.get(PREFIX + name, "")):
            continue
        reader, must = READERS[name]
        try:
            settings[name.lower()] = reader(value)
        except ValueError:
            problems.append(f"{PREFIX}{name} must be {must}{_as_it_is(name, value)}.")
        except SettingsError as error:
            problems += error.problems
    problems += _incomplete(values, uses)
    return Settings(**settings), problems  # type: ignore[arg-type]  # each reader returns what its field holds


def _missing(values: Mapping[str, str], needs: Collection[str]) -> Iterator[str]:
    for name in needs:
        if not values.get(PREFIX + name):
            yield f"{PREFIX}{name} is not set{TO_SET.get(name, '')}."


def _incomplete(values: Mapping[str, str], uses: Collection[str]) -> Iterator[str]:
    """E-mail needs all of its settings, or none."""
    used = [name for name in MAILING if name in uses]
    missing = [name for name in used if not values.get(PREFIX + name)]
    if len(missing) < len(used):
        for name in missing:
            yield f"{PREFIX}{name} is not set; for e-mail set BOT_SMTP_URL, BOT_MAIL_FROM and BOT_STAFF_EMAIL."


def _as_it_is(name: str, value: str) -> str:
    return "" if name in SECRET else f", not “{value}”"


def _matching(pattern: str) -> Callable[[str], str]:
    def matched(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError
        return value

    return matched


def _address(*schemes: str) -> Callable[[str], str]:
    def address(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in schemes or not parts.hostname or parts.port == 0:
            raise ValueError
        return value

    return address


def _api_url(value: str) -> str:
    """As python-telegram-bot wants it: `/bot` at the end."""
    address = _address("https", "http")(value).rstrip("/")
    return address if address.endswith("/bot") else f"{address}/bot"


def _smtp_url(value: str) -> str:
    if problems := [*url_problems(value)]:
        raise SettingsError(problems)
    return value


def _mailbox(value: str) -> str:
    if address(value) is None:
        raise ValueError
    return value


def _group(value: str) -> int:
    return _number(value, -HIGHEST_ID, -1)


def _people(value: str) -> frozenset[int]:
    return frozenset(_number(id_.strip(), 1, HIGHEST_ID) for id_ in value.split(",") if id_.strip())


def _port(value: str) -> int:
    return _number(value, LOWEST_PORT, HIGHEST_PORT)


def _days(value: str) -> int:
    return _number(value, 1, 36_500)


def _endings(value: str) -> frozenset[str]:
    endings = frozenset(part.strip().removeprefix(".").lower() for part in value.split(","))
    if not all(re.fullmatch(r"[a-z0-9]{1,10}", ending) for ending in endings):
        raise ValueError
    return endings


def _number(value: str, lowest: int, highest: int) -> int:
    if not NUMBER.fullmatch(value) or not lowest <= int(value) <= highest:
        raise ValueError
    return int(value)


def _yes_or_no(value: str) -> bool:
    if value.lower() not in YES_OR_NO:
        raise ValueError
    return YES_OR_NO[value.lower()]


def _path(value: str) -> Path:
    try:
        return Path(value).expanduser()
    except RuntimeError as error:  # there is no home folder
        raise ValueError from error


def _level(value: str) -> str:
    if value.upper() not in logging.getLevelNamesMapping():
        raise ValueError
    return value.upper()


Reader = tuple[Callable[[str], object], str]  # and what a value must be, to follow "must be"

PATH: Reader = (_path, "the path of a folder")
PORT: Reader = (_port, "a port, from 1 to 65535")
DAYS: Reader = (_days, "a whole number of days, at least 1")
HOST: Reader = (_matching(r"[\w.:%-]+"), "a host name or an IP address")
MAIL: Reader = (_mailbox, "an e-mail address")

READERS: Mapping[str, Reader] = {
    "TOKEN": (_matching(r"\d+:[\w-]+"), "a token as @BotFather gives it: digits, a colon, letters and digits"),
    "STAFF_CHAT": (_group, "the number of a group, which begins with a minus, as /whoami shows it there"),
    "ADMINS": (_people, "numbers of people, as /whoami shows them, with commas between"),
    "KNOWLEDGE": PATH,
    "DATABASE": (_path, "the path of a file"),
    "API_URL": (_api_url, "an address that begins with https:// or http://"),
    "WEBHOOK_URL": (_address("https", "http"), "an address that begins with https://"),
    "WEBHOOK_LISTEN": HOST,
    "WEBHOOK_PORT": PORT,
    "WEBHOOK_SECRET": (_matching(r"[A-Za-z0-9_-]{1,256}"), "1 to 256 letters, digits, hyphens and underscores"),
    "SMTP_URL": (_smtp_url, "an address that begins with smtp:// or smtps://"),
    "MAIL_FROM": MAIL,
    "STAFF_EMAIL": MAIL,
    "SMTP_ALLOW_UNENCRYPTED": (_yes_or_no, "yes or no"),
    "RETENTION_ENQUIRIES_DAYS": DAYS,
    "RETENTION_GAPS_DAYS": DAYS,
    "RETENTION_VERSIONS_DAYS": DAYS,
    "RETENTION_SAVED_DAYS": DAYS,
    "FILE_TYPES": (_endings, "endings of names of files, such as pdf, with commas between"),
    "FILE_MEGABYTES": (_days, "a whole number of megabytes, at least 1"),
    "MODEL": PATH,
    "LOG_LEVEL": (_level, "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
    "HEALTH_PORT": PORT,
    "HEALTH_LISTEN": HOST,
}
MAILING = ("SMTP_URL", "MAIL_FROM", "STAFF_EMAIL")
SECRET = frozenset({"TOKEN", "WEBHOOK_SECRET", "SMTP_URL"})
TO_SET = {
    "TOKEN": ": write to @BotFather in Telegram, send /newbot and set the token it gives you; "
    "`race-equality chat` works meanwhile",
}
