"""How each kind of row of the outbox is carried out.

When Telegram's answer to a send was lost, nobody can ask whether the message is there. So what staff get of a leader's
words is posted without them, its number is kept, and then the words are edited in: an edit can be repeated. What a
leader gets from staff is sent again, marked as such.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Bot, Message as TelegramMessage, ReplyParameters
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.card import answered, card, portions, relayed
from bot.keeper import Keeper
from bot.library import Snapshot
from bot.records import STAFF, Enquiry, Message, Post, Queued, Role
from bot.staff import Team, card_buttons, repost, staff_chat
from bot.store import Store
from bot.wording import Wording
from handlers.buttons import Button, keyboard
from handlers.delivery import NO_PREVIEW, Delivery, Place, unchanged

log = logging.getLogger(__name__)

Record = Callable[[Store], object]

RIGHTS = ("not enough rights", "have no rights", "chat_write_forbidden", "chat not found", "need administrator", "group chat was deactivated")
NO_TOPIC = ("thread not found", "topic_deleted", "topic_id_invalid", "topic_not_found")
NO_FORUM = ("not a forum", "chat is not a forum")
NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
WITHOUT_CAPTION = ("sticker", "video_note")


class Gone(Exception):  # noqa: N818 - it is no error
    """What a row is about is not there any more."""


class LostRights(Exception):  # noqa: N818
    """The bot may not write to the staff chat now."""


@dataclass
class Sending:
    """Call it with a row, and whether an earlier try may have arrived; what it returns records that this one did."""

    bot: Bot
    delivery: Delivery
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    staff: int | None
    admins: frozenset[int]
    now: Callable[[], datetime]
    mail: Callable[[Queued], Awaitable[None]]
    _forum: dict[int, bool] = field(default_factory=dict)
    _said_lost: bool = False

    @property
    def say(self) -> Wording:
        """The assistant's sentences."""
        return Wording(self.snapshot().knowledge.wording)

    async def __call__(self, row: Queued, doubt: bool) -> Record:  # noqa: FBT001 - called by position
        """Carry it out. Raises `Gone`, `LostRights` or what Telegram answers."""
        if row.chat == STAFF:
            return await self._with_rights(row, doubt)
        if row.kind == "mail":
            await self.mail(row)
            return lambda store: store.drop(row.id)
        return await getattr(self, f"_{row.kind}")(row, doubt)  # type: ignore[no-any-return]

    async def _with_rights(self, row: Queued, doubt: bool) -> Record:  # noqa: FBT001
        try:
            record: Record = await getattr(self, f"_{row.kind}")(row, doubt)
        except (Forbidden, BadRequest) as error:
            if isinstance(error, BadRequest) and not _says(error, RIGHTS):
                raise
            if not self._said_lost:
                self._said_lost = True
                log.error("the bot may not write to the staff chat; enquiries wait until it may")
                for admin in self.admins:
                    await self.delivery.say(Place(admin), self.say("staff_lost"))
            raise LostRights from error
        self._said_lost = False
        return record

    # To the leader.

    async def _say(self, row: Queued, _: bool) -> Record:  # noqa: FBT001
        body = row.body
        buttons = [[Button(label, data) for label, data in line] for line in body["rows"]]
        if body.get("plain"):
            sent = (await self._plain(row.chat, body["text"], buttons)).message_id
            posts: tuple[int, ...] = (sent,)
        else:
            posts = await self.delivery.once(Place(row.chat), body["text"], buttons)
        return lambda store: (_link(store, row, posts, "receipt"), store.drop(row.id))

    async def _answer(self, row: Queued, doubt: bool) -> Record:  # noqa: FBT001
        enquiry, message, posts = await self._about(row, "reply")
        texts = answered(message, enquiry.reference, self.say)
        there = {one.part: one for one in posts}
        if row.part in there:
            text = texts[row.part] if row.part < len(texts) else self.say("removed")
            await self._edit(there[row.part], text, [])
            return self._on(row, max(len(texts), len(there)), message)
        text = f"{self.say('sent_again')}\n\n{texts[row.part]}" if doubt else texts[row.part]
        sent = await self._plain(row.chat, text, [])
        return self._on(row, max(len(texts), len(there)), message, sent.message_id)

    def _on(self, row: Queued, parts: int, message: Message, sent: int | None = None) -> Record:
        """The next part of a reply, or after the last the sign for staff."""

        def record(store: Store) -> None:
            if sent is not None:
                _link(store, row, (sent,), "reply")
            if row.part + 1 < parts:
                store.requeue(row, part=row.part + 1)
                return
            store.drop(row.id)
            self._team(store).delivered(message.enquiry, message)

        return record

    async def _answer_file(self, row: Queued, doubt: bool) -> Record:  # noqa: FBT001
        enquiry, message, _ = await self._about(row, "reply")
        caption, *more = portions(self._caption("reply_heading", enquiry, message.words, doubt=doubt), 1000)
        sent = await self._attach(row.chat, message, caption)
        for text in more:
            await self._plain(row.chat, text, [])
        return self._on(row, 1, message, sent.message_id)

    # To staff.

    async def _card(self, row: Queued, _: bool) -> Record:  # noqa: FBT001
        enquiry, messages, posts = await self.keep(lambda store: _card_of(store, row))
        if enquiry is None:
            raise Gone
        knowledge = self.snapshot().knowledge
        texts = card(enquiry, messages, self.say, knowledge.contact)
        buttons = [[Button(label, data) for label, data in line] for line in card_buttons(enquiry, self.say)]
        return await self._words(row, enquiry, texts, posts, buttons if row.part == 0 else [])

    async def _relay(self, row: Queued, _: bool) -> Record:  # noqa: FBT001
        enquiry, message, posts = await self._about(row, "relay")
        return await self._words(row, enquiry, relayed(message, enquiry.reference, self.say), posts, [])

    async def _words(self, row: Queued, enquiry: Enquiry, texts: tuple[str, ...], posts: list[Post], buttons: Any) -> Record:  # noqa: ANN401
        """Post a place for the words, then edit them in; the same edit brings them up to date later."""
        there = {one.part: one for one in posts}
        if row.part not in there:
            topic = await self._topic(row, enquiry)
            if topic is not None and topic != enquiry.topic:
                return lambda store: (store.change_enquiry(enquiry.id, topic=topic), store.requeue(row, part=row.part))
            chat = await self._staff()
            text = f"#{enquiry.reference}: {self.say('card_coming')}"
            sent = await self._there(row, enquiry, lambda: self._plain(chat, text, [], topic))
            role: Role = "relay" if row.message else "card"
            return lambda store: (
                store.add_post(chat, sent.message_id, enquiry.id, row.message, row.part, role),
                store.requeue(row, part=row.part),
            )
        post = there[row.part]
        try:
            await self._edit(post, texts[row.part] if row.part < len(texts) else self.say("removed"), buttons)
        except BadRequest as error:
            if not _says(error, NO_MESSAGE):
                raise
            return lambda store: (store.drop_post(post.chat, post.post), store.requeue(row, part=row.part))
        if row.part + 1 < max(len(texts), len(there)):
            return lambda store: store.requeue(row, part=row.part + 1)
        return lambda store: store.drop(row.id)

    async def _file(self, row: Queued, doubt: bool) -> Record:  # noqa: FBT001
        enquiry, message, _ = await self._about(row, "file")
        chat = await self._staff()
        caption = self._caption("file_caption", enquiry, "", doubt=doubt)
        sent = await self._there(row, enquiry, lambda: self._attach(chat, message, caption, enquiry.topic))
        return lambda store: (_link(store, row, (sent.message_id,), "file", chat), store.drop(row.id))

    async def _note(self, row: Queued, _: bool) -> Record:  # noqa: FBT001
        chat, topic = await self._staff(), None
        if row.enquiry:
            enquiry = await self.keep(lambda store: store.enquiry(row.enquiry or 0))
            topic = enquiry.topic if enquiry else None
        text, answering = row.body["text"], row.body.get("answering")
        try:
            await self._plain(chat, text, [], topic, answering)
        except BadRequest as error:
            if not _says(error, NO_TOPIC):
                raise
            await self._plain(chat, text, [], None, answering)
        return lambda store: store.drop(row.id)

    async def _erase(self, row: Queued, _: bool) -> Record:  # noqa: FBT001
        chat, post = row.body["chat"], row.body["post"]
        try:
            if row.body["role"] == "file":
                await self.bot.delete_message(chat, post)
            else:
                await self.bot.edit_message_text(self.say("removed"), chat, post)
        except BadRequest:
            log.info("a message of a withdrawn enquiry could not be taken back")
        return lambda store: store.drop(row.id)

    async def _howto(self, row: Queued, _: bool) -> Record:  # noqa: FBT001
        """Five lines for staff who see the chat for the first time, pinned."""
        chat = await self._staff()
        sent = await self._plain(chat, self.say("staff_howto"), [])
        try:
            await self.bot.pin_chat_message(chat, sent.message_id, disable_notification=True)
        except BadRequest:
            log.info("the how-to for staff could not be pinned")
        return lambda store: (store.set_fact(f"howto:{chat}", str(sent.message_id)), store.drop(row.id))

    # What they share.

    async def _about(self, row: Queued, role: Role) -> tuple[Enquiry, Message, list[Post]]:
        enquiry, message, posts = await self.keep(lambda store: _message_of(store, row, role))
        if enquiry is None or message is None or enquiry.state in ("withdrawn", "forgotten"):
            raise Gone
        return enquiry, message, posts

    async def _staff(self) -> int:
        chat = await self.keep(lambda store: staff_chat(store, self.staff))
        if chat is None:
            raise Gone
        return chat

    async def _topic(self, row: Queued, enquiry: Enquiry) -> int | None:
        """The enquiry's topic in a forum, made where there is none; None in a plain group."""
        chat = await self._staff()
        if chat not in self._forum:
            self._forum[chat] = bool((await self.bot.get_chat(chat)).is_forum)
        if not self._forum[chat] or enquiry.topic is not None:
            return enquiry.topic
        try:
            made = await self.bot.create_forum_topic(chat, self.say("topic_name", reference=enquiry.reference))
        except BadRequest as error:
            if _says(error, NO_FORUM):
                self._forum[chat] = False
                return None
            raise
        return made.message_thread_id

    async def _there(self, row: Queued, enquiry: Enquiry, send: Callable[[], Awaitable[TelegramMessage]]) -> TelegramMessage:
        """Send into the enquiry's topic; where that was deleted, all of it is posted anew."""
        try:
            return await send()
        except BadRequest as error:
            if not _says(error, NO_TOPIC):
                raise
            now = self.now()
            await self.keep(lambda store: (store.drop(row.id), repost(store, enquiry, now)))
            raise Gone from error

    async def _plain(self, chat: int, text: str, buttons: Any, topic: int | None = None, answering: int | None = None) -> TelegramMessage:  # noqa: ANN401
        reply = ReplyParameters(answering, allow_sending_without_reply=True) if answering else None
        return await self.bot.send_message(
            chat, text, message_thread_id=topic, reply_markup=keyboard(buttons), reply_parameters=reply,
            link_preview_options=NO_PREVIEW,
        )  # fmt: skip

    async def _edit(self, post: Post, text: str, buttons: Any) -> None:  # noqa: ANN401
        try:
            await self.bot.edit_message_text(
                text, post.chat, post.post, reply_markup=keyboard(buttons), link_preview_options=NO_PREVIEW
            )
        except BadRequest as error:
            if not unchanged(error):
                raise

    async def _attach(self, chat: int, message: Message, caption: str, topic: int | None = None) -> TelegramMessage:
        send = getattr(self.bot, f"send_{message.kind}")
        more = {} if message.kind in WITHOUT_CAPTION else {"caption": caption}
        return await send(chat, message.file, message_thread_id=topic, **more)  # type: ignore[no-any-return]

    def _caption(self, key: str, enquiry: Enquiry, words: str, *, doubt: bool) -> str:
        again = [self.say("sent_again")] if doubt else []
        return "\n\n".join([*again, self.say(key, reference=enquiry.reference), *([words] if words else [])])

    def _team(self, store: Store) -> Team:
        return Team(store, self.snapshot().knowledge, staff_chat(store, self.staff) or 0, self.now())

    def refused(self, store: Store, row: Queued, error: TelegramError) -> None:
        """A leader cannot be written to: what was a reply ends with a sentence to staff."""
        message = store.message(row.message) if row.message else None
        if message is None or row.enquiry is None:
            return
        why = "not_delivered" if isinstance(error, Forbidden) or _says(error, ("chat not found",)) else "not_delivered_other"
        self._team(store).refused(row.enquiry, message.post, why)


def _link(store: Store, row: Queued, posts: tuple[int, ...], role: Role, chat: int | None = None) -> None:
    """Replies to these posts are about the row's enquiry."""
    for post in posts if row.enquiry else ():
        store.add_post(chat or row.chat, post, row.enquiry or 0, row.message, row.part, role)


def _card_of(store: Store, row: Queued) -> tuple[Enquiry | None, list[Message], list[Post]]:
    enquiry = row.enquiry or 0
    return store.enquiry(enquiry), store.messages(enquiry), store.posts(enquiry, "card")


def _message_of(store: Store, row: Queued, role: Role) -> tuple[Enquiry | None, Message | None, list[Post]]:
    posts = [one for one in store.posts(row.enquiry or 0, role) if one.message == row.message]
    return store.enquiry(row.enquiry or 0), store.message(row.message or 0), posts


def _says(error: TelegramError, any_of: tuple[str, ...]) -> bool:
    return any(one in error.message.casefold() for one in any_of)
