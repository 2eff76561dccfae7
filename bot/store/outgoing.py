"""What is to go out, as values: a class for each kind, and how it stands in a row of the outbox."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

Labels = Sequence[Sequence[tuple[str, str]]]  # rows of buttons: label and data


@dataclass(frozen=True, slots=True)
class Card:
    """For staff: the card of an enquiry, posted or brought up to date."""

    enquiry: int


@dataclass(frozen=True, slots=True)
class Relay:
    """For staff: a later message of a leader's, posted or brought up to date."""

    enquiry: int
    message: int


@dataclass(frozen=True, slots=True)
class RelayedFile:
    """For staff: a file of a leader's."""

    enquiry: int
    message: int
    replaces: str | None = None  # the name of the file whose place it takes, "" where there was none; None: no place


@dataclass(frozen=True, slots=True)
class ReplacedFile:
    """Posts of a file in the staff chat whose place another takes: they are deleted, and both sides are told."""

    enquiry: int
    message: int
    posts: Sequence[tuple[int, int]]  # chat and number of each


@dataclass(frozen=True, slots=True)
class Note:
    """For staff: some words, in the enquiry's topic where it has one."""

    text: str
    enquiry: int | None = None
    rows: Labels = ()
    answering: int | None = None  # the message in the staff chat that they answer
    topic: int | None = None  # where they stand without an enquiry
    names: bool = False  # they hold the leader's name, and go when the enquiry does


@dataclass(frozen=True, slots=True)
class Reword:
    """For staff: other words in a message of the bot's, whose buttons go."""

    post: int
    text: str
    enquiry: int | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """For staff: the sign at a reply that it has arrived."""

    enquiry: int
    message: int


@dataclass(frozen=True, slots=True)
class SuggestReply:
    """For staff: what the knowledge answers to an enquiry that has just come, where it is sure."""

    enquiry: int


@dataclass(frozen=True, slots=True)
class History:
    """For staff: all that both sides wrote in an enquiry, because somebody asked for it."""

    enquiry: int
    topic: int | None
    answering: int
    posts: Sequence[int] = ()  # where it stands so far


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """For staff: the pinned list of what is open, brought up to date."""


@dataclass(frozen=True, slots=True)
class Listing:
    """For staff: the same list, whole or only what is `late`, because somebody asked for it."""

    topic: int | None
    answering: int
    late: bool = False
    posts: Sequence[int] = ()  # where it stands so far


@dataclass(frozen=True, slots=True)
class HowTo:
    """For staff: a few lines for those who see the chat for the first time."""


@dataclass(frozen=True, slots=True)
class ErasedPost:
    """One of the bot's own messages that goes; its role is as in `Post`, or it shows a `lesson` or a `list`.

    A `topic` of a forum goes with all that stands in it.
    """

    chat: int
    post: int
    role: str
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Erase:
    """Posts of an enquiry that ended go, one after the other; the rest says how it ended, where that is still known."""

    posts: Sequence[ErasedPost]
    reference: str | None = None
    leader: int | None = None
    state: str | None = None
    topic: int | None = None
    left: Sequence[tuple[int, int]] = ()  # chat and number of those that Telegram does not let go


@dataclass(frozen=True, slots=True)
class EnquiryMail:
    """By e-mail: an enquiry, or one `message` that was added to it later."""

    enquiry: int
    message: int | None = None
    changed: bool = False  # the message was corrected after it was sent
    refused: bool = False  # the mail server refused it before, and administrators know


@dataclass(frozen=True, slots=True)
class WithdrawnMail:
    """By e-mail: an enquiry was taken back, at that time."""

    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShowDraft:
    """For a leader: the enquiry that is being written, shown where it was shown before."""

    reference: str
    first: str | None  # the key of a sentence that goes before it
    anew: bool = False  # in a message of its own
    note: bool = False  # say that the preview above has changed


@dataclass(frozen=True, slots=True)
class Retire:
    """For a leader: messages that show a draft no more lose their buttons, or with `whole` go."""

    posts: Sequence[int]
    whole: bool


@dataclass(frozen=True, slots=True)
class Say:
    """For a leader or an administrator: some words of the assistant's."""

    text: str
    enquiry: int | None = None  # to which a reply to them belongs
    rows: Labels = ()
    plain: bool = False  # as they are, not in the light markup
    answering: int | None = None  # the message that they answer
    hand: tuple[Literal["lesson"], str] | None = None  # what they hold that may be answered: its kind and name
    writes: bool = False  # Telegram opens its field for a reply to them
    points: int | None = None  # the number of the message that such a reply answers


@dataclass(frozen=True, slots=True)
class ReplyText:
    """For a leader: the words of a reply of staff, sent or brought up to date."""

    enquiry: int
    message: int


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """For a leader: a reply of staff that holds a file."""

    enquiry: int
    message: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that this version cannot read. It stays, and is tried again."""

    kind: str


Outgoing = (
    Card | Relay | RelayedFile | ReplacedFile | Note | Reword | Delivered | SuggestReply | History | HowTo | Erase
    | EnquiryMail | WithdrawnMail | ShowBoard | Listing | ShowDraft | Retire | Say | ReplyText | ReplyFile | Unreadable
)  # fmt: skip

KINDS: Mapping[str, type[Outgoing]] = {  # as they are called in the database
    "card": Card, "relay": Relay, "file": RelayedFile, "replaced": ReplacedFile, "note": Note, "reword": Reword,
    "delivered": Delivered, "suggestion": SuggestReply, "history": History, "howto": HowTo, "erase": Erase,
    "mail": EnquiryMail, "withdrawn": WithdrawnMail, "draft": ShowDraft, "retire": Retire, "say": Say,
    "answer": ReplyText, "answer_file": ReplyFile, "board": ShowBoard, "listing": Listing,
}  # fmt: skip
NAMES: Mapping[type[Outgoing], str] = {kind: name for name, kind in KINDS.items()}


def kind_of(what: Outgoing) -> str:
    """Its kind, as it is called in the database."""
    return what.kind if isinstance(what, Unreadable) else NAMES[type(what)]


def about(what: Outgoing) -> tuple[int | None, int | None]:
    """The enquiry and the message that it is about."""
    return getattr(what, "enquiry", None), getattr(what, "message", None)


def stored(what: Outgoing) -> str:
    """All else of it, as JSON; what is not there is left out."""
    values = {name: value for name, value in asdict(what).items() if name not in ("enquiry", "message")}
    given = {name: value for name, value in values.items() if value is not None or name in ("first", "topic")}
    return json.dumps(given, default=datetime.isoformat)


def read(kind: str, enquiry: int | None, message: int | None, body: str) -> Outgoing:
    """The value that stands in a row of this version or an earlier one."""
    try:
        make = KINDS[kind]
        given = {**_given(make, json.loads(body)), "enquiry": enquiry, "message": message}
        return make(**{one.name: given[one.name] for one in fields(make) if one.name in given})
    except (KeyError, TypeError, ValueError):
        return Unreadable(kind)


def _given(make: type[Outgoing], body: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: _frozen(value) for name, value in body.items()}
    if make is Erase:
        posts = body.get("posts") or [body]  # an earlier version has a row for each
        names = [one.name for one in fields(ErasedPost)]
        given["posts"] = tuple(ErasedPost(**{name: post[name] for name in names if name in post}) for post in posts)
    elif make is RelayedFile and "replaces" in body:
        given["replaces"] = body["replaces"] or ""
    elif make is WithdrawnMail:
        given["at"] = datetime.fromisoformat(body["at"])
    return given


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
