"""30 messages a second from 100 people, 50 ms an API call: is order kept, is anything lost, how long does a reply take?

The real process serves over HTTP; the Bot API server and the people are in this one. `python -m benchmarks.serve`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.botapi import TOKEN, BotApi, bot_api

PEOPLE, PER_SECOND, SECONDS, DELAY = 100, 30.0, 60.0, 0.05
MOST_P99 = 0.12  # seconds
SEED = 20_261_123
QUESTIONS = ("What is the WRES?", "podcasts on allyship", "how do we close the pay gap", "who is the programme for?")
START_SECONDS = 90


async def offered(api: BotApi, seconds: float, rate: float) -> dict[int, list[float]]:
    """When each person wrote, in order; people write at random, `rate` messages a second in all."""
    chance = random.Random(SEED)  # noqa: S311 - a load, not a secret
    loop = asyncio.get_running_loop()
    written: dict[int, list[float]] = defaultdict(list)
    begun = loop.time()
    for number in range(int(seconds * rate)):
        await asyncio.sleep(max(0.0, begun + number / rate - loop.time()))
        person = chance.randrange(1, PEOPLE + 1)
        written[person].append(loop.time())
        await api.write(person, chance.choice(QUESTIONS))
    return written


def waits(written: Mapping[int, Sequence[float]], api: BotApi) -> list[float]:
    """How long each person waited for each reply, sorted, in seconds."""
    replied: dict[int, list[float]] = defaultdict(list)
    for at, params in api.sent_at:
        replied[int(params["chat_id"])].append(at)
    return sorted(
        reply - asked for person, times in written.items() for asked, reply in zip(times, replied[person], strict=False)
    )


def in_order(api: BotApi) -> bool:
    """Does each person's n-th reply answer the n-th message? Every question has replies that begin alike."""
    opening: dict[str, set[str]] = defaultdict(set)
    for person in range(1, PEOPLE + 1):
        asked = [
            one["text"]
            for key, one in sorted(api.telegram.messages.items())
            if key[0] == person and one["from"]["id"] == person
        ]
        for question, reply in zip(asked, api.said_to(person), strict=False):
            opening[question].add(reply.splitlines()[0])
    return all(len(found) == 1 for found in opening.values())


async def measure(seconds: float, rate: float) -> bool:
    """Run it and print the figures; did they meet their limits?"""
    async with bot_api() as api:
        api.delay = DELAY
        with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory() as folder:
            database = str(Path(folder) / "bot.db")
            environment = {**os.environ, "BOT_TOKEN": TOKEN, "BOT_API_URL": api.url, "BOT_DATABASE": database}
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "serve",
                env=environment,
                cwd=Path(__file__).parent.parent,
                stderr=log,
            )
            try:
                await api.wait_for(lambda: bool(api.telegram.called("getUpdates")), START_SECONDS)
                await api.write(PEOPLE + 1, QUESTIONS[0])
                await api.wait_for(lambda: bool(api.said_to(PEOPLE + 1)), START_SECONDS)
                cpu, begun = cpu_seconds(process.pid), time.monotonic()
                written = await offered(api, seconds, rate)
                expected = sum(map(len, written.values())) + 1
                await asyncio.sleep(2)
                busy = (cpu_seconds(process.pid) - cpu) / (time.monotonic() - begun)
            finally:
                process.terminate()
                await process.wait()
        lost = expected - len(api.sent_at)
        waited, ordered = waits(written, api), in_order(api)
    p50, p99 = (waited[int(len(waited) * share)] for share in (0.5, 0.99))
    print(f"{len(waited)} messages from {PEOPLE} people, {rate:g} a second, {DELAY * 1000:g} ms an API call")
    print(f"lost {lost}, order kept: {'yes' if ordered else 'no'}, busy {busy:.0%} of a core")
    print(f"reply after p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, longest {waited[-1] * 1000:.0f} ms")
    return lost == 0 and ordered and p99 < MOST_P99


def cpu_seconds(pid: int | None) -> float:
    """Processor time of a process so far; 0 where the system does not tell."""
    file = Path(f"/proc/{pid}/stat")
    if not file.exists():
        return 0.0
    fields = file.read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--rate", type=float, default=PER_SECOND)
    given = parser.parse_args()
    sys.exit(not asyncio.run(measure(given.seconds, given.rate)))
