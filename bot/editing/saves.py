"""What somebody saved in the folder itself has changed: in titles, and which checks fail since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.checking.checks import problem, results
from bot.library.in_force import Save, in_short_turns
from bot.store.records import Version
from knowledge.editing.changes import Changes, changes
from knowledge.editing.differences import differences
from knowledge.problem import Problem


@dataclass(frozen=True, slots=True)
class Saved:
    """What changed, and the titles of it; `broken` are checks that fail now and did not, or were not there."""

    changes: Changes
    titles: tuple[str, ...]
    broken: tuple[Problem, ...]


def examined(save: Save) -> Saved:
    """Look at what was saved; it takes up to seconds."""
    before, after = save.before.knowledge, save.after.knowledge
    with in_short_turns():
        what = changes(before, after)
        failed = {(check.ask, check.expect) for check, instead in results(save.before) if instead}
        new = [(check, instead) for check, instead in results(save.after) if (check.ask, check.expect) not in failed]
    titles = tuple(difference.title for difference in differences(what, before, after).values())
    return Saved(what, titles, tuple(problem(check, instead) for check, instead in new if instead))


def standing(history: Sequence[Version], version: str) -> Version | None:
    """The newest of the versions of that hash."""
    return next((one for one in history if one.id == version), None)
