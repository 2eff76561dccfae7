"""All that can be said about a folder of knowledge before leaders meet it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from types import MappingProxyType

from bot.check import failing
from bot.library import Snapshot
from knowledge.changes import contents
from knowledge.lint import lint
from knowledge.model import Knowledge
from knowledge.parse import Parsed
from knowledge.problem import Problem
from knowledge.quality import Heard, Quality, as_written, left_out, warnings

THREADS = 4
ONES_OWN = frozenset({"checks", "contact", "synonyms"})  # what a folder need not have because the release has it

Lacking = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Examined:
    """`ran` says what was looked at besides; `checks` are how many hold, of how many.

    `quality` and `checks` are None where the knowledge has problems. `lacking` has what the release has and the folder
    lacks, by kind.
    """

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    checks: tuple[int, int] | None = None
    quality: Quality | None = None
    lacking: Lacking = field(default_factory=lambda: MappingProxyType({}))
    ran: str = "the checks were not run."


def examine(parsed: Parsed, fit: Callable[[Knowledge], Snapshot], today: date, release: Knowledge | None) -> Examined:
    """Examine a folder; `release` is the knowledge that ships, where the folder is another."""
    if parsed.knowledge is None:
        return Examined(parsed.problems, parsed.warnings)
    snapshot = fit(parsed.knowledge)
    broken = tuple(failing(snapshot))
    quality, told = _quality(snapshot)
    count = len(parsed.knowledge.checks)
    return Examined(
        problems=broken,
        warnings=tuple(sorted({*parsed.warnings, *lint(parsed.knowledge, today), *told})),
        checks=(count - len(broken), count),
        ran=f"{count - len(broken)} of {count} checks hold.",
        quality=quality,
        lacking=lacking(parsed.knowledge, release) if release else MappingProxyType({}),
    )


def _quality(snapshot: Snapshot) -> tuple[Quality, tuple[Problem, ...]]:
    knowledge, index = snapshot.knowledge, snapshot.understanding.find.index
    with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as threads:
        quality = left_out(knowledge, index, threads.map)
    mistaken = [one for one in as_written(knowledge, index).heard if one.rank and _mistaken(snapshot, one)]
    return quality, warnings(knowledge, quality, mistaken)


def _mistaken(snapshot: Snapshot, one: Heard) -> bool:
    """Is it so for somebody who asks in these very words?"""
    outcome, _ = snapshot.understanding(one.text)
    return outcome.match.id != one.id


def lacking(own: Knowledge, release: Knowledge) -> Lacking:
    """The ids and the sentences that the release has and a folder lacks; a sentence is then taken from the release."""
    theirs = {item for item, _ in contents(own) if item.kind != "wording"}
    sentences = own.wording_place.parts
    missing = sorted(
        item
        for item, _ in contents(release)
        if item not in theirs and item.kind not in ONES_OWN and not (item.kind == "wording" and item.id in sentences)
    )
    return MappingProxyType(
        {kind: tuple(item.id for item in items) for kind, items in groupby(missing, lambda item: item.kind)}
    )
