"""Whether an entry that an administrator adds is found at once: fitted from earlier weights, and from nothing.

`python -m benchmarks.added`: every thirtieth entry is taken out and added again. The mean chance of the right entry,
over its own ways to ask with a word more. `knowledge.ranking.index.UNSURE` was chosen so that both are alike.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does

from bot.encoder.encoder import find_encoder
from bot.encoder.vectors import Vectors
from bot.library import shipping
from bot.library.folder import language, parse_folder, shipped
from knowledge.conversing.understanding import Understanding
from knowledge.model import Entry

EVERY, ASKED = 30, 5


def mean_chance(understanding: Understanding, entries: Sequence[Entry]) -> float:
    """How probable the right entry is, from 0 to 1, on average over ways to ask for each."""
    find = understanding.find
    asked = [(entry.id, f"um {text} please") for entry in entries for text in entry.also_asked[:ASKED]]
    return sum(find.ranking(find.prepare(text)).chance(id_) for id_, text in asked) / len(asked)


def main() -> int:
    """Measure; exit code."""
    embed, name = find_encoder()
    vectors = Vectors(embed, ships=shipping.vectors_file(name))
    knowledge = parse_folder(shipped()).knowledge
    if knowledge is None:
        return 1
    added = knowledge.entries[::EVERY]
    before = Understanding(
        replace(knowledge, entries=tuple(one for one in knowledge.entries if one not in added)), language()[0], vectors
    )
    fits = {"from earlier weights": before, "from nothing": None}
    for how, earlier in fits.items():
        understanding = Understanding(knowledge, language()[0], vectors, earlier=earlier)
        print(f"{how}: {mean_chance(understanding, added):.3f} for {len(added)} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
