"""What changed since last month is told in words, and whoever knows the whole report works out no small number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from bot.gaps.grouping import Review
from bot.report.changed import MONTH, NOT_KNOWN, Month, Worked, better, busier, last_months
from bot.report.figures import WEEK, by_week
from bot.report.report import Counted, Report, report
from bot.report.small_numbers import in_runs
from bot.store.counts import Count
from knowledge.model import Knowledge
from tests.test_small_numbers import exposed
from tests.year import EXAMINED, NOW, reported

MONDAY = date(2026, 11, 23)  # of the week of NOW
Parts = tuple[int, int]  # answered, and not


def of_months(knowledge: Knowledge, *months: Parts, now: datetime = NOW) -> dict[str, str]:
    """What is told of months of four weeks, the last of which has just ended."""
    counts: list[Count] = []
    for past, (answered, others) in enumerate(reversed(months)):
        for week in range(MONTH):
            monday = MONDAY - WEEK * (MONTH * past + week + 1)
            kinds = Counter({"answer": answered // MONTH, "unknown": others // MONTH})
            kinds += Counter({"answer": answered % MONTH, "unknown": others % MONTH}) if week == 0 else Counter()
            counts += [Count(monday, "question", key, count) for key, count in kinds.items()]
    return facts(report(Counted(counts), knowledge, EXAMINED, Review(), now))


def facts(made: Report) -> dict[str, str]:
    return {fact.id: fact.value for section in made.sections if section.id == "changed" for fact in section.facts}


def shown(counts: Sequence[int]) -> Hashable:
    """All that the report tells of two months, each of them a row: how many, how they ended, and the two words."""
    now, before = (counts[0], counts[1]), (counts[2], counts[3])
    weeks = in_runs([sum(before), sum(now)])
    apart = len(weeks) == 2
    words = (better(now, before), busier(span(sum(now)), span(sum(before)))) if apart else ()
    return weeks, in_runs([counts[0] + counts[2], counts[1] + counts[3]]), words


def span(count: int) -> Month:
    return Month(MONDAY, MONDAY + WEEK * MONTH, count)


def test_no_small_number_of_two_months_can_be_worked_out() -> None:
    found = exposed(shown, product(range(15), repeat=4))
    assert [counts for counts in found if sum(counts) < 15] == []  # the twin of a larger one may be out of range


@pytest.mark.parametrize(
    ("months", "asked", "share"),
    [
        (((40, 40), (200, 40)), "more", "a larger share"),
        (((200, 40), (40, 40)), "fewer", "a smaller share"),
        (((80, 40), (84, 40)), "about as many", "about the same share"),
        (((80, 8), (80, 4)), "about as many", NOT_KNOWN),
        (((80, 40),), NOT_KNOWN, NOT_KNOWN),
        (((2, 1), (1, 0)), NOT_KNOWN, NOT_KNOWN),
    ],
)
def test_questions_and_the_share_answered_are_compared_in_words(
    team_knowledge: Knowledge, months: Sequence[Parts], asked: str, share: str
) -> None:
    told = of_months(team_knowledge, *months)
    assert (told["asked_since"], told["answered_since"]) == (asked, share)


def test_a_row_of_quiet_weeks_stays_whole_and_the_week_that_is_not_over_counts_nowhere() -> None:
    counts = [9, 9, 9, 2, 1, 3, 8, 8, 8, 8, 6]
    first = MONDAY - WEEK * (len(counts) - 1)
    now, before = last_months(by_week(first, counts)) or (span(0), span(0))
    assert (now.weeks, now.count, now.end) == (4, 32, MONDAY)
    assert (before.weeks, before.count) == (4, 15)  # the three quiet weeks with the one before them


@pytest.mark.parametrize("busy", [1, 3, 40, 400])
def test_no_number_of_what_people_did_is_in_it(team_knowledge: Knowledge, busy: int) -> None:
    told = facts(reported(team_knowledge, busy))
    assert not any(letter.isdecimal() for id_ in ("asked_since", "answered_since") for letter in told[id_])


def test_what_is_asked_again_without_an_answer_is_named_only_where_the_report_names_it(
    team_knowledge: Knowledge,
) -> None:
    assert facts(reported(team_knowledge, 40))["unanswered_since"] == "Do you run coaching?"


def test_the_work_of_administrators_is_counted(team_knowledge: Knowledge) -> None:
    lately, long_ago = NOW - timedelta(days=3), NOW - timedelta(days=40)
    worked = Worked((lately, lately, long_ago), (lately, long_ago))
    told = facts(report(Counted(worked=worked), team_knowledge, EXAMINED, Review(), NOW))
    assert told["worked_since"] == "changed 2 times, 1 confirmed"
    nothing = facts(report(Counted(), team_knowledge, EXAMINED, Review(), NOW))
    assert nothing["worked_since"] == "not changed, none confirmed"
