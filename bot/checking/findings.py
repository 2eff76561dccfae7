"""What an examination has found: for a person, as JSON, and as annotations that GitHub shows beside the lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict

from bot.checking.examination import Examined, Lacking
from bot.library.folder import shipped
from knowledge.problem import Problem

MOST_LISTED = 5  # ids of a kind, for a person


def as_text(examined: Examined, _: str = "") -> str:
    """A line for each problem and warning, in the order of the files, and what follows from them."""
    lines = [(problem, f"{problem}") for problem in examined.problems] + [
        (problem, f"{problem} (a warning)") for problem in examined.warnings
    ]
    listed = [line for _, line in sorted(lines)]
    if examined.lacking:
        listed += ["", f"This release ({shipped()}) has what the folder lacks:", *_lacking(examined.lacking)]
    if examined.quality and examined.quality.heard:
        listed += ["", _quality(examined.quality.first, examined.quality.among)]
    return "\n".join([*listed, _count(examined)])


def as_json(examined: Examined, _: str = "") -> str:
    """What was found, as one JSON object for a program."""
    quality = examined.quality
    whole = {
        "problems": [asdict(problem) for problem in examined.problems],
        "warnings": [asdict(problem) for problem in examined.warnings],
        "checks": {"hold": examined.checks[0], "of": examined.checks[1]} if examined.checks else None,
        "quality": {"first": quality.first, "among": quality.among, "of": len(quality.heard)} if quality else None,
        "lacking": dict(examined.lacking),
    }
    return json.dumps(whole, ensure_ascii=False)


def as_github(examined: Examined, folder: str) -> str:
    """Workflow commands, which GitHub shows as annotations."""
    lines = [
        *(_annotation("error", folder, problem) for problem in examined.problems),
        *(_annotation("warning", folder, problem) for problem in examined.warnings),
    ]
    return "\n".join([*lines, _count(examined)])


FORMATS: Mapping[str, Callable[[Examined, str], str]] = {"text": as_text, "json": as_json, "github": as_github}


def _annotation(level: str, folder: str, problem: Problem) -> str:
    file = f"{folder}/{problem.file}" if folder else problem.file
    escaped = "".join(sign if sign not in "%,:\r\n" else f"%{ord(sign):02X}" for sign in file)
    what = problem.what.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} file={escaped},line={problem.line}::{what}"


def _lacking(lacking: Lacking) -> Iterator[str]:
    for kind, ids in lacking.items():
        more = f" and {len(ids) - MOST_LISTED} more" if len(ids) > MOST_LISTED else ""
        yield f"  {kind}: {', '.join(ids[:MOST_LISTED])}{more}"


def _quality(first: float, among: float) -> str:
    return (
        f"Asked as if nobody had written them, {first:.0%} of the phrasings are answered rightly, "
        f"and {among:.0%} have the right answer among the first three."
    )


def _count(found: Examined) -> str:
    return f"{_number(found.problems, 'problem')}, {_number(found.warnings, 'warning')}; {found.ran}"


def _number(things: Iterable[object], noun: str) -> str:
    count = len(tuple(things))
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
