"""`race-equality ask`: one answer for a person, or many as JSON for a program. Stores nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.library import Snapshot
from bot.markup import plain
from bot.reply import Replies, Reply
from knowledge.model import Resource
from knowledge.outcome import Said


class Asking:
    """Questions to replies; each conversation begins anew."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._understanding = snapshot.understanding
        self._replies = Replies(snapshot.knowledge)

    def reply(self, turns: Iterable[str]) -> Reply:
        """The reply to the last of some messages of one conversation."""
        said = Said()
        outcome = None
        for turn in turns:
            outcome, said = self._understanding(turn, said)
        if outcome is None:
            outcome, said = self._understanding("", said)
        return self._replies(outcome)

    def lines(self, lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """A line of JSON for each line, and whether it could be read."""
        for line in lines:
            if not line.strip():
                continue
            asked = _read(line)
            if isinstance(asked, str):
                yield _json({"id": None, "error": asked}), False
            else:
                yield _json(as_json(self.reply(asked["turns"]), asked["id"])), True


def _read(line: str) -> dict[str, Any] | str:
    """`{"id", "turns"}`, or a sentence on what is wrong with the line."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return "this line is not JSON"
    if not isinstance(asked, dict):
        return 'this line is not an object such as {"q": "What is the WRES?"}'
    turns = asked.get("turns", [asked["q"]] if "q" in asked else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        return '"q" must be text, or "turns" a list of texts'
    return {"id": asked.get("id"), "turns": [_whole(turn) for turn in turns]}


def _whole(text: str) -> str:
    """Text without halves of characters, which JSON can carry and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_json(reply: Reply, id_: object) -> dict[str, Any]:
    """The contract's object."""
    return {
        "id": id_,
        "outcome": reply.outcome,
        "confidence": round(reply.match.confidence, 4),
        "entry": reply.match.id,
        "text": plain(reply.text),
        "resources": [_resource(one) for one in reply.resources],
        "suggestions": [
            {
                "entry": one.entry,
                "label": one.label,
                "text": plain(one.text),
                "resources": [_resource(resource) for resource in one.resources],
            }
            for one in reply.suggestions
        ],
    }


def _resource(one: Resource) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "url": one.url, "format": one.format}
