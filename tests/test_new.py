"""An administrator makes an answer, a resource, an event or a saved reply from the telephone, step by step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.library.folder import Library, Snapshot, shipped_wording
from bot.store.store import Store
from bot.wording import Wording
from tests.conftest import Folder
from tests.office import Clock, Office, office, own_office
from tests.phone import Phone, Seen
from tests.telegram_server import TelegramServer

SAY = Wording(shipped_wording())
FAQ = """\
# Ours
- id: wres
  question: What is the WRES?
  also_asked: [workforce race equality standard, nine indicators, what does WRES measure]
  answer: The standard.
"""
RESOURCES = """\
- id: report
  title: The race report
  format: report
  url: https://example.org/report
  also_asked: [that report, what was found, findings about boards]
  summary: What was found.
- id: talk
  title: A talk about allies
  format: podcast
  also_asked: [that talk, something to hear, allies on air]
"""
PILLARS = "- id: hearts\n  name: Hearts and minds\n  also_asked: [first pillar, attitudes, feelings]\n"
VOCABULARY = "topics:\n  data: {name: Data}\n  allyship: {name: Allyship}\nformats:\n  report: {name: Report}\n"

Open = Callable[[], AbstractAsyncContextManager[Office]]


@pytest.fixture
def own(folder: Folder) -> Path:
    return folder(faq=FAQ, resources=RESOURCES, pillars=PILLARS, vocabulary=VOCABULARY)


@pytest.fixture
def opened(few_words: Library, own: Path, tmp_path: Path) -> Open:
    """The office each time it is opened, with the chats and the database of the time before."""
    server, clock = TelegramServer(), Clock()

    @asynccontextmanager
    async def opening() -> AsyncIterator[Office]:
        store = Store.open(tmp_path / "bot.db")
        async with own_office(few_words, own, store=store, server=server, clock=clock) as at:
            yield at
        store.close()

    return opening


@pytest.fixture
async def at(opened: Open) -> AsyncIterator[Office]:
    async with opened() as found:
        yield found


async def says(phone: Phone, *lines: str) -> Seen:
    """The last of what comes back after the last of these."""
    seen: list[Seen] = []
    for line in lines:
        seen = await phone.write(line)
    return seen[-1]


def asks(seen: Seen, key: str) -> bool:
    return SAY(key) in seen.text


WORDINGS = "- fish prices\n- how dear is cod\n- cost of haddock"


async def test_an_answer_is_made_step_by_step_and_found(at: Office, ada: Phone, own: Path) -> None:
    first = await says(ada, "/new")
    assert first.buttons == ("1. An answer", "2. A resource", "3. An event", "4. A saved reply")
    (question,) = await ada.press("An answer")
    assert (question.text, question.buttons) == (f"(1 of 6) {SAY('new_answer_question')}", ("Cancel",))
    ways = await says(ada, "What does the fish report cost?")
    assert (asks(ways, "new_answer_also_asked"), ways.buttons) == (True, ("Skip", "Back", "Cancel"))
    few = await says(ada, "fish prices\nhow dear is cod")
    assert few.text.startswith("Please write at least 3 ways, one a line; these are 2.")
    assert asks(await says(ada, WORDINGS), "new_answer_answer")
    resources = await says(ada, "It depends on the [market](https://example.org/market).")
    assert resources.buttons[0] == "1. The race report"
    (chosen,) = await ada.press("The race report")
    assert chosen.text.endswith("Chosen:\n• The race report")
    assert chosen.buttons[-3:] == ("Done", "Back", "Cancel")
    assert asks(await says(ada, "done"), "new_answer_pillars")
    assert asks(await says(ada, "skip"), "new_answer_topics")
    await says(ada, "2")
    as_read, shown = await ada.press("Done")
    assert as_read.text.startswith(SAY("edit_as_read"))
    assert "(+1 ~0 -0)" in shown.text
    assert shown.buttons == ("Apply", "Discard")
    assert (own / "faq.yaml").read_text("utf-8") == FAQ
    await ada.press("Apply")
    assert (own / "faq.yaml").read_text("utf-8") == FAQ + (
        "- id: what-does-the-fish-report-cost\n"
        "  question: What does the fish report cost?\n"
        "  also_asked:\n    - fish prices\n    - how dear is cod\n    - cost of haddock\n"
        "  answer: It depends on the [market](https://example.org/market).\n"
        "  resources: [report]\n  topics: [allyship]\n"
    )
    assert "It depends on the market." in (await at.leader.write("how dear is cod"))[0].text
    assert list(at.store.rows("begun")) == []


async def test_a_resource_is_checked_as_it_is_given(ada: Phone, own: Path) -> None:
    await says(ada, "/new resource", "A guide to boards")
    for link in ("example.org", "http://example.org/guide", "https://example.org/a guide", "https://guide"):
        refused = await says(ada, link)
        assert refused.text.startswith(SAY("new_no_address")), link
    taken = await says(ada, "https://www.example.org/report/")
    assert taken.text.startswith("That link is already in “The race report”.")
    assert asks(taken, "new_resource_url")
    formats = await says(ada, "https://example.org/guide", "NHS Providers")
    assert asks(formats, "new_resource_format")
    assert {"Report", "Question set"} <= {label.partition(". ")[2] for label in formats.buttons}
    assert asks(await says(ada, "a leaflet"), "new_resource_format")
    assert asks(await says(ada, "Guide"), "new_resource_date")
    assert (await says(ada, "some time ago")).text.startswith(SAY("new_no_day"))
    await says(ada, "November 2026", "For boards.", "that guide\na guide for boards\nhow boards begin", "1", "Done")
    shown = (await ada.press("Skip"))[-1]
    assert "(+1 ~0 -0)" in shown.text
    await ada.press("Apply")
    assert (own / "resources.yaml").read_text("utf-8") == RESOURCES + (
        "- id: a-guide-to-boards\n  title: A guide to boards\n  url: https://example.org/guide\n"
        "  publisher: NHS Providers\n  format: guide\n  date: 2026-11\n  summary: For boards.\n"
        "  also_asked:\n    - that guide\n    - a guide for boards\n    - how boards begin\n  pillars: [hearts]\n"
    )


async def test_an_event_has_its_times_as_people_type_them(ada: Phone, own: Path) -> None:
    await says(ada, "/new event", "Allies online")
    assert (await says(ada, "next week")).text.startswith(SAY("new_no_time"))
    ends = await says(ada, "3 July 2027, 10am")
    assert ends.text.startswith("I read that as Saturday 3 July 2027 at 10:00, London time.")
    assert (await says(ada, "9am")).text.startswith("It cannot end before it begins, on Saturday 3 July 2027 at 10:00.")
    link = await says(ada, "11.30am")
    assert link.text.startswith("I read that as Saturday 3 July 2027 at 10:00 – Saturday 3 July 2027 at 11:30, London")
    assert asks(link, "new_event_url")
    while link.buttons != ("Apply", "Discard"):
        link = (await ada.press("Skip"))[-1]
    await ada.press("Apply")
    assert (own / "resources.yaml").read_text("utf-8") == RESOURCES + (
        "- id: allies-online\n  title: Allies online\n  format: event\n"
        "  starts: 2027-07-03T10:00+01:00\n  ends: 2027-07-03T11:30+01:00\n"
    )


async def test_a_saved_reply_goes_into_a_file_of_its_own_kind(ada: Phone, own: Path) -> None:
    shown = await says(ada, "/new reply", "Received", "Dear {name}\n\nThank you.")
    assert "“Received” (received, replies)" in shown.text
    await ada.press("Apply")
    assert (own / "replies.yaml").read_text("utf-8") == (
        "- id: received\n  title: Received\n  text: |\n    Dear {name}\n\n    Thank you.\n"
    )


async def test_back_skip_and_cancel_can_be_pressed_and_typed(at: Office, ada: Phone, own: Path) -> None:
    await says(ada, "/new answer", "What does fish cost?")
    assert asks(await says(ada, "skip"), "new_answer_answer")
    (again,) = await ada.press("Back")
    assert asks(again, "new_answer_also_asked")
    first = await says(ada, "back")
    assert (asks(first, "new_answer_question"), first.buttons) == (True, ("Cancel",))
    assert (await says(ada, "cancel")).text == SAY("new_cancelled")
    assert "The standard." in (await says(ada, "What is the WRES?")).text
    await says(ada, "/new answer", "What does fish cost?")
    assert (await says(ada, "/cancel")).text == SAY("new_cancelled")
    assert (await says(ada, "/cancel")).text == SAY("cancelled")
    assert (own / "faq.yaml").read_text("utf-8") == FAQ
    assert list(at.store.rows("begun")) == []


async def test_a_button_of_an_earlier_step_does_nothing_to_a_later_one(ada: Phone) -> None:
    await says(ada, "/new answer", "What does fish cost?")
    skip = ada.history()[-1]
    await says(ada, "skip")
    (same,) = await ada.press_data("new:done:also_asked", skip.message)
    assert asks(same, "new_answer_answer")
    (same,) = await ada.press_data("new:pick:topics:data", skip.message)
    assert asks(same, "new_answer_answer")


async def test_a_restart_loses_nothing(opened: Open, own: Path) -> None:
    async with opened() as at:
        await says(Phone(at.assistant, at.server, 1), "/new answer", "What does fish cost?", "skip")
    async with opened() as at:
        ada = Phone(at.assistant, at.server, 1)
        assert asks(await says(ada, "back"), "new_answer_also_asked")
        await says(ada, WORDINGS, "It depends.", "skip", "skip", "skip")
        await ada.press("Apply")
    assert "question: What does fish cost?\n  also_asked:\n    - fish prices\n" in (own / "faq.yaml").read_text("utf-8")


async def test_after_a_command_words_are_questions_again_until_new_goes_on(ada: Phone) -> None:
    await says(ada, "/new answer", "What does fish cost?")
    await says(ada, "/edit wres")
    assert "The standard." in (await says(ada, "What is the WRES?")).text
    on = await says(ada, "/new")
    assert on.text.startswith(SAY("new_goes_on"))
    assert asks(on, "new_answer_also_asked")
    assert asks(await says(ada, WORDINGS), "new_answer_answer")


async def test_a_reply_to_the_question_is_its_answer_too(ada: Phone) -> None:
    asked = await says(ada, "/new answer")
    await says(ada, "/edit wres")
    (ways,) = await ada.reply("What does fish cost?", asked.message)
    assert asks(ways, "new_answer_also_asked")


async def test_after_an_hour_it_is_over(at: Office, ada: Phone) -> None:
    await says(ada, "/new answer", "What does fish cost?")
    at.clock.pass_(minutes=61)
    assert "The standard." in (await says(ada, "What is the WRES?")).text
    (over,) = await ada.press("Skip")
    assert over.text == SAY("new_over")
    await at.assistant.duties()
    assert list(at.store.rows("begun")) == []


async def test_other_resources_are_looked_for_by_words(ada: Phone) -> None:
    await says(ada, "/new answer", "What does fish cost?", "skip", "It depends.")
    looked = await says(ada, "talk about allies")
    assert looked.buttons[0] == "1. A talk about allies"
    chosen = await says(ada, "A talk about allies")
    assert chosen.buttons[0] == "1. Not A talk about allies"
    (taken,) = await ada.press("Not A talk about allies")
    assert "Chosen" not in taken.text


async def test_without_a_folder_of_ones_own_it_says_so_at_once(small_snapshot: Snapshot) -> None:
    async with office(small_snapshot) as at:
        assert (await says(Phone(at.assistant, at.server, 1), "/new answer")).text == SAY("edit_shipped")


async def test_it_is_for_administrators_alone(at: Office) -> None:
    assert (await says(at.leader, "/new")).text == SAY("admins_only")
    assert "The standard." in (await says(at.leader, "What is the WRES?")).text


async def test_what_the_loader_would_refuse_is_refused_at_its_step(ada: Phone) -> None:
    await says(ada, "/new answer", "What does fish cost?", "skip")
    refused = await says(ada, "See [](https://example.org).")
    assert refused.text.startswith("That does not fit: answer has a link")
    long = await says(ada, "x" * 4097)
    assert "longer than 4,096" in long.text
