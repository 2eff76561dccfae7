"""The whole knowledge as one page of HTML that needs nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from bot.library.folder import Snapshot
from bot.markup import LINK
from bot.page.chapters import Chapter, chapters
from bot.page.entries import described, names_of_facets
from bot.report.sheets import sheet
from bot.store.counts import Count
from bot.workdays import dated, local_day
from knowledge.model import Knowledge
from knowledge.quality.held_out import Quality, left_out

TITLE = "What the assistant knows"
BULLET = re.compile(r"^- ", re.MULTILINE)
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
REVIEWS = {"old": "Over a year ago", "never": "Never", "recent": "Within a year"}

Opens = Callable[[str], str]  # the address that opens Telegram at an id


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the entries can be filtered by, and its options: their values and names."""

    id: str
    label: str
    options: tuple[tuple[str, str], ...]


def whole_page(snapshot: Snapshot, counts: Iterable[Count], now: datetime, opens: Opens | None = None) -> str:
    """The page of all that is known; it takes some seconds. Everything in it is escaped."""
    quality = left_out(snapshot.knowledge, snapshot.understanding.find.index)
    return page_of(snapshot.knowledge, counts, quality, now, opens)


def page_of(
    knowledge: Knowledge, counts: Iterable[Count], quality: Quality, now: datetime, opens: Opens | None = None
) -> str:
    """The same from what is known of how well it is found."""
    today, counted = local_day(now), tuple(counts)
    written = chapters(knowledge, described(knowledge, counted, quality, today))
    return sheet(
        "page",
        title=TITLE, skip="Skip to the knowledge", organisation=knowledge.contact.organisation,
        period=dated(today), made=dated(today), chapters=written, sieves=tuple(_sieves(knowledge, written)),
        counted=bool(counted), reviews=REVIEWS, opens=opens, read=read, linked=linked,
    )  # fmt: skip


def _sieves(knowledge: Knowledge, written: tuple[Chapter, ...]) -> Iterator[Sieve]:
    """Only what there is something of can be chosen."""
    yield Sieve("kind", "Kind", tuple((chapter.id, chapter.title) for chapter in written))
    entries = [entry for chapter in written for entry in chapter.entries]
    for id_, names in names_of_facets(knowledge).items():
        there = {value for entry in entries for value in entry.facets.get(id_, ())}
        named = sorted(((value, names.get(value, value)) for value in there), key=lambda option: option[1].lower())
        yield Sieve(id_, id_.capitalize(), tuple(named))
    files = {entry.record.location.file for entry in entries} | {line.file for one in written for line in one.lines}
    yield Sieve("file", "File", tuple((file, file) for file in sorted(files)))
    reviews = {entry.review for entry in entries}
    yield Sieve("review", "Reviewed", tuple(option for option in REVIEWS.items() if option[0] in reviews))


def read(text: str) -> Markup:
    """The light markup as leaders read it: links are links, hyphens of lists bullets, all else is escaped."""
    parts, end = [], 0
    text = BULLET.sub("• ", text)
    for link in LINK.finditer(text):
        parts += [escape(text[end : link.start()]), _anchor(link[2], link[1])]
        end = link.end()
    return Markup().join([*parts, escape(text[end:])])


def linked(words: str) -> Markup:
    """An address that stands alone as a link to it; other words as they are."""
    return _anchor(words, words) if ADDRESS.fullmatch(words) else escape(words)


def _anchor(address: str, label: str) -> Markup:
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, label)
