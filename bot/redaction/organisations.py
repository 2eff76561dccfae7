"""Trusts, hospitals and wards: where somebody works says who it is, where only few work there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.redaction.english import English, words_in
from bot.redaction.known import Known
from bot.redaction.telling import OF_A_PERSON, speaks_for_oneself, tells_of_somebody

Span = tuple[int, int]

ENDS = (
    "NHS Foundation Trust|Foundation Trust|NHS Trust|Community NHS Trust|Trust|Hospitals?|Infirmary|Hospice|Healthcare"
    "|Health Board|Health|Partnership|Medical Centre|Health Centre|Surgery|Clinic|Care|ICB|Ambulance Service"
)
NAMED = re.compile(
    rf"\b(?:[A-Z][\w'’-]+,? (?:(?:and|&|of|on|upon|the|in) )?){{1,6}}(?:{ENDS})(?: (?:NHS )?(?:Foundation )?Trust)?\b"
)
SMALL = re.compile(
    r"\b(?:at|in|for|from|of|with|near|leave|joined|left|called) ((?:[a-z'’-]+ ){1,4}?(?:(?:community |foundation |university |general "
    r"|royal |teaching |district |memorial )*(?:nhs (?:foundation )?trust|foundation trust|hospitals?|infirmary|hospice)))\b",
    re.IGNORECASE,
)
ANY_PLACE = frozenset(
    """
    a an the my our your his her their this that any some every each other another which what no one two small large
    big rural urban local nhs acute mental health community foundation ambulance teaching general university district
    royal trust trusts specialist integrated care board boards hospital hospitals children's childrens women's new old
    good bad similar failing merged neighbouring and or of for in at with on both all many most few different london
    northern southern eastern western north south east west english welsh scottish national public private memorial
    city county cottage field day staff service services bme black asian white minority ethnic equality race nurse
    nurses doctors working work how why when where is are do does did was were can should would will if to from by
    than primary secondary maternity learning disability independent provider providers dental eye partnership
    better best more poor great own whole outside entire base first last next well-led leaders chairs chair
    occupational population womens inequalities inequality workforce safety patient patients public international
    global maternal infant sexual physical digital environmental planetary people peoples person centred social
    intensive critical palliative emergency urgent aged end life home self duty continuing
    """.split()
)
WORD = re.compile(r"[\w'’-]+")
WARD = re.compile(
    r"\b(?:[Ww]ard|WARD) (?:\d{1,3}[A-Za-z]?|[A-Z]\d{0,2}|(?!(?:Managers?|Sisters?|Rounds?|Clerks?|Nurses?|Staff|Leads?|Leaders?|Teams?|Level)\b)[A-Z][a-z]+)\b|\b\d{1,2}[A-Za-z]? ward\b"
    r"|\b[A-Z][\w'’]+ (?:and [A-Z]\w+ )?[Ww]ard\b(?! (?:manager|sister|round|clerk|nurse|staff))"
    r"|(?<=\bon )(?:the )?[A-Z][a-z]+ (?:Unit|Suite|Wing|Lodge)\b|(?<=\bon )[a-z]+ ward\b(?! (?:manager|sister|round|clerk|nurse|staff))"
)
ANY_WARD = frozenset(
    """
    a an the my our your his her their this that any some every each other another which one same medical surgical
    maternity labour psychiatric acute elderly children's paediatric stroke busy short-staffed understaffed general
    mixed single renal cardiac respiratory postnatal antenatal birth surgery whole old new different my hospital
    """.split()
)


# Units in short, and beds: they place somebody where a text is about one.
UNITS = "SAU|AMU|MAU|EAU|HDU|ITU|ICU|CCU|SCBU|NICU|PICU|AAU|SDEC|CDU|DSU|ASU|HASU|ESAU|GAU|EPAU|LDU|MLU|SSU|PAU|CAU|FAU|SEAU|ICCU|CTCCU|NNU|TAU|MSSU|EMU|CICU|PDU|PACU|OPAL|OPAU|RSU|MSU|UTC|MIU|AEC"
UNIT = re.compile(
    rf"\b(?:{UNITS})\b(?: (?i:bay|bed|side room) \d{{1,3}})?(?! (?i:data|figures|beds|staffing|wait|capacity|and race|trusts))"
    rf"|\b(?i:{UNITS.lower()})(?= (?i:bay|bed|nurse|sister|night))|(?<=\bon )(?i:sau|amu|mau|itu|icu|hdu|ccu|nicu|picu|scbu|cdu)\b"
    r"|\b(?i:(?:bay|bed|side room|cubicle|theatre|floor|level|room|clinic|pod)) (?:\d{1,3}[A-Z]?|[A-H])\b(?! (?i:diabetes|apprentice|\w*qualification))"
)
CODE = re.compile(
    r"(?<=\bon )(?:(?!(?:M|A|Q|H|CO)\d)[A-Z]\d{1,2}[A-Z]?|\d{1,2} ?(?i:north|south|east|west)|(?![89][A-Da-d]\b)\d{1,2}[A-Z])\b|(?<=\bin )(?:\d{1,2} ?(?:North|South|East|West))\b"
)
TOLD_OF_ONE = re.compile(r"\[(?:name|number|role|age|health|belief|sexuality|date of birth|NHS number)\]")
A_WORKER = re.compile(
    r"\b(?:an?|the|our|one|my) (?:[\w-]+ ){0,3}?(?:nurse|hca|healthcare assistant|midwife|porter|cleaner|sister|matron|doctor|registrar|physio|consultant|student|housekeeper|clerk|patient|colleague)\b(?!s)|\b(?:she|he|hes|shes)\b",
    re.IGNORECASE,
)


def units(text: str) -> Iterator[Span]:
    """Wards by a code and units in short, where something is told of one person."""
    of_one = bool(TOLD_OF_ONE.search(text))
    if of_one:
        yield from (match.span() for match in UNIT.finditer(text))
    if of_one or (tells_of_somebody(text) and A_WORKER.search(text)):
        yield from (match.span() for match in CODE.finditer(text))


class Organisations:
    """Finds the places of trusts and hospitals; those that the knowledge names count only beside something private."""

    def __init__(self, english: English, known: Known) -> None:
        self._english, self._known = english, known

    def __call__(self, text: str) -> Iterator[Span]:
        """The places, without the little words before them."""
        private = bool(OF_A_PERSON.search(text)) or tells_of_somebody(text) or speaks_for_oneself(text)
        read = words_in(text)
        public = self._known.covered(read, self._english.is_common, private=private)
        shown = {read[number].start for number in public}
        for pattern, group in ((NAMED, 0), (SMALL, 1)):
            for match in pattern.finditer(text):
                start, end = _trimmed(text, *match.span(group))
                own = [start + word.start() for word in WORD.finditer(text[start:end]) if _is_own(word[0])]
                if own and (private or shown.isdisjoint(own)):
                    yield start, end


def wards(text: str) -> Iterator[Span]:
    """Wards by number or name."""
    for match in WARD.finditer(text):
        names = [word for word in WORD.findall(match[0]) if word.casefold() != "ward"]
        if not names or not ANY_WARD.issuperset(word.casefold() for word in names):
            yield match.span()


ENDING = frozenset(
    "infirmary hospice healthcare centre medical surgery clinic icb service partnership health care".split()
)


def _is_own(word: str) -> bool:
    """Does it say which one?"""
    return word.casefold() not in ANY_PLACE | ENDING


def _trimmed(text: str, start: int, end: int) -> Span:
    """From the first word that is no little word: "How do Leeds Hospitals" is about Leeds."""
    for match in WORD.finditer(text[start:end]):
        if match[0].casefold() not in ANY_PLACE:
            return start + match.start(), end
    return start, end
