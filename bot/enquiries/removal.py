"""An enquiry is taken away: its words here, what staff see of it, and what was drafted from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.enquiries.board import follow, take_lists
from bot.store.outgoing import EnquiryMail, Erase, ErasedPost, Note, ReplyFile, ReplyText, WithdrawnMail
from bot.store.records import IN_STAFF_CHAT, MAIL, STAFF, Enquiry, Post
from bot.store.store import Store


def remove(store: Store, enquiry: Enquiry, state: str, now: datetime, gone: str, *, mails: bool = False) -> None:
    """Delete an enquiry's words, here and in the staff chat, whose card says why; `gone` answers replies on the way.

    Where enquiries go by e-mail too, staff who have got it so are told there.
    """
    mails &= not any(row.message is None and not row.tried for row in store.outbox.of_enquiry(enquiry.id, EnquiryMail))
    take_back(store, enquiry, now)
    unsent = [
        store.messages.by_id(row.message or 0) for row in store.outbox.of_enquiry(enquiry.id, ReplyText, ReplyFile)
    ]
    store.enquiries.erase(enquiry.id)
    store.erased.note(enquiry.reference, state, now)
    for message in filter(None, unsent if gone else ()):
        store.outbox.add(STAFF, Note(gone, enquiry.id, answering=message.post), now)
    if mails:
        store.outbox.add(MAIL, WithdrawnMail(enquiry.reference, now), now)
    store.enquiries.change(
        enquiry.id, state=state, awaiting=0, last=now, name=None, trust=None, email=None, question=None, words_key=None,
        reason=None, helped=None,
    )  # fmt: skip
    take_down(store, store.enquiries.by_id(enquiry.id), store.posts.of_enquiry(enquiry.id, *IN_STAFF_CHAT), now)


def take_down(store: Store, enquiry: Enquiry | None, posts: Sequence[Post], now: datetime) -> None:
    """What stands in the staff chat of an enquiry that ended goes, with its topic, and its line on the board and lists.

    Its card, or where its topic went a note, says how it ended. All that this needs is in the row, so that it is done
    also where nothing is left of the enquiry, which is None then.
    """
    follow(store, now, at_once=True)
    topics = [_topic(enquiry, posts)] if enquiry and enquiry.topic and not store.enquiries.shares_topic(enquiry) else []
    lists = take_lists(store, enquiry.id) if enquiry else []
    gone = [*topics, *(ErasedPost(one.chat, one.post, one.role, one.part) for one in posts), *lists]
    if not gone:
        return
    erase = Erase(gone)
    if enquiry:
        state = "ended" if enquiry.state in ("open", "closed") else enquiry.state
        erase = replace(erase, reference=enquiry.reference, leader=enquiry.leader, state=state, topic=enquiry.topic)
    store.outbox.add(STAFF, erase, now)


def _topic(enquiry: Enquiry, posts: Sequence[Post]) -> ErasedPost:
    """In the chat where the card stands; where nothing does yet, it was made a moment ago in the staff chat."""
    return ErasedPost(next((one.chat for one in posts if one.role == "card"), STAFF), enquiry.topic or 0, "topic")


def link_topic(store: Store, enquiry: Enquiry, chat: int, topic: int, now: datetime) -> None:
    """A topic was made for an enquiry; where that ended while it was, it goes again."""
    there = store.enquiries.by_id(enquiry.id)
    if there and there.state in ("open", "closed"):
        store.enquiries.change(enquiry.id, topic=topic)
    else:
        store.outbox.add(STAFF, Erase([ErasedPost(chat, topic, "topic")], enquiry.reference, state="ended"), now)


def take_back_lists(store: Store, now: datetime) -> None:
    """Lists that staff have asked for before are out of date, and say so."""
    if lists := take_lists(store):
        store.outbox.add(STAFF, Erase(lists), now)


def take_back(store: Store, enquiry: Enquiry, now: datetime) -> None:
    """The drafts go with the enquiry: here and in the chats of administrators."""
    for lesson in store.lessons.of_enquiry(enquiry.id):
        for held in store.awaiting.holding("lesson", str(lesson.id)):
            store.outbox.add(STAFF, Erase([ErasedPost(held.chat, held.post, "lesson")]), now)
        store.lessons.delete(lesson.id)
