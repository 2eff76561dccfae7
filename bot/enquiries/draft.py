"""An enquiry that is being written: what is asked next, and what each answer makes of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, Literal

from bot.enquiries.attachments import File, keeps_name, sent_name
from bot.naming import MOST_NAME, shown
from bot.store.records import Appear

Stage = Literal["reason", "words", "problem", "done", "changed", "permission", "trust", "email", "preview"]

CASE_STUDY = "case-study"  # the reason that is asked for its parts
CASE_PARTS: tuple[Stage, ...] = ("problem", "done", "changed", "permission")
SPOKEN = ("voice", "video_note")  # kinds of files that are words
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"  # without vowels no word comes out, without 0, 1, I and O none is misread
REFERENCE_LENGTH = 5
MOST_PARTS = 30
MOST_WRITTEN = 20_000  # characters in all: five messages of Telegram's, for somebody to read


@dataclass(frozen=True, slots=True)
class Part:
    """One message of the writer's: `post` is its number in the private chat, `heading` the question it answers.

    `whose` names who said it where it was forwarded, `answers` what it quotes or points at. Those of one `album` were
    sent together.
    """

    post: int
    words: str
    file: File | None = None
    heading: str | None = None
    whose: str | None = None
    answers: str | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True)
class PreviewPost:
    """A message that shows the draft to its writer, and a hash of what it says."""

    post: int
    key: str


@dataclass(frozen=True, slots=True)
class Paused:
    """A disclosure that waits for its writer to say whether it goes to the team, and into which enquiry."""

    part: Part
    enquiry: str | None = None
    edits: bool = False  # it takes the place of what the same message said before


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been written so far; `question` is what led there, and goes along only if `with_question`.

    It stands before its writer in the messages `shown`. Where they hold the preview, `seen` is the digest of it.
    It is no more `asked` once something else was shown.
    """

    reference: str
    name: str
    stage: Stage = "reason"
    appear: Appear = "name"
    reason: str | None = None
    trust: str | None = None
    email: str | None = None
    question: str | None = None
    with_question: bool = False
    needs_email: bool = False
    parts: tuple[Part, ...] = ()
    shown: tuple[PreviewPost, ...] = ()
    seen: str | None = None
    asked: bool = True

    @property
    def listens(self) -> bool:
        """Has the assistant just asked for what is typed next?"""
        return self.asked and self.stage != "preview"

    @property
    def words(self) -> str:
        """All that was written, a paragraph each."""
        return "\n\n".join(part.words for part in self.parts if part.words)

    @property
    def complete(self) -> bool:
        """Can the draft be sent as it is?"""
        return self.stage == "preview" and any(part.words or part.file for part in self.parts)

    @property
    def files(self) -> tuple[File, ...]:
        """All that go along, as staff will see them."""
        return tuple(part.file for part in outgoing(self) if part.file)


def chosen(draft: Draft, reason: str) -> Draft:
    """With a reason; the words come next, for a case study in parts."""
    stage: Stage = "problem" if reason == CASE_STUDY else "words"
    return (
        _settled(replace(draft, reason=reason, stage=stage))
        if draft.parts
        else replace(draft, reason=reason, stage=stage)
    )


def written(draft: Draft, part: Part) -> Draft | None:
    """With one more message, or the answer to what was asked; None where it takes no more."""
    if draft.stage == "trust" and not part.file:
        return _settled(replace(draft, trust=shown(part.words) or None))
    if draft.stage == "email" and not part.file:
        return _settled(replace(draft, email=address(part.words))) if address(part.words) else draft
    answers = draft.stage in CASE_PARTS and bool(part.words or (part.file and part.file.kind in SPOKEN))
    if (len(draft.parts) >= MOST_PARTS and not answers) or len(draft.words) + len(part.words) > MOST_WRITTEN:
        return None
    if answers:
        kept = replace(draft, parts=(*draft.parts, replace(part, heading=draft.stage)))
        following = CASE_PARTS.index(draft.stage) + 1
        return _settled(kept) if following == len(CASE_PARTS) else replace(kept, stage=CASE_PARTS[following])
    if draft.stage in (*CASE_PARTS, "trust", "email"):  # a file, while something else is asked
        return replace(draft, parts=(*draft.parts, part))
    return _settled(replace(draft, parts=(*draft.parts, part)))


def edited(draft: Draft, part: Part) -> Draft | None:
    """With a message that was changed, words or file, or None where it is no part of it."""
    if all(one.post != part.post for one in draft.parts):
        return None
    parts = (replace(one, words=part.words, file=part.file) if one.post == part.post else one for one in draft.parts)
    return replace(draft, parts=tuple(parts))


def repeats(draft: Draft, words: str) -> bool:
    """Are these the words that it holds, or those that it began with?"""
    held = {_folded(draft.words), *(_folded(part.words) for part in draft.parts[:1])}
    return bool(draft.parts) and _folded(words) in held


def appearing(draft: Draft, appear: Appear) -> Draft:
    """With another way to appear; a trust's name is asked for where it is wanted and not known."""
    draft = replace(draft, appear=appear)
    return _settled(draft) if draft.stage in ("preview", "trust") else draft


def outgoing(draft: Draft) -> tuple[Part, ...]:
    """Its parts as they are sent: the files of somebody who stays anonymous have other names."""
    parts, number = [], 0
    for part in draft.parts:
        if file := part.file:
            number += 1
            file = replace(file, name=sent_name(file.kind, file.name, draft.appear, number))
        parts.append(replace(part, file=file))
    return tuple(parts)


def tells_name(file: File | None, appear: Appear) -> bool:
    """Would a file show its name although its sender stays anonymous?"""
    return bool(file and keeps_name(file.kind, file.size, appear))


def emptied(draft: Draft) -> Draft:
    """To be written anew, with all else as it is."""
    return replace(draft, parts=(), stage="problem" if draft.reason == CASE_STUDY else "words")


def _settled(draft: Draft) -> Draft:
    if draft.needs_email and not draft.email:
        return replace(draft, stage="email")
    return replace(draft, stage="trust" if draft.appear == "trust" and not draft.trust else "preview")


def address(text: str) -> str | None:
    """An e-mail address, if the text is one and nothing else."""
    text = text.strip()
    name, at, host = text.rpartition("@")
    fits = at and name and "." in host and len(text) <= MOST_NAME and text.isascii() and text.isprintable()
    return text if fits and not any(one in text for one in " <>,;:\"'()[]\\") else None


def words_key(leader: int, draft: Draft) -> str:
    """The same for the same words and files of the same leader; the words cannot be had from it."""
    files = [part.file.id for part in draft.parts if part.file]
    return sha256("\0".join([str(leader), _folded(draft.words), *files]).encode("utf-8", "replace")).hexdigest()


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def to_row(draft: Draft) -> dict[str, Any]:
    """A draft as JSON takes it."""
    return asdict(draft)


def from_row(row: Mapping[str, Any]) -> Draft:
    """The draft in a row that `to_row` made."""
    parts = tuple(Part(**{**one, "file": File(**one["file"]) if one["file"] else None}) for one in row["parts"])
    shown = tuple(PreviewPost(**one) for one in row.get("shown", ()))
    return Draft(**{**row, "parts": parts, "shown": shown})
