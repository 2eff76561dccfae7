"""Warnings about marks of other programs, which leaders would see as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.model import Knowledge
from knowledge.problem import Problem, quoted
from knowledge.quality.shown import texts

MARKS = (
    (re.compile(r"\*\*[^*\n]+\*\*|(?<!\w)__[^_\n]+__(?!\w)"), "take the signs away"),
    (
        re.compile(r"</?(?:a|b|br|em|i|li|ol|p|span|strong|u|ul)\b[^>\n]*>"),
        "take it away",
    ),
    (re.compile(r"&(?:nbsp|amp|quot|lt|gt|rsquo|lsquo|ndash|#\d+);"), "write the character itself"),
    (re.compile(r"^#{1,6} \S[^\n]*", re.MULTILINE), "take the # away"),
    (re.compile(r"\[[^\[\]\n]+\] +\(https?://[^\s)]*\)"), "for a link, take away the space between ] and ("),
)


def marks_shown_as_typed(knowledge: Knowledge) -> Iterator[Problem]:
    """What was copied from a page or another chat keeps its signs."""
    for shown in texts(knowledge):
        for mark, remedy in MARKS:
            if typed := mark.search(shown.text):
                here = shown.location
                yield Problem(here.file, here.line, f"{shown.key} has {quoted(typed[0])}, shown as typed; {remedy}")
