"""What somebody probably meant by a name that does not exist.

Letters first (optimal string alignment, which counts a swap of neighbours as one slip), then shared words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

MEASURES = (  # how, from what likeness on, and from how many letters on: a short word is a part of too many names
    (OSA.normalized_similarity, 0.75, 1),
    (fuzz.token_set_ratio, 95.0, 4),
    (OSA.normalized_similarity, 0.6, 1),
)
MOST_LETTERS = 80
MOST_LISTED = 240  # characters


def nearest(wrong: str, right: Iterable[str]) -> str | None:
    """The name in `right` that `wrong` most resembles, or None where none does."""
    names = sorted(right, key=lambda name: (len(name), name))
    for measure, alike, letters in MEASURES:
        if letters <= len(wrong) <= MOST_LETTERS:
            match = process.extractOne(wrong, names, scorer=measure, processor=_words, score_cutoff=alike)
            if match:
                return match[0]
    return None


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
