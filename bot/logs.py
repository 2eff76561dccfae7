"""Logs for machines and people: one JSON object a line, without secrets and without the words of an exception.

An exception's text may quote what a user wrote or an address with the token; its type and place are enough to find it.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, datetime
from threading import Lock
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
)  # their INFO lines carry the token, and others what people wrote
ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
OWN = ("at", "level")  # nobody's words, whatever a secret may look like
HIDDEN = "[hidden]"
MOST_CAUSES = 5
MOST_FRAMES = 8
MINUTE = 60.0
MOST_LINES = 1000  # different ones that are remembered


class OncePerMinute(logging.Filter):
    """Lets the same line pass once a minute; the next that passes has `left_out`, how many did not. Any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._passed: dict[Hashable, tuple[float, int]] = {}
        self._turn = Lock()

    def __len__(self) -> int:
        return len(self._passed)

    def filter(self, record: logging.LogRecord) -> bool:
        """Is this line the first of its kind within a minute?"""
        error = what_went_wrong(record.exc_info[1]) if record.exc_info and record.exc_info[1] else None
        key = (record.name, record.levelno, _message(record), repr(_more(record)), repr(error))
        with self._turn:
            at, left_out = self._passed.pop(key, (record.created - MINUTE, 0))
            passes = not 0 <= record.created - at < MINUTE  # a clock that was set back silences nothing
            self._passed[key] = (record.created, 0) if passes else (at, left_out + 1)
            while len(self._passed) > MOST_LINES:
                del self._passed[next(iter(self._passed))]
        if passes and left_out:
            record.left_out = left_out
        return passes


class JsonLines(logging.Formatter):
    """A record as one line of JSON; `secrets` are blotted out wherever they stand, also as addresses write them."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}
        self._secrets = sorted(forms, key=len, reverse=True)  # one may begin with another

    def format(self, record: logging.LogRecord) -> str:
        """One log record as a line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": _message(record),
        }
        line |= {f"logged_{name}" if name in line else name: value for name, value in _more(record).items()}
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


def _more(record: logging.LogRecord) -> dict[str, object]:
    """The values that were logged beside the sentence of a record."""
    return {name: value for name, value in vars(record).items() if name not in ORDINARY}


def _message(record: logging.LogRecord) -> str:
    """What is said; of what a library says only the sentence, for it may quote what people wrote."""
    if record.name.partition(".")[0] in QUIET:
        return str(record.msg).partition("\n")[0]
    return record.getMessage()


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
    handler.addFilter(OncePerMinute())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
