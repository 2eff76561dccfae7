"""Of a question without an answer it is counted how many people asked it, and one person pushes out nobody's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.gaps.askers import MOST_BEGUN, Askers
from bot.library.folder import Snapshot
from bot.store.store import Store
from tests.office import Office, office
from tests.phone import Phone

PERSON = 987_654_321
MONDAY = date(2026, 11, 23)


@pytest.fixture
async def at(snapshot: Snapshot, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(snapshot, store=Store.open(tmp_path / "bot.db")) as opened:
        yield opened


def kept(at: Office) -> dict[str, int]:
    return {gap.words: gap.times for gap in at.store.gaps.all()}


async def test_who_asks_again_is_counted_once(at: Office) -> None:
    for _ in range(6):
        await at.leader.write("who won the cup final")
    assert kept(at) == {"who won the cup final": 1}
    await Phone(at.assistant, at.server, 9).write("who won the cup final")
    assert kept(at) == {"who won the cup final": 2}


async def test_a_question_that_was_settled_opens_again_when_the_same_person_asks(at: Office) -> None:
    await at.leader.write("who won the cup final")
    (gap,) = at.store.gaps.all()
    at.store.gaps.close(gap.id, "known", "term-wres", at.clock.at.date())
    await at.leader.write("who won the cup final")
    assert [(gap.how, gap.times) for gap in at.store.gaps.all()] == [(None, 1)]


async def test_one_person_cannot_push_out_what_others_asked(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.gaps.MOST_GAPS", MOST_BEGUN + 1)
    await at.leader.write("who won the cup final")
    flood = Phone(at.assistant, at.server, PERSON)
    for number in range(MOST_BEGUN + 10):
        await flood.write(f"is there parking in street number {number}")
        at.clock.pass_(minutes=1)
    assert "who won the cup final" in kept(at)
    await flood.write("who won the cup final")
    assert kept(at)["who won the cup final"] == 2


async def test_the_report_counts_people_not_wordings(at: Office) -> None:
    for words in ("is there parking at the event in Leeds", "parking at the event in Leeds?", "Leeds event parking"):
        await at.leader.write(words)
    reviewed = at.assistant.services.reviews(at.store.gaps.all())
    assert max(group.people for group in reviewed.groups) == 1


async def test_nothing_of_who_asked_reaches_the_disk(at: Office) -> None:
    await Phone(at.assistant, at.server, PERSON).write("who won the cup final")
    seal = at.assistant.services.unanswered._askers.seal(PERSON, at.clock.at.date())
    await at.assistant.duties()
    files = b"".join(path.read_bytes() for path in Path(at.store.name).parent.iterdir() if path.is_file())
    assert str(PERSON).encode() not in files and seal.encode() not in files


def test_a_seal_is_another_each_week_and_in_each_process() -> None:
    askers = Askers()
    seal = askers.seal(PERSON, MONDAY)
    assert askers.seal(PERSON, date(2026, 11, 29)) == seal
    assert Askers().seal(PERSON, MONDAY) != seal
    assert askers.asks(seal, "words") and not askers.asks(seal, "WORDS")
    assert askers.seal(PERSON, date(2026, 11, 30)) != seal
