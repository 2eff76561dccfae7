"""What must fit together over an administrator's files: ids, mentions, names of files, and what is read from them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from bot.library.folder import parse_folder, shipped, shipped_wording
from knowledge.loading.parse import KINDS, Parsed, kind_of, parse
from knowledge.model import Contact
from knowledge.quality.lint import lint

WORDING = {"hello": "Hello {name}.", "goodbye": "Goodbye."}
ENTRY = "- {id: who, question: Who?, answer: Everybody.}\n"


def parsed(files: dict[str, str]) -> Parsed:
    return parse({name: dedent(text) for name, text in files.items()}, WORDING)


def told(files: dict[str, str]) -> list[str]:
    """What the loader says of some files."""
    return [str(problem) for problem in parsed(files).problems]


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
    complaint = f"{file}:2: id 'who' is taken (first in {file}:1); choose another"
    assert told({"faq.yaml": ENTRY, file: written}) == [complaint]


def test_routes_are_unique() -> None:
    routes = "routes:\n- {id: acas, name: Acas}\n- {id: acas, name: Acas}\n"
    complaint = "support.yaml:3: id 'acas' is taken (first in support.yaml:2); choose another"
    assert told({"faq.yaml": ENTRY, "support.yaml": routes}) == [complaint]


def test_what_is_not_known_may_be_left_empty() -> None:
    contact = "organisation:\nemail: ''\npage: null\npromised_reply_days: ''\nhours: ~\nreasons: []\n"
    resource = "- {id: race, title: Race, format: report, url: '', date: , minutes: '', starts: ~, also_asked: }\n"
    vocabulary = "topics:\nsynonyms:\n"
    read = parsed({"contact.yaml": contact, "resources.yaml": resource, "vocabulary.yaml": vocabulary})
    assert read.knowledge is not None
    (race,) = read.knowledge.resources
    assert (race.url, race.date, race.minutes, race.starts, race.also_asked) == (None, None, None, None, ())
    assert read.knowledge.contact == Contact()


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
    assert (str(who.location.at("answer")), str(who.location.at("also_asked", 0))) == ("faq.yaml:1", "learned.yaml:2")


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
    asked = [str(who.location.at("also_asked", index)) for index in range(len(who.also_asked))]
    assert (str(who.location), str(who.location.at("answer"))) == ("faq.yaml:2", "faq.yaml:9")
    assert asked == ["faq.yaml:5", "faq.yaml:8"]


def test_the_examples_of_the_guide_are_sound() -> None:
    guide = (Path(__file__).parent.parent / "docs" / "knowledge.md").read_text("utf-8")
    examples = dict(re.findall(r"^## (\S+\.yaml)$.*?^```yaml$(.*?)^```$", guide, re.DOTALL | re.MULTILINE))
    assert {kind_of(file) for file in examples} == set(KINDS)
    read = parse(examples, shipped_wording())
    assert (read.problems, read.warnings) == ((), ())
    assert read.knowledge is not None
    assert lint(read.knowledge, date(2026, 11, 23)) == ()


def test_the_shipped_files_are_sound() -> None:
    read = parse_folder(shipped())
    assert (read.problems, read.warnings) == ((), ())


def test_a_folder_tells_the_problems_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "who.yaml").write_bytes(b"- id: who\n  question: Who?\n  answer: caf\xe9\n")
    (tmp_path / "faq" / "roles").mkdir()
    (tmp_path / "faq" / "roles" / "chair.yaml").write_text(ENTRY, "utf-8")
    (tmp_path / "checks.yaml").write_text("- {ask: who, expect: who}\n", "utf-8")
    (tmp_path / "glossary.yaml").write_bytes("- id: wres".encode("utf-16"))
    (tmp_path / "resources.yml").write_bytes(b"#" * 10_000_000)
    (tmp_path / ".hidden.yaml").write_bytes(b"\xff")
    (tmp_path / "notes.txt").write_bytes(b"\xff")
    assert [str(problem) for problem in parse_folder(tmp_path).problems] == [
        "faq/roles/chair.yaml:1: is too deep in folders to be read; move it to faq/",
        "faq/who.yaml:3: is not UTF-8 text; save it as UTF-8",
        "glossary.yaml:1: is not UTF-8 text; save it as UTF-8",
        "resources.yml:1: is too large; split it over several files in a folder of its name",
    ]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert [str(problem) for problem in parse_folder(missing).problems] == [f"{missing}:1: is not a folder"]
