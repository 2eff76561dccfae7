"""The page of the knowledge as values: chapters of entries, and of all that is no entry, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.page.entries import Described
from knowledge.model import Check, Entry, Knowledge, Location, Named, Resource

SENTENCES = "Every sentence that the assistant says itself. Those without a line come with the program."


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is no entry: what it is called, its words, its wordings, and where it stands.

    `edits` is its id where `/edit` changes it, `leads` that of an entry it is about.
    """

    name: str
    words: str
    file: str
    location: str = ""
    wordings: tuple[str, ...] = ()
    edits: str = ""
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands under one heading: `entries`, or `lines`."""

    id: str
    title: str
    about: str
    entries: tuple[Described, ...] = ()
    lines: tuple[Line, ...] = ()


def chapters(knowledge: Knowledge, entries: Iterable[Described]) -> tuple[Chapter, ...]:
    """All of the knowledge; a chapter without anything is left out."""
    every = (*_of_entries(tuple(entries)), *_of_lines(knowledge))
    return tuple(chapter for chapter in every if chapter.entries or chapter.lines)


def _of_entries(entries: tuple[Described, ...]) -> Iterator[Chapter]:
    titles = {
        "answers": ("Answers", "What leaders are told when they ask."),
        "glossary": ("Glossary", "Terms, and what they mean."),
        "packs": ("Packs", "For somebody new in a role, and for a board with little time."),
        "resources": ("Resources", "The catalogue: what can be read, heard and attended."),
        "pillars": ("Pillars", "What the programme rests on."),
    }
    for id_, (title, about) in titles.items():
        yield Chapter(id_, title, about, tuple(one for one in entries if chapter_of(one) == id_))


def chapter_of(described: Described) -> str:
    """The id of the chapter that an entry stands in."""
    match described.record:
        case Entry(pack=None, is_term=is_term):
            return "glossary" if is_term else "answers"
        case Entry():
            return "packs"
        case Resource():
            return "resources"
    return "pillars"


def _of_lines(knowledge: Knowledge) -> Iterator[Chapter]:
    yield Chapter("smalltalk", "Small talk", "Greetings and other courtesies.", lines=tuple(_smalltalk(knowledge)))
    yield Chapter("support", "Support", "Who can help, most urgent first.", lines=tuple(_support(knowledge)))
    yield Chapter("contact", "Contact", "Who runs the programme, and how they are reached.", lines=_contact(knowledge))
    saved = [Line(one.title, one.text, *_at(one.location), edits=one.id) for one in knowledge.replies]
    yield Chapter("replies", "Saved replies", "What staff send often.", lines=tuple(saved))
    yield Chapter("vocabulary", "Vocabulary", "Names, and words that mean the same.", lines=tuple(_words(knowledge)))
    yield Chapter("wording", "Wording", SENTENCES, lines=tuple(_wording(knowledge)))
    checks = [Line(one.ask, one.expect, *_at(one.location), leads=_lead(knowledge, one)) for one in knowledge.checks]
    yield Chapter("checks", "Checks", "Questions, and what must become of them.", lines=tuple(checks))


def _at(location: Location) -> tuple[str, str]:
    return location.file, str(location)


def _smalltalk(knowledge: Knowledge) -> Iterator[Line]:
    for courtesy in knowledge.smalltalk:
        yield Line(courtesy.id, courtesy.reply, *_at(courtesy.location), courtesy.also_asked, edits=courtesy.id)


def _support(knowledge: Knowledge) -> Iterator[Line]:
    if knowledge.support is None:
        return
    for route in knowledge.support.routes:
        verified = f"Verified: {route.verified}" if route.verified else "Not verified yet"
        words = [route.when, route.contact, route.url, verified]
        yield Line(route.name, "\n".join(filter(None, words)), *_at(route.location))
    if disclosures := knowledge.support.disclosures:
        yield Line("Disclosures", "Words that tell of harm.", "support.yaml", wordings=disclosures)


def _contact(knowledge: Knowledge) -> tuple[Line, ...]:
    contact = knowledge.contact
    fields = ("organisation", "email", "page", "promised_reply_days", "hours", "signature")
    lines = [Line(name, str(getattr(contact, name) or "not set"), "contact.yaml") for name in fields]
    return (*lines, *(Line(one.label, one.prompt, *_at(one.location)) for one in contact.reasons))


def _words(knowledge: Knowledge) -> Iterator[Line]:
    vocabulary = knowledge.vocabulary
    kinds = {"format": vocabulary.formats, "role": vocabulary.audiences, "topic": vocabulary.topics}
    for kind, named in kinds.items():
        for one in named.values():
            yield Line(f"{one.name} ({kind})", _together(one), vocabulary.location.file)
    for index, group in enumerate(vocabulary.synonyms):
        yield Line("Mean the same", ", ".join(group), *_at(vocabulary.location.at("synonyms", index)))


def _together(named: Named) -> str:
    return ", ".join([named.id, *named.also_asked])


def _wording(knowledge: Knowledge) -> Iterator[Line]:
    own = knowledge.wording_location.parts
    for key, sentence in knowledge.wording.items():
        where = str(knowledge.wording_location.at(key)) if key in own else ""
        yield Line(key, sentence, knowledge.wording_location.file, where)


def _lead(knowledge: Knowledge, check: Check) -> str:
    return check.expect if check.expect in knowledge.by_id else ""
