"""What somebody typed as plain words: look-alike letters, invisible characters, emoji and markup taken out.

Look-alikes follow the idea of Unicode Technical Standard 39 (confusables): a Cyrillic or Greek letter inside a
word with Latin ones stands for the Latin letter it resembles. Stems are those of Porter's second stemmer.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

MOST_CHARACTERS = 4096  # Telegram's longest message
QUOTES = str.maketrans("‘’‚“”„`´–—−‐‑", "'''\"\"\"''-----")
LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмтнвгАВЕКМНОРСТУХІЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ",
    "aeopcyxijsdhlkmthbrABEKMHOPCTYXISABEZHIKMNOPTYXaeiknoptux",
)
TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
                       "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")  # fmt: skip
MARKS = re.compile(r"([?!.])\1{7,}")  # a finger that stayed on a key
WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2900-\u2bff\U0001f000-\U0001f3fa\U0001f400-\U0001faff]")
LATIN = re.compile(r"[a-zA-Z]")
NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z]")
SHORTENED = re.compile(
    r"\b(what|who|where|how|when|that|there)'?s\b|\b(it|he|she)'s\b"
)  # "whats" and "what's" are "what is"
LONGEST_WORD = 40
WRAPPED = 60  # characters, from which on a line may have been broken by whatever it was copied from
POSSESSIVE = re.compile(r"'s?$")


def clean(text: str) -> str:
    """`text` without markup, invisible characters and look-alikes, on one line, at most 4,096 characters."""
    text = text[: 2 * MOST_CHARACTERS]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(QUOTES)
        text = " ".join(map(_latin, text.split()))
    if "<" in text or "&" in text:
        text = html.unescape(TAG.sub(" ", text))
    return MARKS.sub(r"\1\1\1", " ".join(text.split())[:MOST_CHARACTERS])


def _latin(word: str) -> str:
    """The word in Latin letters, if it mixes them with letters that look like them."""
    if LATIN.search(word) and NOT_LATIN.search(word):
        return word.translate(LOOK_ALIKES)
    return word


def words(text: str) -> list[str]:
    """The lower-case words and numbers of a cleaned text: `dont`, `2.0`, `percent` for `%`, `what is` for `what's`.

    Where there are none, its emoji: they decorate a sentence, and are one only where they stand alone.
    """
    spoken = SHORTENED.sub(r"\1\2 is", text.lower().replace("%", " percent "))
    found = [word for match in WORD.findall(spoken) if (word := _word(match))]
    return found or EMOJI.findall(text)


def _word(written: str) -> str:
    if written.isalpha():
        return written[:LONGEST_WORD]
    word = POSSESSIVE.sub("", written).replace("'", "")
    return word if re.fullmatch(r"[\d.]+", word) else word.replace(".", "")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: `disciplinaries` and `disciplinary` are `disciplinari`."""
    own = snowballstemmer.stemmer("english")  # it keeps its place in itself, so threads cannot share one
    return str(own.stemWord(_plain(word)))


def _plain(word: str) -> str:
    """A word without accents: `café` is `cafe`."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def closed(text: str) -> str:
    """`text` with a full stop where a line ends as a sentence does: on a telephone a new line often stands for one."""
    lines = [line.strip() for line in text.splitlines()]
    for index, (line, after) in enumerate(pairwise(lines)):
        goes_on = len(line) >= WRAPPED and after[:1].islower()
        if line[-1:].isalnum() and not goes_on:
            lines[index] = f"{line}."
    return "\n".join(lines)


def sentences(text: str) -> list[str]:
    """The sentences of a cleaned text, by their closing marks."""
    return [part.strip() for part in re.split(r"(?<=[.?!])\s+", text) if part.strip()]
