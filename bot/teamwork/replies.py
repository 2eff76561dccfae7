"""Replies that stand ready, saved ones and what the knowledge would say: filled in, and shown before they go."""

from __future__ import annotations

import re

from bot.conversation.reply import Replies
from bot.enquiries.card import portions
from bot.enquiries.draft import Part
from bot.enquiries.preview import Labels
from bot.enquiries.team import StaffDesk
from bot.hashing import key
from bot.markup import plain
from bot.store.outgoing import Note, Reword
from bot.store.records import STAFF, Enquiry
from bot.teamwork.notes import addressee
from bot.wording import Wording
from bot.workdays import spoken

LEFT_OPEN = re.compile(r"\[[^\[\]]*\]|\{\w*\}")  # words in brackets that only a person can fill in


def titles(desk: StaffDesk, enquiry: Enquiry) -> None:
    """Let staff choose one of the saved replies."""
    rows = [[(one.title, f"pick:{enquiry.reference}:{_key(one.id)}")] for one in desk.knowledge.replies]
    desk.tell(desk.say("saved_choose" if rows else "saved_none"), enquiry=enquiry.id, rows=rows)


def show(desk: StaffDesk, enquiry: Enquiry, source: str) -> None:
    """Show what would go to the leader; it can be sent where nothing in it is left open."""
    text = _filled(desk, enquiry, source)
    if text is None:
        desk.tell(desk.say("saved_changed"), enquiry=enquiry.id)
        return
    about = f"{enquiry.reference}:{source}"
    use = [] if LEFT_OPEN.search(text) else [(desk.say("saved_send"), f"use:{about}:{_key(text)}")]
    opening = desk.say("saved_preview" if use else "saved_fill_in", name=addressee(desk, enquiry))
    _post(desk, enquiry, opening, text, [[*use, (desk.say("saved_edit"), f"amend:{about}")]] if use else [])


def suggest(desk: StaffDesk, enquiry: Enquiry, entry: str) -> None:
    """Show what the knowledge answers to an enquiry, to be sent or changed."""
    source = _key(entry)
    text = _filled(desk, enquiry, source)
    if text is not None:
        use, about = _key(text), f"{enquiry.reference}:{source}"
        buttons = [(desk.say("suggestion_send"), f"use:{about}:{use}"), (desk.say("saved_edit"), f"amend:{about}")]
        _post(desk, enquiry, desk.say("suggestion"), text, [buttons])


def use(desk: StaffDesk, enquiry: Enquiry, choice: str, under: int) -> None:
    """Send exactly what was shown under the button; where it reads otherwise by now, that is shown."""
    source, _, seen = choice.partition(":")
    text = _filled(desk, enquiry, source)
    if text is None or _key(text) != seen or enquiry.leader is None:
        show(desk, enquiry, source)
        return
    desk.send(enquiry, enquiry.leader, Part(under, text))
    sent = f"{desk.say('note_sent', name=addressee(desk, enquiry))}\n\n{portions(text)[-1]}"
    desk.store.outbox.add(STAFF, Reword(under, sent, enquiry.id), desk.now)


def amend(desk: StaffDesk, enquiry: Enquiry, source: str) -> None:
    """Hand out the words, to be changed and sent as a reply to the card."""
    text = _filled(desk, enquiry, source)
    if text is None:
        desk.tell(desk.say("saved_changed"), enquiry=enquiry.id)
    else:
        _post(desk, enquiry, desk.say("saved_amend"), text, [])


def _post(desk: StaffDesk, enquiry: Enquiry, opening: str, text: str, rows: Labels) -> None:
    """It may hold the leader's name, so that it goes with the enquiry."""
    parts = portions(f"{opening}\n\n{text}")
    for number, part in enumerate(parts, 1):
        note = Note(part, enquiry.id, rows if number == len(parts) else (), names=True)
        desk.store.outbox.add(STAFF, note, desk.now)


def _filled(desk: StaffDesk, enquiry: Enquiry, source: str) -> str | None:
    """The reply as the leader would read it, with the signature of contact.yaml; None where it is gone."""
    text = _source(desk, source)
    if text is None:
        return None
    signed = filter(None, (plain(text).strip(), desk.knowledge.contact.signature))
    values = {"name": _name(desk, enquiry), "reference": f"#{enquiry.reference}"}
    if enquiry.due:
        values["due"] = spoken(enquiry.due)
    return Wording({"": "\n\n".join(signed)})("", **values)


def _name(desk: StaffDesk, enquiry: Enquiry) -> str:
    return enquiry.name if enquiry.name and enquiry.appear != "anonymous" else desk.say("saved_nobody")


def _source(desk: StaffDesk, source: str) -> str | None:
    """A saved reply, or the answer of an entry, by a hash of its id."""
    for saved in desk.knowledge.replies:
        if _key(saved.id) == source:
            return saved.text
    entry = next((one for one in desk.knowledge.entries if _key(one.id) == source), None)
    return Replies(desk.knowledge).about(entry)[0] if entry else None


def _key(text: str) -> str:
    return key([text])[:12]
