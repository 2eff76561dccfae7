"""The room on the disk: how much is free, and how much the next night and the next edit need."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.machine.private import logs_of

MIB = 1024 * 1024
FITTED = 92 * MIB  # what is kept of the shipped knowledge once it is fitted, as `du` has it: an edit writes as much
EDITS = 3  # that fit in until somebody has looked
COPIES = 3  # of the database: the nightly one, the one that `restore` makes, and the one that it puts aside


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes that are `free` for whoever runs this, and that are `wanted`."""

    free: int
    wanted: int

    @property
    def is_scarce(self) -> bool:
        """Is there less than wanted?"""
        return self.free < self.wanted

    @property
    def is_ample(self) -> bool:
        """Is there so much that an alarm is over? A little more than wanted would come and go."""
        return self.free >= self.wanted * 3 // 2


def space(database: Path) -> Space:
    """The room on the disk of a database, which need not be there yet; raises OSError."""
    used = sum(file.stat().st_size for file in (database, *logs_of(database)) if file.exists())
    return Space(shutil.disk_usage(there(database.parent)).free, FITTED * EDITS + COPIES * used)


def there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())


def in_mib(size: int) -> str:
    """A size as people read it."""
    return f"{size / MIB:,.0f} MB"
