"""What is handed out besides an answer, to somebody new in a role or to a board that meets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pack:
    """What somebody new in a `role`, or a `board` that meets, is handed besides why it is theirs."""

    kind: str
    questions: tuple[str, ...]
    figure: str
    case: str
    next: str
