"""The most that one process answers a second, beside a bare python-telegram-bot echo in the same run.

100 people, each of whom writes again as soon as the reply is there; the Bot API server takes no time of its own. Once
they ask four questions over and over, and once hundreds, half of them mistyped each time in another place.
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

from benchmarks.questions import varied
from benchmarks.serve import QUESTIONS, SEED, START_SECONDS, cpu_seconds
from bot.library.folder import parse_folder, shipped
from tests.botapi import TOKEN, BotApi, bot_api

PEOPLE, SECONDS, LEAST = 100, 10.0, 0.6
MOST_MESSAGES = 10_000  # that are written in the seconds
TURNS = 30  # messages of one person, who would be asked to slow down after 40
STRANGER = 1000
ECHO, ASSISTANT = ("benchmarks.echo",), ("bot", "serve")


async def replies_a_second(module: Sequence[str], seconds: float, asked: Sequence[str]) -> tuple[float, float]:
    """How many replies a process sent in a second, on average, and how many ms of processor time each took.

    `asked`: the messages that people write, in order.
    """
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
                count = await _closed_loop(api, seconds, asked)
                return count / seconds, (cpu_seconds(process.pid) - before) / count * 1000
            finally:
                process.terminate()
                await process.wait()


async def _closed_loop(api: BotApi, seconds: float, asked: Sequence[str]) -> int:
    loop, messages = asyncio.get_running_loop(), itertools.cycle(asked)
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
            await api.write(person, next(messages))
            await answered[person].wait()
            if loop.time() > end:
                return
            count += 1

    await asyncio.gather(*(write(STRANGER + one) for one in range(1, PEOPLE + 1)))
    return count


def few() -> list[str]:
    """Four questions, by chance."""
    return random.Random(SEED).choices(QUESTIONS, k=MOST_MESSAGES)  # noqa: S311 - a load


def many() -> list[str]:
    """The knowledge's own checks, every second one mistyped in another place each time."""
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge  # noqa: S101 - a test keeps it sound
    return varied([check.ask for check in knowledge.checks], MOST_MESSAGES)


async def compare(seconds: float) -> bool:
    """Measure both and print it; is the assistant fast enough?"""
    echo, cost = await replies_a_second(ECHO, seconds, few())
    print(f"a bare echo: {echo:.0f} replies a second, {cost:.2f} ms of processor time each")
    shares = []
    for name, asked in (("four questions", few()), ("hundreds of questions", many())):
        assistant, cost = await replies_a_second(ASSISTANT, seconds, asked)
        shares.append(assistant / echo)
        print(f"{name}: {assistant:.0f} replies a second, {shares[-1]:.0%} of the echo's; {cost:.2f} ms each")
    return shares[0] >= LEAST


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    sys.exit(not asyncio.run(compare(parser.parse_args().seconds)))
