"""Warnings about sound knowledge: what would serve leaders better. Each check is a row of a table at the end."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import urlsplit

from knowledge.did_you_mean import nearest
from knowledge.loading.readers import LINK
from knowledge.model import Entry, Knowledge, Location, Resource, Route
from knowledge.placeholders import CONFIRMED, LIKE_ONE, NAMES
from knowledge.problem import Problem, quoted
from knowledge.quality.abbreviations import ABBREVIATION, EVERYDAY
from knowledge.quality.events import answers_against_the_calendar, events_over, offsets_of_the_other_season
from knowledge.quality.marks import marks_shown_as_typed
from knowledge.quality.packs import few_questions, unproven_slots
from knowledge.quality.resources import lists_that_lead_nowhere, trusts_not_said
from knowledge.quality.shown import ALSO_ASKED, Shown, phrasings, sentences, texts
from knowledge.text.normalise import clean, words

FEWEST_PHRASINGS = 3
MOST_WORDS = 25  # in a sentence: the limit of GOV.UK's and the NHS's guides to plain English
MOST_CHARACTERS = 900  # what a phone shows of a chat without scrolling
MOST_DAYS = 366  # since somebody reviewed an answer
CAPITALS = re.compile(r"[A-Z]{2,6}")
EMOJI = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")
RUN_IN_BULLETS = re.compile(r"\S - \S[^\n]* - \S")
CONTACT = Location("contact.yaml", 1)
OF_A_REPLY = ("name", "reference", "due")  # filled in when staff send a saved reply
NOT_FOR_LEADERS = re.compile(  # hosts of unfinished pages and of other people's copies
    r"\.azurewebsites\.net$|\.cloudfront\.net$|\.herokuapp\.com$|^web\.archive\.org$|^localhost$"
    r"|(^|[.-])(staging|stage|preview|test|dev|uat|mirror)[0-9]*[.-]"
    r"|(^|\.)(readkong\.com|fdocuments\.\w+|parallelparliament\.co\.uk)$"
)


def lint(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Every warning, in the order of files and lines."""
    warnings = {warning for check in CHECKS for warning in check(knowledge)}
    warnings |= {warning for check in CHECKS_OF_DATES for warning in check(knowledge, today)}
    return tuple(sorted(warnings))


def same_phrasing_twice(knowledge: Knowledge) -> Iterator[Problem]:
    """Two entries cannot both be what the same words ask for; titles and terms are what they are."""
    seen: dict[tuple[str, ...], Shown] = {}
    for asked in phrasings(knowledge):
        first = seen.setdefault(_asked(asked.text), asked)
        if first is asked or (first.key != ALSO_ASKED and asked.key not in {ALSO_ASKED, first.key}):
            continue
        if first.id == asked.id:
            what = f"{quoted(asked.text)} stands twice in '{first.id}' (first in {first.location})"
        else:
            what = f"{quoted(asked.text)} stands in '{asked.id}' and in '{first.id}' ({first.location}); keep it in one"
        yield _warning(asked.location, what)


def _asked(text: str) -> tuple[str, ...]:
    """The words of a phrasing; an emoji is one."""
    cleaned = clean(text)
    return (*words(cleaned), *EMOJI.findall(cleaned)) or (cleaned,)


def few_phrasings(knowledge: Knowledge) -> Iterator[Problem]:
    """What is asked for in few ways is found by few people."""
    for answerable in knowledge.answerable:
        if len(answerable.also_asked) < FEWEST_PHRASINGS:
            count = len(answerable.also_asked)
            what = f"'{answerable.id}' has {count} other phrasings; write at least {FEWEST_PHRASINGS}"
            yield _warning(answerable.location.at("also_asked"), what)


def long_sentences(knowledge: Knowledge) -> Iterator[Problem]:
    """A long sentence is read twice, or not at all."""
    for shown in texts(knowledge):
        for sentence in sentences(shown.text):
            count = len(sentence.split())
            if count > MOST_WORDS:
                yield _warning(shown.location, f"{shown.key} has a sentence of {count} words: {quoted(sentence)}")


def long_texts(knowledge: Knowledge) -> Iterator[Problem]:
    """An answer should fit a phone's screen."""
    for shown in texts(knowledge):
        count = len(LINK.sub(r"\1", shown.text))
        if count > MOST_CHARACTERS:
            what = f"{shown.key} has {count} characters; {MOST_CHARACTERS} fit a phone's screen"
            yield _warning(shown.location, what)


def asks_that_are_no_question(knowledge: Knowledge) -> Iterator[Problem]:
    """What to ask at the next board is said aloud, so it is one question; how long it is, its sentence says."""
    for entry in knowledge.entries:
        if entry.ask and (len(sentences(entry.ask)) > 1 or not entry.ask.endswith("?")):
            what = f"ask of '{entry.id}' is not one question that ends with a question mark: {quoted(entry.ask)}"
            yield _warning(entry.location.at("ask"), what)


def bullets_run_in(knowledge: Knowledge) -> Iterator[Problem]:
    """Without | YAML makes one line of a list in a text."""
    for shown in texts(knowledge):
        if RUN_IN_BULLETS.search(shown.text):
            yield _warning(shown.location, f"{shown.key} has hyphens inside a line; for a list, write | after its key")


def unknown_acronyms(knowledge: Knowledge) -> Iterator[Problem]:
    """A warning for each acronym in an answer that nothing in the knowledge explains."""
    known = EVERYDAY.union(*map(CAPITALS.findall, _explained(knowledge)))
    ordinary = {word.upper() for shown in texts(knowledge) for word in re.findall(r"\b[A-Z]?[a-z]+\b", shown.text)}
    for shown in texts(knowledge):
        text = LINK.sub(r"\1", shown.text)
        for acronym in sorted(set(ABBREVIATION.findall(text)) - known - ordinary):
            if f"({acronym})" not in text and f"{acronym} (" not in text:
                what = f"{shown.key} has {acronym}, which neither it, the glossary nor vocabulary.yaml spells out"
                yield _warning(shown.location, what)


def _explained(knowledge: Knowledge) -> Iterator[str]:
    """Where an acronym may stand with what it means."""
    for group in knowledge.vocabulary.synonyms:
        yield from group
    for names in (knowledge.vocabulary.formats, knowledge.vocabulary.audiences, knowledge.vocabulary.topics):
        for named in names.values():
            yield from (named.name, *named.also_asked)
    for entry in knowledge.entries:
        if entry.is_term:
            yield from entry.phrasings


def wrong_links(knowledge: Knowledge) -> Iterator[Problem]:
    """Leaders are sent to publishers' own public pages, or to a news service that carries what they publish."""
    for location, address in links(knowledge):
        if NOT_FOR_LEADERS.search(urlsplit(address).hostname or ""):
            yield _warning(location, f"{quoted(address)} is not a public site of its publisher's own")
        elif not address.startswith("https://"):
            yield _warning(location, f"{quoted(address)} should begin with https://")


def links(knowledge: Knowledge) -> Iterator[tuple[Location, str]]:
    """Every address that leaders are shown, and where it stands."""
    if knowledge.contact.page:
        yield CONTACT, knowledge.contact.page
    for shown in texts(knowledge):
        yield from ((shown.location, link[2]) for link in LINK.finditer(shown.text) if "://" in link[2])
    routes = knowledge.support.routes if knowledge.support else ()
    linked: tuple[Resource | Route, ...] = (*knowledge.resources, *routes)
    for resource in linked:
        if resource.url:
            yield resource.location.at("url"), resource.url


def words_in_two_groups(knowledge: Knowledge) -> Iterator[Problem]:
    """A word means the same as those beside it, so it can stand in one group only."""
    seen: dict[str, Location] = {}
    for index, group in enumerate(knowledge.vocabulary.synonyms):
        location = knowledge.vocabulary.location.at("synonyms", index)
        for word in group:
            first = seen.setdefault(word.lower(), location)
            if first is not location:
                yield _warning(location, f"{quoted(word)} stands in another group too ({first}); keep it in one")


def checks_that_clash(knowledge: Knowledge) -> Iterator[Problem]:
    """One question cannot have two answers that are right."""
    seen: dict[tuple[str, ...], tuple[str, Location]] = {}
    for check in knowledge.checks:
        expect, location = seen.setdefault(_asked(check.ask), (check.expect, check.location))
        if expect != check.expect:
            yield _warning(
                check.location, f"{quoted(check.ask)} expects '{check.expect}', but '{expect}' in {location}"
            )


def not_reviewed(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """What was true a year ago may not be now."""
    reviewable: tuple[Entry | Resource, ...] = (*knowledge.entries, *knowledge.resources)
    for record in reviewable:
        if is_old(record, today):
            what = f"'{record.id}' was reviewed over a year ago ({record.reviewed}); check it and write today's date"
            yield _warning(record.location.at("reviewed"), what)
        elif record.reviewed and _first_day(record.reviewed) > today:
            what = f"'{record.id}' has a review date in the future ({record.reviewed})"
            yield _warning(record.location.at("reviewed"), what)


def routes_long_unverified(knowledge: Knowledge, today: date) -> Iterator[Problem]:
    """A number that was called a year ago may lead nowhere now."""
    for route in knowledge.support.routes if knowledge.support else ():
        if route.verified and (today - _last_day(route.verified)).days > MOST_DAYS:
            what = f"'{route.id}' was verified over a year ago ({route.verified}); call it, and write today's date"
            yield _warning(route.location.at("verified"), what)


def is_old(record: Entry | Resource, today: date) -> bool:
    """Was it reviewed over a year ago?"""
    return bool(record.reviewed) and (today - _last_day(record.reviewed or "")).days > MOST_DAYS


def _first_day(written: str) -> date:
    return date.fromisoformat((written + "-01-01")[:10])


def _last_day(written: str) -> date:
    """The last day of a year, a month or a day as written."""
    first = _first_day(written)
    month = first.month if "-" in written else 12
    ends = monthrange(first.year, month)[1]
    return first.replace(month=month, day=first.day if written.count("-") > 1 else ends)


def placeholders_of_nothing(knowledge: Knowledge) -> Iterator[Problem]:
    """Words in braces that look as if they were filled in, and are not."""
    for shown in texts(knowledge):
        known = {*NAMES, CONFIRMED, *(OF_A_REPLY if shown.key == "text" else ())}
        for braces in LIKE_ONE.finditer(shown.text if shown.id not in knowledge.wording else ""):
            if braces[0] not in {f"{{{name}}}" for name in known}:
                what = f"{shown.key} of '{shown.id}' has {braces[0]}, which is not filled in{_meant(braces[1], known)}"
                yield _warning(shown.location, what)


def _meant(name: str, known: set[str]) -> str:
    meant = nearest(name.lower(), known)
    names = ", ".join(f"{{{one}}}" for one in sorted(known))
    return f", did you mean {{{meant}}}?" if meant else f"; filled in are {names}"


def _warning(location: Location, what: str) -> Problem:
    return Problem(location.file, location.line, what)


CHECKS: tuple[Callable[[Knowledge], Iterator[Problem]], ...] = (
    same_phrasing_twice,
    few_phrasings,
    long_sentences,
    long_texts,
    asks_that_are_no_question,
    bullets_run_in,
    unknown_acronyms,
    wrong_links,
    words_in_two_groups,
    checks_that_clash,
    few_questions,
    unproven_slots,
    trusts_not_said,
    lists_that_lead_nowhere,
    placeholders_of_nothing,
    offsets_of_the_other_season,
    marks_shown_as_typed,
)
CHECKS_OF_DATES: tuple[Callable[[Knowledge, date], Iterator[Problem]], ...] = (
    not_reviewed,
    routes_long_unverified,
    events_over,
    answers_against_the_calendar,
)
