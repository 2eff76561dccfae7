"""What a change of the knowledge does to questions: those asked in vain, and those that would go elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.library.folder import Snapshot
from bot.markup import without_links
from bot.wording import Wording
from knowledge.deciding.outcome import Answered, Listed, Outcome, Social
from knowledge.model import Knowledge
from knowledge.quality.nearby import Shift, shifts

MOST_ASKED = 60  # questions that leaders asked in vain; to ask one twice takes up to 40 ms
MOST_OF_A_SORT = 5  # lines


@dataclass(frozen=True, slots=True)
class Move:
    """A question, and the ids that answer it before and after a change; None where nothing does."""

    asked: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Effect:
    """`moves` are questions that are known, `shifts` the wordings near the change, as if nobody had written them."""

    moves: tuple[Move, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def taken(self) -> tuple[Move, ...]:
        """Questions that one entry answers and another would."""
        return tuple(move for move in self.moves if move.before and move.after)

    @property
    def likely_taken(self) -> tuple[Shift, ...]:
        """Wordings that find their entry now, and would no longer."""
        return tuple(shift for shift in self.shifts if shift.was_right and not shift.is_right)

    @property
    def takes(self) -> bool:
        """Does it take questions of other entries?"""
        return bool(self.taken or self.likely_taken)


def effect(before: Snapshot, after: Snapshot, asked: Sequence[str]) -> Effect:
    """Compare the knowledge in force with a draft; `asked` are questions of leaders, the most asked first.

    It takes up to seconds.
    """
    changed = shifts(*((side.knowledge, side.understanding.find.index) for side in (before, after)))
    near = {shift.id for shift in changed}
    labels = [one.label for one in before.knowledge.answerable if one.id in near]
    questions = list(dict.fromkeys([*asked[:MOST_ASKED], *labels]))
    pairs = zip(questions, _led(before, questions), _led(after, questions), strict=True)
    return Effect(tuple(Move(*pair) for pair in pairs if pair[1] != pair[2]), changed)


def leads_to(outcome: Outcome) -> str | None:
    """The id of what answers, or None where nothing does for sure."""
    if isinstance(outcome, Answered | Listed):
        return outcome.ids[0] if isinstance(outcome, Answered) else outcome.match.id
    return outcome.smalltalk if isinstance(outcome, Social) else None


def _led(snapshot: Snapshot, questions: Sequence[str]) -> list[str | None]:
    """One by one: what is encoded together is kept for the thread that thinks, and this is none of its."""
    return [leads_to(snapshot.understanding(text)[0]) for text in questions]


def effect_in_words(effect: Effect, before: Knowledge, after: Knowledge, say: Wording) -> str:
    """What administrators read of it; nothing where nothing moves."""

    def label(id_: str | None) -> str:
        known = after.by_id.get(id_ or "") or before.by_id.get(id_ or "")
        return f"“{known.label if known else id_}”"

    def line(key: str, asked: str, was: str | None, is_: str | None) -> str:
        return say(key, asked=without_links(asked), before=label(was), after=label(is_))

    def moved(key: str, moves: Iterable[Move]) -> list[str]:
        return [line(key, move.asked, move.before, move.after) for move in moves]

    answered = [move for move in effect.moves if move.before is None]
    unanswered = [move for move in effect.moves if move.after is None]
    likely = [line("effect_elsewhere", one.text, one.before, one.after) for one in effect.likely_taken]
    sections = [
        _section(say, "effect_answers", moved("effect_answered", answered)),
        _section(say, "effect_no_longer", moved("effect_unanswered", unanswered)),
        _section(say, "effect_takes", moved("effect_elsewhere", effect.taken)),
        _section(say, "effect_may_take", likely),
        _share(effect.shifts, say),
    ]
    return "\n\n".join(filter(None, sections))


def _section(say: Wording, heading: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    more = len(lines) - MOST_OF_A_SORT
    shown = [f"- {line}" for line in lines[:MOST_OF_A_SORT]]
    return "\n".join([say(heading), *shown, *([say("edit_more", count=more)] if more > 0 else [])])


def _share(changed: Sequence[Shift], say: Wording) -> str:
    """How many of the wordings near the change find their answer, before and after."""
    if not changed:
        return ""
    was, is_ = sum(one.was_right for one in changed), sum(one.is_right for one in changed)
    key = "effect_share" if was != is_ else "effect_share_same"
    count = len(changed)
    return say(key, count=count, was=was, now=is_, was_share=_percent(was, count), now_share=_percent(is_, count))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%"
