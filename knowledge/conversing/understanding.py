"""A message and what was said before, to an outcome and what to remember.

conversation (what does it refer to?) -> finder (all that can be seen in it) -> decision -> outcome
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from knowledge.conversing.focus import Reading
from knowledge.conversing.follow_ups import FollowUp, follow_up, is_for_me, without_dropping
from knowledge.conversing.nearness import NEARNESS
from knowledge.deciding.decision import DOUBT, HARM_IN_ONE, KNOWN_WORDS, decide
from knowledge.deciding.noise import is_noise
from knowledge.deciding.outcome import (
    Answered,
    Detailed,
    Listed,
    Memory,
    Outcome,
    Social,
    Support,
    Unknown,
    Unsure,
    WantsPerson,
)
from knowledge.deciding.refusing import without_refused
from knowledge.finding.facets import Facets
from knowledge.finding.finder import Finder, FittedAll, HeadStarts
from knowledge.finding.finding import Finding, Match
from knowledge.finding.harm import ordinary
from knowledge.finding.recommend import Recommendation, named_in, recommend
from knowledge.model import Entry, Knowledge, Resource
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.index import Ranking
from knowledge.text.body import body
from knowledge.text.everyday import Language
from knowledge.text.question import Question
from knowledge.text.sentences import is_flood, is_question, stands_alone

EARLIER = 6  # ids that were shown before the last reply


class Understanding:
    """Everything fitted to one snapshot of the knowledge. Call it with a message and what was said before."""

    def __init__(
        self,
        knowledge: Knowledge,
        language: Language,
        embed: Embedding,
        fitted: FittedAll | None = None,
        earlier: Understanding | None = None,
        start: HeadStarts | None = None,
        this_year: Callable[[], int] | None = None,
    ) -> None:
        """`fitted`: what an equal one kept. `earlier`: the one before an edit, so that the fit starts near its end.

        `start`: what came with the program, where there is neither. `this_year`: by the clock.
        """
        self.knowledge = knowledge
        before = earlier.find if earlier else None
        self.find: Finder = Finder(knowledge, language, embed, fitted, before, start, this_year)

    def __call__(self, text: str, memory: Memory | None = None) -> tuple[Outcome, Memory]:
        """What becomes of a message, and what to remember for the next."""
        memory = memory or Memory()
        written = body(text)
        if written != text and (support := self.discloses(text)):
            return support, Memory()
        if (rest := without_dropping(written)) is not None:
            written, memory = rest, Memory()
        question = self.find.prepare(written)
        facets = self.find.facets(question)
        if memory.question:  # care does not depend on what was said before
            alone = self.find(question, facets)
            if isinstance(care := decide(alone, self.knowledge).outcome, Support):
                return self._with_the_rest(care, alone)
        follows = follow_up(question, facets, memory, self.knowledge)
        if follows is not None:
            continued = self._continued(follows, question, facets, memory)
            if continued is not None:
                return continued
        finding = self.finding(question, facets, memory)
        outcome = without_refused(decide(finding, self.knowledge).outcome, finding, self.knowledge)
        if isinstance(outcome, Support):
            return self._with_the_rest(outcome, finding)
        return outcome, self._remembered(self._asked(question, outcome, memory), outcome, facets, memory)

    def finding(self, question: Question, facets: Facets, memory: Memory) -> Finding:
        """All that can be seen in a message, in the light of what the conversation is about."""
        if not memory.question or is_flood(question):
            return self.find(question, facets)

        def meant(alone: Ranking) -> Ranking:
            return NEARNESS(self._reading(question, facets, alone, memory), memory, self.knowledge)

        return self.find(question, facets, meant)

    def _asked(self, question: Question, outcome: Outcome, memory: Memory) -> str:
        """What the message asked for, as the next one may refer to it."""
        if not memory.question or stands_alone(question):
            return question.text
        if isinstance(outcome, Answered):
            return self.knowledge.by_id[outcome.ids[0]].label
        return f"{memory.question} {question.text}"

    def read(self, text: str, memory: Memory) -> Reading:
        """What a message says by itself and with the question before, for those who fit what the focus counts."""
        question = self.find.prepare(text)
        return self._reading(question, self.find.facets(question), self.find.ranking(question), memory)

    def _reading(self, question: Question, facets: Facets, alone: Ranking, memory: Memory) -> Reading:
        together = self.find.ranking(self.find.prepare(f"{memory.question} {question.text}"))
        return Reading(question, facets, alone, together, functools.partial(self.find.covered, question))

    def discloses(self, text: str) -> Support | None:
        """What a letter to the team that tells of harm gets first, in whichever sentence it tells of it."""
        question = self.find.prepare(text)
        outcome = decide(self.find(question, self.find.facets(question)), self.knowledge).outcome
        return outcome if isinstance(outcome, Support) else None

    def asks(self, text: str) -> bool:
        """Does it ask, as a question or for resources, about something that the knowledge has a name for?"""
        facets = self.find.facets(self.find.prepare(text))
        named = (*facets.topics, *facets.formats, *facets.pillars, *facets.people, *facets.publishers)
        return bool(named) and (is_question(text) or facets.asks_for_some)

    def teaches(self, text: str) -> bool:
        """Could somebody learn from it that an answer is missing? Neither from noise nor from what tells of harm."""
        question = self.find.prepare(text)
        if not question:
            return False
        finding = self.find(question, self.find.facets(question))
        like_abuse = self.find.kinds.like_abuse(question, self.find.embed([question.sentence])[0])
        decision = decide(finding, self.knowledge)
        harm = isinstance(decision.outcome, Support) or decision.chances.get("support", 0) >= DOUBT
        return not harm and not is_noise(question, finding.known_words, like_abuse, KNOWN_WORDS)

    def recommended(self, text: str, facets: Facets) -> Recommendation:
        """The resources for a message, with wishes that may be other than its own."""
        ranking = self.find(self.find.prepare(text), facets).whole.ranking if facets.rest else None
        return recommend(self.knowledge, facets, ranking)

    def _with_the_rest(self, outcome: Support, finding: Finding) -> tuple[Outcome, Memory]:
        """Care, and then what becomes of a question beside it; that alone is remembered."""
        left = ordinary(finding.sentences, HARM_IN_ONE)
        asked = [self.find.prepare(text) for text in left if is_question(text)]
        if not asked:
            return outcome, Memory()
        question = self.find.prepare(" ".join(left))
        facets = self.find.facets(question)
        beside = decide(self.find(question, facets), self.knowledge).outcome
        subjects = 2 if isinstance(beside, Unsure) else 1
        if not isinstance(beside, Answered | Listed | Unsure) or not any(stands_alone(one, subjects) for one in asked):
            return outcome, Memory()
        together = replace(outcome, match=beside.match, beside=beside)
        return together, self._remembered(question.text, beside, facets, Memory())

    def _continued(
        self, follows: FollowUp, question: Question, facets: Facets, memory: Memory
    ) -> tuple[Outcome, Memory] | None:
        if follows.what == "choice" and follows.id:
            outcome: Outcome = Answered(Match(follows.id, 1.0), (follows.id,))
            remembered = self._remembered(memory.question, outcome, facets, memory)
            return outcome, replace(remembered, offered=memory.offered, first=memory.first)
        if follows.what == "detail" and follows.detail:
            return self._detail(follows, memory)
        if follows.what == "author":
            return self._by_same_author(memory)
        if follows.what == "more":
            return self._more(memory)
        if follows.what == "other":
            return self._other(memory)
        return self._refined(question, facets, memory)

    def _detail(self, follows: FollowUp, memory: Memory) -> tuple[Outcome, Memory] | None:
        ids = (follows.id,) if follows.id else memory.ids or memory.offered
        shown = list(self._resources_of(ids))
        known = [one for one in shown if getattr(one, follows.detail or "", None)]
        if not shown or follows.detail is None:
            return None
        resource = (known or shown)[0]
        return Detailed(Match(resource.id, 1.0), resource.id, follows.detail), memory

    def _by_same_author(self, memory: Memory) -> tuple[Outcome, Memory] | None:
        resource = next((one for one in self._resources_of(memory.ids) if one.people), None)
        if resource is None:
            return None
        facets = Facets(people=resource.people)
        recommendation = recommend(self.knowledge, facets, None)
        others = tuple(one for one in recommendation.resources if one != resource) or recommendation.resources
        outcome = Listed(Match(others[0].id, 1.0), replace(recommendation, resources=others))
        return outcome, self._remembered(memory.question, outcome, facets, memory)

    def _resources_of(self, ids: Iterable[str]) -> Iterator[Resource]:
        for id_ in ids:
            answerable = self.knowledge.by_id.get(id_)
            if isinstance(answerable, Resource):
                yield answerable
            elif isinstance(answerable, Entry):
                yield from named_in(self.knowledge, answerable.resources)

    def _more(self, memory: Memory) -> tuple[Outcome, Memory] | None:
        shown = memory.recommendation
        if shown is not None:
            first = memory.first + len(shown.page(memory.first))
            if first >= len(shown.resources):
                return None
            outcome: Outcome = Listed(Match(shown.resources[first].id, 1.0), shown, first)
            return outcome, self._remembered(memory.question, outcome, memory.facets, memory)
        if not memory.ids:
            return None
        question = self.find.prepare(memory.question)
        ranking = self.find(question, memory.facets).whole.ranking
        recommendation = recommend(self.knowledge, memory.facets, ranking)
        own = list(self._resources_of(memory.ids))
        rest = [one for one in recommendation.resources if one not in own and one.id not in memory.ids]
        outcome = Listed(Match(memory.ids[0], 1.0), Recommendation((*own, *rest), memory.facets))
        return outcome, self._remembered(memory.question, outcome, memory.facets, memory)

    def _other(self, memory: Memory) -> tuple[Outcome, Memory] | None:
        if memory.recommendation is not None and len(memory.ids) > 1:
            outcome: Outcome = Answered(Match(memory.ids[1], 1.0), memory.ids[1:2])
            return outcome, self._remembered(memory.question, outcome, memory.facets, memory)
        refused = memory.ids or memory.offered  # of an open choice all
        left = tuple(id_ for id_ in memory.offered if id_ not in refused)
        if not left:
            ranking = self.find(self.find.prepare(memory.question), memory.facets).best.ranking
            left = tuple(id_ for id_ in ranking.ids[: 4 + len(refused)] if id_ not in refused)
        if not left:
            return None
        match = Match(left[0], 0.5)
        outcome = Answered(match, left[:1]) if memory.offered and memory.ids else Unsure(match, left[:3])
        return outcome, replace(self._remembered(memory.question, outcome, memory.facets, memory), offered=left)

    def _refined(self, question: Question, facets: Facets, memory: Memory) -> tuple[Outcome, Memory] | None:
        """The resources for the earlier question with this one's wishes."""
        wishes = facets.joined(memory.facets)
        together = self.find.prepare(f"{memory.question} {question.text}")
        recommendation = recommend(self.knowledge, wishes, self.find.ranking(together))
        for_me = not facets.rest and is_for_me(question, memory)
        inherited = memory.recommendation is not None and not recommendation.dropped and wishes.wishes != facets.wishes
        if not recommendation.resources or not wishes.wishes or not (inherited or facets.only_wishes or for_me):
            return None
        alone = decide(self.find(question, facets), self.knowledge).outcome
        other = isinstance(alone, Support | WantsPerson | Social) or (facets.rest and isinstance(alone, Unknown))
        if other and not for_me:
            return None
        outcome = Listed(Match(recommendation.resources[0].id, 1.0), recommendation)
        return outcome, self._remembered(together.text, outcome, wishes, memory)

    def _remembered(self, text: str, outcome: Outcome, facets: Facets, memory: Memory) -> Memory:
        earlier = (*(memory.ids or memory.offered), *memory.earlier)[:EARLIER]
        if isinstance(outcome, Answered):
            return Memory(text, outcome.ids, (), facets, earlier=earlier)
        if isinstance(outcome, Listed):
            shown = outcome.recommendation.page(outcome.first)
            ids = tuple(one.id for one in shown)
            return Memory(text, ids, ids, facets, outcome.recommendation, outcome.first, earlier)
        if isinstance(outcome, Unsure):
            return Memory(text, (), outcome.ids, facets, earlier=earlier)
        if isinstance(outcome, Unknown):
            return Memory(text, (), (), facets, earlier=earlier)
        return memory if isinstance(outcome, Social) else Memory()
