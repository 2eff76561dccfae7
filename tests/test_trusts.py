"""What a resource says of the trust it is about: read, checked, shown, and found by who wants one like theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.reply import Replies, Reply
from bot.library.folder import Snapshot
from knowledge.finding.qualities import traits
from knowledge.loading.parse import parse
from knowledge.model import Location, Resource
from knowledge.quality.lint import lint
from knowledge.trust import Trust
from tests.person import Say, conversation

STUDY = """
- id: second-look
  title: "Case study: Anyshire Ambulance Service NHS Trust"
  format: case-study
  also_asked: [a second look, fewer hearings, that ambulance trust]
"""
PARTS = "{name: Anyshire Ambulance Service NHS Trust, sector: ambulance, region: london, staff: 4200}"
NOWHERE = Location("resources.yaml", 1)
ANYSHIRE = Trust("Anyshire Ambulance Service NHS Trust", "ambulance", "london", 4200)


@pytest.fixture(name="ask")
def _ask(snapshot: Snapshot) -> Say:
    """Each question begins anew."""

    def ask(text: str) -> Reply:
        return conversation(snapshot)(text)

    return ask


def study(trust: str) -> list[str]:
    """What the loader says of a case study with this `trust`, or else what the lint says."""
    read = parse({"resources.yaml": f"{STUDY}  trust: {trust}\n"}, {})
    warnings = lint(read.knowledge, date(2026, 11, 23)) if read.knowledge else ()
    return [str(problem) for problem in (*read.problems, *warnings)]


# Read and checked.


def test_it_is_read_with_what_is_known_of_it() -> None:
    known = parse({"resources.yaml": f"{STUDY}  trust: {PARTS}\n"}, {}).knowledge
    assert known
    assert known.resources[0].trust == ANYSHIRE


@pytest.mark.parametrize("nothing", ["", "{}", "{name: }", "null"])
def test_nothing_is_nothing(nothing: str) -> None:
    known = parse({"resources.yaml": f"{STUDY}  trust: {nothing}\n"}, {}).knowledge
    assert known
    assert known.resources[0].trust is None


@pytest.mark.parametrize(
    ("trust", "complaint"),
    [
        ("Anyshire", "must be a group of fields such as 'name: …'"),
        ("{sector: acute}", "sector 'acute' must be ambulance or mental-health or community or hospital"),
        ("{staff: '7,200'}", "staff '7,200' must be a whole number, one or more"),
        ("{ethnic_minority_share: 6%}", "ethnic_minority_share '6%' must be a share in per cent, above 0 and at most"),
        ("{ethnic_minority_share: 620}", "ethnic_minority_share '620' must be a share in per cent"),
        ("{regoin: london}", "unknown key 'regoin', did you mean 'region'?"),
        ("{name: Otherplace NHS Trust}", "names a trust that neither its title, its publisher nor its summary names"),
        ("", "'second-look' does not say which trust it is about; write what it says of it under trust"),
    ],
)
def test_a_slip_is_told_with_its_place(trust: str, complaint: str) -> None:
    (told,) = study(trust)
    assert told.startswith("resources.yaml:")
    assert complaint in told


def test_what_it_does_not_say_its_name_may() -> None:
    resource = Resource("a", "Case study: Yorkshire Ambulance Service NHS Trust", "case-study", NOWHERE)
    assert (traits(resource).sectors, traits(resource).regions) == (("ambulance",), ("north-east-and-yorkshire",))
    stated = replace(resource, trust=Trust(sector="community"))
    assert traits(stated).sectors == ("community",)


# Shown.


@pytest.mark.parametrize(
    ("trust", "line"),
    [
        (replace(ANYSHIRE, ethnic_minority_share=6.2),
         "an ambulance trust in London, about 4,200 staff, 6.2% of staff from an ethnic minority."),
        (Trust("Anyshire NHS Trust", staff=4200), "about 4,200 staff."),
        (Trust("Anyshire NHS Trust", region="london"), "in London."),
    ],
)  # fmt: skip
def test_the_page_of_a_case_study_says_what_kind_of_trust_it_was(snapshot: Snapshot, trust: Trust, line: str) -> None:
    bare = Resource("a", "A second look", "case-study", NOWHERE, trust=trust)
    text, _ = Replies(snapshot.knowledge).about(bare)
    assert f"{trust.name}, as described there: {line}" in text


def test_a_kind_of_trusts_has_no_line(snapshot: Snapshot) -> None:
    text, _ = Replies(snapshot.knowledge).about(snapshot.knowledge.by_id["pcref"])
    assert "as described there" not in text


# Found.


@pytest.mark.parametrize(
    ("said", "first", "reason"),
    [
        ("have you got an example from an ambulance trust", "case-study-yas-disciplinaries", "An ambulance trust"),
        ("case studies from ambulance trusts please", "case-study-yas-disciplinaries", "disciplinary gap"),
        ("examples from small trusts", "case-study-royal-papworth-accountability", "about 2,400 staff"),
        ("a small trust", "case-study-royal-papworth-accountability", "A hospital trust, about 2,400 staff"),
        ("any example from a big trust?", "case-study-uhnm-talent-management", "a hospital trust"),
        ("from the South West", None, "in the South West"),
        ("a case study from London", "case-study-bhrut-disciplinaries", "in London"),
        ("examples from a trust in Yorkshire", "case-study-yas-disciplinaries", "in the North East and Yorkshire"),
        ("a community trust example", "tackling-inequalities-to-build-a-healthy-workforce", "A community trust"),
        ("Yorkshire Ambulance case study", "case-study-yas-disciplinaries", "about 7,200 staff, 6.2% of staff from"),
    ],
)
def test_who_wants_an_example_from_a_trust_like_theirs_gets_it(
    ask: Say, said: str, first: str | None, reason: str
) -> None:
    reply = ask(said)
    assert reply.outcome == "answer"
    assert first is None or reply.resources[0].id == first
    assert reason in reply.text


@pytest.mark.parametrize("said", ["case studies from a mental health trust", "case studies from the North West"])
def test_something_else_from_such_a_trust_is_better_than_a_case_study_from_another(ask: Say, said: str) -> None:
    reply = ask(said)
    assert reply.text.startswith("Nothing fits all of your wishes (case studies · ")
    assert "left out the format." in reply.text
    assert all(
        traits(one).sectors == ("mental-health",) or "north-west" in traits(one).regions for one in reply.resources
    )


def test_every_case_study_of_one_trust_that_ships_says_which(snapshot: Snapshot) -> None:
    studies = [one for one in snapshot.knowledge.resources if one.format == "case-study"]
    assert {one.id for one in studies if one.trust is None} == {"inclusive-recruitment-in-practice"}  # five trusts
