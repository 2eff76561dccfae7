"""What the YAML parser complains of, in the words of somebody who has never heard of YAML.

PyYAML has two parsers that word their complaints differently and both point to where they gave up, which is often
not where the mistake is. So the sentence and the line come from what stands there as much as from the complaint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

TAB = "a tab stands where YAML wants spaces; use two spaces instead"
COLON = "a colon followed by a space stands inside the text; put the whole text in quotes"
RUNS_ON = "this line is read as part of the text above; check the spaces at its start, or write | after the key above"
OUT_OF_PLACE = "this line does not fit the lines above; check the spaces and the hyphen at its start"
NO_WORD = "a colon stands here without a word before it"
AFTER_QUOTE = "words stand before or after what is in quotes or brackets; put quotes around the whole text"
APOSTROPHE = "an apostrophe ends the quote that is opened here; write '' for an apostrophe inside single quotes"
INNER_QUOTE = "a quote inside the text ends the one that is opened here; put the whole text in single quotes"
CURLY_QUOTE = "curly quotes do not hold a text together; put the whole text in straight ones"
NOT_CLOSED = "a {0} is opened here and never closed; write {1}, or put a text that begins with {0} in quotes"
NOTE_IN_BRACKETS = "what follows # is a note, the closing bracket too; put the whole text in quotes"
NOTE_INSIDE = "the text goes on below, but the note after # ends it; take the note away, or write | after the key"
NO_COMMA = "the brackets that open here hold something that is not parted by a comma; a text with signs needs quotes"
NO_HYPHEN = "a list item must begin with a hyphen and a space, not with '{}'"
UNREADABLE = "cannot be read as YAML"

# How a line begins that was meant for a key or a list item, and what to say of it.
SLIPS = (
    (re.compile(r"\s*(?:- +)?\{?([a-z_]+):(?!//)[^\s:]"), "a space is missing after the colon of '{}:'"),
    (re.compile(r"\s*(?:- +)?([a-z_]+) *= "), "write a colon and a space after '{}', not an equals sign"),
    (re.compile(r"\s*(?:- +)?([a-z_]+) *[：﹕꞉]"), "the colon after '{}' is not the plain one; type : and a space"),
    (re.compile(r"\s*([•·●▪◦‣*–—−‑‐])(?:\s|id\b)"), NO_HYPHEN),
    (re.compile(r"\s*-(?:id|ask):()"), "a space is missing after the hyphen"),
)
MOST_LINES_BACK = 50  # in which a bracket is looked for that the end of the file leaves open
CLOSES = {"[": "]", "{": "}"}
KEY_ALONE = re.compile(r"\s*(?:- +)?[a-z_]+: *$")
PASTED_ITEM = re.compile(r"\s*([•·●▪◦‣*–—−]|o|\d{1,2}[.)])\s+\S")  # of a list as word processors write it
NOTE_AT_END = re.compile(r"\s*(?:- +)?[a-z_]+: +[^\s'\"|>\[{#][^#]* #")
CURLY = re.compile(r"(?:: +|- +)[“‘„«]")

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
        if ":" in line[: here.column]:
            return here.line + 1, CURLY_QUOTE if CURLY.search(line[: here.column]) else COLON
        return _slip(typed, here.line, above=True) or _pasted(typed, here.line) or (here.line + 1, RUNS_ON)
    if "flow" in context:
        return _in_brackets(typed, began)
    if "simple key" in context and (slip := _slip(typed, began.line)):
        return slip
    if "parsing a block collection" in context or "parsing a block mapping" in context:
        return _slip(typed, here.line) or _note_above(typed, here.line) or _out_of_place(here, line, typed.before)
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
    if before is None or before.style not in {"'", '"'}:
        return here.line + 1, AFTER_QUOTE
    opened, closed = before.start_mark.line + 1, before.end_mark.line + 1
    if opened < closed:
        return opened, f"a quote is opened here and closed only in line {closed}; close it sooner"
    if here.column == before.end_mark.column and line[here.column : here.column + 1].isalnum():
        return opened, APOSTROPHE if before.style == "'" else INNER_QUOTE
    return here.line + 1, AFTER_QUOTE


def _slip(typed: Typed, number: int, *, above: bool = False) -> tuple[int, str] | None:
    """A line that begins wrongly: the one where the parser stumbled, or the one `above`, of which it is read a part."""
    for at in (number, typed.last_written(number - 1)) if above and number else (number,):
        for begins, sentence in SLIPS:
            if match := begins.match(typed.line(at)):
                return at + 1, sentence.format(match[1])
    return None


def _pasted(typed: Typed, number: int) -> tuple[int, str] | None:
    """The first item of a list, if it begins as in a word processor: the hyphens below it are read as its text."""
    for at in range(number - 1, max(number - MOST_LINES_BACK, -1), -1):
        if KEY_ALONE.match(typed.line(at)):
            item = PASTED_ITEM.match(typed.line(at + 1))
            return (at + 2, NO_HYPHEN.format(item[1])) if item else None
    return None


def _note_above(typed: Typed, number: int) -> tuple[int, str] | None:
    """A note in the middle of a text of several lines."""
    above = typed.last_written(number - 1) if number else 0
    deeper = _margin(typed.line(number)) > _margin(typed.line(above))
    return (above + 1, NOTE_INSIDE) if deeper and NOTE_AT_END.match(typed.line(above)) else None


def _in_brackets(typed: Typed, began: yaml.Mark) -> tuple[int, str]:
    """A bracket that is never closed, or what stands between a pair of them; parsers begin at either's start or end."""
    number = typed.last_written(began.line)
    opening = typed.line(began.line)[began.column : began.column + 1]
    at, unclosed = _unclosed(typed, number, opening if opening in CLOSES else "".join(CLOSES))
    if " #" in typed.line(at):
        return at + 1, NOTE_IN_BRACKETS
    return at + 1, NOT_CLOSED.format(unclosed, CLOSES[unclosed]) if unclosed else NO_COMMA


def _unclosed(typed: Typed, number: int, openings: str) -> tuple[int, str]:
    """The line and the sign of a bracket that is closed neither on its line nor, after `number`, at all."""
    for at in range(number, max(number - MOST_LINES_BACK, -1), -1):
        for opening in openings:
            if typed.line(at).count(opening) > typed.line(at).count(CLOSES[opening]):
                return at, opening
        if len(openings) == 1:
            break
    return number, ""


def _kept_for_yaml(character: str) -> str:
    return f"a text that begins with {character} must be in quotes" if character.strip() else UNREADABLE


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())
