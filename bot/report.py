"""The report: what leaders asked for in the last year, how it ended, and how the knowledge is.

Its words stand here, beside the numbers they explain; they are for administrators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.counts import NO_REASON, week_of
from bot.examination import Examined
from bot.figures import WEEK, Fact, Figure, Row, Section, by_week, few, in_order, most_named, spoken
from bot.tallies import Count
from bot.workdays import local_day
from knowledge.lint import is_old
from knowledge.model import Entry, Knowledge, Resource

WEEKS = 52
LONGEST = 10  # working days to a first reply; what took longer stands together
NONE_YET = "none-yet"
OUTCOMES = {
    "answer": "Answered at once",
    "suggest": "Asked back: did you mean …",
    "unknown": "Said that it does not know",
    "contact": "Showed the way to a person",
    "social": "Greeting or thanks",
}

Counts = Mapping[str, Counter[str]]  # by kind, then by key


@dataclass(frozen=True, slots=True)
class Report:
    """From the day `since` to the day `until`, both included; `anything` was counted in that time, or nothing."""

    organisation: str
    since: date
    until: date
    glance: tuple[Fact, ...]
    sections: tuple[Section, ...]
    anything: bool


def first_week(now: datetime) -> date:
    """The Monday on which a report begins, at the earliest."""
    return week_of(now) - WEEK * (WEEKS - 1)


def report(counted: Sequence[Count], knowledge: Knowledge, examined: Examined, now: datetime) -> Report:
    """What the numbers of the weeks since `first_week` say, and what an examination of the knowledge has found."""
    first = min((one.week for one in counted), default=week_of(now))
    counts: dict[str, Counter[str]] = {}
    weeks: Counter[date] = Counter()
    for one in counted:
        counts.setdefault(one.kind, Counter())[one.key] += one.count
        weeks[one.week] += one.count * (one.kind == "question")
    number = (week_of(now) - first).days // WEEK.days + 1
    each_week = by_week(first, [weeks[first + WEEK * place] for place in range(number)])
    tables = Tables(knowledge, counts)
    of_knowledge = health(knowledge, examined, local_day(now))
    sections = (
        Section("questions", "Questions", figures=(tables.weeks(each_week), tables.endings())),
        Section("wanted", "What was looked for", figures=tables.wanted()),
        Section("helpfulness", "Did the answers help?", figures=tables.opinions()),
        Section("enquiries", "Enquiries to the team", (tables.late(),), (tables.reasons(), tables.first_replies())),
        Section("knowledge", "Health of the knowledge", of_knowledge),
    )
    glance = (*tables.glance(), *(fact for fact in of_knowledge if fact.id == "checks"))
    return Report(knowledge.contact.organisation or "", first, local_day(now), glance, sections, bool(counted))


@dataclass(frozen=True, slots=True)
class Tables:
    """Figures from numbers."""

    knowledge: Knowledge
    counts: Counts
    labels: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.labels.update((id_, one.label) for id_, one in self.knowledge.by_id.items())

    def of(self, kind: str) -> Counter[str]:
        """The numbers of a kind."""
        return self.counts.get(kind, Counter())

    def glance(self) -> tuple[Fact, ...]:
        """The few numbers that say most."""
        asked, sent = self.of("question").total(), self.of("enquiry").total()
        answered = next((row.count for row in self.endings().rows if row.key == "answer"), None)
        share = f"{answered / asked:.0%}" if answered else "not known yet"
        return (
            Fact("asked", "Questions asked", few(asked), "Messages that the assistant replied to, greetings too."),
            Fact("answered", "Answered at once", share, "The share that got an answer or fitting resources at once."),
            Fact("sent", "Enquiries sent", few(sent), "Messages that leaders sent to the programme team."),
            self.late(),
        )

    def weeks(self, rows: tuple[Row, ...]) -> Figure:
        """Questions over time."""
        about = (
            "How many questions came in each week. A quiet week stands together with the next, and the last one "
            "may not be over yet."
        )
        return Figure("questions_by_week", "Questions a week", about, "Week", "Questions", rows, over_time=True)

    def endings(self) -> Figure:
        """How questions ended."""
        found = self.of("question")
        about = "What the assistant did with each question. “Does not know” is honest; see what was missing and add it."
        rows = in_order(found, OUTCOMES)
        whole = found.total() if any(row.count for row in rows) else None
        return Figure("endings", "How questions ended", about, "Ending", "Questions", rows, whole=whole)

    def wanted(self) -> tuple[Figure, ...]:
        """What was shown and chosen."""
        formats = {id_: one.name for id_, one in self.knowledge.vocabulary.formats.items()}
        pillars = {one.id: one.name for one in self.knowledge.pillars}
        return (
            Figure(
                "entries", "Answers given most", "How often each answer, term or pillar was shown.", "Answer", "Shown",
                most_named(self.of("entry"), self.labels),
            ),
            Figure(
                "pillars", "Pillars in demand", "To which pillars the answers and resources belong that were shown.",
                "Pillar", "Shown", in_order(self.of("pillar"), pillars),
            ),
            Figure(
                "resources", "Resources shown most", "How often each resource was named in a reply.", "Resource",
                "Shown", most_named(self.of("resource"), self.labels),
            ),
            Figure(
                "chosen", "Resources chosen most",
                "How often somebody picked a resource from a list. Whether its page was then opened, nobody is told.",
                "Resource", "Chosen", most_named(self.of("chosen"), self.labels),
            ),
            Figure(
                "formats", "Formats asked for", "How often somebody asked for a podcast, a report and so on.",
                "Format", "Asked for", most_named(self.of("format"), formats),
            ),
        )  # fmt: skip

    def opinions(self) -> tuple[Figure, ...]:
        """What was said with the two buttons under an answer."""
        return (
            Figure(
                "helped", "Answers that helped", "How often somebody pressed “This helped”. Most people press nothing.",
                "Answer", "Times", most_named(self.of("helped"), self.labels),
            ),
            Figure(
                "not_helped", "Answers that did not help",
                "How often somebody pressed “This did not help”. Read these answers again first.",
                "Answer", "Times", most_named(self.of("not_helped"), self.labels),
            ),
        )  # fmt: skip

    def reasons(self) -> Figure:
        """What enquiries were about."""
        found = self.of("enquiry")
        labels = {one.id: one.label for one in self.knowledge.contact.reasons}
        others = sum(count for key, count in found.items() if key not in labels)
        rows = in_order({**found, NO_REASON: others}, {**labels, NO_REASON: "No reason chosen"})
        about = "What leaders chose when they wrote to the team."
        return Figure("reasons", "Enquiries by reason", about, "Reason", "Enquiries", rows)

    def first_replies(self) -> Figure:
        """Working days until the first reply."""
        days: Counter[str] = Counter()
        for key, count in self.of("replied").items():
            days[str(min(int(key), LONGEST))] += count
        longest = max(map(int, days), default=0)
        days[NONE_YET] = max(0, self.of("enquiry").total() - days.total())
        labels = {str(number): f"{number} working days" for number in range(longest + 1)}
        labels |= {"0": "The same day", "1": "1 working day", str(LONGEST): f"{LONGEST} working days or more"}
        labels = {key: labels[key] for key in map(str, range(longest + 1))} | {NONE_YET: "No first reply yet"}
        promised = self.knowledge.contact.promised_reply_days
        promise = f" The promise is {promised}." if promised else ""
        about = (
            "How many working days passed until somebody of the team wrote back; weekends and bank holidays in England "
            f"do not count.{promise} Replies by e-mail are not seen here."
        )
        return Figure("first_replies", "Time to the first reply", about, "Time", "Enquiries", in_order(days, labels))

    def late(self) -> Fact:
        """Broken promises."""
        found, about = self.of("promise"), "First replies that came after the day that the leader was told."
        value = few(found["broken"]) if found else "not known yet"
        return Fact("late", "Replied later than promised", value, about)


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
