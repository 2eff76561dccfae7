"""What is remembered of a chat: which message answers which question, until it is too long ago."""

from __future__ import annotations

from bot.enquiries.draft import Part, Paused
from bot.machine.recent import HOUR
from handlers.chats import Asked, ChatMemory

CHAT, OTHER_CHAT, WHO = 7, 8, (7, 7)
FIRST, SECOND = Asked(Part(1, "What is it?"), "What is it?"), Asked(Part(3, "Who is it for?"), "Who is it for?")


class Seconds:
    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


def test_an_answer_is_about_its_own_question_and_what_is_typed_about_the_latest() -> None:
    chats = ChatMemory(Seconds())
    chats.remember_question(CHAT, FIRST, [2])
    chats.remember_question(CHAT, SECOND, [4, 5])
    assert [chats.question_behind(CHAT, answer) for answer in (2, 4, 5, None)] == [FIRST, SECOND, SECOND, SECOND]
    assert chats.question_behind(OTHER_CHAT, 2) is None


def test_a_new_subject_leaves_the_answers_above_as_they_are() -> None:
    chats = ChatMemory(Seconds())
    chats.remember_question(CHAT, FIRST, [2])
    chats.change_subject(CHAT)
    assert (chats.question_behind(CHAT, 2), chats.question_behind(CHAT, None)) == (FIRST, None)
    chats.forget_question_behind(CHAT, [2])
    assert chats.question_behind(CHAT, 2) is None


def test_labels_can_be_typed_until_others_take_their_place() -> None:
    chats = ChatMemory(Seconds())
    chats.may_type(WHO, {"yes": "yes:1"})
    chats.may_also_type(WHO, {"no": "no:1"})
    assert chats.typable(WHO) == {"yes": "yes:1", "no": "no:1"}
    chats.may_type(WHO, {"more": "more:1"})
    assert chats.typable(WHO) == {"more": "more:1"}
    chats.forget_buttons(WHO)
    assert chats.typable(WHO) == {}


def test_what_waits_for_its_writer_says_what_the_message_says_now() -> None:
    chats = ChatMemory(Seconds())
    chats.pause(CHAT, Part(1, "one"), Paused(Part(1, "one")))
    chats.pause(CHAT, Part(2, "two"), Paused(Part(2, "two")))
    chats.pause(CHAT, Part(1, "edited"))
    assert [paused.part.words for paused in chats.paused(CHAT)] == ["edited", "two"]
    assert [len(chats.resume(CHAT)), len(chats.paused(CHAT))] == [2, 0]


def test_nothing_is_remembered_of_somebody_who_wants_it_so_nor_after_an_hour() -> None:
    clock = Seconds()
    chats = ChatMemory(clock)

    def remembered() -> list[object]:
        asked = (chats.question_behind(CHAT, 2), chats.question_behind(CHAT, None), chats.answers_to(CHAT, 1))
        return [thing for thing in (*asked, chats.typable(WHO), chats.paused(CHAT)) if thing]

    def remember() -> None:
        chats.remember_question(CHAT, FIRST, [2])
        chats.remember_answers(CHAT, 1, (2,))
        chats.may_type(WHO, {"yes": "yes:1"})
        chats.pause(CHAT, Part(1, "one"), Paused(Part(1, "one")))

    remember()
    assert len(remembered()) == 5
    chats.forget(WHO)
    assert remembered() == []
    remember()
    clock.passed += HOUR
    chats.forget_old()
    assert remembered() == []
