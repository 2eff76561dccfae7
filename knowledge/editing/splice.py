"""Where the nodes of a YAML text stand in it, so that one of them is replaced and every other byte stays."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import yaml

from knowledge.loading import nodes
from knowledge.loading.nodes import INVISIBLE, Loader

Found = Any  # a node of PyYAML, which has no types of its own


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, from `start` to before `end`; an empty one is a place to insert at."""

    start: int
    end: int


class Source:
    """A sound YAML text and its nodes, with places as offsets into the text as it was typed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._cleaned = nodes.cleaned(text)
        kept = [i for i, sign in enumerate(text) if ord(sign) not in INVISIBLE and not _second_of_two(text, i)]
        self._typed = [*kept, len(text)]
        self._lines = [0, *accumulate(len(line) + 1 for line in self._cleaned.split("\n"))]
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.root: Found | None = yaml.compose(self._cleaned, Loader=Loader)

    def replaced(self, part: Span, new: str) -> str:
        """The text with a part of it written anew, in the line breaks of the text."""
        return self.text[: part.start] + new.replace("\n", self.newline) + self.text[part.end :]

    def of(self, node: Found) -> Span:
        """From its first sign to after its last; what follows a list or group on its last line is not part of it."""
        return Span(self._typed[self._start(node)], self._typed[self._end(node)])

    def rest_of_line(self, node: Found) -> Span:
        """What follows on the line on which a node ends, such as a comment."""
        return Span(self._typed[self._end(node)], self._typed[self._line_end(self._end(node))])

    def header(self, node: Found) -> Span:
        """The first line of a text that begins with | or >, from that sign on."""
        start = self._start(node)
        return Span(self._typed[start], self._typed[self._line_end(start)])

    def gap(self, before: Found, node: Found) -> Span:
        """What stands between two nodes."""
        return Span(self._typed[self._end(before)], self._typed[self._start(node)])

    def indent(self, node: Found) -> int | None:
        """By how many spaces the lines of a text that begins with | or > are indented; None where it has none."""
        lines = self._cleaned[self._start(node) : self._end(node)].split("\n")[1:]
        return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), None)

    def blank_before(self, node: Found) -> bool:
        """Is the line above a node empty?"""
        line = node.start_mark.line
        return line > 0 and not self._cleaned[self._lines[line - 1] : self._lines[line]].strip()

    def _start(self, node: Found) -> int:
        return int(self._lines[node.start_mark.line] + node.start_mark.column)

    def _end(self, node: Found) -> int:
        """PyYAML's own end of a block lies behind the comments and empty lines that follow it."""
        start, end = self._start(node), int(self._lines[node.end_mark.line] + node.end_mark.column)
        if isinstance(node, yaml.ScalarNode):
            return start + len(self._cleaned[start:end].rstrip()) if node.style in {"|", ">"} else end
        if node.flow_style or not node.value:
            return end
        last = node.value[-1]
        return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)

    def _line_end(self, offset: int) -> int:
        line = bisect_right(self._lines, offset)
        return self._lines[line] - 1


def _second_of_two(text: str, i: int) -> bool:
    return text[i] == "\n" and text[i - 1 : i] == "\r"
