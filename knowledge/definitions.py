"""Questions that only ask what a term means: "What is the WRES?", "define allyship", "PCREF?".

The wrapping is a rule; what is left must be a term of the glossary, word for word, or it is no such question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.model import Entry
from knowledge.normalise import clean, words

OPENINGS = (
    "what is the meaning of", "what is the definition of", "what is meant by", "what do you mean by", "what is", "what are",
    "what s", "whats", "what does", "what do", "what did", "who is", "who are", "the meaning of", "meaning of",
    "the definition of", "definition of", "tell me about", "remind me what", "define", "explain", "describe", "what",
)  # fmt: skip
ASKED = re.compile(
    rf"(?:(?:please )?(?:can|could) you )?(?:(?:{'|'.join(OPENINGS)}) )?(?:a |an |the )?(?P<term>.+?)"
    r"(?: (?:mean|means|meaning|definition|stand for|stands for|is|are|actually|exactly|please|to me|in plain english))*"
)


class Definitions:
    """Finds the term that a question asks the meaning of."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._terms: dict[str, str] = {}
        for entry in entries:
            if entry.is_term:
                for name in entry.phrasings:
                    self._terms.setdefault(" ".join(words(clean(name))), entry.id)

    def __call__(self, tokens: Sequence[str]) -> str | None:
        """The id of the term, or None."""
        asked = ASKED.fullmatch(" ".join(tokens))
        return self._terms.get(asked["term"]) if asked else None
