"""One system on one draw of phrasings: what it makes of every question, clean, mistyped, or on intents held out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from benchmarks.datasets import Dataset, Labelled, held_out, sample
from benchmarks.metrics import Bools, Floats, answered, auroc, percentile
from benchmarks.systems import Answer, System
from benchmarks.typos import mistyped

Kind = Literal["clean", "typo", "near"]
TIMED = 300  # questions asked one by one for the latency


@dataclass(frozen=True, slots=True)
class Trial:
    """Of the questions in scope: is the first intent right, is one of three, how sure; of those out of scope: how sure.

    `given`, `given_outside`: which get an answer at the assistant's own threshold; empty for other systems.
    """

    system: str
    dataset: str
    phrasings: int
    kind: Kind
    right: Bools
    among: Bools
    inside: Floats
    outside: Floats
    given: Bools
    given_outside: Bools


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1, or None where nothing out of scope was asked. Of several draws: their mean."""

    top1: float
    hit3: float
    auroc: float | None
    answered: float | None
    wrong: float | None
    seeds: int = 1
    spread: float = 0.0  # of the top-1, from the worst draw to the best


def score(trials: Iterable[Trial]) -> Score:
    """The mean over draws."""
    each = [_score(trial) for trial in trials]
    top1 = [one.top1 for one in each]
    return Score(
        _mean(top1),
        _mean([one.hit3 for one in each]),
        _mean_of_known([one.auroc for one in each]),
        _mean_of_known([one.answered for one in each]),
        _mean_of_known([one.wrong for one in each]),
        seeds=len(each),
        spread=max(top1) - min(top1),
    )


def _score(trial: Trial) -> Score:
    right, among = float(trial.right.mean()), float(trial.among.mean())
    if not len(trial.outside):
        return Score(right, among, None, None, None)
    at_5_percent = answered(trial.right, trial.inside, trial.outside)
    return Score(right, among, auroc(trial.inside, trial.outside), *at_5_percent)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _mean_of_known(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return _mean(known) if known else None


def trials(
    system: System, dataset: Dataset, phrasings: int, seed: int, kinds: Sequence[Kind], told: Callable[[int], None]
) -> Iterator[Trial]:
    """The trials of these kinds on one draw; `told` hears how many questions were asked."""
    drawn = sample(dataset.train, phrasings, seed)
    gone = held_out(dataset.intents, seed) if "near" in kinds else frozenset()

    def trial(kind: Kind, queries: Sequence[Labelled], outside: Sequence[str]) -> Trial:
        asked = [*(text for text, _ in queries), *outside]
        if kind == "typo":
            chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
            asked = [mistyped(text, chance) for text in asked]
        found = list(_asked(system, asked, told))
        inside, rest = found[: len(queries)], found[len(queries) :]
        intents = [intent for _, intent in queries]
        return Trial(
            system.name, dataset.name, phrasings, kind,
            right=np.array([[*one.intents[:1]] == [intent] for one, intent in zip(inside, intents, strict=True)]),
            among=np.array([intent in one.intents[:3] for one, intent in zip(inside, intents, strict=True)]),
            inside=np.array([one.confidence for one in inside]),
            outside=np.array([one.confidence for one in rest]),
            given=np.array([one.given for one in inside if one.given is not None], bool),
            given_outside=np.array([one.given for one in rest if one.given is not None], bool),
        )  # fmt: skip

    if any(kind != "near" for kind in kinds):
        system.learn(drawn)
    for kind in kinds:
        if kind != "near":
            yield trial(kind, dataset.queries, dataset.outside)
    if gone:
        system.learn([one for one in drawn if one[1] not in gone])
        known = [one for one in dataset.queries if one[1] not in gone]
        yield trial("near", known, [text for text, intent in dataset.queries if intent in gone])


def _asked(system: System, texts: Sequence[str], told: Callable[[int], None], batch: int = 256) -> Iterator[Answer]:
    for start in range(0, len(texts), batch):
        some = texts[start : start + batch]
        yield from system.ask(some)
        told(len(some))


def latency(system: System, dataset: Dataset, phrasings: int) -> tuple[float, float]:
    """Milliseconds that half of the questions take, and 99 of 100, asked one by one; of the processor's time."""
    system.learn(sample(dataset.train, phrasings, 0))
    chance = random.Random(0)  # noqa: S311 - a draw that can be repeated
    texts = [text for text, _ in chance.sample(list(dataset.queries), min(TIMED, len(dataset.queries)))]
    system.ask(texts[:1])
    took = []
    for text in texts:
        begun = time.process_time()
        system.ask([text])
        took.append(1000 * (time.process_time() - begun))
    took.sort()
    return percentile(took, 0.5), percentile(took, 0.99)
