"""What staff say among themselves about an enquiry: it stays there, and they are told so where it looks like an answer.

The words of a note are never stored. The button under the notice sends them when it is pressed, as Telegram hands them
over then: the notice is a reply to the note.
"""

from __future__ import annotations

import re

from bot.enquiries.draft import Part
from bot.enquiries.team import StaffDesk
from bot.store.outgoing import Note, Reword
from bot.store.records import STAFF, Enquiry
from bot.store.store import Store
from bot.workdays import local_day

SENTENCE = 4  # words, from which on what is not plainly for colleagues is told of: `python -m benchmarks.notes`
GREETING = re.compile(
    r"\W*(?:dear|hi|hello|hiya|hey|(?:good )?(?:morning|afternoon|evening)|many thanks|thanks|thank you)\b"
    r"(?: there| again)?",
    re.IGNORECASE,
)
SOMEBODY = re.compile(r"\s+(?!(?:for|that|to|so|very|and|we|it|i)\b)[^\W\d_]+\s*(?:[-–,.!:]|$)", re.IGNORECASE)
OPENS = re.compile(
    r"\W*(?:yes|sure|of course|certainly|sorry|apologies|no problem|happy to|glad|hope|looking forward|unfortunately|"
    r"i['’]?a?m afraid|great to hear|please|let me know|my (?:number|e-?mail|address))\b",
    re.IGNORECASE,
)
SIGNS_OFF = re.compile(r"\b(?:regards|(?:best|warm|warmest) wishes|yours (?:sincerely|faithfully))\b", re.IGNORECASE)
SPEAKS_TO = re.compile(
    r"\b(?:you|yours?|yourself|we (?:can|could|would|will)|we['’](?:d|ll))\b|https?://|\w@\w|\?\s*$", re.IGNORECASE
)
AMONG_STAFF = re.compile(
    r"(?<!\w)@\w|#\w|\b(?:s?he|him|her|they|them|their|the (?:leader|writer|chair|trust)|"
    r"this (?:one|enquiry|person|case)|(?:any|some)(?:body|one)|who(?:['’]s)?|shall (?:i|we)|we (?:should|need|must)|"
    r"(?:could|can|should|do) we|let['’]?s|(?:my|the) note|same (?:question|person)|faq|draft|fyi|did you|"
    r"or (?:will|do) you)\b",
    re.IGNORECASE,
)


def reads_like_answer(
    words: str, name: str | None = None, *, to_colleague: bool = False, sentence: int = SENTENCE
) -> bool:
    """Might somebody who wrote this think that the leader gets it? `name` is the leader's.

    Who answers a colleague's message speaks to the colleague, and so does who greets another than the leader.
    """
    greeting = GREETING.match(words)
    rest = words[greeting.end() if greeting else 0 :]
    if _calls(rest, name) or SIGNS_OFF.search(words):
        return True
    if to_colleague or AMONG_STAFF.search(words) or (greeting and SOMEBODY.match(rest)):
        return False
    signs = (greeting, SPEAKS_TO.search(words), OPENS.match(words))
    return any(sign is not None for sign in signs) or len(words.split()) >= sentence


def _calls(words: str, name: str | None) -> bool:
    """Does it begin with the leader's first name?"""
    first = (name or "").split(" ", 1)[0]
    return len(first) > 1 and re.match(rf"\W*{re.escape(first)}\b(?!\s+\w)", words, re.IGNORECASE) is not None


def enquiry_at(store: Store, chat: int, topic: int | None, answered: int | None) -> Enquiry | None:
    """The enquiry of the message that is answered, else of the topic; it may be over."""
    about = answered and (store.posts.at(chat, answered) or store.messages.by_post(chat, answered))
    in_topic = store.enquiries.in_topic(topic) if topic else None
    return store.enquiries.by_id(about.enquiry) if about else in_topic


def enquiry_behind(store: Store, chat: int, topic: int | None, answered: int | None) -> Enquiry | None:
    """The enquiry that a note is about, if its leader can be answered."""
    enquiry = enquiry_at(store, chat, topic, answered)
    return enquiry if enquiry and enquiry.leader is not None and enquiry.state in ("open", "closed") else None


def notice(
    desk: StaffDesk, enquiry: Enquiry, note: Part, person: int, *, to_copy: bool = False, to_colleague: bool = False
) -> None:
    """Tell who wrote a note that only staff see it: the first time in a day, and where it looks like an answer.

    So does whatever replies to something that looks like a card.
    """
    first = _first_today(desk, person)
    if not (first or to_copy or reads_like_answer(note.words, enquiry.name, to_colleague=to_colleague)):
        return
    rows = [[(desk.say("note_send", name=addressee(desk, enquiry)), f"tell:{enquiry.reference}")]]
    told = Note(desk.say("note_only_staff"), enquiry.id, rows, note.post, names=True)
    desk.store.outbox.add(STAFF, told, desk.now)


def addressee(desk: StaffDesk, enquiry: Enquiry) -> str:
    """How the leader is called in a sentence to staff."""
    return enquiry.name if enquiry.name and enquiry.appear != "anonymous" else desk.say("the_leader")


def send(desk: StaffDesk, reference: str, note: Part | None, under: int) -> None:
    """The button was pressed: the note goes to the leader as a reply does. Raises `LookupError` for what is gone."""
    enquiry = desk.store.enquiries.by_reference(reference)
    if enquiry is None or enquiry.leader is None or enquiry.state in ("withdrawn", "forgotten"):
        raise LookupError(reference)
    if note is None:
        desk.store.outbox.add(STAFF, Reword(under, desk.say("note_gone"), enquiry.id), desk.now)
        return
    desk.send(enquiry, enquiry.leader, note)
    text = desk.say("note_sent", name=addressee(desk, enquiry))
    desk.store.outbox.add(STAFF, Reword(under, text, enquiry.id), desk.now)


def _first_today(desk: StaffDesk, person: int) -> bool:
    """Is it the first note of a member of staff in this chat today? The numbers of yesterday's are forgotten."""
    name, today = f"noted:{desk.chat}", local_day(desk.now).isoformat()
    day, *people = (desk.store.facts.get(name) or "-").split()
    people = people if day == today else []
    if str(person) in people:
        return False
    desk.store.facts.set(name, " ".join([today, *people, str(person)]))
    return True
