"""Documents, photos and recordings in messages: what can be passed on, by Telegram's own id."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Message

from bot.enquiries.attachments import File
from bot.enquiries.draft import Part
from bot.naming import shown
from bot.wording import Wording
from handlers.wire.words import answers, whose, words_of

KINDS = ("document", "photo", "voice", "video", "audio", "animation", "video_note", "sticker")

RECORDED = ("voice", "video_note", "audio", "video")  # kinds in which somebody may speak


def file_of(message: Message) -> File | None:
    """The file of a message, or None where it has none that can be passed on."""
    for kind in reversed(KINDS):  # an animation is a document too
        sent = getattr(message, kind)
        if sent:
            file = sent[-1] if isinstance(sent, tuple | list) else sent  # a photo comes in sizes, the largest last
            name = shown(getattr(file, "file_name", None) or "") or None
            return File(kind, file.file_id, name, file.file_size, file.file_unique_id)
    return None


def is_recording(message: Message) -> bool:
    """May somebody speak in it?"""
    return any(getattr(message, kind) for kind in RECORDED)


def part_of(message: Message, say: Wording, admit: Callable[[File], File] = lambda file: file) -> Part | None:
    """What somebody wrote or sent, or None where it is something else: a place, a poll, a contact.

    `admit` makes of its file one that may be passed on.
    """
    sent, words = file_of(message), words_of(message)
    file = admit(sent) if sent else None
    if not file and not words:
        return None
    return Part(
        message.message_id, words, file, whose=whose(message, say), answers=answers(message, say),
        album=message.media_group_id,
    )  # fmt: skip
