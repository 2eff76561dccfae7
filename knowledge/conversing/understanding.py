"""A message and what was said before, to an outcome and what to remember.

conversation (what does it refer to?) -> finder (all that can be seen in it) -> decision -> outcome
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from knowledge.conversing.focus import Reading
from knowledge.conversing.follow_ups import FollowUp, dropped, follow_up, refers_wholly
from knowledge.conversing.in_turn import in_turn
from knowledge.conversing.instead import Instead
from knowledge.conversing.introductions import Introduction, Introductions, after_a_no, greeting
from knowledge.conversing.narrowing import by_them, corrected, in_way, turned_down
from knowledge.conversing.nearness import NEARNESS
from knowledge.conversing.offers import chosen, on_offer, picks, without_shown
from knowledge.conversing.reader import for_reader, is_for_me, welcomed
from knowledge.conversing.remarks import remark, tells_nothing
from knowledge.conversing.retelling import HAVE_ANSWERS, Retelling, resources_of
from knowledge.deciding.decision import DOUBT, KNOWN_WORDS, decide
from knowledge.deciding.noise import is_noise
from knowledge.deciding.outcome import (
    Answered,
    Aspect,
    Brief,
    Listed,
    Memory,
    Outcome,
    Social,
    Support,
    Unknown,
    Unsure,
    WantsPerson,
    remembered,
)  # fmt: skip
from knowledge.deciding.refusing import without_refused
from knowledge.finding.facets import Facets, Reader
from knowledge.finding.finder import Finder, FittedAll, HeadStarts, Utterance
from knowledge.finding.finding import Finding, Match
from knowledge.finding.harm import ordinary
from knowledge.finding.recommend import Recommendation, recommend
from knowledge.model import Knowledge, Resource
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.index import Ranking
from knowledge.text.body import body
from knowledge.text.everyday import Language
from knowledge.text.question import Question
from knowledge.text.sentences import is_flood, is_question, stands_alone


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
        self._retell = Retelling(knowledge, self.find)
        self._instead = Instead(knowledge, self.find)
        self._introductions = Introductions(self.find.facets.names, self.find.prepare)

    def __call__(self, text: str, memory: Memory | None = None) -> tuple[Outcome, Memory]:
        """What becomes of a message, and what to remember for the next."""
        memory = memory or Memory()
        introduced = self._introductions(text, opens=not memory.begun)
        known = replace(memory, reader=introduced.after(memory.reader))
        if introduced.takes_back and known.reader != memory.reader:
            return self._for_anybody(known)
        outcome, after = self._understood(text, known, introduced)
        if same := self._instead.of_same(outcome, text, known):
            changed = remembered(after.question, same, after.facets, known) if isinstance(same, Unsure) else after
            outcome, after = same, changed
        kept = memory if isinstance(outcome, Support) else known  # of what tells of harm nothing is kept
        return outcome, replace(after, reader=kept.reader)

    def _understood(self, text: str, memory: Memory, introduced: Introduction) -> tuple[Outcome, Memory]:
        written = body(text)
        if written != text and (support := self.discloses(text)):
            return support, Memory()
        written, memory = corrected(*dropped(written, memory), self.utterance, self.knowledge)
        written = after_a_no(written, self.find)
        question = self.find.prepare(written)
        facets = for_reader(question, self.find.facets(question), memory.reader, introduced.reader)
        message = Utterance(question, facets, self.find)
        refers = tells_nothing(question) or refers_wholly(question, memory, self.knowledge)
        if (memory.begun or memory.offer) and not refers and (care := self._care(message)):
            return self._with_the_rest(care, question.text, message.alone)
        facets = by_them(question, facets, memory, self.knowledge)
        message = Utterance(question, facets, self.find) if facets != message.facets else message
        follows = follow_up(question, facets, memory, self.knowledge)
        continued = self._continued(follows, message, memory) if follows else None
        if continued := continued or self._on_offer(written, memory) or self._instead.of_amiss(message, memory):
            return continued
        finding = self.finding(message, memory)
        outcome = without_refused(decide(finding, self.knowledge).outcome, finding, self.knowledge)
        if isinstance(outcome, Support):
            return self._with_the_rest(outcome, question.text, finding)
        outcome = in_turn(finding, outcome, memory, self) or outcome
        greets = introduced.reader != Reader() and isinstance(outcome, Unknown | Social)
        if greets or (introduced.alone and not finding.whole.own_words):
            outcome = welcomed(introduced.reader, finding.best.match, self.knowledge)
        elif isinstance(outcome, Unknown) and picks(written):
            return Brief(outcome.match, "no_list"), memory
        elif isinstance(outcome, Unknown) and not memory.begun and (courtesy := greeting(written, self.find)):
            outcome = Social(outcome.match, courtesy)
        return outcome, remembered(self._asked(question, outcome, memory), outcome, facets, memory)

    def _on_offer(self, text: str, memory: Memory) -> tuple[Outcome, Memory] | None:
        taken = on_offer(text, memory, self.knowledge)
        if taken is None or taken == "more":
            return self._more(memory) if taken else None
        return taken, remembered(memory.question, taken, memory.facets, memory)

    def _for_anybody(self, memory: Memory) -> tuple[Outcome, Memory]:
        """The list that was shown last, whoever asks."""
        if memory.recommendation is None:
            return Brief(Match(), "unwelcomed"), memory
        recommendation = self.recommended(memory.question, in_way(memory.recommendation, "reader"))
        outcome = Listed(Match(recommendation.resources[0].id, 1.0), recommendation)
        kept = remembered(memory.question, outcome, recommendation.facets, memory)
        return outcome, replace(kept, reader=memory.reader)

    def finding(self, message: Utterance, memory: Memory) -> Finding:
        """All that can be seen in a message, in the light of what the conversation is about."""
        question = message.question
        if not memory.question or is_flood(question) or question.text == memory.question:
            return message.alone

        def meant(alone: Ranking) -> Ranking:
            return NEARNESS(self._reading(question, message.facets, alone, memory), memory, self.knowledge)

        return self.find.going_on(message.alone, meant)

    def utterance(self, text: str) -> Utterance:
        """A message with its wishes, whoever writes it."""
        question = self.find.prepare(text)
        return Utterance(question, self.find.facets(question), self.find)

    def _asked(self, question: Question, outcome: Outcome, memory: Memory) -> str:
        """What the message asked for, as the next one may refer to it."""
        if memory.question in ("", question.text) or stands_alone(question):
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
        return Reading(question, facets, alone, together, self.find.coverage(question))

    def discloses(self, text: str) -> Support | None:
        """What a letter to the team that tells of harm gets first, in whichever sentence it tells of it."""
        return self._care(self.utterance(text))

    def _care(self, message: Utterance) -> Support | None:
        """Does not depend on what was said before."""
        outcome = decide(message.alone, self.knowledge).outcome
        return outcome if isinstance(outcome, Support) else None

    def asks(self, text: str) -> bool:
        """Does it ask, as a question or for resources, about something that the knowledge has a name for?"""
        facets = self.find.facets(self.find.prepare(text))
        named = (*facets.topics, *facets.formats, *facets.pillars, *facets.people, *facets.publishers)
        return bool(named) and (is_question(text) or facets.asks_for_some)

    def teaches(self, text: str) -> bool:
        """Could somebody learn from it that an answer is missing? Not from noise, harm or a remark on a reply."""
        message = self.utterance(text)
        question = message.question
        if not question or remark(question):
            return False
        like_abuse = self.find.kinds.like_abuse(question, self.find.embed([question.sentence])[0])
        decision = decide(message.alone, self.knowledge)
        harm = isinstance(decision.outcome, Support) or decision.chances.get("support", 0) >= DOUBT
        return not harm and not is_noise(question, message.alone.known_words, like_abuse, KNOWN_WORDS)

    def recommended(self, text: str, facets: Facets) -> Recommendation:
        """The resources for a message, with wishes that may be other than its own."""
        ranking = self.find(self.find.prepare(text), facets).whole.ranking if facets.rest else None
        return recommend(self.knowledge, facets, ranking)

    def _with_the_rest(self, outcome: Support, text: str, finding: Finding) -> tuple[Outcome, Memory]:
        """Care, and then what becomes of a question beside it; nothing else is remembered."""
        left = list(ordinary(text, finding.pieces))
        asked = [self.find.prepare(one) for one in left if is_question(one)]
        if not asked:
            return outcome, Memory()
        ordinary_part = self.utterance("\n".join(left))
        beside = decide(ordinary_part.alone, self.knowledge).outcome
        subjects = 2 if isinstance(beside, Unsure) else 1
        if not isinstance(beside, Answered | Listed | Unsure) or not any(stands_alone(one, subjects) for one in asked):
            return outcome, Memory()
        together = replace(outcome, match=beside.match, beside=beside)
        return together, remembered(" ".join(one.text for one in asked), beside, ordinary_part.facets, Memory())

    def _continued(self, follows: FollowUp, message: Utterance, memory: Memory) -> tuple[Outcome, Memory] | None:
        if follows.what == "choice" and follows.id:
            return chosen(follows.id, message.facets, memory)
        if follows.what == "detail" and follows.detail:
            return self._retell.detail(follows.detail, self._of_one(follows, memory))
        if follows.what == "remark" and follows.aspect:
            return self._remarked(follows.aspect, message, self._of_one(follows, memory))
        if follows.what == "author":
            return self._by_same_author(memory)
        if follows.what == "more":
            return self._more(memory)
        if follows.what == "none":
            return (memory.recommendation and self._more(memory)) or self._instead.other(without_shown(memory))
        if follows.what == "other":
            return self._instead.other(memory)
        return self._refined(message, memory)

    def _of_one(self, follows: FollowUp, memory: Memory) -> Memory:
        return replace(memory, ids=(follows.id,)) if follows.id else memory

    def _remarked(self, aspect: Aspect, message: Utterance, memory: Memory) -> tuple[Outcome, Memory] | None:
        """The last reply told another way, or an entry that says what is wished."""
        if not memory.begun and message.alone.whole.own_words:
            return None
        if aspect not in HAVE_ANSWERS or not memory.question:
            return self._retell(aspect, memory)
        outcome = decide(self.finding(message, memory), self.knowledge).outcome
        return self._retell(aspect, memory, outcome.ids if isinstance(outcome, Answered) else ())

    def _by_same_author(self, memory: Memory) -> tuple[Outcome, Memory] | None:
        resource = next((one for one in self._resources_of(memory.ids) if one.people), None)
        if resource is None:
            return None
        facets = Facets(people=resource.people)
        recommendation = recommend(self.knowledge, facets, None)
        others = tuple(one for one in recommendation.resources if one != resource) or recommendation.resources
        outcome = Listed(Match(others[0].id, 1.0), replace(recommendation, resources=others))
        return outcome, remembered(memory.question, outcome, facets, memory)

    def _resources_of(self, ids: Iterable[str]) -> Iterator[Resource]:
        return resources_of(self.knowledge, (self.knowledge.by_id[id_] for id_ in ids if id_ in self.knowledge.by_id))

    def _more(self, memory: Memory) -> tuple[Outcome, Memory] | None:
        shown = memory.recommendation
        if shown is not None:
            first = memory.first + (len(memory.ids) or len(shown.page(memory.first)))
            if first >= len(shown.resources):
                return None
            outcome: Outcome = Listed(Match(shown.resources[first].id, 1.0), shown, first)
            return outcome, remembered(memory.question, outcome, memory.facets, memory)
        if not memory.ids:
            return None
        question = self.find.prepare(memory.question)
        ranking = self.find(question, memory.facets).whole.ranking
        recommendation = recommend(self.knowledge, memory.facets, ranking)
        own = list(self._resources_of(memory.ids))
        rest = [one for one in recommendation.resources if one not in own and one.id not in memory.ids]
        outcome = Listed(Match(memory.ids[0], 1.0), Recommendation((*own, *rest), memory.facets))
        return outcome, remembered(memory.question, outcome, memory.facets, memory)

    def _refined(self, message: Utterance, memory: Memory) -> tuple[Outcome, Memory] | None:
        """The resources for the earlier question with this one's wishes."""
        question, facets = message.question, message.facets
        wished = replace(facets.named_once, refused=turned_down(question, facets, memory, self.knowledge))
        wishes = wished.joined(memory.facets)
        together = self.find.prepare(f"{memory.question} {question.text}")
        recommendation = recommend(self.knowledge, wishes, self.find.ranking(together))
        for_me = not facets.rest and is_for_me(question, facets.joined(memory.facets))
        narrows = wishes.wishes != wished.wishes or facets.named_once.only_wishes
        goes_on = memory.recommendation is not None or (facets.refused and memory.facets.formats)
        inherited = goes_on and not recommendation.dropped and narrows
        if not recommendation.resources or not wishes.wishes or not (inherited or facets.only_wishes or for_me):
            return None
        alone = decide(message.alone, self.knowledge).outcome
        other = isinstance(alone, Support | WantsPerson | Social) or (facets.rest and isinstance(alone, Unknown))
        if other and not for_me:
            return None
        outcome = Listed(Match(recommendation.resources[0].id, 1.0), recommendation)
        return outcome, remembered(together.text, outcome, wishes, memory)
