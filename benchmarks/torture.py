"""At least a hundred kill -9 with faults of every kind: is an enquiry or a reply lost, do any words stand twice?

The real process serves over HTTP. Dropped connections, 429s, 500s, lost answers and hangs come at random under a
printed seed; `python -m benchmarks.torture --seed N` repeats a run as far as chance inside the process allows.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tornado.web import RequestHandler

from tests.botapi import Fault, bot_api, drop, status
from tests.telegram_server import Json
from tests.world import World

KILLS, WRITERS, FAULTY, PATIENCE = 100, 6, 0.06, 300.0
FIRST_PERSON = 1000


def hang(request: RequestHandler) -> bool:
    """Never answer."""
    request._auto_finish = False  # noqa: SLF001 - tornado would answer for us
    return True


class Chance:
    """Faults at random; `stop` ends them."""

    def __init__(self, chance: random.Random, faulty: float = FAULTY) -> None:
        self.chance, self.faulty, self.stopped, self.counts = chance, faulty, False, Counter[str]()

    def before(self, method: str, _: Json) -> Fault | None:
        """The call is not carried out."""
        faults = {"drop": drop, "429": status(429, retry_after=1), "500": status(500)}
        return self._one(method, faults)

    def after(self, method: str, _: Json) -> Fault | None:
        """The call was carried out, but the answer is lost."""
        return self._one(method, {"lost answer": drop, "lost to a 500": status(502), "hang": hang})

    def _one(self, method: str, faults: dict[str, Fault]) -> Fault | None:
        if self.stopped or method in ("getMe", "deleteWebhook", "setWebhook") or self.chance.random() > self.faulty:
            return None
        name = self.chance.choice(list(faults))
        if name == "hang" and self.chance.random() < 0.7:
            name = "lost answer"
        self.counts[name] += 1
        return faults[name]


async def torture(seed: int, kills: int, *, webhook: bool) -> bool:
    """Run it and print the count; was nothing lost and nothing doubled?"""
    print(f"seed {seed}, by {'webhook' if webhook else 'polling'}", flush=True)
    chance, begun = random.Random(seed), time.monotonic()  # noqa: S311 - no secret
    faults = Chance(chance)
    told: dict[int, tuple[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        async with bot_api() as api:
            world = World(api, Path(folder), Path(folder), webhook=webhook)
            async with world.alive():
                api.before, api.after = faults.before, faults.after

                async def killing() -> None:
                    while world.kills < kills:
                        starts = world.starts()

                        def ready(starts: int = starts) -> bool:
                            return world.starts() > starts or (starts == 1 and world.kills == 0)

                        await api.wait_for(ready, PATIENCE)
                        await asyncio.sleep(chance.uniform(0, 1.5))
                        world.kill()
                        await asyncio.sleep(0.1)
                    faults.stopped = True

                async def writing(first: int) -> None:
                    person = FIRST_PERSON + first
                    while not faults.stopped:
                        told[person] = (f"Words number {person}", f"Reply number {person}")
                        await world.submit(person, told[person][0], PATIENCE)
                        await world.reply(*told[person], PATIENCE)
                        person += WRITERS

                await asyncio.gather(killing(), *(writing(one) for one in range(WRITERS)))
                pending = [one for one in told if not world.heard(one, told[one][1])]
                end = time.monotonic() + 90
                while pending and time.monotonic() < end:
                    await asyncio.sleep(0.5)
                    pending = [one for one in pending if not world.heard(one, told[one][1])]
                await asyncio.sleep(2)
    cards = [len(world.cards(words)) for words, _ in told.values()]
    replies = [len(world.heard(person, reply)) for person, (_, reply) in told.items()]
    faulty = ", ".join(f"{count} {name}" for name, count in sorted(faults.counts.items()))
    print(f"{world.kills} kills, {faulty}; {time.monotonic() - begun:.0f} s")
    print(
        f"{len(told)} enquiries: {cards.count(0)} lost, {sum(one > 1 for one in cards)} with words that stand twice, "
        f"{world.without_words()} messages left without words; {world.boards()} board(s)"
    )
    print(
        f"{len(told)} replies: {replies.count(0)} lost, {sum(one > 1 for one in replies)} doubled without being marked"
    )
    return set(cards) | set(replies) == {1}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--kills", type=int, default=KILLS)
    given = parser.parse_args()
    half = given.kills // 2
    results = [
        asyncio.run(torture(given.seed, given.kills - half, webhook=False)),
        asyncio.run(torture(given.seed + 1, half, webhook=True)),
    ]
    sys.exit(not all(results))
