"""What the report shows, as values: figures with rows of numbers, and single facts. No number in them is small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.report.small_numbers import LEAST, in_runs, is_small, largest
from bot.workdays import MONTHS

MOST_NAMED = 10
FEW = f"fewer than {LEAST}"
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """`key` stays the same whatever the `label`; `count` is None where it is too small to show."""

    key: str
    label: str
    count: int | None
    short: str = ""  # the label on the axis of a chart


@dataclass(frozen=True, slots=True)
class Figure:
    """`about` says what the numbers mean; `thing` and `number` head the columns; `over_time` are neighbours in time.

    `whole` is what the shares are of, where there are any.
    """

    id: str
    title: str
    about: str
    thing: str
    number: str
    rows: tuple[Row, ...]
    over_time: bool = False
    whole: int | None = None

    @property
    def drawn(self) -> tuple[Row, ...]:
        """What is drawn: that which has a name and a number, if there is more than one to compare."""
        rows = tuple(row for row in self.rows if row.key and row.count is not None)
        return rows if len(rows) > 1 else ()

    def length(self, row: Row) -> str:
        """How long the bar of a row is that is drawn, in per cent of the longest."""
        most = max(drawn.count or 0 for drawn in self.drawn)
        return f"{100 * (row.count or 0) / max(1, most):.1f}"

    def said(self, row: Row) -> str:
        """The number of a row, and its share, as words."""
        share = f" ({row.count / self.whole:.0%})" if self.whole and row.count is not None else ""
        return spoken(row.count) + share


@dataclass(frozen=True, slots=True)
class Fact:
    """One number, as words, and what it means."""

    id: str
    label: str
    value: str
    about: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of the report."""

    id: str
    title: str
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()


def spoken(count: int | None) -> str:
    """A count as it stands in a sentence."""
    return FEW if count is None else f"{count:,}" if count else "none"


def few(count: int) -> str:
    """A number of what people did, as words; a small one is not told."""
    return spoken(None if is_small(count) else count)


def by_week(first: date, counts: Sequence[int]) -> tuple[Row, ...]:
    """A row for each week from the Monday `first` on; quiet weeks stand together."""
    rows = []
    for run in in_runs(counts):
        start, end = first + WEEK * run.first, first + WEEK * (run.last + 1) - timedelta(days=1)
        weeks = run.last - run.first + 1
        label = f"{_day(start)} to {_day(end)} {end.year}" + (f" ({weeks} weeks)" if weeks > 1 else "")
        rows.append(Row(start.isoformat(), label, run.count, f"{start.day} {MONTHS[start.month - 1][:3]}"))
    return tuple(rows)


def in_order(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[Row, ...]:
    """A row for each label, whose sum is known; small ones stand together with the next."""
    keys = list(labels)
    numbers = [counts.get(key, 0) for key in keys]
    runs = in_runs(numbers) if any(numbers) else ()
    return tuple(_run(keys[run.first : run.last + 1], labels, run.count) for run in runs)


def _run(keys: Sequence[str], labels: Mapping[str, str], count: int | None) -> Row:
    if count is None:
        return Row("", "All together", None)
    first, *others = (labels[key] for key in keys)
    named = [first, *(label[:1].lower() + label[1:] for label in others)]
    together = f"{', '.join(named[:-1])} or {named[-1]}" if others else first
    return Row("+".join(keys), together, count)


def most_named(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[Row, ...]:
    """The largest by name and the others together; nobody is told the sum of all."""
    named, rest = largest(counts, MOST_NAMED)
    rows = [Row(key, labels.get(key, key), count) for key, count in named]
    if rest is None:
        rows.append(Row("", "Each of the others" if named else "Each", None))
    elif rest:
        rows.append(Row("", "All others together", rest))
    return tuple(rows)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
