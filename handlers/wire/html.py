"""The light markup of answers as Telegram's HTML, escaped, and in parts that Telegram takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from telegram import Message

from bot.markup import LINK

MOST_UNITS = 4000  # Telegram takes 4,096 UTF-16 units; the rest is room for what a client adds
SPACE = re.compile(r"(\s+)")
BULLET = re.compile(r"^- ", re.MULTILINE)
BOLD, UNBOLD = "\x02", "\x03"  # nobody can type them, and what was typed with them loses them
STRONG = re.compile(f"{BOLD}([^{BOLD}{UNBOLD}]*){UNBOLD}")
COPIED_BULLET = re.compile(r"^[•·*] ", re.MULTILINE)


def html(text: str) -> str:
    """Everything escaped but the links, which become anchors, and what is bold; hyphens of lists become bullets."""
    parts, end = [], 0
    text = BULLET.sub("• ", text)
    for link in LINK.finditer(text):
        parts.append(escape(text[end : link.start()], quote=False))
        parts.append(f'<a href="{escape(link[2])}">{escape(link[1], quote=False)}</a>')
        end = link.end()
    return STRONG.sub(r"<b>\1</b>", "".join([*parts, escape(text[end:], quote=False)]))


def bold(text: str, words: str) -> str:
    """The text with some of its words in bold, where they first stand in it."""
    return text.replace(words, f"{BOLD}{words}{UNBOLD}", 1) if words else text


def unbold(text: str) -> str:
    """The same words with none of them in bold."""
    return text.replace(BOLD, "").replace(UNBOLD, "")


def marked(message: Message) -> str:
    """The words of a message in the light markup: its links, and bullets that were copied from an answer."""
    text = (message.text or "").encode("utf-16-le")  # entities are counted in UTF-16 units
    for entity in sorted(message.entities, key=lambda one: -one.offset):
        if entity.url:
            start, end = entity.offset * 2, (entity.offset + entity.length) * 2
            label = text[start:end].decode("utf-16-le")
            text = text[:start] + f"[{label}]({entity.url})".encode("utf-16-le") + text[end:]
    return COPIED_BULLET.sub("- ", text.decode("utf-16-le"))


def units(text: str) -> int:
    """The length of a text in UTF-16 units, which is how Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def split(text: str, most: int = MOST_UNITS) -> tuple[str, ...]:
    """Parts whose HTML has at most `most` units, cut between paragraphs, else lines, else words; links stay whole."""
    parts: list[str] = []
    rest = text.strip()
    while units(html(rest)) > most:
        part = _first_part(rest, most)
        parts.append(part.rstrip())
        rest = rest[len(part) :].lstrip()
    return (*parts, rest) if rest else tuple(parts)


def _first_part(text: str, most: int) -> str:
    part, length = "", 0
    for atom in _atoms(text):
        length += units(html(atom))
        if length > most:
            break
        part += atom
    if not part.strip():
        return _cut(text, most)
    for boundary in ("\n\n", "\n"):
        at = part.rfind(boundary, len(part) // 2)
        if at > 0:
            return part[:at]
    return part


def _atoms(text: str) -> Iterator[str]:
    """Links, words and the spaces between them."""
    end = 0
    for link in LINK.finditer(text):
        yield from SPACE.split(text[end : link.start()])
        yield link[0]
        end = link.end()
    yield from SPACE.split(text[end:])


def _cut(word: str, most: int) -> str:
    """The beginning of something without a space that is too long for one message."""
    length = 0
    for index, character in enumerate(word):
        length += units(escape(character))
        if length > most:
            return word[:index]
    return word
