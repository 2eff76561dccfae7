"""Which enquiries and reading lists were erased, in a file beside the database.

A backup of earlier is put back without them. A line holds when, a reference and how: nothing of the person, and nothing
that was written. It is no table, because it must be there when the database is not.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FIELDS = 3


@dataclass(frozen=True, slots=True)
class Erasure:
    """An enquiry that was `withdrawn`, `forgotten` or has `ended`; or a reading list that was `unsaved`."""

    at: datetime
    reference: str
    how: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.reference} {self.how}\n"


def beside(database: Path) -> Path:
    """Where those of a database are kept."""
    return database.with_name(f"{database.name}.erased")


def note(database: Path, erasures: Iterable[Erasure]) -> None:
    """Add some, and let them be on the disk; raises `OSError`."""
    handle = os.open(beside(database), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write("".join(map(str, erasures)).encode())
        file.flush()
        os.fsync(file.fileno())


def noted(database: Path) -> Sequence[Erasure]:
    """All that are kept, oldest first; a line that was cut off by a crash is none."""
    file = beside(database)
    lines = file.read_text("utf-8", "replace").splitlines() if file.exists() else []
    return [one for one in map(_read, lines) if one]


def forget(database: Path, before: datetime) -> None:
    """Keep only what is newer; raises `OSError`."""
    there = noted(database)
    kept = [one for one in there if one.at >= before]
    if len(kept) < len(there):
        whole = beside(database)
        part = whole.with_name(f"{whole.name}.part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write("".join(map(str, kept)).encode())
        part.replace(whole)


def _read(line: str) -> Erasure | None:
    parts = line.split()
    if len(parts) != FIELDS:
        return None
    try:
        return Erasure(datetime.fromisoformat(parts[0]), parts[1], parts[2])
    except ValueError:
        return None
