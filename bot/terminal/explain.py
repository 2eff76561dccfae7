"""`race-equality ask --explain`: why a question gets the reply it gets, in lines that a person can follow."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import fields, replace

from bot.conversation.reply import Replies
from bot.explaining.why import explanation
from bot.library.folder import Snapshot
from knowledge.deciding.decision import decide, weigh
from knowledge.deciding.outcome import Memory
from knowledge.deciding.worth import STAKES, worth
from knowledge.finding.facets import Facets, Unwanted
from knowledge.finding.finding import Finding, Scored
from knowledge.model import Knowledge
from knowledge.ranking.calibration import Calibration
from knowledge.ranking.confidence import Evidence, score
from knowledge.ranking.features import LETTER_SLOTS, WORD_SLOTS, slot, word_weights
from knowledge.ranking.index import Index
from knowledge.ranking.softmax import Floats
from knowledge.text.question import Question

CANDIDATES = 5
TELLING_WORDS = 8
NEUTRAL = Evidence(chance=0.5, elsewhere=0.5, alike=0.0, covered=0.0)  # adds nothing to the score
EVIDENCE = {
    "chance": "its probability among the candidates",
    "elsewhere": "the probability of none of them",
    "alike": "likeness to its nearest phrasing",
    "covered": "share of the question's words that it uses",
}


def explained(snapshot: Snapshot, text: str) -> str:
    """A sentence that needs no numbers, and then the weights."""
    return "\n\n".join(filter(None, [explanation(snapshot, text).sentence, weights(snapshot, text)]))


def weights(snapshot: Snapshot, text: str, memory: Memory | None = None, only: Collection[str] | None = None) -> str:
    """The stages that a question goes through, after what was said before, and what each of them found.

    `only`: the names of those that are wanted, where that is not all.
    """
    understanding = snapshot.understanding
    message = understanding.utterance(text)
    question, facets = message.question, message.facets
    if not question:
        return ""
    finding = understanding.finding(message, memory or Memory())
    decision = decide(finding, snapshot.knowledge)
    best = finding.best
    row = understanding.find.index.rows(best.question, understanding.find.embed([best.question.sentence])[0])
    sections = [
        ("Outcome", [f"{Replies(snapshot.knowledge)(decision.outcome).outcome}: {decision.reason}"]),
        ("Words", _words(question, understanding.find.index)),
        ("Wishes", _wishes(facets)),
        ("Parts", [f"“{part.question.text}” finds {part.match.id} ({part.sure:.2f})" for part in finding.parts]),
        ("Candidates", _candidates(finding, understanding.find.index, row)),
        ("Best", _best(finding, understanding.find.index, row)),
        ("Confidence", _confidence(best, understanding.find.confidence)),
        ("Kinds", _kinds(finding)),
        ("Worth", _worth(finding, snapshot.knowledge)),
    ]
    wanted = [(name, list(lines)) for name, lines in sections if only is None or name in only]
    return "\n\n".join("\n  ".join([name, *lines]) for name, lines in wanted if lines)


def _words(question: Question, index: Index) -> Iterator[str]:
    """What each word was taken for."""
    vocabulary = index.rows.vocabulary
    for typed, meant, stem in zip(question.tokens, question.corrected, question.stems, strict=True):
        spelled = f" (typed {typed})" if typed != meant else ""
        if stem in vocabulary:
            yield f"{meant}{spelled}: known, rarity {vocabulary.rarity[stem]:.1f}"
        elif twins := vocabulary.twins(stem):
            yield f"{meant}{spelled}: not known, like " + ", ".join(f"{twin} ({share:.2f})" for twin, share in twins)
        else:
            yield f"{meant}{spelled}: like nothing known"
    for tag in dict.fromkeys(question.tags):
        yield f"a name for: {tag.removeprefix('=')}"


def _wishes(facets: Facets) -> Iterator[str]:
    """What kind of resource it asks for, and what it refuses."""
    yield from _values(facets, "")
    yield from _values(facets.refused, "not ")


def _values(wished: Facets | Unwanted, before: str) -> Iterator[str]:
    for field in fields(wished):
        value = getattr(wished, field.name)
        if value and field.name not in ("rest", "refused"):
            yield f"{before}{field.name}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}"


def _candidates(finding: Finding, index: Index, row: Floats) -> Iterator[str]:
    """The likeliest entries, and what words, letters and meaning say for each against none of them."""
    ranking = finding.best.ranking
    for id_, chance in zip(ranking.ids[:CANDIDATES], ranking.chances[:CANDIDATES], strict=True):
        gain = row * _pull(index, id_)
        words, letters, meaning = gain[:WORD_SLOTS], gain[WORD_SLOTS:][:LETTER_SLOTS], gain[WORD_SLOTS + LETTER_SLOTS :]
        shares = f"words {words.sum():+.1f}, letters {letters.sum():+.1f}, meaning {meaning.sum():+.1f}"
        yield f"{float(chance):6.1%}  {id_} ({shares})"
    yield f"{ranking.elsewhere:6.1%}  none of them"


def _pull(index: Index, id_: str) -> Floats:
    """What each feature adds to the log-odds of an entry against none."""
    weights = index.head.weights
    return weights[:, index.ids.index(id_)] - weights[:, -1]


def _best(finding: Finding, index: Index, row: Floats) -> Iterator[str]:
    """The nearest phrasing of the best entry, and the words that speak for it."""
    best = finding.best
    if best.match.id is None:
        return
    alike, example = index.nearest(best.match.id, row)
    yield f"{best.match.id}; nearest phrasing (likeness {alike:.2f}): “{example.question.text}”"
    shared = [stem for stem in dict.fromkeys(best.question.stems) if stem in example.question.stems]
    if shared:
        yield f"words in both: {', '.join(shared)}"
    telling = sorted(_telling(best.question, index, best.match.id), key=lambda one: -abs(one[1]))[:TELLING_WORDS]
    if telling:
        yield "what words add: " + ", ".join(f"{term} {gain:+.2f}" for term, gain in telling)


def _telling(question: Question, index: Index, id_: str) -> Iterator[tuple[str, float]]:
    weights, lost = word_weights(question.stems, question.tags, index.rows.vocabulary)
    length = math.sqrt(sum(weight**2 for weight in weights.values()) + lost) or 1.0
    pull = _pull(index, id_)
    for term, weight in weights.items():
        place, sign = slot(term, WORD_SLOTS)
        yield term.removeprefix("=").replace("_", " "), sign * weight / length * float(pull[place])


def score_parts(evidence: Evidence) -> dict[str, float]:
    """What each piece of evidence adds to the log-odds of being right; `start` is where they begin."""
    start = score(NEUTRAL)
    alone = {one.name: replace(NEUTRAL, **{one.name: getattr(evidence, one.name)}) for one in fields(Evidence)}
    return {"start": start, **{name: score(one) - start for name, one in alone.items()}}


def _confidence(best: Scored, confidence: Calibration) -> Iterator[str]:
    parts = score_parts(best.evidence)
    yield f"{parts.pop('start'):+6.2f}  to begin with"
    for name, gain in parts.items():
        yield f"{gain:+6.2f}  {EVIDENCE[name]}: {getattr(best.evidence, name):.3f}"
    if confidence != Calibration():
        yield f"then times {confidence.slope:.2f} and {confidence.level:+.2f}, as fits so much knowledge"
    if not math.isclose(best.match.confidence, confidence(best.evidence)):
        yield "but it was asked in the very words of the knowledge, which is as good as certain"
    yield f"{best.match.confidence:6.2f}  is the probability that it is the right entry"
    yield f"{best.sure:6.2f}  is the probability that its reply is right, with what it names"


def _kinds(finding: Finding) -> Iterator[str]:
    kind = finding.kind
    yield f"disclosure {kind.support:.3f}, in one sentence of several {finding.harm:.3f}"
    yield f"wish for a person {kind.contact:.3f}, everyday talk {kind.none:.3f}"
    yield f"small talk {kind.social:.3f}" + (f", likeliest {kind.smalltalk}" if kind.smalltalk else "")
    yield f"words that are English or the knowledge's own: {finding.known_words:.0%}"
    if finding.tone:
        yield f"by its tone it tells of harm {finding.tone.harm:.3f}, wishes for a person {finding.tone.wish:.3f}"


def _worth(finding: Finding, knowledge: Knowledge) -> Iterator[str]:
    """Each reply there is, the one that is worth most first."""
    chances = weigh(finding, knowledge).chances
    for action in sorted(chances, key=lambda action: -worth(action, chances[action])):
        stake, chance = STAKES[action], chances[action]
        at_stake = f"right gains {stake.gain}, wrong costs {stake.cost}"
        yield f"{worth(action, chance):+.2f}  {action}: right with {chance:.2f}; {at_stake}"
