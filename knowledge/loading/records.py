"""Groups of fields, each read by its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from knowledge.did_you_mean import suggestion
from knowledge.loading import readers
from knowledge.loading.findings import Findings, Spot
from knowledge.loading.nodes import Fields, Items, Node, Text
from knowledge.loading.readers import Field
from knowledge.model import Location
from knowledge.problem import Problem, quoted

Made = TypeVar("Made")
Table = Mapping[str, Field]

PROSE = (readers.text, readers.line, readers.answer, readers.lines)  # what people read, or how they ask
IN_CURLY_QUOTES = re.compile(r"[“„”][^“”]*[”“]?|‘[^‘]*’|«[^«»]*»?", re.DOTALL)
ENDS = (".", "?", "!", ":", ")", "…", '"', "”", "’")
BEFORE_A_NOTE = 2  # spaces, as one writes notes in YAML


class Records:
    """Reads lists and groups of fields; what is wrong with them goes to `findings`."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.unsound: set[str] = set()  # ids that are defined, but by a record with a problem

    def listed(self, file: str, node: Node, table: Table, make: Callable[..., Made]) -> Iterator[Made]:
        """What `make` makes of each sound record of a list; it is given the fields and `location`."""
        if not isinstance(node, Items):
            self.findings.wrong(file, node.line, "must be a list: each entry begins with '- '")
            return
        for record in node.items:
            values = self.values(file, record, table)
            if values is not None:
                yield make(**values, location=location_of(file, record))

    def values(self, file: str, node: Node, table: Table) -> dict[str, Any] | None:
        """The fields that are there and sound; None where a required one is not."""
        if not isinstance(node, Fields):
            self.findings.wrong(file, node.line, f"must be a group of fields such as '{next(iter(table))}: …'")
            return None
        values: dict[str, Any] = {}
        for key, child in self.known(file, node, table):
            before = len(self.findings.problems)
            value = table[key].read(Spot(file, key, self.findings), child)
            if table[key].read in PROSE:
                self.doubt(file, key, child)
            if value:
                values[key] = value
            elif table[key].required and len(self.findings.problems) == before:
                self.findings.wrong(file, node.lines[key], f"{key} is empty{_note_in_place(child)}")
        required = [key for key, field in table.items() if field.required]
        for key in required:
            if key not in node.fields:
                self.findings.wrong(file, node.line, f"{key} is missing")
        if all(key in values for key in required):
            return values
        self.unsound.add(values.get("id", ""))
        return None

    def known(self, file: str, node: Fields, keys: Iterable[str]) -> Iterator[tuple[str, Node]]:
        """The fields whose key is one of `keys`; any other is a problem."""
        for key, child in node.fields.items():
            if key in keys:
                yield key, child
            elif (meant := key.partition(":")[0]) in keys:
                self.findings.wrong(file, node.lines[key], f"a space is missing after the colon of '{meant}:'")
            else:
                self.findings.wrong(file, node.lines[key], f"unknown key {quoted(key)}{suggestion(key, keys)}")

    def doubt(self, file: str, key: str, node: Node) -> None:
        """Warn where a text that people read probably holds less, or more, than was meant."""
        for text in node.items if isinstance(node, Items) else (node,):
            if isinstance(text, Text) and text.text and text.plain:
                for line, what in _doubts(text, text.text):
                    self.findings.warnings.append(Problem(file, line, f"{key} {what}"))
            elif text is not node and (note := _note_in_place(text)):
                self.findings.warnings.append(Problem(file, text.line, f"{key} has an item that is empty{note}"))

    def groups(self, file: str, node: Node, keys: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
        """The fields at the top of a file that is one group; those without a value are left out."""
        if isinstance(node, Fields):
            yield from ((key, child) for key, child in self.known(file, node, keys) if not is_nothing(child))
        else:
            self.findings.wrong(file, node.line, f"must be a group of fields: {', '.join(keys)}")


def _doubts(node: Text, text: str) -> Iterator[tuple[int, str]]:
    note = node.rest.strip()
    if note.startswith("# ") and _is_narrow(node) and (not text.endswith(ENDS) or note.lstrip("# ")[:1].isdigit()):
        yield (
            node.last,
            (
                f"ends before {quoted(note)}, which is read as a note; put the whole text in quotes or below a |, "
                "or two spaces before the # if it is a note"
            ),
        )
    if IN_CURLY_QUOTES.fullmatch(text):
        yield node.line, "has curly quotes around it, which people would see; take them away, or use straight ones"
    elif text.endswith('"') and text.count('"') == 1:
        yield node.line, "ends with a quote that is never opened; take it away, or write one at the beginning too"


def _note_in_place(node: Node) -> str:
    """What to add where all of a text stands behind its #."""
    eaten = isinstance(node, Text) and node.text is None and _is_narrow(node) and node.rest.lstrip().startswith("#")
    return "; what follows # is a note, so put the text in quotes" if eaten else ""


def _is_narrow(node: Text) -> bool:
    return len(node.rest) - len(node.rest.lstrip()) < BEFORE_A_NOTE


def is_nothing(node: Node) -> bool:
    """Is this node a field without a value?"""
    return (isinstance(node, Text) and node.text is None) or (isinstance(node, Items) and not node.items)


def location_of(file: str, node: Node) -> Location:
    """Where a record and each of its fields stand."""
    parts = {}
    if isinstance(node, Fields):
        parts = {key: (Location(file, node.lines[key]), *_items(file, child)) for key, child in node.fields.items()}
    return Location(file, node.line, parts)


def _items(file: str, node: Node) -> Iterator[Location]:
    """The places of the items that are read; empty ones are not."""
    if isinstance(node, Items):
        for item in node.items:
            if not isinstance(item, Text) or (item.text or "").strip():
                yield Location(file, item.line)


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Reads a field that is a group of fields, as what `make` makes of them."""

    table: Table
    make: Callable[..., object]

    def __call__(self, spot: Spot, node: Node) -> object:
        """What the group says, or None where it says nothing or has a problem."""
        if is_nothing(node):
            return None
        values = Records(spot.findings).values(spot.file, node, self.table)
        return self.make(**values) if values else None
