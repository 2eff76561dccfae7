"""What of the knowledge counts as a way to ask for something.

Besides the phrasings that people wrote: the first words of an answer (which helps with terse knowledge) and what
stands before the colon of a title.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from knowledge.model import Answerable, Entry, Knowledge, Resource
from knowledge.placeholders import without
from knowledge.ranking.index import Example
from knowledge.text.normalise import words
from knowledge.text.question import Preparation, all_words

CAPITALS = re.compile(r"\b[A-Z][A-Z\d]+\b")
SUBTITLE = re.compile(r": | - | \u2013 ")
ANSWER_WORDS = 40
ANSWER_WEIGHT = 0.5
TITLE_WORDS = 3


def told(answerable: Answerable) -> str:
    """What an answerable tells leaders: its answer, or its summary."""
    return answerable.answer if isinstance(answerable, Entry) else answerable.summary


def own_words(knowledge: Knowledge, english: Container[str]) -> set[str]:
    """The words that are spelled as they should be.

    Of phrasings these are the English ones and those in capitals: people write down how others mistype.
    """
    asked = [text for answerable in knowledge.answerable for text in answerable.phrasings]
    capitals = [word for text in asked for word in CAPITALS.findall(text)]
    return all_words([*_texts(knowledge), *capitals]) | {word for word in all_words(asked) if word in english}


def _texts(knowledge: Knowledge) -> Iterator[str]:
    """What is written with care."""
    for answerable in knowledge.answerable:
        yield answerable.label
        yield told(answerable)
        if isinstance(answerable, Resource):
            yield from (*answerable.people, answerable.publisher)
    vocabulary = knowledge.vocabulary
    for group in vocabulary.synonyms:
        yield from group
    for names in (vocabulary.formats, vocabulary.audiences, vocabulary.topics):
        for named in names.values():
            yield from (named.name, *named.also_asked)
    for talk in knowledge.smalltalk:
        yield from talk.also_asked


def examples(knowledge: Knowledge, prepare: Preparation) -> Iterator[Example]:
    """Every way to ask, with the id it asks for."""
    short = _short_titles(knowledge)
    for answerable in knowledge.answerable:
        for phrasing in answerable.phrasings:
            yield Example(answerable.id, prepare.phrasing(phrasing))
        if answerable.id in short:
            yield Example(answerable.id, prepare.phrasing(short[answerable.id]))
        written = without(knowledge.written.get(answerable.id, told(answerable)))
        if beginning := " ".join(written.split()[:ANSWER_WORDS]):
            yield Example(answerable.id, prepare.phrasing(beginning), ANSWER_WEIGHT)


def _short_titles(knowledge: Knowledge) -> dict[str, str]:
    """What stands before the colon or dash of a title; of several, the one named after it has it, else the shortest."""
    owners: dict[str, str] = {}
    begins = {resource.id: SUBTITLE.split(resource.title, maxsplit=1)[0] for resource in knowledge.resources}

    def by_claim(resource: Resource) -> tuple[bool, int, str]:
        return not resource.id.startswith(_slug(begins[resource.id])), len(resource.title), resource.id

    for resource in sorted(knowledge.resources, key=by_claim):
        if begins[resource.id] != resource.title:
            owners.setdefault(begins[resource.id], resource.id)
    return {id_: name for name, id_ in owners.items()}


def _slug(title: str) -> str:
    return "-".join(words(title))


def titles(knowledge: Knowledge, prepare: Preparation) -> dict[str, str]:
    """The words of each resource's title, framed by spaces, where they are enough to know it by."""
    names = {one.id: [one.title] for one in knowledge.resources}
    for id_, short in _short_titles(knowledge).items():
        names[id_].append(short)
    framed = ((f" {' '.join(prepare.phrasing(name).tokens)} ", id_) for id_, both in names.items() for name in both)
    return {title: id_ for title, id_ in framed if len(title.split()) >= TITLE_WORDS}


def exact(given: Iterable[Example]) -> dict[tuple[str, ...], str]:
    """The id that a phrasing's own words ask for, where only one claims them."""
    claims: dict[tuple[str, ...], set[str]] = {}
    for example in given:
        claims.setdefault(example.question.tokens, set()).add(example.id)
    return {tokens: min(ids) for tokens, ids in claims.items() if len(ids) == 1}
