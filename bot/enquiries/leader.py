"""The leader's side of enquiries that were sent: each method is a step, rows in the transaction of whoever calls it.

Those that are being written are in `bot.enquiries.drafting`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.enquiries.attachments import WITHHELD, File, number_of, same_file, sent_name, shown_name
from bot.enquiries.card import first_line, pointer, portions, reads, who
from bot.enquiries.draft import Draft, Part, from_row, tells_name
from bot.enquiries.preview import Labels, promised
from bot.enquiries.removal import remove
from bot.store.outgoing import Card, EnquiryMail, Relay, RelayedFile, Say
from bot.store.records import MAIL, STAFF, Enquiry, Message
from bot.store.store import Store
from bot.wording import Wording
from bot.workdays import spoken
from knowledge.model import Knowledge

REPLY_AWAITS = timedelta(hours=48)  # so long after a message of the team's an answer to it is likely
DRAFT_LASTS = timedelta(minutes=60)
MOST_UNREAD = 60  # messages of one leader in a day that no reply has followed; a full draft is half of them


@dataclass(frozen=True, slots=True)
class Channels:
    """Where enquiries go: to the staff chat with this number, by e-mail, or both."""

    staff: int | None = None
    mail: bool = False

    def __bool__(self) -> bool:
        return self.staff is not None or self.mail


@dataclass(frozen=True, slots=True)
class Look:
    """What a message in a private chat may belong to."""

    draft: Draft | None = None
    enquiry: Enquiry | None = None  # the one whose receipt, reply or own words are answered
    answers: str | None = None  # the words that are answered
    open: str | None = None  # the reference of the newest open one
    replied: str | None = None  # that of the one to which the team wrote last, not long ago


@dataclass(frozen=True, slots=True)
class LeaderDesk:
    """Steps of one leader. `reference` makes a new one up, `keep_days` is told, `spoken` was said of an album."""

    store: Store
    knowledge: Knowledge
    channels: Channels
    leader: int
    now: datetime
    keep_days: int
    reference: Callable[[], str]
    spoken: set[str] = field(default_factory=set)

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.knowledge.wording)

    def look(self, answered: int | None) -> Look:
        """What a message that answers another in the chat may belong to."""
        post = self.store.posts.at(self.leader, answered) if answered else None
        own = self.store.messages.by_post(self.leader, answered) if answered else None
        opened = [one.reference for one in self.store.enquiries.of_leader(self.leader) if one.state == "open"]
        about = post or own
        behind = self.store.enquiries.by_id(about.enquiry) if about else None
        behind = self.store.enquiries.goes_on_in(behind) if behind else None
        pointed = self.store.messages.by_id(post.message) if post and post.message else own
        answers = pointer(pointed, self.say) if pointed else None
        last = self.store.messages.last_reply(self.leader, self.now - REPLY_AWAITS)
        replied = self.store.enquiries.by_id(last.enquiry) if last else None
        return Look(
            self.draft(), behind, answers, opened[-1] if opened else None, replied.reference if replied else None
        )

    def own(self, reference: str) -> Enquiry | None:
        """An enquiry of this leader's; of another's nothing may be told, not even that it is there."""
        found = self.store.enquiries.by_reference(reference)
        return found if found and found.leader == self.leader else None

    def going_on(self, reference: str) -> Enquiry | None:
        """An enquiry of this leader's, or the one that it was merged into."""
        enquiry = self.own(reference)
        return self.store.enquiries.goes_on_in(enquiry) if enquiry else None

    def draft(self) -> Draft | None:
        """What is being written, unless it has lain for too long."""
        row = self.store.drafts.of_leader(self.leader, self.now - DRAFT_LASTS)
        return from_row(row) if row else None

    def _anonymous(self, enquiry: Draft | Enquiry, part: Part, key: str) -> Part:
        """Without a file whose name would tell who stays anonymous; they are told."""
        if not tells_name(part.file, enquiry.appear):
            return part
        self.tell(self.say(key))
        return replace(part, file=None)

    def _tell_withheld(self, part: Part) -> None:
        """A file that staff do not get is named to its sender at once, with what helps."""
        if part.file and part.file.kind == WITHHELD:
            self.tell(self.say("file_withheld_how", name=part.file.name or self.say("file_document")))

    def follow_up(self, enquiry: Enquiry, part: Part) -> None:
        """A reply to a receipt or to staff, or an answer's question, goes to an enquiry that was sent."""
        if enquiry.state not in ("open", "closed"):
            self.tell(self.say("enquiry_over", reference=enquiry.reference))
            return
        if self.store.messages.by_post(self.leader, part.post) or self._refuses_more():
            return
        only_file = part.file and not part.words
        part = self._anonymous(enquiry, part, "anonymous_too_large")
        if only_file and not part.file:
            return
        self._tell_withheld(part)
        if part.file:
            part = replace(part, file=self._named(enquiry, part.file))
        message = self._add(enquiry.id, part, first=False)
        due = enquiry.due if enquiry.awaiting else self.due()
        self.store.enquiries.change(enquiry.id, state="open", awaiting=1, last=self.now, due=due)
        if reads(part):
            self.to_staff(enquiry.id, message)
        if part.file:
            self._file(enquiry.id, message)
        self.to_staff(enquiry.id)
        if self.channels.mail:
            self.store.outbox.add(MAIL, EnquiryMail(enquiry.id, message), self.now)
        lines = [self.say("added", reference=enquiry.reference)]
        if part.file and enquiry.appear == "anonymous":
            name = shown_name(part.file.kind, part.file.name, self.say)
            lines += [self.say("added_as", name=name), self.say("anonymous_files")]
        elif "added" in self.spoken:  # of the same album
            return
        self.spoken.add("added")
        self.tell("\n".join(lines), receipt_of=enquiry.id)

    def _correct(self, enquiry: Enquiry, message: Message, part: Part) -> None:
        """A message that was sent has changed: so do the card or the relay, and a file is replaced."""
        part = self._anonymous(enquiry, part, "replacing_too_large")
        changes: dict[str, object] = {"words": part.words, "edited": 1} if part.words != message.words else {}
        if part.file and not same_file(message, part.file.unique, part.file.id):
            self._tell_withheld(part)
            changes |= _columns(self._named(enquiry, part.file, message.id))
            self._replace(enquiry, message)
        if not changes:
            return
        self.store.messages.change(message.id, **changes)
        if message.first or "words" in changes:
            self.to_staff(enquiry.id, None if message.first else message.id)
        unsent = [None, message.id] if message.first else [message.id]
        if self.channels.mail and not any(
            self.store.outbox.waits(MAIL, EnquiryMail, enquiry.id, row) for row in unsent
        ):
            self.store.outbox.add(MAIL, EnquiryMail(enquiry.id, message.id, changed=True), self.now)

    def _replace(self, enquiry: Enquiry, message: Message) -> None:
        """Staff get the new file, and both sides are told what became of the old one."""
        if self.channels.mail:
            self.tell(self.say("file_replaced_mail", reference=enquiry.reference), receipt_of=enquiry.id)
        if self.channels.staff is None:
            return
        if self.store.outbox.waits(STAFF, RelayedFile, enquiry.id, message.id):
            self.tell(self.say("file_replaced", reference=enquiry.reference), receipt_of=enquiry.id)
            return
        old = shown_name(message.kind, message.file_name, self.say) if message.file else ""
        self.store.outbox.add(STAFF, RelayedFile(enquiry.id, message.id, old), self.now)

    def _named(self, enquiry: Enquiry, file: File, message: int | None = None) -> File:
        """With the name under which staff get it."""
        number = number_of(message, self.store.messages.of_enquiry(enquiry.id))
        return replace(file, name=sent_name(file.kind, file.name, enquiry.appear, number))

    def withdraw(self, reference: str) -> bool:
        """Take an enquiry back: its words are deleted here and on its cards; False where there is none to take back."""
        enquiry = self.own(reference)
        if enquiry is None or enquiry.state not in ("open", "closed"):
            return False
        remove(self.store, enquiry, "withdrawn", self.now, self.say("reply_gone"), mails=self.channels.mail)
        self.tell(self.say("withdrawn", reference=enquiry.reference))
        return True

    def to_staff(self, enquiry: int, message: int | None = None) -> None:
        """Bring the card, or the relay of a later message, up to date."""
        what = Card(enquiry) if message is None else Relay(enquiry, message)
        if self.channels.staff is not None and not self.store.outbox.waits(STAFF, type(what), enquiry, message):
            self.store.outbox.add(STAFF, what, self.now)

    def _once(self, key: str, answering: int | None = None) -> None:
        """Say it, of an album once."""
        if key not in self.spoken:
            self.spoken.add(key)
            self.tell(self.say(key), answering=answering)

    def tell(
        self, text: str, rows: Labels | None = None, *, receipt_of: int | None = None, plain: bool = False,
        answering: int | None = None,
    ) -> None:  # fmt: skip
        """Say something to the leader, after all else that waits for them; `answering` is a message of theirs."""
        parts = portions(text) if plain else (text,)
        for number, part in enumerate(parts, 1):
            under = (rows or ()) if number == len(parts) else ()
            say = Say(part, receipt_of, under, plain=plain, answering=answering)
            self.store.outbox.add(self.leader, say, self.now)

    def due(self) -> date | None:
        """The day by which a reply is promised, if one is."""
        return promised(self.knowledge.contact, self.now)

    def _refuses_more(self) -> bool:
        """Say so where the team has as much of this leader's as can be read in a day."""
        if refuses := self.store.messages.unread(self.leader, self.now - timedelta(days=1)) >= MOST_UNREAD:
            self._once("unread_many")
        return refuses

    def _receipt(self, enquiry: Enquiry | None) -> None:
        if enquiry is None:
            return
        say, ref = self.say, enquiry.reference
        due = say("receipt_due", day=spoken(enquiry.due)) if enquiry.due else say("receipt_no_due")
        chat = self.channels.staff is not None
        comes = say("receipt_in_chat") if chat else say("receipt_by_mail", email=enquiry.email or "-")
        messages = self.store.messages.of_enquiry(enquiry.id)
        words = first_line(next((one.words for one in messages if one.words), ""))
        began = say("receipt_words", words=words) if words else say("receipt_files")
        appears = say("receipt_appears", who=who(enquiry, say))
        lines = [f"{began}\n{appears}", f"{due} {comes} {say('receipt_how')}"]
        lines.append(say("receipt_kept", days=self.keep_days, reference=ref))
        self.tell("\n\n".join([say("receipt", reference=ref), *lines]), receipt_of=enquiry.id, plain=True)

    def _add(self, enquiry: int, part: Part, *, first: bool) -> int:
        return self.store.messages.add(
            enquiry=enquiry, side="leader", first=first, heading=part.heading, words=part.words,
            chat=self.leader, post=part.post, edited=0, at=self.now, whose=part.whose, answers=part.answers,
            **(_columns(part.file) if part.file else {}),
        )  # fmt: skip

    def _file(self, enquiry: int, message: int) -> None:
        if self.channels.staff is not None:
            self.store.outbox.add(STAFF, RelayedFile(enquiry, message), self.now)

    def _new_reference(self) -> str:
        while self.store.enquiries.by_reference(reference := self.reference()):
            pass
        return reference


def _columns(file: File) -> dict[str, object]:
    """What the row of a message keeps of its file."""
    return {
        "kind": file.kind, "file": file.id, "file_name": file.name, "file_size": file.size, "file_unique": file.unique,
    }  # fmt: skip
