"""Every complaint of the loader, with its file and line, and that nothing an administrator writes can break it."""

from __future__ import annotations

from textwrap import dedent
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library import read_folder, shipped, shipped_wording
from knowledge.parse import Parsed, kind_of, parse
from knowledge.problem import MOST_PROBLEMS

WORDING = {"hello": "Hello {name}.", "goodbye": "Goodbye."}
ENTRY = "- {id: who, question: Who?, answer: Everybody.}\n"
SHIPPED, _ = read_folder(shipped())


def parsed(files: dict[str, str]) -> Parsed:
    return parse({name: dedent(text) for name, text in files.items()}, WORDING)


def told(files: dict[str, str]) -> list[str]:
    """What the loader says of some files."""
    return [str(problem) for problem in parsed(files).problems]


def rules(table: dict[str, tuple[str, str]]) -> pytest.MarkDecorator:
    """`{rule: (YAML, the only complaint)}` as parameters."""
    return pytest.mark.parametrize(("written", "complaint"), list(table.values()), ids=list(table))


@rules({
    "a field that must be there": ("""\
        - id: who
          question: Who is it for?
        """, "faq.yaml:1: answer is missing"),
    "a field that must not be empty": ("""\
        - id: who
          question: Who is it for?
          answer: ""
        """, "faq.yaml:3: answer is empty"),
    "null is nothing": ("""\
        - id: who
          question: null
          answer: Boards.
        """, "faq.yaml:2: question is empty"),
    "an unknown key that is a slip": ("""\
        - id: who
          question: Who is it for?
          answer: Boards.
          anwser: Boards and governors.
        """, "faq.yaml:4: unknown key 'anwser', did you mean 'answer'?"),
    "an unknown key that shares a word": ("""\
        - id: who
          question: Who is it for?
          asked: [which boards]
          answer: Boards.
        """, "faq.yaml:3: unknown key 'asked', did you mean 'also_asked'?"),
    "an unknown key like no other": ("""\
        - id: who
          question: Who is it for?
          answer: Boards.
          colour: red
        """, "faq.yaml:4: unknown key 'colour'; known are also_asked, answer, audiences, follow_ups, id, owner, pillars, "
             "question, resources, reviewed, sources, topics"),
    "a repeated key": ("""\
        - id: who
          question: Who is it for?
          answer: Boards.
          question: Who may come?
        """, "faq.yaml:4: 'question' stands twice (first in line 2); keep one"),
    "an id that is not in kebab case": ("""\
        - id: Who Is It For?
          question: Who is it for?
          answer: Boards.
        """, "faq.yaml:1: id 'Who Is It For?' must be lower-case letters and digits joined by hyphens, "
             "such as 'who-is-it-for'"),
    "an id without letters": ("""\
        - id: "???"
          question: Who is it for?
          answer: Boards.
        """, "faq.yaml:1: id '???' must be lower-case letters and digits joined by hyphens"),
    "an id with a meaning of its own": ("""\
        - id: support
          question: Who helps?
          answer: Samaritans.
        """, "faq.yaml:1: id 'support' has a meaning of its own in checks.yaml; choose another"),
    "an endless id": (f"""\
        - id: {"who-" * 30}is-it-for
          question: Who is it for?
          answer: Boards.
        """, "faq.yaml:1: id 'who-who-who-who-who-who-who-who-who-who-who-who-who-who-who-…' is longer than "
             "80 characters; choose a shorter one"),
    "a list where text belongs": ("""\
        - id: who
          question: Who is it for?
          answer:
            - Boards.
            - Governors.
        """, "faq.yaml:4: answer must be text; put it in quotes if it has a colon or begins with - or [ or {"),
    "text where a list belongs": ("""\
        - id: who
          question: Who is it for?
          answer: Boards.
          also_asked: which boards
        """, "faq.yaml:4: also_asked must be a list: each item on a line of its own that begins with '- '"),
    "a colon inside an item": ("""\
        - id: who
          question: Who is it for?
          also_asked:
            - which boards
            - one thing: governors too?
          answer: Boards.
        """, "faq.yaml:5: also_asked has an item that is not plain text; put the whole item in quotes if it has a colon"),
    "a text longer than a message": (f"""\
        - id: who
          question: Who is it for?
          answer: {"board " * 700}
        """, "faq.yaml:3: answer is longer than 4,096 characters; make it shorter"),
    "a control character by its number": ("""\
        - id: who
          question: Who is it for?
          answer: "Boards.\\x07"
        """, "faq.yaml:3: answer has a character that cannot be shown (<U+0007>)"),
    "a link that is no address": ("""\
        - id: who
          question: Who is it for?
          answer: |
            Boards.

            See [the page](nhsproviders.org).
        """, "faq.yaml:6: answer has a link to 'nhsproviders.org', which is not an address that begins with https://"),
    "a link without words": ("""\
        - id: who
          question: Who is it for?
          answer: See [ ](https://nhsproviders.org).
        """, "faq.yaml:3: answer has a link to 'https://nhsproviders.org' without words; say in the [] where it goes"),
    "a link with a space": ("""\
        - id: who
          question: Who is it for?
          answer: See [the page](https://nhsproviders.org /race).
        """, "faq.yaml:3: answer has a link that does not look like [words](https://address); mind spaces and brackets"),
    "a date that is none": ("""\
        - id: who
          question: Who is it for?
          answer: Boards.
          reviewed: 2026-02-30
        """, "faq.yaml:4: reviewed '2026-02-30' is not a date; write 2026, 2026-11 or 2026-11-23"),
    "a date in English": ("""\
        - id: who
          question: Who is it for?
          answer: Boards.
          reviewed: 1st of March
        """, "faq.yaml:4: reviewed '1st of March' is not a date; write 2026, 2026-11 or 2026-11-23"),
    "an entry that is only text": ("""\
        - who is it for
        """, "faq.yaml:1: must be a group of fields such as 'id: …'"),
    "a group where a list belongs": ("""\
        faq:
          - {id: who, question: Who?, answer: Boards.}
        """, "faq.yaml:1: must be a list: each entry begins with '- '"),
    "text where a list of entries belongs": ("""\
        Who is it for?
        """, "faq.yaml:1: must be a list: each entry begins with '- '"),
    "nothing to answer with": ("""\
        # Only a comment.
        """, "faq.yaml:1: there is no FAQ entry and no resource in any file"),
    "an unknown follow-up": ("""\
        - id: who
          question: Who is it for?
          answer: Boards.
          follow_ups: [whoo]
        """, "faq.yaml:4: unknown FAQ entry 'whoo', did you mean 'who'?"),
})  # fmt: skip
def test_in_the_faq(written: str, complaint: str) -> None:
    assert told({"faq.yaml": written}) == [complaint]


@rules({
    "an unknown format": ("""\
        - id: race-2-0
          title: Race 2.0
          format: reprot
        """, "resources.yaml:3: unknown format 'reprot', did you mean 'report'?"),
    "an address that is none": ("""\
        - id: race-2-0
          title: Race 2.0
          format: report
          url: javascript:alert(1)
        """, "resources.yaml:4: url 'javascript:alert(1)' has a round bracket; write %28 for ( and %29 for )"),
    "an address without a host": ("""\
        - id: race-2-0
          title: Race 2.0
          format: report
          url: https:///race
        """, "resources.yaml:4: url 'https:///race' is not an address that begins with https://"),
    "an address of another kind": ("""\
        - id: race-2-0
          title: Race 2.0
          format: report
          url: ftp://nhsproviders.org
        """, "resources.yaml:4: url 'ftp://nhsproviders.org' is not an address that begins with https://"),
    "an address that pretends to be another": ("""\
        - id: race-2-0
          title: Race 2.0
          format: report
          url: https://nhsproviders.org@example.org
        """, "resources.yaml:4: url 'https://nhsproviders.org@example.org' is not an address that begins with https://"),
    "an address that no program can read": ("""\
        - id: race-2-0
          title: Race 2.0
          format: report
          url: "https://[nhsproviders.org"
        """, "resources.yaml:4: url 'https://[nhsproviders.org' is not an address that begins with https://"),
    "a time without its offset": ("""\
        - id: race-2-0
          title: Race 2.0
          format: event
          starts: 2026-12-03 10:00
        """, "resources.yaml:4: starts '2026-12-03 10:00' is not a time with its offset; write 2026-12-03T10:00+00:00"),
    "a time in English": ("""\
        - id: race-2-0
          title: Race 2.0
          format: event
          ends: noon
        """, "resources.yaml:4: ends 'noon' is not a time with its offset; write 2026-12-03T10:00+00:00"),
    "minutes in English": ("""\
        - id: race-2-0
          title: Race 2.0
          format: podcast
          minutes: half an hour
        """, "resources.yaml:4: minutes 'half an hour' must be a whole number, one or more"),
    "no minutes": ("""\
        - id: race-2-0
          title: Race 2.0
          format: podcast
          minutes: 0
        """, "resources.yaml:4: minutes '0' must be a whole number, one or more"),
    "a group where an id belongs": ("""\
        - id: race-2-0
          title: Race 2.0
          format: {report: yes}
        """, "resources.yaml:3: format has an item that is not plain text; put the whole item in quotes if it has a colon"),
})  # fmt: skip
def test_in_the_resources(written: str, complaint: str) -> None:
    assert told({"resources.yaml": written}) == [complaint]


@rules({
    "a list where a group belongs": ("""\
        - nobody
        """, "contact.yaml:1: must be a group of fields: organisation, email, page, promised_reply_days, hours, reasons"),
    "an unknown key": ("""\
        organisation: NHS Providers
        e-mail: race@nhsproviders.org
        """, "contact.yaml:2: unknown key 'e-mail', did you mean 'email'?"),
    "an e-mail address that is none": ("""\
        email: the team
        """, "contact.yaml:1: email 'the team' is not an e-mail address"),
    "an e-mail address with a comma": ("""\
        email: a@example.org,b@example.org
        """, "contact.yaml:1: email 'a@example.org,b@example.org' is not an e-mail address"),
    "a promise of no days": ("""\
        promised_reply_days: soon
        """, "contact.yaml:1: promised_reply_days 'soon' must be a whole number, one or more"),
    "a reason twice": ("""\
        reasons:
          - {id: question, label: A question}
          - label: Another question
            id: question
        """, "contact.yaml:4: id 'question' is taken (first in contact.yaml:2); choose another"),
    "reasons that are no list": ("""\
        reasons: any
        """, "contact.yaml:1: must be a list: each entry begins with '- '"),
})  # fmt: skip
def test_in_the_contact_file(written: str, complaint: str) -> None:
    assert told({"faq.yaml": ENTRY, "contact.yaml": written}) == [complaint]


@rules({
    "synonyms that are no list": ("""\
        synonyms: NED
        """, "vocabulary.yaml:1: synonyms must be a list of groups, such as - [NED, non-exec]"),
    "a group of synonyms that is no list": ("""\
        synonyms:
          - [NED, non-exec]
          - CEO
        """, "vocabulary.yaml:3: synonyms must be a list: each item on a line of its own that begins with '- '"),
    "names without ids": ("""\
        topics: [allyship]
        """, "vocabulary.yaml:1: topics must be a group of ids, each with a name"),
    "an id that is not in kebab case": ("""\
        topics:
          Allyship: {name: Allyship}
        """, "vocabulary.yaml:2: 'Allyship' must be lower-case letters and digits joined by hyphens, such as 'allyship'"),
    "an id without a name": ("""\
        topics:
          allyship: {also_asked: [ally]}
        """, "vocabulary.yaml:2: name is missing"),
    "an id with nothing": ("""\
        topics:
          allyship:
        """, "vocabulary.yaml:2: must be a group of fields such as 'name: …'"),
    "an unknown part": ("""\
        themes:
          allyship: {name: Allyship}
        """, "vocabulary.yaml:1: unknown key 'themes'; known are audiences, formats, synonyms, topics"),
})  # fmt: skip
def test_in_the_vocabulary(written: str, complaint: str) -> None:
    assert told({"faq.yaml": ENTRY, "vocabulary.yaml": written}) == [complaint]


@rules({
    "a key that the assistant does not use": ("""\
        hallo: Hello {name}.
        """, "wording.yaml:1: unknown key 'hallo', did you mean 'hello'?"),
    "a name that is not filled in": ("""\
        hello: Hello {nmae} or {name}.
        """, "wording.yaml:1: hello has {nmae}, which is not filled in; it may use {name}"),
    "a name where none is filled in": ("""\
        goodbye: |
          Goodbye {name}.
        """, "wording.yaml:1: goodbye has {name}, which is not filled in; it may use none"),
    "a brace that is not closed": ("""\
        goodbye: Goodbye {name.
        """, "wording.yaml:1: goodbye has {name.}, which is not filled in; it may use none"),
    "a sentence that is empty": ("""\
        goodbye: ''
        """, "wording.yaml:1: goodbye is empty; write a sentence, or leave the key out to use the usual one"),
    "a list where a sentence belongs": ("""\
        goodbye: [Goodbye, See you]
        """, "wording.yaml:1: goodbye must be text; put it in quotes if it has a colon or begins with - or [ or {"),
    "a list where sentences belong": ("""\
        - Goodbye
        """, "wording.yaml:1: must be a group of 'key: sentence'"),
})  # fmt: skip
def test_in_the_wording(written: str, complaint: str) -> None:
    assert told({"faq.yaml": ENTRY, "wording.yaml": written}) == [complaint]


@pytest.mark.parametrize(
    ("file", "written", "complaint"),
    [
        ("pillars.yaml", "- id: hearts-and-minds\n", "pillars.yaml:1: name is missing"),
        ("glossary.yaml", "- {id: wres, definition: A standard.}\n", "glossary.yaml:1: term is missing"),
        ("smalltalk.yaml", "- {id: hi, also_asked: [], reply: Hello.}\n", "smalltalk.yaml:1: also_asked is empty"),
        ("smalltalk.yaml", "- {id: hi, also_asked: [hi], reply: '[hi](x)'}\n",
         "smalltalk.yaml:1: reply has a link to 'x', which is not an address that begins with https://"),
        ("support.yaml", "routes:\n  - {id: acas, nmae: Acas, name: Acas}\n",
         "support.yaml:2: unknown key 'nmae', did you mean 'name'?"),
        ("support.yaml", "routes:\n- {id: acas, name: Acas, verified: yes}\n",
         "support.yaml:2: verified 'yes' is not a date; write 2026, 2026-11 or 2026-11-23"),
        ("support.yaml", "disclosures: I am afraid\n",
         "support.yaml:1: disclosures must be a list: each item on a line of its own that begins with '- '"),
        ("replies.yaml", "- {id: thanks, title: Thanks}\n", "replies.yaml:1: text is missing"),
        ("checks.yaml", "- {ask: who is it for, expect: whom}\n", "checks.yaml:1: unknown id 'whom', did you mean 'who'?"),
        ("learned.yaml", "phrasings:\n  - {entry: whom, ask: for whom}\n",
         "learned.yaml:2: unknown entry 'whom', did you mean 'who'?"),
        ("learned.yaml", "phrasings:\n  - {ask: for whom}\n", "learned.yaml:2: entry is missing"),
        ("learned.yaml", "entries:\n  - {id: what, question: What?}\n", "learned.yaml:2: answer is missing"),
        ("learned.yaml", "- {entry: who, ask: for whom}\n",
         "learned.yaml:1: must be a group of fields: phrasings, entries"),
    ],
)  # fmt: skip
def test_in_the_other_files(file: str, written: str, complaint: str) -> None:
    assert told({"faq.yaml": ENTRY, file: written}) == [complaint]


@pytest.mark.parametrize(
    ("kind", "file", "defined"),
    [
        ("pillar", "pillars.yaml", "- {id: hearts-and-minds, name: Hearts and minds change}"),
        ("resource", "resources.yaml", "- {id: hearts-and-minds, title: A report, format: report}"),
        ("topic", "vocabulary.yaml", "topics: {hearts-and-minds: {name: Hearts}}"),
        ("audience", "vocabulary.yaml", "audiences: {hearts-and-minds: {name: Hearts}}"),
    ],
)
def test_a_mention_is_checked_where_the_file_that_would_define_it_is_there(kind: str, file: str, defined: str) -> None:
    mention = f"- id: who\n  question: Who?\n  answer: All.\n  {kind}s:\n    - strat\n    - heart-and-minds\n"
    assert told({"faq.yaml": mention}) == []
    assert told({"faq.yaml": mention, file: defined}) == [
        f"faq.yaml:5: unknown {kind} 'strat'; known are hearts-and-minds",
        f"faq.yaml:6: unknown {kind} 'heart-and-minds', did you mean 'hearts-and-minds'?",
    ]


def test_ids_are_unique_over_everything_that_a_question_can_find() -> None:
    files = {
        "faq.yaml": "- id: same\n  question: Who?\n  answer: All.\n",
        "glossary.yaml": "- term: Same\n  definition: Alike.\n  id: same\n",
        "learned.yaml": "entries:\n  - {id: same, question: What?, answer: That.}\n",
        "pillars.yaml": "- {id: same, name: Same}\n",
        "resources.yaml": "- {id: same, title: Same, format: report}\n",
    }
    taken = "id 'same' is taken (first in faq.yaml:1); choose another"
    assert told(files) == [
        f"glossary.yaml:3: {taken}",
        f"learned.yaml:2: {taken}",
        f"pillars.yaml:1: {taken}",
        f"resources.yaml:1: {taken}",
    ]


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("smalltalk.yaml", "- {id: who, also_asked: [hi], reply: Hi.}\n- {id: who, also_asked: [hey], reply: Hi.}\n"),
        ("replies.yaml", "- {id: who, title: Yes, text: Yes.}\n- {id: who, title: No, text: No.}\n"),
    ],
)
def test_other_ids_are_unique_within_their_file(file: str, written: str) -> None:
    assert told({"faq.yaml": ENTRY, file: written}) == [f"{file}:2: id 'who' is taken (first in {file}:1); choose another"]


def test_routes_are_unique() -> None:
    routes = "routes:\n- {id: acas, name: Acas}\n- {id: acas, name: Acas}\n"
    complaint = "support.yaml:3: id 'acas' is taken (first in support.yaml:2); choose another"
    assert told({"faq.yaml": ENTRY, "support.yaml": routes}) == [complaint]


def test_a_kind_may_be_split_over_files_but_each_thing_stands_once() -> None:
    files = {
        "faq/a.yaml": ENTRY,
        "faq/b.yaml": ENTRY.replace("who", "what"),
        "contact/a.yaml": "hours: mornings\n",
        "contact/b.yaml": "hours: afternoons\n",
        "vocabulary/a.yaml": "topics: {data: {name: Data}}\n",
        "vocabulary/b.yaml": "topics: {data: {name: Figures}}\n",
        "wording/a.yaml": "goodbye: Bye.\n",
        "wording/b.yaml": "goodbye: Farewell.\n",
    }
    assert told(files) == [
        "contact/b.yaml:1: hours stands in another file too; keep one",
        "vocabulary/b.yaml:1: 'data' stands in another file too; keep one",
        "wording/b.yaml:1: goodbye stands also in wording/a.yaml:1; keep one",
    ]


def test_all_problems_are_told_at_once_in_the_order_of_files_and_lines() -> None:
    files = {
        "faq.yaml": "- {id: who, question: Who?}\n- {id: A, question: What?, answer: That.}\n",
        "checks.yaml": "- {ask: who}\n",
        "glossary.yaml": "- id: wres\n\tterm: WRES\n",
    }
    assert told(files) == [
        "checks.yaml:1: expect is missing",
        "faq.yaml:1: answer is missing",
        "faq.yaml:2: id 'A' must be lower-case letters and digits joined by hyphens, such as 'a'",
        "glossary.yaml:2: a tab stands where YAML wants spaces; use two spaces instead",
    ]


def test_a_problem_is_not_repeated_by_what_mentions_it() -> None:
    files = {
        "faq.yaml": "- {id: who, question: Who?, answer: All., resources: [race], follow_ups: [what]}\n"
                    "- {id: what, question: What?}\n",
        "resources.yaml": "- id: race\n\ttitle: Race 2.0\n",
        "checks.yaml": "- {ask: race 2, expect: race}\n",
    }  # fmt: skip
    assert told(files) == [
        "faq.yaml:2: answer is missing",
        "resources.yaml:2: a tab stands where YAML wants spaces; use two spaces instead",
    ]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("faq.yaml", "faq"), ("faq.yml", "faq"), ("faq/roles.yaml", "faq"), ("faq", None), ("faq.txt", None),
        ("faq/", None), ("faq/2026/roles.yaml", None), ("../faq.yaml", None), ("faq/../../x.yaml", None), ("", None),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_name_or_its_folder(file: str, kind: str | None) -> None:
    assert kind_of(file) == kind


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ("fqa.yaml", "fqa.yaml:1: is not one of the files that are read, did you mean 'faq'?"),
        ("FAQ.yaml", "FAQ.yaml:1: is not one of the files that are read, did you mean 'faq'?"),
        ("resource/a.yaml", "resource/a.yaml:1: is not one of the files that are read, did you mean 'resources'?"),
        ("faq/2026/a.yaml", "faq/2026/a.yaml:1: is too deep in folders to be read; move it to faq/"),
    ],
)
def test_a_misnamed_file_is_a_problem(file: str, complaint: str) -> None:
    assert told({"faq.yaml": ENTRY, file: ENTRY}) == [complaint]


def test_a_file_of_something_else_is_a_warning() -> None:
    read = parsed({"faq.yaml": ENTRY, "mkdocs.yaml": "site: x\n"})
    assert read.problems == ()
    assert [str(warning) for warning in read.warnings] == ["mkdocs.yaml:1: is not one of the files that are read"]


def test_a_sentence_that_leaves_out_what_is_filled_in_is_a_warning() -> None:
    read = parsed({"faq.yaml": ENTRY, "wording.yaml": "\nhello: Hello.\n"})
    assert read.problems == ()
    assert [str(warning) for warning in read.warnings] == ["wording.yaml:2: hello leaves out {name}"]


def test_what_was_typed_is_what_is_meant() -> None:
    read = parsed({"faq.yaml": """\
        - id: 2026-11-01
          question: no
          also_asked: [12:30, 0123, yes, 1e3, 0x1F, .5, on]
          answer: |
            One  #1: "two" & *three*
        - id: 007
          question: off
          answer: 1_000
        """})  # fmt: skip
    assert read.knowledge is not None
    entry, other = read.knowledge.entries
    assert (entry.id, entry.question, other.id, other.answer) == ("2026-11-01", "no", "007", "1_000")
    assert entry.also_asked == ("12:30", "0123", "yes", "1e3", "0x1F", ".5", "on")
    assert entry.answer == 'One  #1: "two" & *three*'


def test_a_folder_stands_alone_but_for_its_wording() -> None:
    read = parsed({"faq.yaml": ENTRY, "wording.yaml": "goodbye: Bye.\n", "pillars.yaml": "", "contact.yaml": "null\n"})
    assert read.knowledge is not None
    assert dict(read.knowledge.wording) == {"hello": "Hello {name}.", "goodbye": "Bye."}
    assert (read.knowledge.pillars, read.knowledge.support) == ((), None)


def test_learned_phrasings_belong_to_their_entry_and_keep_their_place() -> None:
    learned = "phrasings:\n  - {entry: who, ask: for whom}\nentries:\n  - {id: what, question: What?, answer: That.}\n"
    read = parsed({"faq.yaml": ENTRY, "learned.yaml": learned})
    assert read.knowledge is not None
    who, what = read.knowledge.entries
    assert (who.also_asked, what.question) == (("for whom",), "What?")
    assert (str(who.place.at("answer")), str(who.place.at("also_asked", 0))) == ("faq.yaml:1", "learned.yaml:2")


def test_places_are_those_of_the_lines() -> None:
    read = parsed({"faq.yaml": """\
        # A comment.
        - id: who
          question: Who?
          also_asked:
            - for whom

            -
            - whose
          answer: All.
        """})  # fmt: skip
    assert read.knowledge is not None
    (who,) = read.knowledge.entries
    asked = [str(who.place.at("also_asked", index)) for index in range(len(who.also_asked))]
    assert (str(who.place), str(who.place.at("answer")), asked) == ("faq.yaml:2", "faq.yaml:9", ["faq.yaml:5", "faq.yaml:8"])


def test_the_shipped_files_are_sound() -> None:
    read = parse(SHIPPED, shipped_wording())
    assert (read.problems, read.warnings) == ((), ())


@pytest.mark.parametrize(
    "hostile",
    [
        "- a\n" * 200_000,
        "- {id: A}\n" * 90_000,
        "".join(f"k{number}: x\n" for number in range(90_000)),
        "a: b\n" * 190_000,
        "- id: a\n  follow_ups: [" + "who-is-it-far, " * 60_000 + "]\n",
        "- id: a\n  answer: " + "[](" * 300_000,
        "- id: a\n  answer: " + "[" * 900_000,
        "- id: a\n  url: https://" + "a." * 400_000,
        "a" * 999_999,
        "[" * 999_999,
        "- " * 499_999,
        "? " * 499_999,
        "a: &a [" + "*a, " * 200_000 + "]",
        "\n" * 999_999,
        '"' + "\\u0041" * 160_000 + '"',
        "x" * 10_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_file_is_refused_within_a_second(hostile: str) -> None:
    began = perf_counter()
    read = parsed({"faq.yaml": hostile})
    assert perf_counter() - began < 1
    assert read.knowledge is None
    assert 0 < len(read.problems) <= MOST_PROBLEMS + 1
    assert all(len(problem.what) < 300 for problem in read.problems)


def test_more_problems_than_anyone_would_read_are_cut_short() -> None:
    assert told({"faq.yaml": "- a\n" * 2_000})[-1] == "faq.yaml:500: there are more problems; mend these first"


# Slips and attacks, put into files that were sound.
SLIPS = st.sampled_from([
    "\t", "\r\n", "\r", "\0", "\x07", "\ufeff", "\u200b", "\u2028", "\xa0", "\ud800", "'", '"', ": ", " #", "#1", "- ",
    "&a ", "*a", "!!python/object:os.system ", "!x ", "%YAML 9.9\n", "---\n", "...\n", "{", "}", "[", "]", "|", ">", "? ",
    "@", "`", "\\x", "\\", "null", "~", "\n", "\n\n", "\n  ", " ", ",", "](", "{page}", "id: id", "<<: *a", "x" * 5_000,
    "[" * 2_000, "- " * 100, "{a: " * 100,
])  # fmt: skip


@st.composite
def corrupted(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped file with a few slips in it."""
    file = draw(st.sampled_from(sorted(SHIPPED)))
    start = SHIPPED[file].rfind("\n- ", 0, draw(st.integers(0, len(SHIPPED[file])))) + 1
    text = SHIPPED[file][start : start + 3_000]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.one_of(SLIPS, st.text(max_size=5))) + text[at + draw(st.integers(0, 40)) :]
    return file, text


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corrupted())
def test_no_slip_breaks_the_loader(file_and_text: tuple[str, str]) -> None:
    file, text = file_and_text
    read = parse({file: text}, shipped_wording())
    assert (read.knowledge is None) == bool(read.problems)
    for problem in (*read.problems, *read.warnings):
        assert problem.file == file or problem.line == 1
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1
        assert problem.what.isprintable()
