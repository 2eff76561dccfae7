"""The conversation as somebody at a terminal has it."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.library.folder import Library, Snapshot, parse_folder
from bot.terminal.chatting import MENU, Terminal
from knowledge.deciding.outcome import Unsure
from tests.conftest import Command, Folder

Chat = Callable[[str], str]
BRACES = re.compile(r"\{\w+\}")


def numbered(reply: str) -> list[str]:
    """The lines of a reply that can be chosen."""
    return re.findall(r"^\d+\. (.+)$", reply, re.MULTILINE)


def test_a_question_is_answered_with_its_title_and_where_to_read_on(chat: Chat) -> None:
    reply = chat("What is the Race Equality programme?")
    assert reply.splitlines()[0] == "What is the Race Equality programme?"
    assert "](https://nhsproviders.org/" in reply


def test_a_number_chooses_what_stands_beside_it(chat: Chat) -> None:
    offered = numbered(chat("What is the Race Equality programme?"))
    assert chat("2.").splitlines()[0] == offered[1]


def test_a_number_that_is_not_in_the_list_is_no_question(chat: Chat, snapshot: Snapshot) -> None:
    chat("What is the Race Equality programme?")
    assert chat("99") == snapshot.knowledge.wording["no_such_number"]


@pytest.fixture(scope="module")
def vague(snapshot: Snapshot) -> str:
    """A question that could mean several things."""
    questions = (check.ask for check in snapshot.knowledge.checks)
    return next(ask for ask in questions if isinstance(snapshot.understanding(ask)[0], Unsure))


def test_did_you_mean_takes_a_number(chat: Chat, vague: str) -> None:
    offered = numbered(chat(vague))
    assert 2 <= len(offered) <= 4
    assert offered[-1] == "None of these"
    assert chat("1").splitlines()[0] == offered[0]


def test_none_of_these_is_a_choice_too(chat: Chat, vague: str, snapshot: Snapshot) -> None:
    offered = numbered(chat(vague))
    assert chat(str(len(offered))) == snapshot.knowledge.wording["none_reply"]


def test_a_new_question_is_never_trapped_in_an_old_menu(chat: Chat, vague: str) -> None:
    chat(vague)
    assert chat("What is the Race Equality programme?").splitlines()[0] == "What is the Race Equality programme?"


def test_a_list_goes_on_with_more_and_its_numbers_go_on_too(chat: Chat) -> None:
    first = chat("reports please")
    assert len(numbered(first)) == 5
    second = chat("more")
    assert re.findall(r"^(\d+)\. ", second, re.MULTILINE) == ["6", "7", "8", "9", "10"]
    title = numbered(second)[1].rpartition(" (")[0]
    assert chat("7").splitlines()[0] == title
    assert chat("1").splitlines()[0] == numbered(first)[0].rpartition(" (")[0]


def test_two_misses_in_a_row_lead_to_a_person(chat: Chat, snapshot: Snapshot) -> None:
    wording = snapshot.knowledge.wording
    assert chat("qwxz vbnm plokij") == wording["unknown"].strip()
    assert chat("zxqw mnbv").startswith(wording["unknown_again"].strip())
    assert "https://nhsproviders.org/race-equality" in chat("zxqw mnbv")


def test_a_hit_between_two_misses_begins_the_count_anew(chat: Chat, snapshot: Snapshot) -> None:
    chat("qwxz vbnm plokij")
    chat("What is the Race Equality programme?")
    assert chat("zxqw mnbv") == snapshot.knowledge.wording["unknown"].strip()


def test_every_command_says_something_whole(snapshot: Snapshot) -> None:
    terminal = Terminal(snapshot, time.monotonic)
    for name in terminal.commands:
        reply = terminal(f"/{name}")
        assert reply
        assert not BRACES.search(reply), name


def test_help_lists_commands_that_work(chat: Chat, snapshot: Snapshot) -> None:
    listed = re.findall(r"^/(\w+)", chat("/help"), re.MULTILINE)
    assert listed == list(MENU)
    assert set(listed) - {"quit"} <= set(Terminal(snapshot, time.monotonic).commands)


def test_an_unknown_command_is_not_taken_for_a_question(chat: Chat, snapshot: Snapshot) -> None:
    assert chat("/wres") == snapshot.knowledge.wording["unknown_command"]


def test_more_help_can_be_chosen_by_its_number_or_its_words(chat: Chat) -> None:
    for choice in ("1", "more help"):
        assert numbered(chat("I am being harassed at work"))[-1] == "More help"
        assert "Acas" in chat(choice)


def test_a_pillar_can_be_chosen_and_names_where_to_start(chat: Chat, snapshot: Snapshot) -> None:
    assert numbered(chat("/pillars")) == [pillar.name for pillar in snapshot.knowledge.pillars]
    reply = chat("3")
    assert reply.splitlines()[0] == snapshot.knowledge.pillars[2].name
    assert reply.count("](https://") > 2


def test_the_catalogue_can_be_walked_through(chat: Chat) -> None:
    assert numbered(chat("/resources")) == ["By pillar", "By role", "By topic", "By format"]
    formats = numbered(chat("4"))
    assert "Podcast" in formats
    resources = numbered(chat(str(formats.index("Podcast") + 1)))
    assert resources
    assert all("(podcast" in one for one in resources)


def test_words_after_resources_narrow_the_catalogue(chat: Chat) -> None:
    resources = numbered(chat("/resources podcasts"))
    assert resources
    assert all("(podcast" in one for one in resources)


@pytest.mark.parametrize("asked", ["/contact", "/contact please call me back", "/status"])
def test_what_needs_telegram_names_the_team_and_pretends_nothing(chat: Chat, snapshot: Snapshot, asked: str) -> None:
    reply = chat(asked)
    assert "https://nhsproviders.org/race-equality" in reply
    wording = snapshot.knowledge.wording
    assert wording["contact_terminal"] in reply or wording["status_terminal"] in reply


def test_an_unset_contact_is_admitted(folder: Folder, few_words: Library) -> None:
    parsed = parse_folder(folder(faq="- id: wres\n  question: What is the WRES?\n  answer: A standard.\n"))
    assert parsed.knowledge is not None
    terminal = Terminal(few_words.fit(parsed.knowledge), time.monotonic)
    assert parsed.knowledge.wording["contact_unset"] in str(terminal("/contact"))
    assert numbered(terminal.greeting()) == ["What is the WRES?"]


def test_forgetting_forgets_what_the_numbers_stood_for(chat: Chat) -> None:
    first = numbered(chat("podcasts please"))[0].rpartition(" (")[0]
    chat("/forget")
    assert chat("1").splitlines()[0] != first


@pytest.mark.parametrize("word", ["/quit", "quit", "EXIT", " /exit "])
def test_there_is_a_way_out(snapshot: Snapshot, word: str) -> None:
    assert Terminal(snapshot, time.monotonic)(word) is None


def test_a_pipe_gets_replies_and_no_decorations(command: Command) -> None:
    ran = command("chat", typed="What is the Race Equality programme?\n\nhello\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("What is the Race Equality programme?\n")
    assert "(https://nhsproviders.org/race-equality)" in ran.out
    assert not re.search(r"\x1b|^>|\n\n\n|\n\n\Z", ran.out)


def test_a_pipe_is_read_whatever_its_bytes(command: Command) -> None:
    ran = command("chat", typed=b"\xef\xbb\xbfhello\r\ncaf\xe9 \xff\xfe\r\n\x1b[2J\x07\n" + b"race " * 3000)
    assert (ran.code, ran.err) == (0, "")
    assert "Hello" in ran.out
    assert "\x1b" not in ran.out


def test_a_pipe_may_leave_before_its_end(command: Command) -> None:
    ran = command("chat", typed="What is the Race Equality programme?\n1\n/quit\nhello\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("What is the Race Equality programme?\n")
    assert "Hello" not in ran.out


# A real terminal, where the platform has one to lend.


@dataclass(frozen=True)
class Screen:
    """A terminal with `chat` in it."""

    running: subprocess.Popen[bytes]
    fd: int

    def until(self, shown: str, seconds: float = 100) -> str:
        """All that is shown up to some words."""
        seen, end = "", time.monotonic() + seconds
        while shown not in seen:
            ready, _, _ = select.select([self.fd], [], [], max(0, end - time.monotonic()))
            assert ready, f"{shown!r} did not come after {seen!r}"
            seen += os.read(self.fd, 4096).decode("utf-8", "replace")
        return seen

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def left(self) -> str:
        """The rest, when the program has ended."""
        assert self.running.wait(20) == 0
        rest = ""
        while select.select([self.fd], [], [], 0.2)[0]:
            try:
                rest += os.read(self.fd, 4096).decode("utf-8", "replace")
            except OSError:  # what Linux says at the end of a terminal
                break
        return rest


@contextmanager
def screen(surroundings: Mapping[str, str], folder: Path) -> Iterator[Screen]:
    pty = pytest.importorskip("pty", reason="this platform lends no terminals")
    ours, theirs = pty.openpty()
    environment = {**surroundings, "TERM": "xterm-256color", "COLUMNS": "72"}
    arguments = [sys.executable, "-m", "bot", "chat"]
    with subprocess.Popen(
        arguments,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - the background ignores it
    ) as running:
        os.close(theirs)
        try:
            yield Screen(running, ours)
        finally:
            running.kill()
            os.close(ours)


def test_a_terminal_shows_a_greeting_a_prompt_and_bold_titles(surroundings: Mapping[str, str], tmp_path: Path) -> None:
    with screen(surroundings, tmp_path) as terminal:
        assert "1. \x1b[0mWhat is the programme?" in terminal.until("\n> ")
        terminal.type("1\r")
        reply = terminal.until("\n> ")
        assert "\x1b[1mWhat is the programme?\x1b[0m" in reply
        shown = re.sub(r"\x1b\][^\x1b]*\x1b\\|\x1b\[[\d;?]*[a-z]", "", reply, flags=re.IGNORECASE)
        assert max(len(line) for line in shown.splitlines() if "https://" not in line) <= 72
        terminal.type("\x04")
        assert "Traceback" not in terminal.left()


def test_ctrl_c_leaves_quietly(surroundings: Mapping[str, str], tmp_path: Path) -> None:
    with screen(surroundings, tmp_path) as terminal:
        terminal.until("\n> ")
        time.sleep(0.5)  # as it takes to press the keys; before, the prompt may not be waiting yet
        terminal.running.send_signal(signal.SIGINT)
        assert "Traceback" not in terminal.left()
