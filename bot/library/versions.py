"""Every version of the knowledge that was in force: all its files, with who put it there and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.store.records import Version

ON_DISK = ""  # who: somebody who edited the folder itself


class Versions(Protocol):
    """Where versions of the knowledge are kept."""

    def save(self, version: Version) -> None:
        """Keep one more version."""
        ...

    def history(self) -> Sequence[Version]:
        """Those that are kept, newest first."""
        ...


class Remembered:
    """Versions for as long as the process lives."""

    def __init__(self) -> None:
        self._kept: list[Version] = []

    def save(self, version: Version) -> None:
        """Keep one more version."""
        self._kept.insert(0, replace(version, number=len(self._kept) + 1))

    def history(self) -> Sequence[Version]:
        """All versions that are kept, newest first."""
        return tuple(self._kept)


def earlier(history: Sequence[Version]) -> Version | None:
    """The version that an undo brings back; a second undo goes one further back."""
    at = 0
    while at < len(history) and history[at].undo:
        back = [i for i in range(at + 1, len(history)) if history[i].id == history[at].id]
        at = back[0] if back else len(history)
    return next((one for one in history[at + 1 :] if one.id != history[0].id), None)


def undone(history: Sequence[Version]) -> Version | None:
    """The version that a redo brings back: what the last undo that still counts has taken away."""
    line: list[Version] = []
    at = -1
    for version in reversed(history):
        if line and version.id == line[at].id:
            continue
        back = [i for i in range(at) if line[i].id == version.id] if version.undo else []
        if back:
            at = back[-1]
        elif at + 1 < len(line) and line[at + 1].id == version.id:
            at += 1
        else:
            line[at + 1 :] = [version]
            at += 1
    return line[at + 1] if at + 1 < len(line) else None
