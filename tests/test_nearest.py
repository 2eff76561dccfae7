"""A name that does not exist is answered with the one that was probably meant."""

from __future__ import annotations

import pytest

from knowledge.did_you_mean import nearest, suggestion
from knowledge.loading.parse import KINDS
from knowledge.loading.tables import ENTRY, FORMATS, RESOURCE

IDS = ("what-is-the-programme", "who-is-it-for", "term-wres", "wres-2024-report", "race-2-0-time-for-real-change")
TOPICS = ("inclusive-recruitment", "health-inequalities", "allyship", "data", "data-quality")
PILLARS = ("hearts-and-minds", "confidence-and-capability", "taking-accountability")


@pytest.mark.parametrize(
    ("wrong", "right", "meant"),
    [
        ("heart-and-minds", PILLARS, "hearts-and-minds"),
        ("Hearts and minds", PILLARS, "hearts-and-minds"),
        ("hearts", PILLARS, "hearts-and-minds"),
        ("accountability", PILLARS, "taking-accountability"),
        ("capability-and-confidence", PILLARS, "confidence-and-capability"),
        ("anwser", ENTRY, "answer"),
        ("alsoasked", ENTRY, "also_asked"),
        ("also-asked", ENTRY, "also_asked"),
        ("followups", ENTRY, "follow_ups"),
        ("Question", ENTRY, "question"),
        ("pillar", ENTRY, "pillars"),
        ("source", RESOURCE, "sources"),
        ("publsher", RESOURCE, "publisher"),
        ("podcats", FORMATS, "podcast"),
        ("video", FORMATS, "video-interview"),
        ("casestudy", FORMATS, "case-study"),
        ("recruitment", TOPICS, "inclusive-recruitment"),
        ("health-inequality", TOPICS, "health-inequalities"),
        ("wres", IDS, "term-wres"),
        ("race-2-0", IDS, "race-2-0-time-for-real-change"),
        ("what-is-programme", IDS, "what-is-the-programme"),
        ("resource", KINDS, "resources"),
        ("small-talk", KINDS, "smalltalk"),
        ("strat", PILLARS, None),
        ("id", ("minutes", "audiences"), None),
        ("", PILLARS, None),
        ("hearts-and-minds" * 10, PILLARS, None),
    ],
)
def test_what_was_probably_meant(wrong: str, right: tuple[str, ...], meant: str | None) -> None:
    assert nearest(wrong, right) == meant


def test_where_nothing_is_near_all_that_is_known_is_named() -> None:
    assert suggestion("strat", PILLARS) == f"; known are {', '.join(sorted(PILLARS))}"


def test_a_long_list_is_not_named() -> None:
    assert suggestion("strat", [f"report-number-{number}" for number in range(30)]) == ""
