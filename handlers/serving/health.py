"""The state of health: does the store keep what comes in, and what has waited longest, by its number and kind."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.store.keeper import Keeper
from bot.store.records import Waits
from bot.store.store import StoreError

KEEPS = "keeps what comes in"
PATIENCE = 3.0  # seconds for the store's answer; whoever asks has little more


async def store_health(
    keep: Keeper, refused: Waits | None, now: datetime, patience: float = PATIENCE
) -> dict[str, object]:
    """`refused` is what could not even be kept. The answer holds nobody's words."""
    stored, does = None, KEEPS
    try:
        async with asyncio.timeout(patience):
            stored = await keep(lambda store: store.waits_longest())
    except TimeoutError:
        does = "gives no answer"
    except StoreError:
        does = "refuses"
    else:
        does = "refuses" if keep.refuses or refused else KEEPS  # a little may find room where much does not
    longest = min((one for one in (refused, stored) if one), key=lambda one: one.since, default=None)
    named = {"oldest_waiting": _named(longest, now)} if longest else {}
    return {"ok": does == KEEPS, "store": does, **named}


def _named(waits: Waits, now: datetime) -> dict[str, object]:
    seconds = max(0, round((now - waits.since).total_seconds()))
    return {"what": waits.what, "number": waits.number, "since": waits.since.isoformat(), "seconds": seconds}
