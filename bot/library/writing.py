"""Files of an administrator's folder written whole or not at all, also when the power fails or the disk is full."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

UNFINISHED = ".part"


def write_all(folder: Path, texts: Mapping[str, str | None]) -> None:
    """Give each named file its text, or remove it where that is None; raises OSError with everything as it was.

    Every text is on the disk under another name before the first file is replaced.
    """
    with contextlib.ExitStack() as left_over:
        ready = {folder / name: left_over.enter_context(_beside(folder / name, text)) for name, text in texts.items()}
        before = {file: file.read_bytes() if file.exists() else None for file in ready}
        done: list[Path] = []
        try:
            for file, new in ready.items():
                _put(file, new)
                done.append(file)
        except OSError:
            for file in done:
                _put_back(file, before[file])
            raise


@contextlib.contextmanager
def _beside(file: Path, text: str | None) -> Iterator[Path | None]:
    """A file with the text in the folder of another, which it can then replace in one step; gone at the end."""
    if text is None:
        yield None
        return
    real = file.resolve()
    real.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=".", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(text.encode("utf-8"))
            opened.flush()
            os.fsync(opened.fileno())
        if real.exists():
            shutil.copymode(real, name)
        else:
            Path(name).chmod(0o644)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _put(file: Path, new: Path | None) -> None:
    if new is None:
        file.unlink(missing_ok=True)
    else:
        new.replace(file.resolve())
    _sync(file.resolve().parent)


def _put_back(file: Path, before: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if before is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(before)


def _sync(folder: Path) -> None:
    """Let the new name outlive a power cut; Windows does so by itself and cannot open folders."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
