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
    for one in store.enquiries.all():
        sides = [message.side for message in store.messages.of_enquiry(one.id)]
        due = datetime.combine(one.due, time(), UTC) if one.due else None
        yield (
            f"#{one.reference}", one.reason, one.appear, one.name, one.trust, one.state,
            "yes" if one.awaiting else "no",
            one.opened, due, one.last, sides.count("leader"), sides.count("staff"), one.claimed_by,
        )  # fmt: skip
