"""Rows of the database and the values they are read into; each part of the store reads and writes its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar

from sqlite_utils import Database

T = TypeVar("T")
Row = dict[str, Any]

READ: Mapping[str, Callable[[Any], object]] = {
    **dict.fromkeys(("opened", "last", "at", "claimed_at"), datetime.fromisoformat),
    "week": date.fromisoformat,
    **dict.fromkeys(("due", "asked", "settled", "made", "used", "snoozed"), date.fromisoformat),
    **dict.fromkeys(("about", "base", "files", "texts", "broke"), json.loads),
    **dict.fromkeys(("resources", "stand_for"), lambda text: tuple(json.loads(text))),
    **dict.fromkeys(("awaiting", "first", "edited", "undo", "topic_closed", "seen", "listens"), bool),
}


class Rows:
    """Reads and writes rows of a database that the parts of the store share."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def _add(self, table: str, row: Mapping[str, object]) -> int:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        done = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(_written(row).values()))  # noqa: S608
        return int(done.lastrowid or 0)

    def _change(self, table: str, id_: int, changes: Mapping[str, object]) -> None:
        self._db.table(table).update(id_, _written(changes))

    def _values(
        self,
        make: Callable[..., T],
        table: str,
        where: str,
        given: Sequence[object] = (),
        **more: Any,  # noqa: ANN401
    ) -> list[T]:
        names = [one.name for one in fields(make)]  # type: ignore[arg-type]
        found = self._db.table(table).rows_where(where, list(given), **more)
        return [make(**{name: _read(name, row[name]) for name in names}) for row in found]


class FactRows(Rows):
    """Single values that must survive a restart."""

    def get(self, name: str) -> str | None:
        """The value of that name, if there is one."""
        return next((row["value"] for row in self._db.query("SELECT value FROM fact WHERE name = ?", [name])), None)

    def set(self, name: str, value: str | None) -> None:
        """Keep a value under a name, or with None forget it."""
        self._db.execute("DELETE FROM fact WHERE name = ?", (name,))
        if value is not None:
            self._db.execute("INSERT INTO fact VALUES (?, ?)", (name, value))


def _read(name: str, value: Any) -> object:  # noqa: ANN401 - a field of a row
    return READ[name](value) if value is not None and name in READ else value


def _written(row: Mapping[str, object]) -> Row:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
