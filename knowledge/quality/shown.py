"""The texts that leaders read and the phrasings that they use, each with its place in the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.loading.readers import LINK
from knowledge.model import Answerable, Entry, Knowledge, Location, Pillar, Resource, SmallTalk

SENTENCE_ENDS = re.compile(r"(?<=[.?!])[\"'”’)]*\s+|\n\s*- |\n\s*\n|^- ")
HEADS = ("question", "term", "title", "name")
ALSO_ASKED = "also_asked"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text: `key` is its field, `id` that of its record or the key of a sentence of the assistant's own."""

    id: str
    key: str
    text: str
    location: Location


def texts(knowledge: Knowledge) -> Iterator[Shown]:
    """Everything that leaders read, except titles and names."""
    for entry in knowledge.entries:
        yield from _of_entry(entry)
    described: tuple[Resource | Pillar, ...] = (*knowledge.resources, *knowledge.pillars)
    for one in described:
        yield _shown(one.id, "summary", one.summary, one.location)
    for courtesy in knowledge.smalltalk:
        yield _shown(courtesy.id, "reply", courtesy.reply, courtesy.location)
    for saved in knowledge.replies:
        yield _shown(saved.id, "text", saved.text, saved.location)
    for route in knowledge.support.routes if knowledge.support else ():
        yield _shown(route.id, "when", route.when, route.location)
        yield _shown(route.id, "contact", route.contact, route.location)
    for reason in knowledge.contact.reasons:
        yield _shown(reason.id, "prompt", reason.prompt, reason.location)
    for key in knowledge.wording_location.parts:
        yield _shown(key, key, knowledge.wording[key], knowledge.wording_location)


def _of_entry(entry: Entry) -> Iterator[Shown]:
    """An answer; for a pack why it is the reader's, and all that is handed out besides."""
    if entry.pack is None:
        yield _shown(entry.id, "definition" if entry.is_term else "answer", entry.answer, entry.location)
        yield _shown(entry.id, "ask", entry.ask, entry.location)
        return
    yield _shown(entry.id, "why", entry.answer, entry.location)
    for index, question in enumerate(entry.pack.questions):
        yield Shown(entry.id, "questions", question, entry.location.at("questions", index))
    for key in ("figure", "case", "next"):
        yield _shown(entry.id, key, getattr(entry.pack, key), entry.location)


def phrasings(knowledge: Knowledge) -> Iterator[Shown]:
    """Every way to ask for something, with its own question, term, title or name."""
    for answerable in knowledge.answerable:
        head = next((key for key in HEADS if key in answerable.location.parts), HEADS[0])
        yield _shown(answerable.id, head, answerable.label, answerable.location)
    every: tuple[Answerable | SmallTalk, ...] = (*knowledge.answerable, *knowledge.smalltalk)
    for asked in every:
        for index, text in enumerate(asked.also_asked):
            yield Shown(asked.id, ALSO_ASKED, text, asked.location.at(ALSO_ASKED, index))


def sentences(text: str) -> list[str]:
    """The sentences of a text as leaders read it: links by their words, each bullet one of its own."""
    return [part for piece in SENTENCE_ENDS.split(LINK.sub(r"\1", text)) if (part := " ".join(piece.split()))]


def _shown(id_: str, key: str, text: str, location: Location) -> Shown:
    return Shown(id_, key, text, location.at(key))
