"""What the database holds, as values: a class for each kind of row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from bot.store.outgoing import Outgoing, about, kind_of

State = Literal["open", "closed", "withdrawn", "forgotten"]
Appear = Literal["trust", "name", "anonymous"]
Helped = Literal["yes", "partly", "no"]
Side = Literal["leader", "staff"]
Role = Literal["card", "relay", "file", "copy", "sign", "receipt", "reply"]  # replies to copies and signs go nowhere
IN_STAFF_CHAT: tuple[Role, ...] = ("card", "relay", "file", "copy")
Why = Literal["unknown", "none_of_these", "not_helpful"]
How = Literal["same_as", "answered", "known", "not_ours"]
Kind = Literal["answer", "case-study"]

STAFF, MAIL, BOARD = 0, -1, -2  # lanes of the outbox that are no chat of their own; a leader's is the private chat


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A leader's enquiry. `leader` is the private chat; of an anonymous one no name is kept."""

    id: int
    reference: str
    leader: int | None
    appear: Appear
    name: str | None
    trust: str | None
    email: str | None
    reason: str | None
    question: str | None
    state: State
    awaiting: bool  # the team's reply is awaited
    opened: datetime
    due: date | None  # None where no time is promised
    last: datetime
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    topic: int | None = None
    snoozed: date | None = None  # put off until that day
    joined: int | None = None  # the enquiry in which it goes on
    topic_closed: bool = False
    words_key: str | None = None
    seen: bool = False  # somebody of the team has claimed or answered it
    helped: Helped | None = None  # as its writer said after it was closed


@dataclass(frozen=True, slots=True)
class Message:
    """What one side wrote: `chat` and `post` are the writer's own message; `first` ones stand on the card.

    `whose` and `answers` are as in `bot.enquiries.draft.Part`.
    """

    id: int
    enquiry: int
    side: Side
    first: bool
    heading: str | None
    words: str
    kind: str | None
    file: str | None
    file_name: str | None
    file_size: int | None
    chat: int
    post: int
    edited: bool
    at: datetime
    file_unique: str | None = None
    whose: str | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One of the bot's own messages that belongs to an enquiry: what a reply to it is about."""

    chat: int
    post: int
    enquiry: int
    message: int | None
    part: int
    role: Role


@dataclass(frozen=True, slots=True)
class Queued:
    """A row of the outbox: what goes to a chat, and the `part` of it that is next.

    `tried` counts tries whose fate is unknown.
    """

    id: int
    chat: int
    what: Outgoing
    part: int
    tried: int
    at: datetime

    @property
    def kind(self) -> str:
        """The kind of what goes out, as it is called in the database."""
        return kind_of(self.what)

    @property
    def enquiry(self) -> int | None:
        """The enquiry that it is about."""
        return about(self.what)[0]

    @property
    def message(self) -> int | None:
        """The message of an enquiry that it is about."""
        return about(self.what)[1]


@dataclass(frozen=True, slots=True)
class Version:
    """`id` is the hash of the texts (`Knowledge.version`), so the same files have the same id whenever they return.

    `what` says what it changed, `broke` which checks an administrator overrode, `undo` that it brought back the one
    before. `number` names it among those that are kept.
    """

    id: str
    at: datetime
    who: str
    what: str
    texts: Mapping[str, str] = field(repr=False)
    broke: tuple[str, ...] = ()
    undo: bool = False
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change of files that waits for the word of whom it was shown to.

    `base` are the hashes of the files it was made from, `broken` is how many checks they were told that it breaks,
    `document` the message of theirs that holds the new file, where one does, `about` what it settles.
    """

    id: int
    person: int
    base: Mapping[str, str | None]
    files: Mapping[str, str | None] = field(repr=False)
    undo: bool
    broken: int
    document: int | None
    at: datetime
    about: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A message that holds a file, or the text of an entry, as an administrator has it; `digest` is its hash.

    Or it asks for the answer to a gap, holds a lesson, or shows a change; these have numbers for names. Or it shows the
    wordings or the links of an entry, or asks for a step of a `new` one.
    """

    chat: int
    post: int
    kind: Literal["file", "entry", "gap", "lesson", "change", "wordings", "links", "new"]
    name: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Making:
    """What an administrator makes step by step: `body` is as `bot.making.new` writes it.

    `update_id` is the update after which the next step was asked; while it `listens`, what is typed is for that.
    """

    chat: int
    body: str = field(repr=False)
    update_id: int
    listens: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An administrator has confirmed what is known under an id; `digest` is the hash of what that said."""

    entry: str
    who: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that got no answer, or none that helped, in words without personal details; nobody knows whose.

    `entry` was shown to no avail, and `answer_key` stands for what it said. `asked` is the last day. A closed one has
    `how` and when it was `settled`, and the `answer` that settles it.
    """

    id: int
    words: str
    why: Why
    entry: str | None
    answer_key: str | None
    times: int
    asked: date
    how: How | None = None
    answer: str | None = None
    settled: date | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a reply to an enquiry may teach, without personal details, until an administrator decides."""

    id: int
    enquiry: int
    kind: Kind
    title: str
    text: str
    made: date


@dataclass(frozen=True, slots=True)
class Access:
    """That somebody `read`, `exported`, `searched` or `erased` something of a person, or `listed` enquiries.

    `who` is their account on the machine, or empty where it was the person themselves; `what` has no words of anybody.
    """

    at: datetime
    who: str
    did: str
    what: str


@dataclass(frozen=True, slots=True)
class ReadingList:
    """Ids of the resources that a leader has saved, in that order; `used` is the day it was last changed or seen."""

    leader: int
    reference: str
    resources: tuple[str, ...]
    used: date


@dataclass(frozen=True, slots=True)
class StandingNumbers:
    """What the numbers of a list stand for, from 1, sealed; only those `after` a number can be typed."""

    stand_for: tuple[str, ...]
    after: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many updates and how many rows of the outbox wait, and since when the first of the latter."""

    incoming: int
    outgoing: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Waits:
    """What is not handled or has not arrived: the update or the kind of row, its number, and since when."""

    what: str
    number: int
    since: datetime
