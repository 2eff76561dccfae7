"""Messages as Telegram sends them: with links behind words, forwarded ones, and quotes."""

from __future__ import annotations

import re

from tests.telegram_server import Json

LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
BO = {"id": 77, "is_bot": False, "first_name": "Bo", "last_name": "Smith"}
CHANNEL = {"id": -1009, "type": "channel", "title": "NHS News"}
CLUB = {"id": -1008, "type": "supergroup", "title": "Chairs' club"}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def linked(text: str) -> Json:
    """The words of `see [this](https://…)` and their entities, counted as Telegram counts."""
    words, entities, end = "", [], 0
    for found in LINK.finditer(text):
        words += text[end : found.start()]
        entities.append({"type": "text_link", "offset": units(words), "length": units(found[1]), "url": found[2]})
        words, end = words + found[1], found.end()
    return {"text": words + text[end:], "entities": entities}


def captioned(text: str) -> Json:
    """The same under a file."""
    words = linked(text)
    return {"caption": words["text"], "caption_entities": words["entities"]}


def forwarded(kind: str, **parts: object) -> Json:
    """That a message was forwarded, and from whom."""
    return {"forward_origin": {"type": kind, "date": 1_790_000_000, **parts}}


def quoted(text: str) -> Json:
    """That somebody chose these words of the message they answer."""
    words = linked(text)
    return {"quote": {"text": words["text"], "entities": words["entities"], "position": 0, "is_manual": True}}


def document(name: str = "plan.pdf") -> Json:
    return {"document": {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": 10}}
