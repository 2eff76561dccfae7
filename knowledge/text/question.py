"""A message made ready for comparison: cleaned, spelled, stemmed, spelled out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.text.normalise import clean, closed, words
from knowledge.text.spelling import Spelling
from knowledge.text.vocabulary import Synonyms, people, stems

MOST_CORRECTED = 60  # so many words are spelled; looking one up takes a part of a millisecond
MOST_WORDS = 120  # a longer message is read by its beginning and its end


@dataclass(frozen=True, slots=True)
class Question:
    """`tokens` as typed, `corrected` as meant, their `stems`, `tags` of known names, and the `sentence` to encode."""

    text: str
    tokens: tuple[str, ...]
    corrected: tuple[str, ...]
    stems: tuple[str, ...]
    tags: tuple[str, ...]
    sentence: str

    def __bool__(self) -> bool:
        return bool(self.tokens)


class Preparation:
    """Makes questions, with the spelling and the synonyms of one snapshot of the knowledge."""

    def __init__(
        self,
        synonyms: Synonyms,
        spelling: Spelling,
        phrasings: Mapping[str, Question] | None = None,
        names: Iterable[str] = (),
    ) -> None:
        """`phrasings`: what was prepared before with the same synonyms. `names`: given names, in lower case."""
        self.synonyms = synonyms
        self.spelling = spelling
        self._names = synonyms.acronyms.intersection(names)
        self.phrasings = dict(phrasings or {})
        self.spaced: Callable[[str], str] = str  # until it is learned from the phrasings

    def __call__(self, text: str) -> Question:
        """A message as somebody typed it, made into a question."""
        cleaned = self.spaced(clean(closed(text)))
        tokens = _shortened(words(cleaned))
        corrected = [*map(self.spelling.correct, tokens[:MOST_CORRECTED]), *tokens[MOST_CORRECTED:]]
        if named := people(cleaned, self._names):  # a capital keeps the name apart from the acronym
            corrected = [word.capitalize() if word in named else word for word in corrected]
        return self._question(cleaned, tokens, corrected)

    def phrasing(self, text: str) -> Question:
        """A phrasing of the knowledge, which is taken as spelled rightly."""
        if text not in self.phrasings:
            self.phrasings[text] = self._phrasing(text)
        return self.phrasings[text]

    def _phrasing(self, text: str) -> Question:
        cleaned = clean(text)
        tokens = _shortened(words(cleaned))
        return self._question(cleaned, tokens, tokens)

    def _question(self, text: str, tokens: Sequence[str], corrected: Sequence[str]) -> Question:
        return Question(
            text=text,
            tokens=tuple(tokens),
            corrected=tuple(corrected),
            stems=tuple(stems(corrected)),
            tags=tuple(self.synonyms.tags(corrected)),
            sentence=self.synonyms.spell_out(corrected),
        )


def _shortened(tokens: list[str]) -> list[str]:
    return tokens if len(tokens) <= MOST_WORDS else tokens[: MOST_WORDS // 2] + tokens[-MOST_WORDS // 2 :]


def all_words(texts: Iterable[str]) -> set[str]:
    """Every word of some texts."""
    return {word for text in texts for word in words(clean(text))}
