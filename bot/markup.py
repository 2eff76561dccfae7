"""The light markup of answers, as plain words: `[label](address)` and `- ` bullets."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^)\s]+)\)")

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # a terminal would obey them


def plain(text: str) -> str:
    """Links with their address in brackets after the words."""
    return LINK.sub(r"\1 (\2)", text)


def printable(text: str) -> str:
    """The light markup as plain words, without characters that a terminal takes for orders."""
    return CONTROL.sub(" ", plain(text))


def link(label: str, address: str) -> str:
    """A link in the light markup."""
    return f"[{without_links(label)}]({address})"


def without_links(words: str) -> str:
    """Words that came from elsewhere, with round brackets for square ones, so that nothing in them is a link."""
    return words.replace("[", "(").replace("]", ")")


def unlinked(words: str) -> str:
    """The same with all brackets as they are: a space keeps the label from its address."""
    return words.replace("](", "] (")


def site(url: str) -> str:
    """The name of the site an address is on."""
    return urlsplit(url).netloc.removeprefix("www.")
