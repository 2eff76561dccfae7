"""Questions that only ask what a term means: "What is the WRES?", "define allyship", "PCREF?".

The wrapping is a rule; what is left must be a term of the glossary, word for word, or it is no such question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.model import Entry
from knowledge.text.normalise import clean, words

OPENINGS = (
    "what is the meaning of", "what is the definition of", "what is meant by", "what do you mean by", "what is", "what are",
    "what s", "whats", "what does", "what do", "what did", "who is", "who are", "the meaning of", "meaning of",
    "the definition of", "definition of", "tell me about", "remind me what", "define", "explain", "describe", "what",
)  # fmt: skip
ASKED = re.compile(
    rf"(?:(?:please )?(?:can|could) you )?(?:(?:{'|'.join(OPENINGS)}) )?(?:exactly |actually |really )?(?:is |are )?(?:a |an |the )?(?P<term>.+?)"
    r"(?: (?:mean|means|meaning|definition|stand for|stands for|is|are|actually|exactly|please|to me|in plain english))*"
)

POINTING = re.compile(
    r"\b(?:what (?:is|does|do|are|did) (?:it|that|this|they|those|these)(?:$| (?:all )?about$| means?\b| stand for\b)|"
    r"what (?:it|that|this|they) means?\b|what (?:it|that) is$|explain (?:it|that|this|them)\b|never (?:been )?explained\b|in plain english$)"
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
        typed = " ".join(tokens)
        asked = ASKED.fullmatch(typed)
        return (self._terms.get(asked["term"]) if asked else None) or self._pointed_at(typed)

    def _pointed_at(self, typed: str) -> str | None:
        """The one term that a longer message mentions before it asks what that is."""
        if not POINTING.search(typed):
            return None
        framed = f" {typed} "
        mentioned = [name for name in self._terms if f" {name} " in framed]
        longest = [name for name in mentioned if not any(name in other for other in mentioned if other != name)]
        terms = {self._terms[name] for name in longest}
        return terms.pop() if len(terms) == 1 else None
