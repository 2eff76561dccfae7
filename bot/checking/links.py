"""Do the links lead somewhere? Each is asked for once, one at a time of each site, with a pause between."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from rich.console import Console
from rich.progress import Progress

from bot.checking.examination import Examined
from bot.machine.private import make_folder, unfinished
from knowledge.model import Knowledge, Location
from knowledge.problem import Problem
from knowledge.quality.lint import links

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two requests to one site
PATIENCE = 15.0  # seconds for an answer
SITES_AT_ONCE = 8
NAME = "race-equality-assistant (link check)"
UNREACHABLE = "cannot be reached"
OFFLINE = "no link can be reached; is there a network?"
GONE = frozenset({404, 410})
FOR_GOOD = frozenset({301, 308})


class LinkVerdict(Enum):
    """What is known of a link after a visit."""

    GOOD = "good"
    MOVED = "moved"
    BROKEN = "broken"
    UNSURE = "not certain"


@dataclass(frozen=True, slots=True)
class Visit:
    """`what` follows the address in a sentence, where it is not good."""

    address: str
    verdict: LinkVerdict
    what: str = ""


def examine_links(knowledge: Knowledge, memory: Path | None, today: date, *, bar: bool) -> Examined:
    """All links visited; `memory` keeps when each was last good, `bar` shows on standard error how far it is."""
    places = {address: place for place, address in reversed(tuple(links(knowledge)))}
    with Progress(console=Console(stderr=True), disable=not bar, transient=True) as progress:
        task = progress.add_task("Links", total=len(places))
        visits = asyncio.run(visit_all(places, lambda _: progress.advance(task)))
    good = read_good(memory)
    write_good(memory, good_after(good, visits, today))
    return as_examined(visits, places, good)


async def visit_all(
    addresses: Iterable[str], visited: Callable[[Visit], object], pause: float = PAUSE, patience: float = PATIENCE
) -> list[Visit]:
    """Visit each address; `visited` is called after each. Bodies are not downloaded.

    A site that cannot be reached is not tried again.
    """
    sites: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        sites[urlsplit(address).hostname or ""].append(address)
    few = asyncio.Semaphore(SITES_AT_ONCE)
    visits: list[Visit] = []

    async def visit_site(client: httpx.AsyncClient, of_site: Sequence[str]) -> None:
        away = False
        async with few:
            for address in of_site:
                visit = Visit(address, LinkVerdict.BROKEN, UNREACHABLE) if away else await _visit(client, address)
                away = visit.what == UNREACHABLE
                visits.append(visit)
                visited(visit)
                await asyncio.sleep(0 if away or address is of_site[-1] else pause)

    async with httpx.AsyncClient(follow_redirects=True, timeout=patience, headers={"User-Agent": NAME}) as client:
        await asyncio.gather(*(visit_site(client, of_site) for of_site in sites.values()))
    return visits


async def _visit(client: httpx.AsyncClient, address: str) -> Visit:
    try:
        answer = await client.head(address)
        if answer.is_error:  # many sites answer only a reader's own request
            async with client.stream("GET", address) as answer:
                pass
    except httpx.TimeoutException:
        return Visit(address, LinkVerdict.UNSURE, "gives no answer in time")
    except httpx.TooManyRedirects:
        return Visit(address, LinkVerdict.BROKEN, "leads round in a circle")
    except httpx.ConnectError:
        return Visit(address, LinkVerdict.BROKEN, UNREACHABLE)
    except (httpx.HTTPError, httpx.InvalidURL):
        return Visit(address, LinkVerdict.UNSURE, "gives no answer that can be read; look at it in a browser")
    return _judged(address, answer)


def _judged(address: str, answer: httpx.Response) -> Visit:
    if answer.status_code in GONE:
        return Visit(address, LinkVerdict.BROKEN, f"leads nowhere ({answer.status_code})")
    if answer.is_error:
        return Visit(address, LinkVerdict.UNSURE, f"answers {answer.status_code}; look at it in a browser")
    if any(step.status_code in FOR_GOOD for step in answer.history) and not _same(address, str(answer.url)):
        return Visit(address, LinkVerdict.MOVED, f"has moved to {answer.url}")
    return Visit(address, LinkVerdict.GOOD)


def _same(address: str, other: str) -> bool:
    """Are they the same but for a slash at the end?"""
    return address.partition("#")[0].rstrip("/") == other.rstrip("/")


def as_examined(visits: Sequence[Visit], places: Mapping[str, Location], good: Mapping[str, date]) -> Examined:
    """What is to be said of each link that is not simply good, at its first place in the files."""
    if visits and all(visit.what == UNREACHABLE for visit in visits):
        return Examined((Problem(places[visits[0].address].file, 1, OFFLINE),), ())
    findings = [(one.verdict, _said(one, places[one.address], good.get(one.address))) for one in visits]
    return Examined(
        problems=tuple(sorted(problem for verdict, problem in findings if verdict is LinkVerdict.BROKEN)),
        warnings=tuple(
            sorted(problem for verdict, problem in findings if verdict in {LinkVerdict.MOVED, LinkVerdict.UNSURE})
        ),
        ran=summary(visits),
    )


def _said(visit: Visit, location: Location, last: date | None) -> Problem:
    remembered = f" (last good on {last})" if last else ""
    return Problem(location.file, location.line, f"{visit.address} {visit.what}{remembered}")


def summary(visits: Sequence[Visit]) -> str:
    """How many links were visited, and how many of them came to each verdict."""
    counts = ", ".join(f"{sum(one.verdict is kind for one in visits)} {kind.value}" for kind in LinkVerdict)
    return f"{len(visits)} links: {counts}."


def read_good(file: Path | None) -> dict[str, date]:
    """When each link was last good, as `write_good` kept it."""
    if file is None:
        return {}
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {str(address): date.fromisoformat(day) for address, day in kept.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError):
        log.warning("what is known of the links cannot be read and is begun anew")
        return {}


def write_good(file: Path | None, good: Mapping[str, date]) -> None:
    """Keep it, if there is where; where that fails the next check knows less and nothing else."""
    if file is None:
        return
    try:
        make_folder(file.parent)
        with unfinished(file) as part:
            part.write_text(json.dumps({address: day.isoformat() for address, day in sorted(good.items())}), "utf-8")
            part.replace(file)
    except OSError:
        log.warning("what is known of the links cannot be kept in the cache folder")


def good_after(good: Mapping[str, date], visits: Iterable[Visit], today: date) -> dict[str, date]:
    """When each link was last good, after these visits."""
    now = {one.address: today for one in visits if one.verdict in {LinkVerdict.GOOD, LinkVerdict.MOVED}}
    return {**good, **now}
