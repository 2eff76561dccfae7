"""The staff's side of enquiries: replies, claims and lists; each method is a step in the transaction of its caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.enquiries.attachments import listed
from bot.enquiries.board import follow
from bot.enquiries.card import pointer, reads, who, whole
from bot.enquiries.draft import CASE_STUDY, Part
from bot.enquiries.preview import Labels
from bot.markup import without_links
from bot.store.counts import of_first_reply, week_of
from bot.store.outgoing import Card, Delivered, History, Note, Relay, RelayedFile, ReplyFile, ReplyText
from bot.store.records import STAFF, Enquiry, Message, Post
from bot.store.store import Store
from bot.wording import Wording
from bot.workdays import local_day, spoken
from knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class StaffDesk:
    """Steps of the team in the chat `chat`."""

    store: Store
    knowledge: Knowledge
    chat: int
    now: datetime

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.knowledge.wording)

    def reply(self, post: Post, part: Part) -> None:
        """A reply to a card or to a leader's message goes to the leader, or staff are told that it does not."""
        enquiry = self.store.enquiries.by_id(post.enquiry)
        if enquiry is None or enquiry.leader is None or _is_over(enquiry):
            self.tell(self.say("reply_gone"), answering=part.post, enquiry=None)
        else:
            pointed = self.store.messages.by_id(post.message) if post.message else None
            answers = part.answers or (pointer(pointed, self.say) if pointed else None)
            self.send(enquiry, enquiry.leader, replace(part, answers=answers))

    def send(self, enquiry: Enquiry, leader: int, part: Part) -> None:
        """What a member of staff wrote or chose goes to the leader, once."""
        if self.store.messages.by_post(self.chat, part.post):
            return
        file = part.file
        if all(one.side == "leader" for one in self.store.messages.of_enquiry(enquiry.id)):
            replied = of_first_reply(enquiry.opened, enquiry.due, self.now)
            self.store.counts.add(week_of(enquiry.opened), replied)
        message = self.store.messages.add(
            enquiry=enquiry.id, side="staff", first=0, heading=None, words=part.words, kind=file.kind if file else None,
            file=file.id if file else None,
            file_name=file.name if file else None,
            file_size=file.size if file else None,
            chat=self.chat, post=part.post, edited=0, at=self.now, whose=part.whose, answers=part.answers,
        )  # fmt: skip
        reply = ReplyFile(enquiry.id, message) if file else ReplyText(enquiry.id, message)
        self.store.outbox.add(leader, reply, self.now)
        self.store.enquiries.change(enquiry.id, state="open", awaiting=0, joined=None, last=self.now, seen=1)
        self.refresh(enquiry.id)

    def rewrite(self, part: Part) -> bool:
        """A reply was edited: its copy is too; False where it is no reply."""
        message = self.store.messages.by_post(self.chat, part.post)
        enquiry = self.store.enquiries.by_id(message.enquiry) if message else None
        if message is None or enquiry is None or enquiry.leader is None:
            return False
        if message.file or part.file:
            self.tell(self.say("edit_not_carried"), answering=part.post, enquiry=enquiry.id)
            return True
        self.store.messages.change(message.id, words=part.words, edited=1)
        if not self.store.outbox.waits(enquiry.leader, ReplyText, enquiry.id, message.id):
            self.store.outbox.add(enquiry.leader, ReplyText(enquiry.id, message.id), self.now)
        return True

    def too_late(self, post: Post, part: Part) -> None:
        """A reply was edited of which nothing is kept, or that was never sent: staff are told."""
        enquiry = self.store.enquiries.by_id(post.enquiry)
        gone = enquiry is None or _is_over(enquiry)
        self.tell(self.say("reply_gone" if gone else "edit_not_sent"), answering=part.post, enquiry=None)

    def refused(self, enquiry: int, post: int, why: str) -> None:
        """A reply did not arrive: say so, and why."""
        about = self.store.enquiries.by_id(enquiry)
        if about:
            self.store.enquiries.change(enquiry, awaiting=1)
            self.tell(self.say(why, reference=about.reference), answering=post, enquiry=enquiry)
            self.refresh(enquiry)

    def delivered(self, enquiry: int, message: Message) -> None:
        """A reply has arrived: a sign says so, for a change of it in words."""
        if about := self.store.enquiries.by_id(enquiry):
            if message.edited:
                self.tell(
                    self.say("delivered_edit", reference=about.reference), answering=message.post, enquiry=enquiry
                )
            else:
                self.store.outbox.add(STAFF, Delivered(enquiry, message.id), self.now)

    def _line(self, enquiry: Enquiry) -> str:
        reason = next(
            (known.label for known in self.knowledge.contact.reasons if known.id == enquiry.reason), self.say("enquiry")
        )
        due = self.say("list_due", day=spoken(enquiry.due)) if enquiry.awaiting and enquiry.due else ""
        state = self.say(
            "list_waiting" if enquiry.awaiting else "list_closed" if enquiry.state == "closed" else "list_answered"
        )
        has = self.say("card_claimed", name=without_links(enquiry.claimed_by)) if enquiry.claimed_by else ""
        details = (
            f"#{enquiry.reference}, {reason}.",
            self.say("list_age", age=age(enquiry.opened, self.now)),
            state,
            due,
            has,
        )
        return " ".join(part for part in details if part)

    def history(self, reference: str) -> str:
        """All that was said in an enquiry."""
        enquiry = self.store.enquiries.by_reference(reference)
        if enquiry is None:
            return self.say("enquiry_unknown", reference=reference.lstrip("#").upper())
        if enquiry.state in ("withdrawn", "forgotten"):
            return f"#{enquiry.reference}: {self.say(f'card_{enquiry.state}')}"
        lines = [
            self._line(enquiry),
            self.say("card_from", who=who(enquiry, self.say)),
        ]
        for message in self.store.messages.of_enquiry(enquiry.id):
            side = self.say("history_leader" if message.side == "leader" else "history_staff")
            words = " ".join(part for part in (whole(message, self.say), listed(message, self.say)) if part)
            lines.append(f"{spoken(local_day(message.at))}, {side}: {words}")
        return without_links("\n\n".join(line for line in lines if line))

    def show(self, reference: str, topic: int | None, answering: int) -> str | None:
        """Post the history into the staff chat, remembered as what goes with the enquiry; else what is said at once."""
        enquiry = self.store.enquiries.by_reference(reference)
        if enquiry is None or enquiry.state in ("withdrawn", "forgotten"):
            return self.history(reference)
        self.store.outbox.add(STAFF, History(enquiry.id, topic, answering), self.now)
        return None

    def refresh(self, enquiry: int) -> None:
        """Let the card say how it stands."""
        if not self.store.outbox.waits(STAFF, Card, enquiry):
            self.store.outbox.add(STAFF, Card(enquiry), self.now)

    def tell(
        self, text: str, *, answering: int | None = None, enquiry: int | None = None, rows: Labels | None = None
    ) -> None:
        """Say something in the staff chat, in the enquiry's topic where it has one."""
        self.store.outbox.add(STAFF, Note(text, enquiry, rows or (), answering), self.now)


def _is_over(enquiry: Enquiry) -> bool:
    return enquiry.state in ("withdrawn", "forgotten")


def card_buttons(enquiry: Enquiry, say: Wording, lesson: Labels | None = None) -> Labels:
    """What can be done with a card; `lesson` is as `lesson_button` makes it."""
    ref = enquiry.reference
    if enquiry.state == "open":
        claim = "claim_release" if enquiry.claimed_by else "claim_button"
        return [
            [(say(claim), f"claim:{ref}"), (say("close_button"), f"close:{ref}")],
            [(say("saved_button"), f"saved:{ref}")],
            *(lesson or []),
        ]
    return [[(say("reopen_button"), f"reopen:{ref}")], *(lesson or [])] if enquiry.state == "closed" else []


def lesson_button(enquiry: Enquiry, messages: Sequence[Message], say: Wording) -> Labels:
    """The button that asks for a draft of what the newest reply may teach, once there is one."""
    case_study = enquiry.reason == CASE_STUDY
    taught = [one.id for one in messages if one.side == "staff" and (case_study or one.words)]
    label = say("lesson_case_study_button" if case_study else "lesson_answer_button")
    return [[(label, f"teach:{enquiry.reference}:{taught[-1]}")]] if taught else []


def move(store: Store, old: int, new: int, now: datetime) -> None:
    """The group became a supergroup, whose messages are others: cards of what is open are posted there again.

    Telegram tells of it to each call and in a message too: it counts once.
    """
    if old == new or store.facts.get(f"moved:{old}") == str(new):
        return
    store.facts.set(f"moved:{old}", str(new))
    follow(store, now, at_once=True)
    for enquiry in store.enquiries.open():
        repost(store, enquiry, now)


def repost(store: Store, enquiry: Enquiry, now: datetime) -> None:
    """Post an enquiry anew, its card and all later messages of the leader's: where they stood they are gone."""
    store.posts.leave_of(enquiry.id, "card", "relay", "file")
    store.outbox.delete_of(enquiry.id, Card, Relay, RelayedFile)
    store.enquiries.change(enquiry.id, topic=None, topic_closed=0)
    store.outbox.add(STAFF, Card(enquiry.id), now)
    for message in store.messages.of_enquiry(enquiry.id):
        if message.side == "leader" and reads(message) and not message.first:
            store.outbox.add(STAFF, Relay(enquiry.id, message.id), now)
        if message.side == "leader" and message.file:
            store.outbox.add(STAFF, RelayedFile(enquiry.id, message.id), now)


def staff_chat(store: Store, configured: int | None) -> int | None:
    """The number of the staff chat now, after any moves; a circle of them is not followed twice."""
    chat, seen = configured, {configured}
    while (moved := store.facts.get(f"moved:{chat}")) and int(moved) not in seen:
        chat = int(moved)
        seen.add(chat)
    return chat


def age(since: datetime, now: datetime) -> str:
    """`3 days`, `5 hours` or `10 minutes`."""
    minutes = int((now - since).total_seconds() // 60)
    for size, noun in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size or size == 1:
            count = minutes // size
            return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
    raise AssertionError("unreachable")
