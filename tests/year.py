"""A year in the life of an assistant: numbers as leaders and staff would leave them, the same in every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.checking.examination import Examined
from bot.gaps.grouping import Group, Review
from bot.report.report import Counted, Report, counted, report
from bot.store.counts import Tally, week_of
from bot.store.records import Gap
from bot.store.store import Store
from knowledge.model import Knowledge
from knowledge.quality.held_out import Heard, Quality

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
EXAMINED = Examined((), (), (239, 240), Quality((Heard("wres", "what is it", "wres", 0, 1.0, 1.0),)))
ENDINGS = {"answer": 62, "suggest": 14, "unknown": 9, "contact": 6, "social": 9}
WAIT = {0: 22, 1: 34, 2: 20, 3: 10, 4: 3, 7: 1}  # working days to a first reply


@dataclass
class Year:
    """Fills a store; `busy` are questions in a usual week."""

    store: Store
    knowledge: Knowledge
    busy: int = 40
    seed: int = 7

    def fill(self, now: datetime, weeks: int = 52) -> None:
        """The weeks before a moment; August and Christmas are quiet, and the use grows."""
        chance = Random(self.seed)  # noqa: S311 - a year that is the same in every run
        for past in reversed(range(weeks)):
            week = week_of(now) - timedelta(weeks=past)
            quiet = 0.25 if week.month == 8 else 0.03 if (week.month, week.day // 20) == (12, 1) else 1
            expected = self.busy * quiet * (1 - past / (2 * weeks))
            self.store.counts.add(week, self._week(chance, max(0, round(chance.gauss(expected, expected / 5)))))

    def _week(self, chance: Random, questions: int) -> Sequence[Tally]:
        entries = [one.id for one in self.knowledge.entries]
        resources = [one.id for one in self.knowledge.resources]
        pillars = [one.id for one in self.knowledge.pillars]
        formats = list(self.knowledge.vocabulary.formats)
        reasons = [*(one.id for one in self.knowledge.contact.reasons), "none"]
        found: list[Tally] = []
        for _ in range(questions):
            ending = chance.choices(list(ENDINGS), list(ENDINGS.values()))[0]
            found.append(Tally("question", ending))
            if ending == "answer":
                found.append(Tally("entry", _often(chance, entries)))
                found += [Tally("resource", _often(chance, resources)) for _ in range(chance.randint(0, 3))]
                found.append(Tally("pillar", chance.choices(pillars, range(len(pillars), 0, -1))[0]))
                if chance.random() < 0.2:
                    found.append(Tally("format", _often(chance, formats)))
                    found.append(Tally("chosen", _often(chance, resources)))
                if chance.random() < 0.25:
                    found.append(Tally("helped" if chance.random() < 0.8 else "not_helped", _often(chance, entries)))
            elif ending == "contact" and chance.random() < 0.9:
                found.append(Tally("enquiry", _often(chance, reasons)))
                if chance.random() < 0.95:
                    days = chance.choices(list(WAIT), list(WAIT.values()))[0]
                    found += [Tally("replied", str(days)), Tally("promise", "kept" if days <= 3 else "broken")]
        return found


def _often(chance: Random, ids: Sequence[str]) -> str:
    """Some are wanted much more than others (Zipf)."""
    return chance.choices(ids, [1 / place for place in range(1, len(ids) + 1)])[0]


def reported(knowledge: Knowledge, busy: int, now: datetime = NOW) -> Report:
    """The report after a year of so many questions in a usual week."""
    store = Store.open(None)
    Year(store, knowledge, busy).fill(now)
    gaps, reviewed = _gaps(now.date())
    return report(Counted(counted(store, now).counts, gaps), knowledge, EXAMINED, reviewed, now)


def _gaps(day: date) -> tuple[list[Gap], Review]:
    """Questions without an answer: one asked often in two ways, one seldom, and some that are settled."""
    asked = (("Do you run coaching?", 9, None), ("Is there a coach for me", 3, None), ("Can I see the budget", 2, None))
    settled = [(f"Is topic {number} yours?", 1, "same_as" if number % 3 else "not_ours") for number in range(20)]
    rows = [*asked, *settled]
    gaps = [Gap(n, words, "unknown", None, None, times, day, how) for n, (words, times, how) in enumerate(rows)]  # type: ignore[arg-type]  # as the table has it
    return gaps, Review((Group(tuple(gaps[:2])), Group((gaps[2],))))
