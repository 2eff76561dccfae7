"""What staff get: cards, a leader's later messages and files; what else is said there is in `notes`.

When Telegram's answer to a send was lost, nobody can ask whether the message is there. So a card is posted with who
writes and what about, which a phone shows, and without the leader's words; its number is kept, and then the words are
edited in: an edit can be repeated. A card without words may be left over, which staff are told; words never stand twice
(docs/decisions/0020). A file is sent again, marked as such.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated

from bot.enquiries.attachments import WITHHELD, renamed
from bot.enquiries.board import follow
from bot.enquiries.card import card, opening, portions, reason_of, relayed, subject_in, topic_name
from bot.enquiries.removal import link_topic
from bot.enquiries.team import StaffDesk, card_buttons, lesson_button, repost, staff_chat
from bot.library.folder import Snapshot
from bot.store.keeper import Keeper
from bot.store.outgoing import Card, History, Note, RelayedFile, ReplacedFile, Say
from bot.store.records import STAFF, Enquiry, Message, Post, Queued, Role
from bot.store.store import Store
from bot.wording import Wording
from handlers.outbox.notes import NoteSender
from handlers.outbox.staff_room import StaffRoom
from handlers.outbox.steps import NO_MESSAGE, Gone, Moved, Step, about, link, marked, says, steps
from handlers.outbox.topics import CLOSED, NO_FORUM, Topics
from handlers.wire.buttons import Rows, buttons
from handlers.wire.delivery import NO_TOPIC, Delivery

log = logging.getLogger(__name__)


@dataclass
class StaffSender:
    """Posts to the staff chat `staff` of the settings, or where that has moved to; each post returns its record."""

    bot: Bot
    delivery: Delivery
    keep: Keeper
    snapshot: Callable[[], Snapshot]
    staff: int | None
    now: Callable[[], datetime]
    room: StaffRoom
    topics: Topics
    notes: NoteSender
    learns: bool  # there are administrators, and a folder that may be written

    @property
    def say(self) -> Wording:
        """The assistant's sentences, in the wording in force."""
        return Wording(self.snapshot().knowledge.wording)

    async def in_chat(self, post: Callable[[int], Awaitable[Step]]) -> Step:
        """Post something, given the number of the staff chat now.

        Raises `Gone`, `Moved`, `UnfitError` or what Telegram answers.
        """
        chat = await self.keep(lambda store: staff_chat(store, self.staff))
        if chat is None:
            raise Gone
        await self.room.examine(chat)
        try:
            return await post(chat)
        except ChatMigrated as error:
            raise Moved(chat, error.new_chat_id) from error

    async def card(self, row: Queued, what: Card, chat: int, *, doubt: bool) -> Step:
        """Post a card, or bring it, its topic and the board up to date. `doubt`: an earlier try may have arrived."""
        enquiry, messages, posts = await self.keep(lambda store: _card_of(store, what.enquiry))
        if enquiry is None:
            raise Gone
        texts = card(enquiry, messages, self.say, self.snapshot().knowledge.contact)
        lesson = lesson_button(enquiry, messages, self.say) if self.learns else None
        rows = buttons(card_buttons(enquiry, self.say, lesson)) if row.part == 0 else []
        begin = partial(self._place, row, chat, enquiry, [one for one in messages if one.first], doubt=doubt)
        step = await self._words(row, chat, texts, posts, rows, begin)
        is_open = enquiry.state != "closed"
        if enquiry.topic and enquiry.topic_closed is is_open and posts:
            await self.topics.set_open(chat, enquiry.topic, is_open=is_open)
            step = steps(step, lambda store: store.enquiries.change(enquiry.id, topic_closed=not is_open))
        return steps(step, lambda store: follow(store, self.now()))

    async def relay(self, row: Queued, chat: int, *, doubt: bool) -> Step:
        """Post a later message of a leader's, or bring it up to date. `doubt`: an earlier try may have arrived."""
        enquiry, message, posts = await about(self.keep, row, "relay")
        texts = relayed(message, enquiry.reference, self.say)
        begin = partial(self._place, row, chat, enquiry, [message], doubt=doubt)
        return await self._words(row, chat, texts, posts, [], begin)

    async def _words(
        self,
        row: Queued,
        chat: int,
        texts: Sequence[str],
        posts: Sequence[Post],
        rows: Rows,
        begin: Callable[[], Awaitable[Step]],
    ) -> Step:
        """Post a place for one part of the words, then edit it in; the same edit brings it up to date later."""
        there = {one.part: one for one in posts}
        if row.part not in there:
            return await begin()
        post = there[row.part]
        if post.chat != chat:  # the staff chat is another now, and nothing waits for the former
            return steps(lambda store: store.posts.leave(post.chat, post.post), _again(row, row.part))
        try:
            text = texts[row.part] if row.part < len(texts) else self.say("removed")
            await self.delivery.edit_plain(post.chat, post.post, text, rows)
        except BadRequest as error:
            if not says(error, NO_MESSAGE):
                raise
            return steps(lambda store: store.posts.leave(post.chat, post.post), _again(row, row.part))
        if row.part + 1 < max(len(texts), len(there)):
            return _again(row, row.part + 1)
        return lambda store: store.outbox.delete(row.id)

    async def _place(
        self, row: Queued, chat: int, enquiry: Enquiry, messages: Sequence[Message], *, doubt: bool
    ) -> Step:
        """A topic first, where the chat is a forum; then a message in it for the words."""
        say, words = self.say, " ".join(one.words for one in messages)
        subject = subject_in(words, self.snapshot().understanding)
        left: Step = lambda store: self._left_over(store, enquiry) if doubt else None  # noqa: E731
        if enquiry.topic is None and await self.room.is_forum(chat):
            topic = await self._new_topic(chat, topic_name(enquiry, subject, messages, say))
            if topic is not None:
                return steps(
                    lambda store: link_topic(store, enquiry, chat, topic, self.now()), left, _again(row, row.part)
                )
        known = subject or reason_of(enquiry, say, self.snapshot().knowledge.contact)
        text = opening(enquiry, known, say("relay_coming" if row.message else "card_coming"), say)
        sent = await self._in_topic(row, chat, enquiry, lambda: self.delivery.plain(chat, text, topic=enquiry.topic))
        role: Role = "relay" if row.message else "card"
        return steps(lambda store: link(store, row, chat, (sent,), role), left, _again(row, row.part))

    def _left_over(self, store: Store, enquiry: Enquiry) -> None:
        """What an earlier try may have left names a person, and only staff can see whether it is there."""
        store.outbox.add(STAFF, Note(self.say("left_over", reference=enquiry.reference), enquiry.id), self.now())

    async def file(self, row: Queued, file: RelayedFile, chat: int, *, doubt: bool) -> Step:
        """Post a file of a leader's. `doubt`: an earlier try may have arrived."""
        enquiry, message, posts = await about(self.keep, row, "file")
        key = "file_caption_replaces" if file.replaces else "file_caption"
        caption = marked(self.say(key, reference=enquiry.reference, name=file.replaces), self.say, doubt=doubt)
        if message.whose:
            caption += f"\n{self.say('forwarded_file', whose=message.whose)}"
        if message.kind == WITHHELD:
            caption = self.say("file_withheld_staff", reference=enquiry.reference, name=message.file_name or "")
        try:
            sent = await self._in_topic(row, chat, enquiry, lambda: self._attach(chat, enquiry, message, caption))
            after: Step = lambda store: self._replaced(store, file, posts)  # noqa: E731
        except BadRequest as error:
            if "file" not in error.message.casefold():
                raise
            lost = self.say("file_lost", reference=enquiry.reference)
            sent = await self.delivery.plain(chat, lost, topic=enquiry.topic)
            after = partial(self._tell, enquiry=enquiry.id, key="file_not_passed")
        return steps(
            lambda store: link(store, row, chat, (sent,), "file"), after, lambda store: store.outbox.delete(row.id)
        )

    async def _attach(self, chat: int, enquiry: Enquiry, message: Message, caption: str) -> int:
        """By Telegram's id, which shows the name that the file had; of somebody who stays anonymous it is sent anew."""
        kind, file = str(message.kind), str(message.file)
        if kind == WITHHELD:
            return await self.delivery.plain(chat, caption, topic=enquiry.topic)
        if not renamed(message, enquiry.appear):
            return await self.delivery.attach(chat, kind, file, caption, enquiry.topic)
        content = bytes(await (await self.bot.get_file(file)).download_as_bytearray())
        given = InputFile(content, message.file_name or "attachment")
        return await self.delivery.attach_renamed(chat, kind, given, caption, enquiry.topic)

    def _replaced(self, store: Store, file: RelayedFile, posts: Sequence[Post]) -> None:
        """A new file is there: the one that it replaces goes next."""
        if file.replaces is not None:
            old = ReplacedFile(file.enquiry, file.message, [(one.chat, one.post) for one in posts])
            store.outbox.add(STAFF, old, self.now())

    async def delete(self, row: Queued, old: ReplacedFile) -> Step:
        """Delete a file that was replaced, and tell both sides what became of it."""
        left: list[tuple[int, int]] = []
        for chat, post in old.posts:
            try:
                await self.bot.delete_message(chat, post)
            except BadRequest as error:
                if "not found" not in error.message.casefold():
                    left.append((chat, post))
        return lambda store: self._deleted(store, row, old, left)

    def _deleted(self, store: Store, row: Queued, old: ReplacedFile, left: Sequence[tuple[int, int]]) -> None:
        store.outbox.delete(row.id)
        enquiry = store.enquiries.by_id(old.enquiry)
        if enquiry is None:
            return
        for chat, post in old.posts:
            if (chat, post) not in left:
                store.posts.delete(chat, post)
        for _, post in left:
            text = self.say("file_old_stays", reference=enquiry.reference)
            store.outbox.add(STAFF, Note(text, enquiry.id, answering=post), self.now())
        self._tell(store, enquiry=enquiry.id, key="file_replaced_stays" if left else "file_replaced")

    def _tell(self, store: Store, *, enquiry: int, key: str) -> None:
        """Tell the leader of an enquiry, if there is one."""
        about = store.enquiries.by_id(enquiry)
        if about and about.leader is not None:
            say = Say(self.say(key, reference=about.reference), enquiry, plain=True)
            store.outbox.add(about.leader, say, self.now())

    async def history(self, row: Queued, history: History, chat: int) -> Step:
        """The same for all that was said in an enquiry, which staff have asked for: no words before the place is known.

        `posts` of the history are the places.
        """
        enquiry, texts = await self.keep(lambda store: self._said(store, history.enquiry))
        if enquiry is None or enquiry.state in ("withdrawn", "forgotten"):
            raise Gone
        posts = history.posts
        if row.part == len(posts):
            text = f"#{enquiry.reference}: {self.say('card_coming')}"
            sent = await self.notes.say_there(chat, text, history.topic, history.answering)
            longer = replace(history, posts=[*posts, sent])
            return steps(
                lambda store: link(store, row, chat, (sent,), "copy"),
                lambda store: store.outbox.change(row, part=row.part, what=longer),
            )
        await self.delivery.edit_plain(chat, posts[row.part], texts[row.part])
        return _again(row, row.part + 1) if row.part + 1 < len(texts) else lambda store: store.outbox.delete(row.id)

    def _said(self, store: Store, number: int) -> tuple[Enquiry | None, Sequence[str]]:
        enquiry = store.enquiries.by_id(number)
        team = StaffDesk(store, self.snapshot().knowledge, 0, self.now())
        return enquiry, portions(team.history(enquiry.reference)) if enquiry else ()

    async def how_to(self, row: Queued, chat: int) -> Step:
        """A few lines for staff who see the chat for the first time, pinned."""
        sent = await self.delivery.plain(chat, self.say("staff_howto"))
        try:
            await self.bot.pin_chat_message(chat, sent, disable_notification=True)
        except BadRequest:
            log.info("the how-to for staff could not be pinned")
        return steps(
            lambda store: store.facts.set(f"howto:{chat}", str(sent)), lambda store: store.outbox.delete(row.id)
        )

    async def _new_topic(self, chat: int, name: str) -> int | None:
        try:
            return await self.topics.create(chat, name)
        except BadRequest as error:
            if not says(error, NO_FORUM):
                raise
            self.room.no_forum(chat)
            return None

    async def _in_topic(self, row: Queued, chat: int, enquiry: Enquiry, send: Callable[[], Awaitable[int]]) -> int:
        """Send into the enquiry's topic; where that was deleted, all of it is posted anew."""
        try:
            return await send()
        except BadRequest as error:
            if enquiry.topic and says(error, CLOSED):
                await self.topics.set_open(chat, enquiry.topic, is_open=True)
                return await send()
            if not says(error, NO_TOPIC):
                raise
            now = self.now()
            await self.keep(steps(lambda store: store.outbox.delete(row.id), lambda store: repost(store, enquiry, now)))
            raise Gone from error


def _again(row: Queued, part: int) -> Step:
    return lambda store: store.outbox.change(row, part=part)


def _card_of(store: Store, enquiry: int) -> tuple[Enquiry | None, list[Message], list[Post]]:
    return store.enquiries.by_id(enquiry), store.messages.of_enquiry(enquiry), store.posts.of_enquiry(enquiry, "card")
