"""A reply as it fits a telephone: its first sentence in bold, and at most so many lines before there is more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.conversation.memory import Answer
from bot.conversation.reply import Replies
from bot.markup import LINK
from handlers.wire.buttons import Button
from handlers.wire.html import bold
from knowledge.deciding.outcome import Answered, Listed, Unknown, Unsure, Welcomed
from knowledge.finding.recommend import PAGE
from knowledge.model import Knowledge, Resource
from knowledge.quality.abbreviations import spelled_out
from knowledge.ranking.phrasings import told
from knowledge.text.normalise import sentences

MOST_LINES = 12
FEWEST_ITEMS = 3  # of a list; where there is no room for so many with their reasons, they are left to "More"
HEADING = 3  # lines of a page of the catalogue that are no items
LINE = 38  # letters in a line of a message on a telephone
ON_A_LINE = re.compile(  # nearly as `textwrap` breaks lines: at a space, behind a hyphen, else in a word; much faster
    rf"(?:\S.{{0,{LINE - 2}}}\S|\S)(?:(?=\s|$)|(?<=[^\W\d_]-)(?=\w[^\W\d_]))|\S{{1,{LINE}}}"
)
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a telephone shows of a reply; of a list only the first `items` where there is no room for all.

    `whole`: there is no more of it.
    """

    text: str
    whole: bool = True
    items: int | None = None


def laid_out(answer: Answer, knowledge: Knowledge) -> Layout:
    """A reply as it fits; of who can help in distress nothing is left out."""
    outcome, replies = answer.outcome, Replies(knowledge)
    match outcome:
        case Listed() if lines(answer.reply.text) > MOST_LINES:
            reasoned = _list(*replies.in_brief(outcome, reasons=True))
            few = (reasoned.items or 0) < FEWEST_ITEMS
            return _list(*replies.in_brief(outcome, reasons=False)) if few else reasoned
        case Listed():
            return Layout(_with_opening(answer.reply.text))
        case Answered(ids=(_,), missed=()):
            return _answer(answer, replies)
        case Answered():
            return Layout(BETWEEN.join(_each(outcome, replies)))
        case Unsure() | Welcomed() | Unknown():
            return Layout(_without_options(answer))
    return Layout(answer.reply.text)


def whole(id_: str, minutes: int | None, knowledge: Knowledge) -> tuple[str, str]:
    """All of an answer, and what of it is not shown at first, or "" where it has become short enough."""
    replies = Replies(knowledge)
    text, _ = replies.about(knowledge.by_id[id_], minutes=minutes)
    shown = shortened(text, never_left_out(id_, replies))
    return emphasised(text), BETWEEN.join(_left(text.split(BETWEEN), shown.split(BETWEEN)))


def lines(text: str) -> int:
    """How many lines of a telephone a text takes."""
    return sum(len(ON_A_LINE.findall(line)) or 1 for line in LINK.sub(r"\1", text).split("\n"))


def emphasised(text: str) -> str:
    """The text of an answer with its first sentence in bold, which stands below its name."""
    name, *paragraphs = text.split(BETWEEN)
    if not paragraphs:
        return bold(text, _first_sentence(name))
    first, *others = paragraphs[0].split("\n")
    sentence = others[0] if first.endswith(":") and others and not others[0].startswith("- ") else first
    return BETWEEN.join([name, bold(paragraphs[0], _first_sentence(sentence)), *paragraphs[1:]])


def shortened(text: str, kept: Callable[[str], bool]) -> str:
    """The first lines of an answer that there is room for, and each paragraph that is to be `kept`."""
    paragraphs = text.split(BETWEEN)
    left = MOST_LINES - sum(1 + lines(paragraph) for paragraph in paragraphs[1:] if kept(paragraph))
    if lines(text) <= MOST_LINES:
        return text
    shown: list[str] = []
    full = False
    for at, paragraph in enumerate(paragraphs):
        if at and kept(paragraph):
            shown.append(paragraph)
        elif not full:
            least = lines(_first_sentence(paragraph.partition("\n")[0])) if at < 2 else 0
            part = _fitting(paragraph, max(left, least))
            shown += [part] if part and (at < 2 or not part.endswith(":")) else []
            full = part != paragraph
            left -= lines(part) + 1
    return BETWEEN.join(shown)


def _answer(answer: Answer, replies: Replies) -> Layout:
    text = answer.reply.text
    id_ = answer.outcome.ids[0] if isinstance(answer.outcome, Answered) else ""
    shown = shortened(text, never_left_out(id_, replies))
    return Layout(emphasised(shown), whole=shown == text)


def never_left_out(id_: str, replies: Replies) -> Callable[[str], bool]:
    """Whether a paragraph may not be left out.

    It says who helps, what to ask at a meeting, or where the resource is that it is all about.
    """
    answerable = replies.knowledge.by_id[id_]
    where = replies.described.where(answerable) if isinstance(answerable, Resource) else None
    questions = replies.say("pack_ask")
    return lambda paragraph: (
        paragraph == where or paragraph.startswith(questions) or replies.helps(answerable, paragraph)
    )


def _list(opening: str, items: Sequence[str]) -> Layout:
    heights = accumulate(map(lines, items), initial=lines(f"{opening}\n"))
    shown = [item for item, height in zip(items, [*heights][1:], strict=True) if height <= MOST_LINES]
    shown = shown or list(items[:1])
    return Layout(_with_opening(f"{opening}\n\n" + "\n".join(shown)), items=len(shown))


def _with_opening(text: str) -> str:
    """The text of a list with the sentence in bold that opens it."""
    return bold(text, _first_sentence(text.partition("\n")[0]))


def _each(outcome: Answered, replies: Replies) -> Iterator[str]:
    """Of several answers the first sentence of each, by number, and what has no answer."""
    knowledge = replies.knowledge
    for number, id_ in enumerate(outcome.ids, 1):
        answerable = knowledge.by_id[id_]
        heart = spelled_out(_first_sentence(told(answerable).partition("\n")[0]), knowledge)
        kept = [part for part in replies.about(answerable)[0].split(BETWEEN) if replies.helps(answerable, part)]
        yield "\n".join([f"{number}. {answerable.label}", bold(heart, heart), *kept])
    yield from replies.unanswered(outcome.missed)


def _without_options(answer: Answer) -> str:
    """What can be chosen stands on the buttons, unless one has no room for all of it."""
    opening, _, options = answer.reply.text.rpartition(BETWEEN)
    buttons = [Button(one.label, number=number).shown for number, one in enumerate(answer.reply.suggestions, 1)]
    return opening if options.splitlines() == buttons else answer.reply.text


def _fitting(paragraph: str, most: int) -> str:
    """The first lines of a paragraph that there is room for, else its first sentences; no line that opens a list."""
    whole_lines = _while_fitting(paragraph.split("\n"), "\n", most)
    while whole_lines and whole_lines[-1].endswith(":") and len(whole_lines) < len(paragraph.split("\n")):
        whole_lines.pop()
    if whole_lines:
        return "\n".join(whole_lines)
    return " ".join(_while_fitting(_sentences(paragraph.partition("\n")[0]), " ", most))


def _while_fitting(parts: Sequence[str], between: str, most: int) -> list[str]:
    return [part for at, part in enumerate(parts, 1) if lines(between.join(parts[:at])) <= most]


def _first_sentence(text: str) -> str:
    return (_sentences(text) or [""])[0]


def _sentences(text: str) -> list[str]:
    """Sentences of which none ends within a link."""
    joined: list[str] = []
    for sentence in sentences(text):
        if joined and joined[-1].count("[") > joined[-1].count("]"):
            joined[-1] += f" {sentence}"
        else:
            joined.append(sentence)
    return joined


def _left(paragraphs: Sequence[str], shown: Sequence[str]) -> Iterator[str]:
    """What was not shown of paragraphs: those that are missing, and the rest of one that was shown in part."""
    for paragraph in paragraphs:
        begun = next((part for part in shown if paragraph.startswith(part)), "")
        if rest := paragraph.removeprefix(begun).strip():
            yield rest


def packed(heights: Sequence[int], most: int = MOST_LINES - HEADING) -> list[int]:
    """Where pages of a list begin whose items take so many lines, and where the last ends."""
    starts, taken = [0], 0
    for index, height in enumerate(heights):
        if index > starts[-1] and (taken + height > most or index - starts[-1] == PAGE):
            starts.append(index)
            taken = 0
        taken += height
    return [*starts, len(heights)]
