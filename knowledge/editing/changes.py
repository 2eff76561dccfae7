"""What differs between two states of the knowledge: what is new, what says something else, what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from knowledge.model import (
    Check,
    Contact,
    Entry,
    Knowledge,
    Location,
    Pillar,
    Reason,
    Resource,
    Route,
    SavedReply,
    SmallTalk,
)

NOWHERE = Location("", 0)

Placed = Entry | Resource | Pillar | SmallTalk | Route | Reason | SavedReply | Check


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing of the knowledge: the kind of file, or part of vocabulary.yaml, that it stands in, and its id there."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Sorted. `str(changes)` counts them: `+2 ~1 -0`."""

    added: tuple[Item, ...]
    changed: tuple[Item, ...]
    removed: tuple[Item, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"+{len(self.added)} ~{len(self.changed)} -{len(self.removed)}"


def changes(before: Knowledge, after: Knowledge) -> Changes:
    """Compares what is said, not where it stands: an entry that moved to another line or file has not changed."""
    old, new = dict(contents(before)), dict(contents(after))
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(item for item in old.keys() & new.keys() if old[item] != new[item])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def differ_in_dates(before: Knowledge, after: Knowledge) -> bool:
    """Is all that is known and found the same, and in the same order, but for the days of reviews?"""
    return [*_undated(before)] == [*_undated(after)]


def _undated(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    for item, record in contents(knowledge):
        yield item, replace(record, reviewed=None) if isinstance(record, Entry | Resource) else record


def contents(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    """Everything in the files, each with all that is said of it."""
    for entry in knowledge.entries:
        yield _one("glossary" if entry.is_term else "packs" if entry.pack else "faq", entry.id, entry)
    listed: tuple[tuple[str, tuple[Resource | Pillar | SmallTalk | SavedReply, ...]], ...] = (
        ("resources", knowledge.resources),
        ("pillars", knowledge.pillars),
        ("smalltalk", knowledge.smalltalk),
        ("replies", knowledge.replies),
    )
    for kind, records in listed:
        for record in records:
            yield _one(kind, record.id, record)
    for check in knowledge.checks:
        yield _one("checks", check.ask, check)
    yield from _support(knowledge)
    yield from _contact(knowledge.contact)
    yield from _vocabulary(knowledge)
    for key, sentence in knowledge.wording.items():
        yield Item("wording", key), sentence


def _one(kind: str, id_: str, record: Placed) -> tuple[Item, object]:
    return Item(kind, id_), replace(record, location=NOWHERE)


def _support(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    if knowledge.support:
        for route in knowledge.support.routes:
            yield _one("support", route.id, route)
        yield Item("support", "disclosures"), knowledge.support.disclosures
        yield Item("support", "guidance"), dict(knowledge.support.guidance)


def _contact(contact: Contact) -> Iterator[tuple[Item, object]]:
    for field in fields(contact):
        value = getattr(contact, field.name)
        if field.name != "reasons" and value is not None:
            yield Item("contact", field.name), value
    for reason in contact.reasons:
        yield _one("contact", reason.id, reason)


def _vocabulary(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    vocabulary = knowledge.vocabulary
    for group in vocabulary.synonyms:
        yield Item("synonyms", group[0]), group
    for kind in ("formats", "audiences", "topics"):
        for id_, named in getattr(vocabulary, kind).items():
            yield Item(kind, id_), named
