"""`race-equality check`: the questions of checks.yaml asked, and what became of them instead of what should have."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.reply import Replies, Reply
from bot.library.folder import Snapshot
from knowledge.deciding.outcome import Answered, Outcome, Social
from knowledge.model import Check
from knowledge.problem import Problem

NOTHING = "nothing"
UNANSWERED = frozenset({"unknown", "suggest"})  # neither claims to answer
BY_OUTCOME = frozenset({"support", "contact"})


def failing(snapshot: Snapshot) -> Iterator[Problem]:
    """A problem for each check that finds something else than it should."""
    for check, instead in results(snapshot):
        if instead is not None:
            yield problem(check, instead)


def results(snapshot: Snapshot) -> Iterator[tuple[Check, str | None]]:
    """Each check, and what it finds instead of what it should."""
    replies = Replies(snapshot.knowledge)
    for check in snapshot.knowledge.checks:
        outcome, _ = snapshot.understanding(check.ask)
        reply = replies(outcome)
        yield check, None if check.expect in _found(outcome, reply) else _told(outcome, reply)


def problem(check: Check, instead: str) -> Problem:
    """What is wrong with a check that fails."""
    what = f'"{check.ask}" should find {check.expect}, finds {instead}'
    return Problem(check.location.file, check.location.line, what)


def _found(outcome: Outcome, reply: Reply) -> set[str]:
    """All that a check may expect of this reply."""
    if isinstance(outcome, Social):
        return {outcome.smalltalk}
    if reply.outcome in BY_OUTCOME:
        return {reply.outcome}
    if reply.outcome in UNANSWERED:
        return {NOTHING}
    answered = outcome.ids if isinstance(outcome, Answered) else ()
    return {*answered, *(one.id for one in reply.resources), *([reply.match.id] if reply.match.id else [])}


def _told(outcome: Outcome, reply: Reply) -> str:
    if isinstance(outcome, Social):
        return outcome.smalltalk
    if reply.suggestions:
        return f"{NOTHING} for sure (it suggests {', '.join(one.entry for one in reply.suggestions)})"
    if reply.outcome in BY_OUTCOME:
        return reply.outcome
    return NOTHING if reply.outcome in UNANSWERED else str(reply.match.id)
