"""Every complaint about a field of an administrator's file, with its file and line."""

from __future__ import annotations

import pytest

from knowledge.loading.parse import parse

WORDING = {"hello": "Hello {name}.", "goodbye": "Goodbye."}
SOUND = {"faq.yaml": "- {id: who, question: Who?, answer: Everybody.}\n"}
A_LIST = "must be text, and is read as a list; write | after the key, or put a text that begins with [ in quotes"
NOT_TEXT = "must be text; put it in quotes if it has a colon or begins with - or [ or {"
NOT_A_LIST = "must be a list: each item on a line of its own that begins with '- '"
NOT_AN_ITEM = "has an item that is not plain text; put the whole item in quotes if it has a colon"
NOT_A_LINK = "has a link that is not written as [words](https://address), on one line and without spaces"
NOT_AN_ADDRESS = "is not an address that begins with https://"
NOT_A_DATE = "is not a date; write 2026, 2026-11 or 2026-11-23"
NOT_A_TIME = (
    "is not a day and a time with its offset; write 2026-12-03T10:00+00:00, or in British summer time "
    "2026-06-03T10:00+01:00"
)
NOT_A_NUMBER = "must be a whole number, one or more"
NOT_KEBAB = "must be lower-case letters and digits joined by hyphens"
KEYS = (
    "also_asked, answer, ask, audiences, follow_ups, id, owner, pillars, question, resources, reviewed, sources, topics"
)
NOT_ENTRIES = "must be a list: each entry begins with '- '"

NOT_FILLED = "which is not filled in; it may use"
OF_CONTACT = "organisation, email, page, promised_reply_days, hours, signature, notice, reasons"
ANYWHERE = "{days}, {email}, {hours}, {organisation}, {page}"  # what contact.yaml fills in


def told(files: dict[str, str]) -> list[str]:
    """What the loader says of some files."""
    return [str(problem) for problem in parse(files, WORDING).problems]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("anwser: All.", "4: unknown key 'anwser', did you mean 'answer'?"),
        ("asked: [for whom]", "4: unknown key 'asked', did you mean 'also_asked'?"),
        ("colour: red", f"4: unknown key 'colour'; known are {KEYS}"),
        ("question: Whom?", "4: 'question' stands twice (first in line 2); keep one"),
        ("owner:\n    - a\n    - b", f"5: owner {A_LIST}"),
        ("owner: {a: b}", f"4: owner {NOT_TEXT}"),
        ("owner: " + "board " * 700, "4: owner is longer than 4,096 characters; make it shorter"),
        ('owner: "\\x07"', "4: owner has a character that cannot be shown (<U+0007>)"),
        ('owner: "\\0"', "4: owner has a character that cannot be shown (<U+0000>)"),
        ("also_asked: for whom", f"4: also_asked {NOT_A_LIST}"),
        ("also_asked: {for: whom}", f"4: also_asked {NOT_A_LIST}"),
        ("also_asked:\n    - whom\n    - one thing: whom", f"6: also_asked {NOT_AN_ITEM}"),
        ("also_asked: [[for whom]]", f"4: also_asked {NOT_AN_ITEM}"),
        ("reviewed: 2026-02-30", f"4: reviewed '2026-02-30' {NOT_A_DATE}"),
        ("reviewed: 1st of March", f"4: reviewed '1st of March' {NOT_A_DATE}"),
        ("reviewed: 2026-3-1", f"4: reviewed '2026-3-1' {NOT_A_DATE}"),
        ("reviewed: ２０２６", f"4: reviewed '２０２６' {NOT_A_DATE}"),
        ("follow_ups: [whoo]", "4: unknown FAQ entry 'whoo', did you mean 'who'?"),
        ("follow_ups: {who: what}", f"4: follow_ups {NOT_A_LIST}"),
    ],
)  # fmt: skip
def test_in_an_entry(written: str, complaint: str) -> None:
    entry = f"- id: who\n  question: Who?\n  answer: All.\n  {written}\n"
    assert told({"faq.yaml": entry}) == [f"faq.yaml:{complaint}"]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("- {id: who, question: Who?}", "1: answer is missing"),
        ("\n- question: Who?\n  answer: All.", "2: id is missing"),
        ("- id: who\n  question: Who?\n  answer: ''", "3: answer is empty"),
        ("- id: who\n  question: null\n  answer: All.", "2: question is empty"),
        ("- id: '  '\n  question: Who?\n  answer: All.", "1: id is empty"),
        ("- {id: Who Is It For?, question: Who?, answer: All.}",
         f"1: id 'Who Is It For?' {NOT_KEBAB}, such as 'who-is-it-for'"),
        ("- {id: '???', question: Who?, answer: All.}", f"1: id '???' {NOT_KEBAB}"),
        ("- {id: 1.5, question: Who?, answer: All.}", f"1: id '1.5' {NOT_KEBAB}, such as '1-5'"),
        ("- {id: support, question: Who?, answer: All.}",
         "1: id 'support' has a meaning of its own in checks.yaml; choose another"),
        ("- {id: " + "who" * 30 + ", question: Who?, answer: All.}",
         f"1: id '{'who' * 20}…' is longer than 80 characters; choose a shorter one"),
        ("- {id: [who], question: Who?, answer: All.}", f"1: id {A_LIST}"),
        ("- who is it for", "1: must be a group of fields such as 'id: …'"),
        ("- [who, is, it, for]", "1: must be a group of fields such as 'id: …'"),
        ("-\n", "1: must be a group of fields such as 'id: …'"),
        ("faq:\n  - who", f"1: {NOT_ENTRIES}"),
        ("Who is it for?", f"1: {NOT_ENTRIES}"),
        ("42", f"1: {NOT_ENTRIES}"),
        ("[]", "1: there is no FAQ entry and no resource in any file"),
        ("# Nothing yet.", "1: there is no FAQ entry and no resource in any file"),
    ],
)  # fmt: skip
def test_in_a_list_of_entries(written: str, complaint: str) -> None:
    assert told({"faq.yaml": written}) == [f"faq.yaml:{complaint}"]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("[the page](nhs.uk)", f"4: answer has a link to 'nhs.uk', which {NOT_AN_ADDRESS}"),
        ("[the page]()", f"4: answer has a link to '', which {NOT_AN_ADDRESS}"),
        ("\n\n    See [here](javascript:x).", f"6: answer has a link to 'javascript:x', which {NOT_AN_ADDRESS}"),
        ("[ ](https://nhs.uk)", "4: answer has a link to 'https://nhs.uk' without words; say in the [] where it goes"),
        ("[the page](https://nhs.uk /race)", f"4: answer {NOT_A_LINK}"),
        ("[the page](https://nhs.uk", f"4: answer {NOT_A_LINK}"),
        ("[the page](https://nhs.uk/a_(b))", f"4: answer {NOT_A_LINK}"),
        ("All.\n    See [the\n    page](https://nhs.uk).", f"6: answer {NOT_A_LINK}"),
    ],
)
def test_in_the_links_of_an_answer(written: str, complaint: str) -> None:
    entry = f"- id: who\n  question: Who?\n  answer: |\n    {written}\n"
    assert told({"faq.yaml": entry}) == [f"faq.yaml:{complaint}"]


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("url: nhs.uk/race", f"4: url 'nhs.uk/race' {NOT_AN_ADDRESS}"),
        ("url: https:///race", f"4: url 'https:///race' {NOT_AN_ADDRESS}"),
        ("url: https://localhost", f"4: url 'https://localhost' {NOT_AN_ADDRESS}"),
        ("url: ftp://nhs.uk", f"4: url 'ftp://nhs.uk' {NOT_AN_ADDRESS}"),
        ("url: javascript:nhs.uk", f"4: url 'javascript:nhs.uk' {NOT_AN_ADDRESS}"),
        ("url: https://nhs.uk@example.org", f"4: url 'https://nhs.uk@example.org' {NOT_AN_ADDRESS}"),
        ("url: https://nhs.uk/a b", f"4: url 'https://nhs.uk/a b' {NOT_AN_ADDRESS}"),
        ('url: "https://[nhs.uk"', f"4: url 'https://[nhs.uk' {NOT_AN_ADDRESS}"),
        ("url: https://nhs.uk:port/", f"4: url 'https://nhs.uk:port/' {NOT_AN_ADDRESS}"),
        ("url: https://nhs.uk/(b)", "4: url 'https://nhs.uk/(b)' has a round bracket; write %28 for ( and %29 for )"),
        ("starts: 2026-12-03 10:00", f"4: starts '2026-12-03 10:00' {NOT_A_TIME}"),
        ("ends: noon", f"4: ends 'noon' {NOT_A_TIME}"),
        ("minutes: half an hour", f"4: minutes 'half an hour' {NOT_A_NUMBER}"),
        ("minutes: 0", f"4: minutes '0' {NOT_A_NUMBER}"),
        ("minutes: -5", f"4: minutes '-5' {NOT_A_NUMBER}"),
        ("date: soon", f"4: date 'soon' {NOT_A_DATE}"),
        ("publsher: NHS", "4: unknown key 'publsher', did you mean 'publisher'?"),
    ],
)
def test_in_a_resource(written: str, complaint: str) -> None:
    resource = f"- id: race\n  title: Race\n  format: report\n  {written}\n"
    assert told({"resources.yaml": resource}) == [f"resources.yaml:{complaint}"]


@pytest.mark.parametrize(
    ("file", "written", "complaint"),
    [
        ("resources.yaml", "- {id: race, title: Race, format: reprot}",
         "1: unknown format 'reprot', did you mean 'report'?"),
        ("resources.yaml", "- {id: race, title: Race, format: {report: yes}}", f"1: format {NOT_AN_ITEM}"),
        ("pillars.yaml", "- id: hearts-and-minds", "1: name is missing"),
        ("glossary.yaml", "- {id: wres, definition: A standard.}", "1: term is missing"),
        ("glossary.yaml", "- {id: wres, term: WRES, defintion: A., definition: A.}",
         "1: unknown key 'defintion', did you mean 'definition'?"),
        ("smalltalk.yaml", "- {id: hi, also_asked: [], reply: Hello.}", "1: also_asked is empty"),
        ("smalltalk.yaml", "- {id: hi, also_asked: [hi], reply: '[hi](x)'}",
         f"1: reply has a link to 'x', which {NOT_AN_ADDRESS}"),
        ("support.yaml", "routes:\n  - {id: acas, nmae: A, name: A}", "2: unknown key 'nmae', did you mean 'name'?"),
        ("support.yaml", "routes:\n- {id: acas, name: Acas, verified: yes}", f"2: verified 'yes' {NOT_A_DATE}"),
        ("support.yaml", "disclosures: I am afraid", f"1: disclosures {NOT_A_LIST}"),
        ("support.yaml", "- Acas", "1: must be a group of fields: routes, disclosures, guidance"),
        ("replies.yaml", "- {id: thanks, title: Thanks}", "1: text is missing"),
        ("checks.yaml", "- {ask: who is it for, expect: whom}", "1: unknown id 'whom', did you mean 'who'?"),
        ("checks.yaml", "- {ask: who is it for}", "1: expect is missing"),
        ("learned.yaml", "phrasings:\n  - {entry: whom, ask: whom}", "2: unknown entry 'whom', did you mean 'who'?"),
        ("learned.yaml", "phrasings:\n  - {ask: for whom}", "2: entry is missing"),
        ("learned.yaml", "entries:\n  - {id: what, question: What?}", "2: answer is missing"),
        ("learned.yaml", "- {entry: who, ask: for whom}", "1: must be a group of fields: phrasings, entries"),
        ("contact.yaml", "- nobody",
         f"1: must be a group of fields: {OF_CONTACT}"),
        ("contact.yaml", "page: https://nhs.uk\ne-mail: race@nhs.uk", "2: unknown key 'e-mail', did you mean 'email'?"),
        ("contact.yaml", "email: the team", "1: email 'the team' is not an e-mail address"),
        ("contact.yaml", "email: a@nhs.uk,b@nhs.uk", "1: email 'a@nhs.uk,b@nhs.uk' is not an e-mail address"),
        ("contact.yaml", "promised_reply_days: soon", f"1: promised_reply_days 'soon' {NOT_A_NUMBER}"),
        ("contact.yaml", "reasons: any", f"1: {NOT_ENTRIES}"),
        ("vocabulary.yaml", "synonyms: NED", "1: synonyms must be a list of groups, such as - [NED, non-exec]"),
        ("vocabulary.yaml", "synonyms:\n  - [NED, non-exec]\n  - CEO", f"3: synonyms {NOT_A_LIST}"),
        ("vocabulary.yaml", "topics: [allyship]", "1: topics must be a group of ids, each with a name"),
        ("vocabulary.yaml", "topics:\n  A B: {name: Allyship}", f"2: 'A B' {NOT_KEBAB}, such as 'a-b'"),
        ("vocabulary.yaml", "topics:\n  allyship: {also_asked: [ally]}", "2: name is missing"),
        ("vocabulary.yaml", "topics:\n  allyship:", "2: must be a group of fields such as 'name: …'"),
        ("vocabulary.yaml", "themes: {}", "1: unknown key 'themes'; known are audiences, formats, synonyms, topics"),
        ("wording.yaml", "hallo: Hello {name}.", "1: unknown key 'hallo', did you mean 'hello'?"),
        ("wording.yaml", "hello: Hi {nmae}.", "1: hello has {nmae}, which is not filled in; did you mean {name}?"),
        ("wording.yaml", "goodbye: |\n  Bye {name}.", f"1: goodbye has {{name}}, {NOT_FILLED} {ANYWHERE}"),
        ("wording.yaml", "goodbye: Bye {name.", f"1: goodbye has {{name.}}, {NOT_FILLED} {ANYWHERE}"),
        ("wording.yaml", "goodbye: ''",
         "1: goodbye is empty; write a sentence, or leave the key out to use the usual one"),
        ("wording.yaml", "goodbye: [Bye, See you]", f"1: goodbye {A_LIST}"),
        ("wording.yaml", "- Goodbye", "1: must be a group of 'key: sentence'"),
    ],
)  # fmt: skip
def test_in_the_other_files(file: str, written: str, complaint: str) -> None:
    assert told({**SOUND, file: written}) == [f"{file}:{complaint}"]
