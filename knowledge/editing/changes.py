"""What differs between two states of the knowledge: what is new, what says something else, what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

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
    """Sorted. `str(changes)` counts them: `+2 ~1 -0`.

    `renamed` has, by what is there now, what it was called or where it stood before: its id or its kind is another.
    `moved` has the files, before and after, of what stands in another one now; that alone is no change.
    """

    added: tuple[Item, ...]
    changed: tuple[Item, ...]
    removed: tuple[Item, ...]
    renamed: Mapping[Item, Item] = field(default_factory=dict)
    moved: Mapping[Item, tuple[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"+{len(self.added)} ~{len(self.changed)} -{len(self.removed)}"


def changes(before: Knowledge, after: Knowledge) -> Changes:
    """Compares what is said, not where it stands: an entry that moved to another line or file has not changed."""
    old, new = dict(contents(before)), dict(contents(after))
    renamed = _renamed(old, new)
    changed = {item for item in old.keys() & new.keys() if old[item] != new[item]}
    was, stands = files_of(before), files_of(after)
    files = {item: (was.get(renamed.get(item, item), ""), stands.get(item, "")) for item in new}
    return Changes(
        added=tuple(sorted(new.keys() - old.keys() - renamed.keys())),
        changed=tuple(sorted(changed | renamed.keys())),
        removed=tuple(sorted(old.keys() - new.keys() - set(renamed.values()))),
        renamed=renamed,
        moved={item: moved for item, moved in sorted(files.items()) if all(moved) and moved[0] != moved[1]},
    )


def _renamed(old: Mapping[Item, object], new: Mapping[Item, object]) -> dict[Item, Item]:
    """By what is new, what is gone and was the same: of the same id in another kind, or the same but for its id."""
    gone, came = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    pairs: dict[Item, Item] = {}
    for item in came:
        left = [one for one in gone if one not in pairs.values()]
        same = [
            one for one in left if isinstance(old[one], Entry) and isinstance(new[item], Entry) and one.id == item.id
        ]
        same = same or [one for one in left if one.kind == item.kind and _alike(old[one], new[item])]
        if same:
            pairs[item] = same[0]
    return pairs


def _alike(before: object, after: object) -> bool:
    """Do two records differ in their ids alone, or ask the same?"""
    if not hasattr(before, "id") or not is_dataclass(after):
        return False
    named: Any = before
    if replace(named, id="") == replace(after, id=""):  # type: ignore[type-var]
        return True
    return bool(title := getattr(before, "label", "")) and title == getattr(after, "label", "")


def files_of(knowledge: Knowledge) -> Mapping[Item, str]:
    """The files in which things stand, where that is known."""
    support = knowledge.support.routes if knowledge.support else ()
    records = (*knowledge.answerable, *knowledge.smalltalk, *knowledge.replies, *support, *knowledge.contact.reasons)
    return {Item(_kind(record), record.id): record.location.file for record in records}


def _kind(record: Placed) -> str:
    match record:
        case Entry():
            return "glossary" if record.is_term else "packs" if record.pack else "faq"
        case Resource():
            return "resources"
        case Pillar():
            return "pillars"
        case SmallTalk():
            return "smalltalk"
        case SavedReply():
            return "replies"
        case Check():
            return "checks"
    return "support" if isinstance(record, Route) else "contact"


def differ_in_dates(before: Knowledge, after: Knowledge) -> bool:
    """Is all that is known and found the same, and in the same order, but for the days of reviews?"""
    return [*_undated(before)] == [*_undated(after)]


def _undated(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    for item, record in contents(knowledge):
        yield item, replace(record, reviewed=None) if isinstance(record, Entry | Resource) else record


def contents(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    """Everything in the files, each with all that is said of it."""
    for record in (*knowledge.answerable, *knowledge.smalltalk, *knowledge.replies):
        yield _one(record.id, record)
    for check in knowledge.checks:
        yield _one(check.ask, check)
    yield from _support(knowledge)
    yield from _contact(knowledge.contact)
    yield from _vocabulary(knowledge)
    for key, sentence in knowledge.wording.items():
        yield Item("wording", key), sentence


def _one(id_: str, record: Placed) -> tuple[Item, object]:
    return Item(_kind(record), id_), replace(record, location=NOWHERE)


def _support(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    if knowledge.support:
        for route in knowledge.support.routes:
            yield _one(route.id, route)
        yield Item("support", "disclosures"), knowledge.support.disclosures
        yield Item("support", "guidance"), dict(knowledge.support.guidance)


def _contact(contact: Contact) -> Iterator[tuple[Item, object]]:
    for part in fields(contact):
        value = getattr(contact, part.name)
        if part.name != "reasons" and value is not None:
            yield Item("contact", part.name), value
    for reason in contact.reasons:
        yield _one(reason.id, reason)


def _vocabulary(knowledge: Knowledge) -> Iterator[tuple[Item, object]]:
    vocabulary = knowledge.vocabulary
    for group in vocabulary.synonyms:
        yield Item("synonyms", group[0]), group
    for kind in ("formats", "audiences", "topics"):
        for id_, named in getattr(vocabulary, kind).items():
            yield Item(kind, id_), named
