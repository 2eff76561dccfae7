"""The heart of an answer: what is left of it when it has to be short."""

from __future__ import annotations

from knowledge.text.normalise import sentences, words

LITTLE = 5  # words of a sentence that needs the next one


def heart(text: str) -> str:
    """The first sentence, with the list that it opens; where it says little, the next one as well."""
    paragraphs = text.strip().split("\n\n")
    opened = next((at for at, paragraph in enumerate(paragraphs, 1) if not paragraph.endswith(":")), len(paragraphs))
    first, *others = sentences("\n\n".join(paragraphs[:opened])) or [""]
    return " ".join([first, *others[:1]]) if len(words(first)) <= LITTLE else first
