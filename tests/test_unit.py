"""The systemd unit shuts what the service does not need; what it writes is for its own user alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.library.folder import parse_folder, shipped
from bot.settings import gathered
from tests.conftest import ROOT

UNIT, NIGHTLY = (ROOT / "deploy" / name for name in ("race-equality.service", "race-equality-backup.service"))
TIMER = NIGHTLY.with_suffix(".timer")
EXPOSED_AT_MOST = 2.5  # of 10, as `systemd-analyze security` counts
SHUT = """
    AmbientCapabilities= CacheDirectoryMode=0700 CapabilityBoundingSet= LockPersonality=true
    MemoryDenyWriteExecute=true NoNewPrivileges=true PrivateDevices=true PrivateMounts=true PrivateTmp=true
    PrivateUsers=true ProtectClock=true ProtectControlGroups=true ProtectHome=true ProtectHostname=true
    ProtectKernelLogs=true ProtectKernelModules=true ProtectKernelTunables=true ProtectProc=invisible
    ProtectSystem=strict RemoveIPC=true RestrictNamespaces=true RestrictRealtime=true RestrictSUIDSGID=true
    StateDirectoryMode=0700 SystemCallArchitectures=native UMask=0077
""".split()


def lines(unit: Path = UNIT) -> list[str]:
    return unit.read_text("utf-8").splitlines()


def test_the_units_shut_what_they_do_not_need() -> None:
    assert set(SHUT) - set(lines()) == set()
    assert set(SHUT) - set(lines(NIGHTLY)) == {"CacheDirectoryMode=0700"}
    assert "SystemCallFilter=@system-service" in lines()
    assert "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX" in lines()
    assert {"RestrictAddressFamilies=AF_UNIX", "PrivateNetwork=true"} <= set(lines(NIGHTLY))


@pytest.mark.parametrize("unit", [UNIT, NIGHTLY])
def test_no_line_of_it_is_undone_by_a_later_one(unit: Path) -> None:
    names = [line.partition("=")[0] for line in lines(unit) if re.match(r"[A-Z]\w+=", line)]
    assert [name for name in names if names.count(name) > 1 and name not in ("SystemCallFilter", "Environment")] == []


def test_nightly_copies_end_and_go_where_the_service_may_write() -> None:
    (command,) = (line for line in lines(NIGHTLY) if line.startswith("ExecStart="))
    assert command.endswith("race-equality backup /var/lib/race-equality/backups --days 30")
    assert "StateDirectory=race-equality race-equality/backups" in lines(NIGHTLY)


def test_what_is_copied_to_the_machine_leads_to_a_folder_that_the_service_may_write() -> None:
    settings = gathered({}, ROOT / "deploy" / "race-equality.env")
    for name in ("BOT_KNOWLEDGE", "BOT_DATABASE"):
        assert settings[name].startswith("/var/lib/race-equality/")
    assert "BOT_TOKEN" not in settings
    assert "BOT_KNOWLEDGE=/data/knowledge" in (ROOT / "deploy" / "Containerfile").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_takes_each_unit_without_a_word(tmp_path: Path) -> None:
    for unit in (UNIT, NIGHTLY, TIMER):
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"))  # it is not installed here
        (tmp_path / unit.name).write_text(text, "utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))],  # noqa: S607 - found below
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_finds_little_exposed() -> None:
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)],  # noqa: S607 - found above
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    if not (level := re.search(r"exposure level for \S+: ([\d.]+)", told.stdout)):
        pytest.skip("this systemd cannot look at a file: it is older than 250")
    assert float(level[1]) < EXPOSED_AT_MOST


def test_the_answer_that_the_manual_changes_first_is_there() -> None:
    (id_,) = re.findall(r"Send `/edit ([\w-]+)`", (ROOT / "docs" / "running.md").read_text("utf-8"))
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge
    assert id_ in knowledge.by_id
