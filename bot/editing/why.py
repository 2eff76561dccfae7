"""Why a question gets the answer it gets, in a sentence or two that need no numbers to be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from bot.editing.effect import leads_to
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
from knowledge.finding.finding import Finding
from knowledge.model import Knowledge
from knowledge.ranking.features import LETTER_SLOTS, WORD_SLOTS
from knowledge.ranking.index import Example
from knowledge.ranking.softmax import Floats
from knowledge.text.question import Question

MOST_OTHERS = 5
MOST_WORDS = 4  # of those in common, the rarest
DONE: Mapping[type, str] = {
    Listed: "why_listed",
    Support: "why_support",
    WantsPerson: "why_person",
    Declined: "why_person",
    Welcomed: "why_welcomed",
}
LONGEST_WORDING = 120  # characters: the first words of an answer are ways to ask for it too


@dataclass(frozen=True, slots=True)
class Explanation:
    """`told` is the id of what was told, `others` those that come next; `learned`: its words are known already.

    `personal`: it tells of harm, so that nothing of it is learned.
    """

    sentence: str
    told: str | None = None
    others: tuple[str, ...] = ()
    learned: bool = False
    personal: bool = False


def explanation(snapshot: Snapshot, text: str, memory: Memory | None = None) -> Explanation:
    """Why a message gets its answer; `memory` is what was said before."""
    understanding, say = snapshot.understanding, Wording(snapshot.knowledge.wording)
    question = understanding.find.prepare(text)
    if not question:
        return Explanation(say("why_no_word"))
    outcome, _ = understanding(text, memory)
    finding = understanding.finding(question, understanding.find.facets(question), memory or Memory())
    told = leads_to(outcome) or outcome.match.id
    sentences = [*_nearest(snapshot, finding, outcome, text, memory), _done(outcome, finding, snapshot.knowledge, say)]
    ranked = (id_ for id_ in finding.best.ranking.ids if id_ != told)
    return Explanation(
        " ".join(sentences),
        told,
        tuple(id_ for id_, _ in zip(ranked, range(MOST_OTHERS), strict=False)),
        learned=finding.whole.own_words and finding.whole.match.id == told,
        personal=isinstance(outcome, Support),
    )


def _nearest(snapshot: Snapshot, finding: Finding, outcome: Outcome, text: str, memory: Memory | None) -> Iterator[str]:
    """The nearest wording, the one of the next entry, and why."""
    find, say, best = snapshot.understanding.find, Wording(snapshot.knowledge.wording), finding.best
    told = leads_to(outcome) or outcome.match.id
    subject = told if told in find.index.ids else best.match.id
    if subject is None:
        return
    row = find.index.rows(best.question, find.embed([best.question.sentence])[0])
    next_id = next((id_ for id_ in best.ranking.ids if id_ != subject), None)

    def nearest(id_: str) -> str:
        words = find.index.nearest(id_, row)[1].question.text
        shown = words if len(words) <= LONGEST_WORDING else f"{words[:LONGEST_WORDING].rpartition(' ')[0]} …"
        return say("why_wording", wording=without_links(shown), title=snapshot.knowledge.by_id[id_].label)

    sure = best.match.confidence if subject == best.match.id else best.ranking.chance(subject)
    reasons = [*_reasons(snapshot, finding, subject, row), *_from_before(snapshot, outcome, text, memory)]
    because = "; ".join(reasons) or say("why_likeliest")
    if next_id is None:
        yield say("why_nearest_alone", nearest=nearest(subject), sure=share(sure), because=because)
    else:
        beyond = {"next": nearest(next_id), "chance": share(best.ranking.chance(next_id))}
        yield say("why_nearest", nearest=nearest(subject), sure=share(sure), because=because, **beyond)


def _reasons(snapshot: Snapshot, finding: Finding, id_: str, row: Floats) -> Iterator[str]:
    """What speaks for an entry: words, meaning, spelling, and what was refused."""
    find, say, best = snapshot.understanding.find, Wording(snapshot.knowledge.wording), finding.best
    question, (_, example) = best.question, find.index.nearest(id_, row)
    if best.own_words and best.match.id == id_:
        yield say("why_own_words")
    if spelled := [(typed, meant) for typed, meant in zip(question.tokens, question.corrected, strict=True)
                   if typed != meant][:2]:  # fmt: skip
        yield "; ".join(say("why_spelling", typed=typed, meant=meant) for typed, meant in spelled)
    common = _in_common(question, example, snapshot)
    if common and not best.own_words:
        yield say("why_words", words=", ".join(f"“{word}”" for word in common))
    for tag in dict.fromkeys(tag for tag in question.tags if tag in example.question.tags):
        yield say("why_name", name=tag.removeprefix("=").replace("_", " "))
    if not best.own_words and _is_by_meaning(snapshot, id_, row, any_word=bool(common)):
        yield say("why_meaning")
    if refused := _refused(finding.facets.refused, snapshot.knowledge):
        yield say("why_refuses", refused=", ".join(refused))


def _in_common(question: Question, example: Example, snapshot: Snapshot) -> list[str]:
    """The words that both have, the rarest first, as they were meant."""
    rarity = snapshot.understanding.find.index.rows.vocabulary.rarity
    meant = dict(zip(question.stems, question.corrected, strict=True))
    shared = [stem for stem in meant if stem in example.question.stems and stem in rarity]
    return [meant[stem] for stem in sorted(shared, key=lambda stem: -rarity[stem])[:MOST_WORDS]]


def _is_by_meaning(snapshot: Snapshot, id_: str, row: Floats, *, any_word: bool) -> bool:
    """Does its meaning speak for an entry more than its words do?"""
    index = snapshot.understanding.find.index
    gain = row * (index.head.weights[:, index.ids.index(id_)] - index.head.weights[:, -1])
    words, meaning = float(gain[:WORD_SLOTS].sum()), float(gain[WORD_SLOTS + LETTER_SLOTS :].sum())
    return meaning > 0 and (meaning > words or not any_word)


def _refused(refused: Unwanted, knowledge: Knowledge) -> list[str]:
    """What is refused, by its name where it has one."""
    vocabulary = knowledge.vocabulary
    names = {id_: named.name for kind in (vocabulary.formats, vocabulary.audiences, vocabulary.topics)
             for id_, named in kind.items()}  # fmt: skip
    values = [str(value) for field in fields(refused) for value in getattr(refused, field.name)]
    known = knowledge.by_id
    return [f"“{known[value].label if value in known else names.get(value, value)}”" for value in values]


def _from_before(snapshot: Snapshot, outcome: Outcome, text: str, memory: Memory | None) -> Iterator[str]:
    """What was said before counts where the message alone would be answered otherwise."""
    if memory is None or not (memory.begun or memory.reader):
        return
    alone, _ = snapshot.understanding(text)
    if (type(alone), leads_to(alone)) != (type(outcome), leads_to(outcome)):
        asked = memory.question or ", ".join(id_ for id_ in memory.ids[:1])
        yield Wording(snapshot.knowledge.wording)("why_before", question=without_links(asked))


def _done(outcome: Outcome, finding: Finding, knowledge: Knowledge, say: Wording) -> str:
    """What became of it."""

    def titles(ids: tuple[str, ...]) -> str:
        return ", ".join(f"“{knowledge.by_id[id_].label}”" for id_ in ids if id_ in knowledge.by_id)

    match outcome:
        case Answered():
            return say("why_answered", titles=titles(outcome.ids))
        case Unsure(missing=str(missing)):
            return say("why_missing", missing=without_links(missing))
        case Unsure(unclear=str(unclear)):
            return say("why_unclear", unclear=without_links(unclear))
        case Unsure():
            return say("why_asked_back", titles=titles(outcome.ids))
        case Unknown():
            return say("why_foreign" if finding.known_words < KNOWN_WORDS else "why_unknown")
        case Social():
            return say("why_social", id=outcome.smalltalk)
    return say(DONE.get(type(outcome), "why_last_reply"))


def share(chance: float) -> str:
    """A probability as a whole number out of a hundred: neither none nor all, where it is not quite."""
    percent = round(100 * chance)
    return "under 1%" if percent < 1 else f"{min(percent, 99)}%"
