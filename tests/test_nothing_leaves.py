"""The real program in an empty home: it talks to loopback alone, and nothing of its libraries' makers is left there."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.encoder.sentence_model import NO_TELEMETRY
from bot.machine.folders import NAME
from bot.store.store import Store
from tests.botapi import TOKEN, bot_api
from tests.conftest import ROOT, SMALL

TRACED = ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o"]
INTERNET = re.compile(r'(inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"')
STEPS = (["check"], ["report", "-o", "report.html"])

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def environment(home: Path, serving_home: Path, tmp_path: Path) -> dict[str, str]:
    """As an operator's own: nothing is set that a unit or an image would set, and nothing says where caches are."""
    (tmp_path / "cache").symlink_to(serving_home / NAME)  # what was fitted, beside the database
    Store.open(tmp_path / "bot.db").close()  # as serving has made it
    (home / ".cache").mkdir()
    (home / ".cache" / NAME).symlink_to(serving_home / NAME)
    found = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    return {**found, "HOME": str(home), "BOT_KNOWLEDGE": str(SMALL), "BOT_DATABASE": str(tmp_path / "bot.db")}


def left(home: Path) -> list[str]:
    """What is in the home, but for the assistant's own."""
    return sorted(str(file.relative_to(home)) for file in home.rglob("*") if NAME not in file.parts)


def elsewhere(trace: Path) -> set[str]:
    """Addresses beyond loopback that were spoken to, by name servers too."""
    return {address for address in _addresses(trace) if not address.startswith("127.") and address != "::1"}


def _addresses(trace: Path) -> Iterator[str]:
    for line in trace.read_text("utf-8", "replace").splitlines():
        yield from (found[2] for found in INTERNET.finditer(line))


def traced(trace: Path, *arguments: str) -> list[str]:
    tracing = [*TRACED, str(trace)] if shutil.which("strace") else []
    return [*tracing, sys.executable, "-P", "-m", "bot", *arguments]


async def test_while_it_serves(home: Path, environment: dict[str, str], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    trace.touch()
    async with bot_api() as api:
        environment |= {"BOT_TOKEN": TOKEN, "BOT_API_URL": api.url, "PYTHONPATH": str(ROOT)}
        process = await asyncio.create_subprocess_exec(*traced(trace, "serve"), env=environment, cwd=tmp_path)
        await api.write(1, "How do we measure whether the board has become fairer?")
        await api.wait_for(lambda: bool(api.said_to(1)), 60)
        process.terminate()
        async with asyncio.timeout(30):
            assert await process.wait() == 0
    assert (left(home), elsewhere(trace)) == ([".cache"], set())


@pytest.mark.parametrize("step", STEPS, ids=[step[0] for step in STEPS])
def test_while_it_does_what_a_person_asks_for(
    home: Path, environment: dict[str, str], tmp_path: Path, step: list[str]
) -> None:
    trace = tmp_path / "trace"
    trace.touch()
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(
        traced(trace, *step), cwd=tmp_path, env=environment, capture_output=True, timeout=100, check=False
    )
    assert (done.returncode, left(home), elsewhere(trace)) == (0, [".cache"], set()), done.stderr.decode()


@needs_strace
def test_a_look_beyond_loopback_would_be_seen(environment: dict[str, str], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    code = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 53))"
    subprocess.run([*TRACED, str(trace), sys.executable, "-c", code], env=environment, timeout=100, check=True)
    assert elsewhere(trace) == {"192.0.2.1"}


@pytest.mark.parametrize("file", ["race-equality.service", "Containerfile"])
def test_where_it_is_installed_the_switch_is_set_as_well(file: str) -> None:
    assert "=".join(NO_TELEMETRY) in (ROOT / "deploy" / file).read_text("utf-8")
