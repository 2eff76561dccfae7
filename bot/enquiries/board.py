"""The board: what is open, in groups. One renderer for the pinned message that edits itself and for `/enquiries`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.enquiries.card import first_line, who
from bot.hashing import key
from bot.markup import link, without_links
from bot.store.outgoing import ErasedPost, ShowBoard
from bot.store.records import BOARD, Enquiry
from bot.store.store import Store
from bot.wording import Wording
from bot.workdays import local_day, spoken
from knowledge.model import Knowledge

Group = Literal["overdue", "today", "waiting", "answered"]
GROUPS: tuple[Group, ...] = ("overdue", "today", "waiting", "answered")
MOST_WORDS = 60  # characters of an enquiry's first line
ROOM = 3500  # UTF-16 units of a message's lines; the rest of Telegram's 4,096 is for how many more there are
EVERY = timedelta(seconds=15)  # of the 20 messages and edits a minute that Telegram takes in a group, cards need most
SUPERGROUP = "-100"  # how the number of a chat begins that has links to its messages


@dataclass(frozen=True, slots=True)
class Page:
    """One message of the list, or a line of it: `bare` is what it says before its place is known, of no leader.

    `enquiries` are the ids of those that it shows.
    """

    bare: str
    full: str
    enquiries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PinnedBoard:
    """The message that is pinned, a hash of what it says, when that was written, and of which enquiries."""

    chat: int
    post: int
    shown: str
    at: str
    enquiries: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """What is open, with links into the staff chat `chat`."""

    store: Store
    knowledge: Knowledge
    chat: int
    now: datetime

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.knowledge.wording)

    def groups(self) -> Mapping[Group, Sequence[Enquiry]]:
        """All that is open, oldest first in each group."""
        groups: dict[Group, list[Enquiry]] = {name: [] for name in GROUPS}
        for enquiry in self.store.enquiries.open():
            groups[_group(enquiry, local_day(self.now))].append(enquiry)
        return groups

    def pinned(self) -> Page:
        """The board in one message; what does not fit is counted."""
        lines = list(self._lines(self.groups()))
        first = next(_packed(lines), [])
        page = self._page(first, self.say("list_opening", count=len(lines)), self.say("list_none"))
        if len(first) == len(lines):
            return page
        more = self.say("board_more", count=len(lines) - len(first))
        return Page(f"{page.bare}\n\n{more}", f"{page.full}\n\n{more}", page.enquiries)

    def whole(self, *, late: bool = False) -> list[Page]:
        """The same list with nothing left out, or only what is `late`, in as many messages as it takes."""
        groups = self.groups()
        lines = list(self._lines({"overdue": groups["overdue"]} if late else groups))
        opening = "" if late else self.say("list_opening", count=len(lines))
        none = self.say("overdue_none" if late else "list_none")
        pages = [self._page(page, opening if number == 0 else "", none) for number, page in enumerate(_packed(lines))]
        return pages or [self._page([], opening, none)]

    def stale(self) -> bool:
        """Does the pinned message say something else, or is there none?"""
        there = pinned_board(self.store)
        return there is None or there.chat != self.chat or there.shown != digest(self.pinned())

    def _page(self, lines: Sequence[Page], opening: str, none: str) -> Page:
        if not lines:
            return Page(none, none)
        bare, full = (
            "\n".join([opening, *texts]).strip() for texts in zip(*((one.bare, one.full) for one in lines), strict=True)
        )
        return Page(bare, full, tuple(id_ for one in lines for id_ in one.enquiries))

    def _lines(self, groups: Mapping[Group, Sequence[Enquiry]]) -> Iterator[Page]:
        """A line for each enquiry, the first of a group under its heading."""
        for name, enquiries in groups.items():
            for number, enquiry in enumerate(enquiries):
                head = f"\n{self.say(f'board_{name}', count=len(enquiries))}\n" if number == 0 else ""
                yield self._line(enquiry, head)

    def _line(self, enquiry: Enquiry, head: str) -> Page:
        due = self.say("list_due", day=spoken(enquiry.due)) if enquiry.awaiting and enquiry.due else ""
        owner = self.say("card_claimed", name=without_links(enquiry.claimed_by)) if enquiry.claimed_by else ""
        put_off = self.say("card_snoozed", day=spoken(enquiry.snoozed)) if enquiry.snoozed else ""
        stands = " ".join(filter(None, (self._age(enquiry), due, owner, put_off)))
        address = link_to(self.chat, self._card(enquiry), enquiry.topic)
        reference = f"#{enquiry.reference}"
        begins = f"{head}- {link(reference, address) if address else reference}"
        full = f"{begins} {without_links(self._writer(enquiry))} {stands}"
        return Page(f"{begins} {stands}", full, (enquiry.id,))

    def _writer(self, enquiry: Enquiry) -> str:
        messages = self.store.messages.of_enquiry(enquiry.id)
        words = next((one.words for one in messages if one.side == "leader" and one.words), "")
        named = self.say("board_anonymous") if enquiry.appear == "anonymous" else who(enquiry, self.say)
        key_ = "board_words" if words else "board_files"
        return self.say(key_, who=named, words=first_line(words, MOST_WORDS))

    def _age(self, enquiry: Enquiry) -> str:
        """In days, so that the board changes when something happens and at midnight."""
        days = (local_day(self.now) - local_day(enquiry.opened)).days
        if days < 1:
            return self.say("list_new")
        return self.say("list_age", age=f"{days} day{'s' if days > 1 else ''}")

    def _card(self, enquiry: Enquiry) -> int | None:
        posts = self.store.posts.of_enquiry(enquiry.id, "card")
        return next((one.post for one in posts if one.chat == self.chat), None)


def _group(enquiry: Enquiry, today: date) -> Group:
    if not enquiry.awaiting:
        return "answered"
    if enquiry.due is None or enquiry.due > today:
        return "waiting"
    return "today" if enquiry.due == today else "overdue"


def _packed(lines: Sequence[Page]) -> Iterator[list[Page]]:
    """The lines in the order they are, as many together as one message takes."""
    page: list[Page] = []
    size = 0
    for line in lines:
        length = len(line.full.encode("utf-16-le", "surrogatepass")) // 2 + 1
        if page and size + length > ROOM:
            yield page
            page, size = [], 0
        page.append(line)
        size += length
    if page:
        yield page


def link_to(chat: int, post: int | None, topic: int | None = None) -> str | None:
    """The address of a message, for members of its chat; None where Telegram has none: only supergroups have."""
    number = str(chat).removeprefix(SUPERGROUP)
    if post is None or number == str(chat) or not number:
        return None
    return "/".join(["https://t.me/c", number, *([str(topic)] if topic else []), str(post)])


def digest(page: Page) -> str:
    """Stands for what the board says."""
    return key([page.full])


def pinned_board(store: Store) -> PinnedBoard | None:
    """The board as it stands in Telegram, as far as is known."""
    body = store.facts.get("board")
    return PinnedBoard(**json.loads(body)) if body else None


def note_board(store: Store, chat: int, post: int, page: Page | None, at: datetime) -> None:
    """Keep where the board stands and what it says, if it is more than its place. In another chat it is left behind."""
    before = pinned_board(store)
    if before and before.chat != chat:
        leave_board(store)
    shown, enquiries = (digest(page), page.enquiries) if page else ("", ())
    store.facts.set("board", json.dumps(asdict(PinnedBoard(chat, post, shown, at.isoformat(), enquiries))))


def leave_board(store: Store) -> None:
    """The board is gone, or cannot be edited: the next is another one, and this a list that is out of date."""
    if there := pinned_board(store):
        note_list(store, there.chat, there.post, there.enquiries)
    store.facts.set("board", None)


def follow(store: Store, now: datetime, *, at_once: bool = False) -> None:
    """Let the board follow what has changed, unless it did a moment ago: it is looked at each minute as well."""
    there = pinned_board(store)
    if there and (at_once or now - datetime.fromisoformat(there.at) >= EVERY):
        renew(store, now)


def renew(store: Store, now: datetime) -> None:
    """Bring the board up to date, or make it."""
    if not store.outbox.waits(BOARD, ShowBoard):
        store.outbox.add(BOARD, ShowBoard(), now)


def note_list(store: Store, chat: int, post: int, enquiries: Sequence[int]) -> None:
    """Keep where a list stands that staff have asked for: when one of its enquiries ends, it goes."""
    others = [one for one in _lists(store) if one[:2] != (chat, post)]
    _keep_lists(store, [*others, *([(chat, post, enquiries)] if enquiries else [])])


def take_lists(store: Store, of: int | None = None) -> list[ErasedPost]:
    """Where lists stand, those of one enquiry or all, to be taken back by whoever calls."""
    lists = _lists(store)
    gone = [one for one in lists if of is None or of in one[2]]
    _keep_lists(store, [one for one in lists if one not in gone])
    return [ErasedPost(chat, post, "list") for chat, post, _ in gone]


def _lists(store: Store) -> list[tuple[int, int, Sequence[int]]]:
    """Chat, number and enquiries of each."""
    return [(chat, post, enquiries) for chat, post, enquiries in json.loads(store.facts.get("lists") or "[]")]


def _keep_lists(store: Store, lists: Sequence[tuple[int, int, Sequence[int]]]) -> None:
    store.facts.set("lists", json.dumps(lists) if lists else None)
