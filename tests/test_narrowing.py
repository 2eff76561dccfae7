"""The buttons under a list: shorter, newer, other formats, for my role; each has a typed twin."""

from __future__ import annotations

import pytest

from tests.phone import Phone


def titles(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:1].isdigit()]


async def test_a_list_can_be_had_otherwise(ada: Phone) -> None:
    (shown,) = await ada.write("resources for taking accountability")
    assert {"Shorter", "Newer", "Other formats", "For my role"} <= set(shown.buttons)
    assert shown.buttons[-1] == "Talk to a person"


@pytest.mark.parametrize("label", ["Newer", "newer"])
async def test_newer_sorts_by_date_pressed_or_typed(ada: Phone, label: str) -> None:
    await ada.write("resources for taking accountability")
    (newer,) = await (ada.press(label) if label == "Newer" else ada.write(label))
    assert "on taking accountability · newest first" in newer.text
    assert "2026" in titles(newer.text)[0]
    assert "Newer" not in newer.buttons


async def test_shorter_keeps_the_subject(ada: Phone) -> None:
    await ada.write("resources for taking accountability")
    (shorter,) = await ada.press("Shorter")
    assert "on taking accountability · short" in shorter.text
    assert not any("(report" in title or "(guide" in title for title in titles(shorter.text))


async def test_other_formats_refuses_those_that_were_shown(ada: Phone) -> None:
    await ada.write("podcasts for chairs")
    (others,) = await ada.press("Other formats")
    assert "for chairs · not podcasts" in others.text
    assert not any("(podcast" in title for title in titles(others.text))


async def test_for_my_role_asks_which(ada: Phone) -> None:
    await ada.write("resources for taking accountability")
    (roles,) = await ada.press("For my role")
    assert "Which role?" in roles.text
    (governor,) = await ada.press(next(label for label in roles.buttons if "Governor" in label))
    assert "on taking accountability · for governors · change" in governor.text
    assert "For my role" not in governor.buttons


async def test_ways_can_be_combined_and_more_goes_on(ada: Phone) -> None:
    await ada.write("resources for taking accountability")
    await ada.press("Newer")
    (both,) = await ada.press("Shorter")
    assert "on taking accountability · short · newest first" in both.text
    (more,) = await ada.press("More")
    assert titles(more.text)[0].startswith(f"{len(titles(both.text)) + 1}. ")


async def test_a_list_from_the_menu_has_them_too(ada: Phone) -> None:
    await ada.write("/resources")
    await ada.press("1. By pillar")
    assert await ada.press("1. Hearts and minds change") == []  # the same message turns
    (newer,) = await ada.press("Newer")
    assert "on hearts and minds change · newest first" in newer.text


async def test_a_forged_way_answers_politely(ada: Phone) -> None:
    (shown,) = await ada.write("resources for taking accountability")
    rows = shown.message["reply_markup"]["inline_keyboard"]
    name = next(button["callback_data"] for row in rows for button in row if button["text"] == "Newer").rpartition(":")[
        2
    ]
    for data in (f"narrow:louder:{name}", "narrow:newer:none", f"narrow:role:{name}:nobody", "narrow:"):
        (reply,) = await ada.press_data(data, shown.message)
        assert "Talk to a person" in reply.buttons
