"""Many people's conversations with the knowledge in force: what each was told last is kept in memory for an hour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from bot.calendar.events import as_of
from bot.calendar.lists import Now, understood
from bot.conversation.packs import handout
from bot.conversation.reply import Replies, Reply
from bot.hashing import key
from bot.library.folder import Snapshot
from bot.machine.recent import HOUR, Recent
from knowledge.conversing.narrowing import Way, in_way, ways
from knowledge.conversing.offers import reaches_out, takes
from knowledge.conversing.reader import readers
from knowledge.deciding.outcome import Answered, Brief, Listed, Memory, Outcome, Support, Unknown
from knowledge.finding.facets import Reader
from knowledge.finding.finding import Match
from knowledge.finding.recommend import Recommendation
from knowledge.model import Knowledge, Resource, SupportCase
from knowledge.text.amounts import minutes_in, only_minutes

MOST_CONVERSATIONS = 10_000
OF_A_LIST, OF_A_READER = 7, 5  # letters in the name of a list

Ids = tuple[str, ...]
Who = tuple[int, int]  # the chat and the person: in a group each has a conversation of their own


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply to an outcome; where it is a page of a numbered list, `list_name` names that and `first` is its place.

    `ways` are those in which the list can be had otherwise.
    """

    reply: Reply
    outcome: Outcome
    first: int = 0
    list_name: str | None = None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class InView:
    """What somebody sees: ids of the resources that the last reply has `shown`, and what numbers stand for, from 1."""

    shown: Ids = ()
    numbered: Ids = ()


@dataclass(frozen=True, slots=True)
class _Turn:
    """What was said last, with a list by the ids in it: what was in force then is kept by nobody's conversation."""

    memory: Memory
    misses: int = 0
    listed: tuple[str, ...] = ()
    wished: Recommendation | None = None  # the list without what is in it, where there was one
    view: InView = InView()
    further: SupportCase | None = None  # more help was offered

    @classmethod
    def of(cls, memory: Memory, misses: int) -> _Turn:
        """The turn that leaves this memory behind."""
        listed = memory.recommendation
        if listed is None:
            return cls(memory, misses)
        ids = tuple(resource.id for resource in listed.resources)
        return cls(replace(memory, recommendation=None), misses, ids, replace(listed, resources=()))

    def in_force(self, knowledge: Knowledge) -> Memory:
        """What was said, with the list as it is in the knowledge now."""
        if self.wished is None:
            return self.memory
        known = (knowledge.by_id.get(id_) for id_ in self.listed)
        resources = tuple(resource for resource in known if isinstance(resource, Resource))
        return replace(self.memory, recommendation=replace(self.wished, resources=resources))


class Conversations:
    """Call its methods with who is speaking; each reply comes from one snapshot throughout."""

    def __init__(self, snapshot: Callable[[], Snapshot], clock: Callable[[], float], now: Now = lambda: None) -> None:
        """`snapshot` gives the one in force; `clock` counts seconds; `now` is the time, for what is ahead or over."""
        self._snapshot, self._now = snapshot, now
        self._turns: Recent[Who, _Turn] = Recent(MOST_CONVERSATIONS, HOUR, clock)

    def ask(self, who: Who, text: str) -> Answer:
        """The reply to somebody's message, which is remembered for their next one."""
        snapshot = self._snapshot()
        turn = self._turns.get(who) or _Turn(Memory())
        if longer := self._in_other_minutes(who, snapshot, turn, text):
            return longer
        label = snapshot.knowledge.wording["more_help_button"].casefold()
        if turn.further and (label == text.strip(" .!?").casefold() or takes(text)):
            return self.more_help(turn.further)
        if turn.further and reaches_out(text):
            return self.more_help(turn.further, again=True)
        outcome, memory = understood(snapshot, text, turn.in_force(snapshot.knowledge), self._now())
        chosen = memory.question == turn.memory.question  # it is still about what the minutes were said of
        minutes = minutes_in(text) or (minutes_in(memory.question) if chosen else None)
        return self._replied(who, snapshot, outcome, memory, turn.misses, minutes=minutes)

    def ask_all(self, asked: Sequence[tuple[Who, str]]) -> list[Answer | Exception]:
        """The replies to messages of different people, or what went wrong with one."""
        return [self._tried(who, text) for who, text in asked]

    def _tried(self, who: Who, text: str) -> Answer | Exception:
        try:
            return self.ask(who, text)
        except Exception as error:  # noqa: BLE001 - it is raised where the reply is awaited
            return error

    def ask_again(self, who: Who, text: str) -> Answer:
        """The reply to a message that was edited: it stands on its own."""
        self.begin_anew(who)
        return self.ask(who, text)

    def told(self, who: Who) -> tuple[str, ...]:
        """The ids that somebody was told of or offered last."""
        turn = self._turns.get(who)
        return (*turn.memory.ids, *turn.memory.offered) if turn else ()

    def before(self, who: Who) -> Memory:
        """What somebody's next message may refer to."""
        return (self._turns.get(who) or _Turn(Memory())).in_force(self._snapshot().knowledge)

    def in_view(self, who: Who) -> InView:
        """The resources that somebody was shown last; numbers may stand for other things too."""
        turn = self._turns.get(who)
        return turn.view if turn else InView()

    def remembers(self, who: Who) -> bool:
        """Is anything remembered of somebody?"""
        return self._turns.get(who) is not None

    def show_again(self, who: Who, ids: Ids, first: int = 0) -> None:
        """A list stands before somebody, shown from place `first` on: numbers choose from it, and facts are of it."""
        known, page = self._snapshot().knowledge, ids[first:]
        shown = tuple(id_ for id_ in page if known.resource(id_))
        memory = Memory(ids=shown, offered=page, first=first, reader=self._reader(who))
        self._turns.put(who, _Turn(memory, view=InView(shown, ids)))

    def saw_only(self, who: Who, count: int) -> None:
        """Of the page of a list that somebody was just shown there was room for so many; more goes on after them."""
        turn = self._turns.get(who)
        if turn is None:
            return
        memory = replace(turn.memory, ids=turn.memory.ids[:count], offered=turn.memory.offered[:count])
        view = InView(turn.view.shown[:count], turn.view.numbered[: memory.first + count])
        self._turns.put(who, replace(turn, memory=memory, view=view))

    def _reader(self, who: Who) -> Reader:
        return (self._turns.get(who) or _Turn(Memory())).memory.reader

    def _in_other_minutes(self, who: Who, snapshot: Snapshot, turn: _Turn, text: str) -> Answer | None:
        """The board's pack that was shown last, where a message only says for how long it is to be."""
        minutes = only_minutes(text)
        shown = snapshot.knowledge.entry(turn.memory.ids[0]) if minutes and turn.memory.ids else None
        pack = handout(shown) if shown else None
        return self.choose(who, pack.entry.id, minutes) if pack and pack.minutes else None

    def choose(self, who: Who, id_: str, minutes: int | None = None) -> Answer | None:
        """What is known under an id, or None where nothing is any more; `minutes` of a meeting, for a pack."""
        snapshot = self._snapshot()
        chosen = snapshot.knowledge.by_id.get(id_)
        if chosen is None:
            return None
        memory = Memory(chosen.label, (id_,), reader=self._reader(who))
        numbered = self.in_view(who).numbered if isinstance(chosen, Resource) else ()  # it was chosen from these
        return self._replied(who, snapshot, Answered(Match(id_, 1.0), (id_,)), memory, 0, numbered, minutes)

    def show(self, who: Who, listed: Listed, subject: str) -> Answer:
        """A list that was chosen from a menu; `subject` is what a later message takes it to be about."""
        recommendation = listed.recommendation
        facets, reader = recommendation.facets, self._reader(who)
        ids = tuple(resource.id for resource in recommendation.page(listed.first))
        memory = Memory(subject, ids, ids, facets, recommendation, listed.first, reader=reader)
        return self._replied(who, self._snapshot(), listed, memory, 0)

    def more(self, who: Who, list_name: str, first: int, question: str | None) -> Answer | None:
        """The page of a list that begins at `first`; after a restart by asking the list's `question` again."""
        snapshot = self._snapshot()
        memory = self._list(who, snapshot, list_name, question)
        recommendation = memory.recommendation
        if recommendation is None or not 0 < first < len(recommendation.resources):
            return None
        listed = Listed(Match(recommendation.resources[first].id, 1.0), recommendation, first)
        return self._replied(who, snapshot, listed, replace(memory, first=first), 0)

    def narrow(self, who: Who, list_name: str, way: Way, question: str | None, role: str = "") -> Answer | None:
        """A list another way; after a restart by asking the list's `question` again. `role` is an audience.

        Who says "for my role" has said who they are.
        """
        snapshot = self._snapshot()
        memory = self._list(who, snapshot, list_name, question)
        if memory.recommendation is None:
            return None
        recommendation = snapshot.understanding.recommended(memory.question, in_way(memory.recommendation, way, role))
        if not recommendation.resources:
            return None
        listed = Listed(Match(recommendation.resources[0].id, 1.0), recommendation)
        ids = tuple(resource.id for resource in recommendation.page(0))
        reader = recommendation.facets.reader if way in ("role", "reader") else memory.reader
        remembered = Memory(memory.question, ids, ids, recommendation.facets, recommendation, reader=reader)
        return self._replied(who, snapshot, listed, remembered, 0)

    def _list(self, who: Who, snapshot: Snapshot, list_name: str, question: str | None) -> Memory:
        """What was said when a list was shown, without a list where it is not that one any more."""
        turn = self._turns.get(who)
        memory = turn.in_force(snapshot.knowledge) if turn else Memory()
        if name_of(memory.recommendation) == list_name:
            return memory
        for reader in _readers(list_name, snapshot.knowledge) if question else ():
            _, asked = understood(snapshot, question or "", Memory(reader=reader), self._now())
            if name_of(asked.recommendation) == list_name:
                return replace(asked, reader=turn.memory.reader) if turn else asked
        return Memory(reader=memory.reader)

    def support(self, who: Who, heard: Support | None = None) -> Answer:
        """Who can help somebody in harm or distress, as was heard where it was."""
        return self._replied(who, self._snapshot(), heard or Support(Match()), Memory(reader=self._reader(who)), 0)

    def more_help(self, case: SupportCase, *, again: bool = False) -> Answer:
        """All others who can help, after a reply to that case; what somebody had asked before goes on after it.

        `again`: below those who were named.
        """
        replies = Replies(self._snapshot().knowledge)
        return Answer(replies.more_help(case, again=again), Support(Match(), case))

    def forget(self, who: Who) -> None:
        """Forget what somebody was told, so that their next message begins anew."""
        self._turns.drop(who)

    def begin_anew(self, who: Who) -> None:
        """Let somebody's next message begin anew; who they said they are is still known."""
        reader = self._reader(who)
        self.forget(who)
        if reader:
            self._turns.put(who, _Turn(Memory(reader=reader)))

    def forget_old(self) -> None:
        """Forget conversations that have ended, also where nobody asks any more."""
        self._turns.forget_old()

    def _replied(
        self, who: Who, snapshot: Snapshot, outcome: Outcome, memory: Memory, misses: int, numbered: Ids = (),
        minutes: int | None = None,
    ) -> Answer:  # fmt: skip
        replies = Replies(as_of(snapshot.knowledge, self._now()))
        reply = replies(outcome, minutes)
        misses = misses + 1 if isinstance(outcome, Unknown) else 0
        if misses > 1:
            reply = replace(reply, text=reply.text.replace(replies.say("unknown"), replies.say("unknown_again")))
        if reply.follow_ups:
            only = reply.follow_ups[0] if len(reply.follow_ups) == 1 else ""
            memory = replace(memory, offered=reply.follow_ups, offer=only)
        view = self.in_view(who) if isinstance(outcome, Brief) else _view(reply, memory, numbered)
        kept = replace(_Turn.of(memory, misses), view=view, further=reply.further)
        self._turns.put(who, kept)
        shown = outcome.beside if isinstance(outcome, Support) else outcome
        if isinstance(shown, Listed):
            otherwise = ways(snapshot.knowledge, shown.recommendation)
            return Answer(reply, outcome, shown.first, name_of(shown.recommendation), otherwise)
        return Answer(reply, outcome)


def _view(reply: Reply, memory: Memory, numbered: Ids) -> InView:
    """A later page of a list goes on counting, and what stands in no list counts in its order."""
    shown = tuple(resource.id for resource in reply.resources)
    if memory.recommendation is None:
        return InView(shown, numbered or tuple(one.entry for one in reply.suggestions) or shown)
    ids = tuple(resource.id for resource in memory.recommendation.resources)
    return InView(shown, ids[: memory.first + len(shown)])


def name_of(recommendation: Recommendation | None) -> str | None:
    """A few letters that stay the same for the same resources in the same order, and for whom that order is."""
    if recommendation is None:
        return None
    listed = key(resource.id for resource in recommendation.resources)
    return listed[:OF_A_LIST] + _code(recommendation.facets.reader)


def _code(reader: Reader) -> str:
    return key(astuple(reader))[:OF_A_READER]


def _readers(list_name: str, knowledge: Knowledge) -> Iterator[Reader]:
    """For whom a list of that name may be: after a restart nobody remembers it, and only the name says so."""
    return (reader for reader in readers(knowledge) if _code(reader) == list_name[OF_A_LIST:])
