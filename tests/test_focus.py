"""What a conversation is about makes some readings of the next message likelier than others."""

from __future__ import annotations

import numpy as np
import pytest

from bot.library.folder import Snapshot
from knowledge.conversing.focus import WAYS, Nearness, Reading, near, ways
from knowledge.deciding.outcome import Memory
from knowledge.finding.facets import Facets
from knowledge.ranking.index import Ranking
from tests.person import conversation, named
from tests.sample import knowledge, question

ANSWER, GAP, GUIDE = "what-is-the-wres", "close-the-pay-gap", "pay-gap-guide"


def reading(text: str, alone: dict[str, float], together: dict[str, float] | None = None) -> Reading:
    """A message and how probable each id is by either reading."""
    return Reading(question(text), Facets(), ranking(alone), ranking(together or alone), lambda _: 0.0)


def ranking(chances: dict[str, float]) -> Ranking:
    return Ranking(tuple(chances), np.array([*chances.values()], np.float32), 1 - sum(chances.values()))


def test_what_the_last_reply_names_is_near() -> None:
    signs = near(reading("the guide?", {ANSWER: 0.2}), Memory("pay gap", ids=(GAP,)), knowledge())
    assert (signs[GAP]["in focus"], signs[GUIDE]["named by it"], signs[ANSWER]["named by it"]) == (1, 1, 0)


def test_what_was_shown_before_is_still_known() -> None:
    memory = Memory("pay gap", ids=(GAP,), earlier=(ANSWER,))
    assert near(reading("and that one?", {GAP: 0.2}), memory, knowledge())[ANSWER]["shown earlier"] == 1


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("why?", "about nothing"),
        ("and governors?", "opens"),
        ("no, I meant the report", "corrects"),
        ("who wrote it", "points"),
    ],
)
def test_how_a_message_refers(text: str, way: str) -> None:
    assert way in ways(question(text))
    assert way not in ways(question("How do trusts close the ethnicity pay gap for nurses?"))


def test_a_weight_moves_what_is_near_to_the_front() -> None:
    memory, far = Memory("pay gap", ids=(GAP,)), reading("the guide", {ANSWER: 0.5, GUIDE: 0.3})
    apart = Nearness({"alone": (1.0, *[0.0] * (len(WAYS) - 1))})
    drawn = Nearness({**apart.weights, "named by it": (5.0, *[0.0] * (len(WAYS) - 1))})
    assert apart(far, memory, knowledge()).ids[0] == ANSWER
    assert drawn(far, memory, knowledge()).ids[0] == GUIDE


# The knowledge that ships.


def test_thanks_do_not_end_a_conversation(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    say("too hot to handle")
    assert say("thanks, that is great").outcome == "social"
    assert named(say("who wrote it?")) == ["too-hot-to-handle"]


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("What does WRES indicator 7 measure?", "and 3?"), "disciplin"),
        (("what is the disciplinary gap?", "and at Barking, Havering and Redbridge?"), "barking"),
        (("what are the six high impact actions", "what is the last of them about"), "bull"),
        (("board assurance framework", "meaning what?"), "risk"),
    ],
)
def test_a_short_message_is_about_what_was_said(snapshot: Snapshot, turns: tuple[str, ...], told: str) -> None:
    say = conversation(snapshot)
    *_, last = [say(turn) for turn in turns]
    assert last.outcome == "answer"
    assert told in last.text.casefold()


@pytest.mark.parametrize("before", ["too hot to handle", "podcasts please", "What does WRES indicator 7 measure?"])
def test_another_subject_is_another_subject(snapshot: Snapshot, before: str) -> None:
    say = conversation(snapshot)
    say(before)
    assert "pcref" in str(say("right, something else: what is PCREF?").match.id)


def test_what_is_dropped_is_dropped(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    say("how do we close the disciplinary gap")
    assert say("actually forget that, what is the WRES").match.id in {"term-wres", "what-is-the-wres"}


def test_a_fact_of_the_second_of_a_list(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    second = named(say("reports by Roger Kline"))[1]
    assert named(say("who wrote the second")) == [second]


def test_none_of_a_choice_is_not_its_first(snapshot: Snapshot) -> None:
    say = conversation(snapshot)
    asked = say("board diversity in local councils")
    assert asked.outcome == "suggest"
    offered = {suggestion.entry for suggestion in asked.suggestions}
    other = say("not that")
    assert other.outcome == "suggest"
    assert not offered & {suggestion.entry for suggestion in other.suggestions}
