"""A log line says when it was, whatever is logged, and no secret stands in it in any form."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.logs import HIDDEN, JsonLines

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def line(
    message: str, *secrets: str, arguments: tuple[object, ...] = (), extra: Mapping[str, object] | None = None
) -> dict[str, Any]:
    record = logging.LogRecord("bot.test", logging.INFO, __file__, 1, message, arguments, None)
    record.created = NOW.timestamp()
    vars(record).update(extra or {})
    read = json.loads(JsonLines(secrets).format(record))
    assert isinstance(read, dict)
    return read


def test_a_record_s_own_fields_are_never_overwritten_by_what_is_logged() -> None:
    written = line("hello", extra={"at": "faq.yaml:3", "level": "high", "from": "London", "count": 2})
    own = {"at": "2026-11-23T09:00:00.000+00:00", "level": "info", "from": "bot.test", "message": "hello"}
    assert written == {**own, "logged_at": "faq.yaml:3", "logged_level": "high", "logged_from": "London", "count": 2}


@pytest.mark.parametrize(
    "secret", ["p@ss", "2026", "info", 'pa"ss', "back\\slash", "wörd", "1:token/x", '"', ":", "{", "hello world"]
)
def test_a_secret_stands_nowhere_and_the_line_stays_whole(secret: str) -> None:
    written = line(f"before {secret} after", secret, extra={"address": f"to {secret}@x", "deep": {"list": [secret, 5]}})
    assert written["message"] == f"before {HIDDEN} after"
    assert written["address"] == f"to {HIDDEN}@x"
    assert written["deep"] == {"list": [HIDDEN, 5]}


def test_a_secret_is_hidden_as_addresses_write_it() -> None:
    assert line("https://me:p%40ss%2Fw@x and p@ss/w", "p@ss/w")["message"] == f"https://me:{HIDDEN}@x and {HIDDEN}"


def test_a_secret_that_begins_another_does_not_leave_its_end() -> None:
    assert line("secret-and-more", "secret", "secret-and-more")["message"] == HIDDEN


def test_a_secret_in_what_is_no_text_is_hidden_too() -> None:
    assert line("%s", "p@ss", arguments=(ValueError("p@ss"),), extra={"what": ValueError("p@ss")}) | {"at": ""} == {
        "at": "", "level": "info", "from": "bot.test", "message": HIDDEN, "what": HIDDEN,
    }  # fmt: skip
