"""Values written as YAML: the plainest style that reads back as what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Value = str | Sequence[str]
Record = Mapping[str, Value]

STEP = 2  # spaces between what belongs to a line and the line
PLAIN = re.compile(r"(?!null$)[^\W_](?:[^:#\n]|:(?=\S)|(?<=\S)#)*")
NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:?]")


def in_line(text: str, *, flow: bool = False) -> str:
    """Text on one line: plain, or in single quotes; `flow`: inside brackets."""
    text = " ".join(text.split())
    if PLAIN.fullmatch(text) and not (flow and NOT_PLAIN_IN_FLOW.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def in_flow(value: Value | Record) -> str:
    """A value inside brackets, on one line; line breaks in a text become escapes in double quotes."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {in_flow(one)}" for key, one in value.items()) + "}"
    if not isinstance(value, str):
        return "[" + ", ".join(map(in_flow, value)) + "]"
    if "\n" not in value.strip():
        return in_line(value, flow=True)
    escaped = value.strip().replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{escaped}"'


def literal(text: str, indent: int) -> list[str]:
    """The lines below a `|`, in which every sign is allowed; indented by that many spaces."""
    return [(" " * indent + line).rstrip() for line in text.strip().splitlines()]


def item(record: Record, indent: int) -> list[str]:
    """The lines of one entry of a list whose hyphens stand after `indent` spaces; ids in brackets, phrasings below."""
    lines = [line for key, value in record.items() if value for line in _field(key, value, indent + STEP)]
    return [" " * indent + "- " + lines[0].lstrip(), *lines[1:]]


def _field(key: str, value: Value, indent: int) -> list[str]:
    begin = f"{' ' * indent}{key}:"
    if isinstance(value, str):
        if "\n" in value.strip():
            return [f"{begin} |", *literal(value, indent + STEP)]
        return [f"{begin} {in_line(value)}"]
    if key in {"also_asked", "sources"}:
        return [begin, *(f"{' ' * (indent + STEP)}- {in_line(one)}" for one in value)]
    return [f"{begin} {in_flow(value)}"]
