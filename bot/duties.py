"""What comes due by the clock: lapsed claims, the morning's reminder, the board, and the end of what was kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.backup import ASIDE, forget_asides
from bot.editing.review import Reviewable, due, listed
from bot.enquiries.board import Board, link_to, pinned_board, renew
from bot.enquiries.card import portions
from bot.enquiries.leader import Channels
from bot.enquiries.preview import Labels
from bot.enquiries.team import StaffDesk, staff_chat
from bot.privacy import DRAFTS, NUMBERS, Retention, retain, warn
from bot.report.often_shown import often_shown
from bot.store.outgoing import HowTo, Say
from bot.store.records import STAFF, Enquiry
from bot.store.store import Store
from bot.teamwork.aftercare import tell_end
from bot.teamwork.claims import lapse
from bot.teamwork.sharing import wake
from bot.wording import Wording
from bot.workdays import due_day, is_working_day, local_day, spoken
from knowledge.calendar.events import LONDON
from knowledge.model import Knowledge

MORNING = 9  # o'clock in London: when reminders and digests are sent
MONDAY = 0
REVIEWED = "reviewed"  # the month of which administrators were told what is due for review
MOST_NAMED = 20  # references in a line, so that a morning's message stays one


def due_duties(store: Store, knowledge: Knowledge, channels: Channels, kept: Retention, now: datetime) -> None:
    """Do what has come due and was not done yet."""
    store.tidy_later()
    store.facts.set("minute", now.isoformat())  # in a quiet hour too it shows whether the disk still takes something
    store.numbers.forget_before(now - NUMBERS)
    store.drafts.forget_before(now - DRAFTS)
    store.begun.forget_before(now - DRAFTS)
    today = local_day(now)
    chat = staff_chat(store, channels.staff)
    if _first(store, "retained", today):
        retain(store, now, kept, warns=bool(channels))
        if store.path:
            forget_asides(store.path, now - min(ASIDE, timedelta(days=min(kept.enquiries, kept.saved))))
    ends: list[str] = []
    if channels and _is_morning(now) and _first(store, "near the end", today):
        ends += _warn(store, Wording(knowledge.wording), kept, now)
    if chat is None:
        return
    team = StaffDesk(store, knowledge, chat, now)
    if store.facts.get(f"howto:{chat}") is None and not store.outbox.waits(STAFF, HowTo):
        store.outbox.add(STAFF, HowTo(), now)
    lapse(team)
    board = Board(store, knowledge, chat, now)
    if board.stale():
        renew(store, now)
    if _is_morning(now):
        _morning(team, board, ends)


def due_reviews(
    store: Store, knowledge: Knowledge, admins: Collection[int], rows: Callable[[Sequence[Reviewable]], Labels],
    now: datetime,
) -> Labels:  # fmt: skip
    """Tell administrators on the first working morning of a month what is due for review, with `rows`, which return.

    Who starts in the middle of one is told in the next. A month whose first morning was slept through is told later.
    """
    month, before = local_day(now).replace(day=1), store.facts.get(REVIEWED)
    if not admins or not _is_morning(now) or not _first(store, REVIEWED, month):
        return []
    first_day = next(day for day in (month + timedelta(days=more) for more in range(31)) if is_working_day(day))
    waiting = due(knowledge, local_day(now), often_shown(store, now))
    if not waiting or (before is None and local_day(now) != first_day):
        return []
    say = Wording(knowledge.wording)
    for admin in admins:
        store.outbox.add(admin, Say(listed(waiting, say), rows=rows(waiting)), now)
    return rows(waiting)


def _morning(team: StaffDesk, board: Board, ends: Sequence[str]) -> None:
    """Tell staff once a day what waits, with the `ends` that are near, and once a week how it went."""
    today, lines = local_day(team.now), list[str]()
    if _first(team.store, "reminded", today):
        lines += [*wake(team), *_reminders(board, today)]
    lines += ends
    if _first(team.store, "digested", today - timedelta(days=today.weekday() - MONDAY)):
        lines += _digest(board)
    if lines:
        _tell(team, lines)


def _is_morning(now: datetime) -> bool:
    """Is it a working day, and has it begun?"""
    return now.astimezone(LONDON).hour >= MORNING and is_working_day(local_day(now))


def _warn(store: Store, say: Wording, kept: Retention, now: datetime) -> Iterator[str]:
    """Tell the writer of each enquiry that nobody has answered and that is near its end; a line for staff of each."""
    for enquiry, end in warn(store, now, kept.enquiries):
        tell_end(store, enquiry, end, say, now)
        yield say("remind_end", reference=enquiry.reference, day=spoken(end))


def _first(store: Store, duty: str, day: date) -> bool:
    """Is it to be done for this day, or was it done?"""
    if store.facts.get(duty) == day.isoformat():
        return False
    store.facts.set(duty, day.isoformat())
    return True


def _reminders(board: Board, today: date) -> Iterator[str]:
    """A line for each kind of promise that ends today or on the next working day, or is broken.

    Where no day was promised, what came before today and waits is told too.
    """
    groups, soon, say = board.groups(), due_day(board.now, 1), board.say
    waiting = groups["waiting"]
    due = {
        "remind_overdue": groups["overdue"],
        "remind_today": groups["today"],
        "remind_soon": [enquiry for enquiry in waiting if enquiry.due and enquiry.due <= soon],
        "remind_waiting": [enquiry for enquiry in waiting if enquiry.due is None and local_day(enquiry.opened) < today],
    }
    for key, enquiries in due.items():
        if enquiries:
            yield say(key, references=_named(enquiries, say), day=spoken(soon))


def _named(enquiries: Sequence[Enquiry], say: Wording) -> str:
    names = ", ".join(f"#{enquiry.reference}" for enquiry in enquiries[:MOST_NAMED])
    more = len(enquiries) - MOST_NAMED
    return f"{names} {say('remind_more', count=more)}" if more > 0 else names


def _digest(board: Board) -> Iterator[str]:
    """How the last seven days went."""
    store, groups = board.store, board.groups()
    week = [enquiry for enquiry in store.enquiries.all() if enquiry.opened > board.now - timedelta(days=7)]
    open_ = [enquiry for enquiries in groups.values() for enquiry in enquiries]
    counts = {
        "came": len(week), "open": len(open_), "waiting": len(open_) - len(groups["answered"]),
        "overdue": len(groups["overdue"]), "closed": sum(enquiry.state == "closed" for enquiry in week),
    }  # fmt: skip
    if week or open_:
        yield board.say("digest", **counts)


def _tell(team: StaffDesk, lines: Sequence[str]) -> None:
    """One message for all that the morning brings, if one holds it; it answers the board, and links to it."""
    there = pinned_board(team.store)
    post = there.post if there and there.chat == team.chat else None
    address = link_to(team.chat, post)
    where = [team.say("remind_board", link=address)] if address else []
    for part in portions("\n\n".join([*lines, *where])):
        team.tell(part, answering=post)
