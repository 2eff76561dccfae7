"""The page of the knowledge is looked at in a real browser: searched, filtered, on a phone, on paper, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.library.folder import parse_folder
from bot.page.whole import page_of
from bot.report.report import counted
from bot.store.store import Store
from handlers.wire.buttons import opens
from knowledge.model import Knowledge
from knowledge.quality.held_out import Heard, Quality
from tests.browser import browser, missing, violations
from tests.conftest import SMALL
from tests.test_look import DESK, PHONE, SCHEMES, contrast, look
from tests.test_page import HOSTILE
from tests.year import NOW, Year

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")
SMALLEST = (320, 640)
QUICK, LARGEST = 2, 5_000_000  # seconds, bytes


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as opened:
        yield opened.new_page()


def written(knowledge: Knowledge, file: Path) -> Path:
    store = Store.open(None)
    Year(store, knowledge).fill(NOW)
    heard = [
        Heard(one.id, one.label, other.id, 1, 0.1, 0.9) for one in knowledge.entries for other in knowledge.pillars
    ]
    source = page_of(knowledge, counted(store, NOW).counts, Quality(tuple(heard)), NOW, opens("race_equality_bot"))
    file.write_text(source, "utf-8")
    return file


@pytest.fixture(scope="module")
def whole(team_knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that ships."""
    return written(team_knowledge, tmp_path_factory.mktemp("whole") / "knowledge.html")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little of each kind, some of it hostile, one entry old and one with a word that never ends."""
    knowledge = parse_folder(SMALL).knowledge
    assert knowledge
    first, second, *others = knowledge.entries
    hostile = replace(first, answer=HOSTILE, also_asked=(*first.also_asked, HOSTILE), owner=HOSTILE)
    endless = replace(second, question="w" * 300, answer="a" * 300, sources=("https://example.org/" + "s" * 300,))
    old = replace(others[0], reviewed="2024-01", owner="Bea")
    changed = replace(knowledge, entries=(hostile, endless, old, *others[1:]))
    return written(changed, tmp_path_factory.mktemp("small") / "knowledge.html")


def shown(page: Page) -> list[str]:
    """The ids of the entries that can be seen."""
    ids: list[str] = page.evaluate("[...document.querySelectorAll('.card:not([hidden])')].map(one => one.id.slice(6))")
    return ids


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_wrong_and_no_request_leaves_the_page(page: Page, small: Path, size: tuple[int, int]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look(page, small, size)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate("for (const one of document.querySelectorAll('.lines > :nth-child(n + 9)')) one.remove()")  # alike
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert asked == [small.as_uri()]


def test_nothing_of_the_knowledge_is_run(page: Page, small: Path) -> None:
    alerts: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    look(page, small, DESK)
    assert HOSTILE in page.inner_text(".said >> nth=0")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title = 1\">')")
    page.wait_for_timeout(50)
    assert page.title().startswith("What the assistant knows"), "nor what somebody would put into the page"
    assert alerts == []


@pytest.mark.parametrize("name", ["small", "whole"])
def test_nothing_scrolls_sideways_on_the_smallest_phone(page: Page, request: pytest.FixtureRequest, name: str) -> None:
    look(page, request.getfixturevalue(name), SMALLEST)
    page.click("#open")
    page.add_style_tag(content=".card { content-visibility: visible !important }")
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST[0]


def test_all_that_ships_opens_at_once_and_is_searched_while_typing(page: Page, whole: Path) -> None:
    measured = page.context.new_cdp_session(page)
    measured.send("Performance.enable", {"timeDomain": "threadTicks"})  # as if nothing else ran on the machine
    look(page, whole, DESK)
    page.evaluate("document.body.offsetHeight")
    metrics = {one["name"]: one["value"] for one in measured.send("Performance.getMetrics")["metrics"]}
    assert 0 < metrics["TaskDuration"] < QUICK
    assert whole.stat().st_size < LARGEST
    assert len(shown(page)) > 400
    page.type("#words", "WRES indicators")
    found = shown(page)
    assert "wres-2024-all-nine" in found
    assert len(found) < 200
    assert page.inner_text("#shown").endswith(" shown")


def test_filters_and_words_are_all_to_be_met_and_can_be_taken_back(page: Page, whole: Path) -> None:
    look(page, whole, DESK)
    every = len(shown(page))
    page.select_option("#by-format", "podcast")
    podcasts = shown(page)
    page.select_option("#by-role", "chair")
    assert 0 < len(shown(page)) < len(podcasts) < 60
    page.fill("#words", "nothing has these words")
    assert shown(page) == []
    assert page.inner_text("#shown").startswith("0 of ")
    assert page.locator("h2:visible").all_inner_texts() == ["Contents", "About this page"]
    page.click("text=Show everything")
    page.wait_for_function("document.querySelectorAll('.card[hidden]').length === 0")
    assert len(shown(page)) == every
    page.select_option("#by-kind", "glossary")
    assert {one for one in shown(page) if not one.startswith("term-")} == set()
    page.select_option("#by-kind", "wording")
    page.fill("#words", "report_soon")
    assert page.locator(".lines > .item:visible").count() == 1


def test_what_wants_a_review_can_be_had_alone(page: Page, small: Path) -> None:
    look(page, small, DESK)
    page.select_option("#by-review", "old")
    assert len(shown(page)) == 1
    assert page.text_content(".card:not([hidden]) mark") == "2024-01, over a year ago"


def test_a_link_to_what_the_filters_hide_shows_it(page: Page, whole: Path) -> None:
    look(page, whole, DESK)
    page.fill("#words", "what is race 2.0")
    page.evaluate("location.hash = '#entry-term-wres'")
    page.wait_for_function("!document.getElementById('entry-term-wres').hidden")
    assert page.input_value("#words") == ""


def test_the_keyboard_comes_to_the_search_and_past_the_header(page: Page, small: Path) -> None:
    look(page, small, DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the knowledge"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "words"
    assert "Search" in page.evaluate("document.activeElement.labels[0].textContent")


def test_without_a_script_it_is_a_plain_page(page: Page, small: Path) -> None:
    opened = page.context.browser
    assert opened
    plain = opened.new_page(java_script_enabled=False)
    plain.goto(small.as_uri())
    assert not plain.is_visible("#sieves")
    assert plain.is_visible("text=Contents")
    plain.click("summary >> nth=0")
    assert plain.is_visible(".wordings >> nth=0")
    plain.close()


def test_on_paper_it_is_light_whole_and_without_controls(page: Page, small: Path) -> None:
    look(page, small, DESK, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    background, text = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert background == "rgb(255, 255, 255)"
    assert contrast(background, text) >= 7
    for control in ("#sieves", "nav", ".edit >> nth=0", "summary >> nth=0"):
        assert not page.is_visible(control)
    cards = page.evaluate(
        "[...document.querySelectorAll('.card')].map(one => [getComputedStyle(one).breakInside,"
        " getComputedStyle(one).contentVisibility, one.scrollHeight <= one.clientHeight + 2])"
    )
    assert {tuple(one) for one in cards} == {("avoid", "visible", True)}
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.click("#open")
    page.emulate_media(media="print")
    assert page.is_visible(".wordings >> nth=0"), "what is open is printed"
