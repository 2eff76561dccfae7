"""What a conversation is about: how near every entry is to what was shown, and what that makes likely.

A message is read twice, by itself and together with the question before it. Of what either reading finds, and of what
stands near the last reply, a conditional logit (McFadden 1974) says what is meant. Its weights are in
`knowledge.conversing.nearness`; `python -m benchmarks.focus` fits them to conversations by several hands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from knowledge.deciding.outcome import Memory
from knowledge.finding.facets import Facets
from knowledge.model import Answerable, Entry, Knowledge, Resource
from knowledge.ranking.index import Ranking
from knowledge.ranking.softmax import softmax
from knowledge.text.function_words import POINTERS
from knowledge.text.question import Question
from knowledge.text.sentences import subjects

RANKED = 15  # of each reading
FIRST, SEVERAL = 2, 5  # of what was shown
LEAST = 1e-5
OPENS = re.compile(r"(?:and|ok|so|right|what about|how about|but|or|also|then|any|anything)\b")
CORRECTS = re.compile(r"\b(?:no|not|sorry|meant|mean|actually|instead|other)\b")
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Reading:
    """A message with its wishes, and what it finds by itself and together with the question before."""

    question: Question
    facets: Facets
    alone: Ranking
    together: Ranking
    covered: Callable[[str], float]  # the share of the message's words that an id uses


def near(reading: Reading, memory: Memory, knowledge: Knowledge) -> Mapping[str, Mapping[str, float]]:
    """For each id that may be meant, what speaks for it."""
    shown = [knowledge.by_id[id_] for id_ in (memory.ids or memory.offered) if id_ in knowledge.by_id]
    linked = [id_ for one in shown for id_ in _links(one)]
    ids = (
        *reading.alone.ids[:RANKED],
        *reading.together.ids[:RANKED],
        *(one.id for one in shown),
        *memory.earlier,
        *linked,
    )
    before = _Shown(shown, memory)
    known = (one for id_ in dict.fromkeys(ids) if (one := knowledge.by_id.get(id_)))
    return {one.id: dict(_nearness(one, reading, before)) for one in known}


def ways(question: Question) -> tuple[str, ...]:
    """How the message refers: always, and what it is else."""
    about, typed = subjects(question.stems), " ".join(question.corrected)
    said = {
        ALWAYS: True,
        "short": len(about) <= 1,
        "about nothing": not about,
        "points": bool(set(question.tokens) & POINTERS),
        "opens": bool(OPENS.match(typed)),
        "corrects": bool(CORRECTS.search(typed)),
    }
    return tuple(name for name, true in said.items() if true)


WAYS = (ALWAYS, "short", "about nothing", "points", "opens", "corrects")


def _links(answerable: Answerable) -> Iterator[str]:
    if isinstance(answerable, Entry):
        yield from (*answerable.resources, *answerable.follow_ups)


class _Shown:
    """What was shown, as every id is compared with it."""

    def __init__(self, shown: Sequence[Answerable], memory: Memory) -> None:
        first, near_by = shown[:FIRST], shown[: FIRST + 1]
        self.focus = {one.id for one in shown[:1]}
        self.kinds = {type(one) for one in shown[:1]}
        self.ids = {one.id for one in shown}
        self.several = {one.id for one in shown[:SEVERAL]}
        self.earlier = {*memory.earlier}
        self.named = {id_ for one in first for id_ in _resources(one)}
        self.following = {id_ for one in first for id_ in getattr(one, "follow_ups", ())}
        self.topics = [_topics(one) for one in near_by]
        self.sources = {source for one in near_by for source in _sources(one)}
        self.families = [{*one.id.split("-")} for one in near_by]


def _nearness(answerable: Answerable, reading: Reading, before: _Shown) -> Iterator[tuple[str, float]]:
    """Chances, their logarithms and likenesses of one id, and yes or no as 1 or 0."""
    id_, topics, family = answerable.id, _topics(answerable), {*answerable.id.split("-")}
    alone, together = reading.alone.chance(id_), reading.together.chance(id_)
    yield from (("alone", alone), ("together", together))
    yield from (("alone, in logs", log(max(alone, LEAST))), ("together, in logs", log(max(together, LEAST))))
    yield "covered", reading.covered(id_)
    yield "in focus", float(id_ in before.focus)
    yield "shown", float(id_ in before.ids)
    yield "shown earlier", float(id_ in before.earlier)
    yield "named by it", float(id_ in before.named)
    yield "names it", float(not before.several.isdisjoint(_resources(answerable)))
    yield "follows it", float(id_ in before.following)
    yield "topics", max((_alike(topics, one) for one in before.topics), default=0.0)
    yield "source", float(not before.sources.isdisjoint(_sources(answerable)))
    yield "family", max((_alike(family, one) for one in before.families), default=0.0)
    yield "same kind", float(type(answerable) in before.kinds)
    yield from _wished(answerable, reading.facets)


def _wished(answerable: Answerable, facets: Facets) -> Iterator[tuple[str, float]]:
    resource = answerable if isinstance(answerable, Resource) else None
    people = resource.people if resource else ()
    yield "resource", float(resource is not None)
    yield "format", float(resource is not None and resource.format in facets.formats)
    yield "role", float(bool(set(getattr(answerable, "audiences", ())) & set(facets.audiences)))
    yield "topic", float(bool(_topics(answerable) & set(facets.topics)))
    by = resource is not None and (resource.publisher in facets.publishers or bool(set(people) & set(facets.people)))
    yield "by them", float(by)


def _resources(answerable: Answerable) -> tuple[str, ...]:
    return answerable.resources if isinstance(answerable, Entry) else ()


def _topics(answerable: Answerable) -> set[str]:
    return set(getattr(answerable, "topics", ()))


def _sources(answerable: Answerable) -> set[str]:
    return {*answerable.sources, *([answerable.url] if isinstance(answerable, Resource) and answerable.url else [])}


def _alike(these: set[str], those: set[str]) -> float:
    """The share of all that both have (Jaccard 1912)."""
    return len(these & those) / (len(these | those) or 1)


@dataclass(frozen=True, slots=True)
class Nearness:
    """What each sign counts: for each its weight in each of `WAYS`."""

    weights: Mapping[str, Sequence[float]]

    def __call__(self, reading: Reading, memory: Memory, knowledge: Knowledge) -> Ranking:
        """What is meant, best first. That it is nothing known is as likely as in the reading that finds more."""
        signs = near(reading, memory, knowledge)
        said = [WAYS.index(way) for way in ways(reading.question)]
        counts = {name: sum(weights[way] for way in said) for name, weights in self.weights.items()}
        scores = [sum(count * one[name] for name, count in counts.items()) for one in signs.values()]
        elsewhere = min(reading.alone.elsewhere, reading.together.elsewhere)
        chances = softmax(np.array(scores, np.float32)) * (1 - elsewhere)
        order = np.argsort(-chances, kind="stable")
        ids = tuple(signs)
        return Ranking(tuple(ids[place] for place in order.tolist()), chances[order], elsewhere)
