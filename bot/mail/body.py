"""The body of a letter, as plain text and as HTML that reads alike: no tables, no pictures, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

PAGE = (
    '<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    '<body style="font-family: Arial, Helvetica, sans-serif; font-size: 11pt; line-height: 1.5; color: #212b32">\n'
    "{paragraphs}\n</body>\n</html>\n"
)
QUOTED = "margin: 0 0 1em 0; padding: 0 0 0 12px; border-left: 4px solid #005eb8"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of a letter; `quoted` ones are somebody's own words. Whoever presses `writes_to` in it writes there."""

    text: str
    quoted: bool = False
    writes_to: str | None = None


def as_text(paragraphs: Iterable[Paragraph]) -> str:
    """The paragraphs with an empty line between."""
    return "\n\n".join(one.text for one in paragraphs)


def as_html(paragraphs: Iterable[Paragraph], subject: str) -> str:
    """The same as a page, every word escaped. A letter that is begun by a link has the subject as its own."""
    return PAGE.format(title=escape(subject), paragraphs="\n".join(_html(one, subject) for one in paragraphs))


def _html(paragraph: Paragraph, subject: str) -> str:
    blocks = [block.strip("\n") for block in paragraph.text.split("\n\n")]
    if not paragraph.quoted:
        return "\n".join(f"<p>{_lines(block, paragraph.writes_to, subject)}</p>" for block in blocks if block)
    inside = "\n".join(f"<p>{_lines(block, None, subject)}</p>" for block in blocks if block)
    return f'<div style="{QUOTED}">\n{inside}\n</div>'


def _lines(text: str, address: str | None, subject: str) -> str:
    html = escape(text).replace("\n", "<br>\n")
    if address is None:
        return html
    there = f"mailto:{quote(address, safe='@')}?subject={quote(f'Re: {subject}')}"
    return html.replace(escape(address), f'<a href="{escape(there)}">{escape(address)}</a>')
