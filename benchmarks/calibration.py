"""Is what is called 80 % sure right in 80 %? On the shipped knowledge's own checks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.metrics import Bools, Floats
from bot.checking.checks import NOTHING, results
from bot.conversation.reply import Replies
from bot.library.folder import Snapshot


@dataclass(frozen=True, slots=True)
class Checked:
    """`passing` of `total` checks pass. Of those that expect an entry or nothing: is it right, and how sure?"""

    passing: int
    total: int
    right: Bools
    inside: Floats
    outside: Floats

    @property
    def every(self) -> tuple[Bools, Floats]:
        """Those that expect nothing count as wrong: no entry is right for them."""
        return np.concatenate([self.right, np.zeros(len(self.outside), bool)]), np.concatenate(
            [self.inside, self.outside]
        )


def checked(snapshot: Snapshot) -> Checked:
    """Ask every check."""
    found = list(results(snapshot))
    replies = Replies(snapshot.knowledge)
    right, inside, outside = [], [], []
    for check, _ in found:
        if check.expect != NOTHING and check.expect not in snapshot.knowledge.by_id:
            continue
        reply = replies(snapshot.understanding(check.ask)[0])
        if check.expect == NOTHING:
            outside.append(reply.match.confidence)
        else:
            named = getattr(snapshot.knowledge.by_id.get(reply.match.id or ""), "resources", ())
            right.append(check.expect in {reply.match.id, *named})
            inside.append(reply.match.confidence)
    passing = sum(instead is None for _, instead in found)
    return Checked(passing, len(found), np.array(right, bool), np.array(inside), np.array(outside))
