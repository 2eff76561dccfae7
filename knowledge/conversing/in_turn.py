"""Several questions in one message, of which one points at what is asked before it, answered one after another."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.deciding.outcome import Answered, Detailed, Memory, Outcome, Unsure
from knowledge.finding.finding import Finding
from knowledge.text.function_words import POINTERS
from knowledge.text.normalise import words
from knowledge.text.sentences import questions

Understand = Callable[[str, Memory], tuple[Outcome, Memory]]


def in_turn(finding: Finding, outcome: Outcome, memory: Memory, understand: Understand) -> Answered | None:
    """The answers to all parts ("is it law yet, and who owns it?"), or None where `outcome` is better left alone.

    Each part is read in the light of those before it; that is of use only where one points at them, and only where
    every part is answered.
    """
    parts = questions(finding.whole.question.text)
    single = isinstance(outcome, Unsure | Detailed) or (isinstance(outcome, Answered) and len(outcome.ids) == 1)
    if not single or len(parts) < 2 or POINTERS.isdisjoint(words(" ".join(parts[1:]))):
        return None
    outcomes: list[Outcome] = []
    for part in parts:
        each, memory = understand(part, memory)
        outcomes.append(each)
    answers = [each for each in outcomes if isinstance(each, Answered)]
    facts = tuple(each for each in outcomes if isinstance(each, Detailed))
    ids = tuple(dict.fromkeys(id_ for each in answers for id_ in each.ids))
    if not answers or len(answers) + len(facts) < len(parts) or len(ids) + len(facts) < 2:
        return None
    return Answered(answers[0].match, ids, facts=facts)
