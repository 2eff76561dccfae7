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
    r"\b[A-Z]{1,5}[-/]\d{2,4}[-/]\d{2,6}\b|\b(?!PRN)[A-Z]{1,3}/?\d{5,}\b|\b[A-Z]{2,5}-(?!(?:19|20)\d\d\b)\d{4,}\b|\b[A-Z]/\d{3,}\b|(?<![\w/.])\d{5,8}/(?:(?:19|20)?\d\d)(?![\w/])",
    re.IGNORECASE,
)
LONG_NUMBER = re.compile(
    r"(?<![\w.,£$€/-])\d{6,9}\b(?![.,/]\d| ?(?:%|staff|people|nurses|doctors|patients|pounds|employees))", re.IGNORECASE
)
LINKS = r"(?:\W{0,3}\b(?:numbers?|nos?|num|refs?|references?|id|pin|code|is|was|of|on|me|her|him|us)\b\.?)"
CALLED = re.compile(
    rf"\b(?:(?:mrn|datix|payroll|gmc|nmc|hcpc|pin|esr|hospital|national insurance|ni|bleep|pager|ext|extn|extension){LINKS}{{0,4}}"
    rf"|(?:staff|case|patient|employee|personnel|assignment|badge|file|claim|ticket|incident|grievance|complaint|tribunal"
    rf"|registration|reference|id|ref){LINKS}{{1,4}}|(?:employee|patient|badge|assignment|personnel|candidate|applicant)(?=\W{{1,3}}\d[\d-]{{4}})|(?:grievance|complaint|ref|case)(?=\W{{1,3}}(?:[A-Za-z]{{0,4}}[/-]?\d{{3}}|\d\d/\d\d)))"
    r"[\s:.#-]{0,3}(?:\(|#)?(?!(?:19|20)\d\d\b(?![-/]\d{3}))(?P<number>(?:[A-Z]{1,4}[ /-]?)?\d[\d/-]*(?:\d[A-Z]?|\b))",
    re.IGNORECASE,
)
SHORTEST = 3  # digits: fewer name an indicator or a band
DOTTED = re.compile(r"(?<![\w.])\d(?:\.\d){5,}(?![\w.]?\d)")  # as one says it, digit by digit
EXTENSION = re.compile(r"\bx ?\d{4,5}\b", re.IGNORECASE)

MONTH = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"(?:\d{{1,2}}[ ./-]\d{{1,2}}[ ./-]\d{{2,4}}|{DAY}(?: of)? (?:{MONTH})\.?,?(?: ?\d{{2,4}})?|(?:{MONTH}) {DAY},?(?: \d{{2,4}})?|(?:19|20)\d\d)"
BORN = re.compile(
    rf"\b(?:born|dob|d\.o\.b\.?|date of birth|birth ?date|birthday|b'?day|(?<=\()b(?=\.? ?(?:19|200)))\b\W{{0,3}}(?:(?:is|was|on|in)\W{{1,2}})*({DATE})",
    re.IGNORECASE,
)
LONG_AGO = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?:19[2-9]\d|200\d)\b")  # in figures: history is told in words
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
YEARS = rf"(?:1[6-9]|[2-9]\d|{TENS})"
NOT_YEARS = (
    r"(?!\w|-(?!ish\b|odd\b|something\b)\w|[.,:/]\d| ?(?:%|per\b|percent|points?|of\b|out\b|people|staff|members|months?|weeks?|days?|hours?|minutes?|mins"
    r"|pages?|trusts?|boards?|questions?|indicators?|nurses|percentage|times|years?\b'?(?! (?:old|of age|and)\b)))"
)
ABOUT = r"(?:(?:only|just|now|nearly|over|almost|pushing|about|already|still|not yet|going on|coming up to|well over|barely|at least|rising|approaching|past) ){0,2}"
SOMEBODY = (
    r"(?:lady|woman|man|gentleman|girl|boy|lad|lass|person|patient|nurse|porter|cleaner|hca|midwife|doctor|governor|bloke|guy|widow|widower|granny|mother|father|mum|dad|nan|gran|grandad|colleague"
    r"|volunteer|resident|service user|carer|ned|chair|sister|consultant)"
)
DECADES = r"(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|[2-9]0'?s)"
AGES = (
    rf"\b(?P<a>{YEARS})(?:[ -]?(?:years?|yrs?)'?[ -]?(?:old|of age|young)\b| ?y/?o\b| ?y\.o\.)",
    (
        rf"(?<!\w)(?:i'?m|i am|s?he(?: is|'s|s| was| turns| turned)|who is|who's|whos|who was|i was|being|(?:i|s?he|\[name\])(?: will|'ll|'d|ll) be|aged?|turns|turned|turning"
        rf"|\[name\](?:,|'s)?(?: who)?(?: is|'s| was| at| aged?| turns| turned| hits)?|{SOMEBODY} (?:of|aged|who(?:'s| is| was)|\()|\bmy {SOMEBODY} (?:is|was|turns|turned))(?: |(?<=\()){ABOUT}(?P<b>{YEARS}){NOT_YEARS}"
    ),
    rf"\[name\] ?(?:\(|[.:–-] ?)(?:aged? )?(?P<c>{YEARS})(?= ?[,.;:)/–-](?!\d))",
    rf"(?:\A|[.!?,–-] ?|\bbeing |\bat )(?:nearly|almost|pushing|just turned|i'?m) (?P<d>{YEARS})(?= (?:and|with|now|but|next|this|in)\b(?! \d)|[,.!?])(?! and {YEARS})",
    rf"\b(?:in|into|hit|hits|approaching|nearing|reached) (?:my|his|her|\[name\]'s) (?P<e>(?:early |mid |late |early-|mid-|late-)?{DECADES})\b",
    r"\b(?:my|his|her|\[name\]'s) (?P<f>(?:[2-9]\d(?:th|st|nd|rd))|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth)(?= (?:birthday|bday|b'day)\b)",
    rf"\bat (?:the (?:ripe old )?age of )?(?:only |just )?(?P<g>{YEARS})(?=,? (?:i|he|she|i'm|she's|he's|\[name\])\b)",
    rf"(?<=\ba )(?P<h>{YEARS})(?= ?(?:y|yr)\b)",
)
AGE = re.compile("|".join(AGES), re.IGNORECASE)

SOMEBODY_NAMED = re.compile(r"\[(?:name|handle)\]")
BARE_AGE = re.compile(rf"\A{YEARS}(?=, )|\bat (?:only |just )?({YEARS})(?= ?(?:\Z|[!?,;]|\.(?!\d)))", re.IGNORECASE)
SAID = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple|hundred|thousand)"
SAID_NUMBER = re.compile(rf"\b(?:{SAID}\b[ ,.-]{{0,3}}){{6,}}{SAID}\b", re.IGNORECASE)
SPLIT_POSTCODE = re.compile(r"(?<!\w)(?:[A-Z] ?){1,2}\d ?[A-Z\d]? {0,2}[/ -]{0,3}\d ?[A-Z] ?[A-Z](?!\w)")


def numbers(text: str) -> Iterator[Span]:
    """Numbers of people and of what is about them."""
    for pattern in (NATIONAL_INSURANCE, NMC_PIN, OF_A_CASE, LONG_NUMBER, DOTTED, EXTENSION):
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
        yield match.span(str(match.lastgroup))
    if SOMEBODY_NAMED.search(text):
        yield from (match.span(1 if match[1] else 0) for match in BARE_AGE.finditer(text))


def said_numbers(text: str) -> Iterator[Span]:
    """Telephone numbers as one says them."""
    yield from (match.span() for match in SAID_NUMBER.finditer(text))
