"""What is remembered for an hour of each chat: which message answers which question, what may be typed, what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.memory import Who
from bot.enquiries.draft import Part, Paused
from bot.machine.recent import HOUR, Recent
from knowledge.deciding.outcome import Memory

MOST_REMEMBERED = 10_000
MEMBER_SECONDS = 5.0  # how long somebody who has left may act where Telegram does not tell of it
PRESS_SECONDS = 60.0  # within which the same press again is a double tap


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: `sent` is the message as it would go to the team, `text` is what was answered.

    `before` is what it may refer to; only of administrators, who may ask why it was answered so.
    """

    sent: Part
    text: str
    before: Memory | None = None


@dataclass(frozen=True, slots=True)
class _Typable:
    """Labels that can be typed, with the data of their buttons."""

    data_by_label: Mapping[str, str]
    kept: bool = True


class ChatMemory:
    """What passed in chats a while ago. A chat and its messages are named by their numbers."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` counts seconds and never goes back."""
        self._asked: Recent[tuple[int, int], Asked] = Recent(MOST_REMEMBERED, HOUR, clock)  # by (chat, answer)
        self._latest: Recent[int, Asked] = Recent(MOST_REMEMBERED, HOUR, clock)  # by chat
        self._answers: Recent[tuple[int, int], tuple[int, ...]] = Recent(MOST_REMEMBERED, HOUR, clock)
        self._typed: Recent[Who, _Typable] = Recent(MOST_REMEMBERED, HOUR, clock)
        self._pressed: Recent[tuple[int, int, str], bool] = Recent(MOST_REMEMBERED, PRESS_SECONDS, clock)
        self._members: Recent[tuple[int, int], bool] = Recent(MOST_REMEMBERED, MEMBER_SECONDS, clock)
        self._albums: Recent[tuple[int, str], set[str]] = Recent(MOST_REMEMBERED, HOUR, clock)
        self._previews: Recent[int, tuple[int, ...]] = Recent(MOST_REMEMBERED, HOUR, clock)  # by proposal
        self._paused: Recent[int, tuple[Paused, ...]] = Recent(MOST_REMEMBERED, HOUR, clock)

    def remember_question(self, chat: int, asked: Asked, answers: Iterable[int]) -> None:
        """These messages are about the question, and so is what is typed next in the chat."""
        for answer in answers:
            self._asked.put((chat, answer), asked)
        self._latest.put(chat, asked)

    def question_behind(self, chat: int, answer: int | None) -> Asked | None:
        """The question that a message is about; without a message, the chat's latest question."""
        return self._latest.get(chat) if answer is None else self._asked.get((chat, answer))

    def change_subject(self, chat: int) -> None:
        """What is typed next in the chat is not about its latest question."""
        self._latest.drop(chat)

    def forget_question_behind(self, chat: int, answers: Iterable[int]) -> None:
        """These messages answer another question from now on; so does what is typed next in the chat."""
        for answer in answers:
            self._asked.drop((chat, answer))
        self.change_subject(chat)

    def remember_answers(self, chat: int, question: int, answers: tuple[int, ...]) -> None:
        """Keep which messages answer a question, so that they can be edited when it is."""
        self._answers.put((chat, question), answers)

    def answers_to(self, chat: int, question: int) -> tuple[int, ...] | None:
        """The messages that answer a question, or None where it was not asked, or too long ago."""
        return self._answers.get((chat, question))

    def may_type(self, who: Who, data_by_label: Mapping[str, str], *, kept: bool = True) -> None:
        """From now on somebody can type these labels in place of pressing a button, and no earlier ones.

        `kept`: their numbers may still stand for this after a restart.
        """
        self._typed.put(who, _Typable(data_by_label, kept))

    def may_also_type(self, who: Who, data_by_label: Mapping[str, str]) -> None:
        """Somebody can type these labels too."""
        before = self._typed.get(who) or _Typable({})
        self._typed.put(who, replace(before, data_by_label={**before.data_by_label, **data_by_label}))

    def typable(self, who: Who) -> Mapping[str, str]:
        """The labels that somebody can type now, with the data of their buttons."""
        typable = self._typed.get(who)
        return typable.data_by_label if typable else {}

    def kept_numbers(self, who: Who) -> Mapping[str, str]:
        """The same, where it may be kept."""
        typable = self._typed.get(who)
        return typable.data_by_label if typable and typable.kept else {}

    def forget_buttons(self, who: Who) -> None:
        """Somebody's buttons are gone, so their labels are only words."""
        self._typed.drop(who)

    def is_pressed(self, chat: int, message: int, data: str) -> bool:
        """Was this button pressed a moment ago?"""
        return bool(self._pressed.get((chat, message, data)))

    def remember_press(self, chat: int, message: int, data: str) -> None:
        """Keep that a button was pressed."""
        self._pressed.put((chat, message, data), value=True)

    def forget_press(self, chat: int, message: int, data: str) -> None:
        """Take the next press of a button for a first one."""
        self._pressed.drop((chat, message, data))

    def is_member(self, chat: int, person: int) -> bool | None:
        """Is somebody in a chat, as far as Telegram said a moment ago? None where it did not."""
        return self._members.get((chat, person))

    def remember_member(self, chat: int, person: int, *, inside: bool) -> None:
        """Keep whether Telegram says that somebody is in a chat."""
        self._members.put((chat, person), inside)

    def begin_album(self, chat: int, album: str, sentences: set[str]) -> None:
        """The first file of an album came; `sentences` will name what the bot says of the album."""
        self._albums.put((chat, album), sentences)

    def sentences_of(self, chat: int, album: str) -> set[str] | None:
        """The names of what the bot said of an album; None before its first file."""
        return self._albums.get((chat, album))

    def remember_preview(self, proposal: int, messages: tuple[int, ...]) -> None:
        """Keep which messages show what an administrator's change would do."""
        self._previews.put(proposal, messages)

    def preview(self, proposal: int) -> tuple[int, ...]:
        """The messages that show a change; none where that is too long ago."""
        return self._previews.get(proposal) or ()

    def pause(self, leader: int, part: Part, new: Paused | None = None) -> None:
        """Let a disclosure wait for its writer's word; what a message says anew replaces what it said."""
        waiting = self.paused(leader)
        anew = tuple(replace(paused, part=part) if paused.part.post == part.post else paused for paused in waiting)
        self._paused.put(leader, anew if new is None or anew != waiting else (*waiting, new))

    def paused(self, leader: int) -> tuple[Paused, ...]:
        """The disclosures that wait for a leader's word; they are kept nowhere else."""
        return self._paused.get(leader) or ()

    def resume(self, leader: int) -> tuple[Paused, ...]:
        """The disclosures that waited for a leader's word, which came: they wait no more."""
        paused = self.paused(leader)
        self._paused.drop(leader)
        return paused

    def forget(self, who: Who) -> None:
        """Forget all that is remembered of somebody and their chat."""
        chat, _ = who
        self._typed.drop(who)
        self._paused.drop(chat)
        self._latest.drop(chat)
        for memory in (self._asked, self._answers):
            memory.drop_where(lambda key: key[0] == chat)

    def forget_old(self) -> None:
        """Remember nothing beyond its time, also where nobody asks any more."""
        memories: tuple[Recent[Any, Any], ...] = (
            self._asked, self._latest, self._answers, self._typed, self._pressed, self._members, self._albums,
            self._previews, self._paused,
        )  # fmt: skip
        for memory in memories:
            memory.forget_old()
