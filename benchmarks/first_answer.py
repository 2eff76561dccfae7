"""How much processor time the first answer takes, where nothing is kept yet, and the second, which finds what was kept.

Each is a process of its own, from its start to its end, in a home folder that is empty before the first.
`python -m benchmarks.first_answer`; `--program` names another installation's, to compare with.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

QUESTION = "What is the Race Equality programme?"
EDIT = "phrasings: [{entry: what-is-the-programme, ask: whatever may this programme be about}]\n"
RUNS = 5
MOST_FIRST, MOST_RESTART = 8.0, 1.5  # seconds of processor time
HERE = Path(__file__).parent.parent
OURS = (sys.executable, "-m", "bot")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of processor time, of the process itself and of the system for it, and seconds on the wall."""

    worked: float
    waited: float


def answered(program: Sequence[str], home: Path, *more: str) -> Took:
    """One answer in a process of its own."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "XDG_"))}
    before, begun = os.times(), os.times().elapsed
    subprocess.run(  # noqa: S603 - ourselves
        [*program, "ask", QUESTION, "--json", *more],
        env={**surroundings, "HOME": str(home)},
        cwd=home,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(used, after.elapsed - begun)


def measured(program: Sequence[str], runs: int, *, own: bool) -> list[Took]:
    """The median of some first answers and of as many second ones; `own`: in a folder of one's own, a line edited."""
    took: list[tuple[Took, Took]] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as made:
            home, more = Path(made), []
            if own:
                shutil.copytree(HERE / "knowledge" / "content", home / "own")
                (home / "own" / "learned.yaml").write_text(EDIT, "utf-8")
                more = ["--knowledge", str(home / "own")]
            first, second = (answered(program, home, *more) for _ in range(2))
            took.append((first, second))
    return [
        Took(statistics.median(one.worked for one in which), statistics.median(one.waited for one in which))
        for which in zip(*took, strict=True)
    ]


def main() -> int:
    """Print the medians; exit code 1 where they are above what is wanted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.first_answer", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--program", nargs="+", default=OURS, help="how to start it, instead of this checkout's")
    given = parser.parse_args()
    late = False
    for what, own in (("the knowledge that ships", False), ("a folder of one's own, a line edited", True)):
        first, restart = measured(tuple(given.program), given.runs, own=own)
        late = late or first.worked > MOST_FIRST or restart.worked > MOST_RESTART
        print(
            f"{what}: first answer {first.worked:.2f} s of processor time ({first.waited:.1f} s waited), "
            f"restart {restart.worked:.2f} s ({restart.waited:.1f} s); median of {given.runs}",
            flush=True,
        )
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
