"""The systemd unit shuts what the service does not need; what it writes is for its own user alone."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

UNIT = ROOT / "deploy" / "race-equality.service"
EXPOSED_AT_MOST = 2.5  # of 10, as `systemd-analyze security` counts
SHUT = """
    AmbientCapabilities= CacheDirectoryMode=0700 CapabilityBoundingSet= LockPersonality=true
    MemoryDenyWriteExecute=true NoNewPrivileges=true PrivateDevices=true PrivateMounts=true PrivateTmp=true
    PrivateUsers=true ProtectClock=true ProtectControlGroups=true ProtectHome=true ProtectHostname=true
    ProtectKernelLogs=true ProtectKernelModules=true ProtectKernelTunables=true ProtectProc=invisible
    ProtectSystem=strict RemoveIPC=true RestrictNamespaces=true RestrictRealtime=true RestrictSUIDSGID=true
    StateDirectoryMode=0700 SystemCallArchitectures=native UMask=0077
""".split()


def lines() -> list[str]:
    return UNIT.read_text("utf-8").splitlines()


def test_the_unit_shuts_what_the_service_does_not_need() -> None:
    assert set(SHUT) - set(lines()) == set()
    assert "SystemCallFilter=@system-service" in lines()
    assert "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX" in lines()


def test_no_line_of_it_is_undone_by_a_later_one() -> None:
    names = [line.partition("=")[0] for line in lines() if re.match(r"[A-Z]\w+=", line)]
    assert [name for name in names if names.count(name) > 1 and name not in ("SystemCallFilter", "Environment")] == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_finds_little_exposed() -> None:
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)],  # noqa: S607 - found above
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    if not (level := re.search(r"exposure level for \S+: ([\d.]+)", told.stdout)):
        pytest.skip("this systemd cannot look at a file: it is older than 250")
    assert float(level[1]) < EXPOSED_AT_MOST
