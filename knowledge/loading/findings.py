"""What reading finds out on its way: problems, warnings, and mentions of what is defined elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.loading.nodes import Node
from knowledge.problem import MOST_PROBLEMS, Problem, TooManyProblemsError


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of something that is defined elsewhere; `kind` is one of `references.DEFINED_IN`."""

    kind: str
    id: str
    file: str
    line: int


@dataclass
class Findings:
    """What reading has found out on its way."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    unknown: dict[Problem, Reference] = field(default_factory=dict)  # mentions of what is not there
    taken: set[Problem] = field(default_factory=set)  # ids that stand twice
    emptied: dict[str, str] = field(default_factory=dict)  # by the kind the first file that holds nothing

    def wrong(self, file: str, line: int, what: str) -> None:
        """Report a problem; raises `TooManyProblemsError` when nobody would read on."""
        self.problems.append(Problem(file, line, what))
        if len(self.problems) >= MOST_PROBLEMS:
            raise TooManyProblemsError

    def holds_nothing(self, kind: str, file: str, text: str) -> None:
        """Remember a file without an entry; one without a letter was hardly meant so."""
        self.emptied.setdefault(kind, file)
        if not text.strip():
            self.warnings.append(Problem(file, 1, "holds nothing; bring back what stood in it, or delete the file"))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands, and whom to tell about it."""

    file: str
    key: str
    findings: Findings

    def wrong(self, line: int, what: str) -> None:
        """Report a problem with this value."""
        self.findings.wrong(self.file, line, f"{self.key} {what}")

    def refers(self, kind: str, id_: str, line: int) -> None:
        """Remember that this value names something."""
        self.findings.references.append(Reference(kind, id_, self.file, line))


Reader = Callable[[Spot, Node], object]
