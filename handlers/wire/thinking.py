"""Understanding has a thread of its own; questions that come meanwhile are understood together, which is quicker."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from bot.conversation.memory import Answer, Conversations, Who
from bot.store.keeper import resolve

P = ParamSpec("P")
T = TypeVar("T")
MOST_TOGETHER = 16  # the first of them waits for the last: about 15 ms


class Thinking:
    """Runs the understanding of questions, one at a time, beside the loop, which goes on serving the network."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "thinking")

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function on the thread that thinks; returns what the function does."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """End the thread that thinks, once it is done with what it was given."""
        self._thread.shutdown(cancel_futures=True)


class Asking:
    """Await it with who asks what; each person has one question at a time in it."""

    def __init__(self, conversations: Conversations, thinking: Thinking) -> None:
        self._conversations = conversations
        self._thinking = thinking
        self._waiting: deque[tuple[Who, str, asyncio.Future[Answer]]] = deque()
        self._work: asyncio.Task[None] | None = None

    async def __call__(self, who: Who, text: str) -> Answer:
        """The reply; raises what went wrong with this question."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((who, text, future))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._until_none_waits())
        return await future

    async def _until_none_waits(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(MOST_TOGETHER, len(self._waiting)))]
            results = await self._answered([(who, text) for who, text, _ in batch])
            resolve([future for _, _, future in batch], results)

    async def _answered(self, asked: list[tuple[Who, str]]) -> list[Answer | Exception]:
        try:
            return await self._thinking(self._conversations.ask_all, asked)
        except Exception as error:  # noqa: BLE001 - it is raised where the result is awaited
            return [error] * len(asked)
