"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.writing import write_all


def seen(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_made_and_removed_and_nothing_is_left_over(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "b.yaml").write_bytes(b"old")
    write_all(tmp_path, {"a.yaml": "caf\u00e9\r\n", "faq/c.yaml": "new", "b.yaml": None, "never.yaml": None})
    assert seen(tmp_path) == {"a.yaml": b"caf\xc3\xa9\r\n", "faq/c.yaml": b"new"}


def fails_at(number: int, really: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """`Path.replace` as it is on a disk that gives up at the given call."""
    calls = 0

    def replace(new: Path, file: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == number:
            raise PermissionError(13, "another program has the file open")
        return really(new, file)

    return replace


@pytest.mark.parametrize("number", [1, 2, 3])
def test_where_one_cannot_be_written_all_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes(b"old")
    before = seen(tmp_path)
    monkeypatch.setattr(Path, "replace", fails_at(number, Path.replace))
    with pytest.raises(PermissionError):
        write_all(tmp_path, {"a.yaml": "new", "b.yaml": "new", "c.yaml": "new"})
    assert seen(tmp_path) == before


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.yaml").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_all(tmp_path, {"a.yaml": "new"})
    assert seen(tmp_path) == {"a.yaml": b"old"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these rights nor, for everybody, links")
def test_rights_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "real.yaml").chmod(0o640)
    (tmp_path / "a.yaml").symlink_to("real.yaml")
    write_all(tmp_path, {"a.yaml": "new"})
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "real.yaml").stat().st_mode) == 0o640
