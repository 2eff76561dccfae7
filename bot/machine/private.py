"""Files for their owner alone, whole or not at all: they hold what people wrote, or are made from it."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOR_OWNER, FOLDER_FOR_OWNER, FOR_READERS = 0o600, 0o700, 0o644
UNFINISHED = ".part"
LOGS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database, with the database's own rights
LONGEST_NAME = 100  # characters of a file's name that its unfinished copy repeats


class NotWrittenError(Exception):
    """Why a file was not written: a sentence to whoever named it."""


def make_folder(folder: Path) -> None:
    """A folder, and those above it, for the owner alone where they are not there; raises OSError."""
    for one in reversed((folder, *folder.parents)):
        one.mkdir(FOLDER_FOR_OWNER, exist_ok=True)


def shut(database: Path) -> None:
    """Make a database where there is none; whoever else could read it or its logs, cannot any more. Raises OSError."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FOR_OWNER))
    for file in (database, *logs_of(database)):
        with contextlib.suppress(OSError):  # it belongs to somebody else, who let us in, or is not there
            file.chmod(FOR_OWNER)


def logs_of(database: Path) -> tuple[Path, ...]:
    """Where SQLite keeps what it has not written into a database yet."""
    return tuple(database.with_name(database.name + suffix) for suffix in LOGS)


@contextlib.contextmanager
def written(file: Path, *, over: bool = False, but: Path | None = None, rights: int = FOR_OWNER) -> Iterator[Path]:
    """An empty file to fill inside, which takes its place when the block ends well; else nothing of it is left.

    `over` lets it take the place of another, `but` never of this one. What is no file, as a device, is written as it
    is. Raises `NotWrittenError` where it cannot be, at once where that is known.
    """
    try:
        if file.exists() and but is not None and but.exists() and file.samefile(but):
            raise NotWrittenError(f"{file} is the database itself; choose another file.")
        if os.path.lexists(file) and not over:
            raise FileExistsError  # noqa: TRY301 - as it is where somebody else makes it meanwhile
        if file.exists() and not file.is_file():
            yield file
            return
        with unfinished(real := file.resolve()) as part:
            yield part
            part.chmod(rights)
            _sync(part)
            _put(part, real, over=over)
    except FileExistsError:
        raise NotWrittenError(f"{file} exists and was left as it is; choose another name.") from None
    except OSError as error:
        raise NotWrittenError(f"{file} cannot be written ({why(error)}); choose another file.") from error


@contextlib.contextmanager
def unfinished(file: Path) -> Iterator[Path]:
    """An empty file in the folder of another, under a name of its own; it is not left there. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name[:LONGEST_NAME]}.", suffix=UNFINISHED)
    os.close(handle)
    part = Path(name)
    try:
        part.chmod(FOR_OWNER)  # a umask can take away even that
        yield part
    finally:
        for left in (part, *logs_of(part)):
            left.unlink(missing_ok=True)


def give(file: Path, like: Path) -> None:
    """Where the administrator of the machine writes for the service, the file belongs to whom the other belongs to."""
    if sys.platform != "win32" and os.geteuid() == 0:
        with contextlib.suppress(OSError):
            owner = like.stat()
            os.chown(file, owner.st_uid, owner.st_gid)


def why(error: OSError) -> str:
    """What the system says, without the name of a file that nobody asked for."""
    return error.strerror or type(error).__name__


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(part: Path, file: Path, *, over: bool) -> None:
    """Under its name at once; a link takes nobody's place, but some file systems know none."""
    if over:
        part.replace(file)
        return
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:
        if file.exists():
            raise FileExistsError from None
        part.rename(file)
