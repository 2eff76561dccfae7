"""The figures of the report: each with its words beside the numbers that they explain, for administrators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.gaps.grouping import Review
from bot.report.figures import FEW, Fact, Figure, Row, few, in_order, most_named, spoken
from bot.store.counts import NO_REASON
from bot.store.records import Gap
from knowledge.model import Knowledge

LONGEST = 10  # working days to a first reply; what took longer stands together
NONE_YET = "none-yet"
OUTCOMES = {
    "answer": "Answered at once",
    "suggest": "Asked back: did you mean …",
    "unknown": "Said that it does not know",
    "contact": "Showed the way to a person",
    "social": "Greeting or thanks",
}
CLOSED = {
    "same_as": "Learned as another way to ask",
    "answered": "Got an answer of its own",
    "known": "Answered by now",
}
STANDS = {**CLOSED, "not_ours": "Not for this assistant", "open": "Still open"}

Counts = Mapping[str, Counter[str]]  # by kind, then by key


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes the figures of a report from the numbers that were counted."""

    knowledge: Knowledge
    counts: Counts
    labels: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.labels.update((id_, one.label) for id_, one in self.knowledge.by_id.items())

    def of(self, kind: str) -> Counter[str]:
        """How often each thing of a kind was counted."""
        return self.counts.get(kind, Counter())

    def glance(self) -> tuple[Fact, ...]:
        """The few numbers that say most about the time of the report."""
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
        """How many questions were asked each week."""
        about = (
            "How many questions came in each week. A quiet week stands together with the next, and the last one "
            "may not be over yet."
        )
        return Figure("questions_by_week", "Questions a week", about, "Week", "Questions", rows, over_time=True)

    def endings(self) -> Figure:
        """How many questions ended in each outcome."""
        counts = self.of("question")
        about = "What the assistant did with each question. “Does not know” is honest; see what was missing and add it."
        rows = in_order(counts, OUTCOMES)
        whole = counts.total() if any(row.count for row in rows) else None
        return Figure("endings", "How questions ended", about, "Ending", "Questions", rows, whole=whole)

    def wanted(self) -> tuple[Figure, ...]:
        """Which entries and resources were shown and chosen most."""
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
        """For which reasons leaders wrote to the team."""
        counts = self.of("enquiry")
        labels = {one.id: one.label for one in self.knowledge.contact.reasons}
        others = sum(count for key, count in counts.items() if key not in labels)
        rows = in_order({**counts, NO_REASON: others}, {**labels, NO_REASON: "No reason chosen"})
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
        """How many enquiries were answered later than was promised."""
        found, about = self.of("promise"), "First replies that came after the day that the leader was told."
        value = few(found["broken"]) if found else "not known yet"
        return Fact("late", "Replied later than promised", value, about)


def gap_figures(gaps: Sequence[Gap], reviewed: Review) -> tuple[Figure, Figure]:
    """What waits for an answer, and what became of all that had none.

    The first counts people, as few as it may have been, the second different questions: of the same sum one could be
    told by the other.
    """
    waiting = {group.gaps[0].words: group.people for group in reviewed.groups}
    stands = Counter(_stands(gap, reviewed) for gap in gaps if gap.id not in reviewed.dropped)
    return (
        Figure(
            "gaps", "Asked most and not answered", "Questions that mean the same stand together; /gaps settles them.",
            "Question", "People", most_named(waiting, {}),
        ),
        Figure(
            "settled", "What became of them", "How many different questions had no answer, or none that helped.",
            "How it stands", "Questions", in_order(stands, STANDS),
        ),
    )  # fmt: skip


def _stands(gap: Gap, reviewed: Review) -> str:
    if gap.id in reviewed.opened:
        return "open"
    return reviewed.settled[gap.id][0] if gap.id in reviewed.settled else gap.how or "open"


def closed(settled: Figure) -> Fact:
    """How many gaps are closed, by what the figure of them shows and by nothing else: no other sum may be told."""
    parts = [({*row.key.split("+")}, row.count or 0) for row in settled.rows]
    count = sum(count for keys, count in parts if keys <= CLOSED.keys())
    partly = any(keys & CLOSED.keys() and not keys <= CLOSED.keys() for keys, _ in parts)
    hidden = any(row.count is None for row in settled.rows)
    value = FEW if hidden else f"at least {count}" if partly else spoken(count)
    return Fact("closed", "Gaps closed", value, "Different questions that had no answer and have one now.")
