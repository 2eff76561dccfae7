"""An answer in fewer and plainer words: its heart, and what the words in it mean that a reader may not know."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from knowledge.model import Entry, Knowledge
from knowledge.quality.abbreviations import ABBREVIATION, EVERYDAY, long_form
from knowledge.text.normalise import clean, sentences, words
from knowledge.text.vocabulary import Synonyms

MOST = 3  # words that are explained at a time
LITTLE = 5  # words of a sentence that needs the next one


def heart(text: str) -> str:
    """The first sentence, with the list that it opens; where it says little, the next one as well."""
    paragraphs = text.strip().split("\n\n")
    opened = next((at for at, paragraph in enumerate(paragraphs, 1) if not paragraph.endswith(":")), len(paragraphs))
    first, *others = sentences("\n\n".join(paragraphs[:opened])) or [""]
    return " ".join([first, *others[:1]]) if len(words(first)) <= LITTLE else first


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
