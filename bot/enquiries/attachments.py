"""What staff see of a file that somebody sends: its name, which says nothing where the sender stays anonymous. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import count
from mimetypes import guess_type

from bot.store.records import Appear, Message
from bot.wording import Wording

WITHHELD = "withheld"  # the kind of a file that is named and not passed on
JUDGED = ("document", "video", "audio", "animation")  # kinds whose name says what would open it
NAMED = (*JUDGED, WITHHELD)  # kinds that go with a name; the rest are shown and played
FILE_TYPES = frozenset(  # what a team opens every day and that runs nothing by itself; BOT_FILE_TYPES says otherwise
    "pdf doc docx odt rtf txt md csv xls xlsx ods ppt pptx odp ics jpg jpeg png gif webp heic tif tiff bmp "
    "mp3 m4a aac ogg oga opus wav flac mp4 mov m4v webm".split()
)
FILE_MEGABYTES = 50  # more than that no mail takes and nobody on a phone waits for
MOST_RENAMED = 20_000_000  # bytes that Telegram lets a bot fetch; a new name takes sending the file anew
MAILED = {  # under which name and as what a file goes by e-mail that has no name of its own
    "photo": ("photo.jpg", "image/jpeg"), "voice": ("voice-message.ogg", "audio/ogg"),
    "video_note": ("video-message.mp4", "video/mp4"), "video": ("video.mp4", "video/mp4"),
    "animation": ("animation.mp4", "video/mp4"), "audio": ("audio.mp3", "audio/mpeg"),
    "sticker": ("sticker.webp", "image/webp"),
}  # fmt: skip
ENDING = re.compile(r"\.([a-z0-9]{1,5})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A document, photo or recording, by Telegram's id; `size` in bytes where it is known.

    Telegram's id of the same file differs from message to message; `unique` does not.
    """

    kind: str
    id: str
    name: str | None = None
    size: int | None = None
    unique: str | None = None


def admitted(file: File, endings: Collection[str], most: int) -> File:
    """The file as it may go to staff: of the kind `WITHHELD` where its ending is none of those, or it has more bytes.

    What has no ending opens with nothing by itself, so it goes.
    """
    _, dot, ending = (file.name or "").rstrip(". ").rpartition(".")
    strange = file.kind in JUDGED and dot and ending.strip().lower() not in endings
    return replace(file, kind=WITHHELD) if strange or (file.size or 0) > most else file


def sent_name(kind: str, name: str | None, appear: Appear, number: int) -> str | None:
    """The name under which the file with this number goes to staff, or None where its kind has none."""
    if appear != "anonymous":
        return name
    ending = ENDING.fullmatch(f".{name.rpartition('.')[2]}") if name and "." in name else None
    return f"attachment-{number}{ending[0].lower() if ending else ''}" if kind in NAMED else None


def keeps_name(kind: str, size: int | None, appear: Appear) -> bool:
    """Would it show its name although the sender stays anonymous, because it is too large to be renamed?"""
    return appear == "anonymous" and kind in NAMED and (size or 0) > MOST_RENAMED


def renamed(message: Message, appear: Appear) -> bool:
    """Does it take a new name on its way to staff?"""
    return appear == "anonymous" and message.side == "leader" and message.kind in NAMED


def number_of(message: int | None, messages: Sequence[Message]) -> int:
    """Which of the leader's files that of a message is, from 1; with None the one that comes next."""
    files = [one.id for one in messages if one.side == "leader" and one.file]
    return 1 + sum(message is None or id_ < message for id_ in files)


def listed(message: Message, say: Wording) -> str:
    """The file of a message in a line of its history, or nothing."""
    return say("history_file", name=shown_name(message.kind, message.file_name, say)) if message.file else ""


def shown_name(kind: str | None, name: str | None, say: Wording) -> str:
    """How a file is called in a list: by its name, else by its kind; one that is not passed on says so."""
    if kind == WITHHELD:
        return say("file_withheld", name=" ".join((name or "").split()) or say("file_document"))
    return " ".join((name or "").split()) or say(f"file_{kind}")


def mailed_as(kind: str | None, name: str | None, taken: Sequence[str]) -> tuple[str, str]:
    """The name and the type of a file in a letter; the name is none of those `taken`."""
    usual, type_ = MAILED.get(kind or "", ("document", "application/octet-stream"))
    own = " ".join((name or "").split())
    stem, dot, ending = (own or usual).rpartition(".")
    names = (f"{stem or ending}-{number}{dot if stem else ''}{ending if stem else ''}" for number in count(2))
    free = own or usual
    while free in taken:
        free = next(names)
    return free, (guess_type(own)[0] or "application/octet-stream") if own else type_


def same_file(message: Message, unique: str | None, file: str) -> bool:
    """Is it the file that the message holds already? Rows of earlier versions hold only Telegram's changing id."""
    return message.file_unique == unique if message.file_unique and unique else message.file == file
