"""One process at a time: the one that serves a database, or the one that puts another in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.machine.private import FOR_OWNER, give, make_folder, why

HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}  # as systems put it


class LockedError(Exception):
    """Why nobody else may be at a database now: a sentence to whoever runs the assistant."""


@contextlib.contextmanager
def alone(database: Path) -> Iterator[None]:
    """Nobody else is inside for this database, or `LockedError`. The system lets go when a process ends, however."""
    file = database.resolve()
    file = file.with_name(f"{file.name}.lock")
    try:
        make_folder(file.parent)
        handle = os.open(file, os.O_CREAT | os.O_RDWR, FOR_OWNER)
    except OSError as error:
        raise LockedError(f"{file} cannot be written ({why(error)}); check the folder and its rights.") from error
    try:
        give(file, file.parent)
        try:
            _lock(handle)
        except OSError as error:
            raise _refused(database, error) from error
        yield
    finally:
        os.close(handle)


def in_use(database: Path) -> LockedError:
    """What to say where somebody else is at it."""
    return LockedError(f"The database {database} is in use by another process; stop it first.")


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - each system has one of the two

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _refused(database: Path, error: OSError) -> LockedError:
    if error.errno in HELD:
        return in_use(database)
    return LockedError(f"The database {database} cannot be locked ({why(error)}); put it on a disk of this machine.")
