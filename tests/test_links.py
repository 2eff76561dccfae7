"""Links are visited politely and judged with care; nothing but loopback is reached."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.checking.links import LinkVerdict, Visit, as_examined, good_after, read_good, visit_all, write_good
from knowledge.model import Location
from tests.conftest import Command, Folder

MONDAY = date(2026, 11, 23)
MOVED = {"moved": "/new", "slash": "/slash/", "for-now": "/new", "circle": "/circle"}


@dataclass
class Site:
    """What was asked for, and how many requests there were at once at most."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    now: int = 0
    most: int = 0

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"


class Page(RequestHandler):
    site: Site

    def initialize(self, site: Site) -> None:
        self.site = site

    async def prepare(self) -> None:
        site = self.site
        site.now += 1
        site.most = max(site.most, site.now)
        site.asked.append(f"{self.request.method} {self.request.path}")
        await asyncio.sleep(0.01)

    def on_finish(self) -> None:
        self.site.now -= 1

    async def head(self, path: str) -> None:
        await self.answer(path)

    async def get(self, path: str) -> None:
        await self.answer(path)

    async def answer(self, path: str) -> None:
        match path.split("/"):
            case ["slow"]:
                await asyncio.sleep(1)
            case ["readers-only"] if self.request.method == "HEAD":
                self.set_status(405)
            case ["large"] if self.request.method == "GET":
                for _ in range(1000):
                    self.write(b"x" * 100_000)
                    await self.flush()
            case ["large"]:
                self.set_status(501)
            case ["garbled"]:
                self.detach().close()
            case [name] if name in MOVED:
                self.redirect(MOVED[name], permanent=name != "for-now")
            case [status] if status.isdigit():
                self.set_status(int(status))
            case _:
                pass


@asynccontextmanager
async def website() -> AsyncIterator[Site]:
    site = Site()
    server = HTTPServer(Application([(r"/(.*)", Page, {"site": site})], log_function=lambda _: None))
    (socket,) = bind_sockets(0, "127.0.0.1")
    server.add_socket(socket)
    site.port = socket.getsockname()[1]
    try:
        yield site
    finally:
        server.stop()
        await server.close_all_connections()


@contextmanager
def threaded_website() -> Iterator[Site]:
    """The same beside a program that has a loop of its own."""
    ready, end = Event(), Event()
    sites: list[Site] = []

    async def serve() -> None:
        async with website() as site:
            sites.append(site)
            ready.set()
            while not end.is_set():
                await asyncio.sleep(0.02)

    thread = Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait()
    try:
        yield sites[0]
    finally:
        end.set()
        thread.join()


async def visited(site: Site, *paths: str) -> dict[str, tuple[LinkVerdict, str]]:
    visits = await visit_all(map(site.at, paths), lambda _: None, pause=0, patience=0.4)
    return {one.address.removeprefix(site.at("")): (one.verdict, one.what) for one in visits}


async def test_each_answer_is_judged() -> None:
    async with website() as site:
        found = await visited(
            site,
            "fine",
            "404",
            "410",
            "403",
            "500",
            "moved",
            "slash",
            "for-now",
            "circle",
            "slow",
            "readers-only",
            "garbled",
        )
        assert found == {
            "fine": (LinkVerdict.GOOD, ""),
            "404": (LinkVerdict.BROKEN, "leads nowhere (404)"),
            "410": (LinkVerdict.BROKEN, "leads nowhere (410)"),
            "403": (LinkVerdict.UNSURE, "answers 403; look at it in a browser"),
            "500": (LinkVerdict.UNSURE, "answers 500; look at it in a browser"),
            "moved": (LinkVerdict.MOVED, f"has moved to {site.at('new')}"),
            "slash": (LinkVerdict.GOOD, ""),
            "for-now": (LinkVerdict.GOOD, ""),
            "circle": (LinkVerdict.BROKEN, "leads round in a circle"),
            "slow": (LinkVerdict.UNSURE, "gives no answer in time"),
            "readers-only": (LinkVerdict.GOOD, ""),
            "garbled": (LinkVerdict.UNSURE, "gives no answer that can be read; look at it in a browser"),
        }


async def test_a_site_is_asked_for_one_page_at_a_time_and_for_each_once() -> None:
    async with website() as site:
        seen: list[Visit] = []
        addresses = [site.at(f"page/{number}") for number in range(5)] * 2
        await visit_all(addresses, seen.append, pause=0)
        assert site.most == 1
        assert sorted(site.asked) == [f"HEAD /page/{number}" for number in range(5)]
        assert [one.address for one in seen] == addresses[:5]


async def test_between_two_pages_of_a_site_is_a_pause() -> None:
    async with website() as site:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await visit_all([site.at("a"), site.at("b"), site.at("c")], lambda _: None, pause=0.1)
        assert loop.time() - begun >= 0.2


async def test_a_page_is_asked_for_again_where_it_has_no_head_and_not_downloaded() -> None:
    async with website() as site:
        async with asyncio.timeout(60):
            found = await visited(site, "large")
        assert found == {"large": (LinkVerdict.GOOD, "")}
        assert site.asked == ["HEAD /large", "GET /large"]


async def test_where_nobody_answers_the_link_is_broken() -> None:
    async with website() as site:
        closed = site.at("")
    async with asyncio.timeout(60):
        visits = await visit_all([closed, f"{closed}a", f"{closed}b"], lambda _: None, pause=60)
    assert [(one.verdict, one.what) for one in visits] == [(LinkVerdict.BROKEN, "cannot be reached")] * 3


def test_what_is_said_has_its_place_and_when_it_was_last_good() -> None:
    one, other, third = "https://example.org/a", "https://example.org/b", "https://example.org/c"
    visits = [
        Visit(one, LinkVerdict.BROKEN, "leads nowhere (404)"),
        Visit(other, LinkVerdict.GOOD),
        Visit(third, LinkVerdict.MOVED, f"has moved to {other}"),
    ]
    places = {one: Location("faq.yaml", 7), other: Location("faq.yaml", 8), third: Location("faq.yaml", 9)}
    found = as_examined(visits, places, {one: MONDAY})
    assert [str(problem) for problem in found.problems] == [
        f"faq.yaml:7: {one} leads nowhere (404) (last good on 2026-11-23)"
    ]
    assert [str(warning) for warning in found.warnings] == [f"faq.yaml:9: {third} has moved to {other}"]
    assert found.ran == "3 links: 1 good, 1 moved, 1 broken, 0 not certain."


def test_without_a_network_it_says_so_once() -> None:
    addresses = ["https://example.org/a", "https://example.org/b"]
    visits = [Visit(address, LinkVerdict.BROKEN, "cannot be reached") for address in addresses]
    found = as_examined(visits, dict.fromkeys(addresses, Location("faq.yaml", 7)), {})
    assert [str(problem) for problem in found.problems] == ["faq.yaml:1: no link can be reached; is there a network?"]


def test_the_command_visits_the_links_of_a_folder_and_remembers(
    quick_command: Command, folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.machine.folders.user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setattr("bot.checking.links.visit_all", partial(visit_all, pause=0))
    with threaded_website() as site:
        answer = f"Read [this]({site.at('fine')}) and [that]({site.at('404')}), [this]({site.at('fine')}) again."
        own = folder(faq=f"- id: a\n  question: A?\n  answer: {answer}\n")
        ran = quick_command("check", "--links", "--knowledge", str(own))
        as_json = quick_command("check", "--links", "--format", "json", "--knowledge", str(own))
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"faq.yaml:3: {site.at('404')} leads nowhere (404)",
        "1 problem, 0 warnings; 2 links: 1 good, 0 moved, 1 broken, 0 not certain.",
    ]
    assert [one["line"] for one in json.loads(as_json.out)["problems"]] == [3]
    assert read_good(tmp_path / "cache" / "links.json").keys() == {site.at("fine")}
    live = quick_command("check", "--live", "--knowledge", str(own)).out
    assert f"- [ ] {site.at('404')}" in live
    assert site.at("fine") not in live


def test_the_last_good_day_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "links.json"
    write_good(file, good_after({"a": date(2026, 1, 1), "b": MONDAY}, [Visit("a", LinkVerdict.MOVED)], MONDAY))
    assert read_good(file) == {"a": MONDAY, "b": MONDAY}
    write_good(file, good_after(read_good(file), [Visit("a", LinkVerdict.BROKEN)], date(2026, 12, 1)))
    assert read_good(file)["a"] == MONDAY


@pytest.mark.parametrize("damaged", ["", "[]", '{"a": "yesterday"}', '{"a": 1}'])
def test_a_damaged_memory_is_begun_anew(tmp_path: Path, damaged: str, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "links.json").write_text(damaged, "utf-8")
    assert read_good(tmp_path / "links.json") == {}
    assert "begun anew" in caplog.text
