"""The most that one process answers a second, beside a bare python-telegram-bot echo in the same run.

100 people, each of whom writes again as soon as the reply is there; the Bot API server takes no time of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.serve import QUESTIONS, SEED, START_SECONDS, cpu_seconds
from tests.botapi import TOKEN, BotApi, bot_api

PEOPLE, SECONDS, LEAST = 100, 10.0, 0.6
TURNS = 30  # messages of one person, who would be asked to slow down after 40
STRANGER = 1000
ECHO, ASSISTANT = ("benchmarks.echo",), ("bot", "serve")


async def replies_a_second(module: Sequence[str], seconds: float) -> tuple[float, float]:
    """How many replies a process sent in a second, on average, and how many ms of processor time each took."""
    async with bot_api() as api:
        with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
            environment = {
                **os.environ, "BOT_TOKEN": TOKEN, "BOT_API_URL": api.url, "BOT_DATABASE": str(Path(folder) / "bot.db"),
            }  # fmt: skip
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *module, env=environment, cwd=Path(__file__).parent.parent, stderr=log
            )
            try:
                await api.write(PEOPLE + 1, QUESTIONS[0])
                await api.wait_for(lambda: bool(api.said_to(PEOPLE + 1)), START_SECONDS)
                before = cpu_seconds(process.pid)
                count = await _closed_loop(api, seconds)
                return count / seconds, (cpu_seconds(process.pid) - before) / count * 1000
            finally:
                process.terminate()
                await process.wait()


async def _closed_loop(api: BotApi, seconds: float) -> int:
    loop, chance = asyncio.get_running_loop(), random.Random(SEED)  # noqa: S311 - a load
    answered: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
    count, end = 0, loop.time() + seconds

    def sent(method: str, params: dict[str, object]) -> None:
        if method == "sendMessage":
            answered[int(str(params["chat_id"]))].set()

    api.after = sent

    async def write(first: int) -> None:
        nonlocal count
        for number in itertools.count():
            person = first + PEOPLE * (number // TURNS)
            answered[person].clear()
            await api.write(person, chance.choice(QUESTIONS))
            await answered[person].wait()
            if loop.time() > end:
                return
            count += 1

    await asyncio.gather(*(write(STRANGER + one) for one in range(1, PEOPLE + 1)))
    return count


async def compare(seconds: float) -> bool:
    """Measure both and print it; is the assistant fast enough?"""
    echo, echo_cost = await replies_a_second(ECHO, seconds)
    assistant, cost = await replies_a_second(ASSISTANT, seconds)
    print(f"the most: {assistant:.0f} replies a second; a bare echo {echo:.0f}; {assistant / echo:.0%} of it")
    print(f"processor time of a reply: {cost:.2f} ms; of an echo {echo_cost:.2f} ms")
    return assistant >= LEAST * echo


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    sys.exit(not asyncio.run(compare(parser.parse_args().seconds)))
