"""Every version of the knowledge that was in force: all its files, with who put it there and when."""

from __future__ import annotations

from collections.abc import Sequence
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
        self._kept.insert(0, version)

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
