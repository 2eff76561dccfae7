"""The knowledge in force: one snapshot of one folder, swapped by one assignment. A broken folder never gets here."""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources.abc import Traversable
from threading import RLock

from bot.library.confirming import with_confirmed
from bot.library.folder import BrokenKnowledgeError, Library, Snapshot, parse_texts, read_folder
from bot.library.versions import ON_DISK, Versions
from bot.store.records import Confirmation, Version
from bot.store.store import StoreError
from knowledge.editing.differences import in_short
from knowledge.model import Knowledge
from knowledge.problem import Problem

log = logging.getLogger(__name__)

TURN = 0.0005  # seconds
NEVER = 1_000_000  # collections of the young before one of the old

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Save:
    """What somebody saved in the folder itself, and what answered until then."""

    before: Snapshot
    after: Snapshot


class Current:
    """Call it for the snapshot. All else may take seconds and belongs into a thread of its own."""

    def __init__(self, library: Library, folder: Traversable, versions: Versions, now: Callable[[], datetime]) -> None:
        """Raises `BrokenKnowledgeError` where neither the folder is sound nor any version that is kept."""
        self.folder = folder
        self.versions = versions
        self.problems: tuple[Problem, ...] = ()
        self._lock = RLock()
        self._saves: list[Save] = []
        self._read: tuple[Texts, list[Problem]] = ({}, [])
        self._confirmations: Sequence[Confirmation] = ()
        self._library = library
        self._now = now
        self._snapshot = self._first()

    def __call__(self) -> Snapshot:
        """The snapshot that answers; one answer uses it throughout."""
        return self._snapshot

    def _first(self) -> Snapshot:
        self._read = texts, unreadable = read_folder(self.folder)
        parsed = parse_texts(texts, unreadable)
        if parsed.knowledge is None:
            self.problems = parsed.problems
            return self._last_sound()
        snapshot = self._library.fit(parsed.knowledge)
        history = self.versions.history()
        if not history or history[0].id != parsed.knowledge.version:
            self.versions.save(Version(parsed.knowledge.version, self._now(), ON_DISK, "", texts))
        return snapshot

    def _last_sound(self) -> Snapshot:
        for version in self.versions.history():
            parsed = parse_texts(version.texts)
            if parsed.knowledge is not None:
                return self._library.fit(parsed.knowledge)
        raise BrokenKnowledgeError(self.problems)

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """One at a time reads, fits and writes, and nobody who asks is held up."""
        with self._lock, in_short_turns():
            yield

    def reload(self) -> tuple[Problem, ...]:
        """Read the folder again; where it has problems, all of them, and what was in force stays so."""
        with self.working():
            texts, unreadable = read_folder(self.folder)
            if (texts, unreadable) == self._read:
                return self.problems
            parsed = parse_texts(texts, unreadable)
            self.problems, self._read = parsed.problems, (texts, unreadable)
            if parsed.knowledge is not None and parsed.knowledge.version != self._snapshot.knowledge.version:
                self._changed(self.fit(parsed.knowledge), texts)
            return self.problems

    def saves(self) -> tuple[Save, ...]:
        """What was saved in the folder since this was asked last; an administrator's edit in a chat is none."""
        with self._lock:
            saves, self._saves = tuple(self._saves), []
        return saves

    def confirm(self, confirmations: Sequence[Confirmation]) -> None:
        """From now on it is known which answers these confirm."""
        with self._lock:
            self._confirmations = confirmations
            self._snapshot = with_confirmed(self._snapshot, confirmations)

    def fit(self, knowledge: Knowledge) -> Snapshot:
        """A snapshot near the one in force."""
        return self._library.fit(knowledge, self._snapshot)

    def replace(
        self, snapshot: Snapshot, texts: Texts, who: str = ON_DISK, broke: tuple[str, ...] = (), *, undo: bool = False
    ) -> None:
        """Keep the version, and let a snapshot of these files answer from now on.

        Raises `StoreError` where it cannot be kept; nothing has changed then.
        """
        what = in_short(self._snapshot.knowledge, snapshot.knowledge)
        self.versions.save(Version(snapshot.knowledge.version, self._now(), who, what, texts, broke, undo))
        self._serve(snapshot, texts)

    def _changed(self, snapshot: Snapshot, texts: Texts) -> None:
        """What is on the disk serves, also where that cannot be kept."""
        self._saves.append(Save(self._snapshot, snapshot))
        try:
            self.replace(snapshot, texts)
        except StoreError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all
            self._serve(snapshot, texts)

    def _serve(self, snapshot: Snapshot, texts: Texts) -> None:
        self._snapshot = with_confirmed(snapshot, self._confirmations)
        self._read, self.problems = (dict(texts), []), ()


@contextlib.contextmanager
def in_short_turns() -> Iterator[None]:
    """Let questions wait little for what computes beside them.

    Threads change over every half millisecond at least, and no garbage collection stops them all for long.
    """
    turn, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(min(turn, TURN))
    gc.set_threshold(*thresholds[:2], NEVER)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        gc.set_threshold(*thresholds)


def freeze_garbage() -> None:
    """Let garbage collections pass over all that is there now and will stay."""
    gc.collect()
    gc.freeze()
