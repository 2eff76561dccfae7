"""What is kept about somebody: shown, deleted when they ask, and deleted when its time is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.conversation.saved import UNSAVED, clear
from bot.enquiries.attachments import listed, shown_name
from bot.enquiries.card import reason_of, who, whole
from bot.enquiries.draft import Draft, from_row
from bot.enquiries.removal import remove, take_down
from bot.machine.erasures import Erasure
from bot.markup import unlinked
from bot.store.counts import week_of
from bot.store.outgoing import Card, EnquiryMail, Relay, RelayedFile
from bot.store.records import IN_STAFF_CHAT, Enquiry, Message
from bot.store.store import Store
from bot.wording import Wording
from bot.workdays import at_the_clock, local_day, spoken
from knowledge.model import Knowledge
from knowledge.notice import PrivacyNotice

ENQUIRIES_DAYS = 90  # after the last message in one
GAPS_DAYS = 180  # after the like was last asked, or settled
VERSIONS_DAYS = 365  # after another version took its place
SAVED_DAYS = 180  # after the reading list was last used
EDITS = timedelta(days=30)  # a change that nobody applied, and what an administrator was sent to change
REVIEWS = timedelta(days=366)  # then what was confirmed is due to be read again
UPDATE_NUMBERS = timedelta(days=3)  # Telegram offers an update for a day
DRAFTS = timedelta(minutes=60)
NUMBERS = timedelta(minutes=60)  # what they stand for, after the last message
ERASURES = timedelta(days=30)  # beyond the time that enquiries and lists are kept: by then they end in every backup too
COUNTS_WEEKS = 57  # thirteen months: a year, and the month before it to compare with
ACCESSES = timedelta(days=365)  # who looked at what is kept of somebody
MOST_NOTICE = 10  # days; enough that a working day is among them
EVER = datetime.min.replace(tzinfo=UTC)


def notice(settled: PrivacyNotice, say: Wording) -> Iterator[str]:
    """The privacy notice, a paragraph each; what nobody has settled yet is named at the end."""
    parts = {
        "controller": say("privacy_controller", controller=settled.controller),
        "officer": say("privacy_officer", officer=settled.officer),
        "lawful_basis": say("privacy_basis", basis=settled.lawful_basis),
        "condition": say("privacy_condition", condition=settled.condition),
        "recipients": say("privacy_recipients", recipients=settled.recipients),
        "transfers": say("privacy_transfers", transfers=settled.transfers),
        "rights": say("privacy_rights"),
        "complaints": say("privacy_complaints", complaints=settled.complaints),
        "regulator": say("privacy_regulator"),
    }
    unset = [*settled.unset()]
    yield from (words for name, words in parts.items() if name not in unset)
    if unset:
        yield say("privacy_unset", parts=", ".join(say(f"privacy_part_{name}") for name in unset))


def mydata(store: Store, leader: int, knowledge: Knowledge, *, numbers: bool = False) -> str:
    """Everything that is held about a leader, in words; `numbers`: what those of a list stand for is."""
    say, parts = Wording(knowledge.wording), []
    if row := store.drafts.of_leader(leader, EVER):
        parts.append(f"{say('mydata_draft')}\n{_draft(from_row(row), say)}")
    for enquiry in store.enquiries.of_leader(leader):
        lines = [*_enquiry(enquiry, knowledge, say), *_messages(store.messages.of_enquiry(enquiry.id), say)]
        drafts = store.lessons.of_enquiry(enquiry.id)
        lines += [f"{say('mydata_lesson')} {lesson.title}\n{lesson.text}" for lesson in drafts]
        parts.append("\n".join(lines))
    if saved := store.saved.of_leader(leader):
        named = (knowledge.by_id[id_].label if id_ in knowledge.by_id else id_ for id_ in saved.resources)
        lines = [say("mydata_saved", day=spoken(saved.used)), *(f"- {name}" for name in named)]
        parts.append("\n".join(lines))
    parts += [say("mydata_numbers")] if numbers else []
    if not parts:
        return say("mydata_none")
    return unlinked("\n\n".join([say("mydata_opening", number=leader), *parts]))


def _enquiry(enquiry: Enquiry, knowledge: Knowledge, say: Wording) -> Iterator[str]:
    """What its row says of it, a line each."""
    day = spoken(local_day(enquiry.opened))
    if enquiry.state in ("withdrawn", "forgotten"):  # its name went with its words
        yield say("mydata_enquiry_gone", reference=enquiry.reference, day=day)
    else:
        yield say("mydata_enquiry", reference=enquiry.reference, day=day, who=who(enquiry, say))
    reason = reason_of(enquiry, say, knowledge.contact) if enquiry.reason else None
    state = say(f"mydata_{enquiry.state}")
    waits = say("mydata_waits" if enquiry.awaiting else "mydata_waits_not")
    yield say("mydata_state", state=state, waits=waits, day=spoken(local_day(enquiry.last)))
    yield from [say("mydata_reason", reason=reason)] if reason else []
    yield from [say("card_due", day=spoken(enquiry.due))] if enquiry.due else []
    yield from [say("card_claimed", name=enquiry.claimed_by)] if enquiry.claimed_by else []
    yield from [say("card_snoozed", day=spoken(enquiry.snoozed))] if enquiry.snoozed else []
    yield from [say("status_seen")] if enquiry.seen else []
    yield from [say("card_email", email=enquiry.email)] if enquiry.email else []
    yield from [say("card_question", question=enquiry.question)] if enquiry.question else []
    yield from [say("mydata_helped", answer=say(f"closed_{enquiry.helped}"))] if enquiry.helped else []


def _messages(messages: Iterable[Message], say: Wording) -> Iterator[str]:
    """What either side wrote and when, a line each."""
    for message in messages:
        side = say("mydata_yours" if message.side == "leader" else "mydata_theirs")
        parts = (f"- {at_the_clock(message.at)},", side, whole(message, say), listed(message, say))
        yield " ".join(part for part in parts if part)


def _draft(draft: Draft, say: Wording) -> str:
    names = ", ".join(filter(None, [draft.name, draft.trust]))
    files = [part.file for part in draft.parts if part.file]
    lines = [
        say("card_from", who=names),
        say("card_email", email=draft.email) if draft.email else "",
        say("card_question", question=draft.question) if draft.question else "",
        *(say("history_file", name=shown_name(file.kind, file.name, say)) for file in files),
        "\n\n".join(filter(None, (whole(part, say) for part in draft.parts))),
    ]
    return "\n".join(line for line in lines if line)


def forget(store: Store, leader: int, now: datetime, say: Wording, *, mails: bool = False) -> None:
    """Delete everything that is held about a leader; what staff see of it is taken back."""
    store.drafts.delete(leader)
    clear(store, leader, now)
    for enquiry in store.enquiries.of_leader(leader):
        if enquiry.state in ("open", "closed"):
            remove(store, enquiry, "forgotten", now, say("reply_gone"), mails=mails)
        else:
            store.erased.note(enquiry.reference, "forgotten", now)
        _part_with(store, enquiry)
    store.outbox.clear(leader)
    store.tidy_later()


def _part_with(store: Store, enquiry: Enquiry) -> None:
    """Nothing says any more whose it was."""
    store.enquiries.change(enquiry.id, leader=None)
    store.posts.delete_of(enquiry.id, "receipt", "reply")


def erase_again(store: Store, erasures: Iterable[Erasure], now: datetime) -> None:
    """Bring a copy of earlier up to date with what was erased since, oldest first; drafts are over by now."""
    store.drafts.forget_before(now)
    store.numbers.forget_before(now)
    for erasure in erasures:
        if erasure.how == UNSAVED:
            store.saved.delete_by_reference(erasure.reference)
            continue
        enquiry = store.enquiries.by_reference(erasure.reference)
        if enquiry is None or erasure.at < enquiry.opened:  # a reference can be given again
            continue
        if enquiry.state in ("open", "closed") and erasure.how != "ended":
            remove(store, enquiry, erasure.how, erasure.at, gone="")
        if erasure.how == "forgotten":
            store.outbox.clear(enquiry.leader or 0)
            _part_with(store, enquiry)
        if erasure.how == "ended":
            _end(store, enquiry, now)
    store.tidy_later()


def _end(store: Store, enquiry: Enquiry, now: datetime) -> None:
    """Erase an enquiry whose time is over, and take down what shows it to staff."""
    if enquiry.state in ("open", "closed"):
        take_down(store, enquiry, store.posts.of_enquiry(enquiry.id, *IN_STAFF_CHAT), now)
    store.enquiries.erase(enquiry.id, whole=True)
    store.facts.set(_warned(enquiry), None)


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days enquiries are kept after their last message, versions after they were replaced.

    And questions without an answer after they were last asked, or settled; reading lists after they were last used.
    """

    enquiries: int = ENQUIRIES_DAYS
    versions: int = VERSIONS_DAYS
    gaps: int = GAPS_DAYS
    saved: int = SAVED_DAYS


def retain(store: Store, now: datetime, kept: Retention, *, warns: bool) -> int:
    """Delete what has come to its end; how many enquiries that were. `warns`: staff are warned in their chat."""
    store.inbox.forget_before(now - UPDATE_NUMBERS)
    store.counts.forget_before(week_of(now) - timedelta(weeks=COUNTS_WEEKS))
    store.versions.forget_before(now - timedelta(days=kept.versions))
    store.proposals.forget_before(now - EDITS)
    store.awaiting.forget_before(now - EDITS)
    store.accesses.forget_before(now - ACCESSES)
    store.reviews.forget_before(now - REVIEWS)
    oldest = local_day(now) - timedelta(days=kept.gaps)
    store.gaps.forget_before(oldest)
    store.lessons.forget_before(oldest)
    store.saved.forget_before(local_day(now) - timedelta(days=kept.saved))
    old = [enquiry for enquiry in store.enquiries.all() if enquiry.last < now - timedelta(days=kept.enquiries)]
    ended = [
        enquiry for enquiry in old if not (enquiry.awaiting and _held(store, enquiry, now, kept.enquiries, warns=warns))
    ]
    for enquiry in ended:
        store.erased.note(enquiry.reference, "ended", now)
        _end(store, enquiry, now)
    store.erased.forget_before(now - timedelta(days=max(kept.enquiries, kept.saved)) - ERASURES)
    store.tidy_later()
    return len(ended)


def warn(store: Store, now: datetime, enquiries_days: int) -> list[tuple[Enquiry, date]]:
    """Unanswered enquiries whose end is near, with its day: staff are now warned of each, once."""
    today, (early, least) = local_day(now), _notice(enquiries_days)
    near = []
    for enquiry in store.enquiries.open():
        end = local_day(enquiry.last + timedelta(days=enquiries_days))
        warned = store.facts.get(_warned(enquiry)) or ""
        if enquiry.awaiting and end - early <= today and warned < (end - early).isoformat():
            store.facts.set(_warned(enquiry), today.isoformat())
            near.append((enquiry, max(end, today + least)))
    return near


def _held(store: Store, enquiry: Enquiry, now: datetime, enquiries_days: int, *, warns: bool) -> bool:
    """Is it kept beyond its end, because staff have not got it yet, or were not warned in time?"""
    if store.outbox.of_enquiry(enquiry.id, Card, Relay, RelayedFile, EnquiryMail):
        return True
    _, least = _notice(enquiries_days)
    return warns and (store.facts.get(_warned(enquiry)) or "9") > (local_day(now) - least).isoformat()


def _notice(enquiries_days: int) -> tuple[timedelta, timedelta]:
    """How long before the end staff are warned, and how long at least."""
    early = min(MOST_NOTICE, enquiries_days // 3)
    return timedelta(days=early), timedelta(days=early // 2)


def _warned(enquiry: Enquiry) -> str:
    return f"warned:{enquiry.id}"
