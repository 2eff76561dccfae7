"""YAML is read as it was typed, and what cannot be read is refused in plain words, by both of PyYAML's parsers."""

from __future__ import annotations

from textwrap import dedent

import pytest
import yaml

from knowledge.loading import nodes
from knowledge.loading.nodes import Fields, Items, Node, Text
from knowledge.loading.yaml_complaints import NO_COMMA, NOT_CLOSED, Typed, in_plain_words
from knowledge.problem import quoted

PARSERS = {"C": getattr(yaml, "CBaseLoader", yaml.BaseLoader), "Python": yaml.BaseLoader}
TAB = "a tab stands where YAML wants spaces; use two spaces instead"
COLON = "a colon followed by a space stands inside the text; put the whole text in quotes"
RUNS_ON = "this line is read as part of the text above; check the spaces at its start, or write | after the key above"
OUT_OF_PLACE = "this line does not fit the lines above; check the spaces and the hyphen at its start"
AFTER_QUOTE = "words stand before or after what is in quotes or brackets; put quotes around the whole text"
APOSTROPHE = "an apostrophe ends the quote that is opened here; write '' for an apostrophe inside single quotes"
BLOCK = "after | or > the text must begin on the next line"
BACKSLASH = "has a backslash in double quotes that stands for no character; use single quotes"
SECOND = "has a second document (a line of three dots or dashes); keep everything in one"
PERCENT = "a line that begins with % cannot be read; put the text in quotes"
LARGE = "is too large; split it over several files in a folder of its name"


@pytest.fixture(params=list(PARSERS.values()), ids=list(PARSERS), autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of PyYAML's parsers: the one in C is not built everywhere."""
    monkeypatch.setattr(nodes, "Loader", request.param)


def told(written: str) -> list[str]:
    """What is said of a file."""
    return [str(problem) for problem in nodes.read("faq.yaml", written)[1]]


def plain(node: Node | None) -> object:
    """A tree without its lines."""
    match node:
        case Text():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Fields():
            return {key: plain(value) for key, value in node.fields.items()}
    return None


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("- id: a\n\tb: c\n", f"2: {TAB}"),
        ("a:\n\t- b\n", f"2: {TAB}"),
        ("a: |\n\tb\n", f"2: {TAB}"),
        ("a: b: c\n", f"1: {COLON}"),
        ("a: b\r\nc: d: e\r\n", f"2: {COLON}"),
        ("a: b\rc: d: e\r", f"2: {COLON}"),
        ("- a: b\n   c: d\n", f"2: {RUNS_ON}"),
        ("a: b\n  c\n d: e\n", f"3: {RUNS_ON}"),
        ("- a: b\n c: d\n", f"2: {OUT_OF_PLACE}"),
        ("a: |\n  b\n c\n", f"3: {OUT_OF_PLACE}"),
        ("- a\nb: c\n", f"2: {OUT_OF_PLACE}"),
        ("- a: b\n  - c\n", f"2: {OUT_OF_PLACE}"),
        ("a:\n  - b\n c: d\n", f"3: {OUT_OF_PLACE}"),
        ("- 'that's it'\n- b\n", f"1: {APOSTROPHE}"),
        ('- "two" words\n- b\n', f"1: {AFTER_QUOTE}"),
        ("- [label](https://example.org) words\n", f"1: {AFTER_QUOTE}"),
        ("a: {name} is here\n", f"1: {AFTER_QUOTE}"),
        ('a: "b\nc: d\n', "1: a quote is opened here and never closed"),
        ("a: b\nc: 'd\n", "2: a quote is opened here and never closed"),
        ('a: "b\nc: "d"\ne: f\n', "1: a quote is opened here and closed only in line 2; close it sooner"),
        ("a: [b, c\nd: e\n", f"1: {NOT_CLOSED.format('[', ']')}"),
        ("a: {b\n", f"1: {NOT_CLOSED.format('{', '}')}"),
        ("a: b\nc: [d,\n\n\n", f"2: {NOT_CLOSED.format('[', ']')}"),
        ("a: b\nc: [d,", f"2: {NOT_CLOSED.format('[', ']')}"),
        ("a: ['b' 'c']\n", f"1: {NO_COMMA}"),
        ("a: b\nc\nd: e\n",
         "2: this line is neither 'key: text' nor a list item; a text of several lines needs | after its key"),
        ("a: - b\n", "1: a list begins on the line after its key; a text that begins with a hyphen must be in quotes"),
        ("a: | b\n  c\n", f"1: {BLOCK}"),
        ("a: >>\n  b\n", f"1: {BLOCK}"),
        ("- *bold* words\n", "1: a text that begins with * must be in quotes"),
        ("- *\n", "1: a text that begins with * must be in quotes"),
        ("- &\n", "1: a text that begins with & must be in quotes"),
        ("- &a b\n- *a\n", "1: a text that begins with & or * must be in quotes"),
        ("- *a\n", "1: a text that begins with & or * must be in quotes"),
        ("- @here\n", "1: a text that begins with @ must be in quotes"),
        ("- `code`\n", "1: a text that begins with ` must be in quotes"),
        ("- %50\n", "1: a text that begins with % must be in quotes"),
        ("a: ,b\n", "1: a text that begins with , must be in quotes"),
        ("a: ]\n", "1: a text that begins with ] must be in quotes"),
        ("a: ? b\n", "1: a text that begins with ? must be in quotes"),
        ("a: !b c\n", "1: a text that begins with ! must be in quotes"),
        ("a: ! b\n", "1: a text that begins with ! must be in quotes"),
        ("a: !b!c d\n", "1: a text that begins with ! must be in quotes"),
        ("!!python/object/apply:os.system [ls]\n", "1: a text that begins with ! must be in quotes"),
        ('a: "\\q"\n', f"1: {BACKSLASH}"),
        ('a: "\\UFFFFFFFF"\n', f"1: {BACKSLASH}"),
        ("a: question #1\n", "1: a text is cut off before its #; put the whole text in quotes"),
        (": b\n", "1: a colon stands here without a word before it"),
        ("? ", "1: a colon stands here without a word before it"),
        ("~: b\n", "1: a colon stands here without a word before it"),
        ("? [a]\n: b\n", "1: a colon stands here without a word before it"),
        ("a: b\nc: d\na: e\n", "3: 'a' stands twice (first in line 1); keep one"),
        ("--- a\n--- b\n", f"2: {SECOND}"),
        ("---\n---\n", f"2: {SECOND}"),
        ("a: b\n...\nc\n", f"3: {SECOND}"),
        ("%YAML 3.0\n---\na: b\n", f"1: {PERCENT}"),
        ("%YAML\n---\na: b\n", f"1: {PERCENT}"),
        ("[" * 100, "1: is nested too deeply"),
        ("- " * 100, "1: is nested too deeply"),
        ("{a: " * 100, "1: is nested too deeply"),
        ("a: b\n\nc: \0\n", "3: holds a character that cannot be read (<U+0000>); take it out"),
        ("a: b\r\nc: \x0c\r\n", "2: holds a character that cannot be read (<U+000C>); take it out"),
        ("a: \ud800\n", "1: holds a character that cannot be read (<U+D800>); take it out"),
        ("x" * 1_000_001, f"1: {LARGE}"),
    ],
    ids=lambda text: text[:20],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_plain_words(written: str, complaint: str) -> None:
    assert told(written) == [f"faq.yaml:{complaint}"]


def test_a_file_of_too_many_parts_is_refused_at_the_line_that_is_too_much() -> None:
    assert told("- a\n" * 60_000) == [f"faq.yaml:50000: {LARGE}"]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: x\nb: &b [lol, lol]\n" + "".join(f"{key}: &{key} [*b, *b, *b, *b]\n" for key in "cdefgh")
    assert told(bomb) == ["faq.yaml:2: a text that begins with & or * must be in quotes"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None), ("# A comment.\n", None), ("---\n", None), ("null\n", None), ("~\n", None), ("\ufeff", None),
        ("\ufeffa: b\n", {"a": "b"}),
        ("a: b\n\ufeffc: d\n", {"a": "b", "c": "d"}),
        ("a: no\nb: 12:30\nc: 0123\nd: 2026-11-01\ne: 1e3\n",
         {"a": "no", "b": "12:30", "c": "0123", "d": "2026-11-01", "e": "1e3"}),
        ("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n", {"a": None, "b": None, "c": None, "d": "", "e": "null"}),
        ("a: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}),
        ("\u00a0a: b\n\u00a0c:\u00a0d\u00a0e\n", {"a": "b", "c": "d e"}),
        ("a: b\u2028c\n", {"a": "b c"}),
        ("a\u200b: b\u00ad\n", {"a": "b"}),
        ("a: b  # a comment\n", {"a": "b"}),
        ("a: C# and F#\n", {"a": "C# and F#"}),
        ("a: 'b #1'  #2\n", {"a": "b #1"}),
        ("a: 👩🏽‍⚕️ naïve café\n", {"a": "👩🏽‍⚕️ naïve café"}),
        ("%YAML 1.1\n---\na: b\n", {"a": "b"}),
        ("<<: {a: b}\n", {"<<": {"a": "b"}}),
    ],
)  # fmt: skip
def test_what_was_typed_is_what_is_meant(written: str, meant: object) -> None:
    node, problems = nodes.read("faq.yaml", written)
    assert (plain(node), problems) == (meant, ())


def test_every_part_knows_its_line() -> None:
    node, _ = nodes.read("faq.yaml", dedent("""\
        # A comment.
        - id: a
          asked:

            - b
            - |
              c
              d
        """))  # fmt: skip
    assert isinstance(node, Items)
    (entry,) = node.items
    assert isinstance(entry, Fields)
    asked = entry.fields["asked"]
    assert isinstance(asked, Items)
    block = asked.items[1]
    assert isinstance(block, Text)
    assert (entry.line, entry.lines, asked.items[0].line) == (2, {"id": 2, "asked": 3}, 5)
    assert (block.line, block.line_at((block.text or "").index("d"))) == (6, 8)


def test_problems_before_the_place_where_reading_stopped_are_kept() -> None:
    assert told("a: b\na: c\nd: e: f\n") == [
        "faq.yaml:2: 'a' stands twice (first in line 1); keep one",
        f"faq.yaml:3: {COLON}",
    ]


def test_a_complaint_without_a_place_has_a_sentence() -> None:
    assert in_plain_words(yaml.MarkedYAMLError(), Typed([])) == (1, "cannot be read as YAML")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("two\n  lines", "'two lines'"),
        ("a" * 61, f"'{'a' * 60}…'"),
        ("hid\u200dden\x07", "'hid<U+200D>den<U+0007>'"),
        ("", "''"),
    ],
)
def test_what_was_typed_is_shown_on_one_line_with_nothing_invisible(typed: str, shown: str) -> None:
    assert quoted(typed) == shown
