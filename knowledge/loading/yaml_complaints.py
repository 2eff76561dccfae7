"""What the YAML parser complains of, in the words of somebody who has never heard of YAML.

PyYAML has two parsers that word their complaints differently and both point to where they gave up, which is often
not where the mistake is. So the sentence and the line come from what stands there as much as from the complaint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

TAB = "a tab stands where YAML wants spaces; use two spaces instead"
COLON = "a colon followed by a space stands inside the text; put the whole text in quotes"
RUNS_ON = "this line is read as part of the text above; check the spaces at its start, or write | after the key above"
OUT_OF_PLACE = "this line does not fit the lines above; check the spaces and the hyphen at its start"
NO_WORD = "a colon stands here without a word before it"
AFTER_QUOTE = "words stand before or after what is in quotes or brackets; put quotes around the whole text"
UNREADABLE = "cannot be read as YAML"

HERE, WHERE_IT_BEGAN = "problem_mark", "context_mark"
# A part of the parser's context, a part of its problem, the mark that is nearer to the mistake, and what to say.
COMPLAINTS = (
    ("quoted scalar", "end of stream", WHERE_IT_BEGAN, "a quote is opened here and never closed"),
    ("quoted scalar", "", HERE, "has a backslash in double quotes that stands for no character; use single quotes"),
    ("", "sequence entries are not allowed", HERE,
     "a list begins on the line after its key; a text that begins with a hyphen must be in quotes"),
    ("simple key", "", WHERE_IT_BEGAN,
     "this line is neither 'key: text' nor a list item; a text of several lines needs | after its key"),
    ("directive", "", HERE, "a line that begins with % cannot be read; put the text in quotes"),
    ("", "incompatible YAML", HERE, "a line that begins with % cannot be read; put the text in quotes"),
    ("", "document start", HERE, "has a second document (a line of three dots or dashes); keep everything in one"),
    ("flow", "", WHERE_IT_BEGAN,
     "a bracket is opened here and not closed as YAML expects; put a text that begins with [ or { in quotes"),
    ("block scalar", "", HERE, "after | or > the text must begin on the next line"),
)  # fmt: skip


@dataclass
class Typed:
    """The lines of the file, and the event of the text that was read last."""

    lines: list[str]
    before: Any = None

    def line(self, number: int) -> str:
        """A line by its number from 0; beyond the end it is empty."""
        return self.lines[number] if number < len(self.lines) else ""

    def last_written(self, number: int) -> int:
        """The number of a line, or of the last one before it on which something stands."""
        return next((at for at in range(number, 0, -1) if self.line(at).strip()), 0)


def in_plain_words(error: yaml.MarkedYAMLError, typed: Typed) -> tuple[int, str]:
    """The line, counted from 1, and the sentence for a complaint of either parser."""
    here = error.problem_mark or error.context_mark
    if here is None:
        return 1, UNREADABLE
    context, problem, began = error.context or "", error.problem or "", error.context_mark or here
    line = typed.line(here.line)
    if line[here.column : here.column + 1] == "\t" or "\t" in line[: _margin(line)]:
        return here.line + 1, TAB
    if "mapping values are not allowed" in problem:
        return here.line + 1, COLON if ":" in line[: here.column] else RUNS_ON
    if "parsing a block collection" in context or "parsing a block mapping" in context:
        return _out_of_place(here, line, typed.before)
    for in_context, in_problem, mark, sentence in COMPLAINTS:
        if in_context in context and in_problem in problem:
            return typed.last_written((here if mark == HERE else began).line) + 1, sentence
    return began.line + 1, _kept_for_yaml(typed.line(began.line)[began.column : began.column + 1])


def _out_of_place(here: yaml.Mark, line: str, before: Any) -> tuple[int, str]:  # noqa: ANN401 - an untyped event
    """Something that belongs to nothing: a quote closed too soon or too late, or a line at the wrong depth."""
    if line[here.column : here.column + 1] == ":":
        return here.line + 1, NO_WORD
    if here.column == _margin(line):
        return here.line + 1, OUT_OF_PLACE
    if before is not None and before.style in {"'", '"'} and before.start_mark.line < before.end_mark.line:
        closed = before.end_mark.line + 1
        return before.start_mark.line + 1, f"a quote is opened here and closed only in line {closed}; close it sooner"
    return here.line + 1, AFTER_QUOTE


def _kept_for_yaml(character: str) -> str:
    return f"a text that begins with {character} must be in quotes" if character.strip() else UNREADABLE


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())
