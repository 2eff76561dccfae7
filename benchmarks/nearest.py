"""How often what is shown beside "I do not know" is what was asked for, and how often it is in the way.

`python -m benchmarks.nearest --questions DIR --datasets DIR`, with the folders of `benchmarks.decision`. Figures are
held out as there: percentages, with the standard error in brackets.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.decision import WEIGHT, Numbers, chosen, messages, table
from benchmarks.labelled import Judged, judged
from benchmarks.metrics import Share
from benchmarks.regression import held_out
from bot import app
from bot.library.folder import shipped
from knowledge.deciding.candidates import Action
from knowledge.deciding.weighed import NEAR

FLOORS = (0.1, 0.15, NEAR, 0.25, 0.3, 0.4, 0.5)


def rows(
    asked: Sequence[Judged], chances: Sequence[Mapping[Action, float]]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """For each floor of the chance of a choice: of the messages that get "I do not know", what is shown beside it.

    Nothing is where a message goes on from what was said before, so those are left out.
    """
    pairs = [(row, chance) for row, chance in zip(asked, chances, strict=True) if not row.signs["follows"]]
    unknown = [(row, chance) for row, chance in pairs if chosen(row, chance, Numbers()) == "unknown"]
    inside = [(row.right["suggest"], chance["suggest"]) for row, chance in unknown if row.message.in_scope]
    others = [
        (row.message.of_questions, chance.get("suggest", 0.0)) for row, chance in unknown if not row.message.in_scope
    ]
    for floor in FLOORS:
        yield (
            f"{floor:.2f}",
            {
                f"the right thing, of {len(inside)} about what is known": Share.counted(
                    right and chance >= floor for right, chance in inside
                ),
                "anything, of others that people write": Share.counted(
                    chance >= floor for written, chance in others if written
                ),
                "anything, of public utterances": Share.counted(
                    chance >= floor for written, chance in others if not written
                ),
            },
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nearest", description=__doc__)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--datasets", type=Path, required=True)
    given = parser.parse_args()
    asked = list(judged(list(messages(given.questions, given.datasets)), app.library().open(shipped())))
    print(*table(rows(asked, held_out(asked, WEIGHT))), sep="\n")


if __name__ == "__main__":
    main()
