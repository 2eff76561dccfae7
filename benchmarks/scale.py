"""How long the assistant takes to load, restart and answer with so many phrasings, and the memory it needs.

Each figure comes from a process of its own. The phrasings are those of both public sets; an entry is an intent, or,
for many entries, ten phrasings of an intent. `python -m benchmarks.scale --datasets DIR`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does

from benchmarks.datasets import banking, by_intent, clinc, spread
from benchmarks.metrics import percentile
from benchmarks.questions import memory
from benchmarks.systems import write_folder

SIZES = (500, 5_000, 20_000)
ENTRY = 10  # phrasings, where there are to be many entries
QUESTIONS = 500
MOST_P99, MOST_LOAD, MOST_RESTART, MOST_MEMORY = 10.0, 20.0, 1.0, 700.0  # ms, seconds, seconds, MB


@dataclass(frozen=True, slots=True)
class Run:
    """A process: seconds from its start to its first answer, and how many of them it worked; ms a question; MB."""

    ready: float
    worked: float
    p50: float
    p99: float
    worked_p99: float
    memory: float


@dataclass(frozen=True, slots=True)
class Measured:
    """`load` is the first start, `restart` one that finds what the first has kept."""

    phrasings: int
    entries: int
    load: Run
    restart: Run


def entries(datasets: Path, size: int, *, many: bool) -> list[list[str]]:
    """`size` phrasings as entries: the intents, or ten phrasings each."""
    sets = [found for found in (clinc(datasets, "test"), banking(datasets, "test")) if found]
    every = [one for found in sets for one in found.train]
    if not many:
        return list(by_intent(spread(every, size)).values())
    tens = [
        texts[start : start + ENTRY]
        for texts in by_intent(every).values()
        for start in range(0, len(texts) - ENTRY + 1, ENTRY)
    ]
    return random.Random(0).sample(tens, size // ENTRY)  # noqa: S311 - a draw that can be repeated


def measured(datasets: Path, size: int, *, many: bool) -> Measured:
    """Two processes, one after the other: the second finds what the first has kept."""
    made = entries(datasets, size, many=many)
    with tempfile.TemporaryDirectory() as folder:
        knowledge = Path(folder) / "knowledge"
        write_folder(knowledge, made)
        first, second = (_run(datasets, knowledge, Path(folder) / "cache") for _ in range(2))
    return Measured(size, len(made), first, second)


def _run(datasets: Path, knowledge: Path, cache: Path) -> Run:
    command = [sys.executable, "-m", "benchmarks.scale", "--datasets", str(datasets.resolve()), "--run", str(knowledge)]
    place = Path(__file__).parent.parent
    done = subprocess.run(  # noqa: S603 - ourselves
        [*command, str(cache), str(time.time())], cwd=place, stdout=subprocess.PIPE, check=True
    )
    return Run(**json.loads(done.stdout))


def run(datasets: Path, knowledge: Path, cache: Path, begun: float) -> Run:
    """Open the folder, answer, and tell how it went."""
    from bot.conversation.reply import Replies  # noqa: PLC0415
    from bot.encoder.encoder import find_encoder  # noqa: PLC0415 - what a start imports is a part of its time
    from bot.library.folder import Library  # noqa: PLC0415

    snapshot = Library(*find_encoder(), cache).open(knowledge)
    replies = Replies(snapshot.knowledge)
    replies(snapshot.understanding("What can I ask?")[0])
    ready, worked = time.time() - begun, time.process_time()
    took, worked_for = [], []
    for text in _questions(datasets):
        at, worked_at = time.perf_counter(), time.process_time()
        replies(snapshot.understanding(text)[0])
        took.append(1000 * (time.perf_counter() - at))
        worked_for.append(1000 * (time.process_time() - worked_at))
    p50, p99 = (percentile(sorted(took), share) for share in (0.5, 0.99))
    return Run(ready, worked, p50, p99, percentile(sorted(worked_for), 0.99), memory())


def _questions(datasets: Path) -> Sequence[str]:
    sets = [found for found in (clinc(datasets, "test"), banking(datasets, "test")) if found]
    texts = [text for found in sets for text, _ in found.queries]
    return random.Random(0).sample(texts, QUESTIONS)  # noqa: S311 - a draw that can be repeated


def all_sizes(datasets: Path, sizes: Sequence[int] = SIZES) -> Iterator[Measured]:
    """Every size, with few and with many entries."""
    for size in sizes:
        for many in (False, True):
            yield measured(datasets, size, many=many)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--datasets", type=Path, required=True, metavar="DIR")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(asdict(run(given.datasets, Path(given.run[0]), Path(given.run[1]), float(given.run[2])))))
    else:
        for one in all_sizes(given.datasets, given.sizes):
            print(one, flush=True)
