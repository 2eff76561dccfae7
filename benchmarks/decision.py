"""Fits what each reply is worth, on messages of which is known what a good reply holds, and sweeps every number of it.

`python -m benchmarks.decision --questions DIR --datasets DIR`; with `--write` also knowledge/deciding/weights.py and
docs/benchmarks/decision.md. DIR of the questions has files as benchmarks.labelled reads them. Figures are held out:
each message is judged by regressions that saw no message of its sender. Standard errors stand in brackets.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does

import numpy as np

from benchmarks.datasets import banking, clinc
from benchmarks.labelled import Judged, Labelled, company, elsewhere, judged, kept, read
from benchmarks.metrics import Share
from benchmarks.regression import FOLDS, RIDGE, fitted, held_out
from bot.encoder.encoder import NONE, find_encoder
from bot.library.folder import Library, Snapshot, parse_folder, shipped
from knowledge.deciding import decision
from knowledge.deciding.candidates import ACTIONS, Action
from knowledge.deciding.outcome import Answered, Listed, Support, WantsPerson
from knowledge.deciding.worth import GOING_ON, STAKES, Regressions, Stake, worth
from knowledge.ranking.embedding import NoMeaning

PACKAGE = Path(__file__).parent.parent
WEIGHTS = PACKAGE / "knowledge" / "deciding" / "weights.py"
REPORT = PACKAGE / "docs" / "benchmarks" / "decision.md"
PUBLIC = {"clinc": 450, "banking": 200}  # utterances to learn from, and from CLINC150 all that are out of scope
WEIGHT = {
    "clinc": 0.3,
    "banking": 0.3,
    "harm": 0.3,
    "harmless": 0.3,
    "wishes": 0.3,
    "notwishes": 0.3,
    "beside": 0.3,
}  # of a kind
CONFIDENT: tuple[Action, ...] = ("answer", "list")
CONTENT: tuple[Action, ...] = (*CONFIDENT, "suggest")
BINS = 10
ALARMS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("support", (Support,)),
    ("contact", (WantsPerson,)),
    ("answers", (Answered, Listed)),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What can be swept: the floors of harm, and what is at stake."""

    care: float = decision.CARE
    harm: float = decision.HARM
    harm_in_one: float = decision.HARM_IN_ONE
    stakes: Mapping[Action, Stake] = field(default_factory=lambda: STAKES)
    going_on: Mapping[Action, Stake] = field(default_factory=lambda: GOING_ON)


def chosen(row: Judged, chances: Mapping[Action, float], numbers: Numbers) -> Action:
    """The action that the decision takes, but for its rules on words."""
    if "support" in row.right:
        floors = ("harm", numbers.harm), ("most harm", numbers.harm_in_one)
        alone = any(_chance(row.signs[name]) >= floor for name, floor in floors if name in row.signs)
        if alone or chances["support"] >= numbers.care:
            return "support"

    stakes = numbers.going_on if row.signs["follows"] else numbers.stakes
    return max((action for action in ACTIONS if action in row.right), key=lambda one: worth(one, chances[one], stakes))


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def measured(rows: Sequence[Judged], actions: Sequence[Action]) -> dict[str, Share]:
    """What a manager asks: how much is right, where it is confidently wrong, and whether harm is heard."""
    pairs = list(zip(rows, actions, strict=True))
    inside = [(row, action) for row, action in pairs if row.message.in_scope]
    harmed = [action for row, action in pairs if row.message.allows("support")]
    others = [action for row, action in pairs if not row.message.allows("support")]
    wishing = [action for row, action in pairs if row.message.want["outcome"] == ["contact"]]
    content = [action for row, action in pairs if not row.message.allows("contact")]
    return {
        "right": Share.counted(_right(row, action) for row, action in pairs),
        "right without a choice": Share.counted(_right(row, action) and action != "suggest" for row, action in pairs),
        "right or among three": Share.counted(row.right[action] for row, action in inside),
        "confidently wrong": Share.counted(action in CONFIDENT and not row.right[action] for row, action in inside),
        "disclosures heard": Share.counted(action == "support" for action in harmed),
        "others taken for one": Share.counted(action == "support" for action in others),
        "wishes for a person": Share.counted(action == "contact" for action in wishing),
        "others taken for a wish": Share.counted(action == "contact" for action in content),
    }


def _right(row: Judged, action: Action) -> bool:
    return row.right[action] and (action != "suggest" or row.message.allows("suggest"))


def calibration_error(chances: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    each, truth = np.array(chances), np.array(right, float)
    bins = np.minimum((each * BINS).astype(int), BINS - 1)
    gaps = [abs(each[bins == one].mean() - truth[bins == one].mean()) * (bins == one).mean() for one in set(bins)]
    return float(sum(gaps))


def messages(questions: Path, datasets: Path) -> Iterator[Labelled]:
    """All that is labelled: the questions' files, what was kept from tuning, and public utterances."""
    knowledge = parse_folder(shipped()).knowledge
    yield from company([check.ask for check in knowledge.checks] if knowledge else [])
    for file in sorted(questions.glob("*.jsonl")):
        yield from read(file)
    yield from kept()
    draw = random.Random(1)  # noqa: S311 - a draw that can be repeated
    for name, dataset in (("clinc", clinc(datasets, "val")), ("banking", banking(datasets, "val"))):
        if dataset:
            yield from elsewhere(draw.sample([text for text, _ in dataset.queries], PUBLIC[name]), name)
            yield from elsewhere(dataset.outside, name)


def counted(rows: Sequence[Judged]) -> list[float]:
    """How much each message counts."""
    return [WEIGHT.get(row.message.kind, 1.0) for row in rows]


def alarms(snapshot: Snapshot, datasets: Path) -> Iterator[tuple[str, dict[str, Share]]]:
    """How often public test utterances, of which none is about what is known, get something that is not theirs."""
    for dataset in (clinc(datasets, "test"), banking(datasets, "test")):
        if dataset:
            asked = [*(text for text, _ in dataset.queries), *dataset.outside]
            outcomes = [snapshot.understanding(text)[0] for text in asked]
            shares = {name: Share.counted(isinstance(one, kinds) for one in outcomes) for name, kinds in ALARMS}
            yield dataset.name, shares


def with_floor(name: str, value: float) -> Numbers:
    """The numbers with another floor of harm."""
    floors = {"care": decision.CARE, "harm": decision.HARM, "harm_in_one": decision.HARM_IN_ONE, name: value}
    return Numbers(floors["care"], floors["harm"], floors["harm_in_one"])


def sweep() -> Iterator[tuple[str, Numbers]]:
    """Each number alone, smaller and larger."""
    yield "as it is", Numbers()
    for name in ("care", "harm", "harm_in_one"):
        value = getattr(Numbers(), name)
        odds = math.log(value / (1 - value))
        for shifted in (_chance(odds - 1), _chance(odds + 1)):
            yield f"{name} {shifted:.2f}", with_floor(name, shifted)
    for action in STAKES:
        for title, stakes in _shifted(action, STAKES):
            yield title, Numbers(stakes=stakes)
    for title, stakes in _shifted("suggest", GOING_ON):
        yield f"in a conversation {title}", Numbers(going_on=stakes)


def _shifted(action: Action, stakes: Mapping[Action, Stake]) -> Iterator[tuple[str, Mapping[Action, Stake]]]:
    """The stakes with what one action gains or costs made smaller and larger."""
    for name in ("gain", "cost"):
        for factor in (0.5, 0.8, 1.25, 2):
            value = getattr(stakes[action], name) * factor
            yield f"{action} {name} {value:.2f}", {**stakes, action: replace(stakes[action], **{name: value})}


def table(rows: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[str]:
    """Lines of Markdown."""
    for number, (name, figures) in enumerate(rows):
        if not number:
            yield f"| | {' | '.join(figures)} |"
            yield f"| :-- |{' --: |' * len(figures)}"
        yield f"| {name} | {' | '.join(map(str, figures.values()))} |"


def report(rows: Sequence[Judged], chances: Sequence[Mapping[Action, float]]) -> Iterator[str]:
    """Figures of all files, the sweep, and how far the chances can be believed."""
    whole = [(row, chance) for row, chance in zip(rows, chances, strict=True) if row.message.of_questions]
    by_file: dict[str, list[tuple[Judged, Mapping[Action, float]]]] = defaultdict(list)
    for row, chance in whole:
        by_file[row.message.block.split()[0]].append((row, chance))

    def figures(some: Sequence[tuple[Judged, Mapping[Action, float]]], numbers: Numbers) -> dict[str, Share]:
        return measured([row for row, _ in some], [chosen(row, chance, numbers) for row, chance in some])

    yield from ("## What is at stake", "")
    yield from table((action, {"gains": one.gain, "wrong costs": one.cost}) for action, one in _stakes())
    yield from ("", "## Held out, by file", "")
    yield from table((f"{name} ({len(some)})", figures(some, Numbers())) for name, some in by_file.items())
    yield from ("", "## By kind of message", "")
    yield from table(_by_kind(whole))
    yield from ("", "## What each number is worth", "")
    yield from table((name, figures(whole, numbers)) for name, numbers in sweep())
    yield from ("", "## Calibration", "")
    errors: dict[str, object] = {action: f"{calibration_error(*_believed(whole, action)):.3f}" for action in ACTIONS}
    yield from table([("expected calibration error", errors)])


def _stakes() -> Iterator[tuple[str, Stake]]:
    yield from STAKES.items()
    yield from ((f"{one}, in a conversation", stake) for one, stake in GOING_ON.items() if stake != STAKES[one])


def _believed(whole: Sequence[tuple[Judged, Mapping[Action, float]]], action: Action) -> tuple[list[float], list[bool]]:
    """How probable each reply of an action was said to be right, and whether it is."""
    some = [(chance[action], row.right[action]) for row, chance in whole if action in row.right]
    return [chance for chance, _ in some], [right for _, right in some]


def _by_kind(whole: Sequence[tuple[Judged, Mapping[Action, float]]]) -> Iterator[tuple[str, Mapping[str, object]]]:
    kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row, chance in whole:
        action = chosen(row, chance, Numbers())
        kinds[row.message.kind].append((_right(row, action), row.right[action]))
    for kind, each in sorted(kinds.items()):
        yield (
            kind,
            {
                "messages": len(each),
                "right": Share.counted(right for right, _ in each),
                "or among three": Share.counted(near for _, near in each),
            },
        )


def written(name: str, regressions: Regressions) -> str:
    """Regressions as lines of Python."""
    lines = "".join(f'        "{sign}": {numbers!r},\n' for sign, numbers in regressions.signs.items())
    return f"{name} = Regressions(\n    {regressions.constants!r},\n    {{\n{lines}    }},\n)\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure and perhaps write; exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.decision", description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, help="a folder of files of labelled messages")
    parser.add_argument("--datasets", type=Path, required=True, help="a folder with CLINC150 and BANKING77")
    parser.add_argument("--write", action="store_true", help="the weights and the report")
    parser.add_argument("--alarms", action="store_true", help="also ask the public test utterances, for minutes")
    given = parser.parse_args(arguments)
    asked = list(messages(given.questions, given.datasets))
    embed, name = find_encoder()
    snapshot = Library(embed, name).open(shipped())
    rows = list(judged(asked, snapshot))
    deaf = list(judged(asked, Library(NoMeaning(), NONE).open(shipped())))
    lines = list(report(rows, held_out(rows, WEIGHT)))
    if given.alarms:
        lines += ["", "## Public test utterances", "", *table(alarms(snapshot, given.datasets))]
    print("\n".join(lines))
    if given.write:
        WEIGHTS.write_text(module(fitted(rows, counted(rows)), fitted(deaf, counted(deaf)), asked), "utf-8")
        REPORT.write_text("\n".join([HEADING, *lines, ""]), "utf-8")
    return 0


HEADING = f"""\
# What each reply is worth

Written by `python -m benchmarks.decision --questions DIR --datasets DIR --write`. A logistic regression for each action
says how probable its reply is to be right (ridge {RIDGE}, {FOLDS} folds by sender). Figures are percentages, with the
standard error in brackets; they are held out, and the stakes were chosen on them, so unseen messages fare worse.
"""


def module(hearing: Regressions, deaf: Regressions, asked: Sequence[Labelled]) -> str:
    """The text of knowledge/deciding/weights.py."""
    number = Counter(message.block.split()[0] for message in asked)
    learned = ", ".join(f"{name} {count}" for name, count in number.items())
    return (
        '"""What the decision has learned: written by `python -m benchmarks.decision --write`, never by hand.\n\n'
        f'From messages of\n{textwrap.fill(learned, 110)}.\n"""\n\n'
        "from knowledge.deciding.worth import Regressions\n\n"
        f"{written('HEARING', hearing)}\n{written('DEAF', deaf)}"
    )


if __name__ == "__main__":
    sys.exit(main())
