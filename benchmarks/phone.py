"""How many lines of a telephone the replies take: the whole text, and what Telegram shows of it at first.

All that can be answered, and the first page of each list of the catalogue. `python -m benchmarks.phone`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.metrics import percentile
from bot.conversation.catalogue import SHELVES, listed, shelf_names
from bot.conversation.memory import Answer
from bot.conversation.reply import Replies
from bot.library.folder import parse_folder, shipped
from handlers.phone import MOST_LINES, laid_out, lines
from handlers.wire.html import unbold
from knowledge.deciding.outcome import Answered, Outcome
from knowledge.finding.finding import Match
from knowledge.model import Entry, Knowledge

LONG = 30


def outcomes(knowledge: Knowledge) -> Iterator[tuple[str, Outcome]]:
    """The kind of each reply, and the reply."""
    for answerable in knowledge.answerable:
        pack = isinstance(answerable, Entry) and answerable.pack
        kind = "pack" if pack else type(answerable).__name__.lower()
        yield kind, Answered(Match(answerable.id, 1.0), (answerable.id,))
    for shelf in SHELVES:
        for id_ in shelf_names(knowledge, shelf):
            if page := listed(knowledge, shelf, id_, 0):
                yield "list", page


def taken(knowledge: Knowledge) -> Mapping[str, Sequence[tuple[int, int]]]:
    """The lines of each reply by its kind: of the whole text, and of what is shown at first."""
    replies = Replies(knowledge)
    kinds: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for kind, outcome in outcomes(knowledge):
        reply = replies(outcome)
        shown = unbold(laid_out(Answer(reply, outcome), knowledge).text)
        kinds[kind].append((lines(reply.text), lines(shown)))
    return kinds


def described(kind: str, both: Sequence[tuple[int, int]]) -> str:
    """A line on the replies of a kind."""
    parts = [f"{kind}: {len(both)} replies"]
    for name, counts in zip(("whole", "shown"), zip(*both, strict=True), strict=True):
        over = [sum(count > most for count in counts) / len(counts) for most in (MOST_LINES, LONG)]
        half = percentile(sorted(map(float, counts)), 0.5)
        shares = f"over {MOST_LINES} lines {over[0]:.1%}, over {LONG} {over[1]:.1%}"
        parts.append(f"{name} p50 {half:.0f}, most {max(counts)}, {shares}")
    return "; ".join(parts)


def main() -> int:
    """Print the figures of each kind, and of all."""
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge is not None  # noqa: S101 - the knowledge that ships is sound
    kinds = taken(knowledge)
    for kind, both in {**kinds, "all": [one for some in kinds.values() for one in some]}.items():
        print(described(kind, both))
    return 0


if __name__ == "__main__":
    sys.exit(main())
