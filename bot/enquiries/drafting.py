"""The leader's side of an enquiry that is being written, from the first question to Send."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.enquiries.draft import (
    Draft,
    Part,
    Stage,
    appearing,
    chosen,
    edited,
    emptied,
    outgoing,
    repeats,
    tells_name,
    to_row,
    words_key,
    written,
)
from bot.enquiries.leader import LeaderDesk
from bot.enquiries.preview import Labels, digest, labels
from bot.store.counts import NO_REASON, Tally, week_of
from bot.store.outgoing import EnquiryMail, Retire, ShowDraft, SuggestReply
from bot.store.records import MAIL, STAFF

SAME_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Drafts(LeaderDesk):
    """Steps of one leader who writes."""

    def begin(self, name: str, question: str | None = None, reason: str | None = None) -> None:
        """A new enquiry, in the place of one that was being written."""
        known = {one.id for one in self.knowledge.contact.reasons}
        draft = replace(self._new(name, "reason" if known else "words"), question=question)
        self._show(chosen(draft, reason) if reason in known else draft)

    def begin_with(self, name: str, part: Part) -> None:
        """A new enquiry whose words are there: straight to the preview. The words of the open draft are that draft."""
        draft = self.draft()
        if draft and repeats(draft, part.words):
            self._show(draft, anew=True)
        else:
            self._write(self._new(name, "words"), part)

    def write(self, part: Part) -> None:
        """What was typed or sent while a draft is open."""
        if draft := self.draft():
            self._write(draft, part)

    def put(self, reference: str, part: Part) -> bool:
        """What was answered as a question is added, once, to the draft, or to the enquiry that it has become."""
        draft, sent = self.draft(), self.own(reference)
        if sent:
            self.follow_up(sent, part)
        elif draft is None or draft.reference != reference:
            return False
        elif all(one.post != part.post for one in draft.parts):
            self._write(draft, part)
        return True

    def rewrite(self, part: Part) -> bool:
        """A message was edited; False where it belongs to no draft and no enquiry."""
        draft = self.draft()
        if draft and edited(draft, part):
            part = self._anonymous(draft, part, "anonymous_too_large")
            self._show(edited(draft, part) or draft)
            return True
        message = self.store.messages.by_post(self.leader, part.post)
        enquiry = self.store.enquiries.by_id(message.enquiry) if message else None
        if message is None or enquiry is None:
            return False
        self._correct(enquiry, message, part)
        return True

    def typed(self, draft: Draft) -> Labels:
        """What can be typed instead of pressing: what is sent by it is what stands before the leader."""
        send = f"send:{draft.reference}:"
        rows = labels(draft, self.knowledge, self.now)
        return [
            [(name, f"{send}{draft.seen}" if data.startswith(send) else data) for name, data in row] for row in rows
        ]

    def press(self, verb: str, about: str, under: int | None = None) -> bool:
        """A button of the draft, under a message or typed; False where the draft it belongs to is gone."""
        draft = self.draft()
        reference, _, choice = about.partition(":")
        sent = self.own(reference)
        if verb == "send" and sent:
            self._receipt(sent)
            return True
        if draft is None or draft.reference != reference:
            return False
        match verb, choice:
            case "reason", id_ if any(one.id == id_ for one in self.knowledge.contact.reasons):
                self._show(chosen(draft, id_), under=under)
            case "appear", ("trust" | "name" | "anonymous") as appear if appear != "anonymous" or not draft.needs_email:
                self._appear(draft, appearing(draft, appear), under)
            case "change", _:
                self._show(emptied(draft), under=under)
            case "question", _ if draft.question:
                self._show(replace(draft, with_question=choice != "leave"), under=under, note=under is None)
            case "send", _ if draft.complete and choice == digest(draft, self.knowledge, self.now):
                self._send(draft)
            case "send", _:
                self._show(draft, "preview_changed", under=under, anew=True)
            case "drop", _:
                self.cancel()
            case _:
                return False
        return True

    def cancel(self) -> bool:
        """Throw the draft away; was there one?"""
        draft = self.draft()
        if dropped := self.store.drafts.delete(self.leader):
            self.tell(self.say("draft_dropped"))
        if draft:
            self._retire(draft)
        return dropped

    def _new(self, name: str, stage: Stage) -> Draft:
        """Instead of one that was being written. After an anonymous enquiry the next is anonymous too."""
        replaced, sent = self.draft(), self.store.enquiries.of_leader(self.leader)
        if replaced:
            self._retire(replaced)
        before = replaced or (sent[-1] if sent else None)
        draft = Draft(self._new_reference(), name, stage, needs_email=self.channels.staff is None)
        hidden = before is not None and before.appear == "anonymous" and not draft.needs_email
        return replace(draft, appear="anonymous") if hidden else draft

    def _write(self, draft: Draft, part: Part) -> None:
        only_file = part.file and not part.words
        part = self._anonymous(draft, part, "anonymous_too_large")
        if only_file and not part.file:
            return
        longer = written(draft, part)
        if longer is not None and longer != draft:
            self._tell_withheld(part)
        album = part.album is not None and any(one.album == part.album for one in draft.parts)
        if longer is None:
            self._once("draft_full_album" if part.album else "draft_full", answering=part.post)
        elif longer == draft:
            self.tell(self.say("no_address" if draft.stage == "email" else "ask_trust"))
        elif longer.stage != draft.stage or draft.stage == "preview":
            self._show(longer, note=not album)
        elif album:  # its first file was answered
            self.store.drafts.save(self.leader, to_row(longer), self.now)
        else:
            self._show(longer, "file_kept")

    def _appear(self, draft: Draft, changed: Draft, under: int | None) -> None:
        if any(tells_name(part.file, changed.appear) for part in draft.parts):
            self.tell(self.say("stays_named"))
        else:
            self._show(changed, under=under, note=under is None)

    def _show(
        self,
        draft: Draft,
        first: str | None = None,
        *,
        under: int | None = None,
        anew: bool = False,
        note: bool = False,
    ) -> None:
        """Keep it and show how it stands, a preview in the place of the last; `first` is a sentence that goes before.

        It stands `anew` too where a button was pressed `under` another message, which then goes. A `note` says that
        the preview above has changed.
        """
        self.store.drafts.save(self.leader, to_row(replace(draft, asked=True)), self.now)
        elsewhere = under is not None and all(one.post != under for one in draft.shown)
        shown = ShowDraft(draft.reference, first, anew=anew or elsewhere, note=note)
        self.store.outbox.add(self.leader, shown, self.now)
        if under is not None and elsewhere:
            self.store.outbox.add(self.leader, Retire((under,), whole=True), self.now)

    def _retire(self, draft: Draft) -> None:
        """What shows it has no buttons any more."""
        if draft.shown:
            posts = [one.post for one in draft.shown]
            self.store.outbox.add(self.leader, Retire(posts, whole=False), self.now)

    def _send(self, draft: Draft) -> None:
        key = words_key(self.leader, draft)
        same = [
            enquiry for enquiry in self.store.enquiries.of_leader(self.leader)
            if enquiry.words_key == key and enquiry.opened > self.now - SAME_WITHIN and enquiry.state != "withdrawn"
        ]  # fmt: skip
        if not same and self._refuses_more():
            return
        self.store.drafts.delete(self.leader)
        if same:
            self._receipt(same[-1])
            self._retire(draft)
            return
        id_ = self.store.enquiries.add(
            reference=draft.reference, leader=self.leader, appear=draft.appear, reason=draft.reason, email=draft.email,
            name=None if draft.appear == "anonymous" else draft.name, state="open", awaiting=1, words_key=key,
            trust=draft.trust if draft.appear == "trust" else None, opened=self.now, due=self.due(), last=self.now,
            question=draft.question if draft.with_question else None,
        )  # fmt: skip
        self.store.counts.add(week_of(self.now), [Tally("enquiry", draft.reason or NO_REASON)])
        parts = outgoing(draft)
        messages = [self._add(id_, part, first=True) for part in parts]
        self.to_staff(id_)
        for message, part in zip(messages, parts, strict=True):
            if part.file:
                self._file(id_, message)
        if self.channels.staff is not None:
            self.store.outbox.add(STAFF, SuggestReply(id_), self.now)
        if self.channels.mail:
            self.store.outbox.add(MAIL, EnquiryMail(id_), self.now)
        self._receipt(self.store.enquiries.by_id(id_))
        self._retire(draft)
