"""The page of the knowledge shows all of it as leaders read it, tells no small number, and opens each text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.library.folder import Library
from bot.page.entries import told
from bot.page.whole import page_of, read
from bot.report.figures import FEW
from bot.report.report import counted
from bot.store.counts import Count, Tally, week_of
from bot.store.store import Store
from handlers.wire.buttons import opens
from knowledge.model import Entry, Knowledge, Location
from knowledge.quality.held_out import Heard, Quality
from tests.conftest import Command, Folder
from tests.office import Office, own_office
from tests.phone import Phone
from tests.test_report import Text
from tests.year import NOW

WEEK = date(2026, 11, 23)
HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> "quotes" \' & {{ 7 * 7 }}'
LONG = "-".join(["what-a-very-long-id-that-does-not-fit"] * 2)  # 75 letters
FAQ = f"""\
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators]
  answer: |
    The standard. See [its page](https://example.org/wres?a=1&b=2).

    - one < two
  resources: [data]
  follow_ups: [{LONG}]
  sources: [https://example.org/source]
  owner: Bea
  reviewed: 2024-01
- id: {LONG}
  question: What is a trust?
  also_asked: [trusts]
  answer: An organisation.
"""
RESOURCES = "- {id: data, title: WRES data, format: report, url: https://example.org/data, summary: Numbers.}\n"
SMALLTALK = "- {id: thanks, also_asked: [thank you], reply: You are welcome.}\n"
REPLIES = "- {id: received, title: It has come, text: We have your message.}\n"
CHECKS = "- {ask: what is the wres, expect: wres}\n"


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, resources=RESOURCES, smalltalk=SMALLTALK, replies=REPLIES, checks=CHECKS)


@pytest.fixture
async def at(few_words: Library, own: Path) -> AsyncIterator[Office]:
    async with own_office(few_words, own) as found:
        yield found


@pytest.fixture
def small(few_words: Library, own: Path) -> Knowledge:
    return few_words.open(own).knowledge


def written(knowledge: Knowledge, *counts: Count, heard: tuple[Heard, ...] = (), bot: str | None = "our_bot") -> str:
    return page_of(knowledge, counts, Quality(heard), NOW, opens(bot) if bot else None)


def said(source: str) -> str:
    """The words of a page, on one line."""
    return " ".join(" ".join(Text(source).said).split())


def hrefs(source: str) -> list[str]:
    return [attributes["href"] or "" for tag, attributes in Text(source).tags if tag == "a"]


def test_an_entry_stands_there_as_leaders_read_it_with_all_that_is_known_of_it(small: Knowledge) -> None:
    source = written(small)
    words = said(source)
    assert "The standard. See its page . • one < two Read more: • WRES data" in words
    assert "https://example.org/wres?a=1&b=2" in hrefs(source)
    assert "Stands in faq.yaml:1" in words
    assert "Owner Bea Reviewed 2024-01, over a year ago" in words
    assert "Owner nobody Reviewed never" in words
    assert "3 wordings What is the WRES? workforce race equality standard nine indicators" in words
    assert "https://example.org/source" in hrefs(source)
    assert "Leads on to What is a trust?" in words
    assert {"#entry-data", f"#entry-{LONG}"} <= {*hrefs(source)}


def test_what_is_no_entry_stands_there_too(small: Knowledge) -> None:
    words = said(written(small))
    for there in ("You are welcome.", "thank you", "It has come", "We have your message.", "what is the wres"):
        assert there in words
    assert small.wording["unknown"].strip()[:40] in words


def test_everything_that_ships_is_on_the_page(team_knowledge: Knowledge) -> None:
    """Not a record of any kind is left out, and each link within the page leads somewhere."""
    source = written(team_knowledge)
    text = Text(source)
    ids = [attributes["id"] for _, attributes in text.tags if attributes.get("id")]
    assert {f"entry-{id_}" for id_ in team_knowledge.by_id} <= {*ids}
    assert len(ids) == len({*ids})
    assert {href for href in hrefs(source) if href.startswith("#")} <= {f"#{id_}" for id_ in ids}
    items = sum("item" in (attributes.get("class") or "").split() for _, attributes in text.tags)
    vocabulary, support = team_knowledge.vocabulary, team_knowledge.support
    assert support
    named = len(vocabulary.formats) + len(vocabulary.audiences) + len(vocabulary.topics) + len(vocabulary.synonyms)
    lines = (team_knowledge.smalltalk, team_knowledge.replies, team_knowledge.wording, team_knowledge.checks)
    contact = 6 + len(team_knowledge.contact.reasons)
    assert items == len(team_knowledge.by_id) + sum(map(len, lines)) + named + len(support.routes) + 1 + contact


def test_whatever_the_knowledge_says_nothing_of_it_is_run(small: Knowledge) -> None:
    here = Location(f"faq/{HOSTILE}.yaml", 1)
    entry = Entry(
        "hostile", HOSTILE, f"{HOSTILE} [{HOSTILE}](https://example.org/'\"><script>) [x](javascript:alert(3))", here,
        (HOSTILE,), (HOSTILE,), (HOSTILE,), (HOSTILE,), sources=(HOSTILE, "javascript:alert(4)"), ask=HOSTILE,
        owner=HOSTILE, reviewed="2026-11",
    )  # fmt: skip
    contact = replace(small.contact, organisation=HOSTILE, email=HOSTILE)
    courtesy = replace(small.smalltalk[0], reply=HOSTILE, also_asked=(HOSTILE,))
    wording = {**small.wording, "unknown": HOSTILE}
    hostile = replace(small, entries=(entry, *small.entries), contact=contact, smalltalk=(courtesy,), wording=wording)
    source = written(hostile, heard=(Heard("wres", HOSTILE, "hostile", 1, 0.1, 0.9),))
    text = Text(source)
    assert [tag for tag, _ in text.tags].count("script") == 1
    assert not {tag for tag, _ in text.tags} & {"img", "iframe", "object", "embed", "base", "link", "svg"}
    assert not {name for _, attributes in text.tags for name in attributes if name.startswith("on") or name == "src"}
    assert all(href.startswith(("#", "https://")) for href in hrefs(source))
    assert sum(HOSTILE in one for one in text.said) >= 8
    assert "49" not in said(source)


def test_the_page_loads_nothing_and_runs_its_own_script_alone(small: Knowledge) -> None:
    source = written(small)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', source)
    assert re.fullmatch(
        r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]{44}'; base-uri 'none'; "
        r"form-action 'none'",
        policy,
    )
    assert not re.search(r"url\(|@import|fetch\(|innerHTML|eval\(", source)


def test_a_small_number_is_not_told_and_none_looks_like_one(small: Knowledge) -> None:
    source = written(
        small,
        Count(WEEK, "entry", "wres", 18), Count(WEEK, "helped", "wres", 3), Count(WEEK, "resource", "data", 30),
        Count(WEEK, "resource", "gone", 12), Count(WEEK, "entry", "gone", 30), Count(WEEK, "entry", LONG, 4),
        Count(WEEK, "entry", "another", 3),
    )  # fmt: skip
    words = said(source)
    assert f"Shown 18 Helped {FEW} Did not help {FEW}" in words
    assert f"Shown {FEW} Helped {FEW} Did not help {FEW}" in words
    assert f"Shown 30 Chosen {FEW} Helped {FEW}" in words
    assert "Shown 18" not in said(written(small))


@pytest.mark.parametrize("counts", [(40, 30, 3), (7, 2, 1), (9, 4, 4), (6, 4)])
def test_a_small_number_cannot_be_worked_out_with_the_sums_of_the_report(counts: tuple[int, ...]) -> None:
    """The sum of all, less all that is told, is no small number, whatever the report says of it."""
    numbers = told({str(place): count for place, count in enumerate(counts)})
    assert [words for words in numbers.values() if not words.isdigit()] == ["5 or more"]
    assert sum(counts) - sum(int(words) for words in numbers.values() if words.isdigit()) >= 5


def test_numbers_are_told_as_they_are_where_nothing_can_be_worked_out() -> None:
    assert told({"a": 1200, "b": 5, "c": 4, "d": 3, "e": 0}) == {"a": "1,200", "b": "5"}
    assert told({"a": 7, "b": 0}) == {"a": "7"}
    assert told(Counter()) == {}


def test_what_an_entry_is_confused_with_is_said_with_how_often(small: Knowledge) -> None:
    mixed = [Heard("wres", "nine indicators", other, rank, 0.1, 0.8) for other, rank in (("data", 1), ("data", 2))]
    right = Heard("wres", "What is the WRES?", "wres", 0, 0.9, 0.9)
    words = said(written(small, heard=(*mixed, right)))
    assert "Confused with WRES data (2 of 3)" in words
    assert "Confused with What is the WRES?" not in words


def test_light_markup_is_read_as_on_a_phone() -> None:
    assert read("- a\n- [b & c](https://example.org/?x=1&y=2) d - e <f>") == (
        '• a\n• <a href="https://example.org/?x=1&amp;y=2" rel="noopener noreferrer">b &amp; c</a> d - e &lt;f&gt;'
    )


def test_edit_opens_telegram_at_each_text_that_can_be_edited(small: Knowledge) -> None:
    source = written(small)
    links = [href for href in hrefs(source) if href.startswith("https://t.me/")]
    assert all(re.fullmatch(r"https://t\.me/our_bot\?start=[\w-]{1,64}", link) for link in links)
    assert "https://t.me/our_bot?start=edit-wres" in links
    assert len({*links}) == len(links) == len(small.by_id) + len(small.smalltalk) + len(small.replies)
    without = written(small, bot=None)
    assert "t.me" not in without
    assert "/edit wres" in said(without)


async def test_an_administrator_gets_the_page_and_its_links_do_what_edit_does(at: Office, ada: Phone) -> None:
    soon, document = await ada.write("/page")
    assert soon.text == "The page is being made. It takes up to a minute."
    assert document.message["document"]["file_name"] == "knowledge-2026-11-23.html"
    source = at.server.files[document.message["document"]["file_id"]].decode()
    links = [href for href in hrefs(source) if href.startswith("https://t.me/")]
    assert len(links) == 5
    for link in links:
        payload = link.removeprefix("https://t.me/race_equality_bot?start=")
        heading, text = await ada.write(f"/start {payload}")
        id_ = re.search(r"\(([\w-]+), in", heading.text)
        assert id_
        assert [one.text for one in await ada.write(f"/edit {id_[1]}")] == [heading.text, text.text]
    *_, shown = await ada.reply("Another text.", text.message)
    assert "Apply" in shown.buttons


async def test_a_link_to_a_text_that_is_gone_offers_what_edit_offers(ada: Phone) -> None:
    assert await ada.write("/start edit-wrez") == await ada.write("/edit wrez")


async def test_who_is_no_administrator_gets_the_ordinary_start_and_no_page(at: Office) -> None:
    start = await at.leader.write("/start")
    assert await at.leader.write("/start edit-wres") == start
    assert await at.leader.write(f"/start edit-{LONG[:40]}") == start
    (refused,) = await at.leader.write("/page")
    assert "/whoami" in refused.text
    group = Phone(at.assistant, at.server, 1, chat={"id": -5, "type": "supergroup", "title": "Board"})
    (private,) = await group.write("/page")
    assert private.message.get("document") is None


def test_the_command_writes_the_page_with_numbers_of_the_database(
    quick_command: Command, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_DATABASE", str(tmp_path / "assistant.db"))
    asked = ["page", "-o", "knowledge.html", "--knowledge", str(own)]
    assert quick_command(*asked).out == "The page is in knowledge.html.\n"
    assert not (tmp_path / "assistant.db").exists(), "nothing is made by looking"
    assert "/edit wres" in said((tmp_path / "knowledge.html").read_text("utf-8"))
    store = Store.open(tmp_path / "assistant.db")
    tallies = [Tally("entry", "wres")] * 8
    store.alone(lambda kept: kept.counts.add(week_of(NOW), tallies))
    assert counted(store, NOW).counts
    store.close()
    for name in ("our_bot", "@our_bot", "https://t.me/our_bot"):
        assert quick_command(*asked, "--bot", name).code == 0
        source = (tmp_path / "knowledge.html").read_text("utf-8")
        assert "https://t.me/our_bot?start=edit-wres" in hrefs(source)
    assert "Shown 8" in said(source)


@pytest.mark.parametrize("name", ["", "our bot", "x", 'a"><script>', "https://example.org/our_bot"])
def test_a_name_that_is_none_is_refused_in_a_sentence(quick_command: Command, own: Path, name: str) -> None:
    ran = quick_command("page", "-o", "knowledge.html", "--knowledge", str(own), f"--bot={name}")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "is no username of a bot" in ran.err
    assert not Path("knowledge.html").exists()


def test_where_it_cannot_be_written_a_sentence_says_so(quick_command: Command, own: Path) -> None:
    ran = quick_command("page", "-o", "nowhere/knowledge.html", "--knowledge", str(own))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
