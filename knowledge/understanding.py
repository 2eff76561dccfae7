"""The pipeline from a message to an outcome, at a glance; each stage is a module of its own.

    normalise -> spelling, vocabulary -> embedding -> head (index) -> confidence -> decision
                                                   -> kind         -> facets -> recommend
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.confidence import Evidence, confidence
from knowledge.conversation import FollowUp, follow_up
from knowledge.decision import Finding, Scored, Thresholds, decide
from knowledge.definitions import Definitions
from knowledge.embedding import Embedding
from knowledge.facets import FacetParser, Facets
from knowledge.head import Floats
from knowledge.index import Example, Fitted, Index, Ranking
from knowledge.kind import Kind, Kinds
from knowledge.language import Language
from knowledge.model import Answerable, Entry, Knowledge, Resource
from knowledge.normalise import words
from knowledge.outcome import Answered, Detailed, Listed, Match, Outcome, Said, Unknown, Unsure
from knowledge.parts import questions, subjects
from knowledge.question import Preparation, Question, all_words
from knowledge.recommend import Recommendation, named_in, recommend
from knowledge.spelling import Spelling
from knowledge.vocabulary import Synonyms

SUBTITLE = re.compile(r": | - | \u2013 ")
ANSWER_WORDS = 40  # so much of an answer counts as one more phrasing
ANSWER_WEIGHT = 0.5
CANDIDATES = 5
NAMED_SHARE = 0.5
SAID = 0.995  # how sure a phrasing's own words are
PAGE = 5  # resources in one reply

FittedAll = tuple[Fitted, Fitted]  # of the answers and of the kinds


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
        self.embed = embed
        self.limits = Thresholds()
        self.spelling = Spelling(language.words, all_words(_all_texts(knowledge)))
        synonyms = knowledge.vocabulary.synonyms
        same = earlier is not None and earlier.knowledge.vocabulary.synonyms == synonyms
        self.prepare = Preparation(Synonyms(synonyms), self.spelling, earlier.prepare if earlier and same else None)
        answers, kinds = fitted or (None, None)
        examples = list(_examples(knowledge, self.prepare))
        elsewhere = [self.prepare.phrasing(text) for text in (*language.everyday, *language.near, *language.abuse)]
        self.index = Index(examples, elsewhere, embed, answers, earlier.index if earlier else None)
        self.kinds = Kinds(knowledge, language, self.prepare, embed, kinds, earlier.kinds if earlier else None)
        self._slurs = frozenset(tuple(words(slur)) for slur in language.slurs)
        self.facets = FacetParser(knowledge, self.spelling.rank)
        self._exact = _exact(examples)
        self._definitions = Definitions(knowledge.entries)
        self._stems = {one.id: frozenset(self._stems_of(one)) for one in knowledge.answerable}

    @property
    def fitted(self) -> FittedAll:
        """What took time, to be kept for an equal one."""
        return self.index.fitted, self.kinds.index.fitted

    def _stems_of(self, one: Answerable) -> Iterator[str]:
        for text in (*one.phrasings, _told(one)):
            yield from self.prepare.phrasing(text).stems

    def __call__(self, text: str, said: Said | None = None) -> tuple[Outcome, Said]:
        """What becomes of a message, and what to remember for the next."""
        said = said or Said()
        question = self.prepare(text)
        facets = self.facets(question)
        follows = follow_up(question, facets, said, self.knowledge)
        if follows is not None and (continued := self._continued(follows, question, facets, said)) is not None:
            return continued
        finding = self.find(question, facets)
        outcome = decide(finding, self.knowledge, self.limits)
        return outcome, self._remembered(question.text, outcome, facets)

    def find(self, question: Question, facets: Facets) -> Finding:
        """All that the stages see in a message."""
        asked = [self.prepare(part) for part in questions(question.text)]
        parts = [part for part in asked if part.tokens != question.tokens and subjects(part.stems)]
        vectors = self.embed([question.sentence, *(part.sentence for part in parts)])
        kind = self.kinds(question, vectors[0])
        return Finding(
            whole=self._scored(question, vectors[0], kind),
            parts=tuple(self._scored(part, vector, kind) for part, vector in zip(parts, vectors[1:], strict=True)),
            kind=kind,
            facets=facets,
            known_words=self._known_words(question),
            slur=self._has_slur(question),
        )

    def _scored(self, question: Question, vector: Floats, kind: Kind) -> Scored:
        ranking, row = self.index.rank(question, vector)
        shown = {id_: self._shown(id_, ranking) for id_ in ranking.ids[:CANDIDATES]}
        said = self._exact.get(question.corrected) or self._definitions(question.corrected)
        best = said or max(shown, key=lambda id_: shown[id_])
        evidence = Evidence(
            chance=ranking.chance(best),
            elsewhere=ranking.elsewhere,
            alike=self.index.nearest(best, row)[0],
            covered=self._covered(question, best),
            chat=kind.none,
        )
        if said:
            return Scored(question, ranking, Match(said, SAID), SAID, evidence)
        reply = replace(evidence, chance=min(shown[best], 1.0))
        return Scored(question, ranking, Match(best, confidence(evidence)), confidence(reply), evidence)

    def _shown(self, id_: str, ranking: Ranking) -> float:
        """How probable what the reply shows is right: the entry itself, and half for what it names."""
        named = getattr(self.knowledge.by_id[id_], "resources", ())
        return ranking.chance(id_) + NAMED_SHARE * sum(ranking.chance(resource) for resource in named)

    def _covered(self, question: Question, id_: str) -> float:
        """The share of the question's words, by rarity, that the entry itself uses."""
        vocabulary = self.index.rows.vocabulary
        weights = {stem: vocabulary.rarity.get(stem, vocabulary.rarest) for stem in question.stems}
        known = sum(weight for stem, weight in weights.items() if stem in self._stems[id_])
        return known / (sum(weights.values()) or 1.0)

    def _has_slur(self, question: Question) -> bool:
        tokens = question.tokens
        return any(tokens[at : at + length] in self._slurs for at in range(len(tokens)) for length in (1, 2))

    def _known_words(self, question: Question) -> float:
        """The share of words that are English or the knowledge's own; one put right counts half."""
        if not question.tokens:
            return 0.0
        known = [
            1.0 if self.spelling.common(token) else 0.5 * (corrected != token or self.spelling.knows(token))
            for token, corrected in zip(question.tokens, question.corrected, strict=True)
        ]
        return sum(known) / len(known)

    # What refers to the last reply.

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
        question = self.prepare(said.question)
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
            ranking = self.find(self.prepare(said.question), said.facets).best.ranking
            left = tuple(id_ for id_ in ranking.ids[:4] if id_ not in said.ids)
        if not left:
            return None
        match = Match(left[0], 0.5)
        outcome = Answered(match, left[:1]) if said.offered else Unsure(match, left[:3])
        return outcome, replace(self._remembered(said.question, outcome, said.facets), offered=left)

    def _refined(self, question: Question, facets: Facets, said: Said) -> tuple[Outcome, Said] | None:
        """The earlier question with this one's wishes, unless this one stands better alone."""
        together = self.prepare(f"{said.question} {question.text}")
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


def _told(one: Answerable) -> str:
    return one.answer if isinstance(one, Entry) else one.summary


def _all_texts(knowledge: Knowledge) -> Iterator[str]:
    for one in knowledge.answerable:
        yield from one.phrasings
        yield _told(one)
        if isinstance(one, Resource):
            yield from (*one.people, one.publisher)
    vocabulary = knowledge.vocabulary
    for group in vocabulary.synonyms:
        yield from group
    for names in (vocabulary.formats, vocabulary.audiences, vocabulary.topics):
        for named in names.values():
            yield from (named.name, *named.also_asked)
    for talk in knowledge.smalltalk:
        yield from talk.also_asked


def _examples(knowledge: Knowledge, prepare: Preparation) -> Iterator[Example]:
    short = _short_titles(knowledge)
    for one in knowledge.answerable:
        for phrasing in one.phrasings:
            yield Example(one.id, prepare.phrasing(phrasing))
        if one.id in short:
            yield Example(one.id, prepare.phrasing(short[one.id]))
        if told := " ".join(_told(one).split()[:ANSWER_WORDS]):
            yield Example(one.id, prepare.phrasing(told), ANSWER_WEIGHT)


def _short_titles(knowledge: Knowledge) -> dict[str, str]:
    """What stands before the colon or dash of a title; of several with the same, the shortest title has it."""
    owners: dict[str, str] = {}
    for one in sorted(knowledge.resources, key=lambda one: (len(one.title), one.id)):
        begins = SUBTITLE.split(one.title, maxsplit=1)[0]
        if begins != one.title:
            owners.setdefault(begins, one.id)
    return {id_: begins for begins, id_ in owners.items()}


def _exact(examples: Iterable[Example]) -> dict[tuple[str, ...], str]:
    """The id that a phrasing's own words ask for, where only one claims them."""
    claims: dict[tuple[str, ...], set[str]] = {}
    for example in examples:
        claims.setdefault(example.question.tokens, set()).add(example.id)
    return {tokens: min(ids) for tokens, ids in claims.items() if len(ids) == 1}
