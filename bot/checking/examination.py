"""All that can be said about a folder of knowledge before leaders meet it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources.abc import Traversable
from itertools import groupby
from types import MappingProxyType

from bot.checking.checks import failing
from bot.library.folder import Snapshot, is_shipped, parse_folder, shipped
from knowledge.editing.changes import Item, contents
from knowledge.loading.parse import Parsed
from knowledge.model import Knowledge
from knowledge.problem import Problem
from knowledge.quality.held_out import Heard, Quality, as_written, left_out, warnings
from knowledge.quality.lint import lint

THREADS = 2  # each needs 100 MB and more for the knowledge that ships
ONES_OWN = frozenset({"checks", "contact", "synonyms"})  # what a folder need not have because the release has it
FILES = dict.fromkeys(("formats", "audiences", "topics"), "vocabulary.yaml")  # where it is not the kind's own
SCHEMAS = "schema"

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


def examine(parsed: Parsed, fit: Callable[[Knowledge], Snapshot], today: date, folder: Traversable) -> Examined:
    """Examine what was read from a folder."""
    if parsed.knowledge is None:
        return Examined(parsed.problems, parsed.warnings)
    examined = examine_snapshot(fit(parsed.knowledge), today)
    return replace(
        examined,
        warnings=tuple(sorted({*parsed.warnings, *examined.warnings})),
        lacking=MappingProxyType({}) if is_shipped(folder) else _lacking(parsed.knowledge, folder),
    )


def examine_snapshot(snapshot: Snapshot, today: date) -> Examined:
    """Examine what can be asked; it takes many seconds."""
    broken = tuple(failing(snapshot))
    quality, poorly_found = _quality(snapshot)
    count = len(snapshot.knowledge.checks)
    return Examined(
        problems=broken,
        warnings=tuple(sorted({*lint(snapshot.knowledge, today), *poorly_found})),
        checks=(count - len(broken), count),
        ran=f"{count - len(broken)} of {count} checks hold.",
        quality=quality,
    )


def _quality(snapshot: Snapshot) -> tuple[Quality, tuple[Problem, ...]]:
    knowledge, index = snapshot.knowledge, snapshot.understanding.find.index
    with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as threads:
        quality = left_out(knowledge, index, threads.map)
    mistaken = [one for one in as_written(knowledge, index).heard if one.rank and _mistaken(snapshot, one)]
    return quality, warnings(knowledge, quality, mistaken)


def _mistaken(snapshot: Snapshot, heard: Heard) -> bool:
    """Is it so for somebody who asks in these very words?"""
    outcome, _ = snapshot.understanding(heard.text)
    return outcome.match.id != heard.id


def _lacking(own: Knowledge, folder: Traversable) -> Lacking:
    release = parse_folder(shipped()).knowledge
    missing = lacking(own, release) if release else {}
    other = other_schemas(folder)
    return MappingProxyType({**missing, SCHEMAS: other} if other else dict(missing))


def lacking(own: Knowledge, release: Knowledge) -> Lacking:
    """The files, ids and sentences that the release has and a folder lacks; its sentences come from the release."""
    theirs = {item for item, _ in contents(own) if item.kind != "wording"}
    theirs |= {Item("wording", key) for key in own.wording_location.parts}
    kinds = {item.kind for item in theirs}
    missing = sorted(item for item, _ in contents(release) if item not in theirs and item.kind not in ONES_OWN)
    files = {FILES.get(item.kind, f"{item.kind}.yaml"): () for item in missing if item.kind not in kinds}
    ids = groupby((item for item in missing if item.kind in kinds), lambda item: item.kind)
    listed = {kind: tuple(item.id for item in items) for kind, items in ids}
    return MappingProxyType({"files": tuple(files), **listed} if files else listed)


def other_schemas(folder: Traversable) -> tuple[str, ...]:
    """The schemas of a folder that are not those of this release."""
    ours, theirs = shipped() / SCHEMAS, folder / SCHEMAS
    names = sorted(file.name for file in ours.iterdir())
    return tuple(name for name in names if _text(theirs / name) != _text(ours / name))


def _text(file: Traversable) -> str | None:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
