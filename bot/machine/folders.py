"""The user's own folders, as the system has them; some users have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from bot.settings import SettingsError

NAME = "race-equality"


def default_database() -> Path:
    """Where the database is if no setting says so; raises `SettingsError` for a user without a home folder."""
    if folder := _found(user_data_path):
        return folder / "assistant.db"
    raise SettingsError(["There is no home folder for the database; set BOT_DATABASE to the path of a file."])


def cache_folders() -> list[Path]:
    """Where to keep what can be made anew: in no folder for a user without a home folder."""
    folder = _found(user_cache_path)
    return [folder] if folder else []


def _found(path: Callable[..., Path]) -> Path | None:
    """None as in a container that runs under a number without a name; the library raises, or leaves a `~` in it."""
    try:
        folder = path(NAME, appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None
