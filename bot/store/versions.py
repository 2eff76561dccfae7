"""Every version of the knowledge that was in force: all its files, with who put it there and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

ON_DISK = ""  # who: somebody who edited the folder itself


@dataclass(frozen=True, slots=True)
class Version:
    """`id` is the hash of the texts (`Knowledge.version`), so the same files have the same id whenever they return.

    `what` says what it changed, `broke` which checks an administrator overrode, `undo` that it brought back the one
    before.
    """

    id: str
    at: datetime
    who: str
    what: str
    texts: Mapping[str, str] = field(repr=False)
    broke: tuple[str, ...] = ()
    undo: bool = False


class Versions(Protocol):
    """Where versions are kept."""

    def save(self, version: Version) -> None:
        """Keep one more."""
        ...

    def history(self) -> Sequence[Version]:
        """Those that are kept, newest first."""
        ...


class Remembered:
    """Versions for as long as the process lives."""

    def __init__(self) -> None:
        self._kept: list[Version] = []

    def save(self, version: Version) -> None:
        """Keep one more."""
        self._kept.insert(0, version)

    def history(self) -> Sequence[Version]:
        """All, newest first."""
        return tuple(self._kept)


def earlier(history: Sequence[Version]) -> Version | None:
    """The version that an undo brings back; a second undo goes one further back."""
    at = 0
    while at < len(history) and history[at].undo:
        back = [i for i in range(at + 1, len(history)) if history[i].id == history[at].id]
        at = back[0] if back else len(history)
    return next((one for one in history[at + 1 :] if one.id != history[0].id), None)
