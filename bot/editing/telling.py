"""What administrators read about the files and about a change of them: short on the phone, whole in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.conversation.reply import Replies
from bot.editing.fields import ChangeLine, Section, sections
from bot.editing.lost import told
from bot.editing.preview import Preview
from bot.editing.proposal import Lost
from bot.wording import Wording
from knowledge.model import Knowledge
from knowledge.problem import Problem

MOST_PROBLEMS = 15
MOST_OF_A_KIND = 8
MOST_CHARACTERS = 3000  # of all the lists in a message, which leaves room for what stands around them


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a message; `whole` is the text of a file beside it, where the message was cut."""

    words: str
    whole: str | None = None


def broken(problems: Sequence[Problem], say: Wording, key: str = "edit_broken", lost: Sequence[Lost] = ()) -> Notice:
    """All that is wrong, each with its file and line, and what was taken away and is still mentioned."""
    lines = [*map(str, problems), *(told(one, say) for one in lost)]
    return listed(say(key, count=len(lines)), lines, say)


def listed(opening: str, lines: Iterable[str], say: Wording) -> Notice:
    """One list under what is said of it."""
    return in_sections(opening, [("", _lines(lines))], say, MOST_PROBLEMS)


def previewed(preview: Preview, say: Wording, note: str = "") -> Notice:
    """What a change would do: to the entries, to the checks, and to the warnings."""
    changes = preview.changes
    parts = [
        *sections(changes, preview.differences, say),
        (say("edit_breaks"), _lines(one.what for one in preview.broken)),
        (say("edit_mends"), _lines(check.ask for check in preview.mended)),
        (say("edit_warns"), _lines(preview.warnings)),
    ]
    quiet = not (preview.broken or preview.mended or preview.warnings)
    opening = [note, say("edit_would_change" if changes else "edit_says_the_same", changes=changes)]
    closing = [say("edit_quiet")] if quiet else []
    notice = in_sections("\n\n".join(filter(None, opening)), parts, say)
    return Notice("\n\n".join([notice.words, *closing]), notice.whole)


def as_read(preview: Preview, before: Knowledge) -> str | None:
    """How leaders would read the one entry that is new or reads differently; None where there is no such one."""
    changed = [*preview.changes.added, *preview.changes.changed]
    after = preview.snapshot.knowledge
    if len(changed) != 1 or changed[0].id not in after.by_id or preview.changes.removed:
        return None
    text = Replies(after).about(after.by_id[changed[0].id])[0]
    old = before.by_id.get(changed[0].id)
    return None if old and Replies(before).about(old)[0] == text else text


def in_sections(opening: str, parts: Sequence[Section], say: Wording, most: int = MOST_OF_A_KIND) -> Notice:
    """Lists under their headings, as much of each as a message holds, and all of it for a file where that is less."""
    short, whole, cut, room = [opening], [opening], False, MOST_CHARACTERS
    for heading, lines in parts:
        if not lines:
            continue
        shown = _fitting(lines[:most], room)
        room -= sum(map(len, shown))
        cut = cut or len(shown) < len(lines) or any(line.cut for line in lines)
        rest = [say("edit_more", count=len(lines) - len(shown))] if len(shown) < len(lines) else []
        short.append("\n".join(filter(None, [heading, *shown, *rest])))
        whole.append("\n".join(filter(None, [heading, *(f"- {line.in_full}" for line in lines)])))
    return Notice("\n\n".join(short), "\n\n".join(whole) + "\n" if cut else None)


def _fitting(lines: Sequence[ChangeLine], room: int) -> list[str]:
    shown: list[str] = []
    for line in lines:
        room -= len(line.short)
        if room < 0:
            break
        shown.append(f"- {line.short}")
    return shown


def _lines(texts: Iterable[object]) -> list[ChangeLine]:
    return [ChangeLine(str(text)) for text in texts]
