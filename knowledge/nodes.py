"""YAML text as a tree of plain text that remembers its lines.

Everything stays the text that was typed: `no`, `12:30` and `0123` are not turned into other things. Anchors,
aliases and tags are refused, so a file cannot be a bomb; a repeated key is a problem, not a silent winner.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from knowledge.problem import Problem

Loader = getattr(yaml, "CLoader", yaml.Loader)  # the C parser is ten times faster where it is built
MOST_DEEP = 12
MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `text` is None where nothing was written (`url:`, `~` or `null`)."""

    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

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
        return None, (Problem(file, 1, f"is larger than {MOST_CHARACTERS:,} characters"),)
    reader = _Reader(file)
    try:
        node = reader.document(text.removeprefix("\ufeff"))
    except _RefusedError as refused:
        return None, (*reader.problems, refused.problem)
    except yaml.MarkedYAMLError as error:
        return None, (*reader.problems, Problem(file, _line(error), _in_plain_words(error)))
    except yaml.YAMLError as error:
        return None, (Problem(file, 1, _unreadable_character(error)),)
    return node, tuple(reader.problems)


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass
class _Reader:
    file: str
    problems: list[Problem] = field(default_factory=list)

    def document(self, text: str) -> Node | None:
        events = yaml.parse(text, Loader=Loader)
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse(event, "has a second document (a line of three dashes); keep it in one")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return None if isinstance(root, Text) and root.text is None else root

    def _node(self, event, events, depth: int) -> Node:  # type: ignore[no-untyped-def]  # PyYAML's events are untyped
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, "anchors and aliases (& and *) are not read here; put text with & or * in quotes")
        if event.tag and event.tag != "!":
            self._refuse(event, "tags (words that begin with !) are not read here; put the text in quotes")
        if depth > MOST_DEEP:
            self._refuse(event, "is nested too deeply")
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._until(yaml.SequenceEndEvent, events, depth)), line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, line, depth)
        plain = event.implicit[0] and event.value in {"", "~", "null"}
        return Text(None if plain else event.value, line)

    def _until(self, end, events, depth: int):  # type: ignore[no-untyped-def]
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _mapping(self, events, line: int, depth: int) -> Fields:  # type: ignore[no-untyped-def]
        fields: dict[str, Node] = {}
        lines: dict[str, int] = {}
        nodes = iter(self._until(yaml.MappingEndEvent, events, depth))
        for key in nodes:
            value = next(nodes)
            if not isinstance(key, Text):
                self.problems.append(Problem(self.file, key.line, "a key must be one word"))
                continue
            name = key.text or ""
            if name in fields:
                self.problems.append(
                    Problem(self.file, key.line, f"'{name}' stands twice (first in line {lines[name]}); keep one")
                )
                continue
            fields[name], lines[name] = value, key.line
        return Fields(fields, lines, line)

    def _refuse(self, event, what: str) -> None:  # type: ignore[no-untyped-def]
        raise _RefusedError(Problem(self.file, event.start_mark.line + 1, what))


def _line(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return mark.line + 1 if mark else 1


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "\\t" in problem or "'\t'" in problem:
        return "a tab stands where YAML wants spaces; use two spaces instead"
    if "mapping values are not allowed" in problem:
        return "a colon followed by a space inside the text; put the whole text in quotes"
    if "could not find expected ':'" in problem:
        return "a colon is missing after a key, or a text runs over its line; put the text in quotes or use |"
    if "expected <block end>" in problem or "did not find expected '-' indicator" in problem:
        return "the spaces at the start of this line do not fit the lines above"
    if "did not find expected key" in problem:
        return "the spaces at the start of this line do not fit the lines above, or a quote is not closed"
    if "unexpected end of stream" in problem or "scanning a quoted scalar" in (error.context or ""):
        return "a quote is opened here and never closed"
    if "cannot start any token" in problem:
        return "a text here begins with a character that YAML keeps for itself; put it in quotes"
    return f"cannot be read as YAML ({problem})" if problem else "cannot be read as YAML"


def _unreadable_character(error: yaml.YAMLError) -> str:
    del error
    return "holds a character that YAML does not allow (a control character); take it out"
