"""From what was asked of the calendar to the events that answer it, as the list that a conversation goes on with."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from knowledge.calendar.asked import AskedOfCalendar, asked
from knowledge.calendar.events import EVENT, ahead, entry_ahead, on_days, over, tells_ahead
from knowledge.deciding.outcome import Answered, Listed, Outcome, Social, Unknown, Unsure
from knowledge.finding.facets import ALL_BOARD, Facets
from knowledge.finding.finding import Match
from knowledge.finding.qualities import is_refused
from knowledge.finding.recommend import Recommendation
from knowledge.model import Entry, Knowledge, Resource
from knowledge.text.normalise import sentences, stem, words

ANY_EVENT = "event"  # a webinar is one too
AFTER_IT = frozenset("in this next coming planned soon for at that i we today tomorrow to from with and or".split())
AN_EVENT = re.compile(rf"\b{EVENT}\b")
ABOUT = frozenset({"on", "about", "around", "covering", "regarding"})


@dataclass(frozen=True, slots=True)
class Calendar:
    """The events of one snapshot of the knowledge at one moment."""

    knowledge: Knowledge
    now: datetime

    def __call__(self, text: str, facets: Facets, outcome: Outcome) -> Listed | None:
        """The events that a message asks for, where the catalogue has any; None where the outcome stands.

        `facets` are the wishes of the message, `outcome` what became of it without the calendar.
        """
        if isinstance(outcome, Listed) and outcome.recommendation.facets.calendar:
            return self._still(outcome)
        if not isinstance(outcome, Answered | Listed | Unsure | Unknown | Social) or _is_several(outcome):
            return None
        wish = next(filter(None, (asked(" ".join(words(one)), self.now) for one in sentences(text))), None)
        if wish is None and self._answers_ahead(outcome):
            wish = AskedOfCalendar("ahead")
        elif wish and isinstance(outcome, Answered) and self._is_meant(outcome):
            wish = None
        return self._listed(wish, text, facets, outcome) if wish else None

    def _still(self, outcome: Listed) -> Listed | None:
        """A list of before without what is over by now, or with a later wish; no calendar where that left it."""
        shown = outcome.recommendation
        events = (over if shown.facets.calendar == "last" else ahead)(self.knowledge, self.now)
        kept = tuple(event for event in events if event in shown.resources)
        if kept:
            return replace(outcome, recommendation=replace(shown, resources=kept))
        left = replace(shown.facets, calendar="", days="")
        return replace(outcome, recommendation=replace(shown, facets=left))

    def _answers_ahead(self, outcome: Outcome) -> bool:
        entry = self.knowledge.entry(outcome.ids[0]) if isinstance(outcome, Answered) else None
        return entry is not None and tells_ahead(entry)

    def _is_meant(self, outcome: Answered) -> bool:
        """Is something else than the calendar so surely meant that a word of time in it tells of that?"""
        answered = self.knowledge.by_id[outcome.ids[0]]
        return isinstance(answered, Entry) and answered.is_term

    def _listed(self, wish: AskedOfCalendar, text: str, facets: Facets, outcome: Outcome) -> Listed | None:
        gone = over(self.knowledge, self.now) if wish.what == "last" else ()
        what: Literal["ahead", "last"] = "last" if gone else "ahead"
        events = gone or ahead(self.knowledge, self.now)
        allowed = [event for event in events if not is_refused(event, facets.refused)]
        if not allowed or (what != wish.what and isinstance(outcome, Answered)):
            return None  # where no past event has a time, an answer knows more of the last one
        fitting = list(_fitting(allowed, facets, text))
        dated = [event for event in fitting if not wish.days or on_days(event, wish.days.first, wish.days.last)]
        best = dated or (fitting if wish.days else []) or allowed
        unmet = () if dated else ("days",) if fitting and wish.days else ("fits",)
        shown = best[:1] if what == "last" else best
        wished = replace(facets, calendar=what, days=wish.days.named if wish.days else "", most=None)
        entry = entry_ahead(self.knowledge)
        id_ = entry.id if entry else shown[0].id
        match = outcome.match if self._answers_ahead(outcome) else Match(id_, 1.0)
        return Listed(match, Recommendation(tuple(shown), wished, unmet))


def _is_several(outcome: Outcome) -> bool:
    return isinstance(outcome, Answered) and (len(outcome.ids) > 1 or bool(outcome.missed))


def _fitting(events: Sequence[Resource], facets: Facets, text: str) -> Iterator[Resource]:
    """Those of the kind, for the role and about the subject that a message names; what has no role is for all."""
    formats = set(facets.formats) - {ANY_EVENT}
    kinds = formats if formats & {event.format for event in events} and ANY_EVENT not in facets.formats else set()
    subject = _subject(facets, text)
    for event in events:
        of_kind = not kinds or event.format in kinds
        for_them = not facets.audiences or not event.audiences or {*facets.audiences, ALL_BOARD} & {*event.audiences}
        by_them = (not facets.people or {*facets.people} & {*event.people}) and (
            not facets.publishers or event.publisher in facets.publishers
        )
        if of_kind and for_them and by_them and _is_about(event, facets, subject):
            yield event


def _subject(facets: Facets, text: str) -> frozenset[str]:
    """The stems of what an event is to be on or about, where no wish explains them."""
    for typed in map(words, sentences(text)):
        for at, word in enumerate(typed):
            if word in ABOUT and AN_EVENT.search(" ".join(typed[:at])):
                subject = itertools.takewhile(lambda word: word not in AFTER_IT, typed[at + 1 :])
                return frozenset(map(stem, subject)) & frozenset(facets.rest)
    return frozenset()


def _is_about(event: Resource, facets: Facets, subject: Iterable[str]) -> bool:
    if not facets.subjects and not facets.pillars and not subject:
        return True
    if {*facets.subjects} & {*event.topics} or {*facets.pillars} & {*event.pillars}:
        return True
    text = {stem(word) for word in words(" ".join([event.title, event.summary, *event.also_asked]))}
    named = {stem(word) for topic in facets.subjects for word in topic.split("-")}
    return bool(text & {*subject, *named})
