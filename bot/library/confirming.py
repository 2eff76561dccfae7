"""Which of the answers in force an administrator has confirmed: only as long as they say what was confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace

from bot.hashing import key
from bot.library.folder import Snapshot
from bot.store.records import Confirmation
from bot.workdays import local_day
from knowledge.model import Answerable, Entry, Knowledge, Pillar

LETTERS = 12  # of the hash, so that a button has room for it beside an id


def text_key(record: Answerable) -> str:
    """A few letters that stay the same as long as leaders read the same."""
    return key(_read(record))[:LETTERS]


def _read(record: Answerable) -> Iterator[str]:
    yield record.label
    if isinstance(record, Pillar):
        yield record.summary
    elif isinstance(record, Entry):
        yield from (record.answer, record.ask)
        yield from map(str, astuple(record.pack) if record.pack else ())
    else:
        facts = (record.url, record.publisher, record.date, record.starts, record.ends)
        yield from (record.summary, *(fact or "" for fact in facts), ", ".join(record.people))


def confirmed_days(knowledge: Knowledge, confirmations: Iterable[Confirmation]) -> dict[str, str]:
    """The day on which each was confirmed that still says the same, by id."""
    return {
        kept.entry: local_day(kept.at).isoformat()
        for kept in confirmations
        if kept.entry in knowledge.by_id and text_key(knowledge.by_id[kept.entry]) == kept.digest
    }


def with_confirmed(snapshot: Snapshot, confirmations: Iterable[Confirmation]) -> Snapshot:
    """The snapshot, or one that differs from it in what is said to be confirmed."""
    days = confirmed_days(snapshot.knowledge, confirmations)
    if days == snapshot.knowledge.confirmed:
        return snapshot
    return replace(snapshot, knowledge=replace(snapshot.knowledge, confirmed=days))
