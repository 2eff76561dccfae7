"""The questions that are asked for a new answer, resource, event or saved reply, and how what is typed is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.making.moments import in_full, iso_day, moments
from bot.workdays import local_day
from knowledge.editing.yaml_style import Value
from knowledge.loading import readers
from knowledge.loading.findings import Findings, Reader, Spot
from knowledge.loading.nodes import Text
from knowledge.loading.tables import RESOURCE
from knowledge.model import Knowledge
from knowledge.quality.lint import FEWEST_PHRASINGS

What = Literal["answer", "resource", "event", "reply"]
Given = Mapping[str, Value]
Read = Callable[[str, Given, Knowledge, datetime], Given]

BULLET = re.compile(r"^\s*(?:[-•–*]|\d+[.)])\s+")


class UnsoundError(Exception):
    """What was typed cannot be taken: the key of the sentence that says why, and what is filled in there."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Step:
    """One question: the field that it fills, and how what is typed becomes its value.

    With `choices` it is chosen from those, and several of them where it is a `list_`.
    """

    key: str
    read: Read | None = None
    optional: bool = False
    choices: str = ""
    list_: bool = False


def _reads(key: str, reader: Reader) -> Read:
    """Reads a field as the loader would, with its sentence where something is wrong."""

    def read(words: str, _: Given, __: Knowledge, ___: datetime) -> Given:
        findings = Findings()
        value = reader(Spot("", key, findings), Text(words.strip(), 1))
        if findings.problems:
            raise UnsoundError("new_unsound", why=findings.problems[0].what)
        if not isinstance(value, str):
            raise UnsoundError("new_empty")
        return {key: value}

    return read


def lines_of(typed: str) -> list[str]:
    """The lines that were typed, each once and without its bullet or number."""
    lines = (BULLET.sub("", line).strip() for line in typed.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _wordings(words: str, given: Given, _: Knowledge, __: datetime) -> Given:
    head = str(given.get("question") or given.get("title")).casefold()
    asked = tuple(line for line in lines_of(words) if line.casefold() != head)
    if len(asked) < FEWEST_PHRASINGS:
        raise UnsoundError("new_few", count=len(asked), least=FEWEST_PHRASINGS)
    return {"also_asked": asked}


def _address(words: str, _: Given, knowledge: Knowledge, __: datetime) -> Given:
    typed = words.strip()
    if not typed.startswith("https://") or not readers.is_address(typed):
        raise UnsoundError("new_no_address")
    if other := with_address(typed, knowledge):
        raise UnsoundError("new_address_taken", title=other)
    return {"url": typed}


def with_address(typed: str, knowledge: Knowledge) -> str | None:
    """The title of the resource that has that link already."""
    bare = _bare(typed)
    return next((one.title for one in knowledge.resources if one.url and _bare(one.url) == bare), None)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", address.lower()).rstrip("/")


def _day(words: str, _: Given, __: Knowledge, ___: datetime) -> Given:
    day = iso_day(words)
    if day is None:
        raise UnsoundError("new_no_day")
    return _reads("date", readers.day)(day, _, __, ___)


def _start(words: str, _: Given, __: Knowledge, now: datetime) -> Given:
    times = moments(words, local_day(now))
    if not times:
        raise UnsoundError("new_no_time")
    return _span(times[0], times[1:2])


def _end(words: str, given: Given, __: Knowledge, now: datetime) -> Given:
    start = datetime.fromisoformat(str(given.get("starts")))
    times = moments(words, local_day(now), local_day(start))
    if not times:
        raise UnsoundError("new_no_time")
    return {"ends": _span(start, times[-1:])["ends"]}


def _span(start: datetime, ends: Sequence[datetime]) -> Given:
    if ends and ends[0] <= start:
        raise UnsoundError("new_ends_before", start=in_full(start))
    times = {"starts": start, **({"ends": ends[0]} if ends else {})}
    return {key: at.isoformat(timespec="minutes") for key, at in times.items()}


def _line(key: str, *, optional: bool = False) -> Step:
    return Step(key, _reads(key, readers.line), optional)


def _prose(key: str, *, optional: bool = False) -> Step:
    return Step(key, _reads(key, readers.answer), optional)


PILLARS = Step("pillars", optional=True, choices="pillars", list_=True)
TOPICS = Step("topics", optional=True, choices="topics", list_=True)
WORDINGS = Step("also_asked", _wordings, optional=True)
LINK = Step("url", _address, optional=True)
STEPS: Mapping[What, tuple[Step, ...]] = {
    "answer": (
        _line("question"),
        WORDINGS,
        _prose("answer"),
        Step("resources", optional=True, choices="resources", list_=True),
        PILLARS,
        TOPICS,
    ),
    "resource": (
        _line("title"),
        LINK,
        _line("publisher", optional=True),
        Step("format", choices="formats"),
        Step("date", _day, optional=True),
        _prose("summary", optional=True),
        WORDINGS,
        PILLARS,
        TOPICS,
    ),
    "event": (
        _line("title"),
        Step("starts", _start),
        Step("ends", _end, optional=True),
        LINK,
        *([_line("place", optional=True)] if "place" in RESOURCE else []),
        _prose("summary", optional=True),
        WORDINGS,
        TOPICS,
    ),
    "reply": (_line("title"), Step("text", _reads("text", readers.text))),
}
