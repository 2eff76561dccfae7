"""What the buttons of a card do; each press is a step in the transaction of its caller."""

from __future__ import annotations

from bot.enquiries.draft import Part
from bot.enquiries.preview import Labels
from bot.enquiries.team import StaffDesk
from bot.hashing import key
from bot.markup import plain
from bot.store.records import Enquiry
from bot.teamwork.claims import claim, take
from knowledge.model import SavedReply

TO_FILL_IN = "["


def press(desk: StaffDesk, verb: str, about: str, name: str, under: int) -> tuple[str, Labels] | None:
    """A button of a card; what it shows under the message, if anything. Raises `LookupError` for what is gone."""
    reference, _, choice = about.partition(":")
    enquiry = desk.store.enquiries.by_reference(reference)
    if enquiry is None or enquiry.state in ("withdrawn", "forgotten"):
        raise LookupError(reference)
    match verb:
        case "claim":
            return claim(desk, enquiry, name)
        case "take":
            return take(desk, enquiry, name, choice)
        case "close":
            desk.store.enquiries.change(enquiry.id, state="closed", awaiting=0, last=desk.now, claimed_by=None)
        case "reopen":
            desk.store.enquiries.change(enquiry.id, state="open", last=desk.now)
        case "saved":
            titles = [[(one.title, f"pick:{reference}:{_key(one)}")] for one in desk.knowledge.replies]
            return desk.say("saved_choose" if titles else "saved_none"), titles
        case "pick" | "use":
            saved = next((one for one in desk.knowledge.replies if _key(one) == choice), None)
            if saved is None:
                return desk.say("saved_changed"), []
            if verb == "pick":
                return _picked(desk, enquiry, saved)
            desk.send(enquiry, enquiry.leader or 0, Part(under, plain(saved.text.strip())))
    desk.refresh(enquiry.id)
    return None


def _picked(desk: StaffDesk, enquiry: Enquiry, saved: SavedReply) -> tuple[str, Labels]:
    if TO_FILL_IN in plain(saved.text):
        return f"{desk.say('saved_fill_in')}\n\n{saved.text}", []
    return saved.text, [[(desk.say("saved_send"), f"use:{enquiry.reference}:{_key(saved)}")]]


def _key(saved: SavedReply) -> str:
    """Stands for a saved reply as it reads now: what is sent is what was looked at."""
    return key([saved.title, saved.text])[:12]
