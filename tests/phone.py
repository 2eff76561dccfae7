"""People with telephones: the whole assistant runs, and only Telegram's wire is replaced."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData

from handlers.serving.desk import Assistant
from tests.telegram_server import BOT, Json, Refusal, TelegramServer

update_ids = itertools.count(1)


class Wire(BaseRequest):
    """Hands every call to a `TelegramServer` instead of the network."""

    def __init__(self, server: TelegramServer) -> None:
        self.server = server

    @property
    def read_timeout(self) -> float | None:
        return 1

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        if "/file/" in url:
            return 200, self.server.files[url.rsplit("/", 1)[1]]
        params: Json = dict(request_data.json_parameters) if request_data else {}
        uploaded = request_data.multipart_data if request_data and request_data.contains_files else {}
        params |= {name: (part[0], part[1]) for name, part in uploaded.items()}
        code, answer = self.server.call(url.rsplit("/", 1)[1], params)
        return code, json.dumps(answer).encode()


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it."""

    text: str
    buttons: tuple[str, ...]
    links: tuple[str, ...]
    message: Json = field(compare=False, repr=False)

    @classmethod
    def of(cls, message: Json) -> Seen:
        rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
        labels = tuple(button["text"] for row in rows for button in row)
        return cls(message.get("text") or message.get("caption", ""), labels, tuple(message.get("links", ())), message)


@dataclass
class Phone:
    """A person in a chat; what each method returns is what came back into that chat."""

    assistant: Assistant
    server: TelegramServer
    person: int = 7
    chat: Json = field(default_factory=dict)
    name: str = "Ada"

    def __post_init__(self) -> None:
        self.chat = self.chat or {"id": self.person, "type": "private", "first_name": "Ada"}
        self.server.chats[self.chat["id"]] = self.chat
        self.sent: Json = {}

    @property
    def user(self) -> Json:
        return {"id": self.person, "is_bot": False, "first_name": self.name}

    async def write(self, text: str, /, **more: Any) -> list[Seen]:  # noqa: ANN401 - parts of Telegram's message
        """Send a message."""
        if text:
            more = {"text": text, "entities": list(_entities(text)), **more}
        self.sent = self.server.add({"chat": self.chat, "from": self.user, **more})
        return await self.update(message=self.sent)

    async def edit(self, text: str, /, **more: Any) -> list[Seen]:  # noqa: ANN401
        """Change the message that was sent last."""
        words = {"text": text, "entities": list(_entities(text))} if text else {}
        self.sent |= {"edit_date": self.sent["date"] + 1, **words, **more}
        return await self.update(edited_message=self.sent)

    async def exchange(self, **more: Any) -> list[Seen]:  # noqa: ANN401 - parts of Telegram's message
        """Put another file or caption into the message that was sent last."""
        for kind in ("document", "photo", "audio") if more.keys() - {"caption"} else ():
            self.sent.pop(kind, None)
        self.sent |= {"edit_date": self.sent["date"] + 1, **more}
        return await self.update(edited_message=self.sent)

    async def send(self, name: str, content: bytes, **more: Any) -> list[Seen]:  # noqa: ANN401
        """Send a document."""
        return await self.write("", document=self.server.keep_file(name, content), **more)

    async def press(self, label: str) -> list[Seen]:
        """Press the newest button of that label; one with a number is found by its words too."""
        for message in reversed(self.history()):
            for row in (message.message.get("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if label in (button["text"], button["text"].partition(". ")[2]):
                        return await self.press_data(button["callback_data"], message.message)
        raise AssertionError(f"there is no button {label!r}")

    async def press_data(self, data: str, message: Json) -> list[Seen]:
        """Press a button of a message by its data."""
        query = {"id": "1", "from": self.user, "chat_instance": "1", "data": data, "message": message}
        return await self.update(callback_query=query)

    async def inline(self, text: str) -> Json:
        """Type after the bot's name in some chat; the answer to the inline query."""
        await self.update(inline_query={"id": "1", "from": self.user, "query": text, "offset": ""})
        return self.server.called("answerInlineQuery")[-1]

    async def update(self, **parts: object) -> list[Seen]:
        """Let Telegram hand over an update, and wait until it is dealt with."""
        before = set(self.server.messages)
        update = Update.de_json(json.loads(json.dumps({"update_id": next(update_ids), **parts})), self.assistant.bot)
        await self.assistant.inbox.accept(update)
        await self.settle()
        new = [message for key, message in self.server.messages.items() if key not in before]
        return [Seen.of(one) for one in new if one["chat"]["id"] == self.chat["id"] and one["from"] == BOT]

    async def settle(self) -> None:
        """Wait until nothing is in hand."""
        await self.assistant.lanes.finish(10)
        await self.assistant.keep(lambda _: None)
        await self.assistant.outbox.idle()

    async def reply(self, text: str, to: Json, /, **more: Any) -> list[Seen]:  # noqa: ANN401
        """Answer a message by Telegram's own reply."""
        answered = {name: value for name, value in to.items() if name != "reply_to_message"}
        return await self.write(text, reply_to_message=answered, **more)

    async def add(self, words: str) -> list[Seen]:
        """Type something that no draft has asked for, and press the button that adds it."""
        await self.write(words)
        return await self.press("Add this to the enquiry")

    def preview(self) -> Seen:
        """The newest message with a button to send an enquiry: the preview, as it stands now."""
        return next(one for one in reversed(self.history()) if "Send" in one.buttons)

    def data(self, label: str) -> str:
        """The data of that button of the preview."""
        rows = self.preview().message["reply_markup"]["inline_keyboard"]
        return next(str(button["callback_data"]) for row in rows for button in row if button["text"] == label)

    def history(self) -> list[Seen]:
        """All that the bot said in the chat and that is still there."""
        own = [one for key, one in sorted(self.server.messages.items()) if key[0] == self.chat["id"]]
        return [Seen.of(one) for one in own if one["from"] == BOT and "forum_topic_created" not in one]


def _entities(text: str) -> Iterator[Json]:
    offset = 0
    for word in text.split(" "):
        if word.startswith("/") and offset == 0:
            yield {"type": "bot_command", "offset": 0, "length": len(word)}
        elif word.startswith("@"):
            yield {"type": "mention", "offset": offset, "length": len(word.rstrip(",.?!"))}
        offset += len(word) + 1


def refusing(method: str, refusals: Sequence[Refusal]) -> Any:  # noqa: ANN401 - goes into `TelegramServer.refuse`
    """Refuse the next calls of a method, one after the other."""
    left = list(refusals)

    def refuse(name: str, _: Json) -> None:
        if name == method and left:
            raise left.pop(0)

    return refuse
