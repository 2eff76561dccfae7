"""An hour of use by everybody at once: does anything get lost, and does the process grow or slow down?

Leaders ask, write to the team and are answered; administrators edit, by Telegram and in the folder, and ask for
reports; calls to Telegram fail at random; in the first half the process is killed. The second half is without kills, so
that growth can be seen. `python -m benchmarks.soak --minutes 60`; the curves are drawn into `build/soak.html`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from pygal import Line

from benchmarks.memory import ADMIN, applied, changed
from benchmarks.torture import Chance
from bot.library.folder import parse_folder, shipped
from bot.library.writing import write_all
from tests.botapi import BotApi, bot_api
from tests.telegram_server import Json
from tests.world import World

MINUTES = 60.0
ASKERS, PER_SECOND = 600, 3.0  # who ask, and their questions a second
WRITERS, PAUSE = 3, 8.0  # who write to the team, one enquiry after another, with so many seconds between

FAULTY = 0.01  # of the calls
KILLS = 6  # in the first half
EDIT_EVERY, REPORT_EVERY, LOOK_EVERY = 90.0, 600.0, 10.0  # seconds
PATIENCE = 240.0
FIRST_ASKER, FIRST_WRITER = 100_000, 1000
LABELS = 12  # minutes that stand below a curve
MOST_GROWTH = 1.15  # of memory and of latency, from the third quarter to the last
FILE = "faq/programme.yaml"


@dataclass
class Sample:
    """What a look at the process saw: MB, open files, MB on the disk, and the seconds that replies took since then."""

    minute: float
    memory: float
    files: int
    disk: float
    waits: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """The middle reply, in ms."""
        return median(self.waits) * 1000 if self.waits else 0.0

    @property
    def p99(self) -> float:
        """The slowest of a hundred, in ms."""
        return sorted(self.waits)[int(len(self.waits) * 0.99)] * 1000 if self.waits else 0.0


class Soak:
    """Everybody who uses the process, and what was seen of it."""

    def __init__(self, api: BotApi, folder: Path, chance: random.Random, seconds: float) -> None:
        self.api, self.folder, self.chance, self.seconds = api, folder, chance, seconds
        self.own = folder / "knowledge"
        shutil.copytree(str(shipped()), self.own)
        self.world = World(api, folder, folder / "cache", knowledge=self.own, admins=str(ADMIN))
        self.faults = Chance(chance, FAULTY)
        self.asked: dict[int, float] = {}
        self.told: dict[int, tuple[str, str]] = {}
        self.waits: list[float] = []
        self.samples: list[Sample] = []
        self.counts = Counter[str]()
        self.begun = time.monotonic()

    @property
    def passed(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.begun

    def after(self, method: str, params: Json) -> Callable[..., bool] | None:
        """Telegram has carried out a call: whoever waits for a reply has it."""
        if method == "sendMessage" and (since := self.asked.pop(int(params["chat_id"]), None)) is not None:
            self.waits.append(time.monotonic() - since)
        return self.faults.after(method, params)

    async def run(self) -> None:
        """Use it until the time is over; then wait for what is on its way."""
        self.api.after, self.api.before = self.after, self.faults.before
        users = [self._asking(), self._editing(), self._reporting(), self._killing(), self._looking()]
        await asyncio.gather(*users, *(self._writing(FIRST_WRITER + one) for one in range(WRITERS)))
        self.faults.stopped = True
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and (self.asked or self._unanswered()):  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(1)

    async def _asking(self) -> None:
        knowledge = parse_folder(shipped()).knowledge
        assert knowledge  # noqa: S101 - a test keeps it sound
        phrasings = [words for entry in knowledge.answerable for words in entry.phrasings]
        while self.passed < self.seconds:
            await asyncio.sleep(self.chance.expovariate(PER_SECOND))
            person = FIRST_ASKER + self.chance.randrange(ASKERS)
            if person in self.asked:
                continue
            self._forget(person)
            self.asked[person] = time.monotonic()
            self.counts["questions"] += 1
            await self.api.write(person, self._mistyped(self.chance.choice(phrasings)))

    def _mistyped(self, words: str) -> str:
        """One in three as people type in a hurry: two letters change places."""
        at = self.chance.randrange(max(1, len(words) - 1))
        swapped = words[:at] + words[at + 1 : at + 2] + words[at : at + 1] + words[at + 2 :]
        return swapped if self.chance.random() < 1 / 3 else words

    def _forget(self, person: int) -> None:
        """What Telegram would still have is not needed here, and would make it slow."""
        for key in [key for key in self.api.telegram.messages if key[0] == person]:
            del self.api.telegram.messages[key]

    async def _writing(self, person: int) -> None:
        while self.passed < self.seconds:
            self.told[person] = (f"Words number {person}", f"Reply number {person}")
            await self.world.submit(person, self.told[person][0], PATIENCE)
            await self.world.reply(*self.told[person], PATIENCE)
            person += WRITERS
            await asyncio.sleep(PAUSE)

    async def _editing(self) -> None:
        number = 0
        while self.passed + EDIT_EVERY < self.seconds:
            await asyncio.sleep(EDIT_EVERY)
            number += 1
            if number % 2:
                write_all(self.own, {FILE: changed(self.own, f"tell me number {number} in other words")})
            else:
                await self._by_telegram(number)
            self.counts["edits"] += 1

    async def _by_telegram(self, number: int) -> None:
        try:
            await asyncio.wait_for(applied(self.api, self.own, number), PATIENCE)
        except TimeoutError:  # the process was killed between two of its steps, or a call failed for good
            self.counts["edits begun anew"] += 1

    async def _reporting(self) -> None:
        while self.passed + REPORT_EVERY < self.seconds:
            await asyncio.sleep(REPORT_EVERY)
            await self.api.write(ADMIN, "/report")
            self.counts["reports"] += 1

    async def _killing(self) -> None:
        for _ in range(KILLS):
            await asyncio.sleep(self.seconds / 2 / (KILLS + 1) * self.chance.uniform(0.8, 1.0))
            self.world.kill()

    async def _looking(self) -> None:
        while self.passed < self.seconds:
            await asyncio.sleep(LOOK_EVERY)
            if sample := self._sample():
                self.samples.append(sample)
                self.waits = []

    def _sample(self) -> Sample | None:
        """None while the process starts again."""
        process, disk = self.world.process, sum(one.stat().st_size for one in self.folder.glob("bot.db*"))
        try:
            pages = int(Path(f"/proc/{process.pid if process else 0}/statm").read_text("ascii").split()[1])
            files = len(os.listdir(f"/proc/{process.pid if process else 0}/fd"))  # noqa: PTH208 - links that come and go
        except (OSError, IndexError):
            return None
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        return Sample(self.passed / 60, memory, files, disk / 2**20, self.waits)

    def _unanswered(self) -> list[int]:
        return [one for one in self.told if not self.world.heard(one, self.told[one][1])]

    def summary(self) -> bool:
        """Print what was lost, and how the last quarter compares with the one before; is it all well?"""
        cards = [len(self.world.cards(words)) for words, _ in self.told.values()]
        replies = [len(self.world.heard(person, reply)) for person, (_, reply) in self.told.items()]
        faults = ", ".join(f"{count} {name}" for name, count in sorted(self.faults.counts.items()))
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self.counts.items()))
        print(f"{self.passed / 60:.0f} minutes: {counts}, {self.world.kills} kills; {faults}")
        print(f"{len(self.asked)} questions without a reply")
        print(f"{len(cards)} enquiries: {cards.count(0)} lost, {sum(one > 1 for one in cards)} that stand twice")
        print(f"{len(replies)} replies: {replies.count(0)} lost, {sum(one > 1 for one in replies)} doubled unmarked")
        third, last = self._quarter(2), self._quarter(3)
        for name, unit in (("memory", "MB"), ("files", ""), ("disk", "MB"), ("p50", "ms"), ("p99", "ms")):
            before, now = (median(getattr(one, name) for one in part) for part in (third, last))
            print(f"{name:<7} {before:7.1f} {unit} in the third quarter, {now:7.1f} {unit} in the last")
        print(f"memory  {max(one.memory for one in self.samples):7.1f} MB at the most")
        grown = median(one.memory for one in last) / median(one.memory for one in third)
        return not self.asked and set(cards) | set(replies) == {1} and grown < MOST_GROWTH

    def _quarter(self, number: int) -> Sequence[Sample]:
        first, end = (self.seconds / 60 * part / 4 for part in (number, number + 1))
        return [one for one in self.samples if first <= one.minute < end] or self.samples[-1:]


def drawn(samples: Sequence[Sample], file: Path) -> None:
    """Draw the curves, one above the other, as a page."""
    curves = (
        ("Memory, MB", {"resident": [one.memory for one in samples]}),
        ("Open files", {"files": [float(one.files) for one in samples]}),
        ("Database with its log, MB", {"on the disk": [one.disk for one in samples]}),
        ("Replies, ms", {"p50": [one.p50 for one in samples], "p99": [one.p99 for one in samples]}),
    )
    charts = []
    for title, lines in curves:
        line = Line(title=title, width=900, height=260, show_dots=False, js=(), x_label_rotation=0, truncate_label=-1)
        every = max(1, len(samples) // LABELS)
        line.x_labels = ["" if at % every else f"{one.minute:.0f}" for at, one in enumerate(samples)]
        for name, values in lines.items():
            line.add(name, values)
        charts.append(line.render(is_unicode=True, disable_xml_declaration=True))
    file.parent.mkdir(exist_ok=True)
    file.write_text("<!doctype html><meta charset=utf-8><title>Soak</title>" + "".join(charts), "utf-8")


async def soak(seconds: float, seed: int) -> bool:
    """Run it and print the counts; was nothing lost, and did nothing grow?"""
    print(f"seed {seed}, {seconds / 60:g} minutes", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        async with bot_api() as api:
            used = Soak(api, Path(folder), random.Random(seed), seconds)  # noqa: S311 - a load
            async with used.world.alive():
                used.begun = time.monotonic()
                await used.run()
            drawn(used.samples, Path("build/soak.html"))
            return used.summary()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    given = parser.parse_args()
    sys.exit(not asyncio.run(soak(given.minutes * 60, given.seed)))
