"""The record of enquiries as a table: what came when and how it ended, without anybody's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from bot.enquiries.export import Cell
from bot.store.store import Store

COLUMNS = (
    "reference", "reason", "appears", "name", "trust", "state", "awaits a reply", "opened", "due", "last message",
    "messages of the leader", "replies", "claimed by",
)  # fmt: skip


def table(store: Store) -> tuple[Sequence[str], Iterator[Sequence[Cell]]]:
    """The columns and a row for each enquiry, oldest first."""
    return COLUMNS, _rows(store)


def _rows(store: Store) -> Iterator[Sequence[Cell]]:
    for enquiry in store.enquiries.all():
        sides = [message.side for message in store.messages.of_enquiry(enquiry.id)]
        due = datetime.combine(enquiry.due, time(), UTC) if enquiry.due else None
        yield (
            f"#{enquiry.reference}", enquiry.reason, enquiry.appear, enquiry.name, enquiry.trust, enquiry.state,
            "yes" if enquiry.awaiting else "no",
            enquiry.opened, due, enquiry.last, sides.count("leader"), sides.count("staff"), enquiry.claimed_by,
        )  # fmt: skip
