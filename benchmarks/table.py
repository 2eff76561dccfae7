"""What was measured, in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.calibration import Checked
from benchmarks.datasets import BANKING, CLINC
from benchmarks.metrics import Bools, Floats, auroc, calibration_error, reliability
from benchmarks.scale import MOST_LOAD, MOST_MEMORY, MOST_P99, MOST_RESTART, Measured
from benchmarks.trials import Kind, Score, Trial, score

Trials = Sequence[Trial]
Latency = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Target:
    """What the assistant should reach with five phrasings an intent, in percent (AUROC in thousandths of one)."""

    name: str
    dataset: str
    kind: Kind
    least: float
    of: Callable[[Score], float]


TARGETS = (
    Target("CLINC150 first", CLINC, "clean", 86, lambda one: 100 * one.top1),
    Target("CLINC150 first, mistyped", CLINC, "typo", 83.5, lambda one: 100 * one.top1),
    Target("CLINC150 AUROC", CLINC, "clean", 0.962, lambda one: one.auroc or 0),
    Target("CLINC150 right at 5 %", CLINC, "clean", 75, lambda one: 100 * (one.answered or 0)),
    Target("CLINC150 wrong at 5 % (at most 6)", CLINC, "clean", -6, lambda one: -100 * (one.wrong or 0)),
    Target("BANKING77 first", BANKING, "clean", 77, lambda one: 100 * one.top1),
    Target("BANKING77 first, mistyped", BANKING, "typo", 75, lambda one: 100 * one.top1),
)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the first column is left-aligned."""
    lines = [heads, [":--", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """Cores, processor, system and Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())
    python = f"{platform.system()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores of {model or 'an unnamed processor'}, {python}"


def of(trials: Trials, system: str, dataset: str, phrasings: int, kind: Kind) -> Score | None:
    """The score of one system, or None where that was not measured."""
    found = [
        one
        for one in trials
        if (one.system, one.dataset, one.phrasings, one.kind) == (system, dataset, phrasings, kind)
    ]
    return score(found) if found else None


def line(trial: Trial) -> str:
    """One trial, as soon as it is done."""
    found = score([trial])
    head = f"{trial.dataset}, {trial.phrasings} phrasings, {trial.kind}: {trial.system}"
    return f"{head}: first {_percent(found.top1)}, AUROC {_share(found.auroc)}, at 5 % {_pair(found)}"


def side_by_side(trials: Trials, latency: Latency, phrasings: int) -> str:
    """Every system with so many phrasings an intent."""
    rows = []
    for system in dict.fromkeys(trial.system for trial in trials):
        scores = {
            (dataset, kind): of(trials, system, dataset, phrasings, kind)
            for dataset in (CLINC, BANKING)
            for kind in ("clean", "typo", "near")
        }  # fmt: skip
        clean = scores[CLINC, "clean"]
        known = next((one for one in scores.values() if one), None)
        rows.append([
            f"**{system}**" if system.startswith("assistant") else system,
            *(_first(one) for one in (clean, scores[CLINC, "typo"])),
            _percent(clean.hit3 if clean else None),
            _share(clean.auroc if clean else None),
            _pair(clean),
            *(_first(one) for one in (scores[BANKING, "clean"], scores[BANKING, "typo"])),
            *(_share(one.auroc if one else None) for one in (scores[CLINC, "near"], scores[BANKING, "near"])),
            " / ".join(f"{ms:.2f}" for ms in latency[system]) if system in latency else "",
            str(known.seeds) if known else "",
        ])  # fmt: skip
    heads = [
        "system", "CLINC150 first", "mistyped", "of three", "AUROC", "right / wrong at 5 %", "BANKING77 first",
        "mistyped", "near CLINC150", "near BANKING77", "p50 / p99 ms", "draws",
    ]  # fmt: skip
    return table(heads, rows)


def by_phrasings(trials: Trials, system: str) -> str:
    """One system, by the number of phrasings an intent has."""
    rows = []
    for dataset in (CLINC, BANKING):
        for phrasings in sorted({trial.phrasings for trial in trials}):
            kinds: tuple[tuple[Kind, str], ...] = (("clean", "clean"), ("typo", "mistyped"))
            for kind, name in kinds:
                if found := of(trials, system, dataset, phrasings, kind):
                    rows.append([
                        f"{dataset}, {phrasings} phrasings, {name}", _percent(found.top1), f"{100 * found.spread:.1f}",
                        _percent(found.hit3), _share(found.auroc), _pair(found),
                    ])  # fmt: skip
    heads = ["", "first", "between best and worst draw", "of three", "AUROC", "right / wrong at 5 %"]
    return table(heads, rows)


def targets(trials: Trials, system: str, phrasings: int) -> str:
    """What was aimed at, and what came of it."""
    rows = []
    for target in TARGETS:
        found = of(trials, system, target.dataset, phrasings, target.kind)
        if found:
            value = target.of(found)
            shown = [f"{abs(one):.3f}" if abs(one) < 1 else f"{abs(one):.1f}" for one in (target.least, value)]
            rows.append([target.name, *shown, "reached" if value >= target.least else "missed"])
    return table(["", "aim", "measured", ""], rows)


def decided(trials: Trials, system: str) -> str:
    """What leaders would get: answers at the assistant's own threshold, which knows nothing of these sets."""
    rows = []
    for dataset, kind, phrasings in sorted(
        {(one.dataset, one.kind, one.phrasings) for one in trials if len(one.given)}
    ):
        every = [
            one for one in trials
            if (one.system, one.dataset, one.kind, one.phrasings) == (system, dataset, kind, phrasings)
        ]  # fmt: skip
        if not every:
            continue
        right = np.mean([(one.given & one.right).mean() for one in every])
        wrong = np.mean([(one.given & ~one.right).mean() for one in every])
        outside = [one.given_outside.mean() for one in every if len(one.given_outside)]
        name = {"clean": "clean", "typo": "mistyped", "near": "intents held out"}[kind]
        rows.append([
            f"{dataset}, {phrasings} phrasings, {name}", _percent(float(right)), _percent(float(wrong)),
            _percent(float(np.mean(outside)) if outside else None),
        ])  # fmt: skip
    return table(["", "answered rightly", "answered wrongly", "answered of what is out of scope"], rows)


def calibration(right: Bools, confidence: Floats) -> str:
    """A reliability table and the expected calibration error."""
    rows = [[f"{one.sure:.2f}", f"{one.right:.2f}", str(one.number)] for one in reliability(right, confidence)]
    error = calibration_error(right, confidence)
    return f"Expected calibration error {error:.3f}.\n\n" + table(["confidence", "right", "questions"], rows)


def checks(found: Checked) -> str:
    """The shipped knowledge's own checks."""
    separation = auroc(found.inside, found.outside)
    return (
        f"{found.passing} of {found.total} checks pass. AUROC of the confidence, questions that have an answer against "
        f"those that have none: {separation:.3f}. {calibration(*found.every)}"
    )


def scale(found: Iterable[Measured]) -> str:
    """Time and memory by size."""
    rows = [
        [
            f"{one.phrasings:,}", f"{one.entries:,}", f"{one.load.ready:.1f} ({one.load.worked:.1f})",
            f"{one.restart.ready:.1f} ({one.restart.worked:.1f})", f"{one.restart.p50:.1f} / {one.restart.p99:.1f}",
            f"{one.restart.worked_p99:.1f}", f"{one.load.memory:.0f} / {one.restart.memory:.0f}",
        ]
        for one in found
    ]  # fmt: skip
    heads = [
        "phrasings", "entries", "first start, s (worked)", "restart, s (worked)", "p50 / p99 ms", "p99 worked, ms",
        "MB, first start / restart",
    ]  # fmt: skip
    aims = (
        f"Aims at 20,000: p99 below {MOST_P99:g} ms, first start below {MOST_LOAD:g} s, "
        f"restart below {MOST_RESTART:g} s, below {MOST_MEMORY:g} MB. *Worked* is the processor's time, "
        "which other work on the machine changes little."
    )
    return f"{aims}\n\n{table(heads, rows)}"


def _first(found: Score | None) -> str:
    return _percent(found.top1 if found else None)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _pair(found: Score | None) -> str:
    if found is None or found.answered is None or found.wrong is None:
        return ""
    return f"{100 * found.answered:.1f} / {100 * found.wrong:.1f}"
