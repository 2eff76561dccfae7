"""`/versions`: what was in force, by whom and when, and what each version changed of the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.editing.fields import sections
from bot.editing.telling import Notice, in_sections, listed
from bot.library.folder import parse_texts
from bot.library.versions import ON_DISK
from bot.markup import without_links
from bot.store.records import Version
from bot.wording import Wording
from bot.workdays import at_the_clock
from knowledge.editing.changes import Changes, Item, changes
from knowledge.editing.differences import Difference, differences

NUMBER = re.compile(r" \(\d+\)$")  # of an administrator, after the name


@dataclass(frozen=True, slots=True)
class Compared:
    """What a version changed of the one before it."""

    changes: Changes
    differences: dict[Item, Difference]


def with_the_one_before(history: Sequence[Version], number: int) -> tuple[Version, Version | None] | None:
    """The version of that number and the one that it took the place of; None where it is not kept."""
    at = next((i for i, version in enumerate(history) if version.number == number), None)
    if at is None:
        return None
    return history[at], history[at + 1] if at + 1 < len(history) else None


def compared(version: Version, before: Version) -> Compared | None:
    """What differs; it reads all files of both, which takes a second. None where one of them cannot be read today."""
    old, new = (parse_texts(one.texts).knowledge for one in (before, version))
    if old is None or new is None:
        return None
    what = changes(old, new)
    return Compared(what, differences(what, old, new))


def put_by(version: Version, say: Wording) -> str:
    """Who put a version in force, without their number."""
    return say("undo_by_disk") if version.who == ON_DISK else without_links(NUMBER.sub("", version.who))


def in_the_list(version: Version, say: Wording) -> str:
    """A version in a line: when, who and what."""
    what = say("version_undo", what=version.what) if version.undo else version.what
    return say("version_line", when=at_the_clock(version.at), who=put_by(version, say), what=without_links(what))


def told(version: Version, before: Version | None, say: Wording) -> Notice:
    """What a version changed, before and after; it takes a second."""
    values = {"when": at_the_clock(version.at), "who": put_by(version, say)}
    differ = compared(version, before) if before else None
    if differ is None:
        return Notice(say("version_unreadable" if before else "version_first", **values))
    opening = say("version_shown" if differ.changes else "version_same", changes=differ.changes, **values)
    notice = in_sections(opening, sections(differ.changes, differ.differences, say, all_fields=True), say)
    if not version.broke:
        return notice
    broke = listed(say("version_broke"), version.broke, say)
    whole = "\n\n".join(filter(None, [notice.whole, broke.whole])) or None
    return Notice(f"{notice.words}\n\n{broke.words}", whole)
