"""The sentences of the assistant that a folder brings itself, checked against those that it comes with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from knowledge.did_you_mean import nearest
from knowledge.loading import readers
from knowledge.loading.findings import Spot
from knowledge.loading.nodes import Fields, Node
from knowledge.loading.records import Records
from knowledge.model import Location
from knowledge.placeholders import NAMES
from knowledge.problem import Problem

PLACEHOLDER = re.compile(r"\{([^{}]*)\}?")


class Sentences:
    """Reads wording files. `usual` are the sentences that the assistant comes with; empty when reading those."""

    def __init__(self, records: Records, usual: Mapping[str, str]) -> None:
        self.records = records
        self.usual = usual
        self.read: dict[str, str] = {}
        self.places: dict[str, tuple[Location, ...]] = {}
        self.warnings: list[Problem] = []

    def add(self, file: str, node: Node) -> None:
        """Read the sentences of one wording file."""
        if not isinstance(node, Fields):
            self.records.findings.wrong(file, node.line, "must be a group of 'key: sentence'")
            return
        for key, child in self.records.known(file, node, self.usual or node.fields):
            location = Location(file, node.lines[key])
            sentence = self._sentence(Spot(file, key, self.records.findings), child, location)
            if key in self.read:
                self._wrong(location, f"{key} stands also in {self.places[key][0]}; keep one")
            elif sentence:
                self.read[key], self.places[key] = sentence, (location,)

    def _sentence(self, spot: Spot, node: Node, location: Location) -> str | None:
        before = len(self.records.findings.problems)
        sentence = readers.text(spot, node)
        if self.usual:
            self.records.doubt(spot.file, spot.key, node)
        if sentence and self.usual:
            self._check_placeholders(spot.key, sentence, location)
        elif sentence is None and len(self.records.findings.problems) == before:
            self._wrong(location, f"{spot.key} is empty; write a sentence, or leave the key out to use the usual one")
        return sentence

    def _check_placeholders(self, key: str, sentence: str, location: Location) -> None:
        usual, here = placeholders(self.usual[key]), placeholders(sentence)
        for name in sorted(here - usual - {*NAMES}):
            meant = nearest(name, {*usual, *NAMES})
            may = f"did you mean {{{meant}}}?" if meant else f"it may use {_listed({*usual, *NAMES})}"
            self._wrong(location, f"{key} has {{{name}}}, which is not filled in; {may}")
        for name in sorted(usual - here):
            self.warnings.append(Problem(location.file, location.line, f"{key} leaves out {{{name}}}"))

    def _wrong(self, location: Location, what: str) -> None:
        self.records.findings.wrong(location.file, location.line, what)


def placeholders(sentence: str) -> set[str]:
    """The names in braces of a sentence, such as {reference}."""
    return set(PLACEHOLDER.findall(sentence))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"
