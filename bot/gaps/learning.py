"""What an administrator makes of a question without an answer: a proposal, to be tried before it counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.editing.proposal import Broken, Proposal, Proposals, Refused
from bot.gaps.grouping import Group
from knowledge.editing.edit import id_for
from knowledge.editing.yaml_style import Record
from knowledge.text.sentences import is_question

LONGEST_TITLE = 160  # characters


def same_as(proposals: Proposals, group: Group, id_: str) -> Proposal | Broken | Refused:
    """The group's wordings are ways to ask for the entry of that id."""
    return proposals.learned(phrasings=[{"entry": id_, "ask": words} for words in group.wordings])


def answer_of(wordings: Sequence[str], written: str, taken: Collection[str]) -> Record:
    """What somebody wrote as a new entry; the first wording heads it unless they wrote another question."""
    question, answer = titled(written, as_question(wordings[0]))
    others = [words for words in wordings if as_question(words).casefold() != question.casefold()]
    return {"id": id_for(question, taken), "question": question, "also_asked": others, "answer": answer}


def titled(written: str, title: str) -> tuple[str, str]:
    """The title and the text of what somebody wrote: a short first line before an empty line is the title."""
    first, gap, rest = written.strip().partition("\n\n")
    if gap and rest.strip() and "\n" not in first and len(first) <= LONGEST_TITLE and first.rstrip().endswith("?"):
        return " ".join(first.split()), rest.strip()
    return title, written.strip()


def as_question(words: str) -> str:
    """With a capital, and with a question mark where it asks."""
    words = words.strip()
    mark = "?" if is_question(words) and words[-1:] not in "?.!" else ""
    return f"{words[:1].upper()}{words[1:]}{mark}"
