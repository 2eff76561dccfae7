"""Who somebody says they are: it counts in the lists of their conversation, can be changed, and leaves no trace."""

from __future__ import annotations

import pytest

from bot.library.folder import Snapshot
from bot.store.store import Store
from knowledge.conversing.introductions import Introductions
from knowledge.finding.facets import Reader
from tests.office import Office, office
from tests.telegram_server import TelegramServer


@pytest.fixture(scope="module")
def introductions(snapshot: Snapshot) -> Introductions:
    find = snapshot.understanding.find
    return Introductions(find.facets.names, find.prepare)


@pytest.mark.parametrize(
    ("typed", "reader"),
    [
        ("I'm a new governor of a mental health trust", Reader("governor", "mental-health")),
        ("I chair the people committee", Reader("non-executive-director")),
        ("I chair an acute in the Midlands", Reader("chair", "hospital", "midlands")),
        ("Hello, I am the very new company secretary", Reader("company-secretary")),
        ("I was made chief exec last week", Reader("chief-executive")),
        ("exec at a community trust", Reader("executive-director", "community")),
        ("new NED here", Reader("non-executive-director")),
        ("we're an ambulance trust", Reader(sector="ambulance")),
        ("I work at a small trust in the North West", Reader(region="north-west", size="small")),
        ("As a governor, what may I ask about pay?", Reader("governor")),
        ("I sit on the council of governors at a small trust", Reader("governor", size="small")),
        ("I've just joined as a non-exec", Reader("non-executive-director")),
        ("NED here, how do I raise this at the board?", Reader("non-executive-director")),
    ],
)
def test_who_somebody_says_they_are_is_heard(introductions: Introductions, typed: str, reader: Reader) -> None:
    assert introductions(typed, opens=True).reader == reader


@pytest.mark.parametrize(
    "typed",
    [
        "our chair is against it",
        "I was told by a governor that nothing changes",
        "my director said we should wait",
        "I'm the chair's PA",
        "I'm meeting a NED tomorrow",
        "I am sure the chief executive will agree",
        "I'm worried about our HR director",
        "I want to become a chair",
        "is there a case study from an ambulance trust?",
        "anything for governors in London?",
        "As chair, she said no",
        "I asked as the chair was late",
        "were there any governors at it?",
    ],
)
def test_other_people_are_not_who_asks(introductions: Introductions, typed: str) -> None:
    assert introductions(typed, opens=True).reader == Reader()


async def test_who_says_who_they_are_is_welcomed_and_takes_the_pack(at: Office) -> None:
    (welcome,) = await at.leader.write("I'm a governor")
    assert "lists begin with what is for governors" in welcome.text
    assert welcome.buttons[0] == "1. Starter pack for a governor"
    assert "None of these" not in welcome.buttons
    (pack,) = await at.leader.write("yes please")
    assert pack.text.startswith("Starter pack for a governor")
    (own,) = await at.leader.write("anything for me?")
    assert "(for governors · change)" in own.text


async def test_a_role_said_earlier_orders_a_list_and_leaves_nothing_out(at: Office) -> None:
    await at.leader.write("I'm a governor of a trust")
    (own,) = await at.leader.write("tools")
    assert "for governors first · change)" in own.text
    assert own.text.split("\n")[2].startswith("1. Ten questions for governors")
    assert "for the chief executive" in own.text
    (chairs,) = await at.leader.write("any for chairs?")
    assert "for chairs" in chairs.text
    assert "governors ·" not in chairs.text


async def test_a_role_is_changed_by_a_button_and_dropped_by_a_word(at: Office) -> None:
    await at.leader.write("I'm a governor")
    (own,) = await at.leader.write("what should I read?")
    assert "Change who it is for" in own.buttons
    (roles,) = await at.leader.press("Change who it is for")
    assert any("Anybody's role" in label for label in roles.buttons)
    (chair,) = await at.leader.press("Chair")
    assert "for chairs · change" in chair.text
    (podcasts,) = await at.leader.write("podcasts please")
    assert "for chairs · change" in podcasts.text
    (again,) = await at.leader.write("change")
    assert again.text == roles.text
    (nobody,) = await at.leader.write("Anybody's role")
    assert "change)" not in nobody.text
    (later,) = await at.leader.write("reports please")
    assert "change)" not in later.text


async def test_a_role_is_taken_back_in_words(at: Office) -> None:
    await at.leader.write("I'm a governor")
    (noted,) = await at.leader.write("I'm not a governor")
    assert noted.text == "That is noted. Lists are for everybody again."
    (tools,) = await at.leader.write("tools")
    assert "change)" not in tools.text


@pytest.mark.parametrize("typed", ["no, for everyone", "forget my role please"])
async def test_a_list_is_for_anybody_again(at: Office, typed: str) -> None:
    (everybody,) = await at.leader.write("tools")
    await at.leader.write("I'm a governor at a mental health trust")
    await at.leader.write("tools")
    (again,) = await at.leader.write(typed)
    assert again.text == everybody.text


@pytest.mark.parametrize(
    "typed", ["anything for me?", "what should I read first", "what would you recommend to someone in my position?"]
)
async def test_who_asks_for_their_own_gets_their_roles(at: Office, typed: str) -> None:
    await at.leader.write("I'm the trust secretary")
    (own,) = await at.leader.write(typed)
    assert "(for company secretaries · change)" in own.text


async def test_trusts_like_ours_and_near_us_are_a_wish(at: Office) -> None:
    await at.leader.write("we're an ambulance trust in Yorkshire")
    (near,) = await at.leader.write("has anywhere near us got a case study?")
    assert "in the North East and Yorkshire" in near.text
    (like,) = await at.leader.write("case studies from trusts like ours")
    assert "about an ambulance trust" in like.text


async def test_for_my_role_is_remembered_too(at: Office) -> None:
    await at.leader.write("tools")
    await at.leader.press("For my role")
    await at.leader.press("Governor")
    (reports,) = await at.leader.write("what should I read?")
    assert "for governors · change" in reports.text


async def test_a_role_survives_a_button_a_thanks_and_none_of_these(at: Office) -> None:
    await at.leader.write("I'm a governor of an ambulance trust")
    await at.leader.write("2")
    await at.leader.write("thank you")
    (cases,) = await at.leader.write("case studies please")
    assert "about an ambulance trust first · change" in cases.text


async def test_care_is_the_same_whoever_asks_and_keeps_nothing_of_it(at: Office) -> None:
    words = "I'm a governor and another governor keeps calling me racist names"
    (alone,) = await at.leader.write(words)
    (tools,) = await at.leader.write("tools")
    assert "change)" not in tools.text
    await at.leader.write("I'm a chair")
    (known,) = await at.leader.write(words)
    assert known.text == alone.text


async def test_forget_drops_the_role(at: Office) -> None:
    await at.leader.write("I'm a governor")
    await at.leader.write("/forget")
    await at.leader.press("Delete it")
    (tools,) = await at.leader.write("tools")
    assert "change)" not in tools.text


async def test_a_role_reaches_neither_the_database_nor_the_log(
    team_snapshot: Snapshot, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store.open(None)
    caplog.set_level("INFO")
    async with office(team_snapshot, store=store) as at:
        await at.leader.write("I'm a governor of a mental health trust")
        await at.leader.write("what should I read?")
    tables = [str(list(store.rows(table))) for table in store.columns() if table != "tally"]
    assert not any(word in text for text in (*tables, caplog.text) for word in ("governor", "mental"))


async def test_more_of_ones_own_list_goes_on_after_a_restart(team_snapshot: Snapshot) -> None:
    server = TelegramServer()
    async with office(team_snapshot, server=server) as before:
        await before.leader.write("I'm a governor")
        (first,) = await before.leader.write("tools")
    async with office(team_snapshot, server=server) as after:
        (second,) = await after.leader.press("More")
        assert f"{len(titles(first.text)) + 1}. " in second.text
        assert "for governors first · change" in second.text
        assert not set(titles(first.text)) & set(titles(second.text))
        (shorter,) = await after.leader.write("what should I read?")
        assert "for governors" in shorter.text


def titles(text: str) -> list[str]:
    return [line.partition(". ")[2] for line in text.split("\n") if line[:1].isdigit()]
