"""What a phone shows when an enquiry arrives, and the topics of a forum: called after people, open as long as it is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram.error import TimedOut

from bot.enquiries.card import MOST_TITLE
from bot.library.folder import Snapshot
from bot.privacy import forget
from tests.office import FORUM, GROUP, Office, heard, office
from tests.phone import refusing
from tests.telegram_server import Answer, Json, Refusal

WORDS = "Could you help us with the ethnicity pay gap before our March board?"


@pytest.fixture
async def forum(team_snapshot: Snapshot) -> AsyncIterator[Office]:
    async with office(team_snapshot, chat=FORUM) as found:
        yield found


async def follow_up(at: Office, words: str) -> None:
    receipt = next(one for one in reversed(at.leader.history()) if "Its reference is" in one.text)
    await at.leader.reply(words, receipt.message)


def arrivals(at: Office, chat: int) -> list[str]:
    """What a phone has shown of enquiries, in the order they came."""
    sent = [one["text"] for one in at.server.called("sendMessage") if int(one["chat_id"]) == chat]
    return [text for text in sent if text.startswith("#")]


@pytest.mark.parametrize("chat", [GROUP, FORUM])
async def test_a_phone_shows_who_writes_and_what_about_and_no_words_that_may_stand_twice(
    team_snapshot: Snapshot, chat: int
) -> None:
    async with office(team_snapshot, chat=chat) as at:
        ref = await at.send(WORDS)
        await follow_up(at, "On 3 March")
        first, later = arrivals(at, chat)
        assert first.splitlines()[0] == f"#{ref}: Ada: Ethnicity pay gap"
        assert later.splitlines()[0] == f"#{ref}: Ada: An enquiry"
        assert [text for text in (first, later) if WORDS in text or "3 March" in text] == []


async def test_who_stays_anonymous_is_named_nowhere(forum: Office) -> None:
    await forum.leader.write(f"/contact {WORDS}")
    await forum.leader.press("Stay anonymous")
    await forum.leader.press("Send")
    (name,) = forum.server.topics.values()
    assert name == "Anonymous: Ethnicity pay gap"
    assert "Ada" not in " ".join(heard(forum.staff))


async def test_a_topic_is_called_after_the_person_and_the_subject_or_the_first_words(forum: Office) -> None:
    await forum.send(WORDS)
    await forum.leader.write("/contact Please call me back when you can\nit is urgent")
    await forum.leader.press("Send")
    assert list(forum.server.topics.values()) == ["Ada: Ethnicity pay gap", "Ada: Please call me back when you can"]


async def test_a_name_of_any_length_makes_a_topic(forum: Office) -> None:
    forum.leader.chat["first_name"] = "A" * 300
    await forum.send("Please " + "call " * 60)
    (name,) = forum.server.topics.values()
    assert len(name) <= MOST_TITLE
    assert ": Please call" in name


async def test_a_topic_is_closed_and_opened_again_with_its_enquiry(forum: Office) -> None:
    await forum.send(WORDS)
    (topic,) = forum.server.topics
    states = []
    for label in ("Close", "Reopen", "Close"):
        await forum.staff.press(label)
        states.append(forum.server.closed == {topic})
    await follow_up(forum, "One more thing")
    assert (states, forum.server.closed) == ([True, False, True], set())
    await forum.staff.press("Close")
    await forum.answer("And one from us", forum.cards(WORDS)[0])
    assert forum.server.closed == set()


async def test_what_telegram_refuses_of_topics_holds_up_nothing(forum: Office) -> None:
    await forum.send(WORDS)
    (topic,) = forum.server.topics
    rights = Refusal(400, "Bad Request: not enough rights to close the topic")
    forum.server.refuse = refusing("closeForumTopic", [rights])
    await forum.staff.press("Close")
    assert "Closed." in forum.cards(WORDS)[0].text
    forum.server.closed = {topic}
    closed = Refusal(400, "Bad Request: TOPIC_CLOSED")
    forum.server.refuse = refusing("sendMessage", [closed])
    await forum.leader.reply("And more", next(one for one in forum.leader.history() if "receiv" in one.text).message)
    assert len(forum.cards("And more")) == 1


async def test_inside_a_topic_and_under_a_card_an_enquiry_needs_no_reference(forum: Office) -> None:
    ref = await forum.send(WORDS)
    (topic,) = forum.server.topics
    (shown,) = await forum.staff.write("/enquiry", message_thread_id=topic, is_topic_message=True)
    (again,) = await forum.staff.reply("/enquiry", forum.cards(WORDS)[0].message)
    (which,) = await forum.staff.write("/enquiry")
    assert shown.text == again.text
    assert shown.text.startswith(f"#{ref}, An enquiry.")
    assert which.text.startswith("Send the reference too")


async def test_with_an_enquiry_its_topic_goes_and_a_line_says_so(forum: Office) -> None:
    ref = await forum.send(WORDS)
    await forum.leader.write(f"/withdraw {ref}")
    await forum.staff.settle()
    assert forum.server.topics == {}
    assert f"#{ref}: taken back by its writer. The words are deleted." in heard(forum.staff)


async def test_a_topic_that_may_not_be_deleted_is_called_by_its_reference_and_both_sides_know(forum: Office) -> None:
    ref = await forum.send(WORDS)
    (topic,) = forum.server.topics
    refused = Refusal(400, "Bad Request: not enough rights to delete the topic")
    forum.server.refuse = refusing("deleteForumTopic", [refused])
    await forum.leader.write(f"/withdraw {ref}")
    await forum.staff.settle()
    assert (forum.server.topics, forum.server.closed) == ({topic: f"#{ref}"}, {topic})
    told = [one for one in heard(forum.leader) + heard(forum.staff) if "did not let me delete 1 of" in one]
    assert len(told) == 2


async def test_the_topic_of_one_enquiry_is_never_deleted_with_another(forum: Office) -> None:
    """Numbers of topics begin anew in another forum that becomes the staff chat."""
    first = await forum.send(WORDS)
    await forum.send("Please call me back")
    kept, also = forum.server.topics
    await forum.assistant.keep(lambda store: store.enquiries.change(1, topic=also))
    await forum.leader.write(f"/withdraw {first}")
    await forum.staff.settle()
    assert set(forum.server.topics) == {kept, also}


async def test_a_topic_that_is_made_while_its_enquiry_ends_goes_again(forum: Office) -> None:
    await forum.staff.settle()

    def refuse(method: str, _: Json) -> None:
        if method == "createForumTopic":
            forum.store.alone(lambda store: forget(store, 7, forum.clock(), forum.assistant.services.say))

    forum.server.refuse = refuse
    await forum.leader.write(f"/contact {WORDS}")
    await forum.leader.press("Send")
    await forum.staff.settle()
    assert (len(forum.server.called("createForumTopic")), forum.server.topics) == (1, {})
    assert list(forum.store.rows("outbox")) == []


@pytest.mark.parametrize("method", ["sendMessage", "createForumTopic"])
async def test_what_may_stand_twice_is_told_to_staff_who_alone_can_see_it(
    forum: Office, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    await forum.staff.settle()
    carry_out = forum.server.call
    lost: list[str] = []

    def without_an_answer(name: str, params: Json) -> Answer:
        answer = carry_out(name, params)
        if not lost and name == method and int(params["chat_id"]) == FORUM:
            lost.append(name)
            raise TimedOut
        return answer

    monkeypatch.setattr(forum.server, "call", without_an_answer)
    ref = await forum.send(WORDS)
    assert len(forum.cards(WORDS)) == 1
    (told,) = [one for one in heard(forum.staff) if "a second time" in one]
    assert told.startswith(f"#{ref} may stand in this chat")
