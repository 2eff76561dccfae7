"""What the knowledge would answer to an enquiry that has just come, for staff to send or to change. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.enquiries.draft import CASE_STUDY
from bot.store.records import Enquiry, Message
from knowledge.conversing.understanding import Understanding
from knowledge.deciding.outcome import Answered
from knowledge.model import Entry

SURE = 0.9  # the least probability that the answer is right: `python -m benchmarks.suggestions`


def suggested(understanding: Understanding, words: str, sure: float = SURE) -> str | None:
    """The id of the one entry that surely answers all of the words.

    None for whatever else: wishes for a person and talk of harm are for people.
    """
    outcome, _ = understanding(words)
    if not isinstance(outcome, Answered) or outcome.missed or len(outcome.ids) != 1:
        return None
    (id_,) = outcome.ids
    answers = isinstance(understanding.knowledge.by_id.get(id_), Entry)
    return id_ if answers and outcome.match.id == id_ and outcome.match.confidence >= sure else None


def words_of(enquiry: Enquiry, messages: Sequence[Message]) -> str:
    """What is to be answered: all that a leader wrote at first, unless they offer something or forward another's."""
    first = [one for one in messages if one.first]
    if enquiry.reason == CASE_STUDY or any(one.whose or one.file for one in first):
        return ""
    return "\n\n".join(one.words for one in first)
