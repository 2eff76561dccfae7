"""Events are told from the catalogue: what is ahead, soonest first, in London's time; and what is over as past."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.calendar.events import clock as spoken_clock
from bot.library.folder import Library, parse_folder
from bot.terminal.asking import AskSession, as_json, to_json
from bot.terminal.chatting import Terminal
from knowledge.model import Knowledge
from knowledge.quality.events import answers_against_the_calendar, events_over
from tests.calendar_sample import FAQ, FILES, RESOURCES
from tests.conftest import Folder
from tests.office import Clock, Office, own_office

BEFORE = datetime(2026, 12, 2, 9, tzinfo=UTC)
DURING = datetime(2026, 12, 3, 11, tzinfo=UTC)
AFTER = datetime(2026, 12, 3, 12, tzinfo=UTC)
NONE_LEFT = datetime(2027, 7, 1, 9, tzinfo=UTC)


class Asked:
    """Somebody who asks a folder at a moment, as `ask --json` does."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.now = BEFORE
        self._session = AskSession(library.open(folder), lambda: 0.0, lambda: self.now)

    def __call__(self, *turns: str, now: datetime = BEFORE) -> tuple[str, list[str], str]:
        self.now = now
        said = json.loads(to_json(as_json(self._session.reply(turns), None)))
        return said["entry"], [one["id"] for one in said["resources"]], said["text"]


@pytest.fixture
def ask(few_words: Library, folder: Folder) -> Asked:
    return Asked(few_words, folder(**FILES))


@pytest.mark.parametrize(
    "question", ["any upcoming events?", "what's coming up", "When is the next event?", "what's on?", "next date?"]
)
def test_all_that_is_ahead_is_told_soonest_first(ask: Asked, question: str) -> None:
    assert ask(question)[:2] == ("next-event", ["allies", "governors-day", "pay"])


def test_each_event_has_its_day_its_time_its_place_and_its_link(ask: Asked) -> None:
    text = ask("any upcoming events?")[2]
    assert "Thursday 3 December 2026, 10am to 11.30am, online" in text
    assert "Wednesday 20 January 2027, 9.30am, Friends House, London" in text
    assert "https://nhsproviders.org/governors" in text


def test_the_time_is_that_of_london_however_it_was_written(ask: Asked) -> None:
    assert "Wednesday 30 June 2027, 2pm to 3pm, online" in ask("is there anything on in June?")[2]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("when is the next webinar?", ["allies", "pay"]),
        ("any webinars on allyship coming up?", ["allies"]),
        ("any events for governors next year?", ["governors-day", "pay"]),
        ("is there something on in January", ["governors-day"]),
        ("anything planned this week?", ["allies"]),
    ],
)
def test_wishes_and_days_sort_them(ask: Asked, question: str, ids: list[str]) -> None:
    assert ask(question)[1] == ids


def test_where_nothing_fits_that_is_said_and_the_others_are_shown(ask: Asked) -> None:
    _, ids, text = ask("any webinars coming up in February?")
    assert (ids, text.partition(".")[0]) == (["allies", "pay"], "No event is known in February 2027")
    assert ask("any webinars on the WRES coming up?")[2].startswith("No event that fits is known.")


def test_a_place_where_somebody_looked_is_no_subject(ask: Asked) -> None:
    asked = "I've looked on the site and seen only old ones. Is any webinar planned?"
    assert ask(asked)[2].startswith("These events are ahead.")


def test_an_event_is_ahead_until_it_ends(ask: Asked) -> None:
    assert ask("when is the next webinar?", now=DURING)[1] == ["allies", "pay"]
    assert ask("when is the next webinar?", now=AFTER)[1] == ["pay"]


def test_the_last_one_is_told_as_over_with_where_a_recording_may_be(ask: Asked) -> None:
    _, ids, text = ask("have I missed the last one", now=AFTER)
    assert (ids, "This event is over." in text, "https://nhsproviders.org/allies" in text) == (["allies"], True, True)
    assert "This event is over." in ask("Allies in the boardroom", now=AFTER)[2]
    assert "This event is over." not in ask("Allies in the boardroom")[2]


def test_the_static_answer_is_for_when_nothing_is_ahead(ask: Asked) -> None:
    assert ask("any upcoming events?", now=NONE_LEFT) == (
        "next-event", [], "When is the next event?\n\nThere is none yet.",
    )  # fmt: skip


def test_a_conversation_goes_on_from_the_list(ask: Asked) -> None:
    assert ask("any upcoming events?", "the second one")[1] == ["governors-day"]
    assert "Thursday 3 December 2026, 10am to 11.30am" in ask("any upcoming events?", "when is it?")[2]
    assert ask("any upcoming events?", "for governors")[1] == ["governors-day"]


def test_events_stand_in_one_of_several_answers_too(ask: Asked) -> None:
    text = ask("When is the next event? And what is the WRES?")[2]
    assert ("Allies in the boardroom: Thursday 3 December" in text, "There is none yet" in text) == (True, False)


@pytest.mark.parametrize(
    "question", ["What is the WRES?", "what should we ask at our next board session", "what did the last report say"]
)
def test_other_questions_are_left_alone(ask: Asked, question: str) -> None:
    assert "These events" not in ask(question)[2]


def test_the_terminal_tells_them(few_words: Library, folder: Folder) -> None:
    terminal = Terminal(few_words.open(folder(**FILES)), lambda: 0.0, lambda: BEFORE)
    assert "Thursday 3 December 2026" in (terminal("any upcoming events?") or "")


def test_times_are_spoken_as_the_nhs_writes_them() -> None:
    moments = ((9, 0), (12, 0), (0, 30), (14, 5))
    assert [spoken_clock(datetime(2026, 1, 1, *at).time()) for at in moments] == [  # noqa: DTZ001 - only a time
        "9am", "midday", "12.30am", "2.05pm",
    ]  # fmt: skip


async def test_a_leader_is_told_on_the_phone(few_words: Library, folder: Folder) -> None:
    async with own_office(few_words, folder(**FILES), clock=Clock(BEFORE)) as at:
        (said,) = await at.leader.write("any upcoming events?")
        assert "Thursday 3 December 2026, 10am to 11.30am, online" in said.text
        (said,) = await at.leader.write("2")
        assert "Friends House, London" in said.text
        at.clock.at = NONE_LEFT
        (said,) = await at.leader.write("any upcoming events?")
        assert "There is none yet." in said.text


async def test_administrators_are_warned_once_when_none_is_left(few_words: Library, folder: Folder) -> None:
    async with own_office(few_words, folder(**FILES), clock=Clock(BEFORE), admins=frozenset({7})) as at:
        assert await _warnings(at) == 0
        at.clock.at = NONE_LEFT
        assert await _warnings(at) == 1
        assert await _warnings(at) == 1
        at.clock.pass_(days=1)
        assert await _warnings(at) == 1


async def _warnings(at: Office) -> int:
    await at.assistant.duties()
    await at.assistant.outbox.emptied(at.leader.chat["id"])
    return sum("No event is ahead any more" in one.text for one in at.leader.history())


def known(folder: Path) -> Knowledge:
    knowledge = parse_folder(folder).knowledge
    assert knowledge
    return knowledge


def test_check_warns_of_an_answer_that_says_there_is_none_while_one_is_ahead(folder: Folder) -> None:
    knowledge = known(folder(**FILES))
    (warning,) = answers_against_the_calendar(knowledge, BEFORE.date())
    assert str(warning).startswith("faq.yaml:9: 'next-event' says that there is none, but 'allies' is ahead")
    assert list(answers_against_the_calendar(knowledge, NONE_LEFT.date())) == []


@pytest.mark.parametrize(
    ("answer", "warning"),
    [
        ("The next one is on 3 December 2026.", []),
        ("The next one is on 4 December.", ["tells of 4 December, but no event of resources.yaml starts then"]),
        ("Join us on 1 November 2026.", ["tells of 1 November 2026 as if it were ahead, and it is over"]),
        ("The latest session was on 1 November 2026.", []),
    ],
)
def test_check_warns_of_other_days_than_the_catalogue_has(folder: Folder, answer: str, warning: list[str]) -> None:
    knowledge = known(folder(faq=FAQ.replace("There is none yet.", answer), resources=RESOURCES))
    found = answers_against_the_calendar(knowledge, BEFORE.date())
    assert [one.what.removeprefix("'next-event' ") for one in found] == warning


def test_check_warns_where_an_event_is_over(folder: Folder) -> None:
    warnings = [str(one) for one in events_over(known(folder(**FILES)), date(2026, 12, 4))]
    assert [one.partition(" (")[0] for one in warnings] == ["resources.yaml:7: 'allies' is over"]


@pytest.mark.parametrize(
    "typed", ["where is it", "where's it being held?", "is it in person or online", "is it online?"]
)
def test_where_the_event_is_that_was_shown_is_its_place(ask: Asked, typed: str) -> None:
    _, shown, text = ask("day for governors", typed)
    assert shown == ["governors-day"]
    assert text.startswith("Governors together: Friends House, London.")
    assert ask("When is the next event?", typed)[2].startswith("Allies in the boardroom: online.")


def test_whether_an_answer_is_online_is_no_question_of_a_place(ask: Asked) -> None:
    assert "Friends House" not in ask("what is the WRES", "is it online")[2]
