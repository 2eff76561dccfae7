"""Typical slips of people who have never heard of YAML: each gets one exact sentence, its line, and a remedy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library.folder import Library, misnamed, parse_folder, shipped, shipped_wording
from bot.wording import Wording
from knowledge.loading.parse import parse
from tests.conftest import Folder
from tests.office import Office, own_office
from tests.phone import Phone

SAY = Wording(shipped_wording())

START = "- id: a\n  question: Who?\n"
END = "  answer: x\n"
TEXT_NOTE = "put the whole text in quotes or below a |, or two spaces before the # if it is a note"
EACH = "must be a list: each item on a line of its own that begins with '- '"
ON_A_LINE = "this line is neither 'key: text' nor a list item; a text of several lines needs | after its key"
BRACKET = "a [ is opened here and never closed; write ], or put a text that begins with [ in quotes"
BRACE = "a { is opened here and never closed; write }, or put a text that begins with { in quotes"
CURLY = "has curly quotes around it, which people would see; take them away, or use straight ones"
OUT_OF_PLACE = "this line does not fit the lines above; check the spaces and the hyphen at its start"
APOSTROPHE = "an apostrophe ends the quote that is opened here; write '' for an apostrophe inside single quotes"
A_LIST = "must be text, and is read as a list; write | after the key, or put a text that begins with [ in quotes"
ENDS = "ends with a quote that is never opened; take it away, or write one at the beginning too"
KEBAB = "must be lower-case letters and digits joined by hyphens"

REFUSED = {
    "no space after a colon": (START + "  answer:What?\n", "3: a space is missing after the colon of 'answer:'"),
    "no space in the middle": (
        "- id: a\n  question:What?\n" + END,
        "2: a space is missing after the colon of 'question:'",
    ),
    "no space at the start": ("- id:a\n  question: Who?\n" + END, "1: a space is missing after the colon of 'id:'"),
    "no space in braces": (
        START + END + "- {id:b, question: W, answer: x}\n",
        "4: a space is missing after the colon of 'id:'",
    ),
    "an equals sign": (
        "- id: a\n  question = Who?\n" + END,
        "2: write a colon and a space after 'question', not an equals sign",
    ),
    "a wide colon": (
        "- id: a\n  question： Who?\n" + END,
        "2: the colon after 'question' is not the plain one; type : and a space",
    ),
    "no colon": ("- id: a\n  question Who?\n" + END, f"2: {ON_A_LINE}"),
    "no space after the hyphen": ("-id: a\n  question: Who?\n" + END, "1: a space is missing after the hyphen"),
    "a dash for a hyphen": (
        "– id: a\n  question: Who?\n" + END,
        "1: a list item must begin with a hyphen and a space, not with '–'",
    ),
    "bullets for hyphens": (
        START + "  also_asked:\n  • one\n  • two\n" + END,
        "4: a list item must begin with a hyphen and a space, not with '•'",
    ),
    "dashes for hyphens": (
        START + "  also_asked:\n    – one\n    – two\n" + END,
        f"4: also_asked {EACH}, a plain hyphen and a space",
    ),
    "hyphens without a space": (
        START + "  also_asked:\n    -one\n    -two\n" + END,
        f"4: also_asked {EACH}, a hyphen and a space",
    ),
    "commas alone": (
        START + "  also_asked: one, two\n" + END,
        "3: also_asked must be a list; put [ before its first item and ] after its last",
    ),
    "a closing bracket alone": (
        START + "  also_asked: one, two]\n" + END,
        "3: also_asked must be a list, and has only its closing bracket; write [ at its beginning",
    ),
    "a bracket that is not closed": (START + "  also_asked: [x, y\n" + END, f"3: {BRACKET}"),
    "a bracket that a later list closes": (START + "  also_asked: [x, y\n  sources: [a, b]\n" + END, f"3: {BRACKET}"),
    "a bracket at the end": (START + END + "  also_asked: [x, y\n", f"4: {BRACKET}"),
    "a brace that is not closed": (
        "- {id: a, question: Who, answer: x\n- {id: b, question: W, answer: y}\n",
        f"1: {BRACE}",
    ),
    "no comma": (
        START + "  also_asked: ['one' 'two']\n" + END,
        "3: the brackets that open here hold something that is not parted by a comma; a text with signs needs quotes",
    ),
    "a note in brackets": (
        "- {id: a, question: enquiry # 12, answer: x}\n",
        "1: what follows # is a note, the closing bracket too; put the whole text in quotes",
    ),
    "a quote that is not closed": (
        "- id: a\n  question: 'Who?\n" + END + "- id: b\n  question: 'W'\n" + END,
        "2: a quote is opened here and closed only in line 5; close it sooner",
    ),
    "a quote that nothing closes": (START + '  answer: "Yes\n', "3: a quote is opened here and never closed"),
    "an apostrophe in quotes": (START + "  answer: 'It's ours'\n", f"3: {APOSTROPHE}"),
    "quotes in quotes": (
        START + '  answer: "We say "we"."\n',
        "3: a quote inside the text ends the one that is opened here; put the whole text in single quotes",
    ),
    "curly quotes for quotes": (
        START + "  answer: “Note: yes”\n",
        "3: curly quotes do not hold a text together; put the whole text in straight ones",
    ),
    "a colon in the text": (
        START + "  answer: Note: yes\n",
        "3: a colon followed by a space stands inside the text; put the whole text in quotes",
    ),
    "a tab": ("- id: a\n\tquestion: Who?\n" + END, "2: a tab stands where YAML wants spaces; use two spaces instead"),
    "a bullet list for an answer": (START + "  answer:\n    - one\n    - two\n", f"4: answer {A_LIST}"),
    "a hyphen after the key": (
        START + "  answer: - one\n",
        "3: a list begins on the line after its key; a text that begins with a hyphen must be in quotes",
    ),
    "a note within a text": (
        START + "  answer: first # ours\n    second\n",
        "3: the text goes on below, but the note after # ends it; take the note away, or write | after the key",
    ),
    "a number sign": (
        START + "  answer: See question #1\n",
        "3: a text is cut off before its #; put the whole text in quotes",
    ),
    "several lines": (START + "  answer: First.\n  Second.\n", f"4: {ON_A_LINE}"),
    "words after the |": (
        START + "  answer: | First\n    Second\n",
        "3: after | or > the text must begin on the next line",
    ),
    "too little space": ("- id: a\n question: Who?\n" + END, f"2: {OUT_OF_PLACE}"),
    "a link without quotes": (
        START + "  answer: [page](https://example.org) is good\n",
        "3: words stand before or after what is in quotes or brackets; put quotes around the whole text",
    ),
    "a dash in an id": (
        "- id: next–event\n  question: Who?\n" + END,
        f"1: id 'next–event' {KEBAB}, such as 'next-event'",
    ),
    "a hard space in an id": (
        "- id: next\u00a0event\n  question: Who?\n" + END,
        f"1: id 'next event' {KEBAB}, such as 'next-event'",
    ),
    "curly quotes around an id": ("- id: “a”\n  question: Who?\n" + END, f"1: id '“a”' {KEBAB}, such as 'a'"),
    "a dash in a mention": (
        START + END + "  follow_ups: [a–b]\n- {id: a-b, question: W, answer: x}\n",
        "4: unknown FAQ entry 'a–b', did you mean 'a-b'?",
    ),
    "no hyphen at all": ("id: a\nquestion: Who?\nanswer: x\n", "1: must be a list: each entry begins with '- '"),
    "the key twice": (START + END + "  answer: y\n", "4: 'answer' stands twice (first in line 3); keep one"),
}
WARNED = {
    "a text lost behind #": (
        START + "  answer: Ring extension # 12 for help.\n",
        f"3: answer ends before '# 12 for help.', which is read as a note; {TEXT_NOTE}",
    ),
    "a number behind a sentence": (
        START + "  answer: We are in room no. # 12\n",
        f"3: answer ends before '# 12', which is read as a note; {TEXT_NOTE}",
    ),
    "a wording lost behind #": (
        START + END + "  also_asked:\n    - enquiry number # 12\n",
        f"5: also_asked ends before '# 12', which is read as a note; {TEXT_NOTE}",
    ),
    "the end of several lines": (
        START + "  answer: Ring us on\n    extension # 12\n",
        f"4: answer ends before '# 12', which is read as a note; {TEXT_NOTE}",
    ),
    "curly quotes around an answer": (START + "  answer: “Yes”\n", f"3: answer {CURLY}"),
    "curly quotes around a wording": (START + END + "  also_asked: [“one”, two]\n", f"4: also_asked {CURLY}"),
    "single curly quotes": ("- id: a\n  question: ‘Who?’\n" + END, f"2: question {CURLY}"),
    "a quote at the end alone": (START + '  answer: Yes"\n', f"3: answer {ENDS}"),
}
SOUND = (
    START + "  answer: Yes.  # ask Bea\n",
    START + "  answer: Yes. # ask Bea\n",
    START + "  answer: There is none yet  # ask Bea\n",
    START + END + "  owner: '' # not known\n",
    START + END + "  follow_ups: [a] # ours\n  sources: # 12\n    - https://example.org\n",
    START + "  answer: |  # confirm\n    Ring extension # 12\n",
    START + "  answer: 'Ring extension # 12' # note\n",
    START + "  answer: She said “yes” and “no”\n",
    START + "  answer: “Yes”, they said, “now”.\n",
    START + "  answer: The boards' own C# team\n",
    "- id: a # ours\n  question: Who?\n  reviewed: 2026-11 # Bea\n" + END,
    START + "  answer: |\n    “Yes”\n",
    START + "  answer:\tx\n",
    "- id: a\n\u00a0\u00a0question: Who?\n" + END,
)


@pytest.mark.parametrize(("written", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_slip_is_refused_with_its_line_and_the_remedy(written: str, sentence: str) -> None:
    assert str(parse({"faq.yaml": written}, {}).problems[0]) == f"faq.yaml:{sentence}"


@pytest.mark.parametrize(("written", "sentence"), WARNED.values(), ids=WARNED)
def test_what_can_be_read_but_was_hardly_meant_is_warned_of(written: str, sentence: str) -> None:
    read = parse({"faq.yaml": written}, {})
    assert (read.problems, list(map(str, read.warnings))) == ((), [f"faq.yaml:{sentence}"])


@pytest.mark.parametrize("written", SOUND)
def test_what_was_meant_is_not_warned_of(written: str) -> None:
    read = parse({"faq.yaml": written}, {})
    assert (read.problems, read.warnings) == ((), ())


def test_what_ships_has_no_slip() -> None:
    assert parse_folder(shipped()).warnings == ()


def test_contact_and_wording_and_synonyms_are_looked_at_too() -> None:
    files = {
        "faq.yaml": START + END,
        "contact.yaml": "organisation: “Us”\nhours: Monday to Friday, room # 12\n",
        "wording.yaml": "goodbye: “Bye”\n",
        "vocabulary.yaml": "synonyms:\n  - [“NED”, lay member]\n",
    }
    told = parse(files, {"goodbye": "Goodbye."})
    assert [f"{one.file}:{one.line}" for one in told.warnings] == [
        "contact.yaml:1", "contact.yaml:2", "vocabulary.yaml:2", "wording.yaml:1",
    ]  # fmt: skip


def test_a_file_that_is_not_read_for_its_name_is_named_with_the_right_one(folder: Folder) -> None:
    own: Path = folder(faq=START + END)
    for name in ("faq.yaml.txt", "contact.yaml.docx", "glossary.docx", "resources.xlsx", "notes.txt", "paper.docx"):
        (own / name).write_bytes(b"PK\x03\x04")
    told = {one.file: one.what for one in misnamed(own)}
    assert told == {
        name: f"is not read; save it as plain text with the name {meant}"
        for name, meant in {
            "contact.yaml.docx": "contact.yaml", "faq.yaml.txt": "faq.yaml", "glossary.docx": "glossary.yaml",
            "resources.xlsx": "resources.yaml",
        }.items()
    }  # fmt: skip
    read = parse_folder(own)
    assert (read.problems, len(read.warnings)) == ((), 4)


def test_a_copy_beside_its_file_is_named(folder: Folder) -> None:
    own = folder(faq=START + END)
    for name in ("faq (1).yaml", "faq copy.yaml", "Copy of faq.yaml", "faq - Copy.yaml"):
        (own / name).write_text(START + END, "utf-8")
    assert {one.what for one in parse_folder(own).problems} == {
        "looks like a copy of faq.yaml; keep one of the two, with that name"
    }


@pytest.mark.parametrize(
    ("begins", "kind"),
    [(b"PK\x03\x04", "a Word, Excel or zip file"), (b"{\\rtf1", "a rich text (RTF) file"), (b"%PDF-1.7", "a PDF"),
     (b"<!DOCTYPE html>", "a web page")],
)  # fmt: skip
def test_another_kind_of_file_under_a_right_name_is_never_parsed(folder: Folder, begins: bytes, kind: str) -> None:
    own = folder()
    (own / "faq.yaml").write_bytes(begins + b"\n- id: a")
    assert (
        str(parse_folder(own).problems[0]) == f"faq.yaml:1: is {kind} and not plain text; save it as plain text (UTF-8)"
    )


@pytest.fixture
async def at(few_words: Library, folder: Folder) -> AsyncIterator[Office]:
    async with own_office(few_words, folder(faq=START + END)) as found:
        yield found


@pytest.mark.parametrize(
    "name", ["faq.yml", "faq.yaml.txt", "FAQ (1).yaml", "faq.yaml (2).txt", "faq copy.yml.txt", "faq.txt"]
)
async def test_a_file_comes_back_under_the_name_a_phone_gave_it(ada: Phone, name: str) -> None:
    *_, shown = await ada.send(name, (START + "  answer: y\n").encode())
    assert "Answer of “Who?”" in shown.text
    assert shown.buttons == ("Apply", "Discard")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("faq.yaml.docx", "“faq.yaml.docx” is a text document, which holds more than its words. Open it, save it as"),
        ("faq.docx", "“faq.docx” is a text document"),
        ("faq (1).rtf", "“faq (1).rtf” is a text document"),
        ("faq.pages", "“faq.pages” is a text document"),
        ("faq--roles.yaml.xlsx", "“faq--roles.yaml.xlsx” is a table, and the knowledge is plain text."),
        ("faq.zip", "“faq.zip” is packed. Unpack it, and send faq.yaml alone."),
        ("faq.pdf", "“faq.pdf” cannot be read as plain text."),
    ],
)
async def test_a_document_is_named_with_the_remedy_and_never_parsed(ada: Phone, name: str, begins: str) -> None:
    (told,) = await ada.send(name, b"PK\x03\x04")
    assert told.text.startswith(begins)
    assert ("faq/roles.yaml" if "roles" in name else "faq.yaml") in told.text


async def test_another_document_is_none_of_the_knowledge(ada: Phone) -> None:
    (told,) = await ada.send("minutes.docx", b"PK\x03\x04")
    assert told.text == SAY("edit_no_yaml")


async def test_what_is_lost_behind_a_note_is_told_before_it_counts(ada: Phone) -> None:
    *_, shown = await ada.send("faq.yaml", (START + "  answer: Ring extension # 12 for help.\n").encode())
    assert "faq.yaml:3: answer ends before '# 12 for help.'" in shown.text


async def test_a_misnamed_file_in_the_folder_is_told_with_the_files(at: Office, ada: Phone) -> None:
    own = at.assistant.services.editing.folder
    assert own
    (own / "glossary.yaml.txt").write_text("- id: a\n", "utf-8")
    *_, told = await ada.write("/knowledge")
    assert told.text.endswith("• glossary.yaml.txt:1: is not read; save it as plain text with the name glossary.yaml")
