"""The public sets of questions, as folders of FAQ entries and queries.

CLINC150 (Larson et al. 2019): 150 intents of ten domains, and queries out of scope. BANKING77 (Casanueva et al. 2020):
77 fine-grained intents of one domain. They are read from a folder given as an argument and not copied.
"""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CLINC, BANKING = "CLINC150", "BANKING77"
VALIDATION = 1500  # queries of what BANKING77's training split leaves over
HELD_OUT = 3  # one class of so many is taken away to ask about what is near and not known

Labelled = tuple[str, str]  # a question and its intent


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions with their intents to learn from and to ask, and questions that belong to no intent."""

    name: str
    train: Sequence[Labelled]
    queries: Sequence[Labelled]
    outside: Sequence[str]

    @property
    def intents(self) -> list[str]:
        """All intents, in order."""
        return sorted({intent for _, intent in self.train})


def clinc(folder: Path, split: str) -> Dataset | None:
    """CLINC150 with `split` "val" or "test" as its queries, or None where it is not there."""
    file = folder / "clinc150" / "data_full.json"
    if not file.exists():
        return None
    sets = json.loads(file.read_text("utf-8"))
    return Dataset(
        CLINC,
        [(text, intent) for text, intent in sets["train"]],
        [(text, intent) for text, intent in sets[split]],
        [text for text, _ in sets[f"oos_{split}"]],
    )


def banking(folder: Path, split: str) -> Dataset | None:
    """BANKING77, or None where it is not there; for "val" a part of what it trains on is asked."""
    files = [folder / "banking77" / f"{name}.csv" for name in ("train", "test")]
    if not all(file.exists() for file in files):
        return None
    train, test = (_rows(file) for file in files)
    if split == "test":
        return Dataset(BANKING, train, test, [])
    mixed = random.Random(0).sample(train, len(train))  # noqa: S311 - a draw that can be repeated
    return Dataset(BANKING, mixed[VALIDATION:], mixed[:VALIDATION], [])


def _rows(file: Path) -> list[Labelled]:
    with file.open(encoding="utf-8", newline="") as opened:
        return [(row["text"], row["category"]) for row in csv.DictReader(opened)]


def by_intent(questions: Iterable[Labelled]) -> dict[str, list[str]]:
    """The questions of each intent, in order of the intents."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for text, intent in questions:
        grouped[intent].append(text)
    return dict(sorted(grouped.items()))


def sample(questions: Iterable[Labelled], number: int, seed: int) -> list[Labelled]:
    """`number` phrasings of each intent, drawn by `seed`."""
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    return [(text, intent) for intent, texts in by_intent(questions).items() for text in chance.sample(texts, number)]


def spread(questions: Iterable[Labelled], number: int) -> list[Labelled]:
    """The first `number` questions, taken from each intent in turn."""
    turns: dict[int, list[Labelled]] = defaultdict(list)
    for intent, texts in by_intent(questions).items():
        for turn, text in enumerate(texts):
            turns[turn].append((text, intent))
    return [one for turn in sorted(turns) for one in turns[turn]][:number]


def held_out(intents: Collection[str], seed: int) -> frozenset[str]:
    """A third of the intents, drawn by `seed`; of each domain about two thirds stay, as siblings of what is gone."""
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    return frozenset(chance.sample(sorted(intents), len(intents) // HELD_OUT))
