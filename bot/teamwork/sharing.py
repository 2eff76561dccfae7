"""An enquiry is given to a colleague, put off until a day, or goes on in another; staff say so in a command."""

from __future__ import annotations

from collections.abc import Iterator

from bot.enquiries.team import StaffDesk
from bot.naming import shown
from bot.store.outgoing import Say
from bot.store.records import Enquiry
from bot.teamwork.claims import give
from bot.teamwork.notes import enquiry_behind
from bot.workdays import day_in, local_day, spoken


def enquiry_meant(desk: StaffDesk, words: str, topic: int | None, answered: int | None) -> tuple[Enquiry | None, str]:
    """The enquiry that a command is about, by the reference it begins with or by where it stands; and the rest."""
    first, _, rest = words.partition(" ")
    named = desk.store.enquiries.by_reference(first) if first else None
    if named is None:
        return enquiry_behind(desk.store, desk.chat, topic, answered), words
    return (named if named.state in ("open", "closed") else None), rest.strip()


def enquiry_behind_command(
    desk: StaffDesk, words: str, topic: int | None, answered: int | None
) -> tuple[Enquiry | None, str]:
    """The same where the words may begin with the reference of another enquiry."""
    if len(words.split()) > 1:
        return enquiry_meant(desk, words, topic, answered)
    return enquiry_behind(desk.store, desk.chat, topic, answered), words


def assign(desk: StaffDesk, enquiry: Enquiry, words: str, post: int) -> None:
    """It is with the colleague who is named, as if they had claimed it now."""
    name = shown(words)
    if name:
        give(desk, enquiry, name)
    key = "assigned" if name else "assign_whom"
    desk.tell(desk.say(key, name=name, reference=enquiry.reference), answering=post, enquiry=enquiry.id)


def snooze(desk: StaffDesk, enquiry: Enquiry, words: str, post: int) -> None:
    """Staff are reminded of it on the day that is named, and no claim of it ends before."""
    day = day_in(words, local_day(desk.now))
    if day:
        desk.store.enquiries.change(enquiry.id, snoozed=day)
        desk.refresh(enquiry.id)
    text = desk.say("snoozed", day=spoken(day), reference=enquiry.reference) if day else desk.say("snooze_when")
    desk.tell(text, answering=post, enquiry=enquiry.id)


def wake(desk: StaffDesk) -> Iterator[str]:
    """What was put off until today is not any more; a line for each, for the morning's message."""
    for enquiry in desk.store.enquiries.open():
        if enquiry.snoozed and enquiry.snoozed <= local_day(desk.now):
            desk.store.enquiries.change(enquiry.id, snoozed=None, claimed_at=desk.now if enquiry.claimed_by else None)
            key = "snooze_over_claimed" if enquiry.claimed_by else "snooze_over"
            desk.refresh(enquiry.id)
            yield desk.say(key, name=enquiry.claimed_by, reference=enquiry.reference)


def merge(desk: StaffDesk, enquiry: Enquiry, words: str, post: int) -> None:
    """Another enquiry of the same leader is closed, and what they add to it goes to this one from now on.

    Only of two under one and the same name: else it would tell who somebody anonymous is.
    """
    other = desk.store.enquiries.by_reference(words.strip())
    if other is None or not _same_writer(enquiry, other) or desk.store.enquiries.goes_on_in(enquiry).id == other.id:
        desk.tell(desk.say("merge_cannot"), answering=post, enquiry=enquiry.id)
        return
    due = min(filter(None, (one.due for one in (enquiry, other) if one.awaiting)), default=enquiry.due)
    awaiting = enquiry.awaiting or other.awaiting
    change = desk.store.enquiries.change
    change(other.id, state="closed", awaiting=0, claimed_by=None, claimed_at=None, joined=enquiry.id, last=desk.now)
    change(enquiry.id, state="open", awaiting=awaiting, due=due, joined=None, last=desk.now)
    values = {"reference": enquiry.reference, "other": other.reference}
    for about in (enquiry, other):
        desk.tell(desk.say("merged", **values), enquiry=about.id)
        desk.refresh(about.id)
    told = Say(desk.say("merged_leader", **values), enquiry.id, plain=True)
    desk.store.outbox.add(enquiry.leader or 0, told, desk.now)


def _same_writer(enquiry: Enquiry, other: Enquiry) -> bool:
    named = enquiry.appear != "anonymous" and enquiry.leader is not None and other.state in ("open", "closed")
    shows = [(each.leader, each.appear, each.name, each.trust) for each in (enquiry, other)]
    return named and enquiry.id != other.id and shows[0] == shows[1]
