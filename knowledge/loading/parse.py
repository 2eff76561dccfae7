"""Files of YAML text to a `Knowledge`, or every problem at once.

Pure: the texts come in, values go out. The format is the contract in `docs/knowledge.md`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, TypeVar

from knowledge import model
from knowledge.did_you_mean import nearest
from knowledge.loading import readers, tables
from knowledge.loading.findings import Findings, Reference, Spot
from knowledge.loading.nodes import Fields, Items, Node, read
from knowledge.loading.records import Made, Records, Table
from knowledge.loading.references import check_ids, check_references
from knowledge.loading.wording import Sentences, placeholders
from knowledge.model import Entry, Knowledge, Location
from knowledge.pack import Pack
from knowledge.placeholders import Filling, filled
from knowledge.problem import Problem, TooManyProblemsError

KINDS = (
    "faq", "resources", "glossary", "pillars", "vocabulary", "smalltalk", "support", "contact", "replies",
    "wording", "checks", "learned", "packs",
)  # fmt: skip
FILE = re.compile(r"(?P<kind>[^/]+)(/[^/]+)?\.ya?ml")
COPIED = re.compile(r"(?i)[ _-]*(\(\d+\)|(-[ ]*)?copy( \d+| ?\(\d+\))?)(?=\.)|^copy of ")  # what machines put in

Asked = TypeVar("Asked", Entry, model.Resource, model.Pillar)
Learned = Mapping[str, list[tuple[str, Location]]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """`knowledge` is None exactly where there are problems; warnings never stand in its way.

    Of the problems, those in `unknown` mention an id that is not there, those in `taken` have one that is twice.
    """

    knowledge: Knowledge | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    unknown: Mapping[Problem, Reference] = field(default_factory=dict)
    taken: frozenset[Problem] = frozenset()


def parse(sources: Mapping[str, str], shipped_wording: Mapping[str, str], unreadable: Iterable[Problem] = ()) -> Parsed:
    """Read `{file name: text}`; sentences that its wording.yaml leaves out come from `shipped_wording`.

    `unreadable` are the problems of files that have no text to read; they count with those found here.
    """
    reading = _Reading(shipped_wording)
    knowledge = None
    try:
        reading.files(sources, unreadable)
        knowledge = reading.knowledge()
    except TooManyProblemsError:
        last = reading.problems[-1]
        reading.problems.append(Problem(last.file, last.line, "there are more problems; mend these first"))
    problems = tuple(sorted(set(reading.problems)))
    warnings, findings = tuple(sorted(reading.warnings)), reading.findings
    return Parsed(None if problems else knowledge, problems, warnings, findings.unknown, frozenset(findings.taken))


def parse_wording(text: str) -> dict[str, str]:
    """The sentences of the shipped wording.yaml, which is where the set of keys comes from."""
    reading = _Reading({})
    reading.files({"wording.yaml": text}, ())
    return reading.wording().read


def filled_wording(sources: Mapping[str, str], shipped_wording: Mapping[str, str]) -> dict[str, str]:
    """The sentences of wording.yaml and the shipped ones with what contact.yaml says, before the rest is read."""
    reading = _Reading({})
    reading.files(sources, ())
    sentences = {**shipped_wording, **reading.wording().read}
    fill = Filling(reading.contact(), sentences)
    return {key: fill(one, placeholders(shipped_wording.get(key, ""))) for key, one in sentences.items()}


def kind_of(file: str) -> str | None:
    """Which kind of knowledge a file holds, by its name (`faq.yaml`) or its folder's (`faq/roles.yaml`)."""
    named = FILE.fullmatch(file)
    return named["kind"] if named and named["kind"] in KINDS else None


class _Reading:
    """One pass over the files. Problems gather in `findings`; nothing here stops at the first."""

    def __init__(self, shipped_wording: Mapping[str, str]) -> None:
        self.findings = Findings()
        self.problems = self.findings.problems
        self.records = Records(self.findings)
        self.warnings = self.findings.warnings
        self.shipped_wording = shipped_wording
        self.trees: dict[str, list[tuple[str, Node]]] = {kind: [] for kind in KINDS}
        self.given, self.unread = set[str](), set[str]()
        self.version = ""

    def files(self, sources: Mapping[str, str], unreadable: Iterable[Problem]) -> None:
        self.version = hashlib.sha256(repr(sorted(sources.items())).encode()).hexdigest()[:16]
        for problem in unreadable:
            self.unread.add(kind_of(problem.file) or "")
            self.findings.wrong(problem.file, problem.line, problem.what)
        for file, text in sorted(sources.items()):
            kind = kind_of(file)
            if kind is None:
                self._unknown_file(file)
            else:
                self._file(kind, file, text)

    def _unknown_file(self, file: str) -> None:
        copied = COPIED.sub("", file)
        if copied != file and kind_of(copied):
            self.findings.wrong(file, 1, f"looks like a copy of {copied}; keep one of the two, with that name")
            return
        name = file.partition("/")[0].rpartition(".")[0] or file.partition("/")[0]
        meant = nearest(name, KINDS)
        if meant is None:
            self.warnings.append(Problem(file, 1, "is not one of the files that are read"))
        elif meant == name:
            self.findings.wrong(file, 1, f"is too deep in folders to be read; move it to {meant}/")
        else:
            self.findings.wrong(file, 1, f"is not one of the files that are read, did you mean '{meant}'?")

    def _file(self, kind: str, file: str, text: str) -> None:
        self.given.add(kind)
        tree, problems = read(file, text)
        if problems and tree is None:
            self.unread.add(kind)
        for problem in problems:
            self.findings.wrong(problem.file, problem.line, problem.what)
        if tree is not None:
            self.trees[kind].append((file, tree))
        elif not problems:
            self.findings.holds_nothing(kind, file, text)

    def knowledge(self) -> Knowledge:
        phrasings, learned = self._learned()
        entries = [
            *self._listed("faq", tables.ENTRY, Entry),
            *self._listed("glossary", tables.TERM, _term),
            *self._listed("packs", tables.PACK, _pack),
            *learned,
        ]
        wording = self.wording()
        knowledge = Knowledge(
            entries=_with_phrasings(entries, phrasings),
            resources=_with_phrasings(self._listed("resources", tables.RESOURCE, _resource), phrasings),
            pillars=_with_phrasings(self._listed("pillars", tables.PILLAR, model.Pillar), phrasings),
            vocabulary=self._vocabulary(),
            smalltalk=tuple(self._listed("smalltalk", tables.SMALLTALK, model.SmallTalk)),
            support=self._support(),
            contact=self.contact(),
            replies=tuple(self._listed("replies", tables.REPLY, model.SavedReply)),
            checks=tuple(self._listed("checks", tables.CHECK, model.Check)),
            wording=MappingProxyType({**self.shipped_wording, **wording.read}),
            wording_location=Location("wording.yaml", 1, wording.places),
            version=self.version,
        )
        check_ids(knowledge, self.findings)
        self.findings.emptied = {kind: at for kind, at in self.findings.emptied.items() if not self.trees[kind]}
        check_references(knowledge, self.findings, self.given, self.unread, self.records.unsound)
        if not knowledge.entries and not knowledge.resources and not self.problems:
            first = min((file for trees in self.trees.values() for file, _ in trees), default="faq.yaml")
            self.findings.wrong(first, 1, "there is no FAQ entry and no resource in any file")
        return filled(knowledge, {key: placeholders(usual) for key, usual in self.shipped_wording.items()})

    def _listed(self, kind: str, table: Table, make: Callable[..., Made]) -> Iterator[Made]:
        for file, tree in self.trees[kind]:
            yield from self.records.listed(file, tree, table, make)

    def _groups(self, kind: str, *keys: str) -> Iterator[tuple[str, str, Node]]:
        """`(file, key, node)` of the groups of fields that the files of a kind are made of."""
        for file, tree in self.trees[kind]:
            for key, node in self.records.groups(file, tree, keys):
                yield file, key, node

    def _spot(self, file: str, key: str) -> Spot:
        return Spot(file, key, self.findings)

    def _learned(self) -> tuple[Learned, list[Entry]]:
        phrasings: dict[str, list[tuple[str, Location]]] = {}
        entries: list[Entry] = []
        for file, key, node in self._groups("learned", "phrasings", "entries"):
            if key == "entries":
                entries += self.records.listed(file, node, tables.ENTRY, Entry)
            else:
                for row in self.records.listed(file, node, tables.PHRASING, dict[str, Any]):
                    phrasings.setdefault(row["entry"], []).append((row["ask"], row["location"].at("ask")))
        return phrasings, entries

    def _vocabulary(self) -> model.Vocabulary:
        synonyms: list[tuple[tuple[str, ...], Location]] = []
        names: dict[str, dict[str, model.Named]] = {"formats": {}, "audiences": {}, "topics": {}}
        for file, key, node in self._groups("vocabulary", "synonyms", *names):
            if key == "synonyms":
                synonyms += self._synonyms(file, node)
            else:
                self._named(file, key, node, names[key])
        start = Location("vocabulary.yaml", 1)
        return model.Vocabulary(
            synonyms=tuple(group for group, _ in synonyms),
            location=replace(start, parts={"synonyms": (start, *(location for _, location in synonyms))}),
            **{key: MappingProxyType(value) for key, value in names.items()},
        )

    def _synonyms(self, file: str, node: Node) -> Iterator[tuple[tuple[str, ...], Location]]:
        if not isinstance(node, Items):
            self.findings.wrong(file, node.line, "synonyms must be a list of groups, such as - [NED, non-exec]")
            return
        for item in node.items:
            group = readers.lines(self._spot(file, "synonyms"), item)
            self.records.doubt(file, "synonyms", item)
            if group:
                yield group, Location(file, item.line)

    def _named(self, file: str, key: str, node: Node, names: dict[str, model.Named]) -> None:
        if not isinstance(node, Fields):
            self.findings.wrong(file, node.line, f"{key} must be a group of ids, each with a name")
            return
        for id_, child in node.fields.items():
            fault = readers.faulty_id(id_)
            if fault:
                self.findings.wrong(file, node.lines[id_], fault)
            elif id_ in names:
                self.findings.wrong(file, node.lines[id_], f"'{id_}' stands in another file too; keep one")
            elif (values := self.records.values(file, child, tables.NAMED)) is not None:
                names[id_] = model.Named(id_, **values)

    def _support(self) -> model.SupportRoutes | None:
        if not self.trees["support"]:
            return None
        routes: list[model.Route] = []
        disclosures: list[str] = []
        guidance: dict[Any, str] = {}  # by the case
        for file, key, node in self._groups("support", "routes", "disclosures", "guidance"):
            if key == "routes":
                routes += self.records.listed(file, node, tables.ROUTE, model.Route)
            elif key == "guidance":
                guidance |= self.records.values(file, node, tables.GUIDANCE) or {}
            else:
                disclosures += readers.lines(self._spot(file, key), node)
                self.records.doubt(file, key, node)
        return model.SupportRoutes(tuple(routes), tuple(disclosures), MappingProxyType(guidance))

    def contact(self) -> model.Contact:
        """Who runs the programme, and how they are reached."""
        values: dict[str, Any] = {}
        reasons: list[model.Reason] = []
        for file, key, node in self._groups("contact", *tables.CONTACT, "reasons"):
            if key == "reasons":
                reasons += self.records.listed(file, node, tables.REASON, model.Reason)
            elif key in values:
                self.findings.wrong(file, node.line, f"{key} stands in another file too; keep one")
            else:
                values[key] = tables.CONTACT[key].read(self._spot(file, key), node)
                self.records.doubt(file, key, node)
        known = {key: value for key, value in values.items() if value is not None}
        return model.Contact(**known, reasons=tuple(reasons))

    def wording(self) -> Sentences:
        """The sentences that the files bring themselves."""
        sentences = Sentences(self.records, self.shipped_wording)
        for file, tree in self.trees["wording"]:
            sentences.add(file, tree)
        self.warnings += sentences.warnings
        return sentences


def _term(*, term: str, definition: str, location: Location, **values: Any) -> Entry:  # noqa: ANN401 - fields of any kind
    return Entry(question=term, answer=definition, location=location, is_term=True, **values)


def _resource(*, place: str | None = None, **values: Any) -> model.Resource:  # noqa: ANN401 - fields of any kind
    return model.Resource(venue=place or "", **values)


def _pack(*, name: str, why: str, location: Location, **values: Any) -> Entry:  # noqa: ANN401 - fields of any kind
    pack = Pack(**{field.name: values.pop(field.name) for field in fields(Pack)})
    return Entry(question=name, answer=why, location=location, pack=pack, **values)


def _with_phrasings(answerable: Iterable[Asked], learned: Learned) -> tuple[Asked, ...]:
    return tuple(_with_learned(one, learned[one.id]) if one.id in learned else one for one in answerable)


def _with_learned(record: Asked, learned: list[tuple[str, Location]]) -> Asked:
    places = (*record.location.parts.get("also_asked", (record.location,)), *(location for _, location in learned))
    return replace(
        record,
        also_asked=(*record.also_asked, *(ask for ask, _ in learned)),
        location=replace(record.location, parts={**record.location.parts, "also_asked": places}),
    )
