"""What was just shown, told another way or plainer: of which entries, for each thing that may be wished of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.conversing.focus import RANKED
from knowledge.deciding.outcome import Answered, Aspect, Detail, Detailed, Memory, Retold
from knowledge.finding.facets import Facets
from knowledge.finding.finder import Finder
from knowledge.finding.finding import Match
from knowledge.finding.recommend import named_in, recommend
from knowledge.model import Answerable, Entry, Knowledge, Pillar, Resource
from knowledge.quality.abbreviations import ABBREVIATION, EVERYDAY, long_form
from knowledge.ranking.phrasings import told
from knowledge.text.normalise import clean, sentences, words
from knowledge.text.question import Question
from knowledge.text.vocabulary import Synonyms

BULLET = "- "
ORDINALS = {name: at for at, name in enumerate("first second third fourth fifth sixth seventh".split())} | {"last": -1}
AFTER_ORDINALS = frozenset(["", *"one of point bit again in i please pls".split()])  # "last year" is no place
MOST = 3  # words that are explained at a time
LITTLE = 5  # words of a sentence that needs the next one
EXAMPLE = "case-study"
WHAT_TO_DO = "what should we do about"
HAVE_ANSWERS: Mapping[Aspect, Callable[[Entry], bool]] = {  # an entry of its own may say it
    "reason": lambda entry: entry.question.startswith("Why "),
    "step": lambda entry: bool(entry.ask),
}
OF_EACH: frozenset[Aspect] = frozenset({"meaning", "gist", "forward", "checked"})
NEED_A_REPLY: frozenset[Aspect] = frozenset({"meaning", "gist", "example", "forward", "best"})
MOVE_ON: frozenset[Aspect] = frozenset({"example", "best"})  # what they show is what "it" is next


class Retelling:
    """Call it with what is wished of the last reply, and what that was about."""

    def __init__(self, knowledge: Knowledge, find: Finder) -> None:
        self._knowledge = knowledge
        self._find = find
        self._jargon = Jargon(knowledge, find.spelling.rank)

    def __call__(
        self, aspect: Aspect, memory: Memory, answers: Sequence[str] = ()
    ) -> tuple[Retold | Answered, Memory] | None:
        """The outcome and what to remember; None where there is nothing to tell.

        `answers`: what the message would be answered with by itself.
        """
        offers = not memory.ids  # they say what it may be, so each is told, and nothing is made of the first
        shown = [self._knowledge.by_id[id_] for id_ in memory.ids or memory.offered if id_ in self._knowledge.by_id]
        if not shown:
            return (Retold(Match(), aspect), memory) if aspect in NEED_A_REPLY else None
        if offers and aspect not in OF_EACH:
            return None
        outcome = self._outcome(aspect, shown, memory, answers)
        if isinstance(outcome, Answered) or (outcome and aspect in MOVE_ON):
            return outcome, replace(memory, ids=outcome.ids or memory.ids, earlier=(*memory.ids, *memory.earlier))
        return (outcome, memory) if outcome else None

    def detail(self, detail: Detail, memory: Memory) -> tuple[Detailed, Memory] | None:
        """One fact of the first resource shown of which it is known, else of the first; None where there is none."""
        ids = memory.ids or memory.offered
        shown = (self._knowledge.by_id[id_] for id_ in ids if id_ in self._knowledge.by_id)
        resources = list(resources_of(self._knowledge, shown))
        if not resources:
            return None
        known = [resource for resource in resources if _knows(resource, detail)]
        resource = (known or resources)[0]
        return Detailed(Match(resource.id, 1.0), resource.id, detail), memory

    def _outcome(
        self, aspect: Aspect, shown: Sequence[Answerable], memory: Memory, answers: Sequence[str]
    ) -> Retold | Answered | None:
        first = shown[0]
        match aspect:
            case "meaning":
                return replace(_retold(aspect, *_each(shown, memory)), meanings=self._meanings(shown))
            case "gist":
                return _retold(aspect, *_each(shown, memory))
            case "forward" | "checked":
                return _retold(aspect, *shown)
            case "example":
                return self._example(first, memory)
            case "best":
                resources = list(resources_of(self._knowledge, shown))
                return replace(_retold(aspect, *resources[:1]), wished=memory.facets) if resources else None
            case "reason" | "step":
                other = None if _says(aspect, first) else self._other(aspect, first, answers)
                return other or replace(_retold(aspect, first), wished=memory.facets)

    def _meanings(self, shown: Sequence[Answerable]) -> tuple[tuple[str, str], ...]:
        text = " ".join(part for answerable in shown for part in (answerable.label, told(answerable)))
        return self._jargon(text, but={shown[0].id})

    def _example(self, first: Answerable, memory: Memory) -> Retold:
        """That of a pack; else the nearest case study that was not shown yet: one that it names, or on its topic."""
        if isinstance(first, Entry) and first.pack:
            return _retold("example", first)
        likely = self._find.ranking(self._find.prepare(first.label)).ids[:RANKED]
        akin = (resource for resource in named_in(self._knowledge, likely) if _akin(resource, first))
        seen = {*memory.ids, *memory.earlier}
        near = (*resources_of(self._knowledge, [first]), *akin)
        cases = [resource for resource in near if resource.format == EXAMPLE and resource.id not in seen]
        return _retold("example", *cases[:1]) if cases else Retold(Match(first.id, 1.0), "example")

    def _other(self, aspect: Aspect, first: Answerable, answers: Sequence[str]) -> Answered | None:
        """Another entry that says it: what the message finds, what the first leads to, or the likeliest akin to it."""
        fits = HAVE_ANSWERS[aspect]
        follow_ups = first.follow_ups if isinstance(first, Entry) else ()
        for id_ in (*answers, *follow_ups, *(self._about(first) if aspect == "step" else ())):
            entry = self._knowledge.entry(id_)
            if entry and entry != first and fits(entry):
                return Answered(Match(id_, 1.0), (id_,))
        return None

    def _about(self, first: Answerable) -> Iterator[str]:
        """The likeliest to say what to do about it, of those that stand on the same resources or belong to it."""
        likely = self._find.ranking(self._find.prepare(f"{WHAT_TO_DO} {first.label}")).ids[:RANKED]
        own = {resource.id for resource in resources_of(self._knowledge, [first])}
        for id_ in likely:
            entry = self._knowledge.entry(id_)
            if entry and (first.id in entry.pillars if isinstance(first, Pillar) else own & set(entry.resources)):
                yield id_


def _says(aspect: Aspect, answerable: Answerable) -> bool:
    """Is it said by what was shown itself?"""
    if not isinstance(answerable, Entry):
        return False
    return answerable.pack is not None or (aspect == "step" and bool(answerable.ask))


def resources_of(knowledge: Knowledge, shown: Iterable[Answerable]) -> Iterator[Resource]:
    """The resources among what was shown, and those that it names."""
    for answerable in shown:
        if isinstance(answerable, Resource):
            yield answerable
        elif isinstance(answerable, Pillar):
            yield from recommend(knowledge, Facets(pillars=(answerable.id,)), None).page(0)
        else:
            yield from named_in(knowledge, answerable.resources)


def _each(shown: Sequence[Answerable], memory: Memory) -> Sequence[Answerable]:
    """All that was answered or offered; of a list, which says of each what it is, the first."""
    return shown[:1] if memory.recommendation else shown


def _knows(resource: Resource, detail: Detail) -> bool:
    return bool(resource.starts or resource.url) if detail == "place" else bool(getattr(resource, detail, None))


def _retold(aspect: Aspect, *about: Answerable) -> Retold:
    ids = tuple(answerable.id for answerable in about)
    return Retold(Match(ids[0], 1.0) if ids else Match(), aspect, ids)


def _akin(resource: Resource, first: Answerable) -> bool:
    """Is it on a topic of it, or does it belong to it, a pillar?"""
    if isinstance(first, Pillar):
        return first.id in resource.pillars
    return bool(set(resource.topics) & set(first.topics))


def heart(text: str) -> str:
    """The first sentence, with the list that it opens; where it says little, the next one as well."""
    paragraphs = text.strip().split("\n\n")
    opened = next((at for at, paragraph in enumerate(paragraphs, 1) if not paragraph.endswith(":")), len(paragraphs))
    first, *others = sentences("\n\n".join(paragraphs[:opened])) or [""]
    return " ".join([first, *others[:1]]) if len(words(first)) <= LITTLE else first


def point(answerable: Answerable, question: Question) -> tuple[str, ...]:
    """The point of what was shown that a message names by its number or its place: "what does 9 cover"."""
    points = [line.removeprefix(BULLET) for line in _lines(answerable) if line.startswith(BULLET)]
    for word, after in zip(question.corrected, (*question.corrected[1:], ""), strict=True):
        numbered = [one for one in points if word.isdecimal() and words(one)[:1] == [word]]
        location = ORDINALS.get(word, len(points)) if after in AFTER_ORDINALS else len(points)
        if numbered or (points and location < len(points)):
            return tuple(numbered) or (points[location],)
    return ()


def _lines(answerable: Answerable) -> list[str]:
    """Each point of a list, and each sentence."""
    lines = told(answerable).split("\n")
    return [part for line in lines for part in ([line] if line.startswith(BULLET) else sentences(line)) if words(part)]


class Jargon:
    """Call it with a text for what stands in it."""

    def __init__(self, knowledge: Knowledge, rank: Mapping[str, int]) -> None:
        """`rank`: English words with their place by how common they are."""
        self._knowledge = knowledge
        self._rank = rank
        groups = [(term, tuple(_names(term, knowledge))) for term in knowledge.entries if term.is_term]
        self._find = Synonyms(names for _, names in groups)
        self._terms = {tag: term for term, names in groups for tag in self._find.tags(words(names[0]))}

    def __call__(self, text: str, but: Container[str] = ()) -> tuple[tuple[str, str], ...]:
        """At most three words with what each means, the least known first; none of the terms `but`, which are ids."""
        tags = dict.fromkeys(self._find.tags(words(clean(text))))
        terms = [term for tag in tags if (term := self._terms.get(tag))]
        named = {name for term in terms for name in ABBREVIATION.findall(" ".join(term.phrasings))}
        short = [name for name in dict.fromkeys(ABBREVIATION.findall(text)) if name not in EVERYDAY | named]
        full = [(name, spelled) for name in short if (spelled := long_form(name, self._knowledge))]
        meanings = [(term.question, heart(term.answer)) for term in self._sorted(terms) if term.id not in but]
        return (*meanings, *full)[:MOST]

    def _sorted(self, terms: list[Entry]) -> list[Entry]:
        return sorted(terms, key=lambda term: -max(map(self._rarity, words(term.question))))

    def _rarity(self, word: str) -> int:
        return self._rank.get(word, len(self._rank))


def _names(term: Entry, knowledge: Knowledge) -> Iterator[str]:
    """What a term is called: as the glossary names it, and by all that means the same."""
    own = {phrasing.lower() for phrasing in term.phrasings}
    yield term.question
    for group in knowledge.vocabulary.synonyms:
        if own & {name.lower() for name in group}:
            yield from group
