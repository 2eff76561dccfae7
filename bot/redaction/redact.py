"""Personal details out of a question before it is kept: each is replaced by a word in square brackets.

Patterns find links, addresses, numbers, wards and what is said of one person; libphonenumber finds telephone numbers of
all countries; `bot/redaction/names.py` finds names. What is found is cut out by its place: nothing that people write ever becomes a
pattern. Figures, years, indicators, roles and what the knowledge itself names are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from urllib.parse import urlsplit

import phonenumbers

from bot.redaction.doubt import Doubt
from bot.redaction.english import English
from bot.redaction.known import Known
from bot.redaction.names import Names
from bot.redaction.numbers import SPLIT_POSTCODE, ages, dates_of_birth, numbers, said_numbers
from bot.redaction.organisations import Organisations, units, wards
from bot.redaction.traits import OF_ONE, posts, roles, traits
from knowledge.model import Knowledge
from knowledge.text.normalise import clean

Span = tuple[int, int]
Detector = Callable[[str], Iterable[Span]]

DIGIT = re.compile(r"\d")  # of any script
ALONE, ENDS = r"(?<!\w)(?<!\d[.,])", r"(?!\w|[.,]\d)"
GAP = r"(?:[ ()-]{0,3}|\.(?=\d\d))"
DATE = r"\d\d([ .-])\d\d\1(?:19|20)\d\d"
ABROAD = rf"(?:\+|00){GAP}[1-9](?:{GAP}\d){{7,13}}"
AT_HOME = rf"0[ ()-]{{0,3}}[1-9](?:{GAP}\d){{8,10}}|7\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}}"
# libphonenumber knows which numbers exist; one with a slip of a finger does not, and is still somebody's.
MISTYPED = re.compile(rf"{ALONE}(?!{DATE})\(?(?:{ABROAD}|{AT_HOME}){ENDS}")
NHS_NUMBER = re.compile(rf"{ALONE}\d{{3}}[ .-]?\d{{3}}[ .-]?\d{{4}}{ENDS}")
NHS_WEIGHTS = range(10, 1, -1)  # NHS Data Dictionary, NHS NUMBER: modulus 11
CALLED_NHS_NUMBER = re.compile(
    r"\b(?:NHS|patient|hospital) (?:number|num|no)\b\W{0,3}(?:is\W{1,3})?(\d(?:[ .-]?\d){7,10})(?!\d)"
    r"|\b(?:NHS|patient|nhsno|NHS id)\W{0,3}(?:#\W?)?(\d{3}([ .-]?)\d{3}\3\d{4})(?!\d)",
    re.IGNORECASE,
)

# Addresses on the Internet.
REST = r"[^\s<>\"“”]"
URL = re.compile(rf"\b(?:[a-z][a-z0-9+.-]{{1,20}}://|mailto:|tel:|www\.){REST}+", re.IGNORECASE)
ENDINGS = "com|org|net|uk|edu|gov|info|eu|nhs"
SITE = re.compile(
    rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,6}}(?:(?:{ENDINGS})\b(?:[:/?#]{REST}*)?|[a-z]{{2,10}}/{REST}+)", re.IGNORECASE
)
CHARACTER, HOST = r"[^\s@<>()\[\],;:\"“”]", r"[\w-]{1,63}"
WRITER, AT, DOT = rf"(?<!{CHARACTER}){CHARACTER}+", r" ?[\[({] ?at ?[\])}] ?", r"(?: ?[\[({] ?dot ?[\])}] ?| dot )"
E_MAIL = re.compile(
    rf"{WRITER}@[\w.-]+|{WRITER} ?@ ?{HOST}(?:\.{HOST})+|{WRITER}{AT}{HOST}(?:(?:{DOT}|\.){HOST}){{1,5}}"
    rf"|{WRITER} at {HOST}(?:{DOT}{HOST}){{1,5}}",
    re.IGNORECASE,
)
NO_WRITER = r"(?!(?:at|is|me|to|on|it|mail|e-?mail|address|write|send|look|here|us|you|see|and|or)\b)"
SAID_E_MAIL = re.compile(
    rf"(?<![\w.+'-]){NO_WRITER}[\w.+'-]{{1,64}}(?: (?:(?:dot|underscore|dash|hyphen) )?{NO_WRITER}[\w.+'-]{{1,64}}){{0,2}} at (?!the\b|our\b|my\b|this\b)"
    r"[\w-]+(?:(?:\.| dot | )[\w-]+){0,3}?(?:\.| dot | )(?:net|com|org|uk)\b",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@])@\w{2,64}")
CALLED_HANDLE = re.compile(
    r"(?<=\b)(?:(?:(?i:insta(?:gram)?|twitter|tiktok|snap(?:chat)?|facebook|fb|threads|bluesky|linkedin)(?i:(?: handle| account| name| is)*)[ :@]{1,3})"
    r"[\w.]*[_.\d]\w[\w.]*|\b[A-Za-z]+_\w+)"
)
PLATFORM = re.compile(
    r"\b(?:tik ?tok|twitter|insta(?:gram)?|facebook|fb|reddit|snap(?:chat)?|youtube|threads|linkedin|bluesky|mumsnet|glassdoor|discord|twitch|social media|socials?|tweet(?:s|ed|ing)?|vlog|post(?:s|ed)? (?:by|from))\b",
    re.IGNORECASE,
)
A_USER = re.compile(
    r"(?<![\w/.-])(?-i:(?![A-Z]{2,}\d+\b))(?!(?:covid|core|windows|band|race|office|eds|year|web|post|pre|since|from|before|after|until|fy|summer|spring|autumn|winter|world|vision|agenda|step|phase|week|day|part)\d)(?:[A-Za-z]{4,40}\d{2,8}|[A-Za-z]{3,30}\d{1,6}[A-Za-z]{1,30}\d{0,6})(?![\w/%-])",
    re.IGNORECASE,
)
SAID_USER = re.compile(
    r"\b(?:u/|(?:user ?name|handle|account|profile|user)(?: name)?(?: is| called| named|:)+ ?[\"“'(@]?)(?!(?:an?|the|not|my|our|for|on|in|to|it|is|private|anonymous|public|run|called|something|someone|whatever)\b)(\w[\w.-]{3,40})",
    re.IGNORECASE,
)
OF_A_TRUST = frozenset(["[organisation]", "[ward]"])
CLOSING = ".,;:!?)]}'"

# Addresses on the ground.
AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
    FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR
    TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""  # of the Royal Mail
POSTCODE = re.compile(
    rf"\b(?:{'|'.join(AREAS.split())})\d[A-Z\d]?[ -]?\d[ABD-HJLNP-UW-Z]{{2}}\b|\bGIR ?0AA\b", re.IGNORECASE
)
HOUSE = r"(?<![\w.,£$%-])(?:(?i:flat|apartment|unit) \w{1,5},? )?\d{1,4}[A-Za-z]?(?:[-/]\d{1,4})?,? "
ALWAYS_A_STREET = r"(?i:street|road|avenue|lane|crescent|terrace|gardens|grove|mews|rd|ave|cres|gdns)"
A_STREET_IF_NAMED = r"(?:St|Close|Way|Drive|Court|Place|Park|Row|Walk|Rise|View|Green|Hill|Square|Parade|Wharf)"
NO_NAME = r"(?!(?:the|an?|on|of|to|for|in|at|and|or|our|your|my|this|that|along|about|way|year|point|step)\b)"
NO_ADDRESS = r"(?!-| ?(?i:maps?|shows?|block|test)\b)"
STREET = re.compile(
    rf"{HOUSE}(?:(?:{NO_NAME}[^\W\d_][\w'’.-]* ){{1,3}}{ALWAYS_A_STREET}"
    rf"|(?:[A-Z][\w'’.-]* ){{1,3}}{A_STREET_IF_NAMED})\b{NO_ADDRESS}"
)


class Redactor:
    """Call it with a question for the question without personal details, on one line.

    `known`: names of organisations, programmes and titles, left alone. `people`: those whom the knowledge names, left
    alone unless somebody says that this is who they are. `words`: common English, most frequent first.
    """

    def __init__(
        self, known: Collection[str], people: Collection[str], words: Sequence[str], texts: Iterable[str] = ()
    ) -> None:
        folded = frozenset(name.casefold() for name in known)
        named = Known(known, people, texts)
        english = English(words, named.ordinary)
        names, organisations = Names(english, named), Organisations(english, named)
        self._organisations = organisations
        self._doubt = Doubt(english, named)
        self._detectors: tuple[tuple[str, Detector], ...] = (
            ("[link]", _unknown(URL, folded)),
            ("[e-mail address]", _found(E_MAIL)),
            ("[e-mail address]", _found(SAID_E_MAIL)),
            ("[link]", _unknown(SITE, folded)),
            ("[handle]", _unknown(HANDLE, folded)),
            ("[handle]", _found(CALLED_HANDLE)),
            ("[handle]", user_names),
            ("[NHS number]", nhs_numbers),
            ("[phone number]", phone_numbers),
            ("[phone number]", said_numbers),
            ("[address]", _found(STREET)),
            ("[postcode]", _found(POSTCODE)),
            ("[postcode]", _found(SPLIT_POSTCODE)),
            ("[date of birth]", dates_of_birth),
            ("[number]", numbers),
            ("[ward]", wards),
            ("[organisation]", organisations),
            ("[role]", roles),
            ("[name]", names),
            ("[organisation]", organisations),
            ("[age]", ages),
            *((kind, partial(traits, stand_in=kind)) for kind in OF_ONE),
            ("[ward]", units),
            ("[role]", posts),
        )

    def __call__(self, question: str) -> str:
        """Every kind of detail in turn; what stands in for one kind is never taken for another."""
        return self._cut(question)

    def _cut(self, question: str, without: Collection[str] = ()) -> str:
        text = DIGIT.sub(lambda digit: str(int(digit[0])), clean(question))
        for stand_in, detector in self._detectors:
            if stand_in in without:
                continue
            kept = [*self._organisations(text)] if without and stand_in == "[name]" else []
            spans = [(start, end) for start, end in detector(text) if not any(a <= start < b for a, b in kept)]
            text = _replaced(text, spans, stand_in)
        return text

    def for_the_catalogue(self, text: str) -> str:
        """Without details of persons; whose example it is may be told."""
        return self._cut(text, without=OF_A_TRUST)

    def for_strangers(self, question: str) -> str:
        """The same; where it tells of somebody and could still say whom, its topics alone."""
        return self._doubt(self(question))


def redactor(knowledge: Knowledge, words: Sequence[str]) -> Redactor:
    """For questions to this knowledge; `words` are those of `knowledge.text.everyday`."""
    vocabulary, contact = knowledge.vocabulary, knowledge.contact
    named = [*vocabulary.formats.values(), *vocabulary.audiences.values(), *vocabulary.topics.values()]
    sites = [urlsplit(link or "").hostname or "" for link in (contact.page, *(one.url for one in knowledge.resources))]
    known = {
        *(name for group in vocabulary.synonyms for name in group),
        *(name for one in named for name in (one.name, *one.also_asked)),
        *(one.question for one in knowledge.entries if one.is_term),
        *(name for one in knowledge.resources for name in (one.title, one.publisher)),
        *(one.name for one in knowledge.pillars),
        *(site.removeprefix("www.") for site in sites),
        contact.organisation or "",
    }
    people = {person for one in knowledge.resources for person in one.people}
    return Redactor(known - {""}, people, words, texts_of(knowledge))


def texts_of(knowledge: Knowledge) -> Iterator[str]:
    """All that the knowledge says in public, and how it is asked for."""
    for one in knowledge.answerable:
        yield from one.phrasings
    for entry in knowledge.entries:
        yield entry.answer
    for resource in knowledge.resources:
        yield resource.summary


def nhs_numbers(text: str) -> Iterator[Span]:
    """Ten digits whose last one checks the others, and whatever is said to be an NHS number."""
    for said in CALLED_NHS_NUMBER.finditer(text):
        yield said.span(1) if said[1] else said.span(2)
    for match in NHS_NUMBER.finditer(text):
        digits = [int(character) for character in match[0] if character.isdecimal()]
        if sum(digit * weight for digit, weight in zip(digits, NHS_WEIGHTS, strict=False)) % 11 == -digits[-1] % 11:
            yield match.span()


def user_names(text: str) -> Iterator[Span]:
    """What somebody is called where people post, without an @."""
    if PLATFORM.search(text):
        yield from (match.span() for match in A_USER.finditer(text))
        yield from (match.span(1) for match in SAID_USER.finditer(text))


def phone_numbers(text: str) -> Iterator[Span]:
    """Numbers that exist anywhere, as one dials them from Britain, and what looks like one."""
    for found in phonenumbers.PhoneNumberMatcher(text, "GB", phonenumbers.Leniency.VALID):
        yield found.start, found.end
    yield from _found(MISTYPED)(text)


def _found(pattern: re.Pattern[str]) -> Detector:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _unknown(pattern: re.Pattern[str], known: Collection[str]) -> Detector:
    """What is found and not known, without the marks that close a sentence."""

    def detector(text: str) -> Iterator[Span]:
        for start, end in _found(pattern)(text):
            written = text[start:end].rstrip(CLOSING)
            if written.casefold() not in known:
                yield start, start + len(written)

    return detector


def _replaced(text: str, spans: Iterable[Span], stand_in: str) -> str:
    """The text with a stand-in at each of the places; those that overlap are one."""
    out, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            out += [text[at:start], stand_in]
        at = max(at, end)
    return "".join([*out, text[at:]])
