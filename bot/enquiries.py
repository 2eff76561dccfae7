"""The leader's side of enquiries: each method is a step, written as rows in the transaction of whoever calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.card import portions, preview
from bot.counts import NO_REASON, Tally, week_of
from bot.enquiry import Draft, File, Part, appearing, chosen, edited, emptied, from_row, to_row, words_key, written
from bot.privacy import remove
from bot.records import MAIL, STAFF, Appear, Enquiry
from bot.store import Store
from bot.wording import Wording
from bot.workdays import due_day, spoken
from knowledge.model import Knowledge

DRAFT_LASTS = timedelta(minutes=60)
SAME_WITHIN = timedelta(minutes=10)
MOST_UNREAD = 60  # messages of one leader in a day that no reply has followed; a full draft is half of them

Labels = list[list[tuple[str, str]]]  # rows of buttons: label and data


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
    enquiry: Enquiry | None = None  # the one whose receipt or reply is answered
    open: str | None = None  # the reference of the newest open one


@dataclass(frozen=True, slots=True)
class Reception:
    """Steps of one leader. `reference` makes a new one up; `keep_days` is told in the receipt."""

    store: Store
    knowledge: Knowledge
    channels: Channels
    leader: int
    now: datetime
    keep_days: int
    reference: Callable[[], str]

    @property
    def say(self) -> Wording:
        """The assistant's sentences."""
        return Wording(self.knowledge.wording)

    def look(self, answered: int | None) -> Look:
        """What a message that answers one of the bot's may belong to."""
        post = self.store.post(self.leader, answered) if answered else None
        opened = [one.reference for one in self.store.of_leader(self.leader) if one.state == "open"]
        behind = self.store.enquiry(post.enquiry) if post else None
        return Look(self.draft(), behind, opened[-1] if opened else None)

    def draft(self) -> Draft | None:
        """What is being written, unless it has lain for too long."""
        row = self.store.draft(self.leader, self.now - DRAFT_LASTS)
        return from_row(row) if row else None

    def begin(self, name: str, question: str | None = None, reason: str | None = None) -> None:
        """A new enquiry, in the place of one that was being written."""
        draft = Draft(self._new_reference(), name, question=question, needs_email=self.channels.staff is None)
        if not self.knowledge.contact.reasons:
            draft = replace(draft, stage="words")
        known = {one.id for one in self.knowledge.contact.reasons}
        self._go_on(chosen(draft, reason) if reason in known else draft)

    def begin_with(self, name: str, part: Part) -> None:
        """A new enquiry whose words are there: straight to the preview."""
        draft = Draft(self._new_reference(), name, stage="words", needs_email=self.channels.staff is None)
        self._write(draft, part)

    def write(self, part: Part) -> None:
        """What was typed or sent while a draft is open."""
        if draft := self.draft():
            self._write(draft, part)

    def rewrite(self, post: int, words: str) -> bool:
        """A message was edited; False where it belongs to no draft and no enquiry."""
        draft = self.draft()
        if draft and (changed := edited(draft, post, words)):
            self._go_on(changed)
            return True
        message = self.store.written(self.leader, post)
        if message is None:
            return False
        self.store.change_message(message.id, words=words, edited=1)
        enquiry = self.store.enquiry(message.enquiry)
        if enquiry:
            self.to_staff(enquiry.id, None if message.first else message.id)
        return True

    def press(self, verb: str, about: str) -> bool:
        """A button of the draft; False where the draft it belongs to is gone."""
        draft = self.draft()
        reference, _, choice = about.partition(":")
        sent = self.store.referred(reference)
        if verb == "send" and sent and sent.leader == self.leader:
            self._receipt(sent)
            return True
        if draft is None or draft.reference != reference:
            return False
        match verb, choice:
            case "reason", id_ if any(one.id == id_ for one in self.knowledge.contact.reasons):
                self._go_on(chosen(draft, id_))
            case "appear", ("trust" | "name" | "anonymous") as appear if appear != "anonymous" or not draft.needs_email:
                self._go_on(appearing(draft, appear), first="anonymous_limits" if appear == "anonymous" else None)
            case "change", _:
                self._go_on(emptied(draft))
            case "question", _ if draft.question:
                self._go_on(replace(draft, with_question=not draft.with_question))
            case "send", _ if draft.complete:
                self._send(draft)
            case "drop", _:
                self.cancel()
            case _:
                return False
        return True

    def cancel(self) -> bool:
        """Throw the draft away; was there one?"""
        if dropped := self.store.drop_draft(self.leader):
            self.tell(self.say("draft_dropped"))
        return dropped

    def prompt(self, draft: Draft) -> tuple[str, Labels]:
        """What is asked now, and the buttons under it."""
        ref, say = draft.reference, self.say
        stop = [(say("cancel_button"), f"drop:{ref}")]
        if draft.stage == "reason":
            reasons = enumerate(self.knowledge.contact.reasons, 1)
            rows = [[(f"{n}. {one.label}", f"reason:{ref}:{one.id}")] for n, one in reasons]
            return say("ask_reason"), [*rows, stop]
        if draft.stage == "words":
            asked = next(
                (one.prompt for one in self.knowledge.contact.reasons if one.id == draft.reason and one.prompt), None
            )
            return f"{asked or say('ask_words')} {say('ask_files')}", [stop]
        if draft.stage != "preview":
            return say(f"ask_{draft.stage}"), [stop]
        return self._preview(draft), [*self._choices(draft), [(say("send_button"), f"send:{ref}"), *stop]]

    def _choices(self, draft: Draft) -> Labels:
        ref, say = draft.reference, self.say
        ways: list[Appear] = ["trust", "name"] if draft.needs_email else ["trust", "name", "anonymous"]
        rows: Labels = [[(say(f"appear_{one}"), f"appear:{ref}:{one}")] for one in ways if one != draft.appear]
        if draft.question:
            key = "question_leave" if draft.with_question else "question_add"
            rows.append([(say(key), f"question:{ref}")])
        return [*rows, [(say("change_button"), f"change:{ref}")]]

    def _preview(self, draft: Draft) -> str:
        return f"{self.say('preview')}\n\n{preview(draft, self.say, self.knowledge.contact, self.due())}"

    def _write(self, draft: Draft, part: Part) -> None:
        longer = written(draft, part)
        if longer is None:
            self.tell(self.say("draft_full"))
        elif longer == draft:
            self.tell(self.say("no_address"))
        else:
            self._go_on(longer, first="file_kept" if longer.stage == draft.stage != "preview" else None)

    def _go_on(self, draft: Draft, first: str | None = None) -> None:
        """Keep it and ask on; `first` is a sentence that goes before."""
        self.store.keep_draft(self.leader, to_row(draft), self.now)
        text, rows = self.prompt(draft)
        self.tell(f"{self.say(first)}\n\n{text}" if first else text, rows, plain=draft.stage == "preview")

    def _send(self, draft: Draft) -> None:
        key = words_key(self.leader, draft)
        same = [
            one for one in self.store.of_leader(self.leader)
            if one.words_key == key and one.opened > self.now - SAME_WITHIN and one.state != "withdrawn"
        ]  # fmt: skip
        if not same and self._refuses_more():
            return
        self.store.drop_draft(self.leader)
        if same:
            self._receipt(same[-1])
            return
        id_ = self.store.add_enquiry(
            reference=draft.reference, leader=self.leader, appear=draft.appear, reason=draft.reason, email=draft.email,
            name=None if draft.appear == "anonymous" else draft.name, state="open", awaiting=1, words_key=key,
            trust=draft.trust if draft.appear == "trust" else None, opened=self.now, due=self.due(), last=self.now,
            question=draft.question if draft.with_question else None,
        )  # fmt: skip
        self.store.count(week_of(self.now), [Tally("enquiry", draft.reason or NO_REASON)])
        messages = [self._add(id_, part, first=True) for part in draft.parts]
        self.to_staff(id_)
        for message, part in zip(messages, draft.parts, strict=True):
            if part.file:
                self._file(id_, message)
        if self.channels.mail:
            self.store.queue(MAIL, "mail", self.now, enquiry=id_)
        self._receipt(self.store.enquiry(id_))

    def follow_up(self, enquiry: Enquiry, part: Part) -> None:
        """A reply to a receipt or to staff, or an answer's question, goes to an enquiry that was sent."""
        if enquiry.leader != self.leader or enquiry.state not in ("open", "closed"):
            self.tell(self.say("enquiry_over", reference=enquiry.reference))
            return
        if self.store.written(self.leader, part.post) or self._refuses_more():
            return
        message = self._add(enquiry.id, part, first=False)
        due = enquiry.due if enquiry.awaiting else self.due()
        self.store.change_enquiry(enquiry.id, state="open", awaiting=1, last=self.now, due=due)
        if part.words:
            self.to_staff(enquiry.id, message)
        if part.file:
            self._file(enquiry.id, message)
        self.to_staff(enquiry.id)
        if self.channels.mail:
            self.store.queue(MAIL, "mail", self.now, enquiry=enquiry.id, message=message)
        self.tell(self.say("added", reference=enquiry.reference), receipt_of=enquiry.id)

    def withdraw(self, reference: str) -> bool:
        """Take an enquiry back: its words are deleted here and on its cards; False where there is none to take back."""
        enquiry = self.store.referred(reference)
        if enquiry is None or enquiry.leader != self.leader or enquiry.state not in ("open", "closed"):
            return False
        remove(self.store, enquiry, "withdrawn", self.now, self.say("reply_gone"), mails=self.channels.mail)
        self.tell(self.say("withdrawn", reference=enquiry.reference))
        return True

    def to_staff(self, enquiry: int, message: int | None = None) -> None:
        """Bring the card, or the relay of a later message, up to date."""
        kind = "card" if message is None else "relay"
        if self.channels.staff is not None and not self.store.waiting(STAFF, kind, enquiry, message):
            self.store.queue(STAFF, kind, self.now, enquiry=enquiry, message=message)

    def tell(
        self, text: str, rows: Labels | None = None, *, receipt_of: int | None = None, plain: bool = False
    ) -> None:
        """Say something to the leader, after all else that waits for them."""
        parts = portions(text) if plain else (text,)
        for number, part in enumerate(parts, 1):
            body = {"text": part, "rows": (rows or []) if number == len(parts) else [], "plain": plain}
            self.store.queue(self.leader, "say", self.now, enquiry=receipt_of, body=body)

    def due(self) -> date | None:
        """The day by which a reply is promised, if one is."""
        days = self.knowledge.contact.promised_reply_days
        return due_day(self.now, days) if days else None

    def _refuses_more(self) -> bool:
        """Say so where the team has as much of this leader's as can be read in a day."""
        if refuses := self.store.unread(self.leader, self.now - timedelta(days=1)) >= MOST_UNREAD:
            self.tell(self.say("unread_many"))
        return refuses

    def _receipt(self, enquiry: Enquiry | None) -> None:
        if enquiry is None:
            return
        say, ref = self.say, enquiry.reference
        due = say("receipt_due", day=spoken(enquiry.due)) if enquiry.due else say("receipt_no_due")
        told = [f"{due} {say('receipt_how')}", say("receipt_kept", days=self.keep_days, reference=ref)]
        self.tell("\n\n".join([say("receipt", reference=ref), *told]), receipt_of=enquiry.id)

    def _add(self, enquiry: int, part: Part, *, first: bool) -> int:
        file = part.file or File("", "")
        return self.store.add_message(
            enquiry=enquiry, side="leader", first=first, heading=part.heading, words=part.words, kind=file.kind or None,
            file=file.id or None, file_name=file.name, file_size=file.size, chat=self.leader, post=part.post, edited=0,
            at=self.now,
        )  # fmt: skip

    def _file(self, enquiry: int, message: int) -> None:
        if self.channels.staff is not None:
            self.store.queue(STAFF, "file", self.now, enquiry=enquiry, message=message)

    def _new_reference(self) -> str:
        while self.store.referred(found := self.reference()):
            pass
        return found
