"""How much each sentence of a message tells of harm: a disclosure beside an ordinary question is a disclosure.

The whole of a message is mostly its question, so a sentence is read by itself too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.text.normalise import sentences
from knowledge.text.sentences import clauses

MOST_SENTENCES = 40
LITTLE = 0.5  # 98.6 % of the knowledge's own questions tell of less harm, and 32 % of the sentences of disclosures


@dataclass(frozen=True, slots=True)
class Sentence:
    """One of several in a message, with the probabilities that it tells of harm and that it wishes for a person."""

    text: str
    harm: float
    wish: float = 0.0


def several(text: str) -> tuple[str, ...]:
    """The sentences of a cleaned message that has more than one: the first and the last of very many."""
    candidates = sentences(text)
    if len(candidates) > MOST_SENTENCES:
        candidates = candidates[: MOST_SENTENCES // 2] + candidates[-MOST_SENTENCES // 2 :]
    return tuple(candidates) if len(candidates) > 1 else ()


def pieces(text: str) -> tuple[str, ...]:
    """The same, where a sentence that joins something to a question counts as its parts."""
    candidates = [clause for sentence in several(text) or (text,) for clause in clauses(sentence)]
    return tuple(candidates[:MOST_SENTENCES]) if len(candidates) > 1 else ()


def ordinary(text: str, read: Sequence[Sentence]) -> Iterator[str]:
    """What hardly tells of harm in a cleaned message whose pieces were read: whole sentences, or their parts.

    Where nothing does, all but what tells most.
    """
    harm = {one.text: one.harm for one in read}
    least = min(LITTLE, max(harm.values(), default=0.0))
    for sentence in several(text) or (text,):
        parts = clauses(sentence)
        kept = [part for part in parts if harm.get(part, 0.0) < least]
        yield from [sentence] if len(kept) == len(parts) else kept
