"""Under /edit: wordings, links and taking away, from the telephone, with the preview of every change."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.folder import Library, Snapshot, shipped_wording
from bot.wording import Wording
from tests.conftest import Folder
from tests.office import Office, office, own_office
from tests.phone import Phone

SAY = Wording(shipped_wording())
FAQ = """\
# Ours
- id: wres
  question: What is the WRES?   # asked most
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
  resources: [report]
- id: ally
  question: How can I be an ally?
  also_asked:
    - being an ally   # Bea's words
    - support colleagues
    - stand with others
  answer: Listen.
  follow_ups: [wres]
"""
RESOURCES = """\
- {id: report, title: The race report, format: report, url: 'https://example.org/report'}
- id: talk   # ours
  title: A talk about allies
  format: podcast
  also_asked: [that talk, something to hear, allies on air]
"""
CHECKS = "- {ask: what is the wres, expect: wres}\n- {ask: being an ally, expect: ally}\n"
LEARNED = "phrasings:\n  - {entry: wres, ask: that standard of ours}\n"
REPLIES = "- id: received\n  title: Received\n  text: Thank you.\n- {id: wres, title: On the WRES, text: Soon.}\n"


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, resources=RESOURCES, checks=CHECKS, learned=LEARNED, replies=REPLIES)


@pytest.fixture
async def at(few_words: Library, own: Path) -> AsyncIterator[Office]:
    async with own_office(few_words, own) as found:
        yield found


def text(own: Path, kind: str) -> str:
    return (own / f"{kind}.yaml").read_text("utf-8")


async def test_buttons_stand_under_what_is_shown(ada: Phone) -> None:
    *_, shown = await ada.write("/edit ally")
    assert (shown.text, shown.buttons) == ("Listen.", ("Wordings", "Links", "Delete"))
    *_, shown = await ada.write("/edit received")
    assert shown.buttons == ("Delete",)


async def test_a_wording_is_taken_away_and_others_are_added(at: Office, ada: Phone, own: Path) -> None:
    await ada.write("/edit ally")
    (listed,) = await ada.press("Wordings")
    assert listed.buttons == ("1. being an ally", "2. support colleagues", "3. stand with others")
    *_, shown = await ada.write("2")
    assert shown.buttons == ("Apply", "Discard")
    await ada.press("Apply")
    less = FAQ.replace("    - support colleagues\n", "")
    assert text(own, "faq") == less
    (gone,) = await ada.press("support colleagues")
    assert gone.text == SAY("edit_gone_meanwhile", id="ally")
    await ada.reply("- help my colleagues\n2. help a friend", listed.message)
    await ada.press("Apply")
    added = "    - stand with others\n    - help my colleagues\n    - help a friend\n"
    assert text(own, "faq") == less.replace("    - stand with others\n", added)
    assert "Listen." in (await at.leader.write("help a friend"))[0].text


async def test_what_breaks_a_check_is_told_before_a_wording_goes(ada: Phone) -> None:
    await ada.write("/edit ally")
    await ada.press("Wordings")
    *_, shown = await ada.press("being an ally")
    assert "2 other phrasings" in shown.text


async def test_a_learned_wording_goes_where_it_stands(ada: Phone, own: Path) -> None:
    await ada.write("/edit wres")
    await ada.write("wordings")
    await ada.press("that standard of ours")
    await ada.press("Apply")
    assert (text(own, "learned"), text(own, "faq")) == ("phrasings: []\n", FAQ)


async def test_resources_of_an_answer_go_and_come(ada: Phone, own: Path) -> None:
    await ada.write("/edit wres")
    (listed,) = await ada.press("Links")
    assert listed.buttons[0] == "1. The race report"
    (found,) = await ada.reply("a talk about allies", listed.message)
    assert found.buttons[0] == "1. Add A talk about allies"
    await ada.write("1")
    await ada.press("Apply")
    assert text(own, "faq") == FAQ.replace("[report]", "[report, talk]")
    await ada.write("/edit wres")
    await ada.press("Links")
    await ada.press("The race report")
    await ada.press("Apply")
    assert text(own, "faq") == FAQ.replace("[report]", "[talk]")


async def test_the_link_of_a_resource_is_checked_and_changed(ada: Phone, own: Path) -> None:
    await ada.write("/edit report")
    (shown,) = await ada.press("Links")
    assert "https://example.org/report" in shown.text
    (refused,) = await ada.reply("example.org/new", shown.message)
    assert refused.text == SAY("new_no_address")
    (refused,) = await ada.reply("https://example.org/report", shown.message)
    assert refused.text == SAY("new_address_taken", title="The race report")
    await ada.reply("https://example.org/new", shown.message)
    await ada.press("Apply")
    assert text(own, "resources") == RESOURCES.replace("example.org/report", "example.org/new")
    await ada.write("/edit talk")
    (shown,) = await ada.press("Links")
    assert shown.text == SAY("edit_no_link", label="A talk about allies")
    await ada.reply("https://example.org/talk", shown.message)
    await ada.press("Apply")
    assert "  also_asked: [that talk, something to hear, allies on air]\n  url: https://example.org/talk\n" in text(
        own, "resources"
    )


async def test_deleting_says_what_mentions_it_and_takes_that_along(ada: Phone, own: Path) -> None:
    await ada.write("/edit wres")
    *_, shown = await ada.press("Delete")
    assert "“How can I be an ally?” (faq.yaml:7)" in shown.text
    assert "“what is the wres” (checks.yaml:1)" in shown.text
    assert shown.buttons == ("Apply", "Discard")
    assert text(own, "faq") == FAQ
    await ada.press("Apply")
    assert text(own, "faq") == "# Ours\n" + FAQ[FAQ.index("- id: ally") :].replace("  follow_ups: [wres]\n", "")
    assert text(own, "checks") == "- {ask: being an ally, expect: ally}\n"
    assert text(own, "learned") == "phrasings: []\n"
    assert text(own, "replies") == REPLIES, "what has the same id among the saved replies is another"
    await ada.write("/undo")
    await ada.press("Apply")
    assert (text(own, "faq"), text(own, "checks"), text(own, "learned")) == (FAQ, CHECKS, LEARNED)


async def test_a_resource_and_a_saved_reply_are_deleted_too(ada: Phone, own: Path) -> None:
    await ada.write("/edit report")
    await ada.press("Delete")
    await ada.press("Apply")
    assert text(own, "resources") == RESOURCES[RESOURCES.index("- id: talk") :]
    assert text(own, "faq") == FAQ.replace("  resources: [report]\n", "")
    await ada.write("/edit received")
    *_, shown = await ada.press("Delete")
    assert SAY("edit_not_mentioned") in shown.text
    await ada.press("Apply")
    assert text(own, "replies") == "- {id: wres, title: On the WRES, text: Soon.}\n"


async def test_what_guides_those_who_were_told_of_harm_is_not_deleted(few_words: Library, folder: Folder) -> None:
    support = "routes:\n  - {id: acas, name: Acas, contact: Ring.}\nguidance: {told: ally}\n"
    async with own_office(few_words, folder(faq=FAQ, resources=RESOURCES, support=support)) as at:
        ada = Phone(at.assistant, at.server, 1)
        await ada.write("/edit ally")
        (refused,) = await ada.press("Delete")
        assert refused.text == SAY("edit_guides", label="How can I be an ally?")


async def test_without_a_folder_of_ones_own_there_are_no_buttons(small_snapshot: Snapshot) -> None:
    async with office(small_snapshot) as at:
        ada = Phone(at.assistant, at.server, 1)
        id_ = small_snapshot.knowledge.entries[0].id
        *_, shown = await ada.write(f"/edit {id_}")
        assert shown.buttons == ()
        (refused,) = await ada.press_data(f"delete:{id_}", shown.message)
        assert refused.text == SAY("edit_shipped")
