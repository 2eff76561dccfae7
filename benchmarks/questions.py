"""How long a question, a start and a reload take, and how much memory a start needs.

The questions are the shipped knowledge's own checks, every second one mistyped. `python -m benchmarks.questions`.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.conversation.reply import Replies
from bot.encoder.encoder import find_encoder
from bot.library.folder import Library, Snapshot, shipped

QUESTIONS = 500
MOST_P99, MOST_WARM, MOST_RELOAD = 0.005, 2.0, 2.0  # seconds
MOST_MEMORY = 400  # megabytes
SEED = 20_261_123


def opened(library: Library) -> Snapshot:
    """The shipped knowledge, after its first question."""
    snapshot = library.open(shipped())
    snapshot.understanding("What is the WRES?")
    return snapshot


def started(cache: str) -> tuple[float, float]:
    """Seconds that a process of its own takes until the first answer, and its memory at most, in megabytes."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.questions", "--start", cache]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, check=True)  # noqa: S603
    return time.perf_counter() - begun, float(done.stdout)


def memory() -> float:
    """Megabytes that this process has needed at most; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    status = Path("/proc/self/status")
    if status.exists():  # Linux; its `ru_maxrss` may be what the process was made from needed
        return int(status.read_text("ascii").partition("VmHWM:")[2].split()[0]) / 2**10
    import resource  # noqa: PLC0415 - not on every system

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def reload(library: Library, snapshot: Snapshot, phrasing: str) -> float:
    """Seconds to fit the knowledge again after one entry got one more phrasing."""
    first, *others = snapshot.knowledge.entries
    edited = replace(first, also_asked=(*first.also_asked, phrasing))
    begun = time.perf_counter()
    library.fit(replace(snapshot.knowledge, entries=(edited, *others), version=phrasing), snapshot)
    return time.perf_counter() - begun


def varied(asked: Sequence[str], number: int) -> list[str]:
    """`number` messages: of every second one two neighbouring letters are swapped."""
    chance = random.Random(SEED)  # noqa: S311 - a load, not a secret
    found = []
    for place in range(number):
        text = asked[place % len(asked)]
        at = chance.randrange(len(text) - 1)
        found.append(text if place % 2 else text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    return found


def waits(snapshot: Snapshot, messages: Sequence[str]) -> list[float]:
    """How long each message takes from text to reply, sorted, in seconds."""
    replies = Replies(snapshot.knowledge)
    took = []
    for message in messages:
        begun = time.perf_counter()
        replies(snapshot.understanding(message)[0])
        took.append(time.perf_counter() - begun)
    return sorted(took)


def measure(number: int) -> bool:
    """Run it and print the figures; did they meet their limits?"""
    with tempfile.TemporaryDirectory() as cache:
        cold, _ = started(cache)
        warm, used = started(cache)
        library = Library(*find_encoder(), Path(cache))
        snapshot = opened(library)
        asked = waits(snapshot, varied([check.ask for check in snapshot.knowledge.checks], number))
        reloads = [reload(library, snapshot, f"a new way to ask, number {number}") for number in (1, 2, 3)]
    p50, p99 = (asked[int(len(asked) * share)] for share in (0.5, 0.99))
    print(f"{number} questions: p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms, longest {asked[-1] * 1000:.1f} ms")
    print(f"first answer after {cold:.1f} s with an empty cache, {warm:.1f} s with a full one")
    print(f"reload after a first edit {reloads[0]:.1f} s, after a later one {max(reloads[1:]):.1f} s")
    print(f"memory after a start with a full cache at most {used:.0f} MB")
    return p99 < MOST_P99 and warm < MOST_WARM and max(reloads) < MOST_RELOAD and used < MOST_MEMORY


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--start", metavar="CACHE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.start:
        opened(Library(*find_encoder(), Path(given.start)))
        print(memory())
    else:
        sys.exit(not measure(given.questions))
