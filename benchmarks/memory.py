"""How much memory the real process needs: at the start, through 50 edits of the shipped knowledge and 10 reports.

Every second edit is saved in the folder, the others come from an administrator by Telegram, and questions are asked
between them, long ones too. It fails where the process ever needs more than three quarters of what the systemd unit
allows, or keeps growing. Linux only. `python -m benchmarks.memory`, with `--edits 4 --reports 1` for a quick look.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from bot.editing.proposal import document_name
from bot.library.folder import shipped
from bot.library.writing import write_all
from knowledge.editing.edit import with_phrasing
from tests.botapi import TOKEN, BotApi, bot_api

ROOT = Path(__file__).parent.parent
EDITS, REPORTS = 50, 10
ADMIN, LEADER = 9, 1000
FILE, ENTRY = "faq/programme.yaml", "what-is-the-programme"
QUESTIONS = ("What is the WRES?", "How do we close the pay gap? " * 100, "word " * 800)
CHANGED = "(+0 ~1 -0)"
SHARE = 0.75  # of the limit, at the most
GROWTH = 0.5  # MB an edit, over the second half of the edits
SLOW = 600.0  # seconds for an edit or a report on a busy machine


@dataclass
class Watched:
    """The process, in MB: what it needs now, and the most that it has ever needed."""

    pid: int
    begun: float

    def status(self, name: str) -> int:
        """A value of the system's."""
        found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text("utf-8"))
        return int(found[1]) // 1024 if found else 0

    def say(self, what: str) -> int:
        """Print a line; what it needs now."""
        now = self.status("VmRSS")
        most, after = self.status("VmHWM"), time.monotonic() - self.begun
        print(f"{after:7.0f} s  {what:<12} {now:5d} MB, at most {most:5d} MB", flush=True)
        return now


def limit() -> int:
    """What the unit allows, in MB."""
    unit = (ROOT / "deploy" / "race-equality.service").read_text("utf-8")
    found = re.search(r"^MemoryMax=(\d+)M$", unit, re.MULTILINE)
    if found is None:
        raise ValueError("the unit has no limit in megabytes")
    return int(found[1])


async def _asked(api: BotApi, person: int) -> None:
    """Each time by somebody else: nobody may ask so much in a row."""
    for count, question in enumerate(QUESTIONS, 1):
        await api.write(person, question)
        await api.wait_for(lambda least=count: len(api.said_to(person)) >= least, SLOW)  # type: ignore[misc]


async def _saved(api: BotApi, folder: Path, log: Path, number: int) -> None:
    """Somebody saves a file, and it is in force."""
    before = _changes(log)
    write_all(folder, {FILE: changed(folder, f"tell me number {number} in other words")})
    await api.wait_for(lambda: _changes(log) > before, SLOW)


def _changes(log: Path) -> int:
    return log.read_text("utf-8").count("the knowledge is in force")


def changed(folder: Path, phrasing: str) -> str:
    """The file with one more phrasing."""
    return with_phrasing(FILE, (folder / FILE).read_text("utf-8"), ENTRY, phrasing)


async def applied(api: BotApi, folder: Path, number: int) -> None:
    """An administrator gets a file, sends it back changed, and applies that."""
    user = {"id": ADMIN, "is_bot": False, "first_name": "Ada"}
    chat = {"id": ADMIN, "type": "private", "first_name": "Ada"}
    await _sent(api, f"/knowledge {FILE}")
    before = len(api.said_to(ADMIN))
    text = changed(folder, f"say number {number} in other words")
    document = api.telegram.keep_file(document_name(FILE), text.encode())
    await api.offer(message=api.telegram.add({"chat": chat, "from": user, "document": document}))
    await api.wait_for(lambda: any(CHANGED in one for one in api.said_to(ADMIN)[before:]), SLOW)
    shown = [one for one in api.telegram.messages.values() if CHANGED in one.get("text", "")][-1]
    data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await api.offer(callback_query={"id": "1", "from": user, "chat_instance": "1", "data": data, "message": shown})
    await api.wait_for(lambda: any("It is in force" in one for one in api.said_to(ADMIN)[before:]), SLOW)


async def _sent(api: BotApi, command: str) -> None:
    """The administrator asks for a document, and it comes."""
    before = len(api.telegram.called("sendDocument"))
    await api.write(ADMIN, command)
    await api.wait_for(lambda: len(api.telegram.called("sendDocument")) > before, SLOW)


@contextlib.asynccontextmanager
async def _serving(api: BotApi, folder: Path) -> AsyncIterator[tuple[int, Path]]:
    """The number of the process, and its log. What was fitted before is used, what is fitted now is kept elsewhere."""
    log = folder / "log"
    environment = {
        **os.environ, "BOT_TOKEN": TOKEN, "BOT_API_URL": api.url, "BOT_DATABASE": str(folder / "bot.db"),
        "BOT_KNOWLEDGE": str(folder / "knowledge"), "BOT_ADMINS": str(ADMIN),
    }  # fmt: skip
    with log.open("wb") as opened:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", env=environment, cwd=ROOT, stderr=opened
        )
    try:
        await api.wait_for(lambda: bool(api.telegram.called("getUpdates")), SLOW)
        yield process.pid, log
    finally:
        process.terminate()
        await process.wait()


async def measure(edits: int, reports: int) -> bool:
    """Print a line for each step; is it never near the limit, and does it not grow?"""
    with tempfile.TemporaryDirectory() as made:
        folder, own, after = Path(made), Path(made) / "knowledge", [0]
        shutil.copytree(str(shipped()), own)
        async with bot_api() as api, _serving(api, folder) as (pid, log):
            watched = Watched(pid, time.monotonic())
            watched.say("start")
            await _asked(api, LEADER)
            watched.say("questions")
            for number in range(edits):
                await (_saved(api, own, log, number) if number % 2 else applied(api, own, number))
                await _asked(api, LEADER + 1 + number)
                after.append(watched.say(f"edit {number + 1}"))
            for number in range(reports):
                await _sent(api, "/report")
                watched.say(f"report {number + 1}")
            most = watched.status("VmHWM")
    half = len(after) // 2
    growth = (after[-1] - after[half]) / max(1, len(after) - 1 - half)
    print(f"at most {most} MB of the {limit()} MB that the unit allows; {growth:+.1f} MB an edit at the end")
    return most <= SHARE * limit() and (edits < EDITS or growth <= GROWTH)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=EDITS)
    parser.add_argument("--reports", type=int, default=REPORTS)
    given = parser.parse_args()
    sys.exit(not asyncio.run(measure(given.edits, given.reports)))
