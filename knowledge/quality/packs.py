"""Warnings about packs: each slot should hold what it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.loading.readers import LINK
from knowledge.model import Knowledge
from knowledge.problem import Problem, quoted

FEWEST_QUESTIONS = 6  # of a board with 45 minutes
YEAR = re.compile(r"\b(19|20)\d\d\b")


def few_questions(knowledge: Knowledge) -> Iterator[Problem]:
    """A long meeting needs enough to ask, and each of these asks."""
    for entry in knowledge.entries:
        if entry.pack is None:
            continue
        if entry.pack.kind == "board" and len(entry.pack.questions) < FEWEST_QUESTIONS:
            here, count = entry.location.at("questions"), len(entry.pack.questions)
            what = f"'{entry.id}' has too few questions ({count}); a board with 45 minutes asks {FEWEST_QUESTIONS}"
            yield Problem(here.file, here.line, what)
        for index, question in enumerate(entry.pack.questions):
            if not question.endswith("?"):
                here = entry.location.at("questions", index)
                yield Problem(here.file, here.line, f"{quoted(question)} does not end with a question mark")


def unproven_slots(knowledge: Knowledge) -> Iterator[Problem]:
    """A figure is worth nothing without its year, nor an example without a place to read it."""
    for entry in knowledge.entries:
        if entry.pack and not YEAR.search(entry.pack.figure):
            here = entry.location.at("figure")
            yield Problem(here.file, here.line, f"the figure of '{entry.id}' has no year")
        if entry.pack and not LINK.search(entry.pack.case):
            here = entry.location.at("case")
            yield Problem(here.file, here.line, f"the case of '{entry.id}' has no link; write [words](https://address)")
