"""The one place where words leave for Telegram: escaped, in parts, and again while the network or Telegram fails."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, ForceReply, InputFile, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.markup import plain
from handlers.wire.buttons import Rows, keyboard
from handlers.wire.html import html, split, unbold
from handlers.wire.request import refuses

log = logging.getLogger(__name__)

T = TypeVar("T")
PAUSES = (0.3, 0.6, 1, 2, 4, 8, 15, 30, 30, 30)  # seconds before another try: two minutes in all
SLOW = 1.0  # seconds after which a typing sign is shown
TYPING_LASTS = 4.5
WITHOUT_CAPTION = ("sticker", "video_note")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NO_TOPIC = ("thread not found", "topic_deleted", "topic_id_invalid", "topic_not_found")  # what Telegram says of one


@dataclass(frozen=True, slots=True)
class Target:
    """A chat, the forum topic in it and the message that is answered; `group` where others read along."""

    chat: int
    group: bool = False
    topic: int | None = None
    answering: int | None = None

    @classmethod
    def of(cls, message: Message, *, answering: bool = False) -> Target:
        """Where a message stands; in a group it is always the one that is answered."""
        group = message.chat.type != message.chat.PRIVATE
        topic = message.message_thread_id if message.is_topic_message else None
        return cls(message.chat_id, group, topic, message.message_id if group or answering else None)


class Delivery:
    """Says things in chats and edits them. `pause` waits seconds."""

    def __init__(self, bot: Bot, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._bot = bot
        self._pause = pause

    async def say(self, target: Target, words: str, rows: Rows = ()) -> tuple[int, ...]:
        """Send words in the light markup, the buttons under the last part; the ids of the messages.

        Nothing is sent, and no id returned, where the person has blocked the bot.
        """
        sent: list[int] = []
        parts = split(words)
        for part in parts:
            under = rows if part is parts[-1] else ()
            try:
                message = await self._send(target, part, under)
            except (ChatMigrated, BadRequest) as error:
                target = _elsewhere(target, error)
                message = await self._send(target, part, under)
            except Forbidden:
                log.info("a chat cannot be written to any more")
                break
            sent.append(message.message_id)
        return tuple(sent)

    async def once(self, target: Target, words: str, rows: Rows = ()) -> tuple[int, ...]:
        """Send words in the light markup, and raise what goes wrong: whoever calls knows what to do."""
        parts = split(words)
        sent = [await self._send(target, part, rows if part is parts[-1] else (), again=False) for part in parts]
        return tuple(message.message_id for message in sent)

    async def whole(self, target: Target, words: str) -> int:
        """Send words in the light markup that fit into one message, once; the message's id."""
        return (await self._send(target, words, (), again=False)).message_id

    async def edit_whole(self, target: Target, message: int, words: str) -> None:
        """Put other words that fit into one message into one that was sent; once, and the same are no failure."""
        await self._edit(target, message, words, (), again=False)

    async def plain(
        self, chat: int, text: str, rows: Rows = (), topic: int | None = None, answering: int | None = None
    ) -> int:
        """Send words as they are, once; the message's id."""
        reply = _answering(Target(chat, answering=answering))
        sent = await self._bot.send_message(
            chat, text, message_thread_id=topic, reply_markup=keyboard(rows), reply_parameters=reply,
            link_preview_options=NO_PREVIEW,
        )  # fmt: skip
        return sent.message_id

    async def ask(self, chat: int, text: str, hint: str) -> int:
        """Send words as they are, once, and open the field for a reply to them, in which a `hint` stands; its id."""
        field = ForceReply(selective=True, input_field_placeholder=hint)
        sent = await self._bot.send_message(chat, text, reply_markup=field, link_preview_options=NO_PREVIEW)
        return sent.message_id

    async def edit_plain(self, chat: int, message: int, text: str, rows: Rows = ()) -> None:
        """Put other words, as they are, into a message; once, and it is no failure where they stand there."""
        try:
            await self._bot.edit_message_text(
                text, chat, message, reply_markup=keyboard(rows), link_preview_options=NO_PREVIEW
            )
        except BadRequest as error:
            if not unchanged(error):
                raise

    async def delete(self, chat: int, message: int) -> None:
        """Delete one of the bot's messages; this is tried once."""
        await self._bot.delete_message(chat, message)

    async def attach(
        self, chat: int, kind: str, file: str, caption: str, topic: int | None = None, rows: Rows = ()
    ) -> int:
        """Send a file by Telegram's id for it, once; the message's id."""
        more = {} if kind in WITHOUT_CAPTION else {"caption": caption}
        send = getattr(self._bot, f"send_{kind}")
        sent = await send(chat, file, message_thread_id=topic, reply_markup=keyboard(rows), **more)
        return int(sent.message_id)

    async def attach_renamed(
        self, chat: int, kind: str, file: InputFile, caption: str, topic: int | None = None
    ) -> int:
        """Send a file anew under another name, once; the message's id.

        Telegram shows what is written inside an audio file, so that goes as a document.
        """
        kind, more = ("document", {"disable_content_type_detection": True}) if kind == "audio" else (kind, {})
        sent = await getattr(self._bot, f"send_{kind}")(chat, file, caption=caption, message_thread_id=topic, **more)
        return int(sent.message_id)

    async def document(self, target: Target, name: str, content: bytes) -> int:
        """Send a file that is made here, without a sound; the message's id."""
        sent = await self.insist(
            lambda: self._bot.send_document(
                target.chat, content, filename=name, message_thread_id=target.topic, disable_notification=True
            )
        )
        return sent.message_id

    async def edit(self, target: Target, messages: tuple[int, ...], words: str, rows: Rows = ()) -> tuple[int, ...]:
        """Put other words into messages that were sent; the ids of those that hold them now."""
        parts = split(words)
        if not messages or len(parts) != len(messages):
            with contextlib.suppress(TelegramError):
                await self._bot.delete_messages(target.chat, messages)
            return await self.say(target, words, rows)
        for message, part in zip(messages, parts, strict=True):
            await self._edit(target, message, part, rows if part is parts[-1] else ())
        return messages

    async def insist(self, call: Callable[[], Awaitable[T]]) -> T:
        """Call Telegram, again after a pause when the network or Telegram fails; the last failure is raised.

        That it does not know the bot, or lets nothing through, a proxy says too.
        """
        for pause in PAUSES:
            try:
                return await call()
            except RetryAfter as error:
                await self._pause(seconds(error) + 0.1)
            except BadRequest:
                raise
            except (NetworkError, InvalidToken):
                await self._pause(pause)
            except Forbidden as error:
                if refuses(error):
                    raise
                await self._pause(pause)
        return await call()

    @contextlib.asynccontextmanager
    async def typing(self, target: Target) -> AsyncIterator[None]:
        """Show that an answer is coming while the work inside takes long."""
        signs: list[asyncio.Task[None]] = []
        late = asyncio.get_running_loop().call_later(
            SLOW, lambda: signs.append(asyncio.create_task(self._typing(target)))
        )
        try:
            yield
        finally:
            late.cancel()
            for sign in signs:
                sign.cancel()
            await asyncio.gather(*signs, return_exceptions=True)

    async def _typing(self, target: Target) -> None:
        while True:
            with contextlib.suppress(TelegramError):
                await self._bot.send_chat_action(target.chat, ChatAction.TYPING, message_thread_id=target.topic)
            await asyncio.sleep(TYPING_LASTS)

    async def _send(self, target: Target, part: str, rows: Rows, *, again: bool = True) -> Message:
        async def send(text: str, mode: str | None) -> Message:
            return await self._bot.send_message(
                target.chat,
                text,
                parse_mode=mode,
                message_thread_id=target.topic,
                reply_markup=keyboard(rows),
                reply_parameters=_answering(target),
                link_preview_options=NO_PREVIEW,
            )

        return await self._formatted(part, send, again=again)

    async def _edit(self, target: Target, message: int, part: str, rows: Rows, *, again: bool = True) -> None:
        async def edit(text: str, mode: str | None) -> None:
            await self._bot.edit_message_text(
                text,
                chat_id=target.chat,
                message_id=message,
                parse_mode=mode,
                reply_markup=keyboard(rows),
                link_preview_options=NO_PREVIEW,
            )

        try:
            await self._formatted(part, edit, again=again)
        except BadRequest as error:
            if not unchanged(error):
                raise

    async def _formatted(self, part: str, call: Callable[[str, str | None], Awaitable[T]], *, again: bool = True) -> T:
        """With formatting, or in plain words where Telegram refuses it."""
        insist = self.insist if again else _try
        try:
            return await insist(lambda: call(html(part), ParseMode.HTML))
        except BadRequest as error:
            if unchanged(error) or "parse entities" not in error.message:
                raise
            log.warning("Telegram refused a message's formatting; it goes out plain")
            return await insist(lambda: call(plain(unbold(part)), None))


async def _try(call: Callable[[], Awaitable[T]]) -> T:
    return await call()


def _elsewhere(target: Target, error: ChatMigrated | BadRequest) -> Target:
    """Where the same can be said: in the chat that it became, or outside a topic that is gone; else it raises."""
    if isinstance(error, ChatMigrated):
        return replace(target, chat=error.new_chat_id, answering=None)
    if target.topic is None or not any(one in error.message.casefold() for one in NO_TOPIC):
        raise error
    return replace(target, topic=None)


def unchanged(error: BadRequest) -> bool:
    """Is the refusal only that the message says that already?"""
    return "not modified" in error.message


def seconds(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait before the next try."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _answering(target: Target) -> ReplyParameters | None:
    if target.answering is None:
        return None
    return ReplyParameters(target.answering, allow_sending_without_reply=True)
