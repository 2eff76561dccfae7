"""An administrator with a folder of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.resources.abc import Traversable

from bot.editing.preview import Applied, Editing, Preview
from bot.editing.proposal import Broken, Proposal, Proposals, Refused
from bot.library.folder import Library
from bot.library.in_force import Current
from bot.library.versions import Remembered

ADA = "7 (Ada)"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
FAQ = """\
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
- id: next-event
  question: When is the next event?
  also_asked: [upcoming events, date of the next webinar, is there something to attend]
  answer: There is none yet.
"""
CHECKS = "- {ask: what is the wres, expect: wres}\n- {ask: date of the next webinar, expect: next-event}\n"


class Administrator:
    """An administrator with a folder of their own."""

    def __init__(self, library: Library, folder: Traversable, versions: Remembered | None = None) -> None:
        self.versions = versions or Remembered()
        self.in_force = Current(library, folder, self.versions, lambda: MONDAY)
        self.proposals = Proposals(self.in_force)
        self.editing = Editing(self.in_force, lambda: date(2026, 11, 23))

    def preview(self, proposal: Proposal | Broken | Refused) -> Preview:
        assert isinstance(proposal, Proposal), proposal
        preview = self.editing.preview(proposal)
        assert isinstance(preview, Preview), preview
        return preview

    def apply(self, proposal: Proposal | Broken | Refused, *, override: bool = False) -> Applied:
        applied = self.editing.apply(self.preview(proposal), ADA, override=override)
        assert isinstance(applied, Applied), applied
        return applied

    def undo(self, *, override: bool = False) -> Applied | Refused:
        undo = self.proposals.undo()
        return undo if isinstance(undo, Refused) else self.editing.apply(self.preview(undo), ADA, override=override)

    def answer(self, id_: str) -> str:
        """What leaders are told."""
        entry = self.in_force().knowledge.entry(id_)
        assert entry
        return entry.answer
