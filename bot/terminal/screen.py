"""Words on a screen: wrapped to its width, titles bold, addresses shown; for a pipe as they are."""

from __future__ import annotations

import contextlib
import re
import textwrap
from collections.abc import Collection, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from bot.markup import printable

WIDEST = 88  # characters; longer lines are hard to read
MARKER = re.compile(r"(?:- |\d+\. )")
ADDRESS = re.compile(r"https?://[^\s)]+")


class Screen:
    """Shows one text after the other, a blank line between. `titles` are the lines to make bold."""

    def __init__(self, out: TextIO, *, decorated: bool) -> None:
        self._out = out
        self._console = Console(file=out, highlight=False) if decorated else None
        self._shown = False
        self.titles: Collection[str] = ()

    def show(self, text: str) -> None:
        """Show a text in the light markup."""
        if self._shown or self._console:
            self._out.write("\n")
        self._shown = True
        if self._console is None:
            self._out.write(f"{printable(text)}\n")
        else:
            width = min(self._console.width, WIDEST)
            for line in wrapped(printable(text), width, self.titles):
                self._console.print(line, soft_wrap=True)
        self._out.flush()


def wrapped(text: str, width: int, titles: Collection[str]) -> Iterator[Text]:
    """Lines of at most `width` characters; addresses stay whole, and what belongs to a bullet hangs under it."""
    hang = ""
    for line in text.splitlines():
        marker = MARKER.match(line)
        hang = " " * marker.end() if marker else hang if line else ""
        indent = "" if marker else hang
        parts = textwrap.wrap(
            line,
            width,
            initial_indent=indent,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in parts or [""]:
            yield _styled(part, bold=_title(line) in titles)


def _title(line: str) -> str:
    """`2. About the group (article, 2021)` is headed About the group."""
    marker = MARKER.match(line)
    return line[marker.end() :].rpartition(" (")[0] if marker else line


def _styled(line: str, *, bold: bool) -> Text:
    text = Text(line, style="bold" if bold else "")
    if marker := MARKER.match(line):
        text.stylize("bold", *marker.span())
    for found in ADDRESS.finditer(line):
        text.stylize(f"dim link {found[0]}", *found.span())
    return text


def typed() -> Iterator[str]:
    """The lines that somebody types, until they end the input or press Ctrl-C."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - it edits the line that `input` reads, where there is one
    try:
        while True:
            print()
            yield input("> ")
    except (EOFError, KeyboardInterrupt):
        print()
