"""How much processor time a message takes, by how many words it has, and the last turn of a conversation.

`python -m benchmarks.lengths FILE...`; the files hold messages as benchmarks.labelled reads them.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does

from benchmarks.labelled import Labelled, read
from benchmarks.metrics import percentile
from bot.conversation.memory import Conversations, Who
from bot.encoder.encoder import find_encoder
from bot.library.folder import Library, shipped

CLASSES = (15, 44, 75)  # words, at most
LONGER, TURNS = "more words", "a later turn"
ASKER: Who = (0, 0)


def length(message: Labelled) -> str:
    """The name of the class it belongs to."""
    count = len(message.text.split())
    fits = [f"up to {most} words" for most in CLASSES if count <= most]
    return TURNS if message.before else fits[0] if fits else LONGER


def took(messages: Sequence[Labelled], conversations: Conversations) -> Iterator[tuple[str, float]]:
    """The class of each message, and the milliseconds of processor time that its reply took."""
    for message in messages:
        conversations.forget(ASKER)
        for turn in message.before:
            conversations.ask(ASKER, turn)
        begun = time.process_time()
        conversations.ask(ASKER, message.text)
        yield length(message), 1000 * (time.process_time() - begun)


def by_class(taken: Iterator[tuple[str, float]]) -> Mapping[str, list[float]]:
    """The times of each class, sorted."""
    times: dict[str, list[float]] = defaultdict(list)
    for name, milliseconds in taken:
        times[name].append(milliseconds)
    return {name: sorted(some) for name, some in sorted(times.items())}


def main() -> int:
    """Print the figures of each class."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lengths", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    given = parser.parse_args()
    snapshot = Library(*find_encoder()).open(shipped())
    conversations = Conversations(lambda: snapshot, time.monotonic)
    conversations.ask(ASKER, "What is the WRES?")  # what is made at the first question is made
    messages = [message for file in given.files for message in read(file)]
    for name, times in by_class(took(messages, conversations)).items():
        half, most = percentile(times, 0.5), percentile(times, 0.95)
        print(f"{name}: {len(times)} messages, p50 {half:.1f} ms, p95 {most:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
