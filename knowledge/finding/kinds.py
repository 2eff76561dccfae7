"""What kind of message it is: a question, a disclosure, a wish for a person, or small talk.

The same machine as the index of answers (`knowledge.ranking.index`), with kinds for entries. It learns from the
sentences that ship with the code (`knowledge.text.everyday`) and from what administrators add in support.yaml and
smalltalk.yaml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.model import Knowledge
from knowledge.ranking.embedding import Embedding
from knowledge.ranking.index import Example, Fitted, HeadStart, Index
from knowledge.ranking.softmax import Floats
from knowledge.text.everyday import Language
from knowledge.text.normalise import clean
from knowledge.text.question import Preparation, Question

QUESTION, SUPPORT, CONTACT, NONE = "question", "support", "contact", "none"
HARMLESS = "harmless"  # what people tell beside a question: no disclosure, and neither is it everyday talk alone
SOCIAL = "social:"
SERIOUS = (QUESTION, SUPPORT, CONTACT, NONE)  # in these a marker of small talk is rare
SEVERAL, RATHER = 3, 35  # phrasings that have a marker, and how much likelier it is in them than in serious messages
ASIDE = frozenset({"anyway", "anyways"})  # "thanks anyway" is as polite as "thanks"
MOST_QUESTIONS = 6_000  # phrasings of the knowledge; more of them would drown the other kinds


@dataclass(frozen=True, slots=True)
class Kind:
    """Probabilities of the kinds; `smalltalk` is the likeliest small talk, with its own."""

    support: float
    contact: float
    none: float
    smalltalk: str | None
    social: float


class Kinds:
    """Tells how probable each kind of message is; fitted once for each snapshot."""

    def __init__(
        self,
        knowledge: Knowledge,
        language: Language,
        prepare: Preparation,
        embed: Embedding,
        fitted: Fitted | None = None,
        earlier: Kinds | None = None,
        start: HeadStart | None = None,
    ) -> None:
        sentences = list(_sentences(knowledge, language))
        weights = {QUESTION: _weight_of_questions(kind for kind, _ in sentences)}
        examples = [Example(kind, prepare.phrasing(text), weights.get(kind, 1.0)) for kind, text in sentences]
        before = earlier.index if earlier else None
        if before is not None and _taught(before.examples) == _taught(examples):
            self.index: Index = before
        else:
            self.index = Index(examples, (), embed, fitted, before, start)

        self._disclosures = frozenset(one.question.corrected for one in examples if one.id == SUPPORT)
        self._courtesies = {
            one.question.corrected: one.id.removeprefix(SOCIAL) for one in examples if one.id.startswith(SOCIAL)
        }
        self._markers = _markers(examples)
        self._polite = {word for typed in self._courtesies for word in typed}
        self._abuse = frozenset(clean(text) for text in language.abuse)

    def is_disclosure(self, question: Question) -> bool:
        """Is it one that was written down, word for word?"""
        return question.corrected in self._disclosures

    def courtesy(self, question: Question) -> str | None:
        """The id of the small talk that was written down so, word for word, or that has its words and no other."""
        typed = tuple(word for word in question.corrected if word not in ASIDE)
        known = self._courtesies.get(question.corrected) or self._courtesies.get(typed)
        if known or not self._polite.issuperset(typed):
            return known
        return next((self._markers[word] for word in typed if word in self._markers), None)

    def like_abuse(self, question: Question, vector: Floats) -> float:
        """How alike it is to abuse and orders to the assistant, where nothing everyday is more alike."""
        alike, example = self.index.nearest(NONE, self.index.rows(question, vector))
        return alike if example.question.text in self._abuse else 0.0

    def __call__(self, question: Question, vector: Floats) -> Kind:
        """The kind of a question, with its vector."""
        ranking, _ = self.index.rank(question, vector)
        smalltalk = next((id_ for id_ in ranking.ids if id_.startswith(SOCIAL)), None)
        social = sum(ranking.chance(id_) for id_ in ranking.ids if id_.startswith(SOCIAL))
        return Kind(
            support=ranking.chance(SUPPORT),
            contact=ranking.chance(CONTACT),
            none=ranking.chance(NONE),
            smalltalk=smalltalk.removeprefix(SOCIAL) if smalltalk else None,
            social=social,
        )


def _weight_of_questions(kinds: Iterable[str]) -> float:
    """All together count half as much as all other kinds: many of them would make them likely from the start."""
    count = Counter(kind == QUESTION for kind in kinds)
    return min(1.0, 0.5 * count[False] / (count[True] or 1))


def _markers(examples: Sequence[Example]) -> dict[str, str]:
    """Words that belong to one kind of small talk ("thanks", "bye"): several of its phrasings have them, few questions.

    The ids are those of the small talk.
    """
    used = {kind: Counter[str]() for kind in dict.fromkeys(one.id for one in examples)}
    for one in examples:
        used[one.id].update(set(one.question.corrected))
    number = Counter(one.id for one in examples)
    shares = {kind: {word: count / number[kind] for word, count in words.items()} for kind, words in used.items()}
    return {
        word: kind.removeprefix(SOCIAL)
        for kind, words in used.items()
        if kind.startswith(SOCIAL)
        for word, count in words.items()
        if count >= SEVERAL and shares[kind][word] >= RATHER * max(shares[other].get(word, 0.0) for other in SERIOUS)
    }


def _taught(examples: Iterable[Example]) -> list[tuple[str, str]]:
    """All but the knowledge's own phrasings: these only show what questions look like, and a few change little."""
    return [(one.id, one.question.text) for one in examples if one.id != QUESTION]


def _sentences(knowledge: Knowledge, language: Language) -> Iterable[tuple[str, str]]:
    if knowledge.support:
        for text in (*language.disclosures, *knowledge.support.disclosures):
            yield SUPPORT, text
    for text in language.contact:
        yield CONTACT, text
    for courtesy in knowledge.smalltalk:
        for text in courtesy.also_asked:
            yield SOCIAL + courtesy.id, text
    for text in (*language.lookalikes, *language.notcontact, *language.near, *language.chatty):
        yield QUESTION, text
    asked = [text for answerable in knowledge.answerable for text in answerable.phrasings]
    for text in asked[:: -(-len(asked) // MOST_QUESTIONS) or 1]:
        yield QUESTION, text
    for text in (*language.everyday, *language.abuse):
        yield NONE, text
    for text in language.harmless:
        yield HARMLESS, text
