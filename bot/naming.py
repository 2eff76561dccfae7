"""Names of people, trusts and files as they are taken in: on one line, to be seen, and turning nothing else round."""

from __future__ import annotations

from unicodedata import category

MOST_NAME = 120
JOINERS = "\u200c\u200d"  # between letters of some scripts, and within emoji
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5")  # letters and marks that show nothing


def shown(name: str, most: int = MOST_NAME) -> str:
    """The name without what cannot be seen or turns other words round; empty where nothing is left to be seen."""
    kept = "".join(one for one in " ".join(name.split()) if _stays(one))
    line = " ".join(kept.split())[:most].strip(f" {JOINERS}")
    return line if any(category(one)[0] not in "CMZ" for one in line) else ""


def _stays(one: str) -> bool:
    return one in JOINERS or (one not in BLANK and category(one)[0] != "C")
