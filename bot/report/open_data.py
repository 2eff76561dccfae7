"""The figures of the report as a database of their own, for Datasette: nothing in it is about people or too small."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.report.figures import Figure
from bot.report.report import Report

COLUMNS: Mapping[str, str] = {
    "key": "Stays the same when the name changes; empty for all others together",
    "label": "The name",
    "count": "How many; empty where it is fewer than 5",
}
QUERIES: Mapping[str, tuple[str, str]] = {
    "shares": (
        "How questions ended, in per cent",
        "SELECT label, count, ROUND(100.0 * count / SUM(count) OVER ()) AS per_cent FROM endings",
    ),
    "months": (
        "Questions by the month in which a week began",
        "SELECT SUBSTR(key, 1, 7) AS month, SUM(count) AS questions FROM questions_by_week GROUP BY month",
    ),
    "opinions": (
        "Answers with opinions of both kinds",
        (
            "SELECT helped.label, helped.count AS helped, not_helped.count AS did_not_help "
            "FROM helped JOIN not_helped USING (key) WHERE key <> '' ORDER BY did_not_help DESC"
        ),
    ),
    "wanted": (
        "Answers and resources that were shown most",
        (
            "SELECT 'answer' AS kind, label, count FROM entries WHERE key <> '' "
            "UNION ALL SELECT 'resource', label, count FROM resources WHERE key <> '' ORDER BY count DESC"
        ),
    ),
}


def write_database(report: Report, path: Path) -> None:
    """A table for each figure and one of facts, in an empty or a new file; raises OSError where it cannot be."""
    try:
        with closing(Database(path)) as made:
            _fill(made, report)
    except sqlite3.Error as error:
        raise OSError(0, str(error)) from error


def _fill(made: Database, report: Report) -> None:
    for figure in figures(report):
        made.table(figure.id).create({"key": str, "label": str, "count": int}, pk="key")
        made.table(figure.id).insert_all({"key": r.key, "label": r.label, "count": r.count} for r in figure.rows)
    made.table("facts").create({"id": str, "label": str, "value": str, "about": str}, pk="id")
    facts = [*report.glance, *(fact for section in report.sections for fact in section.facts)]
    made.table("facts").insert_all(
        ({"id": one.id, "label": one.label, "value": one.value, "about": one.about} for one in facts), replace=True
    )


def figures(report: Report) -> Iterator[Figure]:
    """All figures of a report, in order."""
    for section in report.sections:
        yield from section.figures


def metadata(report: Report) -> dict[str, Any]:
    """What Datasette shows beside the tables; whoever adds the assistant's own database sees none of it."""
    tables = {
        figure.id: {
            "title": figure.title,
            "description": figure.about,
            "columns": {**COLUMNS, "label": figure.thing, "count": f"{figure.number}; empty where it is fewer than 5"},
            **({"sort": "key"} if figure.over_time else {}),
        }
        for figure in figures(report)
    }
    facts = {"title": "Single numbers", "columns": {"value": "As words", "about": "What it means"}}
    queries = {name: {"title": title, "sql": sql} for name, (title, sql) in QUERIES.items()}
    own = {"allow": False, "allow_sql": False, "description": "It holds enquiries and who sent them."}
    return {
        "title": "Race Equality Assistant: what leaders asked",
        "description": "The numbers of the report. Those from 1 to 4 are left out and cannot be worked out.",
        "databases": {
            "report": {
                "title": "The report", "tables": {**tables, "facts": facts}, "queries": queries,
            },
            "assistant": own,
        },
    }  # fmt: skip
