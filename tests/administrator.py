"""An administrator with a folder of their own, and a library that fits it in a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime
from importlib.resources.abc import Traversable

import pytest

from bot.editing import Applied, Editing, Preview
from bot.in_force import InForce
from bot.library import Library, language
from bot.proposal import Broken, Proposal, Proposals, Refused
from bot.versions import Remembered
from knowledge.embedding import NoMeaning
from knowledge.language import Language

ADA = "7 (Ada)"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def library_of_few_words() -> Iterator[Library]:
    """A library that knows a little everyday English and no encoder."""
    full, name = language()
    few = Language(full.words[:3000], *(getattr(full, field.name)[::25] for field in fields(full)[1:]))
    with pytest.MonkeyPatch.context() as patch:  # for no longer: others' libraries know all words
        patch.setattr("bot.library.language", lambda: (few, name))
        library = Library(NoMeaning(), "none", None)
    yield library


class Administrator:
    """An administrator with a folder of their own."""

    def __init__(self, library: Library, folder: Traversable, versions: Remembered | None = None) -> None:
        self.versions = versions or Remembered()
        self.in_force = InForce(library, folder, self.versions, lambda: MONDAY)
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
