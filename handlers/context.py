"""What every handler is handed: the services, typed, and who is speaking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import CallbackContext, ExtBot

from bot.conversations import Conversations, Who
from bot.counts import Tally, week_of
from bot.editing import Editing
from bot.enquiries import Channels
from bot.enquiry import Part
from bot.gaps import Reviews
from bot.in_force import InForce
from bot.keeper import Keeper
from bot.library import Snapshot
from bot.limits import Limits
from bot.privacy import Retention
from bot.proposal import Proposals
from bot.recent import Recent
from bot.records import Why
from bot.unanswered import Unanswered
from bot.wording import Wording
from handlers.counting import Counting
from handlers.delivery import Delivery
from handlers.thinking import Asking, Thinking

HOUR = 3600.0
MOST_REMEMBERED = 10_000

Typed = dict[str, str]  # what may be typed instead of pressing a button, and the button's data


@dataclass(frozen=True, slots=True)
class Records:
    """Where enquiries go, whom it concerns, and how long what is kept; `now` is the time, `reference` makes one up."""

    channels: Channels
    admins: frozenset[int]
    retention: Retention
    now: Callable[[], datetime]
    reference: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Services:
    """`snapshot` gives the knowledge in force; `counting` notes what is asked for.

    `unanswered` says what to keep of a question that got no answer. `keep` writes what must survive, `records` says
    what is kept for how long and for whom; the rest remembers a while.
    """

    snapshot: Callable[[], Snapshot]
    conversations: Conversations
    delivery: Delivery
    limits: Limits
    thinking: Thinking
    asking: Asking
    keep: Keeper
    records: Records
    editing: Editing
    proposals: Proposals
    counting: Counting
    unanswered: Unanswered
    reviews: Reviews
    typed: Recent[Who, Typed]
    answered: Recent[tuple[int, int], tuple[int, ...]]  # (chat, question) to the messages that answer it
    pressed: Recent[tuple[int, int, str], bool]  # (chat, message, data)
    members: Recent[tuple[int, int], bool]  # (chat, person) to whether Telegram says they are in it
    asked: Recent[tuple[int, int], tuple[Part, str]]  # (chat, answer) to the question as sent, and asked; 0 is the last
    albums: Recent[tuple[int, str], set[str]]  # (chat, album) to the names of what was said of it
    reporting: asyncio.Lock  # a report needs much memory, two would need twice as much
    paused: Recent[int, tuple[Part, str | None]]  # (leader) to a disclosure that is not kept until they want to go on

    def forget(self, who: Who) -> None:
        """Nothing of somebody is remembered."""
        self.conversations.forget(who)
        self.typed.drop(who)
        self.paused.drop(who[0])
        for memory in (self.asked, self.answered):
            memory.drop_where(lambda key: key[0] == who[0])

    def forget_old(self) -> None:
        """Nothing is remembered beyond its time, also where nobody asks any more."""
        memories: tuple[Recent[Any, Any], ...] = (
            self.typed, self.answered, self.pressed, self.members, self.asked, self.paused,
            self.albums,
        )  # fmt: skip
        self.conversations.forget_old()
        for memory in memories:
            memory.forget_old()

    @property
    def say(self) -> Wording:
        """The assistant's own sentences, as they stand now."""
        return Wording(self.snapshot().knowledge.wording)


MEMBER_SECONDS = 60.0
PRESS_SECONDS = 60.0  # within which the same press again is a double tap


def services(
    in_force: InForce,
    delivery: Delivery,
    keep: Keeper,
    records: Records,
    clock: Callable[[], float],
    limits: Limits | None = None,
) -> Services:
    """Services with empty memories; `clock` counts seconds."""
    conversations, thinking = Conversations(in_force, clock), Thinking()
    return Services(
        snapshot=in_force,
        conversations=conversations,
        delivery=delivery,
        limits=limits or Limits(clock),
        thinking=thinking,
        asking=Asking(conversations, thinking),
        keep=keep,
        records=records,
        editing=Editing(in_force, lambda: records.now().date()),
        proposals=Proposals(in_force),
        reviews=Reviews(in_force),
        counting=Counting(),
        unanswered=Unanswered(in_force, records.now),
        typed=Recent(MOST_REMEMBERED, HOUR, clock),
        answered=Recent(MOST_REMEMBERED, HOUR, clock),
        pressed=Recent(MOST_REMEMBERED, PRESS_SECONDS, clock),
        members=Recent(MOST_REMEMBERED, MEMBER_SECONDS, clock),
        asked=Recent(MOST_REMEMBERED, HOUR, clock),
        albums=Recent(MOST_REMEMBERED, HOUR, clock),
        reporting=asyncio.Lock(),
        paused=Recent(MOST_REMEMBERED, HOUR, clock),
    )


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with the services; `enquiry` is the reference of the leader's newest open one.

    `spoken` names what was said already of the album that the message belongs to.
    """

    enquiry: str | None = None
    spoken: set[str]
    update_id: int = 0

    @classmethod
    def from_update(cls, update: object, application: Any) -> Context:  # noqa: ANN401 - as PTB has it
        """The context in which an update is handled."""
        made = super().from_update(update, application)
        made.update_id = update.update_id if isinstance(update, Update) else 0
        made.spoken = set()
        return made

    def count(self, tallies: Iterable[Tally]) -> None:
        """The update counts this, once it is handled."""
        week, counted = week_of(self.services.records.now()), tuple(tallies)
        self.services.counting.note(self.update_id, lambda store: store.count(week, counted))

    async def count_gap(self, text: str, why: Why, entry: str | None = None) -> None:
        """So it does a question that got no answer, if that is worth keeping."""
        if keep := await self.services.unanswered(text, why, entry):
            self.services.counting.note(self.update_id, keep)

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
