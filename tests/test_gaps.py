"""Gaps are grouped by meaning, settled by what is learned, and settle themselves when the knowledge answers them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.gaps.keeping import answer_key, without_details
from bot.library.folder import Library
from bot.store.records import Gap
from bot.store.store import Store
from bot.terminal.gap_list import GapList, SettleError
from tests.administrator import CHECKS, FAQ, Administrator
from tests.conftest import Command, Folder

DAY = date(2026, 11, 23)
PARKING = ("is there parking at the venue", "where can I park at the venue", "parking at the venue?")


@pytest.fixture
def admin(few_words: Library, folder: Folder) -> Administrator:
    return Administrator(few_words, folder(faq=FAQ, checks=CHECKS))


@pytest.fixture
def store() -> Store:
    return Store.open(None)


@pytest.fixture
def listed(admin: Administrator, store: Store) -> GapList:
    return GapList(store, admin.in_force, DAY)


def ask(store: Store, *asked: str, day: date = DAY, **shown: str) -> None:
    for words in asked:
        store.gaps.add(words, "not_helpful" if shown else "unknown", shown.get("entry"), shown.get("key"), day)


def closed(store: Store) -> list[Gap]:
    return [gap for gap in store.gaps.all() if gap.settled == DAY]


def state(store: Store) -> dict[str, tuple[str | None, str | None]]:
    return {gap.words: (gap.how, gap.answer) for gap in store.gaps.all()}


def test_questions_that_mean_the_same_are_one_gap_the_most_asked_first(store: Store, listed: GapList) -> None:
    ask(store, "what colour is the logo", *PARKING, PARKING[1], "who won the cup final")
    groups = listed.groups()
    assert [(group.gaps[0].words, group.times) for group in groups[:1]] == [(PARKING[1], 4)]
    assert len(groups[0].likely) == 2
    assert [group.times for group in groups] == [4, 1, 1]


def test_of_those_that_were_asked_as_often_the_last_asked_is_first(store: Store, listed: GapList) -> None:
    ask(store, "what colour is the logo", day=DAY - timedelta(days=9))
    ask(store, "who won the cup final", day=DAY)
    assert [group.gaps[0].words for group in listed.groups()] == ["who won the cup final", "what colour is the logo"]


def test_the_same_as_an_entry_is_learned_answered_and_undone(
    admin: Administrator, store: Store, listed: GapList
) -> None:
    ask(store, *PARKING)
    number = str(listed.groups()[0].number)
    assert listed.same_as(number, "next-event", insist=False) == f"{number} is settled: next-event has learned it."
    assert set(state(store).values()) == {("same_as", "next-event")}
    assert admin.in_force().understanding("where can I park at the venue")[0].match.id == "next-event"
    assert [gap.words for gap in closed(store)] == list(PARKING)
    admin.undo()
    assert listed.groups()[0].times == 3
    assert closed(store) == []


def test_a_written_answer_becomes_an_entry(admin: Administrator, store: Store, listed: GapList) -> None:
    ask(store, *PARKING)
    number = str(listed.groups()[0].number)
    told = listed.answered(number, "Yes, behind the house.\n\nIt is free.", insist=False)
    assert told == f"{number} is settled: it has become is-there-parking-at-the-venue."
    entry = admin.in_force().knowledge.entry("is-there-parking-at-the-venue")
    assert entry
    assert (entry.question, entry.answer) == ("Is there parking at the venue?", "Yes, behind the house.\n\nIt is free.")
    assert entry.also_asked == PARKING[1:]
    assert listed.groups() == ()


def test_an_answer_may_bring_its_own_question(admin: Administrator, store: Store, listed: GapList) -> None:
    ask(store, *PARKING)
    listed.answered(str(listed.groups()[0].number), "May I come by car?\n\nYes.", insist=False)
    entry = admin.in_force().knowledge.entry("may-i-come-by-car")
    assert entry
    assert (entry.question, entry.answer, len(entry.also_asked)) == ("May I come by car?", "Yes.", 3)


def test_what_is_not_ours_is_not_shown_again_nor_is_the_like(store: Store, listed: GapList) -> None:
    ask(store, "who won the cup final")
    listed.not_ours(str(listed.groups()[0].number))
    ask(store, "who won the cup final", "who won the cup final this year", "what colour is the logo")
    assert [group.gaps[0].words for group in listed.groups()] == ["what colour is the logo"]
    assert state(store)["who won the cup final this year"] == ("not_ours", None)


def test_what_the_knowledge_answers_by_now_settles_itself(admin: Administrator, store: Store, listed: GapList) -> None:
    ask(store, *PARKING[:1])
    assert len(listed.groups()) == 1
    admin.apply(admin.proposals.phrasing("next-event", PARKING[0]))
    assert (listed.groups(), state(store)) == ((), {PARKING[0]: ("known", "next-event")})


def test_an_answer_that_did_not_help_is_settled_when_it_is_changed(
    admin: Administrator, store: Store, listed: GapList
) -> None:
    ask(store, "what is the WRES", entry="wres", key=answer_key("wres", admin.in_force()) or "")
    (group,) = listed.groups()
    assert "wres" not in group.likely
    admin.apply(admin.proposals.answer("wres", "Nine indicators of how staff fare."))
    assert (listed.groups(), state(store)) == ((), {"what is the WRES": ("known", "wres")})


def test_what_would_break_a_check_is_learned_only_if_somebody_insists(store: Store, listed: GapList) -> None:
    asked = ("date of the next webinar", "the date of the next webinar", "date of next webinar")
    ask(store, *asked, entry="next-event")
    number = str(listed.groups()[0].number)
    with pytest.raises(SettleError, match=r"would break these checks:\n- checks\.yaml:2"):
        listed.same_as(number, "wres", insist=False)
    assert set(state(store).values()) == {(None, None)}
    listed.same_as(number, "wres", insist=True)
    assert [gap.answer for gap in closed(store)] == ["wres"] * 3


def test_a_wrong_number_or_id_is_a_sentence(store: Store, listed: GapList) -> None:
    ask(store, "who won the cup final")
    number = str(listed.groups()[0].number)
    for mistake, told in ((("x", "wres"), "There is no gap x"), ((number, "wrse"), "did you mean 'wres'")):
        with pytest.raises(SettleError, match=told):
            listed.same_as(*mistake, insist=False)
    assert state(store) == {"who won the cup final": (None, None)}


def test_a_stand_in_is_never_learned() -> None:
    said = {
        "This is [name], is there parking? [phone number]": "is there parking?",
        "can dr [name] speak at our event": "can dr speak at our event",
        "I am [name] - what is PCREF for boards": "what is PCREF for boards",
        "what is the WRES": "what is the WRES",
    }
    assert {words: without_details(words) for words in said} == said


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The database of the commands, in which a question waits for an answer."""
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "bot.db"))
    store = Store.open(tmp_path / "bot.db")
    store.alone(lambda one: ask(one, *PARKING))
    return store


def test_the_terminal_lists_and_settles(
    quick_command: Command, folder: Folder, asked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder(faq=FAQ, checks=CHECKS)
    monkeypatch.setenv("BOT_KNOWLEDGE", str(own))
    shown = quick_command("gaps")
    assert shown.out.startswith("One question waits for an answer, the most asked first.\n\n1. is there parking")
    assert "Asked 3 times, last on Monday 23 November: no answer." in shown.out
    assert json.loads(quick_command("gaps", "--json").out)[0]["times"] == 3
    assert list(asked.rows("version")) == []
    done = quick_command("gaps", "--answer", "1", "Yes, behind the house.")
    assert (done.code, done.out) == (0, "1 is settled: it has become is-there-parking-at-the-venue.\n")
    assert quick_command("gaps").out == "Every question had an answer, or is settled.\n"
    assert "Yes, behind the house." in (own / "learned.yaml").read_text("utf-8")
    assert [row["who"] for row in asked.rows("version")] == ["", "terminal"]


def test_without_a_folder_of_ones_own_the_terminal_says_how_to_get_one(command: Command, asked: Store) -> None:
    refused = command("gaps", "--same-as", "1", "term-wres")
    assert (refused.code, "init" in refused.err) == (2, True)
    assert list(asked.rows("version")) == []
