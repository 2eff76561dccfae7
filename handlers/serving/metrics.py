"""`GET /metrics`: numbers about the work in the text format of Prometheus. Nobody's words, no label for a person."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.backup import last_backup
from bot.library.folder import Snapshot
from bot.machine.space import space
from bot.store.counts import Tally
from bot.store.keeper import Keeper
from bot.store.records import Waiting
from bot.store.store import Store, StoreError

NAME = "race_equality"
PATIENCE = 3.0  # seconds for the store's answer
BUCKETS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)  # seconds; half come within 60 ms, 99 of 100 within 90 ms


class Measures:
    """What is counted while the process lives, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._questions = Counter(f"{NAME}_questions", "Questions by how they ended", ["outcome"], registry=registry)
        help_ = "Seconds from an update received to its reply sent"
        self._latency = Histogram(f"{NAME}_reply_seconds", help_, buckets=BUCKETS, registry=registry)

    def asked(self, tallies: Iterable[Tally]) -> None:
        """Count the questions among these; a disclosure is none."""
        for tally in tallies:
            if tally.kind == "question":
                self._questions.labels(tally.key).inc()

    def replied(self, seconds: float) -> None:
        """Count how long a reply took."""
        self._latency.observe(seconds)

    async def page(self, keep: Keeper, snapshot: Snapshot, now: datetime) -> bytes:
        """All numbers; those of the store are left out while it gives no answer."""
        state = _State()
        state.info("knowledge", "The version of the knowledge in force", version=snapshot.knowledge.version)
        try:
            async with asyncio.timeout(PATIENCE):
                await keep(lambda store: _of_store(state, store, now))
        except (TimeoutError, StoreError):
            state.put("store_ok", "Whether the database keeps what comes in", 0)
        else:
            state.put("store_ok", "Whether the database keeps what comes in", not keep.refuses)
        return generate_latest(self._registry) + generate_latest(state.registry)


class _State:
    """Numbers of one moment."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()

    def put(self, name: str, what: str, value: float) -> None:
        Gauge(f"{NAME}_{name}", what, registry=self.registry).set(value)

    def info(self, name: str, what: str, **labels: str) -> None:
        Gauge(f"{NAME}_{name}_info", what, list(labels), registry=self.registry).labels(**labels).set(1)


def _of_store(state: _State, store: Store, now: datetime) -> None:
    waiting: Waiting = store.waiting()
    state.put("inbox_updates", "Updates that are kept and not handled", waiting.incoming)
    state.put("outbox_messages", "Messages that are to go out", waiting.outgoing)
    age = max(0.0, (now - waiting.since).total_seconds()) if waiting.since else 0
    state.put("outbox_oldest_seconds", "For how long the oldest of them waits", age)
    state.put("gaps_open", "Questions without an answer that are not settled", store.gaps.open_count())
    if store.path is None:
        return
    if made := last_backup(store.path):
        state.put("last_backup_timestamp_seconds", "When the last backup was made", made.timestamp())
    with contextlib.suppress(OSError):
        room = space(store.path)
        state.put("disk_free_bytes", "Free space on the disk of the database", room.free)
        state.put("disk_wanted_bytes", "Space below which administrators are told", room.wanted)
