"""How often each entry and resource was shown in a year: a few times count as none, so that no order tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.report.small_numbers import is_small
from bot.store.counts import week_of
from bot.store.store import Store

WEEKS = 52


def often_shown(store: Store, now: datetime) -> Mapping[str, int]:
    """How often, by id, each was shown that was shown often enough to say so."""
    shown: Counter[str] = Counter()
    for count in store.counts.since(week_of(now) - timedelta(weeks=WEEKS - 1)):
        if count.kind in ("entry", "resource"):
            shown[count.key] += count.count
    return {id_: times for id_, times in shown.items() if not is_small(times)}
