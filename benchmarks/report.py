"""docs/benchmarks/README.md: what was measured, how, on which machine and by which command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from benchmarks import table
from benchmarks.calibration import Checked
from benchmarks.datasets import CLINC
from benchmarks.picture import Point, described
from benchmarks.scale import Measured
from benchmarks.trials import Trial

OURS, PICTURE = "assistant", "quality.svg"
HOW = """\
Each intent of CLINC150 (Larson et al. 2019, CC BY 3.0) and BANKING77 (Casanueva et al. 2020, CC BY 4.0) is one FAQ \
entry with so many phrasings, drawn from the training split. The whole {split} split is asked, and for CLINC150 its \
queries out of scope. `DIR` holds `clinc150/data_full.json` from github.com/clinc/oos-eval and `banking77/train.csv` \
and `test.csv` from github.com/PolyAI-LDN/task-specific-datasets.

- *first*, *of three*: the right intent comes first, or among the first three; %
- *mistyped*: a quarter of the words of three letters or more have one wrong key, swap, drop or doubled letter, at \
least one a question
- *AUROC*: how well confidence tells what is in scope from what is not
- *right / wrong at 5 %*: shares of what is in scope that are answered rightly and wrongly, where 5 % of the rest are \
answered
- *near*: AUROC where a third of the intents, drawn by a seed, is left out of the knowledge and asked all the same; \
their siblings stay
- *p50 / p99*: processor time of questions asked one by one, which other work on the machine changes little
- *draws*: so many draws of phrasings, of which the figures are the mean"""


def report(
    trials: Sequence[Trial],
    latency: table.Latency,
    points: Sequence[Point],
    found: Checked | None,
    sizes: Sequence[Measured],
    *,
    phrasings: int,
    split: str,
    command: str,
    today: date,
    minutes: float,
) -> str:
    """The whole page."""
    parts = [
        "# How well it finds answers, and how fast",
        f"Written by `{command}` on {today}: {table.machine()}; {minutes:.0f} minutes.",
        f"![{described(points)}]({PICTURE})" if points else "",
        f"## Side by side, {phrasings} phrasings an intent",
        HOW.format(split=split),
        table.side_by_side(trials, latency, phrasings),
        "## Aims",
        table.targets(trials, OURS, phrasings),
        "## With more or fewer phrasings",
        table.by_phrasings(trials, OURS),
        "## What leaders would get",
        "At the assistant's own threshold, which was not set on these sets.",
        table.decided(trials, OURS),
        *_calibration(trials, found, phrasings),
        *(["## Size", table.scale(sizes)] if sizes else []),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _calibration(trials: Sequence[Trial], found: Checked | None, phrasings: int) -> list[str]:
    ours = [
        one for one in trials
        if (one.system, one.dataset, one.phrasings, one.kind) == (OURS, CLINC, phrasings, "clean")
    ]  # fmt: skip
    parts = ["## Calibration", "Nothing out of scope is ever right."] if ours or found else []
    if ours:
        right = np.concatenate([one for trial in ours for one in (trial.right, np.zeros(len(trial.outside), bool))])
        sure = np.concatenate([one for trial in ours for one in (trial.inside, trial.outside)])
        parts += [f"### {CLINC}, {phrasings} phrasings, and what is out of scope", table.calibration(right, sure)]
    if found:
        parts += ["### The shipped knowledge's own checks", table.checks(found)]
    return parts
