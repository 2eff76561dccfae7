"""Replies as they fit a telephone: a bold first sentence, at most twelve lines, and the rest where it is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from benchmarks.phone import outcomes
from bot.conversation.memory import Answer
from bot.conversation.reply import Replies
from bot.library.folder import Snapshot
from handlers.phone import BETWEEN, MOST_LINES, laid_out, lines, never_left_out, whole
from handlers.wire.buttons import MOST_LABEL, Button
from handlers.wire.html import BOLD, UNBOLD, html, unbold
from knowledge.deciding.outcome import Answered, Unsure
from knowledge.finding.finding import Match
from tests.office import Office, office
from tests.telegram_server import TelegramServer

LONG = "how do I get my board to own race equality"


@pytest.fixture
async def at(snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(snapshot) as open_office:
        yield open_office


def test_every_reply_fits_and_loses_nothing_but_to_more(snapshot: Snapshot) -> None:
    knowledge = snapshot.knowledge
    replies = Replies(knowledge)
    for _, outcome in outcomes(knowledge):
        reply = replies(outcome)
        shown = laid_out(Answer(reply, outcome), knowledge)
        kept = any(map(never_left_out(reply.match.id or "", replies), unbold(shown.text).split(BETWEEN)[1:]))
        assert lines(unbold(shown.text)) <= MOST_LINES or kept, reply.match.id
        if isinstance(outcome, Answered) and not shown.whole:
            _, left = whole(outcome.ids[0], None, knowledge)
            assert sorted(f"{unbold(shown.text)} {left}".split()) == sorted(reply.text.split())


def test_every_answer_has_its_first_sentence_in_bold_and_once(snapshot: Snapshot) -> None:
    knowledge = snapshot.knowledge
    replies = Replies(knowledge)
    for _, outcome in outcomes(knowledge):
        shown = laid_out(Answer(replies(outcome), outcome), knowledge).text
        assert (shown.count(BOLD), shown.count(UNBOLD)) == (1, 1), outcome
        assert "<b>" in html(shown)


def test_who_can_help_is_never_left_to_more(snapshot: Snapshot) -> None:
    knowledge = snapshot.knowledge
    replies = Replies(knowledge)
    for _, outcome in outcomes(knowledge):
        if isinstance(outcome, Answered):
            about, reply = knowledge.by_id[outcome.ids[0]], replies(outcome)
            shown = unbold(laid_out(Answer(reply, outcome), knowledge).text)
            helping = [part for part in reply.text.split(BETWEEN)[1:] if replies.helps(about, part)]
            assert all(part in shown for part in helping), about.id


async def test_more_shows_the_rest_in_the_same_message_and_goes(at: Office) -> None:
    (answer,) = await at.leader.write(LONG)
    assert answer.buttons[0] == "More"
    assert "Read more" not in answer.text
    assert await at.leader.press("More") == []
    (all_of_it,) = at.leader.history()
    assert "Read more" in all_of_it.text
    assert all_of_it.buttons == answer.buttons[1:]


async def test_more_can_be_typed_and_says_what_was_not_said(at: Office) -> None:
    (answer,) = await at.leader.write(LONG)
    (rest,) = await at.leader.write("more")
    assert "Read more" in rest.text
    assert answer.text.splitlines()[0] not in rest.text


async def test_more_of_an_answer_works_after_a_restart(snapshot: Snapshot) -> None:
    server = TelegramServer()
    async with office(snapshot, server=server) as before:
        await before.leader.write(LONG)
    async with office(snapshot, server=server) as after:
        assert await after.leader.press("More") == []
        assert "Read more" in after.leader.history()[-1].text


async def test_a_list_shows_what_there_is_room_for_and_more_goes_on_there(at: Office) -> None:
    (first,) = await at.leader.write("reports for governors")
    (second,) = await at.leader.press("More")
    assert lines(first.text) <= MOST_LINES
    numbers = [
        line.partition(".")[0] for one in (first, second) for line in one.text.splitlines() if line[:1].isdigit()
    ]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


async def test_words_for_more_go_on_where_the_shown_list_ended(at: Office) -> None:
    (first,) = await at.leader.write("what can chairs read about board diversity and recruitment?")
    shown = sum(line[:1].isdigit() for line in first.text.splitlines())
    (second,) = await at.leader.write("any more of them?")
    assert f"{shown + 1}. " in second.text


def test_a_button_is_cut_after_a_word() -> None:
    label = Button("How do we talk about race in the boardroom?", number=2).shown
    assert label == "2. How do we talk about race in the…"
    assert len(label) <= MOST_LABEL
    assert Button("x" * 50).shown == "x" * (MOST_LABEL - 1) + "…"


async def test_a_label_that_was_cut_can_be_typed_as_it_stands_and_in_full(at: Office) -> None:
    (answer,) = await at.leader.write(LONG)
    cut = next(label for label in answer.buttons if label.endswith("…"))
    (chosen,) = await at.leader.write(cut)
    await at.leader.write(LONG)
    (by_number,) = await at.leader.write(cut.partition(".")[0])
    assert chosen.text == by_number.text


def test_options_stand_on_the_buttons_alone_where_there_is_room(small_snapshot: Snapshot) -> None:
    knowledge = small_snapshot.knowledge
    short, long = (
        ("what-is-the-programme", "what-is-the-wres"),
        (next(id_ for id_ in knowledge.by_id if len(id_) > 40),),
    )
    for ids, repeated in ((short, False), ((*short, *long), True)):
        outcome = Unsure(Match(), ids)
        shown = laid_out(Answer(Replies(knowledge)(outcome), outcome), knowledge).text
        assert ("What is the WRES?" in shown) is repeated
