"""YAML text as a tree of plain text that remembers its lines.

Everything stays the text that was typed: `no`, `12:30` and `0123` are not turned into other things. Anchors,
aliases and tags are refused, so a file cannot be a bomb; a repeated key is a problem, not a silent winner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from knowledge.loading.yaml_complaints import NO_WORD, Typed, in_plain_words
from knowledge.problem import MOST_PROBLEMS, Problem, quoted, visible

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser is ten times faster where it is built
MOST_DEEP = 12
MOST_CHARACTERS = 1_000_000
MOST_NODES = 50_000  # keys, texts and lists: twice what ships in all, and read well under a second
TOO_LARGE = "is too large; split it over several files in a folder of its name"
ALLOWED = "\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"  # YAML 1.1, section 5.1
NOT_ALLOWED = re.compile(f"[^{ALLOWED}]")
LINE_BREAK = re.compile(r"\r\n?")
# What editors show as nothing or as a space, and YAML would take for a letter or a line break.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"))
SPACES = dict.fromkeys((0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " ")
MOST_OF_A_REST = 200  # characters of what follows a text on its line; all of it would take for ever on a long line
CUT_BY_COMMENT = re.compile(r"[ \t]+#[^\s#]")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `text` is None where nothing was written (`url:`, `~` or `null`); `literal` when it begins with |.

    `plain` is one without quotes, `rest` what follows it on its `last` line.
    """

    text: str | None
    line: int
    literal: bool = False
    plain: bool = False
    rest: str = ""
    last: int = 0

    def line_at(self, offset: int) -> int:
        """The line of a character of the text, where that can be told."""
        return self.line + 1 + (self.text or "").count("\n", 0, offset) if self.literal else self.line


@dataclass(frozen=True, slots=True)
class Items:
    """A list in YAML, with the line it begins on."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order of the file; `lines` tells the line of each key."""

    fields: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Text | Items | Fields


def read(file: str, text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree in `text`, or None and why not. An empty file is None without a problem."""
    if len(text) > MOST_CHARACTERS:
        return None, (Problem(file, 1, TOO_LARGE),)
    if odd := NOT_ALLOWED.search(text):
        what = f"holds a character that cannot be read ({visible(odd[0])}); take it out"
        return None, (Problem(file, LINE_BREAK.sub("\n", text[: odd.start()]).count("\n") + 1, what),)
    reader = _Reader(file, cleaned(text))
    node = reader.document()
    return (None if reader.refused else node), tuple(reader.problems)


def cleaned(text: str) -> str:
    """The text as YAML is to see it: one kind of line break, and what looks like nothing or like a space is that."""
    return LINE_BREAK.sub("\n", text).translate(INVISIBLE).translate(SPACES)


class _RefusedError(Exception):
    """The rest of the file is not worth reading; why is among the problems."""


@dataclass
class _Reader:
    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False
    nodes: int = 0

    def __post_init__(self) -> None:
        self._typed = Typed(self.text.split("\n"))

    def document(self) -> Node | None:
        """The only document of the text."""
        try:
            root = self._root(yaml.parse(self.text, Loader=Loader))
        except _RefusedError:
            self.refused = True
            return None
        except yaml.MarkedYAMLError as error:
            line, what = in_plain_words(error, self._typed)
            self._wrong(line, what)
        except (ValueError, OverflowError):  # PyYAML's own parser lets an escape beyond Unicode through to chr()
            self._wrong(1, "has a backslash in double quotes that stands for no character; use single quotes")
        else:
            return None if isinstance(root, Text) and root.text is None else root
        self.refused = True
        return None

    def _root(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse(event, "has a second document (a line of three dots or dashes); keep everything in one")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:  # noqa: ANN401 - PyYAML's are untyped
        line = event.start_mark.line + 1
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._refuse(event, TOO_LARGE)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, "a text that begins with & or * must be in quotes")
        if event.tag:
            self._refuse(event, "a text that begins with ! must be in quotes")
        if depth > MOST_DEEP:
            self._refuse(event, "is nested too deeply")
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._until(yaml.SequenceEndEvent, events, depth)), line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, line, depth)
        return self._scalar(event, line)

    def _scalar(self, event: Any, line: int) -> Text:  # noqa: ANN401
        self._typed.before = event
        plain, last = event.implicit[0], event.end_mark.line
        end = event.end_mark.column
        rest = self._typed.line(last)[end : end + MOST_OF_A_REST] if plain else ""
        if CUT_BY_COMMENT.match(rest):
            self._wrong(line, "a text is cut off before its #; put the whole text in quotes")
        text = None if plain and event.value in {"", "~", "null"} else event.value
        return Text(text, line, event.style == "|", plain, rest, last + 1)

    def _until(self, end: type, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _mapping(self, events: Iterator[Any], line: int, depth: int) -> Fields:
        fields: dict[str, Node] = {}
        lines: dict[str, int] = {}
        nodes = self._until(yaml.MappingEndEvent, events, depth)
        for key, value in zip(nodes, nodes, strict=True):
            if not isinstance(key, Text) or not key.text:
                self._wrong(key.line, NO_WORD)
            elif key.text in fields:
                self._wrong(key.line, f"{quoted(key.text)} stands twice (first in line {lines[key.text]}); keep one")
            else:
                fields[key.text], lines[key.text] = value, key.line
        return Fields(fields, lines, line)

    def _wrong(self, line: int, what: str) -> None:
        self.problems.append(Problem(self.file, line, what))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _RefusedError

    def _refuse(self, event: Any, what: str) -> None:  # noqa: ANN401
        self._wrong(event.start_mark.line + 1, what)
        raise _RefusedError
