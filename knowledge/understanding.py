"""A message and what was said before, to an outcome and what to remember.

    conversation (what does it refer to?) -> finder (all that can be seen in it) -> decision -> outcome
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.conversation import FollowUp, follow_up
from knowledge.decision import Thresholds, decide
from knowledge.embedding import Embedding
from knowledge.facets import Facets
from knowledge.finder import Finder, FittedAll
from knowledge.language import Language
from knowledge.model import Entry, Knowledge, Resource
from knowledge.outcome import Answered, Detailed, Listed, Match, Outcome, Said, Unknown, Unsure
from knowledge.question import Question
from knowledge.recommend import Recommendation, named_in, recommend

PAGE = 5  # resources in one reply


class Understanding:
    """Everything fitted to one snapshot of the knowledge. Call it with a message and what was said before."""

    def __init__(
        self,
        knowledge: Knowledge,
        language: Language,
        embed: Embedding,
        fitted: FittedAll | None = None,
        earlier: Understanding | None = None,
    ) -> None:
        """`fitted`: what an equal one kept. `earlier`: the one before an edit, so that the fit starts near its end."""
        self.knowledge = knowledge
        self.limits = Thresholds()
        self.find: Finder = Finder(knowledge, language, embed, fitted, earlier.find if earlier else None)

    def __call__(self, text: str, said: Said | None = None) -> tuple[Outcome, Said]:
        """What becomes of a message, and what to remember for the next."""
        said = said or Said()
        question = self.find.prepare(text)
        facets = self.find.facets(question)
        follows = follow_up(question, facets, said, self.knowledge)
        if follows is not None and (continued := self._continued(follows, question, facets, said)) is not None:
            return continued
        finding = self.find(question, facets)
        outcome = decide(finding, self.knowledge, self.limits)
        return outcome, self._remembered(question.text, outcome, facets)

    def _continued(
        self, follows: FollowUp, question: Question, facets: Facets, said: Said
    ) -> tuple[Outcome, Said] | None:
        if follows.what == "choice" and follows.id:
            outcome: Outcome = Answered(Match(follows.id, 1.0), (follows.id,))
            return outcome, replace(self._remembered(said.question, outcome, facets), offered=said.offered)
        if follows.what == "detail" and follows.detail:
            return self._detail(follows, said)
        if follows.what == "more":
            return self._more(said)
        if follows.what == "other":
            return self._other(said)
        return self._refined(question, facets, said)

    def _detail(self, follows: FollowUp, said: Said) -> tuple[Outcome, Said] | None:
        resource = next(iter(self._resources_of(said.ids)), None)
        if resource is None or follows.detail is None:
            return None
        return Detailed(Match(resource.id, 1.0), resource.id, follows.detail), said

    def _resources_of(self, ids: Iterable[str]) -> Iterator[Resource]:
        for id_ in ids:
            one = self.knowledge.by_id.get(id_)
            if isinstance(one, Resource):
                yield one
            elif isinstance(one, Entry):
                yield from named_in(self.knowledge, one.resources)

    def _more(self, said: Said) -> tuple[Outcome, Said] | None:
        if said.recommendation is not None:
            first = said.first + PAGE
            if first >= len(said.recommendation.resources):
                return None
            outcome: Outcome = Listed(Match(said.recommendation.resources[first].id, 1.0), said.recommendation, first)
            return outcome, self._remembered(said.question, outcome, said.facets)
        if not said.ids:
            return None
        question = self.find.prepare(said.question)
        ranking = self.find(question, said.facets).whole.ranking
        found = recommend(self.knowledge, said.facets, ranking)
        own = list(self._resources_of(said.ids))
        rest = [one for one in found.resources if one not in own and one.id not in said.ids]
        outcome = Listed(Match(said.ids[0], 1.0), Recommendation((*own, *rest), said.facets))
        return outcome, self._remembered(said.question, outcome, said.facets)

    def _other(self, said: Said) -> tuple[Outcome, Said] | None:
        if said.recommendation is not None and len(said.ids) > 1:
            outcome: Outcome = Answered(Match(said.ids[1], 1.0), said.ids[1:2])
            return outcome, self._remembered(said.question, outcome, said.facets)
        left = tuple(id_ for id_ in said.offered if id_ not in said.ids)
        if not left:
            ranking = self.find(self.find.prepare(said.question), said.facets).best.ranking
            left = tuple(id_ for id_ in ranking.ids[:4] if id_ not in said.ids)
        if not left:
            return None
        match = Match(left[0], 0.5)
        outcome = Answered(match, left[:1]) if said.offered else Unsure(match, left[:3])
        return outcome, replace(self._remembered(said.question, outcome, said.facets), offered=left)

    def _refined(self, question: Question, facets: Facets, said: Said) -> tuple[Outcome, Said] | None:
        """The earlier question with this one's wishes, unless this one stands better alone."""
        together = self.find.prepare(f"{said.question} {question.text}")
        wishes = facets.joined(said.facets)
        finding = self.find(together, wishes)
        found = recommend(self.knowledge, wishes, finding.whole.ranking)
        listed = wishes.wishes and found.resources
        alone = self.find(question, facets)
        if listed and said.recommendation is not None and not found.dropped and wishes.wishes != facets.wishes:
            pass
        elif alone.best.sure >= self.limits.answer and alone.best.sure > finding.best.sure:
            return None
        outcome = Listed(finding.whole.match, found) if listed else decide(finding, self.knowledge, self.limits)
        return outcome, self._remembered(together.text, outcome, wishes)

    def _remembered(self, text: str, outcome: Outcome, facets: Facets) -> Said:
        if isinstance(outcome, Answered):
            return Said(text, outcome.ids, (), facets)
        if isinstance(outcome, Listed):
            shown = outcome.recommendation.resources[outcome.first : outcome.first + PAGE]
            return Said(text, tuple(one.id for one in shown), (), facets, outcome.recommendation, outcome.first)
        if isinstance(outcome, Unsure):
            return Said(text, (), outcome.ids, facets)
        if isinstance(outcome, Unknown):
            return Said(text, (), (), facets)
        return Said()
