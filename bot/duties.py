"""What comes due by the clock: lapsed claims, reminders, the weekly digest, and the end of what was kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.backup import ASIDE, forget_asides
from bot.enquiries.aftercare import tell_end
from bot.enquiries.leader import Channels
from bot.enquiries.team import StaffDesk, staff_chat
from bot.privacy import Retention, retain, warn
from bot.store.outgoing import HowTo
from bot.store.records import STAFF
from bot.store.store import Store
from bot.workdays import LONDON, due_day, is_working_day, local_day, spoken
from knowledge.model import Knowledge

MORNING = 9  # o'clock in London: when reminders and digests are sent
MONDAY = 0


def due_duties(store: Store, knowledge: Knowledge, channels: Channels, kept: Retention, now: datetime) -> None:
    """Do what has come due and was not done yet."""
    store.tidy_later()
    store.facts.set("minute", now.isoformat())  # in a quiet hour too it shows whether the disk still takes something
    today = local_day(now)
    chat = staff_chat(store, channels.staff)
    if _first(store, "retained", today):
        retain(store, now, kept, warns=bool(channels))
        if store.path:
            forget_asides(store.path, now - min(ASIDE, timedelta(days=min(kept.enquiries, kept.saved))))
    if channels and _is_morning(now) and _first(store, "near the end", today):
        _warn(store, knowledge, chat, kept, now)
    if chat is None:
        return
    team = StaffDesk(store, knowledge, chat, now)
    if store.facts.get(f"howto:{chat}") is None and not store.outbox.waits(STAFF, HowTo):
        store.outbox.add(STAFF, HowTo(), now)
    team.lapse()
    if not _is_morning(now):
        return
    if _first(store, "reminded", today):
        _remind(team, today)
    if _first(store, "digested", today - timedelta(days=today.weekday() - MONDAY)):
        _digest(team)


def _is_morning(now: datetime) -> bool:
    """Is it a working day, and has it begun?"""
    return now.astimezone(LONDON).hour >= MORNING and is_working_day(local_day(now))


def _warn(store: Store, knowledge: Knowledge, chat: int | None, kept: Retention, now: datetime) -> None:
    """Tell both sides of each enquiry that nobody has answered and that is near its end."""
    team = StaffDesk(store, knowledge, chat or 0, now)
    for enquiry, end in warn(store, now, kept.enquiries):
        tell_end(store, enquiry, end, team.say, now)
        if chat is not None:
            team.tell(team.say("remind_end", reference=enquiry.reference, day=spoken(end)), enquiry=enquiry.id)


def _first(store: Store, duty: str, day: date) -> bool:
    """Is it to be done for this day, or was it done?"""
    if store.facts.get(duty) == day.isoformat():
        return False
    store.facts.set(duty, day.isoformat())
    return True


def _remind(team: StaffDesk, today: date) -> None:
    """Tell of each promise that ends today or on the next working day, or is broken."""
    soon = due_day(team.now, 1)
    for enquiry in team.store.enquiries.open():
        if enquiry.awaiting and enquiry.due and enquiry.due <= soon:
            key = "remind_overdue" if enquiry.due < today else "remind_today" if enquiry.due == today else "remind_soon"
            team.tell(team.say(key, reference=enquiry.reference, day=spoken(enquiry.due)), enquiry=enquiry.id)


def _digest(team: StaffDesk) -> None:
    """Tell staff how the last seven days went."""
    week = [one for one in team.store.enquiries.all() if one.opened > team.now - timedelta(days=7)]
    open_ = team.store.enquiries.open()
    counts = {
        "came": len(week), "open": len(open_), "waiting": sum(one.awaiting for one in open_),
        "overdue": len(team.overdue()), "closed": sum(one.state == "closed" for one in week),
    }  # fmt: skip
    if week or open_:
        team.tell(team.say("digest", **counts))
