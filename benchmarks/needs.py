"""How often a leader's need is met by the first three that are shown, as a librarian would say.

`python -m benchmarks.needs`: each need with the first three and good or poor; `--file` for other needs. With `--sweep`
how many are good for other values of what decides when something fits well, by halves: every second need and the rest.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does

import yaml

from bot.conversation.reply import Reply
from bot.encoder.encoder import find_encoder
from bot.library.folder import Library, shipped
from bot.terminal.asking import AskSession
from knowledge.finding import order
from knowledge.finding.facets import ALL_BOARD
from knowledge.model import Knowledge

NEEDS = Path(__file__).parent / "messages" / "needs.yaml"
FIRST, ENOUGH = 3, 2
SWEPT = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Need:
    """A wish in its own words, and the ids that meet it; `role` of who asks, `never` what would be wrong."""

    ask: str
    fitting: Sequence[str]
    role: str | None = None
    most: int = FIRST
    never: Sequence[str] = ()


def needs(path: Path, knowledge: Knowledge) -> list[Need]:
    """The needs of a file; an id in it that nothing has is an error."""
    read: Sequence[Mapping[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    made = [Need(**one) for one in read]
    unknown = {id_ for need in made for id_ in (*need.fitting, *need.never)} - set(knowledge.by_id)
    if unknown:
        message = f"{path.name} names what there is not: {', '.join(sorted(unknown))}"
        raise SystemExit(message)
    return made


def first_of(reply: Reply) -> tuple[str, ...]:
    """The ids that meet the eye first: a pack by itself, else the resources; none where it only offers a choice."""
    if reply.handout:
        return (reply.handout.entry.id,)
    return tuple(resource.id for resource in reply.resources[:FIRST])


def is_good(need: Need, shown: Sequence[str], knowledge: Knowledge) -> bool:
    """Are two of the first three fitting, or all that there are, and is none wrong for who asks?"""
    fitting = set(need.fitting)
    resources = [one for one in map(knowledge.resource, shown) if one]
    for_others = [one for one in resources if need.role and not {need.role, ALL_BOARD} & {*one.audiences}]
    if for_others or {*need.never} & {*shown} or len(shown) > need.most:
        return False
    pack = any((entry := knowledge.entry(id_)) and entry.pack for id_ in fitting & {*shown})
    there = sum(1 for id_ in fitting if knowledge.resource(id_))
    return bool(pack) or len(fitting & {*shown}) >= min(ENOUGH, need.most, there or 1)


def asked(wanted: Sequence[Need], session: AskSession, knowledge: Knowledge) -> Iterator[tuple[Reply, bool]]:
    """The reply to each, and whether it is good."""
    for need in wanted:
        reply = session.reply([need.ask])
        yield reply, is_good(need, first_of(reply), knowledge)


def main() -> None:
    """Ask for each and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=NEEDS)
    parser.add_argument("--sweep", action="store_true")
    given = parser.parse_args()
    snapshot = Library(*find_encoder()).open(shipped())
    session = AskSession(snapshot, time.monotonic)
    wanted = needs(given.file, snapshot.knowledge)
    if given.sweep:
        for value in SWEPT:
            order.WELL = value
            good = [met for _, met in asked(wanted, session, snapshot.knowledge)]
            print(f"{value:.1f}: {sum(good[::2])} + {sum(good[1::2])} of {len(good)}")
        return
    count = 0
    for need, (reply, met) in zip(wanted, asked(wanted, session, snapshot.knowledge), strict=True):
        count += met
        shown = ", ".join(first_of(reply)) or reply.match.id
        print(f"{'good' if met else 'poor'}  {need.ask}\n      {reply.outcome}: {shown}")
    print(f"{count} of {len(wanted)} are good")


if __name__ == "__main__":
    main()
