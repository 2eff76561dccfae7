"""What changed, field by field, as an administrator reads it: in titles, before and after, and cut where it is long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.wording import Wording
from knowledge.editing.changes import Changes, Item
from knowledge.editing.differences import CUT, Difference, FieldDifference, differing, in_words

MOST_WHOLE = 200  # characters of a text that is shown with what did not change in it
MOST_OF_A_TEXT = 300
MOST_OF_A_LIST = 8

Differences = Mapping[Item, Difference]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """An item of a list: as a message has it, and `whole` as a file has it; is some of it `cut` in the message?"""

    short: str
    whole: str = ""
    cut: bool = False

    @property
    def in_full(self) -> str:
        """The item with nothing left out."""
        return self.whole or self.short


Section = tuple[str, Sequence[ChangeLine]]


def sections(changes: Changes, differ: Differences, say: Wording, *, all_fields: bool = False) -> list[Section]:
    """What is new, other and gone, each under its heading; with `all_fields` also those of what is new or gone."""
    ends = (changes.added, changes.removed)
    new, gone = ([line for item in items for line in _item(differ[item], say, fields=all_fields)] for items in ends)
    changed = [line for item in changes.changed for line in _fields(differ[item], say)]
    return [
        (say("edit_added"), new),
        (say("edit_changed"), [*_elsewhere(changes, differ, say), *changed]),
        (say("edit_removed"), gone),
    ]


def in_a_line(titles: Sequence[str], say: Wording, most: int = 3) -> str:
    """The first titles of what changed, and how many more there are."""
    quoted = [say("change_title", title=title) for title in titles[:most]]
    more = [say("change_more", count=len(titles) - most)] if len(titles) > most else []
    return ", ".join([*quoted, *more])


def _item(difference: Difference, say: Wording, *, fields: bool) -> Iterator[ChangeLine]:
    yield ChangeLine(say("change_item", title=difference.title, id=difference.item.id, kind=difference.item.kind))
    if fields:
        yield from _fields(difference, say)


def _elsewhere(changes: Changes, differ: Differences, say: Wording) -> Iterator[ChangeLine]:
    for item, before in changes.renamed.items():
        if before.id != item.id:
            yield ChangeLine(say("change_renamed", title=differ[item].title, before=before.id, after=item.id))
    for item, (left, stands) in changes.moved.items():
        yield ChangeLine(say("change_moved", title=differ[item].title, before=left, after=stands))


def _fields(difference: Difference, say: Wording) -> Iterator[ChangeLine]:
    for field in difference.fields:
        heading = say("change_field", field=field.name.capitalize(), title=difference.title)
        if field.lost or field.gained:
            yield _listed(heading, field, say)
        else:
            yield _texts(heading, field, say)


def _listed(heading: str, field: FieldDifference, say: Wording) -> ChangeLine:
    lines = [*(f"\u2212 {one}" for one in field.lost), *(f"+ {one}" for one in field.gained)]
    shown = [_clipped(line) for line in lines[:MOST_OF_A_LIST]]
    more = [say("edit_more", count=len(lines) - MOST_OF_A_LIST)] if len(lines) > MOST_OF_A_LIST else []
    short, whole = ("\n".join([heading, *some]) for some in ([*shown, *more], lines))
    return ChangeLine(short, whole, cut=short != whole)


def _texts(heading: str, field: FieldDifference, say: Wording) -> ChangeLine:
    def line(before: str, after: str) -> str:
        texts = (("change_before", before), ("change_after", after))
        return "\n".join([heading, *(say(key, text=text or say("change_nothing")) for key, text in texts)])

    before, after = field.before, field.after
    if before and after and max(len(before), len(after)) > MOST_WHOLE:
        before, after = differing(before, after)
        if max(len(before), len(after)) > MOST_OF_A_TEXT:
            before, after = in_words(field.before, field.after)
    cut = max(len(before), len(after)) > MOST_OF_A_TEXT
    return ChangeLine(line(_clipped(before), _clipped(after)), line(field.before, field.after), cut=cut)


def _clipped(text: str) -> str:
    return text if len(text) <= MOST_OF_A_TEXT else f"{text[:MOST_OF_A_TEXT].rstrip()} {CUT}"
