"""A word to administrators when the last event in the catalogue is over, once for each event that was the last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.store.outgoing import Say
from bot.store.store import Store
from bot.wording import Wording
from knowledge.calendar.events import LONDON, ahead, entry_ahead, over
from knowledge.model import Knowledge

WARNED = "no event ahead"
MORNING = 9  # o'clock in London


def warn_none_left(store: Store, knowledge: Knowledge, admins: Iterable[int], now: datetime) -> None:
    """Tell each administrator in the morning that no event is ahead, where there was one and it was not told yet."""
    gone = over(knowledge, now)
    if not gone or ahead(knowledge, now) or now.astimezone(LONDON).hour < MORNING:
        return
    if store.facts.get(WARNED) == gone[0].id:
        return
    say, entry = Wording(knowledge.wording), entry_ahead(knowledge)
    id_ = entry.id if entry else say("event_no_answer")
    text = say("event_none_left", title=gone[0].title, entry=id_)
    for admin in admins:
        store.outbox.add(admin, Say(text, plain=True), now)
    store.facts.set(WARNED, gone[0].id)
