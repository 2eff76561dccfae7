"""Buttons and their typed twins: what they say, and the few bytes by which they are known again after a restart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from knowledge.model import Knowledge

MOST_ID = 40  # bytes of an id in a button, of the 64 that Telegram allows for all
MOST_LABEL = 38  # letters that a telephone shows on a button of its full width
MOST_DIGITS = 16  # SQLite takes 18 in any case
SHORTENED = 5_000  # ids with what they are in a button
REMEMBERED = 500  # keyboards; one answer has the same for everybody, and making one takes time
EDIT = "edit-"  # before the short id, in a link that opens the chat
SHORT = re.compile(r"x-[0-9a-f]{16}")
NUMBERED = re.compile(r"\d+[.)]?")


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is `verb:id`, or `url` is where it leads; one with a `number` can be chosen by typing it."""

    label: str
    data: str = ""
    number: int | None = None
    url: str | None = None

    @property
    def shown(self) -> str:
        """The label as it stands on the button, cut after a word where it is too long for one."""
        label = f"{self.number}. {self.label}" if self.number else self.label
        return label if len(label) <= MOST_LABEL else f"{cut(label, MOST_LABEL - 1)}…"


def cut(text: str, most: int) -> str:
    """The first words of a text, at most so many letters; of a word that is longer, its beginning."""
    words, _, _ = text[: most + 1].rpartition(" ")
    return (words or text[:most]).rstrip(" ,;:–-(")


Rows = Sequence[Sequence[Button]]


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram wants them, or None where there are none."""
    return _keyboard(tuple(map(tuple, rows))) if rows else None


@lru_cache(REMEMBERED)
def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.shown, url=one.url, callback_data=one.data or None) for one in row] for row in rows],
    )


def as_rows(markup: InlineKeyboardMarkup) -> Rows:
    """The buttons under a message that was sent."""
    return [
        [Button(one.text, str(one.callback_data or ""), url=one.url) for one in row] for row in markup.inline_keyboard
    ]


def buttons(labels: Iterable[Iterable[tuple[str, str]]]) -> list[list[Button]]:
    """Rows of labels and their data as buttons."""
    return [[Button(label, data) for label, data in row] for row in labels]


def twins(buttons: Iterable[Button]) -> dict[str, str]:
    """What can be typed instead of pressing: the label with and without its number, and the number."""
    typed: dict[str, str] = {}
    for button in buttons:
        if button.url:
            continue
        names = [button.label, button.shown, *([str(button.number)] if button.number else [])]
        typed |= {_folded(name): button.data for name in names}
    return typed


def typed_twin(text: str, shown: Mapping[str, str]) -> str | None:
    """The data of the button that a message names, or None where it names none."""
    folded = _folded(text)
    return shown.get(folded.rstrip(".)")) if NUMBERED.fullmatch(folded) else shown.get(folded)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("?!")


def data_under(message: Message) -> list[str]:
    """The data of all buttons under a message."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return [str(one.callback_data) for row in rows for one in row]


def parts_of(data: str, count: int) -> list[str]:
    """What stands after a button's verb, between colons, the last with all that follows; what is missing is empty.

    A client of somebody's own can press what no button says.
    """
    parts = data.split(":", count)[1:]
    return [*parts, *[""] * (count - len(parts))]


def row_number(text: str) -> int | None:
    """The number of something in the database, or None where that cannot be one."""
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else None


@lru_cache(SHORTENED)
def short(id_: str) -> str:
    """An id as it is where it is short, else a hash of it that stays the same."""
    if len(id_.encode()) <= MOST_ID and re.fullmatch(r"[\w-]+", id_, re.ASCII):
        return id_
    return f"x-{sha256(id_.encode()).hexdigest()[:16]}"


def opens(bot: str) -> Callable[[str], str]:
    """The address that opens Telegram at the text of an id, in the chat with a bot of this username."""
    return lambda id_: f"https://t.me/{bot}?start={EDIT}{short(id_)}"


def full(id_: str, known: Iterable[str]) -> str | None:
    """The known id that was made short, or None where the knowledge has lost it."""
    if not SHORT.fullmatch(id_):
        return id_ if id_ in known else None
    return next((one for one in known if short(one) == id_), None)


def known(id_: str, knowledge: Knowledge) -> str:
    """The whole id of an answerable; an unknown one stays as it is."""
    return full(id_, knowledge.by_id) or id_
