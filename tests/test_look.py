"""The report is looked at in a real browser: on a phone, at a desk and on paper, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from bot.gaps.grouping import Review
from bot.report.page import page as written
from bot.report.report import Counted, report
from knowledge.model import Knowledge
from tests.browser import browser, missing, violations
from tests.year import EXAMINED, NOW, reported

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.skipif(missing() is not None, reason=missing() or "")
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES = ("a year", "few", "nothing")
PHONE, DESK = (390, 844), (1280, 900)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as opened:
        yield opened.new_page()


@pytest.fixture(scope="module")
def files(team_knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of a busy year, of one with few questions, and before anybody has asked."""
    knowledge, folder = team_knowledge, tmp_path_factory.mktemp("pages")
    made = (reported(knowledge, 40), reported(knowledge, 2), report(Counted(), knowledge, EXAMINED, Review(), NOW))
    found = {name: folder / f"{name}.html" for name in PAGES}
    for path, one in zip(found.values(), made, strict=True):
        path.write_text(written(one), "utf-8")
    return found


def look(page: Page, file: Path, size: tuple[int, int], scheme: Scheme = "light") -> None:
    """Open a file as on a screen of this size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(media="screen", color_scheme=scheme)
    page.goto(file.as_uri())


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wrong_and_no_request_leaves_the_page(
    page: Page, files: dict[str, Path], name: str, size: tuple[int, int]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look(page, files[name], size)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert asked == [files[name].as_uri()]


def test_axe_would_find_something_wrong(page: Page) -> None:
    page.set_content("<html><body><img src=x><p style='color: #aaa; background: #fff'>faint</p></body></html>")
    assert {one.partition(":")[0] for one in violations(page)} >= {"image-alt", "color-contrast", "html-has-lang"}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_on_the_smallest_phone(page: Page, files: dict[str, Path], name: str) -> None:
    look(page, files[name], (320, 640))
    for details in page.query_selector_all("summary"):
        details.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_text_may_be_twice_as_large(page: Page, files: dict[str, Path]) -> None:
    look(page, files["a year"], DESK)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK[0]


def test_the_keyboard_gets_past_the_header_at_once(page: Page, files: dict[str, Path]) -> None:
    look(page, files["a year"], DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("size", [PHONE, (800, 900), DESK], ids=["phone", "tablet", "desk"])
def test_letters_in_charts_are_nearly_as_large_as_those_around_them(
    page: Page, files: dict[str, Path], size: tuple[int, int]
) -> None:
    look(page, files["a year"], size)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.chart')].filter(one => one.getBoundingClientRect().width)"
        ".map(one => 17 * one.getBoundingClientRect().width / one.viewBox.baseVal.width)"
    )
    assert len(sizes) == 1
    assert 13 <= sizes[0] <= 23


@pytest.mark.parametrize("media", ["screen", "print"])
def test_text_has_one_size_but_for_headings_and_the_large_numbers(
    page: Page, files: dict[str, Path], media: Literal["screen", "print"]
) -> None:
    look(page, files["a year"], DESK)
    page.emulate_media(media=media)
    sizes = page.evaluate(
        "[...new Set([...document.querySelectorAll('p, li, th, td, dt, dd, .about, summary, a, footer')]"
        ".filter(one => !one.matches('nav h2')).map(one => getComputedStyle(one).fontSize))]"
    )
    assert len(sizes) == 1


def test_no_label_of_a_bar_meets_its_number_or_the_next(page: Page, files: dict[str, Path]) -> None:
    look(page, files["a year"], (320, 640))
    overlaps = page.evaluate(
        "[...document.querySelectorAll('.bars tr.drawn')].filter(row => {"
        " const bar = row.querySelector('.length').getBoundingClientRect();"
        " const words = document.createRange(); words.selectNodeContents(row.querySelector('th').firstChild);"
        " const label = words.getBoundingClientRect(), cell = row.querySelector('td').getBoundingClientRect();"
        " const right = row.getBoundingClientRect().right + 1;"
        " return label.bottom > bar.top + 4 || label.right > cell.right || bar.right > right"
        "}).length"
    )
    assert overlaps == 0


def test_charts_have_the_contrast_that_graphics_need(page: Page, files: dict[str, Path]) -> None:
    """WCAG 2.2, 1.4.11: three to one against what lies next to it."""
    look(page, files["a year"], DESK)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        bar, card = page.evaluate(
            "[getComputedStyle(document.querySelector('.bar rect')).fill,"
            " getComputedStyle(document.querySelector('.figure')).backgroundColor]"
        )
        assert contrast(bar, card) >= 3


def test_on_paper_it_is_light_and_has_the_table_of_weeks(page: Page, files: dict[str, Path]) -> None:
    look(page, files["a year"], DESK, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    background, text = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert background == "rgb(255, 255, 255)"
    assert contrast(background, text) >= 7
    assert page.evaluate("document.querySelector('details.printed table').getBoundingClientRect().height") > 100
    assert page.pdf().startswith(b"%PDF")


def contrast(one: str, other: str) -> float:
    """By the formula of WCAG 2.2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(", ")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
