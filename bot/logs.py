"""Logs for machines and people: one JSON object a line, without secrets and without the words of an exception.

An exception's text may quote what a user wrote or an address with the token; its type and place are enough to find it.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import quote

QUIET = (
    "aiohttp",
    "httpx",
    "httpcore",
    "telegram",
    "apscheduler",
    "tornado",
    "asyncio",
)  # their INFO lines carry the token
ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
OWN = ("at", "level")  # nobody's words, whatever a secret may look like
HIDDEN = "[hidden]"
MOST_CAUSES = 5
MOST_FRAMES = 8


class JsonLines(logging.Formatter):
    """A record as one line of JSON; `secrets` are blotted out wherever they stand, also as addresses write them."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        self._secrets = sorted(forms, key=len, reverse=True)  # one may begin with another

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        logged = {name: value for name, value in vars(record).items() if name not in ORDINARY}
        line |= {f"logged_{name}" if name in line else name: value for name, value in logged.items()}
        if record.exc_info and record.exc_info[1]:
            line |= what_went_wrong(record.exc_info[1])
        hidden = {name: self._hiding(value) for name, value in line.items() if name not in OWN}
        return json.dumps({**line, **hidden}, ensure_ascii=False)

    def _hiding(self, value: object) -> object:
        """The value without secrets; they are sought in it as it is, since JSON would write some characters anew."""
        match value:
            case bool() | int() | float() | None:
                return value
            case Mapping():
                return {self._blotted(str(key)): self._hiding(within) for key, within in value.items()}
            case list() | tuple():
                return [self._hiding(within) for within in value]
        return self._blotted(str(value))

    def _blotted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def what_went_wrong(error: BaseException) -> dict[str, object]:
    """Type and place of an exception and of what caused it."""
    types: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(types) < MOST_CAUSES:
        types.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return {"error": types, "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]}


def set_up(stream: TextIO, level: str, secrets: Iterable[str]) -> None:
    """Send all logs to a stream as JSON lines."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
