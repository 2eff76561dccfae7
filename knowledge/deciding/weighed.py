"""The replies to a message, each with how probable it is to be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from knowledge.deciding.candidates import Action
from knowledge.deciding.outcome import Answered, Outcome, Unknown, Unsure
from knowledge.deciding.worth import STAKES, Stake, worth

NEAR = 0.2  # from so probably right a choice on it stands beside not knowing: `python -m benchmarks.nearest` sweeps it

Ruled = tuple[Outcome, str]  # what a rule says, and why


@dataclass(frozen=True, slots=True)
class Weighed:
    """The replies that there are, and how probable it is that each is right."""

    replies: Mapping[Action, Outcome]
    chances: Mapping[Action, float]
    pack: str | None = None  # the id of the likeliest pack, where one is asked for
    stakes: Mapping[Action, Stake] = field(default_factory=lambda: STAKES)

    @property
    def best(self) -> Action:
        """The action whose reply is worth most."""
        return self.best_at(self.stakes)

    def best_at(self, stakes: Mapping[Action, Stake]) -> Action:
        """The action whose reply is worth most, where so much is at stake."""
        return max(self.replies, key=lambda action: worth(action, self.chances[action], stakes))

    @property
    def reply(self) -> Outcome:
        """The best; beside an answer that only goes on in a conversation stand the others that it may be.

        Beside not knowing stands what is nearest, unless that was only found by going on from what was said before.
        """
        best, choice = self.replies[self.best], self.replies.get("suggest")
        near = self.stakes == STAKES and self.chances.get("suggest", 0.0) >= NEAR
        if isinstance(best, Unknown) and isinstance(choice, Unsure) and near:
            return replace(best, ids=choice.ids)
        offered = self.replies[self.best_at(STAKES)]
        if isinstance(best, Answered) and isinstance(offered, Unsure):
            return replace(best, others=tuple(id_ for id_ in offered.ids if id_ not in best.ids))
        return best
