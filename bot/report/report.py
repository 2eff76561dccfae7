"""The report: what leaders asked for in the last year, how it ended, and how the knowledge is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.checking.examination import Examined, examine_snapshot
from bot.gaps.grouping import Review, review
from bot.library.folder import Snapshot
from bot.library.versions import ON_DISK
from bot.report.changed import MONTH, Worked, changed
from bot.report.figures import WEEK, Fact, Section, by_week, spoken
from bot.report.report_figures import Tables, closed, gap_figures
from bot.store.counts import Count, week_of
from bot.store.records import Gap
from bot.store.store import Store
from bot.workdays import local_day
from knowledge.model import Entry, Knowledge, Resource
from knowledge.quality.lint import is_old

WEEKS = 52


@dataclass(frozen=True, slots=True)
class Counted:
    """What the database knows: numbers of weeks, and questions that had no answer."""

    counts: Sequence[Count] = ()
    gaps: Sequence[Gap] = ()
    worked: Worked = field(default_factory=Worked)


@dataclass(frozen=True, slots=True)
class Report:
    """From the day `since` to the day `until`, both included; `anything` was counted in that time, or nothing."""

    organisation: str
    since: date
    until: date
    glance: tuple[Fact, ...]
    sections: tuple[Section, ...]
    anything: bool


def counted(store: Store, now: datetime) -> Counted:
    """What a report of this moment is about."""
    changes = [version.at for version, _ in store.versions.all() if version.who != ON_DISK]
    worked = Worked(changes, [one.at for one in store.reviews.all()])
    return Counted(store.counts.since(week_of(now) - WEEK * (WEEKS - 1)), store.gaps.all(), worked)


def examined_report(counted: Counted, snapshot: Snapshot, now: datetime) -> Report:
    """The report, with the knowledge examined for it; it takes up to a minute."""
    examined = examine_snapshot(snapshot, local_day(now))
    return report(counted, snapshot.knowledge, examined, review(counted.gaps, snapshot), now)


def report(counted: Counted, knowledge: Knowledge, examined: Examined, reviewed: Review, now: datetime) -> Report:
    """What the numbers say, what became of the gaps, and what an examination of the knowledge has found."""
    counted_weeks = [count.week for count in counted.counts] or [week_of(now)]
    first, last = min(counted_weeks), max(*counted_weeks, week_of(now))  # a clock may have been put back
    counts: dict[str, Counter[str]] = {}
    weeks: Counter[date] = Counter()
    for count in counted.counts:
        counts.setdefault(count.kind, Counter())[count.key] += count.count
        weeks[count.week] += count.count * (count.kind == "question")
    number = (last - first).days // WEEK.days + 1
    each_week = by_week(first, [weeks[first + WEEK * week] for week in range(number)])
    tables, unanswered = Tables(knowledge, counts), gap_figures(counted.gaps, reviewed)
    of_knowledge = health(knowledge, examined, local_day(now))
    lately = {group.gaps[0].words for group in reviewed.groups if group.asked > local_day(now) - MONTH * WEEK}
    unmet = [row.label for row in unanswered[0].rows if row.key in lately]
    since = changed(each_week, counted.counts, unmet, counted.worked, now)
    sections = (
        Section("changed", "What changed since last month", since),
        Section("questions", "Questions", figures=(tables.weeks(each_week), tables.endings())),
        Section("wanted", "What was looked for", figures=tables.wanted()),
        Section("helpfulness", "Did the answers help?", figures=tables.opinions()),
        Section("unanswered", "Questions without an answer", (closed(unanswered[1]),), unanswered),
        Section("enquiries", "Enquiries to the team", (tables.late(),), (tables.reasons(), tables.first_replies())),
        Section("knowledge", "Health of the knowledge", of_knowledge),
    )
    glance = (*tables.glance(), closed(unanswered[1]), *(fact for fact in of_knowledge if fact.id == "checks"))
    anything = bool(counted.counts or counted.gaps)
    return Report(knowledge.contact.organisation or "", first, local_day(now), glance, sections, anything)


def health(knowledge: Knowledge, examined: Examined, today: date) -> tuple[Fact, ...]:
    """What an examination says about the knowledge; nothing in it is about people, so nothing is hidden."""
    reviewable: tuple[Entry | Resource, ...] = (*knowledge.entries, *knowledge.resources)
    old = sum(is_old(one, today) for one in reviewable)
    hold, of = examined.checks or (0, 0)
    facts = [
        Fact("entries", "Answers and terms", spoken(len(knowledge.entries)), "Everything that can be asked about."),
        Fact("catalogue", "Resources", spoken(len(knowledge.resources)), "Everything that can be recommended."),
        Fact("old", "Reviewed over a year ago", spoken(old), "Read them again and write the day beside “reviewed”."),
        Fact("warnings", "Warnings", spoken(len(examined.warnings)), "`race-equality check` shows each with its line."),
        Fact(
            "checks", "Checks that hold", f"{hold} of {of}", "The questions of checks.yaml that find what they should."
        ),
    ]
    if examined.quality and examined.quality.heard:
        first, among = examined.quality.first, examined.quality.among
        about = (
            "Each phrasing asked as if nobody had written it (cross-validation); "
            f"{among:.0%} are among the first three. What people really ask is easier."
        )
        facts.append(Fact("found", "Phrasings that find their answer", f"{first:.0%}", about))
    return tuple(facts)
