"""What is remembered for a while: by two threads at once, as people ask and buttons are pressed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from bot.machine.recent import Recent

SECONDS = 0.3


@pytest.fixture
def _threads_take_short_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_threads_take_short_turns")
def test_one_thread_looks_up_what_another_puts() -> None:
    recent: Recent[int, int] = Recent(50, 3600.0, time.monotonic)
    end = time.monotonic() + SECONDS

    def put() -> None:
        for number in count():
            recent.put(number % 200, number)
            if time.monotonic() > end:
                return

    def look_up() -> None:
        while time.monotonic() < end:
            recent.get(7)
            recent.drop_where(lambda key: key == 3)
            recent.drop(5)

    with ThreadPoolExecutor(2) as threads:
        for work in [threads.submit(put), threads.submit(look_up)]:
            work.result()
    assert len(recent) <= 50
