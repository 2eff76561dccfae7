"""How well questions are found, beside what a team might otherwise pick, on data that nobody here wrote.

Each intent of the public sets is one FAQ entry with 3, 5 or 10 phrasings drawn from the training split; the whole test
split is asked. Results go to docs/benchmarks. `python -m benchmarks.quality --datasets DIR`.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks import scale, table
from benchmarks.calibration import Checked, checked
from benchmarks.datasets import BANKING, CLINC, Dataset, banking, clinc
from benchmarks.peers import peers
from benchmarks.picture import Point, draw
from benchmarks.report import PICTURE, report
from benchmarks.systems import Assistant, System
from benchmarks.trials import Kind, Trial, latency, trials
from bot.encoder.encoder import NONE, find_encoder
from bot.library.folder import Library, shipped
from knowledge.ranking.embedding import NoMeaning

PLACE = Path(__file__).parent.parent / "docs" / "benchmarks"
DATASETS = Path("datasets")
SEEDS = (0, 1, 2)
PHRASINGS, MAIN = (3, 5, 10), 5
CLEAN: tuple[Kind, ...] = ("clean", "typo")
NEAR: tuple[Kind, ...] = ("clean", "typo", "near")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """A system on one set with so many phrasings, drawn by a seed."""

    system: System
    dataset: Dataset
    phrasings: int
    seed: int
    kinds: Sequence[Kind]

    @property
    def questions(self) -> int:
        """How many are asked, at most."""
        return len(self.kinds) * (len(self.dataset.queries) + len(self.dataset.outside))


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured."""

    trials: list[Trial] = field(default_factory=list)
    latency: dict[str, tuple[float, float]] = field(default_factory=dict)
    checked: Checked | None = None
    scale: list[scale.Measured] = field(default_factory=list)


def runs(
    datasets: Sequence[Dataset], ours: Assistant, others: Sequence[System], given: argparse.Namespace
) -> Iterator[Run]:
    """All runs: the assistant with every number of phrasings and several draws, the others with one draw of five."""
    seeds = SEEDS[:1] if given.quick else SEEDS
    for dataset in datasets:
        for phrasings in (MAIN,) if given.quick else PHRASINGS:
            for seed in seeds:
                yield Run(ours, dataset, phrasings, seed, NEAR if phrasings == MAIN else CLEAN)
        for system in others:
            yield Run(system, dataset, MAIN, seeds[0], NEAR)


def systems() -> Iterator[System]:
    """What the assistant is compared with."""
    yield Assistant("assistant without sentence vectors", Library(NoMeaning(), NONE))
    yield from peers()


def measure(planned: Sequence[Run], progress: Progress) -> Results:
    """Run everything, with a bar."""
    bar = progress.add_task("", total=sum(run.questions for run in planned))
    results = Results()
    for run in planned:
        progress.update(bar, description=f"{run.dataset.name}, {run.system.name}, {run.phrasings} phrasings")
        if run.dataset.name == CLINC and run.system.name not in results.latency:
            results.latency[run.system.name] = latency(run.system, run.dataset, MAIN)
        asked = (run.system, run.dataset, run.phrasings, run.seed, run.kinds)
        for trial in trials(*asked, told=lambda number: progress.advance(bar, number)):
            results.trials.append(trial)
            progress.console.print(table.line(trial), soft_wrap=True)
    return results


def points(results: Results) -> list[Point]:
    """What the picture shows."""
    found = []
    for name, (p50, _) in results.latency.items():
        clean, typo = (table.of(results.trials, name, CLINC, MAIN, kind) for kind in CLEAN)
        if clean and typo:
            found.append(Point(name, p50, clean.top1, typo.top1))
    return found


def write(results: Results, given: argparse.Namespace, command: str, minutes: float) -> None:
    """The page and the picture."""
    shown = points(results)
    given.output.mkdir(parents=True, exist_ok=True)
    drawn = bool(shown) and draw(shown, given.output / PICTURE)
    if shown and not drawn:
        log.warning("no picture: matplotlib is not installed")
    text = report(
        results.trials, results.latency, shown if drawn else [], results.checked, results.scale,
        phrasings=MAIN, split="validation" if given.split == "val" else "test", command=command,
        today=datetime.now(UTC).date(), minutes=minutes,
    )  # fmt: skip
    (given.output / "README.md").write_text(text, "utf-8")


def arguments() -> argparse.ArgumentParser:
    """What can be given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--datasets", type=Path, default=DATASETS, metavar="DIR", help="the folder of the public sets")
    parser.add_argument("--split", choices=("test", "val"), default="test", help="val: to tune on; test: to report")
    parser.add_argument("--quick", action="store_true", help="one draw of five phrasings, and no sizes")
    parser.add_argument("--ours", action="store_true", help="the assistant alone")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=scale.SIZES, help="phrasings; none given, none measured"
    )
    parser.add_argument("--output", type=Path, default=PLACE, metavar="DIR", help="docs/benchmarks if not said")
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Measure and write; exit code."""
    given = arguments().parse_args(words)
    logging.basicConfig(format="%(message)s")
    datasets = [one for one in (clinc(given.datasets, given.split), banking(given.datasets, given.split)) if one]
    for name in {CLINC, BANKING} - {one.name for one in datasets}:
        print(f"{name} is skipped: it is not in {given.datasets}. Name its folder with --datasets DIR.")
    if not datasets:
        return 0
    begun = time.monotonic()
    library = Library(*find_encoder())
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        others = [] if given.ours else list(systems())
        results = measure(list(runs(datasets, Assistant("assistant", library), others, given)), progress)
        snapshot = library.open(shipped())
        results = replace(results, checked=checked(snapshot))
        sizes = () if given.quick else given.sizes
        every = progress.track(scale.all_sizes(given.datasets, sizes), 2 * len(sizes), description="sizes")
        results.scale.extend(every)
    command = " ".join(["python -m benchmarks.quality", *(sys.argv[1:] if words is None else words)])
    write(results, given, command, (time.monotonic() - begun) / 60)
    print((given.output / "README.md").read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
