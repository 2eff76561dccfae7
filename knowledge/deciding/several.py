"""The questions of one message: which are clear, and which have no answer, so that none is passed over."""

from __future__ import annotations

from knowledge.finding.finding import Finding, Scored
from knowledge.text.function_words import POINTERS
from knowledge.text.sentences import is_question, stands_alone, subjects

CLEAR, MISSED = 0.7, 0.5  # one of several questions is clear from here on, and below has no answer
LETTER = 3  # questions, from which on a message is a letter
OPENING = 2  # words: in "is there" nothing is pointed at


class Parts:
    """What becomes of the parts of a message; in a letter all that are not clear have no answer."""

    def __init__(self, finding: Finding) -> None:
        self.of_a_letter = len(finding.parts) >= LETTER
        alone = [part for part in finding.parts if self._stands_alone(part)]
        self.clear = [part for part in alone if part.sure >= CLEAR]
        self.ids = tuple(dict.fromkeys(id_ for part in self.clear for id_ in part.ids))
        self.missed = tuple(part.question.text for part in finding.parts if self._is_missed(part))

    def _stands_alone(self, part: Scored) -> bool:
        if not self.of_a_letter:
            return stands_alone(part.question, 1)
        return _says_something(part) and not _points(part)

    def _is_missed(self, part: Scored) -> bool:
        """What points at another sentence is not answered on its own, but in a letter it is named if it says enough."""
        if not self.of_a_letter:
            return self._stands_alone(part) and part.sure < MISSED
        least = 1 if _points(part) else 0
        clear = any(part is one for one in self.clear)
        return not clear and _says_something(part, least)


def _points(part: Scored) -> bool:
    return bool(POINTERS & set(part.question.tokens[OPENING:]))


def _says_something(part: Scored, least: int = 0) -> bool:
    """A request that names one thing may only open a list of others."""
    return len(subjects(part.question.stems)) > (least if is_question(part.question.text) else 1)
