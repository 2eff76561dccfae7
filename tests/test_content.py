"""The shipped knowledge: all of it is there, in plain English, with nothing in it that leaders should not be shown."""

from __future__ import annotations

import re
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from bot.library.folder import parse_folder, shipped
from knowledge.loading.readers import LINK, OUTCOMES
from knowledge.quality.lint import MOST_WORDS, NOT_FOR_LEADERS
from knowledge.quality.shown import Shown, sentences, texts
from knowledge.text.normalise import clean, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.model import Entry, Knowledge

RESOURCES, TERMS, FEWEST_ENTRIES = 134, 50, 260
FEWEST_CHECKS_ANSWERED, FEWEST_CHECKS_NOT_ANSWERED = 150, 60
MOST_WORDS_ON_AVERAGE = 15
FUNCTION_WORDS = frozenset(words("the a an of to and in is are for what how do does on at with our my your it"))
NOT_LEGAL_ADVICE = "This is general information, not legal advice."
LAW = re.compile(r"\b(unlawful|law|Equality Act)\b")
WE = re.compile(r"\b(we|us|our|ours)\b", re.IGNORECASE)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
OF_ITS_YEAR = re.compile(r"\b(19|20)\d\d\b|undated|date not known")
WORDS_OF_LEADERS = frozenset({"example_questions", "ask"})
NOT_CONFIRMED = ("acas", "eass", "true-vision", "stop-hate-uk")
TO_ACT_ON = {f"faq/{name}.yaml" for name in ("practice", "national-context", "requirements", "roles")}
NOTHING_TO_ASK = {  # they are questions themselves, something to listen to, or history
    "questions-to-ask-at-board", "pay-gap-nine-questions", "something-to-listen-to",
    "why-the-wres-was-created", "chief-executives-figures", "pcref-launch-date",
}  # fmt: skip
ABOUT_WORDS = {
    "term-ethnic-minority-bme-bame-global-majority",
    "what-is-the-wres",
    "which-terms-to-use",
    "white-minorities-and-wording",
}


@pytest.fixture(scope="module", name="content")
def _content() -> Knowledge:
    read = parse_folder(shipped())
    assert [str(problem) for problem in (*read.problems, *read.warnings)] == []
    assert read.knowledge is not None
    return read.knowledge


def faq(content: Knowledge) -> Iterator[Entry]:
    return (entry for entry in content.entries if not entry.is_term)


def terms(content: Knowledge) -> Iterator[Entry]:
    return (entry for entry in content.entries if entry.is_term)


def paragraphs(text: str) -> list[str]:
    """Its paragraphs, each list with the line that introduces it."""
    return re.split(r"(?<!:)\n\s*\n", text)


def own_words(shown: Shown, titles: list[str]) -> str:
    """A text without addresses, quotations and titles."""
    text = QUOTED.sub("", LINK.sub(r"\1", shown.text))
    for title in titles:
        text = text.replace(title, "")
    return text


def test_everything_of_the_catalogue_is_there(content: Knowledge) -> None:
    assert len({resource.id for resource in content.resources}) == RESOURCES
    assert len({term.id for term in terms(content)}) == TERMS
    assert len({entry.id for entry in faq(content)}) >= FEWEST_ENTRIES
    assert {pillar.id for pillar in content.pillars} == {
        "hearts-and-minds",
        "confidence-and-capability",
        "taking-accountability",
    }


def test_everything_is_asked_for_in_several_ways(content: Knowledge) -> None:
    fewest = [(entry.id, entry.also_asked, 8) for entry in faq(content)]
    fewest += [(term.id, term.also_asked, 3) for term in terms(content)]
    fewest += [(resource.id, resource.also_asked, 12) for resource in content.resources]
    assert [id_ for id_, asked, few in fewest if len(asked) < few] == []


def test_three_phrasings_of_an_entry_share_no_word_with_its_question(content: Knowledge) -> None:
    def apart(entry: Entry) -> int:
        head = set(words(clean(entry.question))) - FUNCTION_WORDS
        return sum(head.isdisjoint(words(clean(asked))) for asked in entry.also_asked)

    assert [entry.id for entry in faq(content) if apart(entry) < 3] == []


def test_sentences_are_short(content: Knowledge) -> None:
    said = [(shown.id, sentence) for shown in texts(content) for sentence in sentences(shown.text)]
    lengths = {where: len(where[1].split()) for where in said}
    assert [where for where, length in lengths.items() if length > MOST_WORDS] == []
    assert mean(lengths.values()) <= MOST_WORDS_ON_AVERAGE


def test_the_assistant_never_says_we(content: Knowledge) -> None:
    titles = sorted((resource.title for resource in content.resources), key=len, reverse=True)
    speaking = [shown for shown in texts(content) if shown.key not in WORDS_OF_LEADERS]
    assert [shown.id for shown in speaking if WE.search(own_words(shown, titles))] == []


def test_nothing_shouts(content: Knowledge) -> None:
    assert [shown.id for shown in texts(content) if "!" in shown.text] == []


def test_links_go_to_public_pages_over_https(content: Knowledge) -> None:
    urls = [resource.url for resource in content.resources if resource.url]
    urls += [route.url for route in (content.support.routes if content.support else ()) if route.url]
    urls += [link[2] for shown in texts(content) for link in LINK.finditer(shown.text) if "{" not in link[2]]
    assert [url for url in urls if not url.startswith("https://")] == []
    assert [url for url in urls if NOT_FOR_LEADERS.search(url.split("/")[2])] == []
    assert [shown.id for shown in texts(content) if re.search(r"azurewebsites|staging\.", shown.text)] == []


def test_a_list_of_resources_begins_with_those_that_have_a_link(content: Knowledge) -> None:
    linked = {resource.id: bool(resource.url) for resource in content.resources}
    lists = {entry.id: [linked[id_] for id_ in entry.resources] for entry in content.entries}
    assert [id_ for id_, links in lists.items() if links != sorted(links, reverse=True)] == []
    assert [id_ for id_, links in lists.items() if links and not links[0]] == []


def test_answers_end_with_a_question_for_the_next_board(content: Knowledge) -> None:
    without = {entry.id for entry in faq(content) if entry.location.file in TO_ACT_ON and not entry.ask}
    assert without == NOTHING_TO_ASK
    asked = [entry for entry in faq(content) if entry.ask]
    assert len({entry.ask for entry in asked}) == len(asked)
    assert [entry.id for entry in asked if "Ask at your board" in entry.answer] == []


def test_answers_say_ethnic_minority_and_black_with_a_capital(content: Knowledge) -> None:
    said = {shown.id: shown.text for shown in texts(content) if shown.key in {"answer", "definition", "summary"}}
    shorter = {id_: text.replace("BME Leadership Network", "") for id_, text in said.items()}
    assert {id_ for id_, text in shorter.items() if "BME" in text} == ABOUT_WORDS
    assert [id_ for id_, text in said.items() if re.search(r"\bblack\b", text)] == []


def test_what_is_said_of_the_law_is_not_legal_advice(content: Knowledge) -> None:
    told = [(entry, LINK.sub(r"\1", entry.answer)) for entry in content.entries]
    legal = [entry for entry, answer in told if "legal" in entry.topics or LAW.search(answer)]
    assert [entry.id for entry in legal if not entry.answer.endswith(NOT_LEGAL_ADVICE)] == []
    assert legal != []


def test_a_percentage_has_its_year_in_the_same_paragraph(content: Knowledge) -> None:
    figures = [(entry.id, part) for entry in faq(content) for part in paragraphs(entry.answer) if "%" in part]
    assert [id_ for id_, part in figures if not OF_ITS_YEAR.search(part)] == []
    assert figures != []


def test_support_begins_with_what_saves_a_life_and_claims_nothing_that_was_not_checked(content: Knowledge) -> None:
    assert content.support is not None
    routes = {route.id: route for route in content.support.routes}
    assert "999" in content.support.routes[0].contact
    assert [route.id for route in routes.values() if route.verified] == []
    assert [id_ for id_ in NOT_CONFIRMED if routes[id_].url or re.search(r"\d", routes[id_].contact)] == []


def test_the_checks_are_many_and_of_both_kinds(content: Knowledge) -> None:
    not_answered = sum(check.expect in OUTCOMES for check in content.checks)
    assert not_answered >= FEWEST_CHECKS_NOT_ANSWERED
    assert len(content.checks) - not_answered >= FEWEST_CHECKS_ANSWERED


def test_the_assistant_says_where_its_answers_are_kept_and_that_it_generates_none(content: Knowledge) -> None:
    entry = content.entry("is-it-artificial-intelligence")
    assert entry is not None
    assert "does not generate text" in entry.answer
    assert "read and change every file" in entry.answer
