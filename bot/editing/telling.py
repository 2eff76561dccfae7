"""What administrators read about the files and about a change of them: short on the phone, whole in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.conversation.reply import Replies
from bot.editing.preview import Preview
from bot.wording import Wording
from knowledge.editing.changes import Item
from knowledge.model import Knowledge
from knowledge.problem import Problem

MOST_PROBLEMS = 15
MOST_OF_A_KIND = 8


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a message; `whole` is the text of a file beside it, where the message was cut."""

    words: str
    whole: str | None = None


def broken(problems: Sequence[Problem], say: Wording, key: str = "edit_broken") -> Notice:
    """All that is wrong, each with its file and line."""
    return _lists(say(key, count=len(problems)), [("", list(map(str, problems)))], MOST_PROBLEMS, say)


def previewed(preview: Preview, say: Wording, note: str = "") -> Notice:
    """What a change would do: to the entries, to the checks, and to the warnings."""
    changes = preview.changes
    sections = [
        (say("edit_added"), list(map(_item, changes.added))),
        (say("edit_changed"), list(map(_item, changes.changed))),
        (say("edit_removed"), list(map(_item, changes.removed))),
        (say("edit_breaks"), [one.what for one in preview.broken]),
        (say("edit_mends"), [check.ask for check in preview.mended]),
        (say("edit_warns"), list(map(str, preview.warnings))),
    ]
    quiet = not (preview.broken or preview.mended or preview.warnings)
    opening = [note, say("edit_would_change" if changes else "edit_says_the_same", changes=changes)]
    closing = [say("edit_quiet")] if quiet else []
    told = _lists("\n\n".join(filter(None, opening)), sections, MOST_OF_A_KIND, say)
    return Notice("\n\n".join([told.words, *closing]), told.whole)


def as_read(preview: Preview, before: Knowledge) -> str | None:
    """How leaders would read the one entry that is new or reads differently; None where there is no such one."""
    changed = [*preview.changes.added, *preview.changes.changed]
    after = preview.snapshot.knowledge
    if len(changed) != 1 or changed[0].id not in after.by_id or preview.changes.removed:
        return None
    text = Replies(after).about(after.by_id[changed[0].id])[0]
    old = before.by_id.get(changed[0].id)
    return None if old and Replies(before).about(old)[0] == text else text


def in_a_line(changed: Iterable[Item], most: int = 3) -> str:
    """The first ids of what changed, and how many more there are."""
    ids = [item.id for item in changed]
    return ", ".join([*ids[:most], *(["…"] if len(ids) > most else [])])


def _item(item: Item) -> str:
    return f"{item.id} ({item.kind})"


def _lists(opening: str, sections: Sequence[tuple[str, Sequence[str]]], most: int, say: Wording) -> Notice:
    short, whole, cut = [opening], [opening], False
    for heading, lines in sections:
        if not lines:
            continue
        shown = [f"- {line}" for line in lines[:most]]
        if len(lines) > most:
            cut = True
            shown.append(say("edit_more", count=len(lines) - most))
        short.append("\n".join(filter(None, [heading, *shown])))
        whole.append("\n".join(filter(None, [heading, *(f"- {line}" for line in lines)])))
    return Notice("\n\n".join(short), "\n\n".join(whole) + "\n" if cut else None)
