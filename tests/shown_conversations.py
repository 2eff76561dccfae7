"""Ten typical conversations as leaders see them on a telephone, for staff: docs/conversations.md is made from these."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from bot.encoder.encoder import find_encoder
from bot.library.folder import Library, Snapshot, parse_folder, shipped
from tests.conftest import ROOT, TEAM
from tests.office import Office, office
from tests.phone import Phone, Seen

OPENING = """\
# What leaders see

Ten conversations, made by `make generated` from the assistant and its knowledge as they are. Nobody real is in them. \
What the leader writes or presses stands behind an arrow; the buttons under a message stand in square brackets. On a \
telephone, **More** shows the rest of an answer in the same message.
"""
REFERENCE = re.compile(r"#([2-9B-DF-HJ-NP-TV-XZ]{5})")
PLACEHOLDER = "REF"
PAGE = ROOT / "docs" / "conversations.md"


class Told:
    """What passes between a person and the assistant, written down as it is seen."""

    def __init__(self, name: str, phone: Phone) -> None:
        self.lines: list[str] = []
        self._name, self._phone = name, phone
        self._seen: dict[int, Seen] = {}

    async def write(self, text: str) -> None:
        """Write a message."""
        self._mark()
        self.lines += _quoted(f"→ {self._name}", text)
        await self._phone.write(text)
        self.look()

    async def press(self, label: str) -> None:
        """Press a button."""
        self._mark()
        self.lines += [f"→ {self._name} presses **{label}**", ""]
        await self._phone.press(label)
        self.look()

    def look(self) -> None:
        """Write down what is new or has changed in the chat."""
        for seen in self._phone.history():
            id_ = seen.message["message_id"]
            before = self._seen.get(id_)
            if before != seen and (seen.buttons or before is None):  # that buttons go is nothing to read
                self.lines += _shown(seen)
        self._mark()

    def _mark(self) -> None:
        self._seen = {one.message["message_id"]: one for one in self._phone.history()}


def _quoted(who: str, text: str) -> list[str]:
    return [f"{who}:", "", *(f"> {line}".rstrip() for line in text.splitlines()), ""]


def _shown(seen: Seen) -> list[str]:
    buttons = " ".join(f"[{label}]" for label in seen.buttons)
    lines = [f"    {line}".rstrip() for line in seen.text.splitlines()]
    return [*lines, *(["", f"    {buttons}"] if buttons else []), ""]


async def _said(at: Office, *steps: str) -> list[str]:
    """A leader writes these, or presses what stands in square brackets."""
    told = Told("Leader", at.leader)
    for step in steps:
        await (told.press(step[1:-1]) if step.startswith("[") else told.write(step))
    return told.lines


async def _enquiry(at: Office) -> list[str]:
    leader = Told("Leader", at.leader)
    await leader.write("/contact Could somebody speak to our governors about race in March?")
    await leader.press("Send")
    (card,) = at.cards("governors")
    reply = "Yes, gladly. Which day in March suits you, and how many governors will be there?"
    lines = [*leader.lines, "→ Staff see:", "", *_shown(card), *_quoted("→ Staff reply to the card", reply)]
    leader.lines.clear()
    await at.answer(reply, card)
    leader.look()
    leader.lines += ["→ Staff press **Close**", ""]
    await at.staff.press("Close")
    leader.look()
    return [*lines, *leader.lines]


async def _group(at: Office) -> list[str]:
    group = Phone(at.assistant, at.server, chat={"id": -5, "type": "supergroup", "title": "Board"})
    told = Told("A member of the group", group)
    await told.write("@race_equality_bot what is the WRES?")
    await told.press("Talk to a person")
    return told.lines


Play = Callable[[Office], Awaitable[list[str]]]


def _of(*steps: str) -> Play:
    return lambda at: _said(at, *steps)


CONVERSATIONS: Iterable[tuple[str, Play]] = (
    ("A question", _of("/start", "What is the Race Equality programme?", "[More]")),
    ("A mistyped question", _of("how can we talk abuot race in teh boardroom")),
    ("A pack for a meeting", _of("we have 20 minutes on the pay gap at the board", "[More]")),
    ("A list, and what is not wanted", _of("reports on recruitment, but nothing by the King's Fund", "more")),
    ("One thing after another", _of("How do I get my board to own race equality?", "in plain words", "what next?")),
    ("Who is asking", _of("I am a governor", "what should I read first?")),
    ("Somebody tells of harm", _of("A colleague called me a racist name on the ward today", "[More help]")),
    ("To the team and back", _enquiry),
    ("In a group", _group),
    ("The reading list", _of("podcasts on allyship", "save 1", "/saved", "remove 1")),
)


async def conversations(snapshot: Snapshot) -> str:
    """The page, the same each time: the reference of an enquiry is drawn by lot, so a word stands for it."""
    lines = [OPENING]
    for number, (title, play) in enumerate(CONVERSATIONS, 1):
        async with office(snapshot) as at:
            lines += [f"## {number}. {title}", "", *await play(at)]
    text = "\n".join(lines).rstrip() + "\n"
    for reference in set(REFERENCE.findall(text)):
        text = text.replace(reference, PLACEHOLDER)
    return text


def team_snapshot() -> Snapshot:
    """The shipped knowledge with the contact and the saved replies of the tests."""
    library = Library(*find_encoder())
    ships, own = library.open(shipped()), parse_folder(TEAM).knowledge
    assert own
    return replace(ships, knowledge=replace(ships.knowledge, contact=own.contact, replies=own.replies))


def write() -> None:
    """Make the page anew."""
    PAGE.write_text(asyncio.run(conversations(team_snapshot())), "utf-8", newline="\n")


if __name__ == "__main__":
    write()
