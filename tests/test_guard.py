"""Who may do what: administrators in private, staff in their chat; everybody else is refused, and nothing happens."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.library import Snapshot
from tests.office import Office, office
from tests.phone import Phone

ADMINISTRATOR = 1


@pytest.fixture
async def at(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot) as found:
        yield found


async def test_administrators_find_their_commands_in_help_and_leaders_do_not(at: Office) -> None:
    (theirs,) = await Phone(at.desk, at.server, ADMINISTRATOR).write("/help")
    (leaders,) = await at.leader.write("/help")
    assert ("/undo" in theirs.text, "/undo" in leaders.text) == (True, False)


async def test_an_administrator_in_a_group_is_sent_to_the_private_chat(at: Office) -> None:
    group = Phone(at.desk, at.server, ADMINISTRATOR, {"id": -5, "type": "supergroup", "title": "Board"})
    (seen,) = await group.write("/undo")
    assert seen.buttons == ("Open a private chat",)
    (refused,) = await Phone(at.desk, at.server, 7, group.chat).write("/undo")
    assert "/whoami" in refused.text
    assert refused.buttons == ()
