"""What every handler is handed: the services, typed, and who is speaking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.calendar.events import as_of
from bot.conversation.limits import Limits
from bot.conversation.memory import Conversations, Who
from bot.editing.preview import Editing
from bot.editing.proposal import Proposals
from bot.enquiries.attachments import File
from bot.enquiries.leader import Channels, Look
from bot.gaps.grouping import Reviews
from bot.gaps.keeping import Unanswered
from bot.library.folder import Snapshot
from bot.library.in_force import Current
from bot.privacy import Retention
from bot.store.counts import Tally, week_of
from bot.store.keeper import Keeper
from bot.store.records import Why
from bot.wording import Wording
from handlers.chats import ChatMemory
from handlers.numbers import KeptNumbers
from handlers.wire.delivery import Delivery
from handlers.wire.handled import Counting
from handlers.wire.postponed import Postponed
from handlers.wire.thinking import Asking, Thinking
from knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Policy:
    """Where enquiries go, whom it concerns, and how long what is kept; `now` is the time, `reference` makes one up.

    `admit` makes of a leader's file one that may go to staff.
    """

    channels: Channels
    admins: frozenset[int]
    retention: Retention
    now: Callable[[], datetime]
    reference: Callable[[], str]
    admit: Callable[[File], File]


@dataclass(frozen=True, slots=True)
class Services:
    """`snapshot` gives the knowledge in force; `counting` notes what is asked for.

    `tallied` is told of the same for whoever looks after the machine. `unanswered` says what to keep of a question that
    got no answer. `keep` writes what must survive, `policy` says what is kept for how long and for whom; `chats`
    remembers a while.
    """

    snapshot: Callable[[], Snapshot]
    conversations: Conversations
    delivery: Delivery
    limits: Limits
    thinking: Thinking
    asking: Asking
    keep: Keeper
    policy: Policy
    editing: Editing
    proposals: Proposals
    counting: Counting
    unanswered: Unanswered
    reviews: Reviews
    chats: ChatMemory
    numbers: KeptNumbers
    postponed: Postponed
    tallied: Callable[[Sequence[Tally]], None]
    reporting: asyncio.Lock  # a report needs much memory, two would need twice as much

    def forget(self, who: Who) -> None:
        """Forget what somebody was told and what passed in their chat."""
        self.conversations.forget(who)
        self.chats.forget(who)

    def forget_old(self) -> None:
        """Nothing is remembered beyond its time, also where nobody asks any more."""
        self.conversations.forget_old()
        self.chats.forget_old()
        self.snapshot().vectors.forget_old()

    @property
    def told(self) -> Knowledge:
        """The knowledge in force as it answers now: with the events that are ahead, and what is over called so."""
        return as_of(self.snapshot().knowledge, self.policy.now())

    @property
    def say(self) -> Wording:
        """The assistant's own sentences, as they stand now."""
        return Wording(self.snapshot().knowledge.wording)


def services(
    in_force: Current,
    delivery: Delivery,
    keep: Keeper,
    policy: Policy,
    clock: Callable[[], float],
    secret: str,
    tallied: Callable[[Sequence[Tally]], None] = lambda _: None,
    limits: Limits | None = None,
) -> Services:
    """Services with empty memories; `clock` counts seconds, `secret` seals what nobody is to read in the database."""
    conversations, thinking, chats = Conversations(in_force, clock, policy.now), Thinking(), ChatMemory(clock)
    return Services(
        snapshot=in_force,
        conversations=conversations,
        delivery=delivery,
        limits=limits or Limits(clock),
        thinking=thinking,
        asking=Asking(conversations, thinking),
        keep=keep,
        policy=policy,
        editing=Editing(in_force, lambda: policy.now().date()),
        proposals=Proposals(in_force),
        reviews=Reviews(in_force),
        counting=Counting(),
        unanswered=Unanswered(in_force, policy.now),
        chats=chats,
        numbers=KeptNumbers(secret, conversations, chats, keep, in_force, policy.now),
        postponed=Postponed(),
        tallied=tallied,
        reporting=asyncio.Lock(),
    )


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with the services; `look` is what the message may belong to.

    `spoken` names what was said already of the album that the message belongs to.
    """

    look: Look = Look()
    spoken: set[str]
    update_id: int = 0

    @classmethod
    def from_update(cls, update: object, application: Any) -> Context:  # noqa: ANN401 - as PTB has it
        """The context in which an update is handled."""
        made = super().from_update(update, application)
        made.update_id = update.update_id if isinstance(update, Update) else 0
        made.spoken = set()
        return made

    def turn_away(self, chat: int) -> None:
        """Once the update is handled, something else was shown than what a draft, or a step, asks for."""
        self.services.counting.note(self.update_id, lambda store: store.drafts.set_aside(chat))
        self.services.counting.note(self.update_id, lambda store: store.begun.set_aside(chat, self.update_id))

    def count(self, tallies: Iterable[Tally]) -> None:
        """The update counts this, once it is handled."""
        week, counted = week_of(self.services.policy.now()), tuple(tallies)
        self.services.tallied(counted)
        self.services.counting.note(self.update_id, lambda store: store.counts.add(week, counted))

    async def count_gap(self, text: str, why: Why, entry: str | None = None) -> None:
        """So it does a question that got no answer, if that is worth keeping."""
        if keep := await self.services.unanswered(text, why, self._user_id or 0, entry):
            self.services.counting.note(self.update_id, keep)

    @property
    def services(self) -> Services:
        """The services that the handlers work with."""
        wired = self.bot_data["services"]
        assert isinstance(wired, Services)  # noqa: S101 - the wiring puts it there before the first update
        return wired
