"""What differs in each thing that changed, field by field: texts before and after, lists by what came and what went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher

from knowledge.editing.changes import Changes, Item, changes, contents
from knowledge.model import Entry, Knowledge, Named

PIECES = re.compile(r"(?<=[.!?])(?=\s)|(?=\n)")  # where a sentence or a line ends
WORDS = re.compile(r"(?=\s)")
CUT = "…"
MOST_TITLES = 3
NOT_COMPARED = frozenset({"id", "location", "is_term"})
MENTIONS = frozenset({"pillars", "resources", "follow ups", "expect", "topics", "audiences", "format"})
NAMES = {  # how a field is called in the file of its kind
    ("glossary", "question"): "term",
    ("glossary", "answer"): "definition",
    ("packs", "question"): "name",
    ("packs", "answer"): "why",
}

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field as its file calls it. A text is there `before` and `after`; a list has `lost` and `gained`."""

    name: str
    before: str = ""
    after: str = ""
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one thing. Without `fields` it only mentions a thing by that one's new id."""

    item: Item
    title: str
    fields: tuple[FieldDifference, ...]


def differences(what: Changes, before: Knowledge, after: Knowledge) -> dict[Item, Difference]:
    """What differs in each thing that is new, changed, gone or elsewhere; ids of others are told by their titles."""
    old, new = dict(contents(before)), dict(contents(after))
    was, stands = _Titles(before), _Titles(after)
    renamed = {earlier.id: item.id for item, earlier in what.renamed.items()}
    differ: dict[Item, Difference] = {}
    for item in (*what.added, *what.changed, *what.removed, *what.moved):
        earlier = what.renamed.get(item, item)
        left = _values(earlier, old[earlier]) if earlier in old else {}
        right = _values(item, new[item]) if item in new else {}
        titled = stands.of(item, new[item]) if item in new else was.of(item, old[item])
        differ[item] = Difference(item, titled, tuple(_fields(left, right, renamed, was, stands)))
    return differ


def in_short(before: Knowledge, after: Knowledge) -> str:
    """The titles of the first things that changed, and how many did: `What is the WRES? (+0 ~1 -0)`."""
    what = changes(before, after)
    titles = [difference.title for difference in differences(what, before, after).values()]
    shown = "; ".join([*titles[:MOST_TITLES], *([CUT] if len(titles) > MOST_TITLES else [])])
    return f"{shown} ({what})" if shown else str(what)


def differing(before: str, after: str) -> tuple[str, str]:
    """Two long texts, each with only the sentences that the other has not; what is left out shows as `…`."""
    return _only(before, after, PIECES)


def in_words(before: str, after: str) -> tuple[str, str]:
    """The same with only the words that the other has not."""
    return _only(before, after, WORDS)


def _only(before: str, after: str, pieces: re.Pattern[str]) -> tuple[str, str]:
    old, new = pieces.split(before), pieces.split(after)
    left: list[str] = []
    right: list[str] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, part in ((left, old[i1:i2]), (right, new[j1:j2])):
            side.append(f" {CUT}" if kind == "equal" else "".join(part))
    return "".join(left).strip(), "".join(right).strip()


def _fields(
    left: Mapping[str, Value], right: Mapping[str, Value], renamed: Mapping[str, str], was: _Titles, stands: _Titles
) -> Iterator[FieldDifference]:
    """What differs, in the order of the fields; not what only follows a new id."""
    for name in dict.fromkeys([*left, *right]):
        before, after = left.get(name, ""), right.get(name, "")
        if isinstance(before, tuple) or isinstance(after, tuple):
            yield from _listed(name, before or (), after or (), renamed, was, stands)
        elif before != after and not (name in MENTIONS and renamed.get(before) == after):
            yield FieldDifference(name, was.title(name, before), stands.title(name, after))


def _listed(
    name: str, before: Value, after: Value, renamed: Mapping[str, str], was: _Titles, stands: _Titles
) -> Iterator[FieldDifference]:
    now = {one: renamed.get(one, one) if name in MENTIONS else one for one in before}
    lost = tuple(was.title(name, one) for one in before if now[one] not in after)
    gained = tuple(stands.title(name, one) for one in after if one not in now.values())
    if lost or gained:
        yield FieldDifference(name, lost=lost, gained=gained)
    elif [now[one] for one in before] != list(after):
        orders = (
            ", ".join(was.title(name, one) for one in before),
            ", ".join(stands.title(name, one) for one in after),
        )
        yield FieldDifference(name, *orders)


class _Titles:
    """What people call things and the ids that they mention."""

    def __init__(self, knowledge: Knowledge) -> None:
        vocabulary = knowledge.vocabulary
        labels = {id_: record.label for id_, record in knowledge.by_id.items()}
        named: dict[str, Mapping[str, Named]] = {
            "topics": vocabulary.topics,
            "audiences": vocabulary.audiences,
            "format": vocabulary.formats,
        }
        self._by_field: Mapping[str, Mapping[str, str]] = {
            **dict.fromkeys(("pillars", "resources", "follow ups", "expect"), labels),
            **{name: {id_: one.name for id_, one in names.items()} for name, names in named.items()},
        }

    def title(self, field: str, id_: str) -> str:
        """The title of an id that a field mentions; another value as it is."""
        return self._by_field.get(field, {}).get(id_, id_)

    def of(self, item: Item, thing: object) -> str:
        """The title of a thing: its question, its name, or the words it begins with."""
        for name in ("label", "title", "name"):
            words = getattr(thing, name, None)
            if words and isinstance(words, str):  # plain text has a `title` that is none
                return words
        return f"{item.kind}.yaml" if item.kind in {"contact", "support"} else item.id


def _values(item: Item, thing: object) -> dict[str, Value]:
    """The fields of a thing that say something, by their names."""
    if is_dataclass(thing):
        named = {NAMES.get((item.kind, name), name): value for name, value in _parts(thing)}
    else:
        named = {item.id if item.kind in {"contact", "support"} else item.kind: _value(thing)}
    return {name.replace("_", " "): value for name, value in named.items() if value}


def _parts(thing: object) -> Iterator[tuple[str, Value]]:
    for part in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, part.name)
        if part.name in NOT_COMPARED:
            continue
        if is_dataclass(value):
            above = "" if isinstance(thing, Entry) else f"{part.name} "
            yield from ((above + name, inner) for name, inner in _parts(value))
        else:
            yield part.name, _value(value)


def _value(value: object) -> Value:
    if isinstance(value, Mapping):
        return tuple(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return "" if value is None else str(value)
