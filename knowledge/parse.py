"""Files of YAML text to a `Knowledge`, or every problem at once.

Pure: the texts come in, values go out. The format is the contract in `docs/knowledge.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from knowledge import fields as f
from knowledge.model import (
    Check, Contact, Entry, Knowledge, Named, Pillar, Place, Reason, Resource, Route, SavedReply, SmallTalk,
    Support, Vocabulary,
)  # fmt: skip
from knowledge.nodes import Fields, Items, Node, Text, read
from knowledge.problem import Problem

KINDS = (
    "faq", "resources", "glossary", "pillars", "vocabulary", "smalltalk", "support", "contact", "replies",
    "wording", "checks", "learned",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """`knowledge` is None exactly where there are problems; warnings never stand in its way."""

    knowledge: Knowledge | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


def parse(sources: Mapping[str, str], shipped_wording: Mapping[str, str]) -> Parsed:
    """Read `{file name: text}`; sentences that its wording.yaml leaves out come from `shipped_wording`."""
    reading = _Reading(sources, shipped_wording)
    knowledge = reading.knowledge()
    problems = tuple(sorted(set(reading.findings.problems)))
    return Parsed(None if problems else knowledge, problems, tuple(sorted(reading.warnings)))


def parse_wording(sources: Mapping[str, str]) -> dict[str, str]:
    """The sentences of the shipped wording file, which is where the set of keys comes from."""
    reading = _Reading(sources, {})
    return reading.wording()


def kind_of(file: str) -> str | None:
    """Which kind of knowledge a file holds, by its name or its folder's."""
    kind = file.partition("/")[0] if "/" in file else file.rpartition(".")[0]
    return kind if kind in KINDS else None


class _Reading:
    """One pass over the files. Problems gather in `findings`; nothing here stops at the first."""

    def __init__(self, sources: Mapping[str, str], shipped_wording: Mapping[str, str]) -> None:
        self.findings = f.Findings()
        self.warnings: list[Problem] = []
        self.shipped_wording = shipped_wording
        self.trees: dict[str, list[tuple[str, Node]]] = {kind: [] for kind in KINDS}
        self.given = {kind for file in sources if (kind := kind_of(file))}
        self.version = hashlib.sha256(repr(sorted(sources.items())).encode()).hexdigest()[:16]
        for file, text in sorted(sources.items()):
            self._file(file, text)

    def _file(self, file: str, text: str) -> None:
        kind = kind_of(file)
        if kind is None:
            stem = file.partition("/")[0].rpartition(".")[0]
            self.warnings.append(Problem(file, 1, f"is not one of the files that are read{f.nearest(stem, KINDS)}"))
            return
        tree, problems = read(file, text)
        self.findings.problems += problems
        if tree is not None:
            self.trees[kind].append((file, tree))

    def knowledge(self) -> Knowledge:
        entries = [*self._entries("faq"), *self._rows("glossary", f.TERM, _term)]
        resources = list(self._rows("resources", f.RESOURCE, Resource))
        pillars = list(self._rows("pillars", f.PILLAR, Pillar))
        phrasings, learned = self._learned()
        entries += learned
        knowledge = Knowledge(
            entries=tuple(_with_phrasings(one, phrasings) for one in entries),
            resources=tuple(_with_phrasings(one, phrasings) for one in resources),
            pillars=tuple(_with_phrasings(one, phrasings) for one in pillars),
            vocabulary=self._vocabulary(),
            smalltalk=tuple(self._rows("smalltalk", f.SMALLTALK, _without_place(SmallTalk))),
            support=self._support(),
            contact=self._contact(),
            replies=tuple(self._rows("replies", f.REPLY, _without_place(SavedReply))),
            checks=tuple(self._rows("checks", f.CHECK, Check)),
            wording=MappingProxyType({**self.shipped_wording, **self.wording()}),
            version=self.version,
        )
        self._unique(knowledge)
        self._refer(knowledge)
        if not knowledge.entries and not knowledge.resources and not self.findings.problems:
            first = min((file for trees in self.trees.values() for file, _ in trees), default="faq.yaml")
            self.findings.problems.append(Problem(first, 1, "there is no FAQ entry and no resource in any file"))
        return knowledge

    # A list of rows, each a group of fields.

    def _rows(self, kind: str, table: Mapping[str, f.Field], make: Callable[..., Any]) -> Iterator[Any]:
        for file, tree in self.trees[kind]:
            yield from self._made(file, tree, table, make)

    def _made(self, file: str, tree: Node, table: Mapping[str, f.Field], make: Callable[..., Any]) -> Iterator[Any]:
        if not isinstance(tree, Items):
            self._wrong(file, tree.line, "must be a list: each entry begins with '- '")
            return
        for node in tree.items:
            values = self._values(file, node, table)
            if values is not None:
                yield make(**values, place=Place(file, node.line))

    def _values(self, file: str, node: Node, table: Mapping[str, f.Field]) -> dict[str, Any] | None:
        """The fields that are there and sound; None where a required one is not."""
        if not isinstance(node, Fields):
            self._wrong(file, node.line, f"must be a group of fields such as '{next(iter(table))}: …'")
            return None
        values: dict[str, Any] = {}
        for key, child in node.fields.items():
            if key not in table:
                self._wrong(file, node.lines[key], f"unknown key '{key}'{f.nearest(key, table)}")
                continue
            value = table[key].read(f.Spot(file, key, self.findings), child)
            if value is not None:
                values[key] = value
        missing = [key for key, field in table.items() if field.required and not values.get(key)]
        for key in missing:
            if key not in node.fields or _nothing(node.fields[key]):
                self._wrong(file, node.line, f"{key} is missing")
        return None if missing else values

    def _wrong(self, file: str, line: int, what: str) -> None:
        self.findings.problems.append(Problem(file, line, what))

    # The kinds that are not plain lists.

    def _groups(self, kind: str, keys: tuple[str, ...]) -> Iterator[tuple[str, str, Node]]:
        """`(file, key, node)` of the top-level keys of a kind; an unknown one is a problem."""
        for file, tree in self.trees[kind]:
            if not isinstance(tree, Fields):
                self._wrong(file, tree.line, f"must be a group of fields: {', '.join(keys)}")
                continue
            for key, node in tree.fields.items():
                if key in keys:
                    yield file, key, node
                else:
                    self._wrong(file, tree.lines[key], f"unknown key '{key}'{f.nearest(key, keys)}")

    def _entries(self, kind: str) -> list[Entry]:
        return list(self._rows(kind, f.ENTRY, Entry))

    def _learned(self) -> tuple[dict[str, list[str]], list[Entry]]:
        phrasings: dict[str, list[str]] = {}
        entries: list[Entry] = []
        for file, key, node in self._groups("learned", ("phrasings", "entries")):
            if _nothing(node):
                continue
            if key == "entries":
                entries += self._made(file, node, f.ENTRY, Entry)
                continue
            for row in self._made(file, node, f.PHRASING, dict):
                phrasings.setdefault(row["entry"], []).append(row["ask"])
        return phrasings, entries

    def _vocabulary(self) -> Vocabulary:
        synonyms: list[tuple[str, ...]] = []
        names: dict[str, dict[str, Named]] = {"formats": {}, "audiences": {}, "topics": {}}
        for file, key, node in self._groups("vocabulary", ("synonyms", *names)):
            if key == "synonyms":
                synonyms += f.groups(f.Spot(file, key, self.findings), node)
            elif not _nothing(node):
                names[key].update(self._named(file, key, node))
        return Vocabulary(tuple(synonyms), **{key: MappingProxyType(value) for key, value in names.items()})

    def _named(self, file: str, key: str, node: Node) -> Iterator[tuple[str, Named]]:
        if not isinstance(node, Fields):
            self._wrong(file, node.line, f"{key} must be a group of ids, each with a name")
            return
        for id_, child in node.fields.items():
            if not f.KEBAB.fullmatch(id_):
                self._wrong(file, node.lines[id_], f"'{id_}' must be lower-case letters and digits joined by hyphens")
                continue
            values = self._values(file, child, f.NAMED)
            if values is not None:
                yield id_, Named(id_, **values)

    def _support(self) -> Support | None:
        if not self.trees["support"]:
            return None
        routes: list[Route] = []
        disclosures: list[str] = []
        for file, key, node in self._groups("support", ("routes", "disclosures")):
            if _nothing(node):
                continue
            if key == "routes":
                routes += self._made(file, node, f.ROUTE, _without_place(Route))
            else:
                disclosures += f.lines(f.Spot(file, key, self.findings), node)
        return Support(tuple(routes), tuple(disclosures))

    def _contact(self) -> Contact:
        values: dict[str, Any] = {}
        reasons: list[Reason] = []
        for file, key, node in self._groups("contact", (*f.CONTACT, "reasons")):
            if _nothing(node):
                continue
            if key == "reasons":
                reasons += self._made(file, node, f.REASON, _without_place(Reason))
            else:
                values[key] = f.CONTACT[key].read(f.Spot(file, key, self.findings), node)
        return Contact(**values, reasons=tuple(reasons))

    def wording(self) -> dict[str, str]:
        sentences: dict[str, str] = {}
        for file, tree in self.trees["wording"]:
            if not isinstance(tree, Fields):
                self._wrong(file, tree.line, "must be a group of 'key: sentence'")
                continue
            for key, node in tree.fields.items():
                sentence = f.text(f.Spot(file, key, self.findings), node)
                if self._wording_fits(file, tree.lines[key], key, sentence or "") and sentence:
                    sentences[key] = sentence
        return sentences

    def _wording_fits(self, file: str, line: int, key: str, sentence: str) -> bool:
        if not self.shipped_wording:
            return True
        if key not in self.shipped_wording:
            self._wrong(file, line, f"unknown key '{key}'{f.nearest(key, self.shipped_wording)}")
            return False
        known = placeholders(self.shipped_wording[key])
        for name in sorted(placeholders(sentence) - known):
            self._wrong(file, line, f"{key} has {{{name}}}, which is not filled in; {_may_use(known)}")
        return True

    # What must fit together.

    def _unique(self, knowledge: Knowledge) -> None:
        seen: dict[str, Place] = {}
        for one in knowledge.answerable:
            if one.id in seen:
                first = seen[one.id]
                what = f"id '{one.id}' is taken (first in {first.file}:{first.line}); choose another"
                self._wrong(one.place.file, one.place.line, what)
            seen.setdefault(one.id, one.place)

    def _refer(self, knowledge: Knowledge) -> None:
        known = self._known(knowledge)
        for reference in self.findings.references:
            ids = known.get(reference.kind)
            if ids is not None and reference.id not in ids:
                near = f.nearest(reference.id, list(ids))
                kind = {"expect": "id", "faq": "FAQ entry"}.get(reference.kind, reference.kind)
                self._wrong(reference.file, reference.line, f"unknown {kind} '{reference.id}'{near}")

    def _known(self, knowledge: Knowledge) -> dict[str, set[str]]:
        """The ids a reference may name, for the kinds whose file is there."""
        vocabulary = knowledge.vocabulary
        everything = {one.id for one in knowledge.answerable}
        known = {
            "format": {*f.FORMATS, *vocabulary.formats},
            "faq": {one.id for one in knowledge.entries},
            "entry": everything,
        }
        smalltalk = {one.id for one in knowledge.smalltalk}
        known["expect"] = everything | smalltalk | set(f.OUTCOMES)
        if "resources" in self.given:
            known["resource"] = {one.id for one in knowledge.resources}
        if "pillars" in self.given:
            known["pillar"] = {one.id for one in knowledge.pillars}
        if vocabulary.topics:
            known["topic"] = set(vocabulary.topics)
        if vocabulary.audiences:
            known["audience"] = set(vocabulary.audiences)
        return known


def placeholders(sentence: str) -> set[str]:
    """The names in braces of a sentence, such as {reference}."""
    return {part.partition("}")[0] for part in sentence.split("{")[1:] if "}" in part}


def _may_use(known: set[str]) -> str:
    return "it may use " + ", ".join(f"{{{name}}}" for name in sorted(known)) if known else "it may use none"


def _nothing(node: Node) -> bool:
    return (isinstance(node, Text) and node.text is None) or (isinstance(node, Items) and not node.items)


def _term(*, term: str, definition: str, place: Place, **values: Any) -> Entry:  # noqa: ANN401 - fields of any kind
    return Entry(question=term, answer=definition, place=place, is_term=True, **values)


def _without_place(make: Callable[..., Any]) -> Callable[..., Any]:
    return lambda place, **values: make(**values)


def _with_phrasings(one: Any, phrasings: Mapping[str, list[str]]) -> Any:  # noqa: ANN401 - an Answerable of each kind
    from dataclasses import replace

    learned = phrasings.get(one.id)
    return replace(one, also_asked=(*one.also_asked, *learned)) if learned else one
