"""Reads the wishes in a message: format, audience, pillar, topic, person, publisher, trust, dates, length, order.

A facet is a name (or what people call it, from vocabulary.yaml) found word by word in the question, the longest name
first. This is the facet parsing of faceted search (Hearst 2006) with a gazetteer; no statistics. What stands behind a
refusing word is refused and not wished for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.finding.facets import EXAMPLES, Facets, Unwanted, singular
from knowledge.finding.gazetteer import Gazetteer, Meaning
from knowledge.finding.periods import LIMITS, is_dating, is_newest_first, is_oldest_first, refused_years, years
from knowledge.finding.refusals import VENTING, Phrase, Refusal, as_typed, breaks, mild, refusals
from knowledge.model import Knowledge
from knowledge.text.amounts import aside, count_in, is_no_length, minutes_in
from knowledge.text.function_words import FILLER, LEAST_OF_ALL, MATERIAL, NEWEST, OLDEST, SHORT
from knowledge.text.question import Question
from knowledge.text.refusing_words import AFTERWARDS, BETWEEN, JOINING, POINTED, TURNS
from knowledge.text.sentences import asks_for_material
from knowledge.text.vocabulary import stems

BY = frozenset({"by", "from", "with", "featur", "interview"})
OWN = frozenset("we our were im i ours us weve".split())  # who tells of their own trust wishes for its like
ANY = frozenset({"a", "an", "any", "some"})
ARTICLES = frozenset({"a", "an", "the", "our", "other"})
NEAR_A_PLACE = BY | {"in", "within", "around", "across", "for", "at"}
BROAD = frozenset({"topics", "audiences", "pillars", "sectors", "regions", "sizes"})  # not of resources alone
OF_TRUSTS = frozenset({"sectors", "regions", "sizes"})
TRUSTS = frozenset({"trust", "provider", "service", "organisation"})
ASKING = frozenset("how why can could should do does is are what who when where".split())
LONGEST_UNCLEAR = 25  # words; in a longer message a refusing word is mostly told of something else
MINUTES = frozenset(stems("minute minutes mins hour".split()))
LONG_ENOUGH = 60  # minutes, in which one can read anything
BRIEF = 7  # words; so short a message with a refusal is about nothing else
DETERMINERS = frozenset("the that those this".split())
SHAPE = MATERIAL | SHORT | EXAMPLES  # words of what somebody wants to have, and not of what about
NO_SUBJECT = FILLER | MATERIAL | SHORT | NEWEST | OLDEST | LEAST_OF_ALL
BETWEEN_THINGS = BETWEEN | JOINING | POINTED | AFTERWARDS


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The ids wished for by facet, and the places of words that mean a format or material."""

    ids: Mapping[str, Any]
    rest: tuple[str, ...]
    things: frozenset[int]
    plural: bool
    any_of_a_kind: bool

    @property
    def asks(self) -> bool:
        """Does it ask for resources?"""
        return bool(self.things or self.ids.get("publishers") or self.ids.get("people"))


class FacetParser:
    """Finds facets with the names of one snapshot of the knowledge."""

    def __init__(
        self, knowledge: Knowledge, common: Mapping[str, int], this_year: Callable[[], int] | None = None
    ) -> None:
        """`common`: everyday words by rank. `this_year`: by the clock; else the latest year in the knowledge."""
        self.names = Gazetteer(knowledge, common)
        latest = max((resource.year or 0 for resource in knowledge.resources), default=0)
        self.this_year: Callable[[], int] = this_year or (lambda: latest)

    def __call__(self, question: Question) -> Facets:
        """The wishes in a question, and what it refuses."""
        question = as_typed(question)
        short, newest, gone = mild(question)
        wanted, refused, unclear, refusing = self._read(question, gone | aside(question.corrected))
        kept = [at for at in range(len(question.stems)) if at not in gone | refusing]
        typed = {question.stems[at] for at in kept if not is_no_length(question.corrected, at)}
        since, until = years(question.stems, self.this_year(), asks=wanted.asks or len(kept) <= BRIEF // 2)
        oldest = is_oldest_first(question, kept)
        minutes = minutes_in(" ".join(question.corrected)) if typed & MINUTES else None
        short |= bool(typed & SHORT - MINUTES) or bool(minutes and minutes < LONG_ENOUGH)
        return Facets(
            **wanted.ids,
            since=since,
            until=until,
            short=short,
            minutes=minutes if short else None,
            newest=newest or is_newest_first(question, kept, wanted.things),
            oldest=oldest,
            most=count_in(question.corrected, kept, wanted.things),
            material=bool(typed & MATERIAL) or asks_for_material(question.corrected),
            plural=wanted.plural,
            any_of_a_kind=wanted.any_of_a_kind,
            rest=tuple(
                stem for stem in wanted.rest if _counts(stem) and not ((since or until or oldest) and stem in LIMITS)
            ),
            refused=refused,
            unclear_refusal=unclear,
        )

    def sought(self, question: Question) -> str:
        """What a message says without what it refuses; all of it where it does nothing but refuse."""
        question = as_typed(question)
        _, _, gone = mild(question)
        *_, refusing = self._read(question, gone)
        if not refusing:
            return question.text
        kept = [at for at in range(len(question.corrected)) if at not in gone | refusing]
        return " ".join(question.corrected[at] for at in kept) or question.text

    def _read(self, question: Question, gone: frozenset[int]) -> tuple[_Wanted, Unwanted, str | None, frozenset[int]]:
        """What is wished for, what is refused, the words of a refusal nobody understands, and the places of all."""
        ends = breaks(question)
        singulars = [singular(word) for word in question.corrected]
        candidates = [
            refusal
            for refusal in refusals(question.corrected, ends, lambda at: self._end(question, singulars, at))
            if refusal.start not in gone
        ]
        everywhere = frozenset(at for one in candidates for at in range(one.start, one.end))
        outside = self._wanted(question, singulars, gone | everywhere)
        refused, unclear, refusing = Unwanted(), None, frozenset[int]()
        for refusal in candidates:
            phrases = list(self._phrases(question, singulars, ends, refusal))
            accepted = [one for one in phrases if _accepts(refusal, one, question, ends, outside)]
            more = Unwanted(years=refused_years(question.stems[refusal.start : refusal.end]))
            for phrase in accepted:
                more = self._meant(phrase).joined(more)
            if more:
                refused = more.joined(refused)
            elif not any(one.names for one in phrases) and _is_unclear(refusal, question, outside):
                unclear = " ".join(question.corrected[refusal.begin : refusal.end])
            if more or unclear:
                refusing |= frozenset(range(refusal.start, refusal.end))
        wanted = self._wanted(question, singulars, gone | refusing) if refusing != everywhere else outside
        return wanted, refused, unclear, refusing

    def _end(self, question: Question, singulars: Sequence[str], at: int) -> int:
        """Where the name that begins at a word ends; 0 where none does, or where no word is left."""
        if at >= len(singulars):
            return 0
        end = max(self.names.at(singulars, at, risky=True)[0], self.names.title(question.corrected, at)[0])
        return end if end > at else 0

    def _wanted(self, question: Question, singulars: Sequence[str], without: frozenset[int]) -> _Wanted:
        """The wishes in the words that are left; names that mean something else as well need what stands around."""
        things = frozenset(
            at for at, stem in enumerate(question.stems) if at not in without and stem in SHAPE
        ) | frozenset(
            at
            for start, end, meanings in self._spans(singulars, without, lambda *_: False)
            if any(facet == "formats" for facet, _ in meanings)
            for at in range(start, end)
        )

        def allows(start: int, end: int, meaning: Meaning) -> bool:
            return _is_meant(question, start, end, meaning, things)

        ids: dict[str, list[str]] = {}
        rest: list[str] = []
        plural = any_of_a_kind = named = False
        for start, end, meanings in self._spans(singulars, without, allows):
            rest += [] if meanings else question.stems[start:end]
            for facet, id_ in meanings:
                ids.setdefault(facet, []).append(id_)
            if any(facet == "formats" for facet, _ in meanings):
                plural |= question.corrected[end - 1].endswith("s")
                before = question.corrected[max(0, start - BRIEF // 2) : start]
                any_of_a_kind |= bool(ANY & {*before[-1:]})
                named |= bool(DETERMINERS & {*before})
        if "people" in ids:
            ids.pop("publishers", None)
        unique = {facet: tuple(dict.fromkeys(of)) for facet, of in ids.items()}
        any_of_a_kind |= "formats" in ids and not named and not any(map(_counts, rest))
        return _Wanted(unique, tuple(rest), things, plural, any_of_a_kind)

    def _spans(
        self,
        singulars: Sequence[str],
        without: frozenset[int],
        allows: Callable[[int, int, Meaning], bool],
    ) -> Iterator[tuple[int, int, Sequence[Meaning]]]:
        """The words but for those `without`, with what they mean; a span without meaning is one word."""
        at = 0
        while at < len(singulars):
            if at in without:
                at += 1
                continue
            end, meanings = self.names.at(singulars, at, risky=allows)
            if meanings and not without & set(range(at, end)):
                yield at, end, meanings
                at = end
            else:
                yield at, at + 1, ()
                at += 1

    def _phrases(
        self, question: Question, singulars: Sequence[str], ends: frozenset[int], refusal: Refusal
    ) -> Iterator[Phrase]:
        """What a refusal names, each thing of a list by itself."""
        names: list[tuple[Meaning, ...]] = []
        others: list[str] = []
        ids: list[str] = []
        plural, at = False, refusal.begin
        while at < refusal.end:
            if at > refusal.begin and (at in ends or question.corrected[at] in JOINING) and (names or others or ids):
                yield Phrase(tuple(names), tuple(others), tuple(ids), plural)
                names, others, ids, plural = [], [], [], False
            after, meanings = self.names.at(singulars, at, risky=True)
            end, titled = self.names.title(question.corrected, at)
            if titled and end > after and end <= refusal.end:
                ids, at = [*ids, *titled], end
            elif meanings:
                names.append(tuple(meanings))
                plural, at = question.corrected[after - 1].endswith("s"), after
            else:
                word = question.corrected[at]
                small = word in BETWEEN_THINGS or is_dating(question.stems[at])
                others += [] if small else [question.stems[at]]
                at += 1
        if names or others or ids:
            yield Phrase(tuple(names), tuple(others), tuple(ids), plural)

    def _meant(self, phrase: Phrase) -> Unwanted:
        """What is refused: what all its words name together, else each of the names in it."""
        if phrase.ids:
            return Unwanted(ids=phrase.ids)
        if phrase.others or len(phrase.names) > 1:
            ids = self.names.called(phrase.others, phrase.names)
            if ids:
                return Unwanted(ids=ids)
        by_facet: dict[str, Any] = {}
        for facet, id_ in (meaning for meanings in phrase.names for meaning in meanings):
            by_facet[facet] = (*by_facet.get(facet, ()), id_)
        return Unwanted(**by_facet)


def _is_meant(question: Question, start: int, end: int, meaning: Meaning, things: frozenset[int]) -> bool:
    """Is a name that may be something else as well what it seems: "the Kline report", "from the North West"?"""
    at = start - 1
    while at >= 0 and question.stems[at] in ARTICLES:
        at -= 1
    before = question.stems[at] if at >= 0 else ""
    after = question.corrected[end] if end < len(question.corrected) else ""
    if meaning[0] not in OF_TRUSTS:
        return before in BY or end in things or after in POINTED
    of_trusts = singular(question.corrected[end - 1]) in TRUSTS or singular(after) in TRUSTS
    asked = end in things or any(place < start for place in things)
    asked |= bool(
        OWN & {*question.corrected[max(0, start - BRIEF) : start]} and (things or asks_for_material(question.corrected))
    )
    near = before in BY or (asked and before in NEAR_A_PLACE)
    return near or (of_trusts and (asked or len(question.tokens) <= BRIEF // 2)) or end in things


def _accepts(refusal: Refusal, phrase: Phrase, question: Question, ends: frozenset[int], outside: _Wanted) -> bool:
    """Is it refused, and not only stated: "a report without guides" but not "recruitment without bias"?"""
    asks = outside.asks or (len(question.tokens) <= BRIEF and question.tokens[0] not in ASKING)
    closes = refusal.end == len(question.tokens) or refusal.end in ends or question.corrected[refusal.end] in TURNS
    if phrase.ids:
        return True
    if not phrase.names:
        points = bool(DETERMINERS & set(question.corrected[refusal.start : refusal.begin]))
        return asks and (refusal.plain or points)
    facets = {facet for meanings in phrase.names for facet, _ in meanings}
    if refusal.word == "outside":
        return facets <= {"regions", "publishers"}
    if refusal.plain or facets & {"publishers", "people"}:
        return True
    if facets <= BROAD:
        if refusal.word in ("no", "more"):
            return closes and phrase.plural and asks
        return asks or any(facet in outside.ids for facet in facets)
    doubtful = closes or phrase.plural or refusal.word not in ("no", "nothing", "more")
    return asks or (doubtful and refusal.word not in ("of", "than", "without", "bar"))


def _is_unclear(refusal: Refusal, question: Question, outside: _Wanted) -> bool:
    """Does a refusal point at something nobody knows: "not the ones done with lawyers"?"""
    told_of = question.corrected[refusal.start : refusal.end]
    unknown = [word for word in question.corrected[refusal.begin : refusal.end] if word not in BETWEEN | POINTED]
    points = bool(set(told_of) & POINTED)
    if len(question.tokens) > LONGEST_UNCLEAR or refusal.word in VENTING:
        return False
    if len(question.tokens) <= BRIEF and not outside.asks:
        return bool(unknown) and points
    return outside.asks and bool(unknown) and (refusal.plain or points or bool(set(told_of) & {"the", "by", "from"}))


def _counts(stem: str) -> bool:
    return stem not in NO_SUBJECT and not is_dating(stem)
