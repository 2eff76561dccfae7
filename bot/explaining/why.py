"""Why a question gets the answer it gets, in a sentence or two that need no numbers to be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from bot.explaining.effect import leads_to
from bot.library.folder import Snapshot
from bot.markup import without_links
from bot.wording import Wording
from knowledge.deciding.decision import KNOWN_WORDS
from knowledge.deciding.outcome import (
    Answered,
    Declined,
    Listed,
    Memory,
    Outcome,
    Social,
    Support,
    Unknown,
    Unsure,
    WantsPerson,
    Welcomed,
)  # fmt: skip
from knowledge.finding.facets import Unwanted
from knowledge.finding.finding import Finding, Scored
from knowledge.model import Knowledge
from knowledge.ranking.features import LETTER_SLOTS, WORD_SLOTS
from knowledge.ranking.index import Example
from knowledge.ranking.softmax import Floats
from knowledge.text.question import Question
from knowledge.text.sentences import subjects

MOST_OTHERS = 5
MOST_WORDS = 4  # of those in common, the rarest, or that are refused
DONE: Mapping[type, str] = {
    Listed: "because_listed",
    Support: "because_support",
    WantsPerson: "because_person",
    Declined: "because_person",
    Welcomed: "because_welcomed",
}
LONGEST_WORDING = 120  # characters: the first words of an answer are ways to ask for it too


@dataclass(frozen=True, slots=True)
class Explanation:
    """`id` is of what was told, `others` those that come next; `learned`: its words are known already.

    `personal`: it tells of harm, so that nothing of it is learned.
    """

    sentence: str
    id: str | None = None
    others: tuple[str, ...] = ()
    learned: bool = False
    personal: bool = False


def explanation(snapshot: Snapshot, text: str, memory: Memory | None = None) -> Explanation:
    """Why a message gets its answer; `memory` is what was said before."""
    if not snapshot.understanding.find.prepare(text):
        return Explanation(Wording(snapshot.knowledge.wording)("because_no_word"))
    return _Because(snapshot, text, memory or Memory())()


class _Because:
    """Call it for why a message that has words gets its answer."""

    def __init__(self, snapshot: Snapshot, text: str, memory: Memory) -> None:
        self._snapshot, self._memory = snapshot, memory
        self._find, self._knowledge = snapshot.understanding.find, snapshot.knowledge
        self._say = Wording(snapshot.knowledge.wording)
        self._finding = snapshot.understanding.finding(snapshot.understanding.utterance(text), memory)
        self._outcome, _ = snapshot.understanding(text, memory)
        self._alone = snapshot.understanding(text)[0] if memory.begun or memory.reader else self._outcome
        self._answer = leads_to(self._outcome) or self._outcome.match.id
        self._scored = self._of_answer()
        self._row = self._find.index.rows(self._scored.question, self._vector(self._scored.question))

    def __call__(self) -> Explanation:
        done, nearest = _done(self._outcome, self._finding, self._knowledge, self._say), self._nearest()
        by_likeness = isinstance(self._outcome, Answered | Unsure | Unknown)
        ranked = (id_ for id_ in self._finding.best.ranking.ids if id_ != self._answer)
        return Explanation(
            " ".join(filter(None, (nearest, done) if by_likeness else (done, nearest))),
            self._answer,
            tuple(id_ for id_, _ in zip(ranked, range(MOST_OTHERS), strict=False)),
            learned=self._finding.whole.own_words and self._finding.whole.match.id == self._answer,
            personal=isinstance(self._outcome, Support),
        )

    def _vector(self, question: Question) -> Floats:
        vector: Floats = self._find.embed([question.sentence])[0]
        return vector

    def _of_answer(self) -> Scored:
        """What found the answer: the whole, or the part of the message that was answered first."""
        finding = self._finding
        each = (finding.best, finding.whole, *finding.parts, *finding.statements)
        return next((scored for scored in each if scored.match.id == self._answer), finding.best)

    def _nearest(self) -> str:
        """The nearest wording of what was answered, or else is likeliest, the one of what is next, and why."""
        scored = self._scored
        answered = isinstance(self._outcome, Answered) and self._answer in self._find.index.ids
        subject = self._answer if answered else scored.match.id
        if subject is None:
            return ""
        sure = scored.match.confidence if subject == scored.match.id else scored.ranking.chance(subject)
        values = {"nearest": self._wording(subject), "sure": share(sure)}
        values["because"] = "; ".join(self._reasons(subject)) or self._say("because_likeliest")
        other = next((id_ for id_ in scored.ranking.ids if id_ != subject), None)
        if other is None:
            return self._say("because_nearest_alone", **values)
        chance = min(scored.ranking.chance(other), 1 - sure)  # of both together there is no more than all
        return self._say("because_nearest", next=self._wording(other), chance=share(chance), **values)

    def _wording(self, id_: str) -> str:
        words = self._find.index.nearest(id_, self._row)[1].question.text
        shown = words if len(words) <= LONGEST_WORDING else f"{words[:LONGEST_WORDING].rpartition(' ')[0]} …"
        return self._say("because_wording", wording=without_links(shown), title=self._knowledge.by_id[id_].label)

    def _reasons(self, id_: str) -> Iterator[str]:
        """What speaks for an entry: words, spelling, names, meaning, what was refused, and what was said before."""
        say, scored, question = self._say, self._scored, self._scored.question
        example = self._find.index.nearest(id_, self._row)[1]
        common = self._in_common(question, example)
        own_words = scored.own_words and scored.match.id == id_
        if own_words:
            yield say("because_own_words")
        elif common:
            yield say("because_words", words=", ".join(f"“{word}”" for word in common))
        for typed, meant in zip(question.tokens, question.corrected, strict=True):
            if typed != meant:
                yield say("because_spelling", typed=typed, meant=meant)
        names = [tag.removeprefix("=").replace("_", " ") for tag in question.tags if tag in example.question.tags]
        for name in () if own_words else dict.fromkeys(names):
            if name not in " ".join(question.corrected):
                yield say("because_name", name=name)
        if not own_words and self._is_by_meaning(id_, any_word=bool(common)):
            yield say("because_meaning")
        if refused := _refused(self._finding.facets.refused, self._knowledge)[:MOST_WORDS]:
            yield say("because_refuses", refused=", ".join(refused))
        if (type(self._alone), leads_to(self._alone)) != (type(self._outcome), leads_to(self._outcome)):
            yield say("because_before")

    def _in_common(self, question: Question, example: Example) -> list[str]:
        """The words that both have and that say something, the rarest first, as they were meant."""
        rarity = self._find.index.rows.vocabulary.rarity
        meant = dict(zip(question.stems, question.corrected, strict=True))
        shared = [stem for stem in subjects(question.stems) & set(example.question.stems) if stem in rarity]
        return [meant[stem] for stem in sorted(shared, key=lambda stem: (-rarity[stem], stem))[:MOST_WORDS]]

    def _is_by_meaning(self, id_: str, *, any_word: bool) -> bool:
        """Does its meaning speak for an entry more than its words do?"""
        weights = self._find.index.head.weights
        gain = self._row * (weights[:, self._find.index.ids.index(id_)] - weights[:, -1])
        words, meaning = float(gain[:WORD_SLOTS].sum()), float(gain[WORD_SLOTS + LETTER_SLOTS :].sum())
        return meaning > 0 and (meaning > words or not any_word)


def _refused(refused: Unwanted, knowledge: Knowledge) -> list[str]:
    """What is refused, by its name where it has one."""
    words, known = knowledge.vocabulary, knowledge.by_id
    names = {id_: one.name for kind in (words.formats, words.audiences, words.topics) for id_, one in kind.items()}
    values = [str(value) for field in fields(refused) for value in getattr(refused, field.name)]
    return [f"“{known[value].label if value in known else names.get(value, value)}”" for value in values]


def _done(outcome: Outcome, finding: Finding, knowledge: Knowledge, say: Wording) -> str:
    """What became of it."""

    def titles(ids: tuple[str, ...]) -> str:
        return ", ".join(f"“{knowledge.by_id[id_].label}”" for id_ in ids if id_ in knowledge.by_id)

    match outcome:
        case Answered():
            return say("because_answered", titles=titles(outcome.ids))
        case Unsure(missing=str(missing)):
            return say("because_missing", missing=without_links(missing))
        case Unsure(unclear=str(unclear)):
            return say("because_unclear", unclear=without_links(unclear))
        case Unsure():
            return say("because_asked_back", titles=titles(outcome.ids))
        case Unknown():
            reason = say("because_foreign" if finding.known_words < KNOWN_WORDS else "because_unknown")
            nearest = [say("because_shown_nearest", titles=titles(outcome.ids))] if outcome.ids else []
            return " ".join([reason, *nearest])
        case Social():
            return say("because_social", id=outcome.smalltalk)
    return say(DONE.get(type(outcome), "because_last_reply"))


def share(chance: float) -> str:
    """A probability as a whole number out of a hundred: neither none nor all, where it is not quite."""
    percent = round(100 * chance)
    return "under 1%" if percent < 1 else f"{min(percent, 99)}%"
