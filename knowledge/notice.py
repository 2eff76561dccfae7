"""The privacy notice: what the law asks whoever runs the assistant to say, each in words that leaders read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """Who is responsible for what is kept, and why it is lawful; what is not settled yet is None."""

    controller: str | None = None
    officer: str | None = None
    lawful_basis: str | None = None
    condition: str | None = None
    recipients: str | None = None
    transfers: str | None = None
    complaints: str | None = None

    def unset(self) -> Iterator[str]:
        """The names of what must be settled before leaders are let in."""
        return (field.name for field in fields(self) if not getattr(self, field.name))
