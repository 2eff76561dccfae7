"""What a change has taken away although something still mentions it: told once, with all the places."""

from __future__ import annotations

from collections.abc import Collection

from bot.editing.proposal import Broken, Lost
from bot.wording import Wording
from knowledge.editing.changes import contents
from knowledge.loading.parse import Parsed
from knowledge.model import Knowledge
from knowledge.problem import Problem


def told(lost: Lost, say: Wording) -> str:
    """A sentence to whoever took it away."""
    *first, last = lost.places
    places = say("edit_and", first=", ".join(first), last=last) if first else last
    return say("edit_lost", id=lost.id, places=places)


def broken_by(parsed: Parsed, before: Knowledge, files: Collection[str] = ()) -> Broken:
    """What is wrong with files that were read, the problems in the named `files` first."""
    known = {item.id for item, _ in contents(before)}
    gone: dict[str, dict[str, None]] = {}
    for problem in parsed.problems:
        mention = parsed.unknown.get(problem)
        if mention and mention.id in known:
            gone.setdefault(mention.id, {})[f"{problem.file}:{problem.line}"] = None
    rest = [problem for problem in parsed.problems if not _of(parsed, problem, gone)]
    return Broken(
        tuple(sorted(rest, key=lambda problem: problem.file not in files)),
        tuple(Lost(id_, tuple(places)) for id_, places in gone.items()),
        all(problem in parsed.unknown or problem in parsed.taken for problem in parsed.problems),
    )


def _of(parsed: Parsed, problem: Problem, gone: dict[str, dict[str, None]]) -> bool:
    mention = parsed.unknown.get(problem)
    return mention is not None and mention.id in gone
