"""Every warning about sound knowledge, with its file and line, and that it stays away where nothing is amiss."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from bot.library.folder import parse_folder, shipped
from knowledge.loading.parse import parse
from knowledge.quality.lint import lint
from knowledge.quality.shown import sentences

TODAY = date(2026, 11, 23)
WORDING = {"hello": "Hello {name}."}


def warnings(files: dict[str, str], today: date = TODAY) -> list[str]:
    """What the lint says of some sound files."""
    read = parse({name: dedent(text) for name, text in files.items()}, WORDING)
    assert read.knowledge is not None, read.problems
    return [str(warning) for warning in lint(read.knowledge, today)]


def an_entry(answer: str, more: str = "") -> dict[str, str]:
    """One FAQ entry with enough phrasings; its answer is in line 4."""
    asked = "[for whom is it, which boards, may governors come]"
    return {"faq.yaml": f"- id: who\n  question: Who?\n  also_asked: {asked}\n  answer: {answer}\n{more}"}


def test_a_phrasing_twice_in_one_entry() -> None:
    files = {"faq.yaml": """\
        - id: who
          question: Who is it for?
          also_asked:
            - which boards
            - who is it for
            - Which boards?
            - may governors come
          answer: Boards.
        """}  # fmt: skip
    assert warnings(files) == [
        "faq.yaml:5: 'who is it for' stands twice in 'who' (first in faq.yaml:2)",
        "faq.yaml:6: 'Which boards?' stands twice in 'who' (first in faq.yaml:4)",
    ]


def test_a_phrasing_in_two_entries_names_both_places() -> None:
    files = {
        "faq.yaml": """\
            - {id: who, question: Who is it for?, also_asked: [for whom, may we come, our board], answer: Boards.}
            - id: what
              question: What is it?
              also_asked:
                - what do you do
                - explain it
                - our board
              answer: A programme.
            """,
        "resources.yaml": """\
            - id: race-2-0
              title: Race 2.0
              format: report
              also_asked: [the report, second report, explain it]
            """,
        "smalltalk.yaml": "- {id: able, also_asked: [what do you do], reply: Ask me.}\n",
    }
    assert warnings(files) == [
        "faq.yaml:7: 'our board' stands in 'what' and in 'who' (faq.yaml:1); keep it in one",
        "resources.yaml:4: 'explain it' stands in 'race-2-0' and in 'what' (faq.yaml:6); keep it in one",
        "smalltalk.yaml:1: 'what do you do' stands in 'able' and in 'what' (faq.yaml:5); keep it in one",
    ]


def test_two_questions_alike_are_one_too_many_but_a_title_may_be_a_term() -> None:
    asked = "also_asked: [one way, another way, a third way]"
    other = "also_asked: [a fourth way, a fifth way, a sixth way]"
    third = "also_asked: [seven ways, eight ways, nine ways]"
    files = {
        "faq.yaml": f"- {{id: a, question: Who?, {asked}, answer: A}}\n- {{id: b, question: who, {other}, answer: B}}",
        "glossary.yaml": f"- {{id: term-equality, term: Race equality, {third}, definition: Fairness.}}",
        "resources.yaml": "- {id: page, title: Race equality, format: article, also_asked: [its page, site, web]}",
    }
    assert warnings(files) == ["faq.yaml:2: 'who' stands in 'b' and in 'a' (faq.yaml:1); keep it in one"]


def test_emoji_are_words() -> None:
    smalltalk = (
        "- {id: fine, also_asked: [👍, 👍🏽, 👎, ok 👍], reply: Ok.}\n- {id: hi, also_asked: [👍], reply: Hi.}\n"
    )
    files = an_entry("Boards.") | {"smalltalk.yaml": smalltalk}
    assert warnings(files) == ["smalltalk.yaml:2: '👍' stands in 'hi' and in 'fine' (smalltalk.yaml:1); keep it in one"]


def test_few_phrasings() -> None:
    files = {
        "faq.yaml": "- id: who\n  question: Who?\n  answer: Boards.\n  also_asked: [for whom, which boards]\n",
        "learned.yaml": "phrasings:\n  - {entry: race, ask: that report}\n",
        "pillars.yaml": "- {id: hearts, name: Hearts}\n",
        "resources.yaml": "- {id: race, title: Race 2.0, format: report, also_asked: [the report, second one]}\n",
    }
    assert warnings(files) == [
        "faq.yaml:4: 'who' has 2 other phrasings; write at least 3",
        "pillars.yaml:1: 'hearts' has 0 other phrasings; write at least 3",
    ]


def test_long_sentences_in_everything_that_leaders_read() -> None:
    long = "Boards " + "and " * 24 + "governors."
    asked = "also_asked: [way {0} one, way {0} two, way {0} three]"
    files = {
        "contact.yaml": f"reasons: [{{id: any, label: Any, prompt: {long}}}]\n",
        "faq.yaml": f"- {{id: a, question: A?, answer: {long}, {asked.format('a')}}}\n",
        "glossary.yaml": f"- {{id: b, term: B, definition: {long}, {asked.format('b')}}}\n",
        "pillars.yaml": f"- {{id: c, name: C, summary: {long}, {asked.format('c')}}}\n",
        "replies.yaml": f"- {{id: d, title: D, text: {long}}}\n",
        "resources.yaml": f"- {{id: e, title: E, format: blog, summary: {long}, {asked.format('e')}}}\n",
        "smalltalk.yaml": f"- {{id: f, also_asked: [hi], reply: {long}}}\n",
        "support.yaml": f"routes: [{{id: g, name: G, when: {long}, contact: {long}}}]\n",
        "wording.yaml": f"hello: '{long.replace('Boards', '{name}')}'\n",
    }
    shown = "'Boards and and and and and and and and and and and and and a…'"
    assert warnings(files) == [
        f"contact.yaml:1: prompt has a sentence of 26 words: {shown}",
        f"faq.yaml:1: answer has a sentence of 26 words: {shown}",
        f"glossary.yaml:1: definition has a sentence of 26 words: {shown}",
        f"pillars.yaml:1: summary has a sentence of 26 words: {shown}",
        f"replies.yaml:1: text has a sentence of 26 words: {shown}",
        f"resources.yaml:1: summary has a sentence of 26 words: {shown}",
        f"smalltalk.yaml:1: reply has a sentence of 26 words: {shown}",
        f"support.yaml:1: contact has a sentence of 26 words: {shown}",
        f"support.yaml:1: when has a sentence of 26 words: {shown}",
        f"wording.yaml:1: hello has a sentence of 26 words: {shown.replace('Boards', '{name}')}",
    ]


def test_a_sentence_of_twenty_five_words_is_not_long() -> None:
    assert warnings(an_entry("Boards " + "and " * 23 + "governors. All of them.")) == []


def test_sentences_end_at_marks_paragraphs_and_bullets_and_a_link_is_its_words() -> None:
    text = "It is “new.” See\n[the page](https://example.org/a.b) or:\n\n- Race 2.0 (2022)\n- one more?\n\nThat is all."
    assert sentences(text) == ["It is “new.", "See the page or:", "Race 2.0 (2022)", "one more?", "That is all."]


def test_what_to_ask_at_the_next_board_is_one_short_question() -> None:
    assert warnings(an_entry("Boards.", "  ask: Who owns it, and by when?\n")) == []
    for ask in ("Ask who owns it.", "Who owns it? Name them.", "Who owns it? By when?"):
        what = f"faq.yaml:5: ask of 'who' is not one question that ends with a question mark: '{ask}'"
        assert warnings(an_entry("Boards.", f"  ask: {ask}\n")) == [what]
    long = "Who " + "and " * 24 + "when?"
    (warning,) = warnings(an_entry("Boards.", f"  ask: {long}\n"))
    assert warning.startswith("faq.yaml:5: ask has a sentence of 26 words")


def test_an_answer_longer_than_a_phone() -> None:
    link = "[the page](https://example.org/" + "a" * 200 + ")"
    assert warnings(an_entry("Boards do. " * 81 + link)) == []
    assert warnings(an_entry("Boards do. " * 82)) == ["faq.yaml:4: answer has 901 characters; 900 fit a phone's screen"]


def test_a_list_that_yaml_makes_one_line_of() -> None:
    written = "It helps\n    - chairs\n    - governors"
    complaint = "faq.yaml:4: answer has hyphens inside a line; for a list, write | after its key"
    assert warnings(an_entry(written)) == [complaint]
    assert warnings(an_entry("|\n    It helps\n    - chairs\n    - governors")) == []
    assert warnings(an_entry("Race 2.0 - Time for real change.")) == []


@pytest.mark.parametrize(
    ("answer", "unknown"),
    [
        ("Ask the HRD about the WRES and NEDs.", ["HRD"]),
        ("Ask the human resources director (HRD).", []),
        ("Ask the HRD (human resources director).", []),
        ("The EDI lead of an NHS trust.", []),
        ("Text SHOUT to 85258, the number of Shout.", []),
        ("The ABC and the XYZs.", ["ABC", "XYZ"]),
        ("'[the HRD](https://example.org/FTSU)'", ["HRD"]),
        ("Core20PLUS5 and PLUS groups.", []),
        ("ABCDEFG is a word in capitals.", []),
    ],
)
def test_an_acronym_that_nothing_spells_out(answer: str, unknown: list[str]) -> None:
    files = an_entry(answer) | {
        "glossary.yaml": "- {id: wres, term: WRES, definition: A standard., also_asked: [one, two, three]}\n"
                         "- {id: core, term: Core20PLUS5, definition: A plan., also_asked: [core, five, twenty]}\n",
        "vocabulary.yaml": "synonyms: [[NED, NEDs, non-executive]]\naudiences: {edi-lead: {name: EDI lead}}\n",
    }  # fmt: skip
    said = "has {}, which neither it, the glossary nor vocabulary.yaml spells out"
    assert warnings(files) == [f"faq.yaml:4: answer {said.format(one)}" for one in unknown]


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("https://nhsproviders.org/race-equality", None),
        ("https://www.england.nhs.uk/test-and-learn/staging.html", None),
        ("https://nhsp-production.azurewebsites.net/race", "is not a public site of its publisher's own"),
        ("https://staging.nhsproviders.org/race", "is not a public site of its publisher's own"),
        ("https://nhsp-staging.nhsproviders.org", "is not a public site of its publisher's own"),
        ("https://web.archive.org/web/2022/x", "is not a public site of its publisher's own"),
        ("https://www.wired-gov.net/wg/news.nsf", None),  # carries what others publish, and says whose it is
        ("https://www.readkong.com/page/race", "is not a public site of its publisher's own"),
        ("http://nhsproviders.org/race", "should begin with https://"),
    ],
)
def test_a_link_that_leaders_should_not_be_sent_to(address: str, complaint: str | None) -> None:
    files = an_entry(f'"See [this]({address})."') | {
        "resources.yaml": f"- id: race\n  title: Race\n  format: report\n  also_asked: [a, b, c]\n  url: {address}\n",
        "support.yaml": f"routes:\n  - id: acas\n    name: Acas\n    url: {address}\n",
    }
    expected = [f"{place}: '{address}' {complaint}" for place in ("faq.yaml:4", "resources.yaml:5", "support.yaml:4")]
    assert warnings(files) == (expected if complaint else [])


@pytest.mark.parametrize(("listed", "warned"), [("[bare, race]", True), ("[race, bare]", False), ("[bare]", False)])
def test_a_list_of_resources_that_begins_without_a_link(listed: str, *, warned: bool) -> None:
    resource = "{{id: {0}, title: {0}, format: report, also_asked: [{0} a, {0} b, {0} c]{1}}}\n"
    files = an_entry("Boards.", f"  resources: {listed}\n") | {
        "resources.yaml": f"- {resource.format('bare', '')}- {resource.format('race', ', url: https://example.org')}"
    }
    complaint = "faq.yaml:5: the resources of 'who' begin with one without a link; put one first that has a link"
    assert warnings(files) == ([complaint] if warned else [])


def test_a_word_in_two_groups_of_synonyms() -> None:
    synonyms = "synonyms:\n- [NED, non-exec]\n- [CEO]\n\n- [non-executive, ned]\n"
    files = an_entry("Boards.") | {"vocabulary.yaml": synonyms}
    complaint = "vocabulary.yaml:5: 'ned' stands in another group too (vocabulary.yaml:2); keep it in one"
    assert warnings(files) == [complaint]


def test_checks_that_clash() -> None:
    checks = "- {ask: Who may come?, expect: who}\n- {ask: who may come, expect: nothing}\n- {ask: who, expect: who}\n"
    complaint = "checks.yaml:2: 'who may come' expects 'nothing', but 'who' in checks.yaml:1"
    assert warnings(an_entry("Boards.") | {"checks.yaml": checks}) == [complaint]


@pytest.mark.parametrize(("verified", "warned"), [("2025-11-21", True), ("2026-11-01", False), ("''", False)])
def test_a_helpline_that_nobody_has_called_for_a_year_is_named(verified: str, warned: bool) -> None:
    route = f"routes:\n  - id: police\n    name: Police\n    verified: {verified}\n"
    complaint = "support.yaml:4: 'police' was verified over a year ago (2025-11-21); call it, and write today's date"
    assert warnings(an_entry("Boards.") | {"support.yaml": route}) == ([complaint] if warned else [])


@pytest.mark.parametrize(
    ("reviewed", "complaint"),
    [
        ("2026-11-23", None),
        ("2025-11-23", None),
        ("2025-11", None),
        ("2025", None),
        ("2026", None),
        ("2025-11-21", "'who' was reviewed over a year ago (2025-11-21); check it and write today's date"),
        ("2025-10", "'who' was reviewed over a year ago (2025-10); check it and write today's date"),
        ("2024", "'who' was reviewed over a year ago (2024); check it and write today's date"),
        ("2026-11-24", "'who' has a review date in the future (2026-11-24)"),
        ("2027", "'who' has a review date in the future (2027)"),
    ],
)
def test_a_review_over_a_year_ago(reviewed: str, complaint: str | None) -> None:
    found = warnings(an_entry("Boards.", f"  reviewed: {reviewed}\n"))
    assert found == ([f"faq.yaml:5: {complaint}"] if complaint else [])


@pytest.mark.parametrize(
    ("times", "complaints"),
    [
        ("starts: 2026-11-23T10:00+00:00", []),
        ("starts: 2026-11-22T10:00Z", ["5: 'day' is over (2026-11-22T10:00Z); say so in its summary or take it out"]),
        ("starts: 2026-11-22T10:00Z\n  ends: 2026-11-24T10:00Z", []),
        ("ends: 2026-11-22T10:00Z", ["5: 'day' is over (2026-11-22T10:00Z); say so in its summary or take it out"]),
        ("starts: 2026-12-03T10:00Z\n  ends: 2026-12-03T09:00Z", ["6: 'day' ends before it starts"]),
    ],
)  # fmt: skip
def test_an_event_that_is_over(times: str, complaints: list[str]) -> None:
    written = f"- id: day\n  title: A day\n  format: event\n  also_asked: [one, two, three]\n  {times}\n"
    assert warnings({"resources.yaml": written}) == [f"resources.yaml:{complaint}" for complaint in complaints]


def test_the_shipped_knowledge_has_no_warning_on_the_day_of_its_last_review() -> None:
    knowledge = parse_folder(shipped()).knowledge
    assert knowledge is not None
    reviewed = max(one.reviewed for one in knowledge.entries if one.reviewed)
    assert [str(warning) for warning in lint(knowledge, date.fromisoformat(reviewed))] == []
