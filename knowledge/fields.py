"""What may stand in each kind of file: one table a kind, read by `knowledge.parse`.

A reader takes a node and returns its value, or tells `Spot` what is wrong and returns None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.nodes import Fields, Items, Node, Text
from knowledge.problem import Problem

FORMATS = (
    "report", "article", "blog", "webinar", "event", "podcast", "video-interview", "guide", "case-study",
    "statement", "action-plan", "framework", "tool", "question-set",
)  # fmt: skip
OUTCOMES = ("nothing", "support", "contact")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\s]*)\)")
ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of something that is defined elsewhere: `kind` is pillar, resource, faq, entry, expect, …"""

    kind: str
    id: str
    file: str
    line: int


@dataclass
class Findings:
    """What reading has found out on its way."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands, and whom to tell about it."""

    file: str
    key: str
    findings: Findings

    def wrong(self, line: int, what: str) -> None:
        """Report a problem with this value."""
        self.findings.problems.append(Problem(self.file, line, f"{self.key} {what}"))

    def refers(self, kind: str, id_: str, line: int) -> None:
        """Remember that this value names something."""
        self.findings.references.append(Reference(kind, id_, self.file, line))


Reader = Callable[[Spot, Node], object]


@dataclass(frozen=True, slots=True)
class Field:
    """How to read a field, and whether it must be there."""

    read: Reader
    required: bool = False


def text(spot: Spot, node: Node) -> str | None:
    """Text of any length."""
    if not isinstance(node, Text):
        spot.wrong(node.line, "must be text, not a list or a group of fields")
        return None
    return (node.text or "").strip() or None


def line(spot: Spot, node: Node) -> str | None:
    """Text on one line."""
    read = text(spot, node)
    return " ".join(read.split()) if read else None


def answer(spot: Spot, node: Node) -> str | None:
    """Text with `[label](https://…)` links."""
    read = text(spot, node)
    for label, address in LINK.findall(read or ""):
        if not label.strip():
            spot.wrong(node.line, f"has a link without words before {address}; say where it goes")
        if not ADDRESS.fullmatch(address):
            spot.wrong(node.line, f"has a link to '{address}', which is not an address that begins with https://")
    return read


def ident(spot: Spot, node: Node) -> str | None:
    """An id: lower-case words and digits joined by hyphens."""
    read = line(spot, node)
    if read and not KEBAB.fullmatch(read):
        spot.wrong(node.line, f"'{read}' must be lower-case letters and digits joined by hyphens")
        return None
    return read


def lines(spot: Spot, node: Node) -> tuple[str, ...]:
    """A list of texts."""
    if isinstance(node, Text) and node.text is None:
        return ()
    if not isinstance(node, Items):
        spot.wrong(node.line, "must be a list: each item on a line of its own that begins with '- '")
        return ()
    return tuple(one for item in node.items if (one := _item(spot, item)))


def _item(spot: Spot, node: Node) -> str | None:
    if isinstance(node, Fields):
        spot.wrong(node.line, "has an item with a colon followed by a space; put the whole item in quotes")
        return None
    return line(spot, node)


def references(kind: str) -> Reader:
    """A list of ids of that kind."""

    def read(spot: Spot, node: Node) -> tuple[str, ...]:
        ids = lines(spot, node)
        if isinstance(node, Items):
            for item in node.items:
                if isinstance(item, Text) and item.text:
                    spot.refers(kind, item.text.strip(), item.line)
        return ids

    return read


def reference(kind: str) -> Reader:
    """One id of that kind."""

    def read(spot: Spot, node: Node) -> str | None:
        id_ = line(spot, node)
        if id_:
            spot.refers(kind, id_, node.line)
        return id_

    return read


def url(spot: Spot, node: Node) -> str | None:
    """A web address."""
    read = line(spot, node)
    if read and not ADDRESS.fullmatch(read):
        spot.wrong(node.line, f"'{read}' is not an address that begins with https://")
        return None
    return read


def email(spot: Spot, node: Node) -> str | None:
    """An e-mail address."""
    read = line(spot, node)
    if read and not EMAIL.fullmatch(read):
        spot.wrong(node.line, f"'{read}' is not an e-mail address")
        return None
    return read


def day(spot: Spot, node: Node) -> str | None:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD."""
    read = line(spot, node)
    if read is None:
        return None
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", read):
        try:
            date.fromisoformat((read + "-01-01")[:10])
        except ValueError:
            pass
        else:
            return read
    spot.wrong(node.line, f"'{read}' is not a date; write 2026, 2026-11 or 2026-11-23")
    return None


def moment(spot: Spot, node: Node) -> str | None:
    """A date and time with its offset, ISO 8601."""
    read = line(spot, node)
    if read is None:
        return None
    try:
        if datetime.fromisoformat(read).tzinfo is not None:
            return read
    except ValueError:
        pass
    spot.wrong(node.line, f"'{read}' is not a time with its offset; write 2026-12-03T10:00+00:00")
    return None


def whole(spot: Spot, node: Node) -> int | None:
    """A whole number, one or more."""
    read = line(spot, node)
    if read is None:
        return None
    if re.fullmatch(r"\d{1,6}", read) and int(read):
        return int(read)
    spot.wrong(node.line, f"'{read}' must be a whole number, one or more")
    return None


def groups(spot: Spot, node: Node) -> tuple[tuple[str, ...], ...]:
    """A list of lists of texts."""
    if isinstance(node, Text) and node.text is None:
        return ()
    if not isinstance(node, Items):
        spot.wrong(node.line, "must be a list of groups, such as - [NED, non-executive director]")
        return ()
    return tuple(group for item in node.items if (group := lines(spot, item)))


ENTRY: Mapping[str, Field] = {
    "id": Field(ident, required=True),
    "question": Field(line, required=True),
    "also_asked": Field(lines),
    "answer": Field(answer, required=True),
    "pillars": Field(references("pillar")),
    "topics": Field(references("topic")),
    "audiences": Field(references("audience")),
    "resources": Field(references("resource")),
    "follow_ups": Field(references("faq")),
    "sources": Field(lines),
    "owner": Field(line),
    "reviewed": Field(day),
}
TERM: Mapping[str, Field] = {
    **{name: how for name, how in ENTRY.items() if name not in {"question", "answer"}},
    "term": Field(line, required=True),
    "definition": Field(answer, required=True),
}
RESOURCE: Mapping[str, Field] = {
    "id": Field(ident, required=True),
    "title": Field(line, required=True),
    "format": Field(reference("format"), required=True),
    "publisher": Field(line),
    "url": Field(url),
    "date": Field(day),
    "starts": Field(moment),
    "ends": Field(moment),
    "pillars": Field(references("pillar")),
    "audiences": Field(references("audience")),
    "topics": Field(references("topic")),
    "people": Field(lines),
    "also_asked": Field(lines),
    "summary": Field(answer),
    "minutes": Field(whole),
    "sources": Field(lines),
    "owner": Field(line),
    "reviewed": Field(day),
}
PILLAR: Mapping[str, Field] = {
    "id": Field(ident, required=True),
    "name": Field(line, required=True),
    "summary": Field(answer),
    "also_asked": Field(lines),
    "sources": Field(lines),
}
NAMED: Mapping[str, Field] = {"name": Field(line, required=True), "also_asked": Field(lines)}
SMALLTALK: Mapping[str, Field] = {
    "id": Field(ident, required=True),
    "also_asked": Field(lines, required=True),
    "reply": Field(answer, required=True),
}
ROUTE: Mapping[str, Field] = {
    "id": Field(ident, required=True),
    "name": Field(line, required=True),
    "when": Field(line),
    "contact": Field(line),
    "url": Field(url),
    "verified": Field(day),
}
CONTACT: Mapping[str, Field] = {
    "organisation": Field(line),
    "email": Field(email),
    "page": Field(url),
    "promised_reply_days": Field(whole),
    "hours": Field(line),
}
REASON: Mapping[str, Field] = {
    "id": Field(ident, required=True),
    "label": Field(line, required=True),
    "prompt": Field(text),
}
REPLY: Mapping[str, Field] = {
    "id": Field(ident, required=True),
    "title": Field(line, required=True),
    "text": Field(text, required=True),
}
CHECK: Mapping[str, Field] = {"ask": Field(line, required=True), "expect": Field(reference("expect"), required=True)}
PHRASING: Mapping[str, Field] = {"entry": Field(reference("entry"), required=True), "ask": Field(line, required=True)}


def nearest(wrong: str, right: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """`, did you mean 'x'?` where something right is near, else nothing."""
    found = process.extractOne(wrong, list(right), scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return f", did you mean '{found[0]}'?" if found else ""
