"""What every handler is handed: the services, typed, and who is speaking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.conversations import Conversations, Who
from bot.library import Snapshot
from bot.limits import Limits
from bot.recent import Recent
from bot.wording import Wording
from handlers.delivery import Delivery

P = ParamSpec("P")
T = TypeVar("T")
HOUR = 3600.0
MOST_REMEMBERED = 10_000

Typed = dict[str, str]  # what may be typed instead of pressing a button, and the button's data


class Thinking:
    """Runs the understanding of questions, one at a time, beside the loop, which goes on serving the network."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "thinking")

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Services:
    """`snapshot` gives the knowledge in force; `helped` is told of each "did this help"; the rest remembers a while."""

    snapshot: Callable[[], Snapshot]
    conversations: Conversations
    delivery: Delivery
    limits: Limits
    thinking: Thinking
    helped: Callable[[str, bool], None]
    typed: Recent[Who, Typed]
    answered: Recent[tuple[int, int], tuple[int, ...]]  # (chat, question) to the messages that answer it
    pressed: Recent[tuple[int, int, str], bool]  # (chat, message, data)

    @property
    def say(self) -> Wording:
        """The assistant's own sentences, as they stand now."""
        return Wording(self.snapshot().knowledge.wording)


PRESS_SECONDS = 60.0  # within which the same press again is a double tap


def services(
    snapshot: Callable[[], Snapshot],
    delivery: Delivery,
    helped: Callable[[str, bool], None],
    clock: Callable[[], float],
    limits: Limits | None = None,
) -> Services:
    """Services with empty memories; `clock` counts seconds."""
    return Services(
        snapshot=snapshot,
        conversations=Conversations(snapshot, clock),
        delivery=delivery,
        limits=limits or Limits(clock),
        thinking=Thinking(),
        helped=helped,
        typed=Recent(MOST_REMEMBERED, HOUR, clock),
        answered=Recent(MOST_REMEMBERED, HOUR, clock),
        pressed=Recent(MOST_REMEMBERED, PRESS_SECONDS, clock),
    )


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with the services."""

    @property
    def services(self) -> Services:
        """What the handlers work with."""
        found = self.bot_data["services"]
        assert isinstance(found, Services)  # noqa: S101 - the wiring puts it there before the first update
        return found


def who(update: Update) -> Who:
    """The chat and the person that an update comes from."""
    chat, person = update.effective_chat, update.effective_user
    person_id = person.id if person else 0
    return (chat.id if chat else person_id, person_id)
