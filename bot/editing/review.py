"""What of the knowledge is due to be read again by somebody: a few a month, those first that leaders are shown most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.conversation.reply import Replies
from bot.conversation.resources import spoken_date
from bot.markup import without_links
from bot.wording import Wording
from knowledge.model import Entry, Knowledge, Resource
from knowledge.quality.lint import is_old

MOST_LISTED = 10
MOST_OF_A_LABEL = 90  # letters

Reviewable = Entry | Resource


def due(knowledge: Knowledge, today: date, shown: Mapping[str, int]) -> tuple[Reviewable, ...]:
    """What nobody has reviewed for over a year, or ever, the most shown first."""
    reviewable: tuple[Reviewable, ...] = (*knowledge.entries, *knowledge.resources)
    waiting = [one for one in reviewable if one.reviewed is None or is_old(one, today)]
    return tuple(sorted(waiting, key=lambda one: (-shown.get(one.id, 0), one.reviewed or "9")))


def is_reviewable(record: object) -> bool:
    """Has it a date of its review, or an owner who keeps it true?"""
    return isinstance(record, Entry | Resource) and bool(record.reviewed or record.owner)


def listed(waiting: Sequence[Reviewable], say: Wording) -> str:
    """The first of what is due, with their owners and dates, and how many more there are."""
    if not waiting:
        return say("review_none")
    few = waiting[:MOST_LISTED]
    lines = [f"{number}. {_line(one, say)}" for number, one in enumerate(few, 1)]
    more = [say("review_more", count=len(waiting) - len(few))] if len(waiting) > len(few) else []
    return "\n\n".join([say("review_list", count=len(waiting)), "\n".join(lines), *more, say("review_how")])


def card(record: Reviewable, knowledge: Knowledge, say: Wording) -> str:
    """All that leaders read of it, whose it is, when it was reviewed, and where its facts were seen."""
    return "\n\n".join(_parts(record, knowledge, say))


def _parts(record: Reviewable, knowledge: Knowledge, say: Wording) -> Iterator[str]:
    yield f"{_line(record, say)} ({record.id}, {record.location.file})"
    yield say("edit_as_read")
    yield Replies(knowledge).about(record)[0]
    if record.sources:
        yield "\n".join([say("review_sources"), *(f"- {source}" for source in record.sources)])
    yield say("review_ask")


def _line(record: Reviewable, say: Wording) -> str:
    label = without_links(record.label)
    short = label if len(label) <= MOST_OF_A_LABEL else f"{label[:MOST_OF_A_LABEL]}…"
    owner = say("review_owner", owner=without_links(record.owner)) if record.owner else say("review_no_owner")
    day = say("review_day", day=spoken_date(record.reviewed)) if record.reviewed else say("review_never")
    return say("review_line", label=short, owner=owner, day=day)
