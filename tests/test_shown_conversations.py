"""What staff read of ten conversations is what leaders see today."""

from __future__ import annotations

from bot.library.folder import Snapshot
from tests.shown_conversations import PAGE, conversations


async def test_the_conversations_that_staff_read_are_those_of_today(team_snapshot: Snapshot) -> None:
    assert PAGE.read_text("utf-8") == await conversations(team_snapshot), "run: make generated"


def test_there_are_ten_of_them() -> None:
    assert PAGE.read_text("utf-8").count("\n## ") == 10
