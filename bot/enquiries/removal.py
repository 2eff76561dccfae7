"""An enquiry is taken away: its words here, what staff see of it, and what was drafted from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

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
    """What stands in the staff chat of an enquiry that ended goes; its card says how it did.

    All that this needs is in the row, so that it is done also where nothing is left of the enquiry, which is None then.
    """
    if not posts:
        return
    erase = Erase([ErasedPost(one.chat, one.post, one.role, one.part) for one in posts])
    if enquiry:
        state = "ended" if enquiry.state in ("open", "closed") else enquiry.state
        erase = replace(erase, reference=enquiry.reference, leader=enquiry.leader, state=state, topic=enquiry.topic)
    store.outbox.add(STAFF, erase, now)


def take_back(store: Store, enquiry: Enquiry, now: datetime) -> None:
    """The drafts go with the enquiry: here and in the chats of administrators."""
    for lesson in store.lessons.of_enquiry(enquiry.id):
        for held in store.awaiting.holding("lesson", str(lesson.id)):
            store.outbox.add(STAFF, Erase([ErasedPost(held.chat, held.post, "lesson")]), now)
        store.lessons.delete(lesson.id)
