"""The list of names that redaction knows, condensed from two packages of invented people and a list of our own.

`python -m benchmarks.name_lists --write` makes bot/redaction/names.txt anew. It needs Faker, mimesis and
english-words beside what the tests need; all are under the MIT licence, and neither is needed, nor asked, at run time.
Kept are only names that would else be taken for words: those that stand among the common words of the web, and those
that look like a slip in one. All other names are known by being no words.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.library.folder import language
from bot.redaction.english import English
from bot.redaction.name_list import ALSO_WORDS, more_words, read_list

LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "ə": "e", "ð": "d", "þ": "th"})
NAMED = re.compile(r"name|romanized|surname")
NOT_NAMED = re.compile(r"language|format|prefix|suffix")
OURS = Path(__file__).parent / "names"
LIST = Path(__file__).parent.parent / "bot" / "redaction" / "names.txt"
SHUFFLED = 5000  # so many are often typed with two letters in the wrong order
EVERYDAY = 1500  # so many of the most common words are never names alone, whoever bears them
HEAD = """\
# Names that could be taken for words, or for a slip in one. Made by `python -m benchmarks.name_lists --write`;
# correct it in benchmarks/names. From Faker {faker}, Copyright (c) 2012 Daniele Faraglia, and mimesis {mimesis},
# Copyright (c) 2016 Isaac Uribe García and others, both under the MIT licence, and from benchmarks/names.
"""


def parts(written: str) -> Iterator[str]:
    """The names in a name, in plain small letters."""
    plain = unicodedata.normalize("NFKD", written.casefold().translate(LETTERS))
    for part in re.split(r"[\s\-(),.]+", "".join(letter for letter in plain if not unicodedata.combining(letter))):
        name = re.sub(r"['’ʼ]", "", part)
        if re.fullmatch(r"[a-z]{2,}", name):
            yield name


def strings(value: object) -> Iterator[str]:
    """All strings in what a package holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(
            list(value) if all(isinstance(one, int | float) for one in value.values()) else [*value.values()]
        )
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from strings(item)


def of_faker() -> set[str]:
    """The given names and family names of all of Faker's languages that are written in Latin letters."""
    people = importlib.import_module("faker.providers.person")
    names: set[str] = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if NAMED.search(attribute) and not NOT_NAMED.search(attribute):
                written = [text for text in strings(getattr(provider, attribute)) if "{{" not in text]
                names.update(part for text in written for part in parts(text))
    return names


def of_mimesis() -> set[str]:
    """The same of mimesis."""
    folder = Path(str(importlib.import_module("mimesis").__file__)).parent / "datasets"
    held = [json.loads(path.read_text("utf-8")) for path in sorted(folder.rglob("person.json"))]
    kinds = ("name", "names", "first_names", "surname", "surnames", "last_names")
    return {part for one in held for kind in kinds for text in strings(one.get(kind)) for part in parts(text)}


def dictionary() -> set[str]:
    """English words that a dictionary writes with a small letter."""
    words = importlib.import_module("english_words").get_english_words_set(["web2", "gcide"])
    return {word for word in words if word.islower()}


def condensed(names: Iterable[str], ours: frozenset[str]) -> Iterator[str]:
    """Those that must be listed to be known for names; but what is a common word with its letters in another order."""
    common, written = language()[0].words, dictionary()
    english, words = English(common), written.union(ALSO_WORDS, common[:EVERYDAY])
    shuffled = frozenset("".join(sorted(word)) for word in common[:SHUFFLED])
    for name in names:
        if name not in ours and name not in english.rank and "".join(sorted(name)) in shuffled:
            continue
        a_word = name in words or name.removesuffix("s") in words
        if (not a_word) if name in english.rank else english.reads_as_word(name):
            yield name


def main() -> None:
    """Write the list, or say how long it would be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    more, also, never = (
        read_list(OURS / f"{name}.txt") for name in ("left_out_elsewhere", "also_in_dictionaries", "no_names")
    )
    names = sorted({*condensed(of_faker() | of_mimesis() | more, more), *also} - (never - also) - more_words())
    versions = {name: importlib.import_module("importlib.metadata").version(name) for name in ("faker", "mimesis")}
    print(f"{len(names)} names, from Faker {versions['faker']} and mimesis {versions['mimesis']}")
    if wanted.write:
        body = "\n".join(textwrap.wrap(" ".join(names), 120)) + "\n"
        LIST.write_text(HEAD.format(**versions) + body, "utf-8")


if __name__ == "__main__":
    main()
