"""A question takes no time that a person would notice; `python -m benchmarks.questions` has the exact figures."""

from __future__ import annotations

import statistics
import time

import pytest

from bot.conversation.reply import Replies
from bot.encoder.encoder import find_encoder
from bot.encoder.vectors import Vectors
from bot.library.folder import Snapshot
from tests.pace import step

MOST_MEDIAN = 6  # steps, which are 0.025 seconds of processor time where this was chosen


def test_the_median_question_is_answered_at_once(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot.understanding.find, "embed", Vectors(find_encoder()[0]))  # the tests' own remembers
    replies = Replies(snapshot.knowledge)
    took = []
    for check in snapshot.knowledge.checks[:200]:
        begun = time.process_time()
        replies(snapshot.understanding(check.ask)[0])
        took.append(time.process_time() - begun)
    assert len(took) == 200
    assert statistics.median(took) / step() < MOST_MEDIAN
