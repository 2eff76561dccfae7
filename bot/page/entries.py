"""Each entry as leaders read it, with all that administrators know of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.conversation.reply import Replies
from bot.report.figures import FEW
from bot.report.small_numbers import LEAST, largest
from bot.store.counts import Count
from knowledge.model import Answerable, Entry, Knowledge, Pillar, Resource
from knowledge.quality.held_out import Quality
from knowledge.quality.lint import is_old

MOST_RIVALS = 3
OPINIONS = {"helped": "Helped", "not_helped": "Did not help"}
OF_ENTRIES = {"entry": "Shown", **OPINIONS}  # what is counted, and its name
OF_RESOURCES = {"resource": "Shown", "chosen": "Chosen", **OPINIONS}


@dataclass(frozen=True, slots=True)
class Rival:
    """Another entry that so many wordings of an entry find, asked as if nobody had written them."""

    id: str
    label: str
    times: int


@dataclass(frozen=True, slots=True)
class Described:
    """An entry, the `text` that leaders read, how often it was used, and what it is confused with.

    `facets` are what it can be found by, and `names` the same in words; `review` is `old`, `never`, `recent` or none.
    """

    record: Answerable
    text: str
    names: Mapping[str, tuple[str, ...]]
    facets: Mapping[str, tuple[str, ...]]
    uses: tuple[tuple[str, str], ...] = ()
    rivals: tuple[Rival, ...] = ()
    related: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    owner: str = ""
    reviewed: str = ""
    review: str = ""


def described(knowledge: Knowledge, counts: Iterable[Count], quality: Quality, today: date) -> Iterator[Described]:
    """Everything that a question can find, in the order of the files."""
    replies, uses, rivals = Replies(knowledge), Uses(counts), _rivals(knowledge, quality)
    for record in knowledge.answerable:
        facets = _facets(record)
        yield Described(
            record,
            replies.about(record)[0],
            _names(knowledge, facets),
            {**facets, "review": (review,) if (review := _review(record, today)) else ()},
            uses(record),
            rivals.get(record.id, ()),
            _related(record, knowledge),
            "" if isinstance(record, Pillar) else record.owner or "",
            "" if isinstance(record, Pillar) else record.reviewed or "",
            review,
        )


def _facets(record: Answerable) -> Mapping[str, tuple[str, ...]]:
    file = {"file": (record.location.file,)}
    if isinstance(record, Pillar):
        return {**file, "pillar": (record.id,)}
    facets = {**file, "pillar": record.pillars, "role": record.audiences, "topic": record.topics}
    return {**facets, "format": (record.format,)} if isinstance(record, Resource) else facets


def names_of_facets(knowledge: Knowledge) -> Mapping[str, Mapping[str, str]]:
    """What the pillars, roles, topics and formats are called, by id."""
    vocabulary = knowledge.vocabulary
    kinds = {"role": vocabulary.audiences, "topic": vocabulary.topics, "format": vocabulary.formats}
    pillars = {one.id: one.name for one in knowledge.pillars}
    return {"pillar": pillars} | {kind: {id_: one.name for id_, one in named.items()} for kind, named in kinds.items()}


def _names(knowledge: Knowledge, facets: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return {
        kind: tuple(names.get(id_, id_) for id_ in facets[kind])
        for kind, names in names_of_facets(knowledge).items()
        if facets.get(kind)
    }


def _related(record: Answerable, knowledge: Knowledge) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The entries that it names, by what they are to it: their ids and labels."""
    if not isinstance(record, Entry):
        return {}
    named = {"Resources": record.resources, "Leads on to": record.follow_ups}
    known = {what: [one for id_ in ids if (one := knowledge.by_id.get(id_))] for what, ids in named.items()}
    return {what: tuple((one.id, one.label) for one in records) for what, records in known.items() if records}


def _review(record: Answerable, today: date) -> str:
    if isinstance(record, Pillar):
        return ""
    return "old" if is_old(record, today) else "recent" if record.reviewed else "never"


class Uses:
    """Says how often an entry was shown, and how often it helped, without telling a small number."""

    def __init__(self, counts: Iterable[Count]) -> None:
        numbers: dict[str, Counter[str]] = defaultdict(Counter)
        for count in counts:
            numbers[count.kind][count.key] += count.count
        self._told = {kind: told(of_kind) for kind, of_kind in numbers.items()}

    def __call__(self, record: Answerable) -> tuple[tuple[str, str], ...]:
        """What is counted of an entry, and how often in words; nothing before anything was counted."""
        kinds = OF_RESOURCES if isinstance(record, Resource) else OF_ENTRIES
        if not self._told:
            return ()
        return tuple((label, self._told.get(kind, {}).get(record.id, FEW)) for kind, label in kinds.items())


def told(counts: Mapping[str, int]) -> Mapping[str, str]:
    """The numbers that may be told, as words. Of all others only that they are small is said, none at all is too.

    The report tells sums. Where one of them, less what is told here, would be a small number, the smallest is not told.
    """
    named, rest = largest(counts, len(counts))
    words = {id_: f"{count:,}" for id_, count in named}
    if rest is None and named:
        words[named[-1][0]] = f"{LEAST} or more"
    return words


def _rivals(knowledge: Knowledge, quality: Quality) -> Mapping[str, tuple[Rival, ...]]:
    """For each entry those that its wordings find in its place, most often first."""
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for heard in quality.heard:
        if heard.rank:
            times[heard.id][heard.best_id] += 1
    return {
        id_: tuple(Rival(other, knowledge.by_id[other].label, count) for other, count in found.most_common(MOST_RIVALS))
        for id_, found in times.items()
    }
