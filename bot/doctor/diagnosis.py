"""A diagnosis: what was seen, and what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from bot.settings import PREFIX


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`fix` is what to do, empty where all is well."""

    what: str
    fix: str = ""

    def __str__(self) -> str:
        return f"to do  {self.what}. {self.fix}" if self.fix else f"ok     {self.what}"


def of_sentence(problem: object) -> Diagnosis:
    """What is wrong and what to do, from one sentence that says both."""
    text = str(problem).rstrip(".")
    for between in (". ", "; "):
        what, parted, fix = text.partition(between)
        if parted:
            return Diagnosis(what, f"{fix[:1].upper()}{fix[1:]}.")
    return Diagnosis(text, "Put it right.")


def concerns(problems: Iterable[str], *names: str) -> bool:
    """Is one of these settings among those that are wrong?"""
    return any(problem.startswith(f"{PREFIX}{name} ") for problem in problems for name in names)


def user() -> str:
    """Who runs this, as rights are told."""
    if sys.platform == "win32":
        return "this user"
    import pwd  # noqa: PLC0415 - Windows has none

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a number without a name, as in a container
        return f"user {os.geteuid()}"
