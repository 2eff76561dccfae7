"""Everyday English that ships with the code: a floor under every folder of knowledge.

Administrators add to it (support.yaml, smalltalk.yaml) and cannot take from it, so no edit makes the assistant deaf to
a disclosure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`words`: common English, most frequent first. `slurs`: abuse. The others: one message a line of each kind.

    `informal`: how people spell in a hurry, a space, and what it stands for. `names`: given names
    that may be acronyms too, some on each line.
    """

    words: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    notcontact: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    chatty: tuple[str, ...] = ()
    abuse: tuple[str, ...] = ()
    slurs: tuple[str, ...] = ()
    informal: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Language:
        """From `{name: text of the file}`; empty lines and lines that begin with # are left out."""
        return cls(**{name: _lines(text) for name, text in texts.items()})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
