"""What was freed goes back to the system, where its C library would keep it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.machine import allocation
from tests.conftest import ROOT

TABLES = """
import numpy as np
from bot.machine.allocation import give_back

{begin}
np.ones(4_000_000)  # once 32 MB have come and gone, glibc would take the like from its own pools
kept = []
tables = []
for number in range(30):
    tables.append(np.ones(1_000_000))  # 8 MB
    kept.append(np.ones(10_000))  # what stays in between
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))
full = resident()
tables.clear()
print(full - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such switch")
def test_large_tables_that_lie_between_small_ones_go_back() -> None:
    freed = [_freed("give_back()"), _freed("")]
    if freed[1] > 200:
        pytest.skip("this C library gives back by itself")
    assert freed[0] > 200


def _freed(begin: str) -> int:
    """How many MB of 240 are given back."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    code = TABLES.format(begin=begin)
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, check=True)
    return int(done.stdout)


def test_on_other_systems_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert allocation.give_back() is False


def test_the_unit_and_the_image_set_the_same() -> None:
    for file in ("race-equality.service", "Containerfile"):
        text = (ROOT / "deploy" / file).read_text("utf-8")
        assert (
            f"MALLOC_ARENA_MAX={allocation.POOLS} MALLOC_MMAP_THRESHOLD_={allocation.LARGE} "
            f"MALLOC_TRIM_THRESHOLD_={allocation.UNUSED}"
        ) in text
