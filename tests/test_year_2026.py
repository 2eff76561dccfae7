"""What leaders ask in 2026, in wordings that nobody wrote into the knowledge: is it found, and of use?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.conversation.reply import Replies, Reply
from bot.library.folder import Snapshot
from knowledge.model import Entry

ANSWERED, FOUND = 70, 76  # of the 84 wordings, so many at least; 76 and 81 when this was written
STEPS = "Check first that the person is safe"  # a leader who is told of racism gets these, before anything else


@dataclass(frozen=True, slots=True)
class Heard:
    """A wording, the ids that answer it, and the reply that it gets."""

    text: str
    ids: tuple[str, ...]
    reply: Reply

    @property
    def answered(self) -> bool:
        """Is the first thing that the reply says right?"""
        care = self.reply.outcome == "support" and STEPS in self.reply.text and "after-a-racist-incident" in self.ids
        return care or (self.reply.outcome == "answer" and self.reply.match.id in self.ids)

    @property
    def found(self) -> bool:
        """Is it answered, or among what is offered?"""
        return self.answered or any(offered.entry in self.ids for offered in self.reply.suggestions)


@pytest.fixture(scope="module", name="heard")
def _heard(snapshot: Snapshot) -> tuple[Heard, ...]:
    reply = Replies(snapshot.knowledge)
    lines = (Path(__file__).parent / "messages/year_2026.txt").read_text("utf-8").splitlines()
    asked = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return tuple(Heard(text, tuple(ids.split()), reply(snapshot.understanding(text)[0])) for ids, text in asked)


def missed(heard: tuple[Heard, ...]) -> str:
    """Those that are not answered, with what they get, for whoever reads a failing test."""
    return "\n".join(f"{one.text}\n  {one.reply.outcome} {one.reply.match.id}" for one in heard if not one.answered)


def test_most_of_what_is_asked_in_2026_is_answered_at_once(heard: tuple[Heard, ...]) -> None:
    assert sum(one.answered for one in heard) >= ANSWERED, missed(heard)
    assert sum(one.found for one in heard) >= FOUND, missed(heard)


def test_each_thing_is_found_in_one_of_its_wordings(heard: tuple[Heard, ...]) -> None:
    things = [heard[at : at + 2] for at in range(0, len(heard), 2)]
    assert {first.ids == second.ids for first, second in things} == {True}
    assert [first.text for first, second in things if not first.found and not second.found] == []


def test_none_of_the_wordings_is_written_into_the_knowledge(heard: tuple[Heard, ...], snapshot: Snapshot) -> None:
    written = {asked.casefold() for entry in snapshot.knowledge.entries for asked in entry.also_asked}
    assert [one.text for one in heard if one.text.casefold() in written] == []


def test_each_answer_helps_to_act_and_begins_with_a_resource_that_has_a_link(
    heard: tuple[Heard, ...], snapshot: Snapshot
) -> None:
    entries = [snapshot.knowledge.entry(id_) for id_ in dict.fromkeys(one.ids[0] for one in heard)]
    known = [entry for entry in entries if entry]
    assert len(known) == len(entries)
    assert [entry.id for entry in known if not acts(entry)] == ["what-nhs-providers-says-now"]
    linked = {resource.id: resource.url for resource in snapshot.knowledge.resources}
    assert [entry.id for entry in known if not entry.pack and not linked[entry.resources[0]]] == []


def acts(entry: Entry) -> bool:
    """Does it give something to ask, in itself or below?"""
    return bool(entry.pack or entry.ask or "?" in entry.answer)
