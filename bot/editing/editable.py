"""What `/edit` can show and change: the text that people read of each thing that has an id."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.library.folder import Snapshot
from knowledge.did_you_mean import nearest
from knowledge.model import Answerable, Entry, Knowledge, SavedReply, SmallTalk

MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Editable:
    """`text` is in the light markup, as it stands in the file."""

    id: str
    label: str
    file: str
    text: str = field(repr=False)


def editable(knowledge: Knowledge, id_: str) -> Editable | None:
    """The text that an administrator may change under an id, or None where there is none."""
    return _all(knowledge).get(id_)


def alike(snapshot: Snapshot, words: str) -> tuple[Editable, ...]:
    """Those that somebody probably means by an id that is not there, or by a question."""
    by_id, find = _all(snapshot.knowledge), snapshot.understanding.find
    near = nearest(words, by_id)
    question = find.prepare(words.replace("-", " "))
    ranked = find(question, find.facets(question)).whole.ranking.ids if question else ()
    ids = dict.fromkeys([*([near] if near else []), *ranked[:MOST_ALIKE]])
    return tuple(by_id[id_] for id_ in list(ids)[:MOST_ALIKE])


def _all(knowledge: Knowledge) -> dict[str, Editable]:
    records = (*knowledge.replies, *knowledge.smalltalk, *knowledge.answerable)  # of the same id the last counts
    read = {record.id: Editable(record.id, *_read(record)) for record in records}
    return {id_: replace(one, text=knowledge.written.get(id_, one.text)) for id_, one in read.items()}


def _read(record: Answerable | SmallTalk | SavedReply) -> tuple[str, str, str]:
    """What a button says, the file, and the text."""
    match record:
        case Entry():
            return record.label, record.location.file, record.answer
        case SmallTalk():
            return record.id, record.location.file, record.reply
        case SavedReply():
            return record.title, record.location.file, record.text
    return record.label, record.location.file, record.summary
