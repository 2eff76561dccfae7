"""What Telegram takes of HTML, and how it refuses the rest."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

TAGS = frozenset({"a", "b", "i", "code"})
Json = dict[str, Any]
Answer = tuple[int, Json]


class Refusal(Exception):  # noqa: N818 - it is what Telegram does
    """A call that Telegram refuses."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.answer: Answer = (code, {"ok": False, "error_code": code, "description": description})
        if parameters:
            self.answer[1]["parameters"] = parameters


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise Refusal(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refusal(400, "Bad Request: can't parse entities: Unmatched end tag")

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(text: str) -> tuple[str, list[str]]:
    """The words and the addresses of Telegram's HTML; refuses what Telegram refuses."""
    parser = _Html()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise Refusal(400, "Bad Request: can't parse entities: Can't find end tag")
    return parser.text, parser.links
