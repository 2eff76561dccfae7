"""Numbers that lead to one person: of patients, staff, registers, cases and extensions; dates of birth and ages.

A number is one by its shape (National Insurance, a nurse's PIN), by its length, or by the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

NATIONAL_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)
NMC_PIN = re.compile(r"\b\d{2}[A-Z]\d{4}[A-Z]\b", re.IGNORECASE)
OF_A_CASE = re.compile(
    r"\b[A-Z]{1,5}[-/]\d{2,4}[-/]\d{2,6}\b|\b(?!PRN)[A-Z]{1,3}/?\d{5,}\b|\b[A-Z]/\d{3,}\b", re.IGNORECASE
)
LONG_NUMBER = re.compile(
    r"(?<![\w.,£$€/-])\d{6,9}\b(?![.,/]\d| ?(?:%|staff|people|nurses|doctors|patients|pounds|employees))", re.IGNORECASE
)
LINKS = r"(?:\W{0,3}\b(?:numbers?|nos?|num|refs?|references?|id|pin|code|is|was|of|on|me|her|him|us)\b\.?)"
CALLED = re.compile(
    rf"\b(?:(?:mrn|datix|payroll|gmc|nmc|hcpc|pin|esr|hospital|national insurance|ni|bleep|pager|ext|extn|extension){LINKS}{{0,4}}"
    rf"|(?:staff|case|patient|employee|personnel|assignment|badge|file|claim|ticket|incident|grievance|complaint|tribunal"
    rf"|registration|reference|id|ref){LINKS}{{1,4}}|(?:grievance|complaint|ref|case)(?=\W{{1,3}}[A-Za-z]{{0,4}}[/-]?\d{{3}}))"
    r"[\s:.#-]{0,3}(?:\(|#)?(?!(?:19|20)\d\d\b)(?P<number>(?:[A-Z]{1,4}[ /-]?)?\d[\d/-]*(?:\d[A-Z]?|\b))",
    re.IGNORECASE,
)
SHORTEST = 3  # digits: fewer name an indicator or a band
EXTENSION = re.compile(r"\bx ?\d{4,5}\b", re.IGNORECASE)

MONTH = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"(?:\d{{1,2}}[ ./-]\d{{1,2}}[ ./-]\d{{2,4}}|{DAY}(?: of)? (?:{MONTH})\.?,?(?: ?\d{{2,4}})?|(?:{MONTH}) {DAY},?(?: \d{{2,4}})?|(?:19|20)\d\d)"
BORN = re.compile(
    rf"\b(?:born|dob|d\.o\.b\.?|date of birth|birthday|b'?day)\b\W{{0,3}}(?:(?:is|was|on|in)\W{{1,2}})*({DATE})",
    re.IGNORECASE,
)
LONG_AGO = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?:19[2-9]\d|200\d)\b")  # in figures: history is told in words
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
YEARS = rf"(?:1[6-9]|[2-9]\d|{TENS})"
NOT_YEARS = (
    r"(?!\w|[.,:/]\d| ?(?:%|per\b|percent|points?|of\b|out\b|people|staff|members|months?|weeks?|days?|hours?|minutes?|mins"
    r"|pages?|trusts?|boards?|questions?|indicators?|nurses|percentage|times|years? (?!old|of age)|years?$))"
)
AGE = re.compile(
    rf"\b({YEARS})(?:[ -]?(?:years?|yrs?)[ -]?(?:old|of age)\b| ?y/?o\b)"
    rf"|(?<!\w)(?:i'?m|i am|he is|she is|he's|she's|who is|who's|who was|i was|aged?|turned|turning|\[name\],? (?:is|was|aged?)|\[name\],?)"
    rf" (?:only |just |now |nearly |over )?({YEARS}){NOT_YEARS}",
    re.IGNORECASE,
)

SAID = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|hundred|thousand)"
SAID_NUMBER = re.compile(rf"\b(?:{SAID}\b[ ,.-]{{0,3}}){{6,}}{SAID}\b", re.IGNORECASE)
SPLIT_POSTCODE = re.compile(r"(?<!\w)(?:[A-Z] ?){1,2}\d ?[A-Z\d]? {0,2}[/ -]{0,3}\d ?[A-Z] ?[A-Z](?!\w)")


def numbers(text: str) -> Iterator[Span]:
    """Numbers of people and of what is about them."""
    for pattern in (NATIONAL_INSURANCE, NMC_PIN, OF_A_CASE, LONG_NUMBER, EXTENSION):
        yield from (match.span() for match in pattern.finditer(text))
    for match in CALLED.finditer(text):
        if sum(character.isdigit() for character in match["number"]) >= SHORTEST:
            yield match.span("number")


def dates_of_birth(text: str) -> Iterator[Span]:
    """Dates that are said to be of somebody's birth, and those in figures that are long ago."""
    yield from (match.span(1) for match in BORN.finditer(text))
    yield from (match.span() for match in LONG_AGO.finditer(text))


def ages(text: str) -> Iterator[Span]:
    """How old somebody is, in figures or words; names are taken out before."""
    for match in AGE.finditer(text):
        yield match.span(1) if match[1] else match.span(2)


def said_numbers(text: str) -> Iterator[Span]:
    """Telephone numbers as one says them."""
    yield from (match.span() for match in SAID_NUMBER.finditer(text))
