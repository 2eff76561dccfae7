"""How to read one field of an administrator's file.

A reader takes a node and returns its value, or tells its `Spot` what is wrong and returns nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from knowledge.loading.findings import Reader, Spot
from knowledge.loading.nodes import Fields, Items, Node, Text
from knowledge.loading.yaml_complaints import CURLY_QUOTE
from knowledge.problem import quoted, visible

OUTCOMES = ("nothing", "support", "contact")
MOST_CHARACTERS = 4096  # Telegram's longest message
MOST_CHARACTERS_OF_AN_ID = 80
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]*)\)")
NOT_A_LINK = "has a link that is not written as [words](https://address), on one line and without spaces"
A_LIST = "must be text, and is read as a list; write | after the key, or put a text that begins with [ in quotes"
A_GROUP = "must be text; put it in quotes if it has a colon or begins with - or [ or {"
AN_ITEM = "has an item that is not plain text; put the whole item in quotes if it has a colon"
CURLY_QUOTES = ("“", "‘", "„", "«")
A_LINE_EACH = "must be a list: each item on a line of its own that begins with '- '"
NO_LIST = (  # how what should be a list was typed, and what to say
    (re.compile(r"^-\S"), f"{A_LINE_EACH}, a hyphen and a space"),
    (re.compile(r"^[•·●▪◦‣*–—−]"), f"{A_LINE_EACH}, a plain hyphen and a space"),
    (re.compile(r"\]$"), "must be a list, and has only its closing bracket; write [ at its beginning"),
    (re.compile(r","), "must be a list; put [ before its first item and ] after its last"),
)
PAGE = "{page}"  # contact.yaml has the address
NOT_SHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NOT_IN_AN_ADDRESS = re.compile(r"[\s<>\"\\()\[\]{}|^`]")
NO_MOMENT = (
    "is not a day and a time with its offset; write 2026-12-03T10:00+00:00, or in British summer time "
    "2026-06-03T10:00+01:00"
)
EMAIL = re.compile(r"[^@\s<>(),;:\"]+@[^@\s<>(),;:\".]+(\.[^@\s<>(),;:\".]+)+")


@dataclass(frozen=True, slots=True)
class Field:
    """How to read a field, and whether it must be there."""

    read: Reader
    required: bool = False


def text(spot: Spot, node: Node) -> str | None:
    """The value of a field that may have several lines."""
    if not isinstance(node, Text):
        spot.wrong(node.line, A_LIST if isinstance(node, Items) else _no_text(node, A_GROUP))
        return None
    typed = node.text or ""
    if len(typed) > MOST_CHARACTERS:
        spot.wrong(node.line, f"is longer than {MOST_CHARACTERS:,} characters; make it shorter")
        return None
    if odd := NOT_SHOWN.search(typed):
        spot.wrong(node.line_at(odd.start()), f"has a character that cannot be shown ({visible(odd[0])})")
        return None
    return typed.strip() or None


def line(spot: Spot, node: Node) -> str | None:
    """The value of a field that has one line."""
    read = text(spot, node)
    return " ".join(read.split()) if read else None


def answer(spot: Spot, node: Node) -> str | None:
    """The value of a field that may have several lines and `[label](https://…)` links."""
    read = text(spot, node)
    if read is None or not isinstance(node, Text) or node.text is None:
        return read
    sound = {link.start(1) + len(link[1]): link for link in LINK.finditer(node.text)}
    for link in re.finditer(r"\]\(", node.text):
        line_ = node.line_at(link.start())
        if link.start() not in sound:
            spot.wrong(line_, NOT_A_LINK)
            continue
        label, address = sound[link.start()].groups()
        if not label.strip():
            spot.wrong(line_, f"has a link to {quoted(address)} without words; say in the [] where it goes")
        if not is_address(address) and address != PAGE:
            spot.wrong(line_, f"has a link to {quoted(address)}, which is not an address that begins with https://")
    return read


def ident(spot: Spot, node: Node) -> str | None:
    """An id: lower-case words and digits joined by hyphens."""
    read = line(spot, node)
    if read is None:
        return None
    fault = faulty_id(read)
    if fault:
        spot.wrong(node.line, fault)
        return None
    return read


def faulty_id(id_: str) -> str | None:
    """What is wrong with an id, or None."""
    if id_ in OUTCOMES:
        return f"'{id_}' has a meaning of its own in checks.yaml; choose another"
    if len(id_) > MOST_CHARACTERS_OF_AN_ID:
        return f"{quoted(id_)} is longer than {MOST_CHARACTERS_OF_AN_ID} characters; choose a shorter one"
    if KEBAB.fullmatch(id_):
        return None
    kebab = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")
    such_as = f", such as '{kebab}'" if 0 < len(kebab) <= MOST_CHARACTERS_OF_AN_ID else ""
    return f"{quoted(id_)} must be lower-case letters and digits joined by hyphens{such_as}"


def lines(spot: Spot, node: Node) -> tuple[str, ...]:
    """A list of texts; empty items are left out."""
    return tuple(item for one in _items(spot, node) if (item := _item(spot, one)))


def _items(spot: Spot, node: Node) -> tuple[Node, ...]:
    if isinstance(node, Items):
        return node.items
    if not isinstance(node, Text) or node.text is not None:
        typed = (node.text or "").strip() if isinstance(node, Text) else ""
        spot.wrong(node.line, next((what for begins, what in NO_LIST if begins.search(typed)), A_LINE_EACH))
    return ()


def _item(spot: Spot, node: Node) -> str | None:
    if isinstance(node, Text):
        return line(spot, node)
    spot.wrong(node.line, _no_text(node, AN_ITEM))
    return None


def _no_text(node: Node, usual: str) -> str:
    """What to say of a group of fields where a text is wanted: most often its colon made it one."""
    begins = next(iter(node.fields), "") if isinstance(node, Fields) else ""
    return f"has a colon, and {CURLY_QUOTE}" if begins.startswith(CURLY_QUOTES) else usual


@dataclass(frozen=True, slots=True)
class Id:
    """Reads one id of that kind."""

    kind: str

    def __call__(self, spot: Spot, node: Node) -> str | None:
        """The id in a field, or None where it is none."""
        id_ = _item(spot, node)
        if id_:
            spot.refers(self.kind, id_, node.line)
        return id_


@dataclass(frozen=True, slots=True)
class Ids:
    """Reads a list of ids of that kind."""

    kind: str

    def __call__(self, spot: Spot, node: Node) -> tuple[str, ...]:
        """The ids in a field."""
        one = Id(self.kind)
        return tuple(id_ for item in _items(spot, node) if (id_ := one(spot, item)))


@dataclass(frozen=True, slots=True)
class Choice:
    """Reads one of a few words."""

    words: tuple[str, ...]

    def __call__(self, spot: Spot, node: Node) -> str | None:
        """The word in a field, or None where it is none of them."""
        read = line(spot, node)
        if read is None or read in self.words:
            return read
        spot.wrong(node.line, f"{quoted(read)} must be {' or '.join(self.words)}")
        return None


def url(spot: Spot, node: Node) -> str | None:
    """The web address in a field."""
    read = line(spot, node)
    if read is None or is_address(read):
        return read
    if "(" in read or ")" in read:
        spot.wrong(node.line, f"{quoted(read)} has a round bracket; write %28 for ( and %29 for )")
    else:
        spot.wrong(node.line, f"{quoted(read)} is not an address that begins with https://")
    return None


def is_address(typed: str) -> bool:
    """Is it a web address that can stand in a link?"""
    try:
        parts = urlsplit(typed)
        sound = parts.scheme in {"http", "https"} and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False
    return sound and "." in (parts.hostname or "").strip(".") and not NOT_IN_AN_ADDRESS.search(typed)


def email(spot: Spot, node: Node) -> str | None:
    """The e-mail address in a field."""
    read = line(spot, node)
    if read is None or EMAIL.fullmatch(read):
        return read
    spot.wrong(node.line, f"{quoted(read)} is not an e-mail address")
    return None


def day(spot: Spot, node: Node) -> str | None:
    """A date as YYYY, YYYY-MM or YYYY-MM-DD."""
    read = line(spot, node)
    if read is None or _is_date(read):
        return read
    spot.wrong(node.line, f"{quoted(read)} is not a date; write 2026, 2026-11 or 2026-11-23")
    return None


def _is_date(typed: str) -> bool:
    try:
        return bool(DATE.fullmatch(typed) and date.fromisoformat((typed + "-01-01")[:10]))
    except ValueError:
        return False


def moment(spot: Spot, node: Node) -> str | None:
    """A date and time with its offset, ISO 8601."""
    read = line(spot, node)
    if read is None or _is_moment(read):
        return read
    spot.wrong(node.line, f"{quoted(read)} {NO_MOMENT}")
    return None


def _is_moment(typed: str) -> bool:
    try:
        return datetime.fromisoformat(typed).tzinfo is not None
    except ValueError:
        return False


def whole(spot: Spot, node: Node) -> int | None:
    """The whole number in a field, one or more."""
    read = line(spot, node)
    if read is None:
        return None
    if re.fullmatch(r"[0-9]{1,6}", read) and int(read):
        return int(read)
    spot.wrong(node.line, f"{quoted(read)} must be a whole number, one or more")
    return None


def share(spot: Spot, node: Node) -> float | None:
    """The share in a field, in per cent: above 0, at most 100."""
    read = line(spot, node)
    if read is None:
        return None
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", read) and 0 < float(read) <= 100:
        return float(read)
    spot.wrong(node.line, f"{quoted(read)} must be a share in per cent, above 0 and at most 100, such as 6.2")
    return None
