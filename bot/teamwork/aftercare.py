"""What a leader is told of an enquiry that was sent, and what they do about it: each is a step."""

from __future__ import annotations

from datetime import date, datetime

from bot.enquiries.card import first_line
from bot.enquiries.leader import Channels, LeaderDesk
from bot.enquiries.preview import Labels
from bot.store.counts import Tally, week_of
from bot.store.outgoing import EnquiryMail, Note, ReplyFile, ReplyText, Retire, Say
from bot.store.records import MAIL, STAFF, Enquiry, Helped
from bot.store.store import Store
from bot.wording import Wording
from bot.workdays import local_day, spoken

MOST_WORDS = 60  # characters by which a leader knows an enquiry of theirs again
OPINIONS: tuple[Helped, ...] = ("yes", "partly", "no")


def standing(store: Store, enquiry: Enquiry, channels: Channels, say: Wording, today: date) -> str:
    """Where an enquiry stands, in words: when it came, who has it, and when a reply is due."""
    words = first_line(next((one.words for one in store.messages.of_enquiry(enquiry.id) if one.words), ""), MOST_WORDS)
    name = f"#{enquiry.reference}" + (f" (“{words}”):" if words else ":")
    if enquiry.state != "open":
        return f"{name} {say(f'status_{enquiry.state}')}"
    came = say("status_received", day=spoken(local_day(enquiry.opened)))
    if not enquiry.awaiting:
        return f"{name} {came} {say('status_answered')}"
    return " ".join([name, came, _whereabouts(store, enquiry, channels, say), *_promise(store, enquiry, say, today)])


def _whereabouts(store: Store, enquiry: Enquiry, channels: Channels, say: Wording) -> str:
    if channels.staff is None:
        waits = store.outbox.waits(MAIL, EnquiryMail, enquiry.id)
        return say("status_on_its_way") if waits else say("status_by_mail", email=enquiry.email or "-")
    if not store.posts.of_enquiry(enquiry.id, "card"):
        return say("status_on_its_way")
    return say("status_seen" if enquiry.seen or enquiry.claimed_by else "status_there")


def _promise(store: Store, enquiry: Enquiry, say: Wording, today: date) -> list[str]:
    if enquiry.due is None:
        return [say("status_no_due")]
    if enquiry.due >= today:
        return [say("status_due", day=spoken(enquiry.due))]
    reminded = date.fromisoformat(store.facts.get("reminded") or date.min.isoformat())
    late = say("status_late", day=spoken(enquiry.due))
    if reminded <= enquiry.due:
        return [late]
    again = say("status_reminded_today") if reminded == today else say("status_reminded", day=spoken(reminded))
    return [late, again]


def tell_closed(store: Store, enquiry: Enquiry, say: Wording, now: datetime) -> None:
    """The team closes an enquiry that is open: its writer is told, and asked whether it helped."""
    ref = enquiry.reference
    rows = [[(say(f"closed_{one}"), f"helped:{ref}:{one}") for one in OPINIONS], *_again(ref, say)]
    if enquiry.leader is not None and enquiry.state == "open":
        store.outbox.add(enquiry.leader, Say(say("closed", reference=ref), enquiry.id, rows, plain=True), now)


def tell_end(store: Store, enquiry: Enquiry, end: date, say: Wording, now: datetime) -> None:
    """An enquiry that nobody has answered is near its end: its writer can still ask again."""
    text = say("ends_unanswered", reference=enquiry.reference, day=spoken(end))
    rows = [[(say("reply_button"), f"reply:{enquiry.reference}")]]
    if enquiry.leader is not None:
        store.outbox.add(enquiry.leader, Say(text, enquiry.id, rows, plain=True), now)


def judge(at: LeaderDesk, about: str, under: int | None) -> bool:
    """Whether an enquiry that was closed has helped; the first answer is counted, the last one is kept."""
    reference, _, choice = about.partition(":")
    enquiry, opinion = at.own(reference), next((one for one in OPINIONS if one == choice), None)
    if enquiry is None or opinion is None or enquiry.state not in ("open", "closed"):
        return False
    if enquiry.helped is None:
        at.store.counts.add(week_of(at.now), [Tally("closed", opinion)])
    at.store.enquiries.change(enquiry.id, helped=opinion)
    at.to_staff(enquiry.id)
    if under is not None:
        at.store.outbox.add(at.leader, Retire((under,), whole=False), at.now)
    rows = [] if opinion == "yes" or enquiry.state == "open" else _again(reference, at.say)
    at.tell(at.say(f"closed_thanks_{opinion}"), rows, receipt_of=enquiry.id)
    return True


def reopen(at: LeaderDesk, reference: str) -> bool:
    """A leader opens an enquiry again that the team has closed."""
    enquiry = at.going_on(reference)
    if enquiry is None or enquiry.state not in ("open", "closed"):
        return False
    reference = enquiry.reference
    if enquiry.state == "closed":
        at.store.enquiries.change(enquiry.id, state="open", awaiting=1, last=at.now, due=at.due())
        at.to_staff(enquiry.id)
        if at.channels.staff is not None:
            note = Note(at.say("reopened_note", reference=reference), enquiry.id)
            at.store.outbox.add(STAFF, note, at.now)
    rows = [[(at.say("reply_button"), f"reply:{reference}")]]
    at.tell(at.say("reopened", reference=reference), rows, receipt_of=enquiry.id)
    return True


def ask_for_reply(at: LeaderDesk, about: str) -> bool:
    """Open Telegram's field for a reply to the team; what is written there answers the message with that number."""
    reference, _, number = about.partition(":")
    enquiry = at.going_on(reference)
    if enquiry is None or enquiry.state not in ("open", "closed"):
        return False
    pointed = at.store.messages.by_id(int(number)) if number.isdecimal() and len(number) < 12 else None
    points = pointed.id if pointed and pointed.enquiry == enquiry.id else None
    text = at.say("reply_ask", reference=enquiry.reference)
    at.store.outbox.add(at.leader, Say(text, enquiry.id, plain=True, writes=True, points=points), at.now)
    return True


def offer_missed(at: LeaderDesk) -> None:
    """Whom the team's replies could not reach is offered them when they are back."""
    missed = at.store.messages.undelivered(at.leader)
    if missed:
        rows = [[(at.say("missed_button"), "missed:")]]
        at.tell(at.say("missed", count=len(missed)), rows)


def send_missed(at: LeaderDesk) -> bool:
    """Send what could not be delivered; False where there is nothing."""
    missed = at.store.messages.undelivered(at.leader)
    for message in missed:
        reply = ReplyFile(message.enquiry, message.id) if message.file else ReplyText(message.enquiry, message.id)
        at.store.outbox.add(at.leader, reply, at.now)
        at.store.enquiries.change(message.enquiry, awaiting=0)
        at.to_staff(message.enquiry)
    return bool(missed)


def _again(reference: str, say: Wording) -> Labels:
    return [[(say("again_button"), f"again:{reference}")]]
