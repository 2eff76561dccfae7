"""Questions that wait together are understood together, each as if it were alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from bot.conversation.memory import Answer, Conversations
from bot.library.folder import Snapshot
from handlers.wire.thinking import Asking, Thinking

QUESTIONS = (
    "What is the WRES?",
    "podcasts on allyship",
    "how do we cut the disciplinary gap",
    "hello",
    "who won the cup",
)


@pytest.fixture
def thinking() -> Iterator[Thinking]:
    thread = Thinking()
    yield thread
    thread.close()


async def test_together_they_get_the_replies_they_get_alone(snapshot: Snapshot, thinking: Thinking) -> None:
    alone = Conversations(lambda: snapshot, time.monotonic)
    expected = [alone.ask((who, who), text).reply for who, text in enumerate(QUESTIONS)]
    asking = Asking(Conversations(lambda: snapshot, time.monotonic), thinking)
    told = await asyncio.gather(*(asking((who, who), text) for who, text in enumerate(QUESTIONS)))
    assert [one.reply.text for one in told] == [reply.text for reply in expected]


async def test_one_that_goes_wrong_does_not_spoil_the_others(snapshot: Snapshot, thinking: Thinking) -> None:
    class Failing(Conversations):
        def ask(self, who: tuple[int, int], text: str) -> Answer:
            if text == "break":
                raise ZeroDivisionError
            return super().ask(who, text)

    asking = Asking(Failing(lambda: snapshot, time.monotonic), thinking)
    asked = (asking((1, 1), "What is the WRES?"), asking((2, 2), "break"), asking((3, 3), "podcasts"))
    first, broken, last = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(broken, ZeroDivisionError)
    assert [isinstance(one, Answer) and one.reply.outcome for one in (first, last)] == ["answer", "answer"]


async def test_who_gives_up_waiting_holds_up_nobody(snapshot: Snapshot, thinking: Thinking) -> None:
    asking = Asking(Conversations(lambda: snapshot, time.monotonic), thinking)
    gone = asyncio.create_task(asking((1, 1), "What is the WRES?"))
    stays = asyncio.create_task(asking((2, 2), "podcasts"))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await stays).reply.outcome == "answer"
