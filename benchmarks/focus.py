"""Fits what the focus of a conversation counts, on conversations of which is known what the last reply must hold.

`python -m benchmarks.focus --questions DIR`; with `--write` also knowledge/conversing/nearness.py. A conditional logit:
of what may be meant, all that is right should be likely together. It is held out by blocks of lines, which are of one
sender. The ridge was chosen on these folds.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does

import numpy as np

from benchmarks.labelled import Labelled, holds, read
from benchmarks.metrics import Share
from benchmarks.regression import Doubles, rounded
from bot.conversation.reply import Replies
from bot.encoder.encoder import find_encoder
from bot.library.folder import Library, Snapshot, shipped
from knowledge.conversing.focus import WAYS, near, ways

WEIGHTS = Path(__file__).parent.parent / "knowledge" / "conversing" / "nearness.py"
RIDGE, STEPS, RATE = 30.0, 300, 0.05
FOLDS = 6
FIRST, SECOND, TINY = 0.9, 0.99, 1e-8  # of Adam (Kingma and Ba 2015)


@dataclass(frozen=True, slots=True)
class Choice:
    """The last message of a conversation: a row of signs for each id that may be meant, and which are right."""

    message: Labelled
    rows: Doubles
    right: Sequence[bool]


def choices(messages: Sequence[Labelled], snapshot: Snapshot) -> tuple[list[str], list[Choice]]:
    """The names of the signs, and each conversation that has something to find."""
    replies, understanding = Replies(snapshot.knowledge), snapshot.understanding
    names: list[str] = []
    made = []
    for message in messages:
        if not message.before or not message.in_scope:
            continue
        memory = message.memory(understanding)
        reading = understanding.read(message.text, memory)
        signs = near(reading, memory, snapshot.knowledge)
        names = [*next(iter(signs.values()))]
        always = np.array([[one[name] for name in names] for one in signs.values()])
        said = ways(reading.question)
        rows = np.hstack([always * (way in said) for way in WAYS])
        right = [holds(message.want, replies.suggestion(id_), replies) for id_ in signs]
        if any(right):
            made.append(Choice(message, rows, right))
    return names, made


def fitted(made: Sequence[Choice]) -> Doubles:
    """A weight for each sign in each way."""
    scale = np.vstack([choice.rows for choice in made]).std(axis=0)
    scale[scale == 0] = 1
    given = [(choice.rows / scale, np.array(choice.right)) for choice in made]
    weights, mean, square = (np.zeros(len(scale)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = RIDGE * weights / len(given)
        for rows, right in given:
            chances = np.exp(rows @ weights - (rows @ weights).max())
            chances /= chances.sum()
            wanted = chances * right
            slope -= rows.T @ (wanted / (wanted.sum() + TINY) - chances) / len(given)
        mean, square = FIRST * mean + (1 - FIRST) * slope, SECOND * square + (1 - SECOND) * slope**2
        weights -= RATE * (mean / (1 - FIRST**step)) / (np.sqrt(square / (1 - SECOND**step)) + TINY)
    return np.asarray(weights / scale)


def held_out(made: Sequence[Choice]) -> Iterator[tuple[Choice, bool, bool]]:
    """Each conversation with whether the first is right, and one of the first three, by weights that never saw it."""
    blocks = sorted({choice.message.block for choice in made})
    random.Random(0).shuffle(blocks)  # noqa: S311 - a draw that can be repeated
    fold = {block: number % FOLDS for number, block in enumerate(blocks)}
    for number in range(FOLDS):
        weights = fitted([choice for choice in made if fold[choice.message.block] != number])
        for choice in made:
            if fold[choice.message.block] == number:
                order = np.argsort(-(choice.rows @ weights), kind="stable")
                yield choice, choice.right[order[0]], any(choice.right[place] for place in order[:3])


def module(names: Sequence[str], weights: Doubles) -> str:
    """The text of knowledge/conversing/nearness.py."""
    by_way = weights.reshape(len(WAYS), len(names)).T
    lines = "".join(f'        "{name}": {rounded(row)!r},\n' for name, row in zip(names, by_way, strict=True))
    return (
        '"""What the focus of a conversation counts: written by `python -m benchmarks.focus --write`, never by hand."""'
        f"\n\nfrom knowledge.conversing.focus import Nearness\n\nNEARNESS = Nearness(\n    {{\n{lines}    }}\n)\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, measure and perhaps write; exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.focus", description=__doc__)
    parser.add_argument("--questions", type=Path, required=True, help="a folder of files of labelled conversations")
    parser.add_argument("--write", action="store_true", help="the weights")
    given = parser.parse_args(arguments)
    embed, name = find_encoder()
    snapshot = Library(embed, name).open(shipped())
    messages = [message for file in sorted(given.questions.glob("*.jsonl")) for message in read(file)]
    names, made = choices(messages, snapshot)
    kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for choice, first, among in held_out(made):
        for kind in ("all", choice.message.kind):
            kinds[kind].append((first, among))
    for kind, each in kinds.items():
        firsts, three = (Share.counted(one[place] for one in each) for place in (0, 1))
        print(f"{kind:12} {len(each):4}  first {firsts}  among three {three}")
    if given.write:
        WEIGHTS.write_text(module(names, fitted(made)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
