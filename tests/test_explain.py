"""`ask --explain` tells the truth about a reply."""

from __future__ import annotations

import math
import re

import pytest

from bot.conversation.reply import Replies
from bot.explaining.why import explanation, share
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


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("waht is the WRES", "because these are its very words; “waht” was read as “what”. So it was answered with"),
        ("how do we measure progress on race", "because both say “progress”, “race”; the meaning is alike."),
        ("somebody called me a slur at work", "It tells of harm or distress, and care comes before all else. Nearest"),
        ("I want to talk to somebody", "It is about reaching a person, and that comes first. Nearest wording"),
        ("podcasts but not by the King's Fund", "it refuses “The King's Fund”"),
        ("standard", "A choice was safer than an answer, so it asked back: “WRES”"),
        ("where can I park", "That is too little to answer, so it said that it does not know."),
        ("wo ist der Bahnhof bitte sehr", "Too few of its words are English"),
    ],
)  # fmt: skip
def test_a_sentence_that_needs_no_numbers_comes_first(snapshot: Snapshot, asked: str, reason: str) -> None:
    assert reason in explained(snapshot, asked).split("\n\n")[0]


def test_what_was_said_before_is_a_reason_where_it_counts(snapshot: Snapshot) -> None:
    before = "it goes on from what was said before in this conversation"
    _, memory = snapshot.understanding("What is the WRES?")
    assert before in explanation(snapshot, "since when?", memory).sentence
    assert before not in explanation(snapshot, "What is the Race Equality programme?", memory).sentence


@pytest.mark.parametrize(("chance", "share_"), [(0.001, "under 1%"), (0.02, "2%"), (0.9999, "99%")])
def test_nobody_is_told_that_it_is_certain(chance: float, share_: str) -> None:
    assert share(chance) == share_


def test_the_nearest_and_the_next_share_what_is_sure(snapshot: Snapshot) -> None:
    sentence = explained(snapshot, "what is the WRES").split("\n\n")[0]
    assert sum(map(int, re.findall(r"(\d+)%", sentence))) <= 100


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
    sentence, outcome, *_ = ran.out.split("\n\n")
    assert sentence.startswith("Nearest wording: “What is the Race Equality programme?” (What is the Race Equality")
    assert outcome.startswith("Outcome\n  answer: ")
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
