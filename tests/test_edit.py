"""An edit changes what was meant, and every other byte of an administrator's file stays."""

from __future__ import annotations

import difflib
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.library.folder import read_folder, shipped, shipped_wording
from knowledge.editing.edit import (
    ANSWERS,
    EditError,
    id_for,
    with_answer,
    with_entry,
    with_learned,
    with_phrasing,
    with_text,
)
from knowledge.loading.parse import kind_of, parse
from knowledge.model import Entry, Knowledge

SHIPPED, _ = read_folder(shipped())
WORDING = shipped_wording()
QUICK = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

# What people write, and what YAML could mistake for its own signs.
TRICKY = st.sampled_from([
    "Yes: no", "'", '"', "''", "\\n", "- item", "-- dash", "# not a comment", " #hash", "a, b", "“quoted”",
    "[label](https://example.org/a?b=c#d)", "👋🏽 👨\u200d👩\u200d👧", "é", "ﬁ", "{x}", "]", "|", ">", "&a", "*a",
    "!tag", "%TAG", "@me", "`code`", "? who", ": colon", "null", "~", "---", "...", "12:30", "0123", "no", "\t", "\n",
    "\n\n", "\n- a\n- b\n", "  ", " ", "a", "Boards", "\r\n", "\u200b", "\xa0", "\u2028", "\ufeff",
])  # fmt: skip
NEW_TEXT = st.lists(TRICKY | st.text(max_size=8).filter(str.isprintable), min_size=1, max_size=8).map("".join)

STYLES = {
    "plain": "  answer: Old: no, this is a text.\n".replace(": no", " no"),
    "plain over lines": "  answer: Old text\n    that goes on\n\n    and on.\n",
    "below its key": "  answer:\n    Old text\n    below.\n",
    "below its key and a comment": "  answer:  # why\n    Old text.\n",
    "with a comment": "  answer: Old text.  # reviewed by K\n",
    "in single quotes": "  answer: 'Old: it''s here' # note\n",
    "in double quotes": '  answer: "Old \\"text\\"\n    over two lines"\n',
    "literal": "  answer: |\n    Old text.\n\n    - a\n    # not a comment\n",
    "literal, stripped": "  answer: |-  # note\n      Old text.\n\n\n",
    "literal with an indent of its own": "  answer: |4\n      Old text.\n",
    "folded": "  answer: >+\n    Old text\n    goes on.\n\n",
    "with an odd key": "  ? answer\n  : Old text.\n",
}
BEFORE = "# Ours. Keep: this.\n\n- id: first\n  question: One?   # odd  spaces\n"
AFTER = "  also_asked: [one, 'two, three']\n# - id: commented out\n\n- {id: second, question: Two?, answer: B.}\n#end"


def knowledge_of(text: str, file: str = "faq.yaml") -> Knowledge:
    read = parse({file: text}, WORDING)
    assert read.knowledge, read.problems
    return read.knowledge


def entry(text: str, id_: str) -> Entry:
    found = knowledge_of(text).entry(id_)
    assert found
    return found


def as_read(text: str) -> str:
    """A text as the loader will return it: nothing invisible, no blanks at ends of lines."""
    for sign in "\u200b\ufeff":
        text = text.replace(sign, "")
    for sign in "\xa0\u2028":
        text = text.replace(sign, " ")
    lines = [line.rstrip() for line in text.strip().replace("\r\n", "\n").split("\n")]
    return "\n".join(lines) if len(lines) > 1 else " ".join(lines[0].split())


def sound(text: str) -> bool:
    """Is it something that an answer may say?"""
    return (
        bool(as_read(text))
        and not parse({"faq.yaml": f"- {{id: a, question: b, answer: {quoted(text)}}}"}, {}).problems
    )


def quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(sign):08X}" for sign in as_read(text)) + '"'


@QUICK
@given(st.sampled_from(sorted(STYLES)), NEW_TEXT, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@example("literal", "- [a](https://example.org): 'x' #1\n\n- b", "\r\n", "")
def test_an_answer_is_replaced_whatever_its_style(style: str, new: str, newline: str, mark: str) -> None:
    assume(sound(new))
    before = (mark + BEFORE + STYLES[style] + AFTER).replace("\n", newline)
    after = with_answer("faq.yaml", before, "first", new)
    assert entry(after, "first").answer == as_read(new)
    assert entry(after, "first").also_asked == ("one", "two, three")
    assert entry(after, "second") == entry_moved(before, after)
    assert after.startswith((mark + BEFORE).replace("\n", newline))
    assert after.endswith(newline + AFTER.replace("\n", newline))
    assert after.count("\n") == after.count(newline)


def entry_moved(before: str, after: str) -> Entry:
    """The second entry of `before` at its line in `after`."""
    location = entry(after, "second").location
    found = entry(before, "second")
    return Entry(id=found.id, question=found.question, answer=found.answer, location=location)


@QUICK
@given(NEW_TEXT)
def test_an_answer_inside_brackets_stays_inside(new: str) -> None:
    assume(sound(new))
    before = BEFORE + STYLES["plain"] + AFTER
    after = with_answer("faq.yaml", before, "second", new)
    assert entry(after, "second").answer == as_read(new)
    assert after.startswith(before[: before.index("answer: B.")])
    assert after.endswith("}\n#end")


NEW = "A new answer: it's [here](https://example.org).\n\n- one\n- two"


@pytest.mark.parametrize("file", [file for file in SHIPPED if kind_of(file) in ANSWERS])
def test_every_shipped_answer_can_be_edited_and_nothing_else_moves(file: str) -> None:
    text = SHIPPED[file]
    ids = [line.removeprefix("- id: ").strip() for line in text.splitlines() if line.startswith("- id: ")]
    assert ids
    for id_ in ids[:: max(1, len(ids) // 6)]:
        after = with_answer(file, text, id_, NEW)
        start = text.index(f"- id: {id_}\n")
        stop = (text + "\n- id: ").index("\n- id: ", start)
        assert after.startswith(text[:start])
        assert after.endswith(text[stop:])
        record, edited = text[start:stop], after[start : len(after) - len(text[stop:])]
        added = [line[2:] for line in difflib.ndiff(record.splitlines(), edited.splitlines()) if line.startswith("+ ")]
        assert f"{NEW.splitlines()[0]}" in added[0] + added[1]
        assert len(added) <= len(NEW.splitlines()) + 1


PHRASING = st.lists(TRICKY, min_size=1, max_size=4).map("".join).filter(sound)
ASKED = {
    "below": "  also_asked:\n    - one  # why\n    - 'two'   # because\n  # of this\n",
    "at the hyphen": "  also_asked:\n  - one\n  - >\n    two\n\n",
    "in brackets": "  also_asked: [one, 'two']  # few\n",
    "in brackets over lines": "  also_asked: [\n    one,  # why\n    two,\n  ]\n",
    "none": "  also_asked: []\n",
    "nothing": "  also_asked:  # write some\n",
    "null": "  also_asked: ~\n",
    "no such key": "",
}


@QUICK
@given(st.sampled_from(sorted(ASKED)), PHRASING, st.sampled_from(["\n", "\r\n"]))
def test_a_phrasing_is_added_whatever_the_style_of_the_list(style: str, new: str, newline: str) -> None:
    head, tail = "# top\n- id: first\n  question: One?\n", "  answer: A.\n- {id: second, question: Two?, answer: B.}\n"
    before = (head + ASKED[style] + tail).replace("\n", newline)
    after = with_phrasing("faq.yaml", before, "first", new)
    assert entry(after, "first").also_asked == (*entry(before, "first").also_asked, " ".join(as_read(new).split()))
    assert after.startswith(head.replace("\n", newline))
    assert after.endswith(tail.replace("\n", newline))
    if ASKED[style]:
        added = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line.startswith("+")]
        assert len(added) == 1


@QUICK
@given(PHRASING)
def test_a_phrasing_is_added_to_an_entry_in_brackets(new: str) -> None:
    before = "- {id: a, question: A?, also_asked: [x], answer: A.}\n- {id: b, question: B?, answer: B.}  # b\n"
    once = with_phrasing("faq.yaml", before, "a", new)
    twice = with_phrasing("faq.yaml", once, "b", new)
    meant = " ".join(as_read(new).split())
    assert entry(twice, "a").also_asked == ("x", meant)
    assert entry(twice, "b").also_asked == (meant,)
    assert twice.endswith("}  # b\n")


@QUICK
@given(NEW_TEXT.filter(sound), st.lists(PHRASING, max_size=3), st.sampled_from([
    "", "# Only a comment\n", "# none yet\n[]  # none\n", "- {id: b, question: B?, answer: B.}",
    "- id: b\n  question: B?\n  answer: |\n    B.\n\n- id: c\n  question: C?\n  answer: C.\n# end\n",
    "[{id: b, question: B?, answer: B.}]\n", "  - id: b\n    question: B?\n    answer: B.\n",
]))  # fmt: skip
def test_an_entry_is_added_at_the_end(answer: str, asked: list[str], before: str) -> None:
    after = with_entry(
        "faq.yaml",
        before,
        {"id": "new", "question": "What: is '#1'?", "also_asked": asked, "answer": answer, "pillars": []},
    )
    made = entry(after, "new")
    assert (made.question, made.answer, made.also_asked) == (
        "What: is '#1'?", as_read(answer), tuple(" ".join(as_read(one).split()) for one in asked),
    )  # fmt: skip
    left = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line.startswith("-")]
    assert len(left) <= before.startswith(("[{", "# none"))


def test_entries_apart_by_an_empty_line_stay_so() -> None:
    before = "- {id: a, question: A?, answer: A.}\n\n- {id: b, question: B?, answer: B.}\n"
    after = with_entry("faq.yaml", before, {"id": "c", "question": "C?", "answer": "One.\n\nTwo."})
    assert after == before + dedent("""
        - id: c
          question: C?
          answer: |
            One.

            Two.
        """)


def test_learned_yaml_is_composed_and_grows_at_its_end() -> None:
    text = with_learned("", "phrasings", {"entry": "who", "ask": "deputies, too: may they?"})
    text = with_learned(text, "entries", {"id": "new", "question": "New?", "also_asked": ["newer"], "answer": "A\n\nB"})
    text = with_learned(text, "phrasings", {"entry": "new", "ask": "newest"})
    assert text.startswith("# yaml-language-server: $schema=schema/learned.schema.json\n# ")
    assert text.partition("faq.yaml.\n")[2] == dedent("""\
        phrasings:
          - {entry: who, ask: 'deputies, too: may they?'}
          - {entry: new, ask: newest}
        entries:
          - id: new
            question: New?
            also_asked:
              - newer
            answer: |
              A

              B
        """)
    read = parse({"faq.yaml": "- {id: who, question: Who?, answer: All.}", "learned.yaml": text}, {}).knowledge
    assert read
    assert [one.also_asked for one in read.entries] == [("deputies, too: may they?",), ("newer", "newest")]


@pytest.mark.parametrize(
    "given",
    [
        "phrasings:\nentries: []\n",
        "phrasings: []  # none\n",
        "# by hand\nentries:\n  - {id: x, question: X?, answer: X.}\n",
    ],
)
def test_what_people_wrote_into_learned_yaml_stays(given: str) -> None:
    after = with_learned(given, "phrasings", {"entry": "x", "ask": "why, x?"})
    after = with_learned(after, "entries", {"id": "y", "question": "Y?", "answer": "Y."})
    read = parse({"faq.yaml": "- {id: z, question: Z?, answer: Z.}", "learned.yaml": after}, {})
    assert all("unknown entry 'x'" in problem.what for problem in read.problems)
    assert [line for line in difflib.ndiff(given.splitlines(), after.splitlines()) if line.startswith("- #")] == []


def test_a_field_that_is_not_there_is_added_to_its_record() -> None:
    before = "- id: a\n  title: A\n  format: report   # a\n\n- {id: b, title: B, format: blog}\n"
    after = with_answer("resources.yaml", with_answer("resources.yaml", before, "a", "Sum: one.\n\nTwo."), "b", "Two.")
    assert after == (
        "- id: a\n  title: A\n  format: report   # a\n  summary: |\n    Sum: one.\n\n    Two.\n\n"
        "- {id: b, title: B, format: blog, summary: Two.}\n"
    )


def test_the_routes_of_support_can_be_edited_too() -> None:
    before = "routes:\n  - id: a\n    name: A\n    verified: ''  # by whom?\n"
    after = with_text("support.yaml", before, "a", "verified", "2026-12-01")
    assert after == "routes:\n  - id: a\n    name: A\n    verified: 2026-12-01  # by whom?\n"


@pytest.mark.parametrize(
    ("file", "text", "id_", "answer", "why"),
    [
        ("faq.yaml", "- {id: a, question: Q, answer: A}", "b", "x", "'b' is not in faq.yaml."),
        ("faq.yaml", "- id: a\n\tquestion: Q", "a", "x", "faq.yaml:2: "),
        ("faq.yaml", "- {id: a, question: Q, answer: A}", "a", " \n\u200b", "The new answer is empty."),
        ("checks.yaml", "- {ask: a, expect: b}", "a", "x", "checks.yaml has no answers."),
        ("faq.yaml", "- {id: a, question: Q, answer: A}", "a", "bell \x07", "faq.yaml is written in a way"),
    ],
)
def test_what_cannot_be_edited_is_one_sentence(file: str, text: str, id_: str, answer: str, why: str) -> None:
    with pytest.raises(EditError) as raised:
        with_answer(file, text, id_, answer)
    assert str(raised.value).startswith(why)


def test_an_id_is_made_of_the_question_and_is_new() -> None:
    assert id_for("What's the WRES, and why?", ()) == "whats-the-wres-and-why"
    assert id_for("What's the WRES, and why?", {"whats-the-wres-and-why"}) == "whats-the-wres-and-why-2"
    assert id_for("Nothing", ()) == "nothing-2"
    assert id_for("¿?", ()) == "answer"
    assert len(id_for("a long question " * 30, ())) <= 80
