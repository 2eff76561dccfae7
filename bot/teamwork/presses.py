"""What the buttons of a card do; each press is a step in the transaction of its caller."""

from __future__ import annotations

from bot.enquiries.team import StaffDesk
from bot.store.records import Enquiry
from bot.teamwork import replies
from bot.teamwork.aftercare import tell_closed
from bot.teamwork.claims import claim, take


def press(desk: StaffDesk, verb: str, about: str, name: str, under: int) -> None:
    """A button of a card, or under what one of them has shown. Raises `LookupError` for what is gone."""
    reference, _, choice = about.partition(":")
    enquiry = desk.store.enquiries.by_reference(reference)
    if enquiry is None or enquiry.state in ("withdrawn", "forgotten"):
        raise LookupError(reference)
    match verb:
        case "claim":
            claim(desk, enquiry, name)
        case "take":
            take(desk, enquiry, name, choice)
        case "close":
            tell_closed(desk.store, enquiry, desk.say, desk.now)
            _change(desk, enquiry, state="closed", awaiting=0, claimed_by=None, claimed_at=None, snoozed=None)
        case "reopen":
            _change(desk, enquiry, state="open", joined=None)
        case "saved":
            replies.titles(desk, enquiry)
        case "pick":
            replies.show(desk, enquiry, choice)
        case "use":
            replies.use(desk, enquiry, choice, under)
        case "amend":
            replies.amend(desk, enquiry, choice)


def _change(desk: StaffDesk, enquiry: Enquiry, **changes: object) -> None:
    desk.store.enquiries.change(enquiry.id, last=desk.now, **changes)
    desk.refresh(enquiry.id)
