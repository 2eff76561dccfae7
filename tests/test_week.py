"""An administrator's week, as one story: an edit, a slip, what leaders asked, an undo, a report, the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.folder import Library
from bot.library.stored_versions import StoredVersions
from tests.conftest import Folder
from tests.office import Office, own_office
from tests.phone import Phone

FAQ = """\
# Ours: asked most at the top
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
- id: next-event   # ask Bea before changing
  question: When is the next event?
  also_asked: [upcoming events, date of the next webinar, is there something to attend]
  answer: There is none yet.
"""
CONTACT = "email: team@example.org\n"
CHECKS = "- {ask: what is the wres, expect: wres}\n- {ask: date of the next webinar, expect: next-event}\n"
PARKING = "where can I park, I am Jo Bloggs on 07700 900123"


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, checks=CHECKS, contact=CONTACT)


@pytest.fixture
async def at(few_words: Library, own: Path) -> AsyncIterator[Office]:
    async with own_office(few_words, own) as found:
        yield found


async def newest_version(ada: Phone) -> str:
    (listed,) = await ada.write("/versions")
    assert "1. Wednesday 25 November at 09:00, Ada: When is the next event? (+0 ~1 -0)" in listed.text.splitlines()
    (shown,) = await ada.write("1")
    return shown.text


async def test_a_week_of_an_administrator(at: Office, ada: Phone, own: Path) -> None:
    faq = own / "faq.yaml"

    async def told(question: str) -> str:
        return (await at.leader.write(question))[-1].text

    # Monday: an answer has to change, and only that answer does.
    *_, raw = await ada.write("/edit next-event")
    *_, shown = await ada.reply("On 4 December, online.", raw.message)
    assert "(+0 ~1 -0)" in shown.text
    assert "There is none yet." in await told("When is the next event?")
    await ada.press("Apply")
    assert "On 4 December" in await told("When is the next event?")
    monday = FAQ.replace("There is none yet.", "On 4 December, online.")
    assert faq.read_text("utf-8") == monday, "her comments and her order are hers"

    # Tuesday: a slip in a file is told with its line, and nothing has changed; then it is right.
    at.clock.pass_(days=1)
    await ada.write("/knowledge faq")
    more = "- id: fish\n  question: What does fish cost?\n  also_askd: [cod price]\n  answer: Ask at the quay.\n"
    (problems,) = await ada.send("faq.yaml", (monday + more).encode())
    assert "faq.yaml:12: unknown key 'also_askd', did you mean 'also_asked'?" in problems.text
    assert faq.read_text("utf-8") == monday
    right = monday + more.replace("askd", "asked")
    *_, shown = await ada.send("faq.yaml", right.encode())
    assert "“What does fish cost?” (fish, faq)" in shown.text
    await ada.press("Apply")
    assert "Ask at the quay." in await told("What does fish cost?")

    # Wednesday: what leaders asked in vain is learned, and nobody's name was ever kept.
    at.clock.pass_(days=1)
    for leader in range(20, 26):
        (unknown,) = await Phone(at.assistant, at.server, leader).write(PARKING)
        assert "I do not know" in unknown.text
    kept = "\n".join(str(row) for row in at.store.rows("gap"))
    assert "where can I park" in kept
    assert not any(detail in kept for detail in ("Jo", "Bloggs", "07700"))
    (card,) = await ada.write("/gaps")
    assert "Asked 6 times" in card.text
    await ada.press("When is the next event?")
    assert "On 4 December" in await told("where can I park")

    # Thursday: an edit that would break a check is told, and she thinks better of it.
    at.clock.pass_(days=1)
    await ada.write("/knowledge checks")
    (shown,) = await ada.send("checks.yaml", (CHECKS + "- {ask: cod price, expect: wres}\n").encode())
    assert shown.buttons == ("Apply although 1 check breaks", "Discard")
    await ada.press("Discard")
    assert (own / "checks.yaml").read_text("utf-8") == CHECKS

    # Friday: parking was a mistake after all. One step back, and the page for the Monday meeting.
    at.clock.pass_(days=1)
    assert "Also asked of “When is the next event?”:\n+ where can I park" in await newest_version(ada)
    await ada.write("/undo")
    await ada.press("Apply")
    (unknown,) = await Phone(at.assistant, at.server, 26).write("where can I park")
    assert "I do not know" in unknown.text
    assert faq.read_text("utf-8") == right, "what was right stays"
    page = await sent(at, ada, "/report")
    assert page.startswith("<!doctype html>")
    assert "where can I park" in page
    assert "Bloggs" not in page
    await look_at_all(at, ada)
    assert [one.who for one in StoredVersions(at.store).history()] == [*["Ada (1)"] * 4, ""]


async def test_before_a_change_counts_it_is_asked_and_a_wrong_answer_is_put_right(at: Office, ada: Phone) -> None:
    """On Monday she tries what she wrote; on Tuesday she asks why, and chooses another answer."""
    *_, raw = await ada.write("/edit next-event")
    await ada.reply("On 4 December, online.", raw.message)
    draft, now = await ada.write("/try date of the next webinar")
    assert ("On 4 December" in draft.text, "There is none yet." in now.text) == (True, True)
    await ada.press("Apply")
    at.clock.pass_(days=1)
    (answer,) = await ada.write("where can I park")
    (why,) = await ada.reply("/why", answer.message)
    assert "That is too little to answer, so it said that it does not know." in why.text
    (others,) = await ada.press("Another answer")
    (shown,) = await ada.press(next(label for label in others.buttons if "WRES" in label))
    await ada.press(shown.buttons[0])
    assert "The standard." in (await at.leader.write("where can I park"))[-1].text


async def look_at_all(at: Office, ada: Phone) -> None:
    """The whole knowledge as a page: what she wrote on Tuesday stands in it, and Edit leads to it."""
    page = await sent(at, ada, "/page")
    assert "Ask at the quay." in page
    assert "https://t.me/race_equality_bot?start=edit-fish" in page
    *_, raw = await ada.write("/start edit-fish")
    assert raw.text == "Ask at the quay."


async def sent(at: Office, ada: Phone, command: str) -> str:
    """The document that a command brings."""
    *_, document = await ada.write(command)
    return at.server.files[document.message["document"]["file_id"]].decode()


async def test_something_new_is_made_on_the_way_home_without_a_file(at: Office, ada: Phone, own: Path) -> None:
    """On a train she makes an answer and looks for it; on Monday she reads what is due again."""
    for line in ("/new answer", "Is there a quiet room?", "prayer room\nsomewhere quiet\nroom to reflect"):
        await ada.write(line)
    *_, shown = await ada.write("On the first floor.")
    assert "Is there a quiet room?" in shown.text
    await ada.press("Apply")
    assert "On the first floor." in (await at.leader.write("Is there a quiet room?"))[-1].text
    assert "  question: Is there a quiet room?\n" in (own / "faq.yaml").read_text("utf-8")
    at.clock.pass_(days=2)
    (due,) = await ada.write("/review")
    (card,) = await ada.press(next(label for label in due.buttons if "quiet room" in label))
    assert "On the first floor." in card.text
    await ada.press("Still right")
    assert "  reviewed: 2026-11-25\n" in (own / "faq.yaml").read_text("utf-8")
