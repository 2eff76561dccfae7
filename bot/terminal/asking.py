"""`race-equality ask`: one answer for a person, or many as JSON for a program. Stores nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from bot.calendar.lists import Now
from bot.conversation.memory import Conversations
from bot.conversation.reply import Reply
from bot.library.folder import Snapshot
from bot.markup import plain
from knowledge.model import Resource

ASKER = (0, 0)


class AskSession:
    """Questions to replies; each conversation begins anew."""

    def __init__(self, snapshot: Snapshot, clock: Callable[[], float], now: Now = lambda: None) -> None:
        """`snapshot` is the knowledge to ask; `clock` counts seconds, and `now` is the time."""
        self._conversation = Conversations(lambda: snapshot, clock, now)

    def reply(self, turns: Sequence[str]) -> Reply:
        """The reply to the last of some messages (at least one) of one conversation."""
        self._conversation.forget(ASKER)
        *before, last = map(_whole, turns)
        for turn in before:
            self._conversation.ask(ASKER, turn)
        return self._conversation.ask(ASKER, last).reply

    def lines(self, lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """A line of JSON for each line, and whether it could be read. Empty lines at the end are no lines."""
        empty = 0
        for line in lines:
            if not line.strip():
                empty += 1
                continue
            for _ in range(empty):
                yield to_json({"id": None, "error": "this line is empty"}), False
            empty = 0
            yield self._line(line)

    def _line(self, line: str) -> tuple[str, bool]:
        asked = _read(line)
        if isinstance(asked, str):
            return to_json({"id": None, "error": asked}), False
        id_, turns = asked
        return to_json(as_json(self.reply(turns), id_)), True


def _read(line: str) -> tuple[object, list[str]] | str:
    """The id and the turns of a line, or a sentence on what is wrong with it."""
    if any("\udc80" <= character <= "\udcff" for character in line):
        return "this line is not UTF-8 text"
    try:
        asked = json.loads(line)
        to_json(asked)  # what cannot be echoed, such as NaN, is not JSON either
    except (ValueError, RecursionError):
        return "this line is not JSON"
    if not isinstance(asked, dict):
        return 'this line is not an object such as {"q": "What is the WRES?"}'
    turns = asked.get("turns", [asked["q"]] if "q" in asked else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        return '"q" must be text, or "turns" a list of texts'
    return asked.get("id"), turns


def _whole(text: str) -> str:
    """Text without halves of characters, which JSON and arguments can carry and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json(value: object) -> str:
    """One line, in ASCII: no console can garble it, and no reader finds the end of a line within it."""
    return json.dumps(value, allow_nan=False)


def as_json(reply: Reply, id_: object) -> dict[str, Any]:
    """A reply as the object that the contract names."""
    return {
        "id": id_,
        "outcome": reply.outcome,
        "confidence": round(reply.match.confidence, 4),
        "entry": reply.match.id,
        "text": plain(reply.text),
        "resources": [_resource(one) for one in reply.resources],
        "suggestions": [
            {
                "entry": suggestion.entry,
                "label": suggestion.label,
                "text": plain(suggestion.text),
                "resources": [_resource(resource) for resource in suggestion.resources],
            }
            for suggestion in (reply.suggestions if reply.outcome == "suggest" else ())
        ],
    }


def _resource(one: Resource) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "url": one.url, "format": one.format}
