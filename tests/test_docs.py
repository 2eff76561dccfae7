"""The documents say what is so: commands, settings, files, and the conversation in README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.app import SERVE, SETTINGS
from bot.settings import READERS
from tests.conftest import ROOT, Command

README = (ROOT / "README.md").read_text("utf-8")
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def test_every_command_is_in_readme_and_no_other() -> None:
    rows = re.findall(r"^\| `race-equality (\w+)", README, re.MULTILINE)
    assert set(rows) == set(COMMANDS)


def test_every_setting_in_use_is_in_readme_and_no_other() -> None:
    named = {name for row in re.findall(r"^\| (`BOT_.*?) \|", README, re.MULTILINE) for name in re.findall(r"\w+", row)}
    assert named == {f"BOT_{name}" for name in {*SETTINGS, *SERVE}}


def test_every_setting_that_a_document_names_exists() -> None:
    named = {name for path in DOCUMENTS for name in re.findall(r"\bBOT_([A-Z_]+)\b", path.read_text("utf-8"))}
    assert named <= READERS.keys()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert [link for link in LINK.findall(path.read_text("utf-8")) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_a_guide_names_is_there(name: str) -> None:
    named = re.findall(
        r"`((?:bot|handlers|knowledge|docs|tests|benchmarks)/[\w./]*)`", (ROOT / name).read_text("utf-8")
    )
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_picture_of_the_house_shows_every_room() -> None:
    picture = (ROOT / "docs" / "architecture.svg").read_text("utf-8")
    shown = set(re.findall(r">([\w ]+)</text>", picture))
    rooms = {
        path.parent.name
        for package in ("bot", "handlers", "knowledge")
        for path in (ROOT / package).glob("*/__init__.py")
    }
    assert rooms <= shown


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for path in DOCUMENTS for name in re.findall(r"`?make (\w+)`| ^make (\w+)", path.read_text("utf-8"))}
    assert {name for pair in named for name in pair if name} <= targets
    assert {"chat", "test"} <= targets


def turns(picture: str) -> Iterator[tuple[str, list[str]]]:
    """What was typed, and the pieces of the reply that are shown."""
    for turn in picture.split("> ")[1:]:
        typed, *shown = turn.splitlines()
        yield typed, [piece.strip() for line in shown for piece in line.split("…") if piece.strip()]


def test_the_conversation_in_readme_is_a_real_one(command: Command) -> None:
    picture = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert picture
    asked = dict(turns(picture[1]))
    replies = command("chat", typed="\n".join(asked)).out
    at = 0
    for typed, pieces in asked.items():
        for piece in pieces:
            assert piece in replies[at:], typed
            at = replies.index(piece, at) + len(piece)


def test_the_plain_lines_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for line in ("-m venv .venv", "install --editable '.[test]'", "race-equality chat", "-m pytest"):
        assert line in README
        assert line in makefile


def test_contributing_and_decisions_stay_short() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()) <= 60
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert decisions
    assert [path.name for path in decisions if len(path.read_text("utf-8").splitlines()) > 15] == []
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name) for path in decisions)
