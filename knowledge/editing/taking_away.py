"""What is taken out of people's YAML files: a whole entry, an item of a list, and all that mentions an entry.

Only the lines concerned go. Comments inside an entry go with it; those above and below it stay, for nobody knows
whose they are.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from knowledge.editing.edit import (
    EditError,
    Plain,
    checked,
    field_of,
    one_line,
    record_in,
    record_of,
    records_of,
    source_of,
)
from knowledge.editing.splice import Found, Source, Span
from knowledge.problem import quoted
from knowledge.quality.shown import ALSO_ASKED

MENTIONING = ("resources", "follow_ups")  # the fields of records that hold ids of others
NAMING = ("expect", "entry")  # the fields of records that are about one entry alone


def without_entry(file: str, text: str, id_: str) -> str:
    """The file without an entry, resource or saved reply; raises `EditError`."""
    source = source_of(file, text)
    return _without_record(file, source, record_of(source.root, id_, file))


def without_item(file: str, text: str, id_: str, key: str, value: str) -> str:
    """The file without one item of a list of a record; raises `EditError`."""
    source = source_of(file, text)
    record = record_of(source.root, id_, file)
    among = field_of(record, key)
    items = among.value if isinstance(among, yaml.SequenceNode) else ()
    at = next((number for number, item in enumerate(items) if one_line(str(item.value)) == one_line(value)), None)
    if among is None or at is None:
        raise EditError(f"{quoted(value)} is not in {file}.")
    new = _without_field(source, record, among) if len(items) == 1 else _without_nth(source, among, at)

    def change(plain: Plain) -> None:
        changed = record_in(plain, id_)
        del changed[key][at]
        if not changed[key]:
            del changed[key]

    return checked(file, text, new, change)


def without_mentions(file: str, text: str, id_: str) -> str:
    """The file without the checks and learned wordings of an entry, and without its id in lists of other entries."""
    source = source_of(file, text)
    while (mention := next(_mentions(source.root, id_), None)) is not None:
        record, key = mention
        if key in NAMING:
            text = _without_record(file, source, record)
        else:
            text = without_item(file, text, str(_value(record, "id")), key, id_)
        source = source_of(file, text)
    return text


def without_learned(file: str, text: str, id_: str, phrasing: str) -> str:
    """learned.yaml without one wording that was learned for an entry; raises `EditError`."""
    source = source_of(file, text)
    for record in records_of(source.root):
        if _value(record, "entry") == id_ and one_line(_value(record, "ask") or "") == one_line(phrasing):
            return _without_record(file, source, record)
    return without_item(file, text, id_, ALSO_ASKED, phrasing)


def _value(record: Found, key: str) -> str | None:
    node = field_of(record, key)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _mentions(root: Found, id_: str) -> Iterator[tuple[Found, str]]:
    """Each record that mentions an id, and in which field."""
    for record in records_of(root) if root is not None else ():
        for key in NAMING:
            if _value(record, key) == id_:
                yield record, key
        for key in MENTIONING:
            among = field_of(record, key)
            if isinstance(among, yaml.SequenceNode) and any(item.value == id_ for item in among.value):
                yield record, key


def _without_record(file: str, source: Source, record: Found) -> str:
    among, key = next((among, key) for among, key in _lists(source.root) if any(one is record for one in among.value))
    at = next(number for number, one in enumerate(among.value) if one is record)
    if len(among.value) > 1:
        new = _without_nth(source, among, at)
    elif among.flow_style:
        new = source.replaced(source.of(among), "[]")
    elif key is not None:
        new = source.replaced(Span(source.gap(key, among).start, source.rest_of_line(record).end), ": []")
    else:
        new = _without_lines(source, record, record)

    def change(plain: Plain) -> None:
        del (plain if key is None else plain[key.value])[at]

    return checked(file, source.text, new, change, empty=[])


def _lists(root: Found) -> Iterator[tuple[Found, Found | None]]:
    """The lists of records in a file, with the key of each that has one."""
    if isinstance(root, yaml.SequenceNode):
        yield root, None
    else:
        yield from ((value, key) for key, value in root.value if isinstance(value, yaml.SequenceNode))


def _without_nth(source: Source, among: Found, at: int) -> str:
    """Without one of several items of a list."""
    items = among.value
    if not among.flow_style:
        return _without_lines(source, items[at], items[at])
    return source.replaced(_in_brackets(source, [(item, item) for item in items], at), "")


def _without_field(source: Source, record: Found, value: Found) -> str:
    """Without a field of a record."""
    at = next(number for number, (_, one) in enumerate(record.value) if one is value)
    if record.flow_style:
        return source.replaced(_in_brackets(source, record.value, at), "")
    return _without_lines(source, record.value[at][0], value)


def _in_brackets(source: Source, parts: list[tuple[Found, Found]], at: int) -> Span:
    """From one of the parts to the next; the last one from the end of the one before."""
    if at + 1 < len(parts):
        return Span(source.of(parts[at][0]).start, source.of(parts[at + 1][0]).start)
    return Span(source.of(parts[at - 1][1]).end, source.of(parts[at][1]).end)


def _without_lines(source: Source, first: Found, last: Found) -> str:
    """Without the lines from one node to another, and without the empty line above where one follows too."""
    text, newline = source.text, source.newline
    start = text.rfind("\n", 0, source.of(first).start) + 1
    end = min(source.rest_of_line(last).end + len(newline), len(text))
    before, after = text[:start], text[end:]
    if not before:
        after = after.removeprefix(newline)
    elif before.endswith(newline * 2) and (not after or after.startswith(newline)):
        before = before.removesuffix(newline)
    return before + after
