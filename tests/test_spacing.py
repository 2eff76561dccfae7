"""Spaces are put where the knowledge has them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library.folder import Snapshot

LOOK_ALIKES = Path(__file__).parent / "messages/spaced.txt"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("any pod casts on allyship", "any podcasts on allyship"),
        ("is there a web inar", "is there a webinar"),
        ("who gave the key note", "who gave the keynote"),
        ("who gave the key-note", "who gave the keynote"),
        ("Work Force race equality standard", "WorkForce race equality standard"),
        ("board room talk", "boardroom talk"),
        ("ally ship for chairs", "allyship for chairs"),
        ("ethnicity payg ap", "ethnicity pay gap"),
        ("NHSProviders", "NHS Providers"),
        ("#RaceEquality and theoryofchange", "#Race Equality and theory of change"),
        ("casestudies please", "case studies please"),
        ("how do we closethe gap", "how do we close the gap"),
    ],
)
def test_words_are_joined_and_parted_as_the_knowledge_has_them(snapshot: Snapshot, typed: str, meant: str) -> None:
    assert snapshot.understanding.find.prepare.spaced(typed) == meant


def test_other_words_stay_as_they_are(snapshot: Snapshot) -> None:
    lines = [line for line in LOOK_ALIKES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) >= 40
    assert [snapshot.understanding.find.prepare.spaced(line) for line in lines] == lines


@pytest.mark.parametrize(
    ("typed", "well"),
    [
        ("any pod casts about allyship", "any podcasts about allyship"),
        ("what is the work force race equality standard", "what is the workforce race equality standard"),
        ("payg ap", "pay gap"),
        ("raceequality programme", "race equality programme"),
    ],
)
def test_the_reply_is_that_to_the_words_spaced_well(snapshot: Snapshot, typed: str, well: str) -> None:
    assert snapshot.understanding(typed)[0] == snapshot.understanding(well)[0]
