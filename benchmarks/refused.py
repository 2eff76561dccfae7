"""Is something refused ever shown? Every page of the reply to many refusals is looked at, and its text too.

`python -m benchmarks.refused`: each reply that shows what was refused, or that answers a refusal nobody understands.
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
from bot.markup import plain
from bot.terminal.asking import AskSession
from knowledge.finding.qualities import traits
from knowledge.model import Knowledge, Resource

REFUSALS = Path(__file__).parent / "messages" / "refused.yaml"
MOST_PAGES = 8


@dataclass(frozen=True, slots=True)
class Refusal:
    """A conversation whose last message refuses something, and what that is; `before` is the first year allowed."""

    turns: Sequence[str]
    formats: Sequence[str] = ()
    makers: Sequence[str] = ()
    audiences: Sequence[str] = ()
    topics: Sequence[str] = ()
    titles: Sequence[str] = ()
    regions: Sequence[str] = ()
    sectors: Sequence[str] = ()
    years: Sequence[int] = ()
    before: int = 0
    unclear: bool = False

    def refuses(self, resource: Resource) -> bool:
        """Is a resource among what is refused?"""
        made_by = f"{resource.publisher}, {', '.join(resource.people)}"
        stated = traits(resource)
        return (
            resource.format in self.formats
            or any(maker in made_by for maker in self.makers)
            or not {*self.audiences}.isdisjoint(resource.audiences)
            or not {*self.topics}.isdisjoint(resource.topics)
            or resource.title.startswith(tuple(self.titles))
            or not {*self.regions}.isdisjoint(stated.regions)
            or not {*self.sectors}.isdisjoint(stated.sectors)
            or resource.year in self.years
            or (resource.year or self.before) < self.before
        )


def refusals(path: Path) -> list[Refusal]:
    """The refusals of a file."""
    read: Sequence[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return [Refusal(turns=tuple(one.pop("turns", None) or [one.pop("ask")]), **one) for one in read]


def pages(session: AskSession, turns: Sequence[str]) -> Iterator[Reply]:
    """The reply, and what "more" shows after it."""
    for count in range(MOST_PAGES):
        reply = session.reply([*turns, *["more"] * count])
        yield reply
        if not reply.more:
            break


def shown(reply: Reply, links: Mapping[str, Resource]) -> Iterator[Resource]:
    """What a reply names, what its choices would show, and what its text links to."""
    yield from reply.resources
    for suggestion in reply.suggestions:
        yield from suggestion.resources
    text = plain(reply.text)
    yield from (resource for url, resource in links.items() if f"{url}\n" in f"{text}\n" or f"{url})" in text)


def faults(refusal: Refusal, session: AskSession, knowledge: Knowledge) -> Iterator[str]:
    """What is wrong with the replies to one."""
    links = {one.url: one for one in knowledge.resources if one.url and one.url != knowledge.contact.page}
    replies = list(pages(session, refusal.turns))
    if refusal.unclear and replies[0].outcome != "suggest":
        yield f"not asked about, but {replies[0].outcome}"
    for place, reply in enumerate(replies, 1):
        for resource in dict.fromkeys(shown(reply, links)):
            if refusal.refuses(resource):
                yield f"page {place}, {reply.outcome}: {resource.id}"
    if not refusal.unclear and replies[0].outcome == "unknown":
        yield "unknown"


def main() -> None:
    """Ask all, and print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=REFUSALS)
    given = parser.parse_args()
    snapshot = Library(*find_encoder()).open(shipped())
    session = AskSession(snapshot, time.monotonic)
    asked, wrong = refusals(given.file), 0
    for refusal in asked:
        found = list(faults(refusal, session, snapshot.knowledge))
        wrong += bool(found)
        if found:
            print(" / ".join(refusal.turns), *found[:4], sep="\n      ")
    print(f"{wrong} of {len(asked)} are wrong")


if __name__ == "__main__":
    main()
