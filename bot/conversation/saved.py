"""The reading list: what a leader has saved for later, how it changes, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.memory import Ids
from bot.conversation.reply import Replies
from bot.store.store import Store
from bot.workdays import local_day
from knowledge.model import Knowledge, Resource

MOST = 50
UNSAVED = "unsaved"  # how a list that was deleted is noted, so that no backup brings it back


@dataclass(frozen=True, slots=True)
class Saving:
    """What became of ids that were to be saved: `new` ones, those that `were` there, and those without `room`.

    `held` is the list after it.
    """

    held: Ids
    new: Ids
    were: Ids
    no_room: Ids


def saving(held: Ids, wanted: Iterable[str]) -> Saving:
    """Add ids to a list, each once, as long as there is room."""
    asked = tuple(dict.fromkeys(wanted))
    new = tuple(id_ for id_ in asked if id_ not in held)
    room = max(0, MOST - len(held))
    return Saving((*held, *new[:room]), new[:room], tuple(id_ for id_ in asked if id_ in held), new[room:])


def known(held: Ids, knowledge: Knowledge) -> tuple[Resource, ...]:
    """The resources of a list that are still in the knowledge, in its order."""
    return tuple(resource for id_ in held if (resource := knowledge.resource(id_)))


def save(store: Store, leader: int, wanted: Iterable[str], now: datetime) -> Saving:
    """Add ids to a leader's list."""
    done = saving(_held(store, leader), wanted)
    _keep(store, leader, done.held, now)
    return done


def look(store: Store, leader: int, knowledge: Knowledge, now: datetime) -> tuple[tuple[Resource, ...], int]:
    """What is on a leader's list, and how many ids are not in the knowledge any more: these are taken off with it."""
    ids = _held(store, leader)
    resources = known(ids, knowledge)
    _keep(store, leader, tuple(resource.id for resource in resources), now)
    return resources, len(ids) - len(resources)


def take_off(store: Store, leader: int, choose: Callable[[Ids], Ids], now: datetime) -> Ids:
    """Take off a leader's list what is chosen of it; what that was."""
    ids = _held(store, leader)
    chosen = choose(ids)
    _keep(store, leader, tuple(id_ for id_ in ids if id_ not in chosen), now)
    return tuple(id_ for id_ in ids if id_ in chosen)


def clear(store: Store, leader: int, now: datetime) -> None:
    """Delete a leader's list, from every backup that is put back too."""
    if saved := store.saved.of_leader(leader):
        store.erased.note(saved.reference, UNSAVED, now)
        store.saved.delete(leader)


def _held(store: Store, leader: int) -> Ids:
    saved = store.saved.of_leader(leader)
    return saved.resources if saved else ()


def _keep(store: Store, leader: int, ids: Ids, now: datetime) -> None:
    if ids:
        store.saved.save(leader, ids, local_day(now))
    else:
        clear(store, leader, now)


class SavedWords:
    """Puts a reading list into the words of one snapshot of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._replies = Replies(knowledge)
        self._say = self._replies.say

    def of_saving(self, done: Saving, kept: str) -> str:
        """What was saved and what was not; `kept` says for how long, to whoever begins a list."""
        parts = [
            self._say("reading_saved", titles=self._titles(done.new)) if done.new else "",
            kept if done.new and done.new == done.held else "",
            self._say("reading_already", titles=self._titles(done.were)) if done.were else "",
            self._say("reading_full", most=MOST, titles=self._titles(done.no_room)) if done.no_room else "",
        ]
        return "\n\n".join(filter(None, parts))

    def of_taking_off(self, ids: Ids) -> str:
        """What was taken off the list."""
        return self._say("reading_removed", titles=self._titles(ids)) if ids else self._say("reading_not_on")

    def listed(self, page: Sequence[Resource], first: int, heading: str = "", lost: int = 0) -> str:
        """A page of the list, whose numbers begin after `first`, below a heading; `lost` resources are left out."""
        gone = self._say("reading_lost", count=lost) if lost else ""
        if not page:
            return "\n\n".join(filter(None, [heading, gone, self._say("reading_none")]))
        lines = [f"{number}. {self._replies.described.brief(one)}" for number, one in enumerate(page, first + 1)]
        parts = [heading, self._say("reading_opening"), *lines, gone, self._say("reading_how")]
        return "\n\n".join(filter(None, parts))

    def _titles(self, ids: Ids) -> str:
        known = (self._knowledge.by_id.get(id_) for id_ in ids)
        return ", ".join(f"“{one.label}”" if one else id_ for one, id_ in zip(known, ids, strict=True))
