"""Who helps in distress is changed by two administrators where there are two: one wants it, another applies it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.editing.preview import Preview
from bot.editing.telling import Notice
from bot.store.outgoing import Labels, Say
from bot.store.records import PendingChange
from bot.store.store import Store
from bot.wording import Wording
from knowledge.loading.parse import kind_of

OF_THE_FIRST = frozenset({"documents", "held", "entry", "text"})  # their own messages and words, which only they have

Sent = dict[int, Labels]  # by administrator, the buttons that they got


def is_of_support(files: Iterable[str]) -> bool:
    """Does a change of these files change who helps?"""
    return any(kind_of(name) == "support" for name in files)


def wants_another(waiting: PendingChange, admins: Collection[int]) -> bool:
    """Must another administrator put it in force than the one it was shown to?"""
    return len(admins) > 1 and wanted_by(waiting) is None and is_of_support(waiting.files)


def wanted_by(waiting: PendingChange) -> str | None:
    """Who wanted a change that was shown to another; None where it was shown to nobody else."""
    about = waiting.about or {}
    return str(about["wanted_by"]) if "wanted_by" in about else None


def ask_others(
    store: Store, waiting: PendingChange, preview: Preview, notice: Notice, admins: Collection[int], name: str,
    say: Wording,
) -> Sent:  # fmt: skip
    """Show it to the others with their own buttons."""
    concerns = {key: value for key, value in (waiting.about or {}).items() if key not in OF_THE_FIRST}
    about = {**concerns, "first": waiting.id, "wanted_by": name}
    count, sent = len(preview.broken), Sent()
    for admin in admins:
        id_ = store.proposals.add(
            waiting.files, waiting.base, about, person=admin, undo=waiting.undo, broken=count, document=None,
            at=waiting.at,
        )  # fmt: skip
        key = ("apply_button", "apply_although_one_button")[count] if count < 2 else "apply_although_button"
        sent[admin] = [[(say(key, count=count), f"apply:{id_}"), (say("discard_button"), f"discard:{id_}")]]
        store.outbox.add(admin, Say(notice.words, rows=sent[admin]), waiting.at)
    return sent


def shown_to_others(store: Store, waiting: PendingChange) -> set[int]:
    """The others who have it before them, the one who wanted it among them."""
    return {one.person for one in _all(store, waiting)} - {waiting.person}


def end(store: Store, waiting: PendingChange) -> None:
    """It waits no more, for nobody to whom it was shown."""
    for one in (waiting, *_all(store, waiting)):
        store.proposals.delete(one.id)


def _all(store: Store, waiting: PendingChange) -> list[PendingChange]:
    return store.proposals.same((waiting.about or {}).get("first", waiting.id))
