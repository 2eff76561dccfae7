"""What every sender of the outbox is made of: the step that records what was sent, and what a row is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from telegram.error import TelegramError

from bot.enquiries.removal import take_down
from bot.store.keeper import Keeper
from bot.store.records import IN_STAFF_CHAT, Enquiry, Message, Post, Queued, Role
from bot.store.store import Store
from bot.wording import Wording

Step = Callable[[Store], object]

NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Gone(Exception):  # noqa: N818 - it is no error
    """What a row is about is not there any more."""


class Moved(Exception):  # noqa: N818 - it is no error
    """The chat that was called, `old`, has the number `new` now."""

    def __init__(self, old: int, new: int) -> None:
        super().__init__(f"{old} is {new} now")
        self.old, self.new = old, new


async def about(keep: Keeper, row: Queued, role: Role) -> tuple[Enquiry, Message, list[Post]]:
    """The enquiry and the message that a row is about, and where that was posted; raises `Gone`."""
    enquiry, message, posts = await keep(lambda store: _message_of(store, row, role))
    if enquiry is None or message is None or enquiry.state in ("withdrawn", "forgotten"):
        raise Gone
    return enquiry, message, posts


def link(store: Store, row: Queued, chat: int, posts: Sequence[int], role: Role, message: int | None = None) -> None:
    """Replies to these posts are about the row's enquiry, and answer its message or that one.

    Where that ended while they were on their way, they go from the staff chat, and nothing says who it was.
    """
    if row.enquiry is None:
        return
    enquiry, linked = (
        store.enquiries.by_id(row.enquiry),
        [Post(chat, one, row.enquiry, message or row.message, row.part, role) for one in posts],
    )
    if role in IN_STAFF_CHAT and (enquiry is None or enquiry.state in ("withdrawn", "forgotten")):
        take_down(store, enquiry, linked, row.at)
    if enquiry and (role in IN_STAFF_CHAT or enquiry.state != "forgotten"):
        for one in linked:
            store.posts.add(one.chat, one.post, one.enquiry, one.message, one.part, one.role)


def marked(text: str, say: Wording, *, doubt: bool) -> str:
    """What may be there already says so."""
    return f"{say('sent_again')}\n\n{text}" if doubt else text


def steps(*records: Step) -> Step:
    """One record after the other."""

    def record(store: Store) -> None:
        for one in records:
            one(store)

    return record


def says(error: TelegramError, any_of: Sequence[str]) -> bool:
    """Does Telegram's sentence hold one of these?"""
    return any(one in error.message.casefold() for one in any_of)


def _message_of(store: Store, row: Queued, role: Role) -> tuple[Enquiry | None, Message | None, list[Post]]:
    posts = [one for one in store.posts.of_enquiry(row.enquiry or 0, role) if one.message == row.message]
    return store.enquiries.by_id(row.enquiry or 0), store.messages.by_id(row.message or 0), posts
