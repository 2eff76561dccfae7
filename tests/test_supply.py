"""What an installation is made of: the lock file, the image, and what is never loaded."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy import audit
from tests.conftest import ROOT

LOCK = (ROOT / "deploy/requirements.lock").read_text("utf-8")
PARTS = re.findall(
    r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ;[^\n]*?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    LOCK,
    re.MULTILINE,
)
HUB = ("huggingface_hub", "hf_xet", "httpx2", "httpcore2", "fsspec", "tqdm")

ASK_WITH_THE_MODEL = f"""
import sys
from bot.__main__ import main
main(["ask", "what is the wres?"])
assert "tokenizers" in sys.modules, "the sentence model was not used"
loaded = sorted(set({HUB!r}) & set(sys.modules))
sys.exit(f"loaded: {{loaded}}" if loaded else 0)
"""


def test_every_part_has_its_hashes_and_no_address() -> None:
    assert len(PARTS) == len(re.findall(r"^\w", LOCK, re.MULTILINE))
    assert "://" not in LOCK
    assert "--index" not in LOCK


def test_what_the_program_asks_for_is_in_the_lock_and_within_its_range() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    locked: dict[str, list[str]] = {}
    for name, version, _ in PARTS:
        locked.setdefault(canonicalize_name(name), []).append(version)
    for requirement in map(Requirement, asked):
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, requirement.name
        assert all(requirement.specifier.contains(version) for version in versions), requirement.name


def test_the_client_of_a_model_hub_is_not_installed() -> None:
    assert not {canonicalize_name(name) for name, _, _ in PARTS} & {canonicalize_name(name) for name in HUB}


def test_nor_is_it_loaded_where_it_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK_WITH_THE_MODEL], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_image_is_named_by_its_digest_and_installs_what_is_locked() -> None:
    lines = (ROOT / "deploy/Containerfile").read_text("utf-8").splitlines()
    (image,) = (line for line in lines if line.startswith("FROM "))
    installs = [line for line in lines if "pip install" in line]
    assert re.fullmatch(r"FROM docker\.io/library/python:3\.\d+-slim@sha256:[0-9a-f]{64}", image)
    assert all("--no-deps" in line for line in installs)
    assert "--require-hashes" in installs[0]


SOUND: Mapping[str, object] = {"name": "aiohttp", "version": "3.14.5", "vulns": []}
FAULTY: Mapping[str, object] = {"name": "idna", "version": "3.6", "vulns": [{"id": "PYSEC-2024-60"}]}
SKIPPED: Mapping[str, object] = {"name": "tabulate", "skip_reason": "not there"}


def test_a_known_fault_ends_the_audit_and_what_was_not_looked_at_is_named() -> None:
    assert audit.summary([SOUND, SKIPPED]) == ("No fault is known in 1 parts.\nNot looked at: tabulate.", 0)
    assert audit.summary([SOUND, FAULTY]) == ("Parts with a known fault: idna 3.6: PYSEC-2024-60", 1)


def test_an_audit_that_reached_nothing_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "asked", lambda _: [SKIPPED])
    assert audit.main() == 0
    assert "no part was audited" in capsys.readouterr().err
