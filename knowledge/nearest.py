"""What somebody probably meant by a name that does not exist.

Letters first (optimal string alignment, which counts a swap of neighbours as one slip), then shared words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

LETTERS_ALIKE, LETTERS_REMOTELY_ALIKE = 0.75, 0.6
WORDS_SHARED = 95.0
FEWEST_LETTERS = 4  # a shorter word is a part of too many names
MOST_LETTERS = 80
MOST_LISTED = 240  # characters


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """The name in `right` that `wrong` most resembles, or None where none does."""
    if len(wrong) > MOST_LETTERS:
        return None
    names = sorted(right, key=lambda name: (len(name), name))
    found = process.extractOne(
        wrong, names, scorer=OSA.normalized_similarity, processor=_words, score_cutoff=LETTERS_ALIKE
    )
    if not found and len(wrong) >= FEWEST_LETTERS:
        found = process.extractOne(
            wrong, names, scorer=fuzz.token_set_ratio, processor=_words, score_cutoff=WORDS_SHARED
        )
    found = found or process.extractOne(
        wrong, names, scorer=OSA.normalized_similarity, processor=_words, score_cutoff=LETTERS_REMOTELY_ALIKE
    )
    return found[0] if found else None


def suggestion(wrong: str, right: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: what it may have meant, or else all that is known, if little."""
    names = sorted(right)
    meant = nearest(wrong, names)
    if meant:
        return f", did you mean '{meant}'?"
    known = ", ".join(names)
    return f"; known are {known}" if 0 < len(known) <= MOST_LISTED else ""


def _words(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().lower()
