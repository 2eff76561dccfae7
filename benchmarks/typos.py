"""Typing mistakes as people make them: a quarter of the longer words get one, and every question has at least one.

A mistake is a key beside the right one, two letters swapped, one left out or one doubled, each as likely.
"""

from __future__ import annotations

import random

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHARE = 0.25
SHORTEST = 3  # letters


def mistyped(question: str, chance: random.Random) -> str:
    """The question with its mistakes."""
    found = question.split()
    long = [place for place, word in enumerate(found) if sum(map(str.isalpha, word)) >= SHORTEST]
    chosen = [place for place in long if chance.random() < SHARE] or ([chance.choice(long)] if long else [])
    for place in chosen:
        found[place] = mistake(found[place], chance)
    return " ".join(found)


def mistake(word: str, chance: random.Random) -> str:
    """The word with one mistake; it has at least two letters."""
    letters = [place for place, letter in enumerate(word) if letter.isalpha()]
    kind = chance.choice(("keyboard", "swap", "drop", "double"))
    unlike = [place for place in letters[:-1] if word[place] != word[place + 1]]
    at = chance.choice(unlike or letters[:-1] if kind == "swap" else letters)
    if kind == "keyboard":
        return word[:at] + beside(word[at], chance) + word[at + 1 :]
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + (word[at] * 2 if kind == "double" else "") + word[at + 1 :]


def beside(letter: str, chance: random.Random) -> str:
    """A key to the left or right of a letter; the letter itself where a keyboard in English has none such."""
    row = next((row for row in KEYS if letter.lower() in row), letter)
    place = row.find(letter.lower())
    return chance.choice([row[near] for near in (place - 1, place + 1) if 0 <= near < len(row)] or [letter])
