"""Gaps grouped by meaning, with the likeliest entries; those that the knowledge answers by now are settled.

Two questions are alike as a question and a phrasing are: by words, letters and meaning (`knowledge.ranking.features`).
In order of how often they were asked, each joins the group whose first question it is most like, or begins one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from weakref import ref

import numpy as np

from bot.editing.proposal import LEARNED
from bot.explaining.effect import leads_to
from bot.gaps.keeping import answer_key, without_details
from bot.library.folder import Snapshot
from bot.store.records import Gap, How
from bot.store.store import Store
from knowledge.deciding.outcome import Support
from knowledge.model import Entry
from knowledge.ranking.features import most_alike
from knowledge.ranking.index import Example, Featuriser

ALIKE = 0.4  # of the pairs of CLINC150's questions that it joins, 72 % are of one intent
ALIKE_ENOUGH = 0.55  # 93 %: nobody looks at what is set aside because the like of it was
LIKELIEST = 3
MOST_SHOWN = 5  # wordings of a group: what is shown is what is learned

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Fate = tuple[Literal["known", "answered"], str] | Literal["open", "harm"]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that mean the same, the most asked first, and the ids they most probably ask for."""

    gaps: tuple[Gap, ...]
    likely: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number by which a group is named: its first gap's."""
        return self.gaps[0].id

    @property
    def ids(self) -> tuple[int, ...]:
        """Those that an administrator is shown, and settles."""
        return tuple(gap.id for gap in self.shown)

    @property
    def times(self) -> int:
        """How often the questions of a group were asked."""
        return sum(gap.times for gap in self.gaps)

    @property
    def people(self) -> int:
        """So many people at least have asked: one may have asked in several wordings."""
        return max(gap.times for gap in self.gaps)

    @property
    def asked(self) -> date:
        """The last day on which it was."""
        return max(gap.asked for gap in self.gaps)

    @property
    def shown(self) -> tuple[Gap, ...]:
        """The questions that an administrator is shown."""
        return self.gaps[:MOST_SHOWN]

    @property
    def wordings(self) -> tuple[str, ...]:
        """What is learned of it: without what stands in for personal details, each once."""
        clean = (without_details(gap.words) for gap in self.shown)
        return tuple({words.casefold(): words for words in clean if words}.values())


@dataclass(frozen=True, slots=True)
class Review:
    """What the knowledge in force makes of the gaps: groups that are open, and what has changed, by id."""

    groups: tuple[Group, ...] = ()
    settled: Mapping[int, tuple[How, str | None]] = field(default_factory=dict)
    opened: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()


def review(gaps: Sequence[Gap], snapshot: Snapshot) -> Review:
    """Look at all gaps anew; it takes a few milliseconds each."""
    fates = {gap.id: _fate(gap, snapshot) for gap in gaps if gap.how != "not_ours"}
    asked = sorted((gap for gap in gaps if fates.get(gap.id) == "open"), key=_order_of_gaps)
    not_ours = [gap for gap in gaps if gap.how == "not_ours"]
    rows = _rows([*not_ours, *asked], snapshot)
    theirs, others = rows[: len(not_ours)], rows[len(not_ours) :]
    like_theirs = (others @ theirs.T).max(axis=1, initial=0) >= ALIKE_ENOUGH
    groups = _grouped(
        [pair for pair, like in zip(zip(asked, others, strict=True), like_theirs, strict=True) if not like]
    )
    settled: dict[int, tuple[How, str | None]] = {
        gap.id: fate for gap in gaps if gap.how is None and isinstance(fate := fates[gap.id], tuple)
    }
    return Review(
        groups=tuple(sorted((Group(tuple(group), _likely(group, snapshot)) for group in groups), key=_order)),
        settled=settled | {gap.id: ("not_ours", None) for gap, like in zip(asked, like_theirs, strict=True) if like},
        opened=tuple(gap.id for group in groups for gap in group if gap.how is not None),
        dropped=tuple(id_ for id_, fate in fates.items() if fate == "harm"),
    )


def record(store: Store, reviewed: Review, day: date) -> None:
    """Write down what a review has found."""
    for id_, (how, answer) in reviewed.settled.items():
        store.gaps.close(id_, how, answer, day)
    for id_ in reviewed.opened:
        store.gaps.reopen(id_)
    for id_ in reviewed.dropped:
        store.gaps.delete(id_)


def close(store: Store, gaps: Iterable[Gap], how: How, answer: str | None, day: date) -> None:
    """Close gaps as an administrator has decided."""
    for gap in gaps:
        store.gaps.close(gap.id, how, answer, day)


def conclude(store: Store, about: Mapping[str, Any] | None, day: date) -> None:
    """What a proposal was about is settled now that it is in force: gaps by how and what, or a lesson."""
    about = about or {}
    for id_ in about.get("gaps", ()):
        store.gaps.close(id_, about["how"], about["answer"], day)
    if "lesson" in about:
        store.lessons.delete(about["lesson"])


def is_over(store: Store, about: Mapping[str, Any] | None) -> bool:
    """Has somebody else decided on the lesson already?"""
    return bool(about and "lesson" in about and store.lessons.by_id(about["lesson"]) is None)


class Reviews:
    """Call it with all gaps for their review; the same gaps are not looked at twice with the same knowledge."""

    def __init__(self, snapshot: Callable[[], Snapshot]) -> None:
        self._snapshot = snapshot
        self._last: tuple[ref[Snapshot], Sequence[Gap], Review] | None = None

    def __call__(self, gaps: Sequence[Gap]) -> Review:
        """It takes a few milliseconds for each gap."""
        snapshot, last = self._snapshot(), self._last
        if last and last[0]() is snapshot and last[1] == gaps:
            return last[2]
        reviewed = review(gaps, snapshot)
        self._last = ref(snapshot), gaps, reviewed
        return reviewed


def _fate(gap: Gap, snapshot: Snapshot) -> Fate:
    """Is it answered now? One whose answer did not help is, where there is another answer or that one has changed."""
    outcome, _ = snapshot.understanding(without_details(gap.words))
    if isinstance(outcome, Support):
        return "harm"
    answer = leads_to(outcome)
    if answer is None:
        return "open"
    unchanged = answer == gap.entry and gap.answer_key in (None, answer_key(answer, snapshot))
    if gap.why == "not_helpful" and unchanged:
        return "open"
    one = snapshot.knowledge.by_id.get(answer)
    return ("answered" if isinstance(one, Entry) and one.location.file == LEARNED else "known", answer)


def _grouped(asked: Iterable[tuple[Gap, Floats]]) -> list[list[Gap]]:
    """In the given order; the first of each group stands for it."""
    groups: list[list[Gap]] = []
    leaders: list[Floats] = []
    for gap, row in asked:
        alike = np.stack(leaders) @ row if leaders else np.zeros(1, np.float32)
        if alike.max() >= ALIKE:
            groups[int(alike.argmax())].append(gap)
        else:
            groups.append([gap])
            leaders.append(row)
    return groups


def _rows(gaps: Sequence[Gap], snapshot: Snapshot) -> Floats:
    """Of length 1, with the gaps' own words among those that count."""
    find = snapshot.understanding.find
    questions = [find.prepare(without_details(gap.words)) for gap in gaps]
    if not questions:
        return np.zeros((0, 1), np.float32)
    examples = [*find.index.examples, *(Example("", question) for question in questions)]
    rows = Featuriser(examples, find.index.rows.centre)
    vectors = np.concatenate([find.embed([question.sentence]) for question in questions])
    scaled: Floats = rows.all(questions, vectors) / np.float32(most_alike(len(rows.centre)) ** 0.5)
    return scaled


def _likely(group: Sequence[Gap], snapshot: Snapshot) -> tuple[str, ...]:
    """The ids that the questions most probably ask for, by how often each was asked; not what did not help."""
    find = snapshot.understanding.find
    failed = {gap.entry for gap in group if gap.why == "not_helpful"}
    chances: dict[str, float] = {}
    for gap in group[:MOST_SHOWN]:
        question = find.prepare(without_details(gap.words))
        ranking = find(question, find.facets(question)).whole.ranking
        for id_, chance in zip(ranking.ids[:10], ranking.chances[:10].tolist(), strict=False):
            chances[id_] = chances.get(id_, 0.0) + gap.times * chance
    return tuple(sorted(chances.keys() - failed, key=lambda id_: (-chances[id_], id_))[:LIKELIEST])


def _order_of_gaps(gap: Gap) -> tuple[int, int, int]:
    return (-gap.times, -gap.asked.toordinal(), gap.id)


def _order(group: Group) -> tuple[int, int, int]:
    """The most asked first, of these the last asked."""
    return (-group.times, -group.asked.toordinal(), group.number)
