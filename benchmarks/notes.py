"""How often staff are told that only staff see what they type, and whether they needed to be; by length of a sentence.

`python -m benchmarks.notes` prints, for each number of words, which share of what was meant for a leader is noticed,
and of what was meant for colleagues. The examples are in tests/messages/staff_notes.yaml; decide by those unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from bot.teamwork import notes

EXAMPLES = Path(__file__).parent.parent / "tests" / "messages" / "staff_notes.yaml"
LEADER = "Amara Okafor"
LENGTHS = (3, 4, 5, 6, 7, 8, 10, 99)


def noticed(words: Sequence[str], length: int) -> int:
    """How many of these are noticed where a sentence has so many words."""
    return sum(notes.reads_like_answer(one, LEADER, sentence=length) for one in words)


def main() -> None:
    """Print the table."""
    examples = yaml.safe_load(EXAMPLES.read_text("utf-8"))
    sets: Mapping[str, Mapping[str, Sequence[str]]] = {"seen": examples, "unseen": examples["unseen"]}
    for length in LENGTHS:
        cells = [
            f"{name} {kind} {noticed(given[kind], length)}/{len(given[kind])}"
            for name, given in sets.items()
            for kind in ("answers", "notes")
        ]
        print(f"{length:3}  " + "  ".join(cells))


if __name__ == "__main__":
    main()
