"""What is copied from a word processor, a page or a calendar, and files that come back empty."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.loading.parse import parse
from knowledge.quality.lint import lint

START = "- id: a\n  question: Who?\n  also_asked: [one, two, three]\n"
ANSWER = "  answer: x\n"
LIST = "- id: a\n  question: Who?\n  answer: x\n  also_asked:\n"
LATER = "    - 'three: with a colon'\n"
NO_HYPHEN = "5: a list item must begin with a hyphen and a space, not with"
CURLY = "has a colon, and curly quotes do not hold a text together; put the whole text in straight ones"
IN_ITS_PLACE = "what follows # is a note, so put the text in quotes"
BRING_BACK = "bring back what stood in it"
EMPTY = f"holds nothing; {BRING_BACK}, or delete the file"


def refused(**files: str) -> list[str]:
    return [str(problem) for problem in parse({f"{name}.yaml": text for name, text in files.items()}, {}).problems]


def warned(**files: str) -> list[str]:
    read = parse({f"{name}.yaml": text for name, text in files.items()}, {})
    assert read.knowledge, read.problems
    return [str(warning) for warning in (*read.warnings, *lint(read.knowledge, date(2026, 11, 23)))]


@pytest.mark.parametrize("sign", ["•", "o", "1.", "2)", "–"])
def test_the_first_items_of_a_pasted_list_are_named_and_not_what_comes_of_them(sign: str) -> None:
    assert refused(faq=f"{LIST}    {sign} one\n    {sign} two\n    - three\n{LATER}") == [
        f"faq.yaml:{NO_HYPHEN} '{sign}'"
    ]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (f"{LIST}    - ‘one, two: three’\n", f"5: also_asked {CURLY}"),
        ("- id: a\n  question: Who?\n  answer:\n    “Note: yes”\n", f"4: answer {CURLY}"),
        ("- id: a\n  question: # 12 is what?\n" + ANSWER, f"2: question is empty; {IN_ITS_PLACE}"),
        ("- id: a\n  question:   # what people want to know\n" + ANSWER, "2: question is empty"),
    ],
)
def test_a_text_that_its_signs_made_something_else_is_told_with_the_remedy(written: str, sentence: str) -> None:
    assert refused(faq=written) == [f"faq.yaml:{sentence}"]


def test_an_item_that_is_all_note_is_not_lost_in_silence() -> None:
    assert warned(faq=START.replace("[one, two, three]", "\n    - # one\n    - two\n    - c\n    - d") + ANSWER) == [
        f"faq.yaml:4: also_asked has an item that is empty; {IN_ITS_PLACE}"
    ]


def test_of_an_emptied_file_one_sentence_is_told_and_not_each_mention() -> None:
    mentions = START + "  pillars: [first, second]\n  resources: [report]\n" + ANSWER
    assert refused(faq=mentions, pillars="", resources="# nothing yet\n") == [
        f"pillars.yaml:1: holds nothing, and 'first' is mentioned in faq.yaml:4; {BRING_BACK}",
        f"resources.yaml:1: holds nothing, and 'report' is mentioned in faq.yaml:5; {BRING_BACK}",
    ]


def test_an_emptied_file_that_nothing_mentions_is_warned_of_unless_a_note_says_that_it_is_meant() -> None:
    assert warned(faq=START + ANSWER, support="\n \n", replies="# none yet\n") == [f"support.yaml:1: {EMPTY}"]


def test_of_a_file_beside_others_of_its_kind_the_mentions_are_told() -> None:
    files = {"faq/a.yaml": "", "faq/b.yaml": START + "  follow_ups: [gone]\n" + ANSWER}
    read = parse(files, {})
    assert [str(problem) for problem in read.problems] == ["faq/b.yaml:4: unknown FAQ entry 'gone'; known are a"]
    assert [str(warning) for warning in read.warnings] == [f"faq/a.yaml:1: {EMPTY}"]


@pytest.mark.parametrize(
    ("typed", "mark", "remedy"),
    [
        ("Be **bold** now", "**bold**", "take the signs away"),
        ("Be __bold__ now", "__bold__", "take the signs away"),
        ("Be <b>bold</b>", "<b>", "take it away"),
        ("One&nbsp;two", "&nbsp;", "write the character itself"),
        ("## Who it is for", "## Who it is for", "take the # away"),
        ("See [it] (https://example.org/a) now", "[it] (https://example.org/a)",
         "for a link, take away the space between ] and ("),
    ],
)  # fmt: skip
def test_marks_of_other_programs_are_warned_of(typed: str, mark: str, remedy: str) -> None:
    assert warned(faq=f"{START}  answer: |\n    {typed}\n") == [
        f"faq.yaml:4: answer has '{mark}', shown as typed; {remedy}"
    ]


@pytest.mark.parametrize("typed", ["Take 2 * 3 ** 4", "If a < b and c > d", "See [it](https://example.org/a)", "- a"])
def test_signs_that_mean_themselves_are_not_warned_of(typed: str) -> None:
    assert warned(faq=f"{START}  answer: |\n    {typed}\n") == []


@pytest.mark.parametrize(
    ("starts", "warning"),
    [
        ("2027-06-03T10:00+00:00", "11:00 in London; if 10:00 is meant, write 2027-06-03T10:00+01:00"),
        ("2027-01-03T10:00+01:00", "09:00 in London; if 10:00 is meant, write 2027-01-03T10:00+00:00"),
        ("2027-06-03T10:00+01:00", ""),
        ("2027-01-03T10:00Z", ""),
    ],
)
def test_an_offset_of_the_other_season_is_warned_of(starts: str, warning: str) -> None:
    event = f"- id: r\n  title: R\n  format: webinar\n  also_asked: [one, two, three]\n  starts: {starts}\n"
    assert warned(resources=event) == ([f"resources.yaml:5: 'r' starts at {warning}"] if warning else [])


def test_a_time_without_its_offset_is_told_how_to_write_it_in_both_seasons() -> None:
    (told,) = refused(resources="- {id: r, title: R, format: webinar, starts: '3 June 2026, 10am'}\n")
    assert "2026-12-03T10:00+00:00" in told
    assert "in British summer time 2026-06-03T10:00+01:00" in told
