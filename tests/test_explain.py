"""`ask --explain` tells the truth about a reply."""

from __future__ import annotations

import math

import pytest

from bot.conversation.reply import Replies
from bot.library.folder import Snapshot
from bot.terminal.explain import explained, score_parts
from knowledge.ranking.confidence import Evidence
from tests.conftest import Command


def section(text: str, name: str) -> list[str]:
    """The lines under a heading."""
    lines = text.split(f"{name}\n", 1)[1].split("\n\n", 1)[0]
    return [line.strip() for line in lines.splitlines()]


def test_a_mistyped_word_is_shown_with_what_it_was_taken_for(snapshot: Snapshot) -> None:
    words = section(explained(snapshot, "waht is it"), "Words")
    assert words[0].startswith("what (typed waht): known")


def test_a_known_name_is_shown_in_full(snapshot: Snapshot) -> None:
    text = explained(snapshot, "What is the WRES?")
    assert "a name for: workforce race equality standard" in section(text, "Words")


def test_wishes_are_shown(snapshot: Snapshot) -> None:
    assert {"formats: podcast", "since: 2022"} <= set(section(explained(snapshot, "podcasts since 2022"), "Wishes"))


def test_the_parts_of_the_score_add_up_to_the_confidence(snapshot: Snapshot) -> None:
    question = snapshot.understanding.find.prepare("so what is this race equality programme all about then")
    best = snapshot.understanding.find(question, snapshot.understanding.find.facets(question)).best
    chance = best.match.confidence
    assert sum(score_parts(best.evidence).values()) == pytest.approx(math.log(chance / (1 - chance)))
    assert set(score_parts(best.evidence)) == {"start", *Evidence.__slots__}


def test_the_candidates_are_those_of_the_ranking(snapshot: Snapshot) -> None:
    text = explained(snapshot, "What is the Race Equality programme?")
    candidates = section(text, "Candidates")
    assert "what-is-the-programme" in candidates[0]
    assert candidates[-1].endswith("none of them")
    shares = [float(line.split("%")[0]) for line in candidates[:-1]]
    assert shares == sorted(shares, reverse=True)


def test_what_each_reply_is_worth_is_shown_the_best_first(snapshot: Snapshot) -> None:
    lines = section(explained(snapshot, "What is the Race Equality programme?"), "Worth")
    worths = [float(line.split()[0]) for line in lines]
    assert worths == sorted(worths, reverse=True)
    assert "answer: right with" in lines[0]
    assert any("social: right with" in line and "wrong costs 1.5" in line for line in lines)


def test_the_outcome_explained_is_the_outcome(snapshot: Snapshot) -> None:
    replies = Replies(snapshot.knowledge)
    for check in snapshot.knowledge.checks[::5]:
        outcome = replies(snapshot.understanding(check.ask)[0]).outcome
        assert section(explained(snapshot, check.ask), "Outcome")[0].startswith(f"{outcome}: ")


def test_no_words_need_no_explanation(snapshot: Snapshot) -> None:
    assert explained(snapshot, "…") == "There is no word in it, so the outcome is unknown."


def test_the_command_prints_it(command: Command) -> None:
    ran = command("ask", "--explain", "What is the Race Equality programme?")
    assert ran.out.startswith("Outcome\n  answer: ")
    assert ran.code == 0


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("podcasts since 2022", "answer: it says what resources should be like"),
        ("wo ist der Bahnhof bitte sehr", "unknown: too few of its words are English"),
        ("I want to talk to somebody in the team", "contact: to offer a person is right with "),
    ],
)
def test_the_reason_is_the_one_that_decided(snapshot: Snapshot, asked: str, reason: str) -> None:
    assert section(explained(snapshot, asked), "Outcome")[0].startswith(reason)
