"""The gaps in a terminal: what was asked, what may be meant, and how to settle it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.editing.preview import Editing, Preview
from bot.editing.proposal import Broken, Proposal, Proposals, Refused
from bot.gaps.grouping import Group, close, record, review
from bot.gaps.learning import answer_of, same_as
from bot.library.in_force import Current
from bot.markup import printable
from bot.store.records import How
from bot.store.store import Store
from bot.workdays import spoken
from knowledge.did_you_mean import suggestion
from knowledge.model import Knowledge

TERMINAL = "terminal"  # who: somebody at the machine itself

WHY = {"unknown": "no answer", "none_of_these": "none of the suggestions", "not_helpful": "the answer did not help"}
HOW = """To settle one, by its number:
  race-equality gaps --same-as NUMBER ID     it is another way to ask for that entry
  race-equality gaps --answer NUMBER TEXT    it becomes a question with this answer
  race-equality gaps --not-ours NUMBER       it is not for this assistant; the like is not listed again
What is learned goes into learned.yaml, after the checks. /undo in Telegram takes it back."""


def as_words(groups: Sequence[Group], knowledge: Knowledge) -> str:
    """Groups of gaps as lines for a person."""
    if not groups:
        return "Every question had an answer, or is settled."
    count = f"{len(groups)} questions wait" if len(groups) > 1 else "One question waits"
    parts = [f"{count} for an answer, the most asked first.", *(_told(group, knowledge) for group in groups), HOW]
    return "\n\n".join(parts)


def as_json(groups: Sequence[Group]) -> str:
    """For a program: a list with an object for each group."""
    return json.dumps(
        [
            {
                "number": group.number,
                "times": group.times,
                "asked": group.asked.isoformat(),
                "likely": group.likely,
                "questions": [
                    {"words": gap.words, "why": gap.why, "entry": gap.entry, "times": gap.times} for gap in group.gaps
                ],
            }
            for group in groups
        ],
        indent=1,
    )


class SettleError(Exception):
    """Why nothing was settled: a sentence, or several, to whoever is at the terminal."""


@dataclass(frozen=True, slots=True)
class GapList:
    """The gaps of a database, looked at with the knowledge in force. Every method may take seconds."""

    store: Store
    in_force: Current
    day: date

    def groups(self) -> tuple[Group, ...]:
        """Those that are open; what the knowledge answers by now is settled first."""
        reviewed = review(self.store.alone(lambda store: store.gaps.all()), self.in_force())
        self.store.alone(lambda store: record(store, reviewed, self.day))
        return reviewed.groups

    def not_ours(self, number: str) -> str:
        """Set a group aside, and all that is like it."""
        self._close(self._group(number), "not_ours", None)
        return f"{number} is settled: it is not for this assistant, and the like is not listed again."

    def same_as(self, number: str, id_: str, *, insist: bool) -> str:
        """Learn a group's wordings as ways to ask for an entry; raises `SettleError`."""
        group, known = self._group(number), self.in_force().knowledge.by_id
        if id_ not in known:
            raise SettleError(f"No entry has the id {id_}{suggestion(id_, known)}")
        self._learn(same_as(Proposals(self.in_force), group, id_), insist=insist)
        self._close(group, "same_as", id_)
        return f"{number} is settled: {id_} has learned it."

    def answered(self, number: str, text: str, *, insist: bool) -> str:
        """Learn a new question with its answer; raises `SettleError`."""
        group = self._group(number)
        entry = answer_of(group.wordings, text, self.in_force().knowledge.by_id)
        self._learn(Proposals(self.in_force).learned(entries=[entry]), insist=insist)
        self._close(group, "answered", str(entry["id"]))
        return f"{number} is settled: it has become {entry['id']}."

    def _group(self, number: str) -> Group:
        groups = self.groups()
        asked = next((group for group in groups if str(group.number) == number), None)
        if asked is None:
            raise SettleError(f"There is no gap {number}; race-equality gaps lists them.")
        return asked

    def _close(self, group: Group, how: How, answer: str | None) -> None:
        gaps = group.gaps if how == "not_ours" else group.shown
        self.store.alone(lambda store: close(store, gaps, how, answer, self.day))

    def _learn(self, proposal: Proposal | Broken | Refused, *, insist: bool) -> None:
        editing = Editing(self.in_force, lambda: self.day)
        tried = editing.preview(proposal) if isinstance(proposal, Proposal) else proposal
        if isinstance(tried, Preview) and tried.broken and not insist:
            raise SettleError(_broken(tried))
        done = editing.apply(tried, TERMINAL, override=insist) if isinstance(tried, Preview) else tried
        if isinstance(done, Broken):
            raise SettleError("\n".join(map(str, done.problems)))
        if isinstance(done, Refused):
            raise SettleError(done.why)


def asked_for(gap_list: GapList, arguments: Namespace) -> str:
    """What the options of the command line ask for; raises `SettleError`."""
    if arguments.same_as:
        number, id_ = arguments.same_as
        return gap_list.same_as(number, id_, insist=arguments.insist)
    if arguments.answer:
        number, text = arguments.answer
        return gap_list.answered(number, text, insist=arguments.insist)
    if arguments.not_ours:
        return gap_list.not_ours(arguments.not_ours)
    groups = gap_list.groups()
    if arguments.json:
        return as_json(groups)
    return printable(as_words(groups, gap_list.in_force().knowledge))


def _broken(preview: Preview) -> str:
    """Which checks it would break."""
    lines = [f"- {one}" for one in preview.broken]
    return "\n".join(["Nothing was changed, because it would break these checks:", *lines, "--insist applies it."])


def _told(group: Group, knowledge: Knowledge) -> str:
    return "\n".join(_lines(group, knowledge))


def _lines(group: Group, knowledge: Knowledge) -> Iterator[str]:
    times = f"{group.times} times, last" if group.times > 1 else "once,"
    yield f"{group.number}. {group.gaps[0].words}"
    yield from (f"   {gap.words}" for gap in group.shown[1:])
    if more := len(group.gaps) - len(group.shown):
        yield f"   and {more} more like it"
    whys = dict.fromkeys(WHY[gap.why] + (f" ({gap.entry})" if gap.entry else "") for gap in group.gaps)
    yield f"   Asked {times} on {spoken(group.asked)}: {', '.join(whys)}."
    yield from (f"   Perhaps {id_}: {knowledge.by_id[id_].label}" for id_ in group.likely)
