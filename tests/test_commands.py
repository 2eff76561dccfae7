"""The command line around the conversation: check, init, which folder, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.library.folder import Library, parse_folder, read_folder, shipped
from tests.conftest import Command, Folder, Ran

WRES = "- id: wres\n  question: What is the WRES?\n  answer: The Workforce Race Equality Standard.\n"
BROKEN = "- id: wres\n  question: What is the WRES?\n  anwser: The Workforce Race Equality Standard.\n"


def test_a_sound_folder_passes(quick_command: Command, folder: Folder) -> None:
    checks = "- ask: What is the WRES?\n  expect: wres\n- ask: the price of fish in Grimsby\n  expect: nothing\n"
    ran = quick_command("check", "--knowledge", str(folder(faq=WRES, checks=checks)))
    assert ran.code == 0
    assert ran.out.splitlines()[-1].startswith("0 problems, ")
    assert ran.out.splitlines()[-1].endswith("; 2 of 2 checks hold.")


def test_a_failing_check_is_a_problem_with_its_place(quick_command: Command, folder: Folder) -> None:
    checks = "- ask: What is the WRES?\n  expect: nothing\n- ask: the price of fish in Grimsby\n  expect: wres\n"
    ran = quick_command("check", "--knowledge", str(folder(faq=WRES, checks=checks)))
    assert ran.code == 1
    assert 'checks.yaml:1: "What is the WRES?" should find nothing, finds wres' in ran.out.splitlines()
    assert 'checks.yaml:3: "the price of fish in Grimsby" should find wres, finds nothing' in ran.out.splitlines()
    assert ran.out.splitlines()[-1].startswith("2 problems, ")


def test_every_problem_is_told_at_once_and_no_check_is_run(quick_command: Command, folder: Folder) -> None:
    ran = quick_command("check", "--knowledge", str(folder(faq=BROKEN, pillars="- name: Hearts\n", checks="[")))
    assert ran.code == 1
    assert {line.split(": ")[0] for line in ran.out.splitlines()[:-1]} >= {"faq.yaml:3", "faq.yaml:1", "pillars.yaml:1"}
    assert ran.out.splitlines()[-1].endswith("; the checks were not run.")


def test_a_warning_does_not_fail(quick_command: Command, folder: Folder) -> None:
    ran = quick_command("check", "--knowledge", str(folder(faq=WRES, notes="anything")))
    assert ran.code == 0
    assert any(line.startswith("notes.yaml:1: ") and line.endswith(" (a warning)") for line in ran.out.splitlines())


def test_the_shipped_knowledge_has_no_problem() -> None:
    assert parse_folder(shipped()).problems == ()


@pytest.mark.parametrize("arguments", [("chat",), ("ask", "hello"), ("ask", "--jsonl")])
def test_broken_knowledge_is_told_whole_and_never_serves(
    quick_command: Command, folder: Folder, arguments: tuple[str, ...]
) -> None:
    ran = quick_command(*arguments, "--knowledge", str(folder(faq=BROKEN)), typed="hello\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("faq.yaml:1: ")
    assert "\nfaq.yaml:3: " in ran.err


@pytest.mark.parametrize(("name", "code"), [("ask", 2), ("check", 1)])
def test_a_folder_that_is_not_there_is_named(quick_command: Command, tmp_path: Path, name: str, code: int) -> None:
    missing = tmp_path / "nowhere"
    ran = quick_command(name, *(["hello"] if name == "ask" else []), "--knowledge", str(missing))
    assert ran.code == code
    assert f"{missing}:1: " in ran.out + ran.err


def test_the_command_line_wins_over_the_environment_and_it_over_the_file(
    quick_command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Folder
) -> None:
    good = str(folder(faq=WRES))
    (tmp_path / ".env").write_text("BOT_KNOWLEDGE=from-file\n", "utf-8")
    assert "from-file:1: " in quick_command("ask", "hello").err
    monkeypatch.setenv("BOT_KNOWLEDGE", "from-environment")
    assert "from-environment:1: " in quick_command("ask", "hello").err
    assert quick_command("ask", "What is the WRES?", "--knowledge", good).code == 0


def test_settings_that_are_not_used_are_not_looked_at(
    quick_command: Command, monkeypatch: pytest.MonkeyPatch, folder: Folder
) -> None:
    for name in ("TOKEN", "STAFF_CHAT", "WEBHOOK_PORT", "LOG_LEVEL", "HEALTH_PORT", "SMTP_URL"):
        monkeypatch.setenv(f"BOT_{name}", "nonsense")
    ran = quick_command("ask", "What is the WRES?", "--knowledge", str(folder(faq=WRES)))
    assert (ran.code, ran.err) == (0, "")


def test_init_copies_the_shipped_folder_whole(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "here" / "knowledge"
    ran = command("init", str(own))
    assert (ran.code, ran.err) == (0, "")
    assert str(own) in ran.out
    assert read_folder(own) == read_folder(shipped())


@pytest.mark.parametrize("taken", ["a file in it", "a file"])
def test_init_never_overwrites(command: Command, tmp_path: Path, taken: str) -> None:
    own = tmp_path / "own"
    mine = own if taken == "a file" else own / "faq.yaml"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", "utf-8")
    ran = command("init", str(own))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{own} is not an empty folder; choose one that is empty or new.\n"
    assert mine.read_text("utf-8") == "mine"


def test_init_says_where_it_cannot_write(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ran = command("init", str(tmp_path / "file" / "own"))
    assert ran.code == 2
    assert "cannot be written" in ran.err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(command: Command, name: str) -> None:
    ran = command(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith("usage: race-equality ")


def test_serve_says_that_it_starts_before_all_that_takes_time(process: Command, tmp_path: Path) -> None:
    """What it imports to speak to Telegram takes a second, and knowledge that is new to it may take a minute."""
    (tmp_path / "file").write_text("", "utf-8")
    ran = process("serve", environment={"BOT_TOKEN": "42:T", "BOT_DATABASE": str(tmp_path / "file" / "database")})
    first, *others = ran.err.splitlines()
    assert (ran.code, json.loads(first)["message"], len(others)) == (2, "starting", 1)
    loaded = (
        "import sys; from bot.cli import serve; print(sorted(sys.modules.keys() & {'telegram', 'tornado', 'pygal'}))"
    )
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout.split() == [b"[]"]


def test_an_answer_reads_nothing_that_only_other_commands_need() -> None:
    slow = "aiohttp asyncio bot.report bot.store handlers holidays jinja2 pygal rich sqlite_utils telegram tornado"
    loaded = f"import sys; import bot.__main__, bot.cli.ask; print(*sys.modules.keys() & set('{slow}'.split()))"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout.split() == []


def test_an_unknown_command_is_refused(command: Command) -> None:
    ran = command("dance")
    assert (ran.code, ran.out) == (2, "")
    assert "usage: race-equality" in ran.err


def test_ctrl_c_ends_a_command_quietly(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> Library:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.app.library", interrupted)
    assert command("ask", "hello") == Ran(130, "", "")
    assert command("chat") == Ran(0, "", "")


def test_a_reader_that_goes_away_is_no_error(surroundings: Mapping[str, str], tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=surroundings,
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        running.stdin.write(b'{"q": "hello"}\n' * 3)
        running.stdin.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 141


def test_it_says_which_version_it_is(command: Command) -> None:
    ran = command("--version")
    assert (ran.code, ran.out) == (0, f"race-equality {version('race-equality-assistant')}\n")
