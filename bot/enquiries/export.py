"""Records as CSV for spreadsheets: RFC 4180, in UTF-8 with a byte-order mark, and without formulas.

Whoever sends an enquiry chooses its words, and a spreadsheet runs a cell that begins like a formula. So such text gets
an apostrophe in front, as the OWASP page on CSV injection advises.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

FORMULA_BEGINS = tuple("=+-@\t\r\n＝＋－＠")  # the wide ones are read as formulas where people type them
SPACES = " \u00a0\u200b\u2060\ufeff"  # what some spreadsheets skip before they look
BYTE_ORDER_MARK = "\ufeff"

Cell = str | int | float | bool | datetime | None


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A table line by line, for a file in binary mode; raises ValueError where a row has other than a cell a column."""
    yield (BYTE_ORDER_MARK + _line(columns)).encode()
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row has {len(row)} cells for {len(columns)} columns")
        yield _line(row).encode(errors="replace")


def _line(row: Sequence[Cell]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, dialect="excel", lineterminator="\r\n").writerow(map(_cell, row))
    return line.getvalue()


def _cell(value: Cell) -> str:
    """As text; a number of our own keeps its sign, a moment is written as ISO 8601 has it."""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(SPACES).startswith(FORMULA_BEGINS) else value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return "" if value is None else str(value)
