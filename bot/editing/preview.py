"""An administrator's edit: tried before it is applied, applied whole or not at all, and undone when wanted."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from weakref import ref

from bot.checking.checks import problem, results
from bot.editing.lost import broken_by
from bot.editing.proposal import Broken, Proposal, Refused, Texts, digest
from bot.library.folder import Snapshot, is_shipped, parse_texts, read_folder
from bot.library.in_force import Current
from bot.library.writing import write_all
from bot.store.records import Confirmation
from bot.store.store import StoreError
from bot.wording import Wording
from knowledge.editing.changes import Changes, Item, changes, differ_in_dates
from knowledge.editing.differences import Difference, differences
from knowledge.model import Check, Knowledge
from knowledge.problem import Problem
from knowledge.quality.lint import lint

LINE = re.compile(r":\d+\b")

Results = Mapping[tuple[str, str], str | None]  # what each check (ask, expect) finds instead


@dataclass(frozen=True, slots=True)
class Preview:
    """What a proposal would change. `broken` checks hold now, or are new, and would fail; `mended` fail now.

    `warnings` are those that are not there now.
    """

    proposal: Proposal
    changes: Changes
    differences: Mapping[Item, Difference]
    broken: tuple[Problem, ...]
    mended: tuple[Check, ...]
    warnings: tuple[Problem, ...]
    snapshot: Snapshot = field(repr=False)
    before: Texts = field(repr=False)
    after: Texts = field(repr=False)


@dataclass(frozen=True, slots=True)
class Applied:
    """It is in force. `broke` are the checks that the administrator overrode, `titles` are of what changed."""

    version: str
    changes: Changes
    broke: tuple[Problem, ...]
    titles: tuple[str, ...] = ()


class Editing:
    """Edits of the folder in force. Everything here takes up to seconds: not for the event loop."""

    def __init__(self, in_force: Current, today: Callable[[], date]) -> None:
        self._in_force = in_force
        self._today = today
        self._asked: tuple[ref[Snapshot], Results] | None = None
        self._last: tuple[ref[Snapshot], date, Preview] | None = None

    @property
    def folder(self) -> Path | None:
        """The folder that may be written; None for the one that ships."""
        folder = self._in_force.folder
        return folder if isinstance(folder, Path) and not is_shipped(folder) else None

    def confirm(self, confirmations: Sequence[Confirmation]) -> None:
        """Let it be known which answers these confirm."""
        self._in_force.confirm(confirmations)

    @property
    def obstacle(self) -> str:
        """Why nothing can be changed here, as the key of a sentence; empty where it can."""
        if self.folder is None:
            return "edit_shipped"
        return "" if os.access(self.folder, os.W_OK | os.X_OK) else "edit_unwritable"

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the folder as it is now; the last sound version goes on."""
        return self._in_force.reload()

    def failing(self) -> tuple[Problem, ...]:
        """The checks that fail in the knowledge in force, but for those that an administrator has overridden."""
        with self._in_force.working():
            now = self._in_force()
            found = self._results(now)
            known = {what for version in self._in_force.versions.history() for what in version.broke}
        failed = ((check, found.get((check.ask, check.expect))) for check in now.knowledge.checks)
        problems = (problem(check, instead) for check, instead in failed if instead)
        return tuple(one for one in problems if one.what not in known)

    def preview(self, proposal: Proposal) -> Preview | Broken | Refused:
        """Try a proposal: read it, fit it, ask every check; nothing is changed. The last one is not fitted twice."""
        if self.folder is None or self.obstacle:
            return self._refused(self.obstacle, folder=self.folder)
        with self._in_force.working():
            self._in_force.reload()
            before, unreadable = read_folder(self.folder)
            if _meanwhile(proposal, before):
                return self._refused("edit_meanwhile")
            after = {name: text for name, text in {**before, **proposal.files}.items() if text is not None}
            if after == before:
                return self._refused("edit_nothing")
            if not unreadable and (known := self._known(before, after)):
                return replace(known, proposal=proposal)
            self.forget()
            parsed = parse_texts(after, [one for one in unreadable if one.file not in proposal.files])
            return (
                broken_by(parsed, self._in_force().knowledge, proposal.files)
                if parsed.knowledge is None
                else self._tried(proposal, parsed.knowledge, before, after)
            )

    def forget(self) -> None:
        """Forget what was tried last: nobody waits for it."""
        self._last = None

    def _known(self, before: Texts, after: Texts) -> Preview | None:
        """What was tried last, where that was the same with the same knowledge in force."""
        tried = self._last  # another administrator may apply it meanwhile
        if tried is None or tried[0]() is not self._in_force() or tried[1] != self._today():
            return None
        last = tried[2]
        return last if (last.before, last.after) == (before, after) else None

    def apply(self, preview: Preview, who: str, *, override: bool = False) -> Applied | Refused:
        """Put what was previewed in force; `override` although checks break, which is recorded."""
        folder = self.folder
        if folder is None:
            return self._refused("edit_shipped")
        if preview.broken and not override:
            return self._refused("edit_refused_breaks", count=len(preview.broken))
        with self._in_force.working():
            texts, unreadable = read_folder(folder)
            if texts != preview.before or any(one.file not in preview.proposal.files for one in unreadable):
                return self._refused("edit_meanwhile")
            try:
                write_all(folder, preview.proposal.files)
            except OSError as error:
                return self._refused("edit_not_written", why=error.strerror or "")
            broke = tuple(one.what for one in preview.broken)
            try:
                self._in_force.replace(preview.snapshot, preview.after, who, broke, undo=preview.proposal.undo)
            except StoreError as error:
                write_all(folder, {name: preview.before.get(name) for name in preview.proposal.files})
                return self._refused("edit_not_kept", why=error)
        self.forget()
        titles = tuple(difference.title for difference in preview.differences.values())
        return Applied(preview.snapshot.knowledge.version, preview.changes, preview.broken, titles)

    def _refused(self, key: str, **values: object) -> Refused:
        return Refused(Wording(self._in_force().knowledge.wording)(key, **values), key == "edit_meanwhile")

    def _tried(self, proposal: Proposal, knowledge: Knowledge, before: Texts, after: Texts) -> Preview:
        now, today = self._in_force(), self._today()
        old_doubts, doubts = (_doubts(texts, proposal) for texts in (before, after))
        what = changes(now.knowledge, knowledge)
        if differ_in_dates(now.knowledge, knowledge):  # then nothing is found otherwise, and no check can change
            snapshot, new = replace(now, knowledge=knowledge), []
        else:
            old, snapshot = self._results(now), self._in_force.fit(knowledge)
            new = [(check, instead, old.get((check.ask, check.expect))) for check, instead in results(snapshot)]
        preview = Preview(
            proposal=proposal,
            changes=what,
            differences=differences(what, now.knowledge, knowledge),
            broken=tuple(problem(check, instead) for check, instead, had in new if instead and not had),
            mended=tuple(check for check, instead, had in new if had and not instead),
            warnings=tuple(_new([*old_doubts, *lint(now.knowledge, today)], [*doubts, *lint(knowledge, today)])),
            snapshot=snapshot,
            before=before,
            after=after,
        )
        self._last = ref(now), today, preview
        return preview

    def _results(self, snapshot: Snapshot) -> Results:
        """What the checks find now; asked once a snapshot."""
        if self._asked is None or self._asked[0]() is not snapshot:
            found = {(check.ask, check.expect): instead for check, instead in results(snapshot)}
            self._asked = ref(snapshot), found
        return self._asked[1]


def _meanwhile(proposal: Proposal, now: Texts) -> bool:
    """Did somebody change one of the files since the change was made?"""
    return any(digest(now.get(name)) != base for name, base in proposal.base.items())


def _doubts(texts: Texts, proposal: Proposal) -> tuple[Problem, ...]:
    """What reading the files of a proposal warns of, whatever stands in the others."""
    return parse_texts({name: text for name, text in texts.items() if name in proposal.files}).warnings


def _new(before: Iterable[Problem], after: Iterable[Problem]) -> Iterator[Problem]:
    """The warnings that were not there before, whatever line they stood in."""
    known = Counter((warning.file, LINE.sub("", warning.what)) for warning in before)
    for warning in after:
        key = (warning.file, LINE.sub("", warning.what))
        known[key] -= 1
        if known[key] < 0:
            yield warning
