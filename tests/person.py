"""A person in conversation with the shipped knowledge: each call is their next message."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.reply import Replies, Reply
from bot.library.folder import Snapshot
from knowledge.deciding.outcome import Memory

Say = Callable[[str], Reply]


def conversation(snapshot: Snapshot) -> Say:
    """What is said before is remembered."""
    replies = Replies(snapshot.knowledge)
    said = Memory()

    def say(text: str) -> Reply:
        nonlocal said
        outcome, said = snapshot.understanding(text, said)
        return replies(outcome)

    return say


def named(reply: Reply) -> list[str]:
    """The ids of the resources in a reply."""
    return [one.id for one in reply.resources]
