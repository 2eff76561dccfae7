"""Who can help, in words: what fits the case in a few lines, and the rest when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.conversation.reasons import within
from bot.markup import link
from bot.wording import Wording
from knowledge.deciding.outcome import Support
from knowledge.model import Entry, Knowledge, Route, SupportCase, SupportRoutes

MOST_ROUTES = 4  # with what else is said, eight lines
NUMBER = re.compile(r"\d[\d ]+\d")  # that is called
MOST_URGENT = 3  # ways to save a life, in one line


class Care:
    """Puts the routes of one snapshot of the knowledge into words."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._say = Wording(knowledge.wording)
        self._support = knowledge.support or SupportRoutes()
        self._reachable = tuple(route for route in self._support.routes if route.contact or route.url)

    def __call__(self, outcome: Support) -> str:
        """What somebody who tells of harm reads first: at most eight lines, before an answer to what else they ask."""
        steps = self._steps(outcome.case)
        parts = [self._say("support_opening"), steps or self._shown(outcome), *self._urgent(outcome)]
        return "\n\n".join([*parts, *([] if outcome.asks else [self._say("support_closing")])])

    def rest(self, case: SupportCase) -> str:
        """All others who can help; empty where there are none."""
        shown = () if self._steps(case) else self._first(case)
        left = [route for route in self._reachable if route not in shown]
        named = [route.name for route in self._support.routes if route not in self._reachable]
        parts = ["\n".join([self._say("support_more"), *map(_bullet, left)])] if left else []
        return "\n\n".join([*parts, *([self._say("support_named", names=", ".join(named))] if named else [])])

    def unheard(self) -> str:
        """A line for somebody who spoke where nobody listens; empty where no way to save a life is known."""
        ways = self._saving()
        return self._say("recording_in_danger", ways=ways) if ways else ""

    def below(self, entry: Entry) -> list[str]:
        """A line under guidance on harm: who can help whom it is about."""
        case = next((case for case, id_ in self._support.guidance.items() if id_ == entry.id), None)
        return [self._named(case)] if case and self._fitting(case) else []

    def reaches(self, words: str) -> bool:
        """Does a number or an address of somebody who can help stand in these words?"""
        ways = (way for route in self._reachable for way in (route.url, *NUMBER.findall(route.contact or "")))
        return any(re.search(rf"(?<!\w){re.escape(way)}(?!\w)", words) for way in ways if way and way in words)

    def guides(self, outcome: Support, ids: Iterable[str]) -> bool:
        """Is what these ids answer said in the reply already?"""
        return set(ids) == {self._support.guidance.get(outcome.case)} and bool(self._steps(outcome.case))

    def _steps(self, case: SupportCase) -> str:
        """What a leader does who was told of harm, in a few lines, and who can help the other."""
        entry = self._knowledge.entry(self._support.guidance.get(case, ""))
        if entry is None:
            return ""
        steps, *_ = entry.answer.split("\n\n")
        return "\n\n".join([steps, *self.below(entry)])

    def _named(self, case: SupportCase) -> str:
        names = ", ".join(within(route.name) for route in self._fitting(case))
        return self._say(f"support_{case}", names=names)

    def _shown(self, outcome: Support) -> str:
        heading = self._say("support_urgent" if outcome.urgent else "support_routes")
        return "\n".join([heading, *map(_bullet, self._first(outcome.case))])

    def _first(self, case: SupportCase) -> tuple[Route, ...]:
        return self._fitting(case)[:MOST_ROUTES]

    def _fitting(self, case: SupportCase) -> tuple[Route, ...]:
        """A route that says no case fits every one."""
        return tuple(route for route in self._reachable if case in route.cases or not route.cases)

    def _urgent(self, outcome: Support) -> list[str]:
        """A line on who saves a life, wherever somebody may be in danger unsaid."""
        ways = self._saving()
        if outcome.urgent or not ways or self._steps(outcome.case):
            return []
        return [self._say("support_in_danger", ways=ways)]

    def _saving(self) -> str:
        """The ways to save a life; empty where none is known."""
        return " ".join(map(_way, [route for route in self._reachable if "life" in route.cases][:MOST_URGENT]))


def _way(route: Route) -> str:
    how = route.contact.split(". ")[0].rstrip(".")
    return f"{how} ({route.name})." if how else f"{link(route.name, route.url or '')}."


def _bullet(route: Route) -> str:
    name = link(route.name, route.url) if route.url else route.name
    how = ". ".join(part.rstrip(".") for part in (route.when, route.contact) if part)
    return f"- {name}: {how}." if how else f"- {name}"
