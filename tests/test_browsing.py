"""Looking through the catalogue: one message that turns its pages, with the way back and the way on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.conversation.catalogue import MOST_IN_A_GROUP, SHELVES, letters, shelf_names, within_letters
from bot.library.folder import Snapshot
from handlers.phone import MOST_LINES, lines, packed
from tests.office import Office, office
from tests.phone import Phone, Seen

PERSON = "Talk to a person"


@pytest.fixture
async def at(snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(snapshot) as open_office:
        yield open_office


async def turned(at: Office, *labels: str) -> Seen:
    """Press these one after the other; the message as it stands then, which is the only one."""
    for label in labels:
        assert await at.leader.press(label) == []
    (seen,) = at.leader.history()
    return seen


async def test_topics_are_grouped_by_letters_and_sorted_by_name(at: Office) -> None:
    await at.leader.write("/resources")
    groups = await turned(at, "By topic")
    assert groups.buttons[0].startswith("A")
    assert groups.buttons[-2:] == ("Back", PERSON)
    names = await turned(at, groups.buttons[0])
    labels = [label.partition(". ")[2] for label in names.buttons if label[:1].isdigit()]
    assert labels == sorted(labels, key=str.casefold)
    assert "page 1 of " in names.text


async def test_back_leads_where_one_came_from_step_by_step(at: Office) -> None:
    await at.leader.write("/resources")
    (begun,) = at.leader.history()
    groups = await turned(at, "By topic")
    names = await turned(at, groups.buttons[1], "More")
    topic = names.buttons[0].partition(". ")[2]
    await turned(at, topic)
    assert [await turned(at, "Back") for _ in range(3)] == [names, groups, begun]


async def test_pages_have_numbers_and_fit_a_telephone(at: Office) -> None:
    await at.leader.write("/resources")
    page, count = await turned(at, "By format", "Report"), 1
    while "More" in page.buttons:
        assert f"page {count} of " in page.text
        assert lines(page.text) <= MOST_LINES
        page, count = await turned(at, "More"), count + 1
    assert f"page {count} of {count}" in page.text
    before = await turned(at, "Earlier")
    assert f"page {count - 1} of {count}" in before.text


async def test_more_and_back_can_be_typed(at: Office) -> None:
    await at.leader.write("/resources")
    await turned(at, "By format", "Report")
    (second,) = await at.leader.write("more")
    (names,) = await at.leader.write("Back")
    assert "page 2 of " in second.text
    assert "1. " in names.buttons[0]


async def test_a_number_opens_what_stands_on_the_page(at: Office) -> None:
    await at.leader.write("/resources")
    page = await turned(at, "By format", "Report", "More")
    number, _, title = next(line for line in page.text.splitlines() if line[:1].isdigit()).partition(". ")
    (opened,) = await at.leader.write(number)
    assert opened.text.splitlines()[0] in title


async def test_a_pillar_stands_where_the_menu_stood(at: Office) -> None:
    (menu,) = await at.leader.write("/pillars")
    assert lines(menu.text) <= MOST_LINES
    pillar = await turned(at, menu.buttons[0].partition(". ")[2])
    assert pillar.buttons == ("All its resources", "Back", PERSON)
    assert await turned(at, "Back") == menu


@pytest.mark.parametrize("data", ["by:topics:0", "by:topics:z-a:9", "by:formats:99", "list:formats:report:999"])
async def test_a_page_that_is_no_more_leads_to_one_that_is(at: Office, data: str) -> None:
    (menu,) = await at.leader.write("/resources")
    assert await at.leader.press_data(data, menu.message) == []
    assert PERSON in at.leader.history()[-1].buttons


def test_no_group_of_names_is_longer_than_it_may_be_and_none_is_left_out(snapshot: Snapshot) -> None:
    for shelf in SHELVES:
        names = shelf_names(snapshot.knowledge, shelf)
        groups = [within_letters(names, *span) for span in letters(names.values())]
        assert [id_ for group in groups for id_ in group] == list(names) or len(groups) == 1
        assert max(map(len, groups)) <= MOST_IN_A_GROUP


def test_a_page_holds_as_many_as_fit_and_five_at_most() -> None:
    assert packed([3, 3, 3, 3, 9, 12, 1], most=9) == [0, 3, 4, 5, 6, 7]
    assert packed([1] * 7, most=9) == [0, 5, 7]


# Links of our own.


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("pillars", "The programme rests on these pillars"),
        ("resources", "How would you like to look through"),
        ("help", "/pillars: "),
        ("privacy", "/mydata shows everything"),
        ("saved", "reading list"),
        ("ask-what-is-the-programme", "What is the Race Equality programme?"),
        ("what-is-the-programme", "What is the Race Equality programme?"),
    ],
)
async def test_a_link_leads_to_what_it_names(at: Office, payload: str, words: str) -> None:
    (seen,) = await at.leader.write(f"/start {payload}")
    assert words in seen.text


async def test_a_link_to_the_team_begins_an_enquiry_that_nobody_has_sent(at: Office) -> None:
    begun = await at.leader.write("/start contact")
    *_, preview = [*begun, *await at.leader.write("Can somebody speak to our board in March?")]
    assert "Send" in at.leader.preview().buttons or preview
    assert at.cards() == []


async def test_in_a_group_talk_to_a_person_leads_to_the_private_chat(at: Office) -> None:
    group = Phone(at.assistant, at.server, chat={"id": -5, "type": "supergroup", "title": "Board"})
    await group.write("@race_equality_bot what is the WRES?")
    for led in (await group.press(PERSON), await group.write(f"@race_equality_bot {PERSON}")):
        (message,) = led
        (button,) = message.message["reply_markup"]["inline_keyboard"][0]
        assert button["url"] == "https://t.me/race_equality_bot?start=contact"
    assert at.cards() == []
