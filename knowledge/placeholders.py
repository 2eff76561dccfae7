"""What contact.yaml says, in the middle of any text: `{email}`, `{hours}`, `{days}`, `{page}` and `{organisation}`.

Where it says nothing, a sentence with such a placeholder gives way to one that says so; where the sentence tells
something else of contact.yaml that is known, only the placeholder does. All other braces stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from knowledge.model import Contact, Entry, Knowledge, Pillar, Resource, SmallTalk, SupportRoutes
from knowledge.pack import Pack

CONFIRMED = "confirmed"  # in an answer: how many of all have been confirmed
NAMES = ("email", "hours", "days", "page", "organisation")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
LIKE_ONE = re.compile(r"\{ ?([A-Za-z]\w*(?:-\w+)*) ?\}")  # somebody may take it for one
A_DAY = re.compile(r"\{days\}((?: [a-z]+)?) days\b")
BULLET = "- "
ENDS = re.compile(r"(?<=[.?!]) +")  # between two sentences
PARAGRAPHS = re.compile(r"\n{3,}")

Described = TypeVar("Described", Resource, Pillar)

Fill = Callable[[str], str]


def filled(knowledge: Knowledge, native: Mapping[str, Collection[str]]) -> Knowledge:
    """The same as people read it. `native` are, by the key of a sentence, the placeholders that it has in any case."""
    fill = Filling(knowledge.contact, knowledge.wording)
    entries = tuple(_entry(entry, fill) for entry in knowledge.entries)
    read = replace(
        knowledge,
        entries=entries,
        resources=tuple(_described(resource, fill) for resource in knowledge.resources),
        pillars=tuple(_described(pillar, fill) for pillar in knowledge.pillars),
        smalltalk=tuple(replace(one, reply=fill(one.reply)) for one in knowledge.smalltalk),
        support=knowledge.support and _support(knowledge.support, fill),
        replies=tuple(replace(saved, text=fill.known(saved.text)) for saved in knowledge.replies),
        wording=MappingProxyType(
            {key: fill(sentence, native.get(key, ())) for key, sentence in knowledge.wording.items()}
        ),
    )
    return replace(read, written=MappingProxyType(_differing(knowledge, read)))


def has_placeholder(text: str) -> bool:
    """Does contact.yaml fill something in?"""
    return any(name in NAMES for name in PLACEHOLDER.findall(text))


def without(text: str) -> str:
    """A text as it is searched: whatever contact.yaml says, it is found by the same words."""
    return PLACEHOLDER.sub(lambda placeholder: " " if placeholder[1] in NAMES else placeholder[0], text)


@dataclass(frozen=True, slots=True)
class Filling:
    """Fills in what contact.yaml says. `sentences` are the assistant's own; those of unset_… stand for what it lacks.

    Call it with a text, and the names of placeholders that are not its own.
    """

    contact: Contact
    sentences: Mapping[str, str]

    def __call__(self, text: str, others: Collection[str] = ()) -> str:
        """The text with all that is known, and an honest word for what is not."""
        if "{" not in text:
            return text
        missing = {name for name in PLACEHOLDER.findall(text) if name in NAMES and name not in others}
        missing -= self._values.keys()
        text = self._without(text, missing) if missing else text
        return self.known(text, others)

    def known(self, text: str, others: Collection[str] = ()) -> str:
        """The text with all that is known; what is not stays open, for a person to fill in."""
        values = {name: value for name, value in self._values.items() if name not in others}
        if values.get("days") == "1":
            text = A_DAY.sub(r"{days}\1 day", text)
        return PLACEHOLDER.sub(lambda placeholder: values.get(placeholder[1], placeholder[0]), text)

    @property
    def _values(self) -> dict[str, str]:
        contact = self.contact
        days = str(contact.promised_reply_days) if contact.promised_reply_days else None
        values = (contact.email, contact.hours, days, contact.page, contact.organisation)
        return {name: value for name, value in zip(NAMES, values, strict=True) if value}

    def _without(self, text: str, missing: set[str]) -> str:
        """Each sentence that tells only of what is missing becomes one that says so, once in a text."""
        admitted: set[str] = set()
        lines: list[str] = []
        for line in text.split("\n"):
            bullet = BULLET if line.startswith(BULLET) else ""
            sentences = ENDS.split(line.removeprefix(bullet))
            honest = " ".join(filter(None, (self._honest(sentence, missing, admitted) for sentence in sentences)))
            lines += [bullet + honest] if honest or not line else []
        return PARAGRAPHS.sub("\n\n", "\n".join(lines)).strip()

    def _honest(self, sentence: str, missing: set[str], admitted: set[str]) -> str:
        names = [name for name in dict.fromkeys(PLACEHOLDER.findall(sentence)) if name in NAMES]
        lacking = [name for name in names if name in missing]
        if len(lacking) < len(names):
            for name in lacking:
                sentence = sentence.replace(f"{{{name}}}", self.sentences.get(f"unset_{name}_in_part", ""))
            return sentence
        new = [self.sentences.get(f"unset_{name}", "") for name in lacking if name not in admitted]
        admitted.update(lacking)
        return " ".join(filter(None, new)) if lacking else sentence


def _entry(entry: Entry, fill: Fill) -> Entry:
    return replace(entry, answer=fill(entry.answer), ask=fill(entry.ask), pack=entry.pack and _pack(entry.pack, fill))


def _pack(pack: Pack, fill: Fill) -> Pack:
    return replace(
        pack,
        questions=tuple(map(fill, pack.questions)),
        figure=fill(pack.figure),
        case=fill(pack.case),
        next=fill(pack.next),
    )


def _described(record: Described, fill: Fill) -> Described:
    return replace(record, summary=fill(record.summary))


def _support(support: SupportRoutes, fill: Fill) -> SupportRoutes:
    routes = (replace(route, when=fill(route.when), contact=fill(route.contact)) for route in support.routes)
    return replace(support, routes=tuple(routes))


def _differing(written: Knowledge, read: Knowledge) -> dict[str, str]:
    """By id what stands in the files, where people read something else."""
    return {id_: text for (id_, text), (_, shown) in zip(_texts(written), _texts(read), strict=True) if text != shown}


def _texts(knowledge: Knowledge) -> list[tuple[str, str]]:
    described: tuple[Resource | Pillar, ...] = (*knowledge.resources, *knowledge.pillars)
    replies: tuple[SmallTalk, ...] = knowledge.smalltalk
    return [
        *((entry.id, entry.answer) for entry in knowledge.entries),
        *((record.id, record.summary) for record in described),
        *((courtesy.id, courtesy.reply) for courtesy in replies),
        *((saved.id, saved.text) for saved in knowledge.replies),
    ]
