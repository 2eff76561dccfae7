"""The report says what was asked for, shows no small number, and is whole in itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.gaps.grouping import Review
from bot.library.folder import Library
from bot.report.figures import FEW, Figure, by_week, in_order
from bot.report.open_data import figures
from bot.report.page import page
from bot.report.report import Counted, Report, counted, report
from bot.report.report_figures import STANDS, closed
from bot.report.small_numbers import is_small
from bot.store.counts import Tally, week_of
from bot.store.store import Store
from knowledge.model import Knowledge
from tests.conftest import Command, Folder
from tests.office import office
from tests.phone import Phone
from tests.year import EXAMINED, NOW, reported

HOSTILE = '<script>alert(1)</script> & "quotes"'


@pytest.fixture(scope="module")
def knowledge(team_knowledge: Knowledge) -> Knowledge:
    return team_knowledge


def figure(made: Report, id_: str) -> Figure:
    return next(one for one in figures(made) if one.id == id_)


def numbers(made: Report, id_: str) -> dict[str, int | None]:
    return {row.label: row.count for row in figure(made, id_).rows}


def of(knowledge: Knowledge, **counts: Counter[str]) -> Report:
    """A report of one week."""
    store = Store.open(None)
    for kind, keys in counts.items():
        store.counts.add(week_of(NOW), [Tally(kind, key) for key in keys.elements()])  # type: ignore[arg-type]  # a kind
    return report(counted(store, NOW), knowledge, EXAMINED, Review(), NOW)


def nothing(knowledge: Knowledge) -> Report:
    return report(Counted(), knowledge, EXAMINED, Review(), NOW)


class Text(HTMLParser):
    """What a page says, tag by tag, and the elements it is made of."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.mark.parametrize("busy", [1, 3, 40, 400])
def test_no_figure_of_a_year_holds_a_small_number(knowledge: Knowledge, busy: int) -> None:
    made = reported(knowledge, busy)
    assert [
        (one.id, row) for one in figures(made) for row in one.rows if row.count is not None and is_small(row.count)
    ] == []
    facts = [fact.value for fact in made.glance if fact.id != "checks"]
    assert [value for value in facts if value in {"1", "2", "3", "4"}] == []


def test_weeks_and_endings_tell_the_same_sum(knowledge: Knowledge) -> None:
    made = reported(knowledge, 40)
    sums = {sum(row.count or 0 for row in figure(made, id_).rows) for id_ in ("questions_by_week", "endings")}
    assert {f"{one:,}" for one in sums} == {made.glance[0].value}
    assert len(sums) == 1


def test_enquiries_by_reason_and_by_reply_tell_the_same_sum(knowledge: Knowledge) -> None:
    made = reported(knowledge, 40)
    assert len({sum(row.count or 0 for row in figure(made, id_).rows) for id_ in ("reasons", "first_replies")}) == 1


def test_a_small_ending_stands_together_with_the_next(knowledge: Knowledge) -> None:
    made = of(knowledge, question=Counter(answer=20, suggest=9, unknown=6, contact=3, social=4))
    assert numbers(made, "endings") == {
        "Answered at once": 20, "Asked back: did you mean …": 9, "Said that it does not know": 6,
        "Showed the way to a person or greeting or thanks": 7,
    }  # fmt: skip


def test_of_a_list_the_small_are_told_as_one_sum_or_not_at_all(knowledge: Knowledge) -> None:
    first, second, third = (one.id for one in knowledge.entries[:3])
    some = of(knowledge, entry=Counter({first: 9, second: 4, third: 3}))
    few = of(knowledge, entry=Counter({first: 9, second: 2, third: 1}))
    label = knowledge.entries[0].label
    assert numbers(some, "entries") == {label: 9, "All others together": 7}
    assert numbers(few, "entries") == {label: 9, "Each of the others": None}
    assert f"Each of the others: {FEW}" not in page(some)


def test_where_few_asked_nothing_is_told_but_that(knowledge: Knowledge) -> None:
    made = of(knowledge, question=Counter(answer=2, unknown=1), entry=Counter({knowledge.entries[0].id: 2}))
    assert made.glance[0].value == FEW
    assert numbers(made, "questions_by_week") == {"23 November to 29 November 2026": None}
    assert numbers(made, "endings") == {"All together": None}
    assert numbers(made, "entries") == {"Each": None}
    assert knowledge.entries[0].label not in page(made)


def test_gaps_that_were_asked_often_are_told_and_what_became_of_all(knowledge: Knowledge) -> None:
    made = reported(knowledge, 40)
    assert numbers(made, "gaps") == {"Do you run coaching?": 9, "Each of the others": None}
    assert numbers(made, "settled") == {
        "Learned as another way to ask": 13, "Got an answer of its own": 0, "Answered by now": 0,
        "Not for this assistant or still open": 10,
    }  # fmt: skip
    assert "budget" not in page(made)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, "none"),
        ({"same_as": 2, "open": 1}, FEW),
        ({"same_as": 7, "answered": 5, "open": 9}, "12"),
        ({"same_as": 7, "known": 2, "not_ours": 6, "open": 9}, "at least 7"),
    ],
)
def test_closed_gaps_are_counted_from_what_is_shown_of_them(counts: dict[str, int], told: str) -> None:
    assert closed(Figure("settled", "", "", "", "", in_order(counts, STANDS))).value == told


def test_what_was_counted_before_a_clock_was_put_back_is_told_too(knowledge: Knowledge) -> None:
    store = Store.open(None)
    store.counts.add(week_of(NOW) + timedelta(weeks=1), [Tally("question", "answer")] * 7)
    made = report(counted(store, NOW), knowledge, EXAMINED, Review(), NOW)
    assert [row.count for row in figure(made, "questions_by_week").rows] == [7]


def test_a_quiet_week_stands_together_with_the_next() -> None:
    rows = by_week(date(2025, 12, 15), [9, 1, 2, 6, 0, 7])
    assert [(row.label, row.count) for row in rows] == [
        ("15 December to 21 December 2025", 9),
        ("22 December to 11 January 2026 (3 weeks)", 9),
        ("12 January to 18 January 2026", 0),
        ("19 January to 25 January 2026", 7),
    ]


def test_late_replies_are_told_without_telling_how_few(knowledge: Knowledge) -> None:
    values = [of(knowledge, promise=Counter(kept=20, broken=late)).glance[3].value for late in (0, 3, 5)]
    assert values == ["none", FEW, "5"]


def test_an_answer_that_is_gone_is_named_by_its_id(knowledge: Knowledge) -> None:
    assert "an-answer-of-old" in numbers(of(knowledge, entry=Counter({"an-answer-of-old": 9})), "entries")


def test_the_knowledge_is_told_with_its_checks_and_what_is_old(knowledge: Knowledge) -> None:
    old = replace(knowledge.entries[0], reviewed="2024-01")
    made = nothing(replace(knowledge, entries=(old, *knowledge.entries[1:])))
    facts = {fact.id: fact.value for fact in made.sections[-1].facts}
    assert (facts["checks"], facts["old"], facts["found"]) == ("239 of 240", "1", "100%")


def test_a_page_of_nothing_is_kind_and_useful(knowledge: Knowledge) -> None:
    said = " ".join(Text(page(nothing(knowledge))).said)
    assert "Nobody has asked the assistant anything yet." in said
    assert "239 of 240" in said
    assert "At a glance" not in said


def test_whatever_the_knowledge_says_is_escaped(knowledge: Knowledge) -> None:
    hostile = replace(knowledge.entries[0], question=HOSTILE)
    contact = replace(knowledge.contact, organisation=HOSTILE)
    changed = replace(knowledge, entries=(hostile, *knowledge.entries[1:]), contact=contact)
    text = Text(page(of(changed, entry=Counter({hostile.id: 9, knowledge.entries[1].id: 8}))))
    assert "script" not in {tag for tag, _ in text.tags}
    assert sum(HOSTILE in said for said in text.said) >= 2  # the header, and the table


def test_the_page_loads_nothing_and_runs_nothing(knowledge: Knowledge) -> None:
    source = page(reported(knowledge, 40))
    tags = Text(source).tags
    assert not {tag for tag, _ in tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "image",
    }
    assert not {name for _, attributes in tags for name in attributes if name.startswith("on") or name == "src"}
    assert all((attributes["href"] or "").startswith("#") for _, attributes in tags if "href" in attributes)
    assert not re.search(r"url\(|@import|//(?!www\.w3\.org/2000/svg)", source)


def test_every_chart_has_its_words_and_its_table(knowledge: Knowledge) -> None:
    text = Text(page(reported(knowledge, 40)))
    ids = [attributes["id"] for _, attributes in text.tags if "id" in attributes]
    charts = [attributes for tag, attributes in text.tags if tag == "svg"]
    assert len(charts) == 2  # wide and narrow
    assert all(chart["role"] == "img" for chart in charts)
    assert {one for chart in charts for one in (chart["aria-labelledby"] or "").split()} <= {*ids}
    assert len(ids) == len({*ids})
    assert {attributes["href"] for tag, attributes in text.tags if tag == "a"} <= {f"#{id_}" for id_ in ids}
    assert sum(tag == "caption" for tag, _ in text.tags) == sum(tag == "table" for tag, _ in text.tags) >= 10
    assert all("scope" in attributes for tag, attributes in text.tags if tag == "th")


def test_no_label_is_cut_and_each_has_a_bar_as_long_as_its_number(knowledge: Knowledge) -> None:
    made = reported(knowledge, 40)
    text = Text(page(made))
    assert {row.label for figure in figures(made) for row in figure.rows} <= {*text.said}
    endings = figure(made, "endings")
    lengths = [float(endings.length(row)) for row in endings.drawn]
    assert max(lengths) == 100
    assert lengths == pytest.approx([100 * (row.count or 0) / 894 for row in endings.drawn], abs=0.1)


def test_what_takes_pages_comes_after_all_that_is_told(knowledge: Knowledge) -> None:
    source = page(reported(knowledge, 40))
    titles = [figure.title for section in reported(knowledge, 40).sections for figure in section.figures]
    assert max(source.index(f">{title}<") for title in titles) < source.index("8 December to 14 December 2025<")


def test_headings_are_in_order(knowledge: Knowledge) -> None:
    levels = [int(tag[1]) for tag, _ in Text(page(reported(knowledge, 40))).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


@pytest.fixture
def filled(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A small folder of knowledge, and a database in which ten people asked the same this week."""
    database = tmp_path / "assistant.db"
    monkeypatch.setenv("BOT_DATABASE", str(database))
    store = Store.open(database)
    tallies = [Tally("question", "answer"), Tally("entry", "wres")] * 10
    store.alone(lambda kept: kept.counts.add(week_of(datetime.now(UTC)), tallies))
    store.close()
    return folder(faq="- {id: wres, question: What is the WRES?, answer: A standard.}"), database


def test_the_command_writes_a_page_and_the_same_numbers_as_a_database(
    quick_command: Command, filled: tuple[Path, Path], tmp_path: Path
) -> None:
    page_file, data = tmp_path / "report.html", tmp_path / "report.db"
    ran = quick_command("report", "-o", str(page_file), "--data", str(data), "--knowledge", str(filled[0]))
    assert (ran.code, ran.out, ran.err) == (0, f"The report is in {page_file}.\n", "")
    assert "What is the WRES?" in page_file.read_text("utf-8")
    assert [*Database(data).query("SELECT * FROM entries")] == [
        {"key": "wres", "label": "What is the WRES?", "count": 10}
    ]


def test_a_report_can_be_made_in_the_place_of_another(
    quick_command: Command, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "new.db"))
    Store.open(tmp_path / "new.db").close()
    small = folder(faq="- {id: wres, question: What is the WRES?, answer: A standard.}")
    (tmp_path / "report.html").write_text("an older one", "utf-8")
    assert quick_command("report", "-o", "report.html", "--knowledge", str(small)).code == 0
    assert "Nobody has asked" in (tmp_path / "report.html").read_text("utf-8")


def test_where_it_cannot_be_written_a_sentence_says_so(quick_command: Command, filled: tuple[Path, Path]) -> None:
    ran = quick_command("report", "-o", "nowhere/report.html", "--knowledge", str(filled[0]))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("nowhere/report.html cannot be written (") or "\\report.html" in ran.err
    assert ran.err.count("\n") == 1


async def test_an_administrator_gets_the_page_as_a_document_and_nobody_else_does(
    few_words: Library, folder: Folder
) -> None:
    """Three weeks go by; in each, some ask the same, and one asks something else."""
    snapshot = few_words.open(folder(faq="- {id: wres, question: What is the WRES?, answer: A standard.}"))
    async with office(snapshot) as at:
        for week in range(3):
            for person in range(6):
                await Phone(at.assistant, at.server, 100 * week + person + 50).write("What is the WRES?")
            await at.leader.write("who won the cup final")
            at.clock.pass_(weeks=1)
        soon, document = await Phone(at.assistant, at.server, person=1).write("/report")
        (refused,) = await at.leader.write("/report")
        source = at.server.files[document.message["document"]["file_id"]].decode()
    assert soon.text == "The report is being made. It takes up to a minute."
    assert document.message["document"]["file_name"] == "report-2026-12-14.html"
    said = " ".join(" ".join(Text(source).said).split())
    assert "23 November to 29 November 2026 7 30 November to 6 December 2026 7" in said
    assert "What is the WRES? 18" in said
    assert "/whoami" in refused.text
