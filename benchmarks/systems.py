"""What is measured: a system learns phrasings, and tells which intents a question may mean and how sure it is."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

from benchmarks.datasets import Labelled, by_intent
from bot.library.folder import Library, Snapshot
from knowledge.deciding.decision import decide
from knowledge.deciding.outcome import Answered

A_FILE = 50  # entries; a file that is too large is refused


@dataclass(frozen=True, slots=True)
class Answer:
    """`intents`, the likeliest first, and how sure the first is; `given`: would a leader get it as the answer?"""

    intents: Sequence[str]
    confidence: float
    given: bool | None = None


class System(Protocol):
    """A way to find answers, by its `name`."""

    name: str

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Forget all, and learn these."""
        ...

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """The answer to each question."""
        ...


class Assistant:
    """The assistant itself: a folder with an FAQ entry for each intent, opened and asked as the program does it."""

    def __init__(self, name: str, library: Library) -> None:
        self.name = name
        self._library = library
        self._snapshot: Snapshot
        self._intents: dict[str | None, str]

    def learn(self, phrasings: Sequence[Labelled]) -> None:
        """Write the folder and open it."""
        grouped = list(by_intent(phrasings).items())
        self._intents = {entry_id(number): intent for number, (intent, _) in enumerate(grouped)}
        with tempfile.TemporaryDirectory() as folder:
            write_folder(Path(folder), [texts for _, texts in grouped])
            self._snapshot = self._library.open(Path(folder))

    def ask(self, questions: Sequence[str]) -> list[Answer]:
        """What the ranking, the confidence and the decision make of each question."""
        return list(map(self._answer, questions))

    def _answer(self, text: str) -> Answer:
        understanding = self._snapshot.understanding
        question = understanding.find.prepare(text)
        finding = understanding.find(question, understanding.find.facets(question))
        outcome = decide(finding, self._snapshot.knowledge).outcome
        ids = dict.fromkeys([outcome.match.id, *finding.best.ranking.ids[:3]])
        intents = [self._intents[id_] for id_ in ids if id_ in self._intents]
        return Answer(intents, outcome.match.confidence, isinstance(outcome, Answered))


def entry_id(number: int) -> str:
    """An id that says nothing."""
    return f"entry-{number}"


def write_folder(folder: Path, entries: Sequence[Sequence[str]]) -> None:
    """A folder with an FAQ entry for each group of phrasings; the answers say nothing that could be found."""
    records = [
        {"id": entry_id(number), "question": first, "also_asked": others, "answer": f"{number}."}
        for number, (first, *others) in enumerate(entries)
    ]
    (folder / "faq").mkdir(parents=True)
    for start in range(0, len(records), A_FILE):
        text = yaml.safe_dump(records[start : start + A_FILE], allow_unicode=True, width=10_000)
        (folder / "faq" / f"{start:05}.yaml").write_text(text, "utf-8")
