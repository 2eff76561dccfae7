"""A page for somebody new in a role, and a page for a board that meets: asked for, shown, sent as a file, written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from textwrap import dedent

import pytest

from bot.conversation.packs import QUESTIONS, handout
from bot.library.folder import Snapshot, parse_folder, shipped
from bot.wording import Wording
from knowledge.editing.changes import Item, changes
from knowledge.editing.edit import with_answer
from knowledge.loading.parse import parse
from knowledge.loading.readers import LINK
from knowledge.model import Entry
from knowledge.quality.lint import lint
from knowledge.text.amounts import minutes_in, only_minutes
from tests.office import Office
from tests.reading_age import HARDEST, grade

Chat = Callable[[str], str]

FILE = "Send it as a text file"
MOST_OF_A_ROLE = 1200  # characters: one page, and not much more than a phone shows
YEAR = re.compile(r"\b20\d\d\b")
PACK = """
    - id: pack-sailor
      kind: board
      name: Board pack on sailing
      why: The sea is wide.
      questions:
        - Who steers?
      figure: Two ships sank in 1912.
      case: One did not. [Read how](https://example.org/ship)
      next: Ask for a map.
"""


def packs() -> dict[str, Entry]:
    """Those that ship, by id."""
    known = parse_folder(shipped()).knowledge
    assert known
    return {entry.id: entry for entry in known.entries if entry.pack}


def asked(reply: str) -> list[str]:
    """The questions in a pack."""
    return [line for line in reply.splitlines() if line.startswith("- ")]


# Asking.


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("could I have a starter pack, I've just become chair", "Starter pack for a chair"),
        ("I'm a new governor", "Starter pack for a governor"),
        ("starter pack for our incoming chief exec please", "Starter pack for a chief executive"),
        ("a starter pack for the new people director", "Starter pack for an executive or people director"),
        ("I've become senior independent director, where should I begin?", "Starter pack for a senior independent dir"),
        ("a starter pack for our new head of comms", "Starter pack for a communications director"),
        ("starter pack please, I now chair the workforce committee", "Starter pack for a chair of the people commi"),
        ("give the new RemCo chair a starter pack", "Starter pack for a chair of the remuneration committee"),
        ("starter pack for whoever chairs audit and risk", "Starter pack for a chair of the audit committee"),
        ("I am the new lead governor, starter pack?", "Starter pack for a lead governor"),
        ("a starter pack, I was elected as a staff governor", "Starter pack for a staff governor"),
        ("starter pack for a director who sponsors the race network", "Starter pack for a sponsor of a staff network"),
        ("the new FTSU guardian needs a starter pack", "Starter pack for a Freedom to Speak Up guardian"),
        ("our board meets Thursday", "Board pack on race equality, 20 minutes"),
        ("15 minutes on disciplinaries", "Board pack on disciplinaries, 15 minutes"),
        ("draft me an agenda item on the pay gap", "Board pack on the ethnicity pay gap, 20 minutes"),
        ("we have 45 minutes for health inequalities on Tuesday", "Board pack on health inequalities, 45 minutes"),
        ("half an hour on speaking up at the board", "Board pack on speaking up, 30 minutes"),
    ],
)
def test_a_leader_gets_the_pack_that_was_meant(chat: Chat, said: str, begins: str) -> None:
    assert chat(said).startswith(begins)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("what should I know as SID?", "Starter pack for a senior independent director"),
        ("what can a chief executive do", "Three decisions are yours to make:"),
        ("resources for company secretaries", "These fit best (for company secretaries)."),
        ("for company secretaries", "These fit best (for company secretaries)."),
    ],
)
def test_who_asks_as_somebody_in_a_role_gets_its_page_and_no_list(chat: Chat, said: str, shown: str) -> None:
    assert shown in chat(said)


def test_a_role_pack_has_its_five_slots(chat: Chat) -> None:
    slots = re.findall(r"^.*:$", chat("starter pack for a new chair"), re.MULTILINE)
    assert slots[:5] == ["Why it is yours:", "Ask this:", "One figure:", "One example:", "Next step:"]


@pytest.mark.parametrize(("minutes", "count"), [(10, 1), (20, 3), (45, 6)])
def test_a_longer_meeting_asks_more(chat: Chat, minutes: int, count: int) -> None:
    assert len(asked(chat(f"{minutes} minutes on disciplinaries at the board"))) == count


def test_a_board_that_has_less_time_says_so(chat: Chat) -> None:
    chat("draft me an agenda item on the pay gap")
    assert chat("make it ten minutes").startswith("Board pack on the ethnicity pay gap, 10 minutes\n")
    assert chat("and for 45 mins?").startswith("Board pack on the ethnicity pay gap, 45 minutes\n")


def test_who_wants_something_short_to_read_gets_no_pack(chat: Chat) -> None:
    assert "Board pack" not in chat("a ten minute read on allyship")


@pytest.mark.parametrize(
    ("said", "minutes", "alone"),
    [
        ("I've got ten minutes", 10, True),
        ("half an hour on pay", 30, False),
        ("20 minutes, no, make it 45 mins", 45, True),
        ("an hour", 60, True),
        ("the minutes of the last meeting", None, False),
        ("0 minutes", None, False),
        ("900 minutes", None, False),
    ],
)
def test_minutes_are_read_as_people_say_them(said: str, minutes: int | None, alone: bool) -> None:
    assert (minutes_in(said), only_minutes(said)) == (minutes, minutes if alone else None)


# On a phone.


async def test_the_button_sends_the_same_as_a_file(at: Office) -> None:
    (shown,) = await at.leader.write("15 minutes on disciplinaries")
    assert {FILE, "10 minutes", "20 minutes", "45 minutes"} <= set(shown.buttons)
    await at.leader.press("More")
    (shown,) = at.leader.history()
    (sent,) = await at.leader.press(FILE)
    document = sent.message["document"]
    assert document["file_name"] == "board-pack-disciplinaries-15-minutes.txt"
    content = at.server.files[document["file_id"]].decode()
    assert content.splitlines()[0] == shown.text.splitlines()[0]
    assert asked(content) == [line.replace("• ", "- ") for line in shown.text.splitlines() if line.startswith("• ")]
    assert "(https://nhsproviders.org/" in content


async def test_another_length_is_a_button_and_can_be_typed(at: Office) -> None:
    await at.leader.write("draft me an agenda item on the pay gap")
    (longer,) = await at.leader.press("45 minutes")
    assert longer.text.startswith("Board pack on the ethnicity pay gap, 45 minutes")
    (shorter,) = await at.leader.write("10 minutes")
    assert shorter.text.startswith("Board pack on the ethnicity pay gap, 10 minutes")
    (sent,) = await at.leader.press(FILE)
    assert sent.message["document"]["file_name"] == "board-pack-pay-gap-10-minutes.txt"


async def test_a_role_pack_is_a_file_too_and_has_one_length(at: Office) -> None:
    (shown,) = await at.leader.write("starter pack for a new chair")
    assert not [label for label in shown.buttons if "minutes" in label]
    (sent,) = await at.leader.press(FILE)
    assert sent.message["document"]["file_name"] == "pack-chair.txt"


async def test_a_pack_that_is_gone_is_told(at: Office) -> None:
    (shown,) = await at.leader.write("starter pack for a new chair")
    for data in ("file:pack-admiral:", "file:what-is-race-2-0:", "pack:pack-admiral:10"):
        (told,) = await at.leader.press_data(data, shown.message)
        assert "Talk to a person" in told.buttons
        assert "document" not in told.message


# Writing.


def test_a_pack_is_read_checked_and_linted() -> None:
    read = parse({"packs.yaml": dedent(PACK)}, {})
    assert read.knowledge
    entry = read.knowledge.entry("pack-sailor")
    assert entry
    assert (entry.question, entry.answer) == ("Board pack on sailing", "The sea is wide.")
    warned = [str(warning) for warning in lint(read.knowledge, date(2026, 11, 29))]
    assert "packs.yaml:6: 'pack-sailor' has too few questions (1); a board with 45 minutes asks 6" in warned


@pytest.mark.parametrize(
    ("instead", "warning"),
    [
        (("Who steers?", "Who steers"), "packs.yaml:7: 'Who steers' does not end with a question mark"),
        ((" in 1912", ""), "packs.yaml:8: the figure of 'pack-sailor' has no year"),
        (("[Read how](https://example.org/ship)", ""), "packs.yaml:9: the case of 'pack-sailor' has no link"),
    ],
)
def test_a_slot_that_does_not_hold_what_it_promises_is_a_warning(instead: tuple[str, str], warning: str) -> None:
    read = parse({"packs.yaml": dedent(PACK).replace(*instead)}, {})
    assert read.knowledge
    assert any(str(one).startswith(warning) for one in lint(read.knowledge, date(2026, 11, 29)))


def test_a_pack_for_neither_a_role_nor_a_board_is_a_problem() -> None:
    (problem,) = parse({"packs.yaml": dedent(PACK).replace("kind: board", "kind: ship")}, {}).problems
    assert str(problem) == "packs.yaml:3: kind 'ship' must be role or board"


def test_an_administrator_changes_why_it_is_theirs() -> None:
    before = dedent(PACK)
    after = with_answer("packs.yaml", before, "pack-sailor", "The sea is deep.")
    old, new = parse({"packs.yaml": before}, {}).knowledge, parse({"packs.yaml": after}, {}).knowledge
    assert old
    assert new
    assert changes(old, new).changed == (Item("packs", "pack-sailor"),)


# What ships.


def test_there_is_a_pack_for_each_role_and_topic(snapshot: Snapshot) -> None:
    kinds = [entry.pack.kind for entry in packs().values() if entry.pack]
    assert (kinds.count("role"), kinds.count("board")) == (15, 12)
    for entry in packs().values():
        assert {*entry.follow_ups} <= snapshot.knowledge.by_id.keys()
        assert len(entry.also_asked) >= 12


def test_every_figure_is_dated_and_every_link_was_seen(snapshot: Snapshot) -> None:
    published = {resource.url for resource in snapshot.knowledge.resources}
    for entry in packs().values():
        assert entry.pack
        assert YEAR.search(entry.pack.figure), entry.id
        for text in (entry.pack.case, entry.pack.next, entry.pack.figure, entry.answer):
            assert {link[2] for link in LINK.finditer(text)} <= published | {*entry.sources}, entry.id


def test_a_pack_fits_one_page_and_is_easy_to_read(snapshot: Snapshot) -> None:
    say = Wording(snapshot.knowledge.wording)
    most = QUESTIONS[0][0]
    for entry in packs().values():
        page = handout(entry, most)
        assert page
        assert page.minutes or len(LINK.sub(r"\1", page.text(say))) < MOST_OF_A_ROLE, entry.id
        slots = [entry.answer, *page.questions, page.pack.figure, page.pack.case, page.pack.next]
        assert grade(slots) <= HARDEST, entry.id
