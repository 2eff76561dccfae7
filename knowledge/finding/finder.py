"""From a question to all that can be seen in it: the stages up to the decision.

normalise -> spelling, vocabulary (question) -> embedding -> head (index) -> confidence
                                                          -> kind            facets
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.finding.facet_parser import FacetParser
from knowledge.finding.facets import Facets
from knowledge.finding.finding import Finding, Match, Scored, Tone
from knowledge.finding.harm import Sentence, pieces, several
from knowledge.finding.kinds import Kinds
from knowledge.finding.recommend import recommend
from knowledge.model import Answerable, Knowledge
from knowledge.ranking.calibration import FEWEST, Calibration, calibrate
from knowledge.ranking.confidence import Evidence
from knowledge.ranking.embedding import HARM, WISH, Embedding
from knowledge.ranking.index import Fitted, HeadStart, Index, Ranking
from knowledge.ranking.phrasings import exact, examples, own_words, titles, told
from knowledge.ranking.softmax import Floats
from knowledge.ranking.terms import Definitions
from knowledge.text.counted import KnownNumbers
from knowledge.text.everyday import Language
from knowledge.text.normalise import words
from knowledge.text.question import Preparation, Question
from knowledge.text.sentences import questions, says_nothing, statements, subjects
from knowledge.text.spacing import Spacing
from knowledge.text.spelling import Spelling
from knowledge.text.vocabulary import Synonyms

CANDIDATES = 5
NAMED_SHARE = 0.5
EMPTY = 0.05  # how sure one may be of a message that says nothing, such as "more"
LIKELY = 0.4
SAID = 0.995  # how sure a phrasing's own words are
NEARLY_ALL = 0.9
MOST_WORK = 2  # resources by a person, beside the answer to another question


Meant = Callable[[Ranking], Ranking]


@dataclass(frozen=True, slots=True)
class FittedAll:
    """All that takes time to make, and can be kept for an equal finder."""

    answers: Fitted
    kinds: Fitted
    phrasings: Mapping[str, Question]
    own_stems: frozenset[str]
    confidence: Calibration


@dataclass(frozen=True, slots=True)
class HeadStarts:
    """What the fits of nearly the same knowledge may start from."""

    answers: HeadStart
    kinds: HeadStart

    def near(self, ids: Collection[str]) -> bool:
        """Is nearly all that is asked for known? Elsewhere a fit that began here would end too soon."""
        return len(set(ids) & set(self.answers.ids)) >= NEARLY_ALL * len(ids)


class Finder:
    """All stages up to the decision, fitted to one snapshot of the knowledge. Call it with a question."""

    def __init__(
        self,
        knowledge: Knowledge,
        language: Language,
        embed: Embedding,
        fitted: FittedAll | None = None,
        earlier: Finder | None = None,
        start: HeadStarts | None = None,
        this_year: Callable[[], int] | None = None,
    ) -> None:
        """`fitted`: what an equal one kept. `earlier`: the one before an edit, so that the fit starts near its end.

        `start`: what came with the program, where there is neither. `this_year`: by the clock.
        """
        self.knowledge = knowledge
        self.embed = embed
        own_stems = fitted.own_stems if fitted else None
        names = (name for line in language.names for name in line.split())
        self.spelling = Spelling(
            language.words, own_words(knowledge, frozenset(language.words)), own_stems, language.informal
        )
        synonyms = knowledge.vocabulary.synonyms
        same = earlier is not None and earlier.knowledge.vocabulary.synonyms == synonyms
        prepared = fitted.phrasings if fitted else earlier.prepare.phrasings if earlier and same else {}
        self.prepare: Preparation = Preparation(Synonyms(synonyms), self.spelling, prepared, names)
        answers, kinds = (fitted.answers, fitted.kinds) if fitted else (None, None)
        asked = list(examples(knowledge, self.prepare))
        elsewhere = [self.prepare.phrasing(text) for text in (*language.everyday, *language.near, *language.abuse)]
        before = (earlier.index, earlier.kinds) if earlier else (None, None)
        near = start is not None and start.near({example.id for example in asked})
        starts = (start.answers, start.kinds) if start and near else (None, None)
        self.index: Index = Index(asked, elsewhere, embed, answers, before[0], starts[0])
        self.kinds: Kinds = Kinds(knowledge, language, self.prepare, embed, kinds, before[1], starts[1])
        typed = [[one.question.tokens for one in some] for some in (asked, self.kinds.index.examples)]
        self.prepare.spaced = Spacing(self.spelling, *typed)
        self._slurs = frozenset(tuple(words(slur)) for slur in language.slurs)
        self.facets = FacetParser(knowledge, self.spelling.rank, this_year)
        self._counted = KnownNumbers([example.question.tokens for example in asked], self.facets.this_year)
        self._exact = exact(asked)
        self._titles = titles(knowledge, self.prepare)
        self._definitions = Definitions(knowledge.entries)
        self._stems = {one.id: frozenset(self._stems_of(one)) for one in knowledge.answerable}
        self.confidence = fitted.confidence if fitted else calibrate(self.index, self.covered)

    @property
    def fitted(self) -> FittedAll:
        """What took time, to be kept for an equal one."""
        prepared, stems = self.prepare.phrasings, self.spelling.own_stems
        return FittedAll(self.index.fitted, self.kinds.index.fitted, prepared, stems, self.confidence)

    @property
    def head_starts(self) -> HeadStarts:
        """What was learned, for finders of nearly the same knowledge."""
        return HeadStarts(self.index.head_start, self.kinds.index.head_start)

    def _stems_of(self, answerable: Answerable) -> Iterator[str]:
        for text in (*answerable.phrasings, told(answerable)):
            yield from self.prepare.phrasing(text).stems

    def ranking(self, question: Question) -> Ranking:
        """How probable each id is for a question, without all else."""
        return self.index.rank(question, self.embed([question.sentence])[0])[0]

    def __call__(self, question: Question, facets: Facets) -> Finding:
        """All that the stages see in a message by itself."""
        asked = self._without_refusals(question, facets)
        others_asked = (text for text in questions(asked.text) if text != asked.text)
        parts = [part for part in self._prepared(others_asked) if part.tokens != asked.tokens]
        others = self._prepared(statements(asked.text))
        sentences, joined = (self._prepared(texts) for texts in (several(question.text), pieces(question.text)))
        read = list(dict.fromkeys(one.sentence for one in (question, asked, *parts, *others, *sentences, *joined)))
        vectors, tones = self.embed.hear(read)
        vector, tone = dict(zip(read, vectors, strict=True)), dict(zip(read, tones, strict=True))
        whole = self._scored(asked, vector[asked.sentence])
        return Finding(
            whole=whole,
            parts=self._with_work([self._scored(part, vector[part.sentence]) for part in parts]),
            statements=tuple(self._scored(other, vector[other.sentence]) for other in others),
            kind=self.kinds(question, vector[question.sentence]),
            facets=facets,
            known_words=self._known_words(question),
            slur=self._has_slur(question),
            rest_known=self._rest_is_known(whole, facets),
            sentences=tuple(self._heard(one, vector[one.sentence], tone[one.sentence]) for one in sentences),
            pieces=tuple(self._heard(one, vector[one.sentence], tone[one.sentence]) for one in joined),
            tone=_tone(tone[question.sentence]),
            beyond=self._counted(question),
            courtesy=self.kinds.courtesy(question),
            small=len(self.index.ids) < FEWEST or self.confidence != Calibration(),
            disclosure=self.kinds.is_disclosure(question),
            corrected=question.corrected,
        )

    def going_on(self, alone: Finding, meant: Meant) -> Finding:
        """What is found by itself, in a conversation; `meant`: what the ranking becomes there."""
        before = alone.whole
        whole = self._judged(before.question, meant(before.ranking), before.row, follows=True)
        return replace(alone, whole=whole, rest_known=self._rest_is_known(whole, alone.facets), follows=True)

    def _rest_is_known(self, whole: Scored, facets: Facets) -> bool:
        return not self._stems[whole.match.id or ""].isdisjoint(facets.rest)

    def _without_refusals(self, question: Question, facets: Facets) -> Question:
        """What is refused says nothing of what is sought."""
        return self.prepare(self.facets.sought(question)) if facets.refused else question

    def _heard(self, sentence: Question, vector: Floats, tones: Floats) -> Sentence:
        """How much a single sentence tells of harm, by what the encoder hears or else by its words."""
        tone = _tone(tones) or Tone(self.kinds(sentence, vector).support, 0.0)
        return Sentence(sentence.text, 1.0 if self._has_slur(sentence) else tone.harm, tone.wish)

    def _prepared(self, texts: Iterable[str]) -> list[Question]:
        return [one for one in map(self.prepare, texts) if subjects(one.stems)]

    def _scored(self, question: Question, vector: Floats) -> Scored:
        return self._judged(question, *self.index.rank(question, vector))

    def _judged(self, question: Question, ranking: Ranking, row: Floats, *, follows: bool = False) -> Scored:
        """The best of a ranking, and how sure one may be of it; `row` has the question's features."""
        shown = {id_: self._shown(id_, ranking) for id_ in ranking.ids[:CANDIDATES]}
        exact_id = self._exact.get(question.corrected) or self._definitions(question.corrected)
        best = exact_id or max(shown, key=lambda id_: shown[id_])
        exact_id = exact_id or self._titled(question, best)
        evidence = Evidence(
            chance=ranking.chance(best),
            elsewhere=ranking.elsewhere,
            alike=self.index.nearest(best, row)[0],
            covered=self.covered(question, best),
        )
        if not exact_id and not follows and says_nothing(question) and evidence.chance < LIKELY:
            return Scored(question, ranking, Match(best, EMPTY), EMPTY, evidence, row)
        if exact_id:
            return Scored(question, ranking, Match(exact_id, SAID), SAID, evidence, row, own_words=True)
        reply = replace(evidence, chance=min(shown[best], 1.0))
        return Scored(question, ranking, Match(best, self.confidence(evidence)), self.confidence(reply), evidence, row)

    def _with_work(self, parts: Sequence[Scored]) -> tuple[Scored, ...]:
        """Of several questions one about a person finds what they made, as it does alone."""
        return tuple(self._work_of(part) if len(parts) > 1 else part for part in parts)

    def _work_of(self, part: Scored) -> Scored:
        facets = self.facets(part.question)
        if not facets.people or not facets.only_wishes:
            return part
        ids = tuple(one.id for one in recommend(self.knowledge, facets, part.ranking).resources[:MOST_WORK])
        return replace(part, match=Match(ids[0], SAID), sure=SAID, work=ids) if ids else part

    def _titled(self, question: Question, best: str) -> str | None:
        """The best, where its whole title stands in the question."""
        typed = f" {' '.join(question.corrected)} "
        return best if any(id_ == best and title in typed for title, id_ in self._titles.items()) else None

    def _shown(self, id_: str, ranking: Ranking) -> float:
        """How probable what the reply shows is right: the entry itself, and half for what it names."""
        named = getattr(self.knowledge.by_id[id_], "resources", ())
        return ranking.chance(id_) + NAMED_SHARE * sum(ranking.chance(resource) for resource in named)

    def covered(self, question: Question, id_: str) -> float:
        """The share of the question's words, by rarity, that the entry itself uses."""
        return self.coverage(question)(id_)

    def coverage(self, question: Question) -> Callable[[str], float]:
        """The same for any number of entries."""
        vocabulary = self.index.rows.vocabulary
        weights = {stem: vocabulary.rarity.get(stem, vocabulary.rarest) for stem in question.stems}
        total = sum(weights.values()) or 1.0
        return lambda id_: sum(weight for stem, weight in weights.items() if stem in self._stems[id_]) / total

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


class Utterance:
    """A message with its wishes, and what is found of it by itself, which is worked out once and only where needed."""

    def __init__(self, question: Question, facets: Facets, find: Finder) -> None:
        self.question, self.facets = question, facets
        self._find = find

    @cached_property
    def alone(self) -> Finding:
        """All that the stages see in it, whatever was said before."""
        return self._find(self.question, self.facets)


def _tone(heard: Floats) -> Tone | None:
    """What an encoder hears in a sentence; None from one that hears nothing."""
    return Tone(float(heard[HARM]), float(heard[WISH])) if len(heard) else None
