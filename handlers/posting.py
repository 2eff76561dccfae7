"""What staff get: cards, a leader's later messages and files, notes.

When Telegram's answer to a send was lost, nobody can ask whether the message is there. So a card is posted without the
leader's words, its number is kept, and then the words are edited in: an edit can be repeated. An empty card may be left
over; words never stand twice. A note or a file is sent again, marked as such.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.card import card, portions, relayed
from bot.keeper import Keeper
from bot.library import Snapshot
from bot.privacy import take_down
from bot.records import IN_STAFF_CHAT, Enquiry, Message, Post, Queued, Role
from bot.staff import Team, card_buttons, repost, staff_chat
from bot.store import Store
from bot.wording import Wording
from handlers.buttons import Rows, buttons
from handlers.delivery import Delivery
from handlers.staff_room import StaffRoom

log = logging.getLogger(__name__)

Record = Callable[[Store], object]

NO_TOPIC = ("thread not found", "topic_deleted", "topic_id_invalid", "topic_not_found")
NO_FORUM = ("not a forum",)
NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class Gone(Exception):  # noqa: N818 - it is no error
    """What a row is about is not there any more."""


class Moved(Exception):  # noqa: N818 - it is no error
    """The chat that was called, `old`, has the number `new` now."""

    def __init__(self, old: int, new: int) -> None:
        super().__init__(f"{old} is {new} now")
        self.old, self.new = old, new


@dataclass
class Posting:
    """Call it with a row for the staff chat `staff` of the settings, or where that has moved to."""

    bot: Bot
    delivery: Delivery
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    staff: int | None
    now: Callable[[], datetime]
    room: StaffRoom

    @property
    def say(self) -> Wording:
        """The assistant's sentences."""
        return Wording(self.snapshot().knowledge.wording)

    async def __call__(self, row: Queued, *, doubt: bool) -> Record:
        """Carry it out; what it returns records that. `doubt`: an earlier try may have arrived.

        Raises `Gone`, `Moved`, `UnfitError` or what Telegram answers.
        """
        chat = await self.keep(lambda store: staff_chat(store, self.staff))
        if chat is None:
            raise Gone
        await self.room.examine(chat)
        try:
            return await self._post(row, chat, doubt=doubt)
        except ChatMigrated as error:
            raise Moved(chat, error.new_chat_id) from error

    async def _post(self, row: Queued, chat: int, *, doubt: bool) -> Record:
        match row.kind:
            case "card":
                return await self._card(row, chat)
            case "relay":
                return await self._relay(row, chat)
            case "file":
                return await self._file(row, chat, doubt=doubt)
            case "note":
                return await self._note(row, chat, doubt=doubt)
            case "history":
                return await self._history(row, chat)
        return await self._howto(row, chat)

    async def _card(self, row: Queued, chat: int) -> Record:
        enquiry, messages, posts = await self.keep(lambda store: _card_of(store, row.enquiry or 0))
        if enquiry is None:
            raise Gone
        texts = card(enquiry, messages, self.say, self.snapshot().knowledge.contact)
        rows = buttons(card_buttons(enquiry, self.say)) if row.part == 0 else []
        return await self._words(row, chat, enquiry, texts, posts, rows)

    async def _relay(self, row: Queued, chat: int) -> Record:
        enquiry, message, posts = await about(self.keep, row, "relay")
        return await self._words(row, chat, enquiry, relayed(message, enquiry.reference, self.say), posts, [])

    async def _words(
        self, row: Queued, chat: int, enquiry: Enquiry, texts: Sequence[str], posts: Sequence[Post], rows: Rows
    ) -> Record:
        """Post a place for one part of the words, then edit it in; the same edit brings it up to date later."""
        there = {one.part: one for one in posts}
        if row.part not in there:
            return await self._place(row, chat, enquiry)
        post = there[row.part]
        if post.chat != chat:  # the staff chat is another now, and nothing waits for the former
            return in_turn(lambda store: store.leave_post(post.chat, post.post), _again(row, row.part))
        try:
            text = texts[row.part] if row.part < len(texts) else self.say("removed")
            await self.delivery.edit_plain(post.chat, post.post, text, rows)
        except BadRequest as error:
            if not says(error, NO_MESSAGE):
                raise
            return in_turn(lambda store: store.leave_post(post.chat, post.post), _again(row, row.part))
        if row.part + 1 < max(len(texts), len(there)):
            return _again(row, row.part + 1)
        return lambda store: store.drop(row.id)

    async def _place(self, row: Queued, chat: int, enquiry: Enquiry) -> Record:
        """A topic first, where the chat is a forum; then a message in it for the words."""
        if enquiry.topic is None and await self.room.is_forum(chat):
            topic = await self._new_topic(chat, enquiry)
            if topic is not None:
                return in_turn(lambda store: store.change_enquiry(enquiry.id, topic=topic), _again(row, row.part))
        text = f"#{enquiry.reference}: {self.say('card_coming')}"
        sent = await self._in_topic(row, enquiry, lambda: self.delivery.plain(chat, text, topic=enquiry.topic))
        role: Role = "relay" if row.message else "card"
        return in_turn(lambda store: link(store, row, chat, (sent,), role), _again(row, row.part))

    async def _file(self, row: Queued, chat: int, *, doubt: bool) -> Record:
        enquiry, message, _ = await about(self.keep, row, "file")
        caption = marked(self.say("file_caption", reference=enquiry.reference), self.say, doubt=doubt)
        kind, file = str(message.kind), str(message.file)
        try:
            sent = await self._in_topic(
                row, enquiry, lambda: self.delivery.attach(chat, kind, file, caption, enquiry.topic)
            )
        except BadRequest as error:
            if "file" not in error.message.casefold():
                raise
            sent = await self.delivery.plain(
                chat, self.say("file_lost", reference=enquiry.reference), topic=enquiry.topic
            )
        return in_turn(lambda store: link(store, row, chat, (sent,), "file"), lambda store: store.drop(row.id))

    async def _note(self, row: Queued, chat: int, *, doubt: bool) -> Record:
        enquiry = await self.keep(lambda store: store.enquiry(row.enquiry or 0))
        text, rows = marked(row.body["text"], self.say, doubt=doubt), buttons(row.body.get("rows") or [])
        topic = enquiry.topic if enquiry else row.body.get("topic")
        await self._answer(chat, text, topic, row.body.get("answering"), rows)
        return lambda store: store.drop(row.id)

    async def _answer(self, chat: int, text: str, topic: int | None, answering: int | None, rows: Rows = ()) -> int:
        """Say something in a topic, or outside where that is gone."""
        try:
            return await self.delivery.plain(chat, text, rows, topic, answering)
        except BadRequest as error:
            if not says(error, NO_TOPIC):
                raise
            return await self.delivery.plain(chat, text, rows, answering=answering)

    async def _history(self, row: Queued, chat: int) -> Record:
        """The same for all that was said in an enquiry, which staff have asked for: no words before the place is known.

        `posts` in the row's body are the places.
        """
        enquiry, texts = await self.keep(lambda store: self._said(store, row))
        if enquiry is None or enquiry.state in ("withdrawn", "forgotten"):
            raise Gone
        posts, answering = row.body["posts"], row.body["answering"]
        if row.part == len(posts):
            text = f"#{enquiry.reference}: {self.say('card_coming')}"
            sent = await self._answer(chat, text, row.body["topic"], answering)
            body = {**row.body, "posts": [*posts, sent]}
            return in_turn(
                lambda store: link(store, row, chat, (sent,), "copy"),
                lambda store: store.requeue(row, part=row.part, body=body),
            )
        await self.delivery.edit_plain(chat, posts[row.part], texts[row.part])
        return _again(row, row.part + 1) if row.part + 1 < len(texts) else lambda store: store.drop(row.id)

    def _said(self, store: Store, row: Queued) -> tuple[Enquiry | None, Sequence[str]]:
        enquiry = store.enquiry(row.enquiry or 0)
        team = Team(store, self.snapshot().knowledge, 0, self.now())
        return enquiry, portions(team.history(enquiry.reference)) if enquiry else ()

    async def _howto(self, row: Queued, chat: int) -> Record:
        """A few lines for staff who see the chat for the first time, pinned."""
        sent = await self.delivery.plain(chat, self.say("staff_howto"))
        try:
            await self.bot.pin_chat_message(chat, sent, disable_notification=True)
        except BadRequest:
            log.info("the how-to for staff could not be pinned")
        return in_turn(lambda store: store.set_fact(f"howto:{chat}", str(sent)), lambda store: store.drop(row.id))

    async def _new_topic(self, chat: int, enquiry: Enquiry) -> int | None:
        try:
            made = await self.bot.create_forum_topic(chat, self.say("topic_name", reference=enquiry.reference))
        except BadRequest as error:
            if not says(error, NO_FORUM):
                raise
            self.room.no_forum(chat)
            return None
        return made.message_thread_id

    async def _in_topic(self, row: Queued, enquiry: Enquiry, send: Callable[[], Awaitable[int]]) -> int:
        """Send into the enquiry's topic; where that was deleted, all of it is posted anew."""
        try:
            return await send()
        except BadRequest as error:
            if not says(error, NO_TOPIC):
                raise
            now = self.now()
            await self.keep(in_turn(lambda store: store.drop(row.id), lambda store: repost(store, enquiry, now)))
            raise Gone from error


async def about(keep: Keeper, row: Queued, role: Role) -> tuple[Enquiry, Message, list[Post]]:
    """The enquiry and the message that a row is about, and where that was posted; raises `Gone`."""
    enquiry, message, posts = await keep(lambda store: _message_of(store, row, role))
    if enquiry is None or message is None or enquiry.state in ("withdrawn", "forgotten"):
        raise Gone
    return enquiry, message, posts


def link(store: Store, row: Queued, chat: int, posts: Sequence[int], role: Role) -> None:
    """Replies to these posts are about the row's enquiry.

    Where that ended while they were on their way, they go from the staff chat, and nothing says who it was.
    """
    if row.enquiry is None:
        return
    enquiry, linked = (
        store.enquiry(row.enquiry),
        [Post(chat, one, row.enquiry, row.message, row.part, role) for one in posts],
    )
    if role in IN_STAFF_CHAT and (enquiry is None or enquiry.state in ("withdrawn", "forgotten")):
        take_down(store, enquiry, linked, row.at)
    if enquiry and (role in IN_STAFF_CHAT or enquiry.state != "forgotten"):
        for one in linked:
            store.add_post(one.chat, one.post, one.enquiry, one.message, one.part, one.role)


def marked(text: str, say: Wording, *, doubt: bool) -> str:
    """What may be there already says so."""
    return f"{say('sent_again')}\n\n{text}" if doubt else text


def in_turn(*records: Record) -> Record:
    """One record after the other."""

    def record(store: Store) -> None:
        for one in records:
            one(store)

    return record


def says(error: TelegramError, any_of: Sequence[str]) -> bool:
    """Does Telegram's sentence hold one of these?"""
    return any(one in error.message.casefold() for one in any_of)


def _again(row: Queued, part: int) -> Record:
    return lambda store: store.requeue(row, part=part)


def _card_of(store: Store, enquiry: int) -> tuple[Enquiry | None, list[Message], list[Post]]:
    return store.enquiry(enquiry), store.messages(enquiry), store.posts(enquiry, "card")


def _message_of(store: Store, row: Queued, role: Role) -> tuple[Enquiry | None, Message | None, list[Post]]:
    posts = [one for one in store.posts(row.enquiry or 0, role) if one.message == row.message]
    return store.enquiry(row.enquiry or 0), store.message(row.message or 0), posts
