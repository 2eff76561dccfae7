"""What a reply to an enquiry may teach: the draft of an answer or of a case study, without personal details.

The words of an enquiry are its writer's. So the draft takes one sentence of them, and nothing that says whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.enquiries.draft import CASE_STUDY
from bot.gaps.keeping import STAND_IN, shortened, without_details
from bot.gaps.learning import answer_of, as_question, titled
from bot.store.records import Enquiry, Kind, Lesson, Message
from knowledge.editing.edit import id_for
from knowledge.editing.yaml_style import Record
from knowledge.text.normalise import clean, sentences
from knowledge.text.sentences import is_question

LONGEST_QUESTION = 200  # characters
LONGEST_PART = 300
LONGEST_ANSWER = 2500
SHORTEST_NAME = 3  # letters
GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|day))(?: [^\s,.!]+){0,4}\s*(?:[,!.]\s*|\n+|$)", re.IGNORECASE
)
SIGNED = re.compile(
    r"\n\s*(?:(?:kind|best|warm|many)? ?(?:regards|wishes|thanks)|all the best|yours \w+|cheers|thank you)\b[^\n]{0,60}"
    r"(?:\n[^\n]{0,60}){0,3}$",
    re.IGNORECASE,
)
YES = re.compile(
    r"(?:yes|yep|yeah|sure|of course|certainly|absolutely|happy to|please do|you may|it may)\b", re.IGNORECASE
)
BUT = re.compile(
    r"\b(?:but|no|not|n't|unless|if|only|ask|check|first|later|after|before|until|anonymous(?:ly)?)\b|n't\b",
    re.IGNORECASE,
)

Redact = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """Of an entry: a question and its answer, or the title and the summary of a case study."""

    kind: Kind
    title: str
    text: str


class NoPermissionError(Exception):
    """Whoever offered the case study did not say that it may be shared."""


def drafted(enquiry: Enquiry, messages: Sequence[Message], reply: Message, redact: Redact) -> LessonDraft:
    """Raises `NoPermissionError`; an empty text where there is nothing to draft."""
    first = [one for one in messages if one.side == "leader" and one.first]
    names = _names(enquiry)
    if enquiry.reason == CASE_STUDY:
        return _case_study(
            enquiry, first, lambda words: redact(_unnamed(words, names[:-1] if _shown(enquiry) else names))
        )
    asked = enquiry.question or "\n".join(one.words for one in first)
    question = shortened(redact(_unnamed(_asked(asked), names)), LONGEST_QUESTION)
    return LessonDraft(
        "answer", as_question(question), _paragraphs(reply.words, lambda words: redact(_unnamed(words, names)))
    )


def record_of(lesson: Lesson, written: str | None, taken: Collection[str]) -> Record:
    """The entry that it becomes, in an administrator's own words where they wrote some."""
    if lesson.kind == "answer":
        return answer_of([without_details(lesson.title)], written or lesson.text, taken)
    title, summary = _titled(written or lesson.text, lesson.title)
    return {"id": id_for(title, taken), "title": title, "format": "case-study", "summary": summary}


def unfinished(record: Record) -> bool:
    """Does something still stand in for a personal detail?"""
    return any(STAND_IN.search(value) for value in record.values() if isinstance(value, str))


def permitted(words: str) -> bool:
    """Does it say yes, and nothing that takes it back?"""
    return bool(YES.match(words.strip())) and not BUT.search(words)


def _case_study(enquiry: Enquiry, parts: Sequence[Message], redact: Redact) -> LessonDraft:
    by_heading = {one.heading: one.words for one in parts if one.heading}
    if not permitted(by_heading.get("permission", "")):
        raise NoPermissionError
    passages = [_asked(by_heading.get(part, "")) for part in ("problem", "done", "changed")]
    summary = " ".join(shortened(redact(words), LONGEST_PART) for words in passages if words)
    title = f"Case study: {enquiry.trust}" if _shown(enquiry) else shortened(redact(passages[0]), 80).rstrip(".")
    return LessonDraft("case-study", title, summary)


def _shown(enquiry: Enquiry) -> bool:
    return enquiry.appear == "trust" and bool(enquiry.trust)


def _asked(words: str) -> str:
    """The first sentence that asks, else the first one."""
    found = sentences(clean(GREETING.sub("", words.strip(), count=1) if GREETING.match(words.strip()) else words))
    return next((one for one in found if is_question(one)), found[0] if found else "")


def _paragraphs(words: str, redact: Redact) -> str:
    """Without a greeting and a signature, line by line as it was written."""
    body = SIGNED.sub("", words.strip())
    body = body[found.end() :] if (found := GREETING.match(body)) else body
    lines = (redact(line) if line.strip() else "" for line in body.strip().splitlines())
    return shortened(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), LONGEST_ANSWER)


def _names(enquiry: Enquiry) -> list[str]:
    """What the enquiry itself says about its writer; the trust is the last."""
    parts = [part for part in re.split(r"[\s,.]+", enquiry.name or "") if len(part) >= SHORTEST_NAME]
    return [enquiry.email or "", *parts, enquiry.claimed_by or "", enquiry.trust or ""]


def _unnamed(words: str, names: Sequence[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", words, flags=re.IGNORECASE)
    return words


def _titled(written: str, title: str) -> tuple[str, str]:
    """A case study's title need not be a question."""
    first, gap, rest = written.strip().partition("\n\n")
    if gap and rest.strip() and "\n" not in first:
        return " ".join(first.split()), " ".join(rest.split())
    return title, " ".join(titled(written, title)[1].split())
