"""Does somebody tell of a person? Then what else is said may say who it is."""

from __future__ import annotations

import re

OF_A_PERSON = re.compile(r"\[(?:name|role|ward|date of birth)\]")  # was taken out before
TOLD_OF = re.compile(
    r"\b(?:warning|warned|grievance|sacked|dismiss(?:ed|al)|suspend(?:ed)?|disciplin(?:ed|ary (?:against|hearing))|bull(?:y|ied|ying)"
    r"|passed over|turned down|downbanded|off sick|performance managed|complain(?:ed|s) (?:about|to|of)|referred|reported (?:to|by)|shouted at|sent home"
    r"|told (?:to|he|she|they|that (?:he|she|they|his|her))|(?:was|were|been|got|gets|being) (?:\w+ )?(?:told|asked|moved|sent|called|given|refused"
    r"|stopped|left|mocked|excluded|promoted|appointed|shortlisted|interviewed|sacked|blamed|ignored|removed|rejected)"
    r"|my (?:line )?(?:manager|colleague|boss|deputy|friend|wife|husband)|(?:his|her) (?:manager|grievance|complaint|case|appeal|pay|band|job|name))\b",
    re.IGNORECASE,
)


def tells_of_somebody(text: str) -> bool:
    """Is something told that happened to a person?"""
    return bool(TOLD_OF.search(text))


ONESELF = re.compile(
    r"\b(?:i am|i'm|im|i work|i was|i've|we work|works? (?:at|for|in)|employed|my (?:trust|hospital|ward)|nobody|on ward)\b"
    r"|\A\W*(?:at|on|in) ",
    re.IGNORECASE,
)


def speaks_for_oneself(text: str) -> bool:
    """Does its writer say where they are or work?"""
    return bool(ONESELF.search(text))
