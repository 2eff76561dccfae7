"""Who is on an enquiry: a claim is taken over only knowingly, and ends by the hours in which the team works."""

from __future__ import annotations

from datetime import timedelta

from bot.enquiries.team import StaffDesk
from bot.hashing import key
from bot.store.records import Enquiry
from bot.workdays import OFFICE_HOURS, hours_in, working_time

CLAIM_LASTS = timedelta(hours=4)  # in which the team works


def claim(desk: StaffDesk, enquiry: Enquiry, name: str) -> None:
    """Claim what nobody has, release what is one's own; for a colleague's, ask whether to take it over."""
    if enquiry.claimed_by and enquiry.claimed_by != name:
        rows = [[(desk.say("claim_take"), f"take:{enquiry.reference}:{_holder(enquiry)}")]]
        desk.tell(desk.say("claim_ask", name=enquiry.claimed_by), enquiry=enquiry.id, rows=rows)
    else:
        give(desk, enquiry, None if enquiry.claimed_by else name)


def take(desk: StaffDesk, enquiry: Enquiry, name: str, holder: str) -> None:
    """Take it over from whom the question named; where another has it by now, ask again."""
    if enquiry.claimed_by and enquiry.claimed_by != name and _holder(enquiry) != holder:
        claim(desk, enquiry, name)
    else:
        give(desk, enquiry, name)


def lapse(desk: StaffDesk) -> None:
    """Claims end after a while, so that nothing lies with somebody who is away; nights and weekends do not count."""
    hours = hours_in(desk.knowledge.contact.hours or "") or OFFICE_HOURS
    for enquiry in desk.store.enquiries.open():
        if (
            enquiry.claimed_at
            and not enquiry.snoozed
            and working_time(enquiry.claimed_at, desk.now, hours) >= CLAIM_LASTS
        ):
            give(desk, enquiry, None)
            text = desk.say("claim_lapsed", name=enquiry.claimed_by, reference=enquiry.reference)
            desk.tell(text, enquiry=enquiry.id)


def give(desk: StaffDesk, enquiry: Enquiry, name: str | None) -> None:
    """From now on it is with somebody, or with nobody."""
    seen = {"seen": 1} if name else {}
    desk.store.enquiries.change(enquiry.id, claimed_by=name, claimed_at=desk.now if name else None, **seen)
    desk.refresh(enquiry.id)


def _holder(enquiry: Enquiry) -> str:
    return key([enquiry.claimed_by or ""])[:8]
