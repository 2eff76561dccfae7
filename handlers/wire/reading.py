"""Updates off the wire, read one by one: of what the library cannot read only the number and the kind are logged."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from telegram import Bot, Update

log = logging.getLogger(__name__)

AS_IT_CAME = "as_it_came"  # an update's own JSON, which the library keeps beside the number

Json = dict[str, Any]

ENVELOPE = ("message_id", "date", "chat", "from", "sender_chat", "message_thread_id", "is_topic_message")
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, LookupError, RecursionError, ArithmeticError, OSError)


def enveloped(update: Json) -> Json:
    """All that the library is given of an update when many come at once, so that none can spoil the rest."""
    return {"update_id": update["update_id"], AS_IT_CAME: json.dumps(update)}


def is_update(value: object) -> bool:
    """Has it the number that every update has?"""
    return isinstance(value, dict) and type(value.get("update_id")) is int


def opened(body: str | bytes) -> Json | None:
    """The update in a text of JSON, as it came; None where it holds none."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if is_update(value) else None


def read(update: Json, bot: Bot) -> Update | None:
    """The update; where the library cannot read it, who wrote where, so that they get a word; None without that."""
    try:
        return Update.de_json(update, bot)
    except UNREADABLE as error:
        said = {"update": update["update_id"], "kind": kind_of(update), "error": type(error).__name__}
        log.warning("an update could not be read", extra=said)
    for less in _pared(update):
        try:
            return Update.de_json(less, bot)
        except UNREADABLE:
            continue
    return None


def kind_of(update: Json) -> str:
    """What happened, in a word of Telegram's."""
    return next((str(name) for name in Update.ALL_TYPES if name in update), "unknown")


def _pared(update: Json) -> Iterator[Json]:
    """A message without what it holds, with and without what it answers."""
    message = update.get(Update.MESSAGE)
    if isinstance(message, dict):
        for names in ((*ENVELOPE, "reply_to_message"), ENVELOPE):
            kept = {name: message[name] for name in names if name in message}
            yield {"update_id": update["update_id"], Update.MESSAGE: kept}
