"""What belongs to an entry besides its text: how people ask for it, its resources or link, and who mentions it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from knowledge.model import Answerable, Entry, Knowledge, Location, Pillar, SavedReply, SmallTalk

Editables = Answerable | SmallTalk | SavedReply


def with_id(knowledge: Knowledge, id_: str) -> Editables | None:
    """The record of that id, as `/edit` finds it."""
    records: dict[str, Editables] = {}
    for record in (*knowledge.replies, *knowledge.smalltalk, *knowledge.answerable):
        records[record.id] = record
    return records.get(id_)


def kinds(record: Editables) -> tuple[str, ...]:
    """Which details of it can be changed: `wordings`, `links`, and whether it can be taken away (`delete`)."""
    match record:
        case SavedReply():
            return ("delete",)
        case Pillar():
            return ("wordings",)
        case SmallTalk():
            return ("wordings", "delete")
        case Entry(pack=pack):
            return ("wordings", "delete") if pack else ("wordings", "links", "delete")
    return ("wordings", "links", "delete")


def name_of_record(record: Editables) -> str:
    """What it is called."""
    match record:
        case SavedReply():
            return record.title
        case SmallTalk():
            return record.id
    return record.label


def wordings(record: Editables) -> tuple[tuple[str, Location], ...]:
    """How people ask for it besides its own name, each with its place, which may be in learned.yaml."""
    if isinstance(record, SavedReply):
        return ()
    return tuple((asked, record.location.at("also_asked", at)) for at, asked in enumerate(record.also_asked))


def mentions(knowledge: Knowledge, id_: str) -> Iterator[str]:
    """Each that names something that a question can find, with its place."""
    for entry in knowledge.entries:
        if id_ in (*entry.resources, *entry.follow_ups):
            yield f"“{entry.label}” ({entry.location})"
    for check in knowledge.checks:
        if check.expect == id_:
            yield f"“{check.ask}” ({check.location})"


def guides(knowledge: Knowledge, id_: str) -> bool:
    """Is it what guides leaders who were told of harm, or did it?"""
    return bool(knowledge.support and id_ in knowledge.support.guidance.values())


def tag(text: str) -> str:
    """A few letters by which a button knows a text again, whatever its place in a list."""
    return sha256(text.encode()).hexdigest()[:12]
