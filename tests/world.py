"""A real process that is killed, the leaders and staff who use it meanwhile, and the count at the end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.botapi import TOKEN, BotApi, Fault, drop
from tests.telegram_server import BOT, Json

ROOT = Path(__file__).parent.parent
KNOWLEDGE = Path(__file__).parent / "team"
STAFF = -100
BOARD = ("Open enquiries", "No enquiry is open")  # how it begins
AGAIN = "(Sent again"
READY = '"serving"'
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows ends a process at once by either


@dataclass
class World:
    """`run` keeps the process alive however often it is killed."""

    api: BotApi
    folder: Path
    cache: Path
    webhook: bool = False
    knowledge: Path = KNOWLEDGE
    admins: str = ""
    kills: int = 0
    process: asyncio.subprocess.Process | None = None
    ended: bool = False
    replied: dict[str, str] = field(default_factory=dict)  # reference to the words of the reply

    def kill(self) -> None:
        """End the process without a warning."""
        if self.process and self.process.returncode is None:
            self.kills += 1
            self.process.send_signal(KILL)

    def dying(self, fits: Callable[[str, Json], bool]) -> Callable[[str, Json], Fault | None]:
        """Kill the process at the first call that fits; its answer is lost with it."""
        done: list[bool] = []

        def fault(method: str, params: Json) -> Fault | None:
            if done or not fits(method, params):
                return None
            done.append(True)
            self.kill()
            return drop

        return fault

    async def run(self) -> None:
        """Start it again whenever it ends."""
        self.api.telegram.chats[STAFF] = {"id": STAFF, "type": "supergroup", "title": "Staff"}
        environment = {
            **os.environ, "BOT_TOKEN": TOKEN, "BOT_API_URL": self.api.url, "BOT_KNOWLEDGE": str(self.knowledge),
            "BOT_DATABASE": str(self.folder / "bot.db"), "BOT_STAFF_CHAT": str(STAFF), "BOT_ADMINS": self.admins,
            "XDG_CACHE_HOME": str(self.cache),
        }  # fmt: skip
        if self.webhook:
            with socket.socket() as one:
                one.bind(("127.0.0.1", 0))
                port = one.getsockname()[1]
            environment |= {"BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "BOT_WEBHOOK_PORT": str(port)}
        while not self.ended:
            with (self.folder / "log").open("ab") as log:
                self.process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", "serve", env=environment, cwd=ROOT, stderr=log
                )
            await self.process.wait()

    @contextlib.asynccontextmanager
    async def alive(self) -> AsyncIterator[World]:
        """Alive inside."""
        running = asyncio.create_task(self.run())
        try:
            await self.api.wait_for(self.ready, 60)
            yield self
        finally:
            self.ended = True
            if self.process and self.process.returncode is None:
                self.process.send_signal(KILL)
            await running

    def ready(self) -> bool:
        """Has it ever begun to serve?"""
        return self.starts() > 0

    def starts(self) -> int:
        """How often it has begun to serve."""
        log = self.folder / "log"
        return log.read_text("utf-8").count(READY) if log.exists() else 0

    async def submit(self, person: int, words: str, patience: float = 60) -> str:
        """A leader writes and sends an enquiry; its reference, as the receipt tells it."""
        await self.write(person, f"/contact {words}")
        await self.api.wait_for(lambda: bool(self.sends(person)), patience)
        return await self.press(person, *self.sends(person)[-1], patience)

    async def write(self, person: int, text: str) -> None:
        """A leader sends a command."""
        chat = {"id": person, "type": "private", "first_name": "Ada"}
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        message = {"chat": chat, "from": self._user(person), "text": text, "entities": entities}
        await self.api.insist(message=self.api.telegram.add(message))

    async def press(self, person: int, under: Json, data: str, patience: float = 60) -> str:
        """A leader presses Send; the reference in the receipt."""
        query = {"id": "1", "from": self._user(person), "chat_instance": "1", "data": data, "message": under}
        await self.api.insist(callback_query=query)
        await self.api.wait_for(lambda: any("Its reference is" in one for one in self.api.said_to(person)), patience)
        receipt = next(one for one in self.api.said_to(person) if "Its reference is" in one)
        found = re.search(r"#(\w{5})", receipt)
        assert found
        return found[1]

    async def reply(self, words: str, reply: str, patience: float = 60) -> None:
        """A member of staff replies to the card that holds the words."""
        await self.api.wait_for(lambda: bool(self.cards(words)), patience)
        user = {"id": 5, "is_bot": False, "first_name": "Bo"}
        message = self.api.telegram.add(
            {
                "chat": self.api.telegram.chats[STAFF],
                "from": user,
                "text": reply,
                "reply_to_message": self.cards(words)[0],
            }
        )
        await self.api.insist(message=message)

    def cards(self, words: str) -> list[Json]:
        """The messages of an enquiry in the staff chat that hold these words; the board repeats their beginning."""
        others = (one for one in self.own(STAFF) if not one["text"].startswith(BOARD))
        return [one for one in others if re.search(rf"{re.escape(words)}(?!\d)", one["text"])]

    def without_words(self) -> int:
        """How many messages in the staff chat have stayed without the words that they were made for."""
        return sum("arriving here" in one["text"] for one in self.own(STAFF))

    def boards(self) -> int:
        """How many boards stand in the staff chat."""
        return sum(one["text"].startswith(BOARD) for one in self.own(STAFF))

    def heard(self, person: int, words: str) -> list[str]:
        """The messages to a leader that hold these words, but not those that say they may be there again."""
        told = [one for one in self.api.said_to(person) if one.endswith(words)]
        return [one for place, one in enumerate(told) if place == 0 or not one.startswith(AGAIN)]

    def own(self, chat: int) -> list[Json]:
        return [one for key, one in sorted(self.api.telegram.messages.items()) if key[0] == chat and one["from"] == BOT]

    def sends(self, person: int) -> list[tuple[Json, str]]:
        """The messages to a leader that can be sent to the team, oldest first, with the data of the button."""
        return [
            (message, button["callback_data"])
            for message in self.own(person)
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", [])
            for button in row
            if button["text"] == "Send"
        ]

    def _user(self, person: int) -> Json:
        return {"id": person, "is_bot": False, "first_name": "Ada"}
